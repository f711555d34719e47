"""Make one call into learner code and describe what came of it."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from . import codec

if TYPE_CHECKING:
    from .loader import Source

MUTATION = 1e-12


class Caller:
    """Calls the functions of one loaded learner module."""

    def __init__(self, namespace: dict[str, Any], source: Source, limits: dict[str, Any]) -> None:
        self._namespace = namespace
        self._source = source
        self._limits = limits
        self._arguments = codec.Arguments()

    def answer(
        self, index: int, name: str, args: list[Any], kwargs: dict[str, Any], wants_figure: str
    ) -> list[Any]:
        """Return the encoded answer to one call, without its captured output.

        A figure is wanted not at all (""), as the "data" in it, or with its "picture" too.
        """
        function = self._namespace.get(name)
        if not callable(function):
            return [index, ["missing"], 0.0, [], []]
        values = [self._arguments.decode(value) for value in args]
        named = {key: self._arguments.decode(value) for key, value in kwargs.items()}
        before = [_snapshot(value) for value in values]
        self._arguments.observed.clear()
        started = time.perf_counter()
        try:
            if wants_figure:
                self._forget_figures()
            result = function(*values, **named)
            seconds = time.perf_counter() - started
            outcome = [
                "value",
                self._figure(result, wants_figure) if wants_figure else codec.encode(result),
            ]
        except codec.Unencodable:
            outcome = ["oversized"]
            seconds = time.perf_counter() - started
        except BaseException as error:
            seconds = time.perf_counter() - started
            outcome = self._source.raised(error)
        observed = [list(point) for point in self._arguments.observed if all(np.isfinite(point))]
        mutated = [k for k, (old, new) in enumerate(zip(before, values, strict=True)) if _changed(old, new)]
        return self._within_limit([index, outcome, seconds, mutated, observed], bool(wants_figure))

    @staticmethod
    def _forget_figures() -> None:
        """Close what was drawn while the file was imported, as closing its windows would."""
        from . import figures

        figures.close_all()

    @staticmethod
    def _figure(result: Any, wanted: str) -> Any:
        import base64

        from . import figures

        figure = figures.current_or_returned(result)
        try:
            if figure is None:
                return codec.encode(result)
            drawn = figures.describe(figure)  # first, so that it is the same whether a picture is made or not
            png = figures.png(figure) if wanted == "picture" else b""
            return ["figure", base64.b64encode(png).decode("ascii"), drawn]
        finally:
            figures.close_all()

    def _within_limit(self, answer: list[Any], wants_figure: bool) -> list[Any]:
        if answer[1][0] == "value":
            limit = self._limits["figure_reply" if wants_figure else "reply"]
            if len(json.dumps(answer[1][1])) > limit:
                answer[1] = ["oversized"]
        return answer


def _snapshot(value: Any) -> Any:
    """Copy an argument that learner code could change; None for one that it cannot."""
    return value.copy() if isinstance(value, np.ndarray | list) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def _changed(old: Any, new: Any) -> bool:
    if old is None:
        return False
    try:
        before, after = np.asarray(old, dtype=float), np.asarray(new, dtype=float)
        if before.shape != after.shape:
            return True
        scale = np.maximum(np.abs(before), np.abs(after))
        return not bool(np.all(np.abs(after - before) <= MUTATION * scale))
    except Exception:  # what were numbers are none any more, or more than one can compare
        return True
