"""Take the pictures of the HTML report that docs/reports.md shows; ``make screenshots`` runs this."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import chromium
from PIL import Image

DOCS = Path(__file__).parent
SUBMISSION = DOCS.parent / "submissions" / "demo"
COLOURS = 96
"""Of a picture's palette: text stays sharp, and the file is a third as large."""


class Shot(NamedTuple):
    """One picture: how the browser is set up, and the part of the page that is at its top."""

    name: str
    context: dict[str, Any]
    anchor: str = ""


SHOTS = (
    Shot("report-desktop", {"viewport": {"width": 1000, "height": 640}}),
    Shot("report-phone", {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}, "exercise-3"),
    Shot("report-dark", {"viewport": {"width": 1000, "height": 900}, "color_scheme": "dark"}, "exercise-3"),
)


def main() -> None:
    """Grade the sample learner's folder, and take every picture of its page."""
    with TemporaryDirectory() as folder, chromium.running() as browser:
        page = Path(folder) / "report.html"
        program = [sys.executable, "-m", "calcgrade", "check", str(SUBMISSION), "--exit-zero"]
        subprocess.run([*program, "--html", str(page)], check=True, stdout=subprocess.DEVNULL)
        for shot in SHOTS:
            context = browser.new_context(**shot.context)
            tab = context.new_page()
            tab.goto(f"{page.as_uri()}#{shot.anchor}")
            taken = Image.open(io.BytesIO(tab.screenshot())).convert("RGB").quantize(COLOURS)
            taken.save(DOCS / "pictures" / f"{shot.name}.png", optimize=True)
            context.close()


if __name__ == "__main__":
    main()
