"""``calcgrade image build``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

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
def build(base_image: str, tag: str, wheels: Path | None) -> None:
    """Build the image that submissions are graded in, once per machine.

    \b
    Examples:
        calcgrade image build
        calcgrade image build --base-image python:3.13-slim
    """
    from calcgrade.image.build import build as build_image

    identity = build_image(base_image, tag, wheels, lambda line: click.echo(line, err=True))
    click.echo(f"{tag} is {identity}")
