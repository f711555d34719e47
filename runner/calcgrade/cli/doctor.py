"""``calcgrade doctor``: what works on this machine and what mends the rest."""

from __future__ import annotations

import os
import platform
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from calcgrade.cli.options import format_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calcgrade.reports.lines import Line


class Part(NamedTuple):
    """One thing that grading may need.

    Attributes
    ----------
    name : str
        What it is.
    found : str
        What there is of it.
    problem : str or None
        What is wrong and what mends it; None where it works.
    needed : bool
        Whether ``calcgrade check`` cannot work without.
    """

    name: str
    found: str
    problem: str | None = None
    needed: bool = False


@click.command()
@format_option
def doctor(format: Literal["text", "json"]) -> None:  # noqa: A002 - named as its option
    """Say what works on this machine, and the command that mends what does not.

    Exits with 0 if `calcgrade check` can work, else with 3.

    \b
    Example:
        calcgrade doctor
    """
    from calcgrade.cli.workplace import private_folder
    from calcgrade.reports.terminal import Terminal

    with private_folder():
        terminal = Terminal(sys.stdout) if format == "text" else None
        found: list[Part] = []
        for part in parts():
            found.append(part)
            if terminal is not None:
                terminal.lines(_lines(part, terminal.width))
        broken = [part.name for part in found if part.needed and part.problem]
        if terminal is None:
            click.echo(_encoded(found, works=not broken), nl=False)
        elif broken:
            click.echo(f"calcgrade check cannot work yet: see {' and '.join(broken)}.")
    click.get_current_context().exit(3 if broken else 0)


def _encoded(found: list[Part], *, works: bool) -> bytes:
    from calcgrade import __version__
    from calcgrade.reports.escape.json_text import written
    from calcgrade.results.printed import Machine, MachinePart

    return written(
        Machine(calcgrade=__version__, works=works, parts=[MachinePart(**part._asdict()) for part in found])
    )


def parts() -> Iterator[Part]:
    """Try one part after the other."""
    from calcgrade.sandboxes.select import problem

    yield Part("Python", f"{platform.python_version()} on {platform.system()}", needed=True)
    yield _package("numpy")
    yield _package("matplotlib")
    yield _display()
    wrong = problem("bubblewrap")
    yield Part("bubblewrap", "" if wrong else _bubblewrap(), wrong)
    engine = _engine_problem()
    yield Part("docker engine", "isolates learner code", engine)
    if engine is None:
        yield Part("image", "grades in a container", problem("docker"))
    else:
        yield Part("image", "", "it cannot be looked for without an engine.")


def _package(name: str) -> Part:
    """Import a package for real: one that is installed may still be broken."""
    from importlib import import_module

    try:
        module = import_module(name)
    except ImportError as error:
        return Part(
            name, "", f"cannot be imported ({error}). Mend it: python -m pip install {name}", needed=True
        )
    return Part(name, str(getattr(module, "__version__", "")), needed=True)


def _display() -> Part:
    """Say whether pictures open in windows, and how they are seen where they do not."""
    from calcgrade.companion.pictures import display

    name = "display"
    shows_images = display.protocol(os.environ) is not None
    otherwise = "pictures are saved as files" + (", and this terminal shows them" if shows_images else "")
    if not display.has_display(os.environ):
        return Part(
            name, "", f"there is none here, so {otherwise}. Over ssh, a window opens with: ssh -X HOST"
        )
    backend = display.window_backend()
    if backend is None:
        mend = "python -m pip install PySide6"
        return Part(
            name, "", f"no backend of matplotlib opens a window here, so {otherwise}. Mend it: {mend}"
        )
    return Part(name, f"pictures open in windows, by matplotlib's backend {backend}")


def _bubblewrap() -> str:
    """Say how a sandbox that works is bounded."""
    from calcgrade.sandboxes.bounds import why_watched

    why = why_watched()
    if why is None:
        return "isolates learner code; a control group bounds its memory and processes"
    return (
        "isolates learner code; its memory and processes are watched from outside, which is less exact than "
        f"a control group, but {why}"
    )


def _engine_problem() -> str | None:
    from calcgrade.errors import SandboxUnavailable
    from calcgrade.sandboxes.docker_engine import connect

    try:
        connect().close()
    except SandboxUnavailable as error:
        return f"{error.problem}. {error.fix}."
    return None


def _lines(part: Part, width: int) -> Iterator[Line]:
    from calcgrade.reports.lines import Piece, folded

    mark = "ok" if part.problem is None else "--"
    lead = Piece(f"{mark}  {part.name:<14} ", "good" if part.problem is None else "bad")
    text = list(folded(part.problem or part.found, width, len(lead.text)))
    yield lead, Piece(text[0][0].text.lstrip())
    yield from text[1:]
