"""Load a learner's file as a module and say what went wrong in their own terms."""

from __future__ import annotations

import contextlib
import linecache
import os
import sys
import types
from pathlib import Path
from typing import Any

from . import notebook
from .codec import text as clean

MAX_NAME = 200
MAX_MESSAGE = 500
MAX_NOTES = 100
MAX_LINE = 2**31 - 1


class Source:
    """Where learner code stands: recognises its frames in a traceback."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def locate(self, error: BaseException) -> tuple[str | None, int | None, str | None]:
        """Return (file, line, text) of the deepest learner frame, or Nones."""
        if isinstance(error, SyntaxError) and error.filename:
            name = self._learner_file(error.filename)
            if name:
                return name, error.lineno, (error.text or "").strip()[:200] or None
        found: tuple[str | None, int | None, str | None] = (None, None, None)
        trace = error.__traceback__
        while trace is not None:
            name = self._learner_file(trace.tb_frame.f_code.co_filename)
            if name:
                found = (
                    name,
                    trace.tb_lineno,
                    self._line(trace.tb_frame.f_code.co_filename, trace.tb_lineno),
                )
            trace = trace.tb_next
        return found

    def _learner_file(self, filename: str) -> str | None:
        if filename.startswith(self.folder):
            return filename[len(self.folder) :].replace(os.sep, "/").lstrip("/")
        return filename[1:-1] if filename.startswith("<cell ") else None

    @staticmethod
    def _line(filename: str, number: int) -> str | None:
        return linecache.getline(filename, number).strip()[:200] or None

    def raised(self, error: BaseException) -> list[Any]:
        """Encode an exception: ["raised", type, message, file, line, column, text].

        A learner's own exception may raise when it is looked at, and hold anything in every attribute.
        """
        message: object = ""
        column: object = None
        file: object = None
        line: object = None
        text: object = None
        with contextlib.suppress(BaseException):
            message = str(error)
            if isinstance(error, SyntaxError):
                message, column = error.msg, error.offset
        with contextlib.suppress(BaseException):
            file, line, text = self.locate(error)
        kind = clean(type(error).__name__, MAX_NAME)
        place = [_words(file, MAX_NAME), _position(line), _position(column), _words(text, MAX_NAME)]
        return ["raised", kind, _words(message, MAX_MESSAGE) or "", *place]


def _words(value: object, limit: int) -> str | None:
    return clean(str.__str__(value), limit) if isinstance(value, str) else None


def _position(value: object) -> int | None:
    return int.__index__(value) if isinstance(value, int) and 0 <= int.__index__(value) <= MAX_LINE else None


def load(
    folder: str, entries: list[str], exercise: str, functions: list[str]
) -> tuple[dict[str, Any], list[str]]:
    """Run the learner's file; return (namespace, notes). What it raises goes to the caller."""
    path = Path(folder) / entries[0]
    if path.suffix != ".ipynb":
        module = _module(path.stem, path)
        exec(compile(path.read_bytes(), str(path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102
        return module.__dict__, []

    def promise(name: str) -> int:
        names = notebook.definitions(Path(folder, name).read_bytes(), exercise, functions)
        return -1 if names is None else len(names)

    path = Path(folder, max(entries, key=promise))
    parts, notes = notebook.cells(path.read_bytes(), exercise)
    module = _module(path.stem, path)
    for label, source, own in parts:
        filename = f"<{label}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        try:
            exec(compile(source, filename, "exec", dont_inherit=True), module.__dict__)  # noqa: S102
        except Exception as error:
            if own:
                raise
            notes.append(f"{label}, of another exercise, raised {type(error).__name__}")
    return module.__dict__, notes


def promised(folder: str, entries: list[str], exercise: str, functions: list[str]) -> list[str]:
    """Return the functions that a notebook seems to define, where it stopped before it could define them."""
    names: set[str] = set()
    for entry in entries:
        if entry.endswith(".ipynb"):
            names.update(notebook.definitions(Path(folder, entry).read_bytes(), exercise, functions) or [])
    return [name for name in functions if name in names]


def _module(name: str, path: Path) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    return module
