"""A Python as a course's machine has it: with pip, and everything that calcgrade requires, but without calcgrade."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def built_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def made(folder: Path) -> Path:
    """Make it in a folder, and return where its programs are."""
    venv.create(folder, symlinks=True)
    lend_packages(folder)
    pip = folder / "bin" / "pip"
    pip.write_text(
        f"#!{folder}/bin/python\nfrom pip._internal.cli.main import main\nraise SystemExit(main())\n"
    )
    pip.chmod(0o755)
    return folder / "bin"


def lend_packages(folder: Path) -> None:
    """Link what is installed here into another environment: nothing is downloaded, and pip counts it as there."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = folder / "lib" / version / "site-packages"
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "calcgrade" not in entry.name and not (site / entry.name).exists():
            (site / entry.name).symlink_to(entry)
