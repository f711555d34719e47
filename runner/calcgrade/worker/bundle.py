"""The worker as bytes: what a sandbox's Python is started with, and what is sent to it first."""

from __future__ import annotations

import marshal
from functools import cache
from importlib.machinery import SourceFileLoader
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
        return {code}
sys.path.extend({sys_path!r})
sys.meta_path.insert(0, _Bundle({modules}))
from _worker.main import main
main({root!r})
"""
_FROM_SOURCE = "compile(self.modules[name], '<' + name + '>', 'exec', dont_inherit=True)"
_COMPILED = "self.modules[name]"


def _modules() -> list[Path]:
    own = Path(__file__)
    return [path for path in sorted(own.parent.glob("*.py")) if path.name not in (own.name, "__init__.py")]


@cache
def _sources() -> dict[str, str]:
    return {"_worker": "", **{f"_worker.{path.stem}": path.read_text("utf-8") for path in _modules()}}


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

    Where ``sys_path`` is given the sandbox's interpreter is the grader's own, so its modules go in compiled; an
    image has an interpreter of its own, which may be of another version.
    """
    if sys_path:
        codes = _codes()
        # `_r` is BOOT's, which runs the prelude in its own namespace.
        modules, code = f"__import__('marshal').loads(_r({len(codes)}))", _COMPILED
    else:
        codes, modules, code = b"", repr(_sources()), _FROM_SOURCE
    source = _PRELUDE.format(sys_path=list(sys_path), modules=modules, code=code, root=root).encode()
    return len(source).to_bytes(4, "big") + source + codes
