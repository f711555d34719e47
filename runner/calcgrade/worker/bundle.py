"""The worker as bytes: what a sandbox's Python is started with, and what is sent to it first."""

from __future__ import annotations

import json
import marshal
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

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

FIRST = """\
import ctypes, os, signal
if os.getpid() == 1:
 _c = ctypes.CDLL(None)
 _c.prctl(4, 0, 0, 0, 0)
 _i = signal.signal(2, signal.SIG_DFL)
 _w = os.fork()
 if _w:
  for _d in 0, 1, 2: os.close(_d)
  while 1:
   _p, _s = os.waitpid(-1, 0)
   if _p == _w: os._exit(os.WEXITSTATUS(_s) if os.WIFEXITED(_s) else 128 + os.WTERMSIG(_s))
 signal.signal(2, _i)
 _c.prctl(4, 1, 0, 0, 0)
"""
"""Makes a container's process 1, which forks the worker, reaps every orphan and ends, with all others, as it ends.

It may not be dumped (4), so that learner code, whose user it has, gets neither at its memory nor at the descriptors
that it began with; an engine's own init lets itself be looked into. A signal without a handler that comes from
inside is kept from process 1 by the kernel, SIGKILL too.
"""

_PRELUDE = """
import sys, importlib.abc, importlib.util
class _Bundle(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def __init__(self, modules):
        self.modules = modules
    def find_spec(self, name, path=None, target=None):
        if name in self.modules:
            return importlib.util.spec_from_loader(name, self, is_package=name == "_worker")
    def get_source(self, name):
        return None
    def get_code(self, name):
        code = self.modules[name]
        return compile(code, "<" + name + ">", "exec", dont_inherit=True) if isinstance(code, str) else code
_codes, _sources = _r({codes}), _r({sources})
if importlib.util.MAGIC_NUMBER == {magic}:
    _modules = __import__("marshal").loads(_codes)
else:
    _modules = __import__("json").loads(_sources)
sys.path.extend({sys_path!r})
sys.meta_path.insert(0, _Bundle(_modules))
from _worker.main import main
main({root!r})
"""
"""`_r` is BOOT's, which runs this in its own namespace."""


def _modules() -> list[Path]:
    own = Path(__file__)
    return [path for path in sorted(own.parent.glob("*.py")) if path.name not in (own.name, "__init__.py")]


@cache
def _sources() -> bytes:
    sources = {f"_worker.{path.stem}": path.read_text("utf-8") for path in _modules()}
    return json.dumps({"_worker": "", **sources}).encode()


@cache
def _codes() -> bytes:
    """The same as code objects, from Python's own cache: compiling takes a worker half as long as numpy."""
    codes = {"_worker": compile("", "<_worker>", "exec")}
    for path in _modules():
        name = f"_worker.{path.stem}"
        code = SourceFileLoader(name, str(path)).get_code(name)
        if code is None:  # for a file with Python source there always is one
            raise ImportError(f"{path.name} has no code")
        codes[name] = _renamed(code, f"<{name}>")
    return marshal.dumps(codes)


def _renamed(code: CodeType, filename: str) -> CodeType:
    """Name the code's file otherwise, since where calcgrade is installed is no business of a submission."""
    constants = tuple(
        _renamed(constant, filename) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    )
    return code.replace(co_filename=filename, co_consts=constants)


def command(python: str, *, site: bool, solo: bool = False, first: bool = False) -> list[str]:
    """Command line of the sandbox's interpreter; ``site=False`` where `sys_path` is sent instead.

    With ``solo`` the worker does not fork: it is good for one exercise. With ``first`` it may be process 1, and
    forks before anything else.
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
        FIRST + BOOT if first else BOOT,
        *(["solo"] if solo else []),
    ]


def payload(sys_path: tuple[str, ...], root: str) -> bytes:
    """First bytes to send: the worker's modules and where its folders are, length first.

    They go in compiled, and as source too where the sandbox's interpreter is an image's own, not the grader's:
    it may be of a version that wants other code.
    """
    codes, sources = _codes(), b"" if sys_path else _sources()
    source = _PRELUDE.format(
        codes=len(codes), sources=len(sources), magic=MAGIC_NUMBER, sys_path=list(sys_path), root=root
    ).encode()
    return len(source).to_bytes(4, "big") + source + codes + sources
