"""``calcgrade image build``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from calcgrade.cli.options import format_option
from calcgrade.cli.paths import FILE, absolute
from calcgrade.image import DEFAULT_BASE, DEFAULT_TAG

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.option("--base-image", default=DEFAULT_BASE, show_default=True, help="An image with Python in it.")
@click.option("--tag", default=DEFAULT_TAG, show_default=True, help="What to call the image.")
@click.option(
    "--wheels",
    type=FILE,
    callback=absolute,
    metavar="DIR",
    help="Install from these wheels, without any network.",
)
@format_option
def build(
    base_image: str,
    tag: str,
    wheels: Path | None,
    format: Literal["text", "json"],  # noqa: A002 - named as its option
) -> None:
    """Build the image that submissions are graded in, once per machine.

    \b
    Examples:
        calcgrade image build
        calcgrade image build --base-image python:3.13-slim
    """
    from calcgrade.image.build import build as build_image

    identity = build_image(base_image, tag, wheels, lambda line: click.echo(line, err=True))
    if format == "json":
        from calcgrade.reports.escape.json_text import written
        from calcgrade.results.printed import Image

        click.echo(written(Image(tag=tag, id=identity)), nl=False)
    else:
        click.echo(f"{tag} is {identity}")
