"""``calcgrade show``: the course's pictures, of any formula."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from calcgrade.cli.paths import FILE, absolute
from calcgrade.companion.pictures.request import TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from calcgrade.companion.pictures.request import Plan, Point, Request


class _Place(click.ParamType):  # type: ignore[type-arg]  # generic in later versions of click only
    """A number, or some with commas between."""

    name = "place"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Point:
        try:
            return tuple(float(part) for part in str(value).replace("−", "-").split(","))
        except ValueError:
            self.fail(
                f"{value!r} is no place: give a number, or two with a comma between, such as 1,-2", param, ctx
            )


@click.command()
@click.argument("topic", type=click.Choice(TOPICS), metavar="TOPIC")
@click.argument("formula", required=False)
@click.option(
    "--at", type=_Place(), multiple=True, metavar="X[,Y]", help="A place to look at; may be repeated."
)
@click.option("--start", type=_Place(), metavar="X[,Y]", help="Where a walk begins.")
@click.option(
    "--lr", type=click.FloatRange(min=0, min_open=True), multiple=True, metavar="RATE",
    help="Learning rate; learning-rates takes several.",
)  # fmt: skip
@click.option("--steps", type=click.IntRange(1, 5000), metavar="N", help="How many steps a walk takes.")
@click.option(
    "--momentum",
    type=click.FloatRange(0, 1, max_open=True),
    default=0.0,
    metavar="B",
    help="descent2d: a second walk with momentum.",
)
@click.option("--range", "over", type=float, nargs=2, metavar="LOW HIGH", help="Ends of the axes.")
@click.option(
    "--degree", type=click.IntRange(1, 2), default=1, help="regression: a line (1) or a parabola (2)."
)
@click.option(
    "--epochs", type=click.IntRange(1, 20000), default=200, metavar="N", help="regression: how long to train."
)
@click.option("--batch", type=click.IntRange(1), metavar="N", help="regression: points in a mini-batch.")
@click.option(
    "--noise",
    type=click.FloatRange(0, 1000),
    default=1.0,
    metavar="SD",
    help="regression: how far points scatter.",
)
@click.option(
    "--save", type=FILE, callback=absolute, metavar="FILE", help="Write it to a .png, .svg or .pdf file."
)
def show(save: Path | None, **asked: object) -> None:
    """Draw one of the course's pictures, with your own formula and numbers.

    \b
    TOPIC            what it shows
      tangent          a curve and its tangents, --at each place
      surface          a surface from the side, and its contours with gradient arrows
      gradient         contours and gradient arrows alone
      learning-rates   the same walk with three learning rates
      descent          a walk on a curve
      descent2d        a walk over contours
      saddle           level ground that is no minimum
      regression       how the loss falls, and the line among its points

    FORMULA is written as on paper: 3x^2 + xy, sin(x)^2, exp(-x^2/2). It is read, never run. Put -- before one that
    begins with a minus sign. Without --save the picture opens in a window; where there is none, it is saved
    here, and shown in the terminal where that can show images (kitty, Ghostty, iTerm2, WezTerm).

    \b
    Examples:
        calcgrade show tangent 'x^3 - 3x' --at -1 --at 0 --at 1
        calcgrade show gradient '3x^2 + xy + y^2' --at 1,-1
        calcgrade show learning-rates --lr 0.01 --lr 0.1 --lr 1.05
        calcgrade show descent2d '(x-1)^2 + 10(y+2)^2' --start 5,5 --lr 0.02
        calcgrade show regression --noise 3 --save fit.png

    \b
    Exit codes: 0 drawn; 2 it cannot be drawn, or not be saved.
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.companion.pictures.request import plan

    with private_folder() as here:
        planned = plan(_request(asked))
        if save is not None:
            _save(planned, save)
        else:
            _present(planned, here)


def request_of(words: Sequence[str]) -> Request:
    """Return what these words of a command line ask for; `click.ClickException` where they make no sense."""
    with show.make_context("show", list(words)) as context:
        asked = dict(context.params)
    asked.pop("save")
    return _request(asked)


def _request(asked: dict[str, object]) -> Request:
    from calcgrade.companion.pictures.request import Request

    return Request(**asked)  # type: ignore[arg-type]  # click made their types


def _save(plan: Plan, file: Path) -> None:
    from calcgrade.companion.pictures.draw import FORMATS, encoded
    from calcgrade.errors import InputError
    from calcgrade.reports import file as files
    from calcgrade.reports.escape.terminal import for_line

    form = file.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise InputError(str(file), "is no kind of picture", f"End its name in .{', .'.join(FORMATS)}")
    files.require_writable(file)
    files.write(encoded(plan, form), file)
    click.echo(f"Saved: {for_line(str(file))}")


def _present(plan: Plan, here: Path) -> None:
    from calcgrade.companion.pictures import display
    from calcgrade.companion.pictures.draw import encoded

    if display.has_display(os.environ) and display.show_window(plan):
        return
    known = display.protocol(os.environ) if sys.stdout.isatty() else None
    if known is not None:
        sys.stdout.write(display.inline(encoded(plan, "png"), known))
    _save(plan, here / f"calcgrade-{plan.topic}.png")
