"""The worker as bytes: what a sandbox's Python is started with, and what is sent to it first."""

from __future__ import annotations

from functools import cache
from pathlib import Path

BOOT = (
    "import os\n"
    "def _r(n):\n"
    " b=b''\n"
    " while len(b)<n:\n"
    "  c=os.read(0,n-len(b))\n"
    "  if not c: os._exit(0)\n"
    "  b+=c\n"
    " return b\n"
    "exec(_r(int.from_bytes(_r(4),'big')))\n"
)
"""Reads a length and that much Python source from descriptor 0 and runs it."""

_PRELUDE = """
import sys, types, importlib.abc, importlib.util
class _Bundle(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def __init__(self, sources):
        self.sources = sources
    def find_spec(self, name, path=None, target=None):
        if name in self.sources:
            return importlib.util.spec_from_loader(name, self, is_package=name == "_worker")
    def get_source(self, name):
        return self.sources[name]
sys.path.extend({sys_path!r})
sys.meta_path.insert(0, _Bundle({sources!r}))
from _worker.main import main
main({root!r})
"""


@cache
def _sources() -> dict[str, str]:
    own = Path(__file__)
    modules = [path for path in own.parent.glob("*.py") if path.name not in (own.name, "__init__.py")]
    return {"_worker": "", **{f"_worker.{path.stem}": path.read_text("utf-8") for path in sorted(modules)}}


def command(python: str, *, site: bool, solo: bool = False) -> list[str]:
    """Command line of the sandbox's interpreter; ``site=False`` where `sys_path` is sent instead.

    With ``solo`` the worker does not fork: it is good for one exercise.
    ``-s -P`` is ``-I`` but for the environment, which is ours and must count: under ``-I`` Python ignores
    PYTHONHASHSEED, and the order of a set would differ from run to run.
    """
    return [
        python,
        "-s",
        "-P",
        "-B",
        "-X",
        "utf8",
        *([] if site else ["-S"]),
        "-c",
        BOOT,
        *(["solo"] if solo else []),
    ]


def payload(sys_path: tuple[str, ...], root: str) -> bytes:
    """First bytes to send: the worker's modules and where its folders are, length first."""
    source = _PRELUDE.format(sys_path=list(sys_path), sources=_sources(), root=root).encode()
    return len(source).to_bytes(4, "big") + source
