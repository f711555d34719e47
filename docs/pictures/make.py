"""Draw the pictures of docs/ideas as companion.toml names them: ``make pictures``."""

from __future__ import annotations

import io
import shlex
from pathlib import Path

from PIL import Image

from calcgrade.cli.show import request_of
from calcgrade.companion import material
from calcgrade.companion.pictures.draw import encoded
from calcgrade.companion.pictures.request import plan
from calcgrade.course.load import load

ROOT = Path(__file__).parents[2]
DPI = 64


def main() -> None:
    """Write a picture for every exercise that has one."""
    course = load(ROOT)
    content = material.read(course.path, course.manifest)
    for id_ in course.ids:
        words = content.around(id_).picture
        if words:
            picture = encoded(plan(request_of(shlex.split(words))), "png", dpi=DPI)
            # A palette of 64 colours is enough for lines, and a third of the bytes.
            few_colours = Image.open(io.BytesIO(picture)).convert("RGB").quantize(64)
            few_colours.save(Path(__file__).parent / f"{id_}.png", optimize=True)


if __name__ == "__main__":
    main()
