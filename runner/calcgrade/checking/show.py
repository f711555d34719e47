"""Numbers, arguments and calls as a learner would type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from calcgrade.checking.judge import describe, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from calcgrade.checking.formulas.formula import Formula, Gradient, Partial
    from calcgrade.checking.formulas.second import Second
    from calcgrade.sandboxes.replies import Call

    Function: TypeAlias = Formula | Partial | Gradient | Second

MAX_SHOWN = 8


def figure(value: float, digits: int = 6) -> str:
    """Show a number with ``digits`` significant digits and no trailing zeros."""
    if value == 0:
        return "0"
    text = f"{value:.{digits}g}"
    return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def pair(actual: Any, expected: Any) -> tuple[str, str]:
    """Show two values with as many digits as it takes to see that they differ."""
    for digits in (6, 9, 12, 17):
        shown = value(actual, digits), value(expected, digits)
        if shown[0] != shown[1]:
            return shown
    return value(actual), value(expected)


def value(item: Any, digits: int = 6) -> str:
    """Show a value in one line, long sequences by their ends."""
    if isinstance(item, np.generic | np.ndarray):
        return value(item.tolist(), digits)  # pyright: ignore[reportUnknownMemberType,reportUnknownArgumentType]
    if isinstance(item, int):  # True and False are ints
        return str(item)
    if isinstance(item, float):
        return figure(item, digits)
    if isinstance(item, str):
        return quoted(item)
    if isinstance(item, list | tuple):
        return _sequence(item, digits)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(item, dict):
        return "{" + ", ".join(f"{k!r}: {value(v, digits)}" for k, v in item.items()) + "}"  # pyright: ignore[reportUnknownVariableType]
    return describe(item)


def _sequence(items: list[Any] | tuple[Any, ...], digits: int) -> str:
    shown = [value(item, digits) for item in items[:MAX_SHOWN]]
    if len(items) > MAX_SHOWN:
        shown = [*shown[:4], "…", *[value(item, digits) for item in items[-2:]]]
    opening, closing = "[]" if isinstance(items, list) else "()"
    return opening + ", ".join(shown) + ("," if closing == ")" and len(items) == 1 else "") + closing


class Names:
    """Names for the functions that a call passes in, and what they stand for.

    Parameters
    ----------
    whole : bool
        Whether long arrays get names too, so that the call can be pasted; else they are shown by their ends.
    """

    def __init__(self, *, whole: bool = False) -> None:
        self.definitions: dict[str, Function] = {}
        self._formulas: list[Formula] = []
        self._whole = whole
        self._arrays: dict[str, str] = {}

    def of(self, function: Function) -> str:
        """Return the name of a formula argument; the same one for the same formula.

        The first formula is f, its derivatives f_prime and f_second, whichever comes first; another one is g.
        """
        for name, known in self.definitions.items():
            if known == function:
                return name
        formula: Formula = getattr(function, "formula", None) or function  # type: ignore[assignment]
        if formula not in self._formulas:
            self._formulas.append(formula)
        place = self._formulas.index(formula)
        letter = "fgh"[place] if place < 3 else f"f{place + 1}"
        kind = type(function).__name__
        wanted = {
            "Formula": letter, "Partial": f"{letter}_prime", "Second": f"{letter}_second", "Gradient": "grad",
        }[kind]  # fmt: skip
        name, count = wanted, 2
        while name in self.definitions:
            name, count = f"{wanted}{count}", count + 1
        self.definitions[name] = function
        return name

    def array(self, item: NDArray[Any]) -> str:
        """Return an array as it stands in the call: written out, or under a name, or by its ends."""
        if item.size <= MAX_SHOWN:
            return _exact(item)
        if not self._whole:
            return f"np.array({value(item)})"
        name = f"values{len(self._arrays) + 1 if self._arrays else ''}"
        self._arrays[name] = _exact(item)
        return name

    def python(self, *, numpy: bool = False) -> str:
        """Definitions that can be pasted before the call.

        Parameters
        ----------
        numpy : bool
            Whether functions calculate with NumPy's numbers, as they did when they were handed in: those overflow to
            inf, and 0/0 is nan, where Python's own raise.
        """
        functions = {name: function.python for name, function in self.definitions.items()}
        if numpy:
            for name, function in self.definitions.items():
                given = ", ".join(f"np.float64({variable})" for variable in function.names)
                functions[name] = f"lambda {', '.join(function.names)}: ({function.python})({given})"
        return "; ".join(f"{name} = {text}" for name, text in (functions | self._arrays).items())

    def mathematics(self) -> str:
        """Definitions as formulas: ``f(x, y) = 3x² + xy``."""
        shown = [
            f"{name}({', '.join(getattr(function, 'formula', function).names)}) = {function.text}"
            for name, function in self.definitions.items()
        ]
        return listed(shown)


def listed(names: Sequence[str]) -> str:
    """Join names as in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def call(made: Call, names: Names) -> str:
    """Show a call as the learner would type it."""
    shown = [_argument(item, names) for item in made.args]
    shown += [f"{key}={_argument(item, names)}" for key, item in made.kwargs.items()]
    return f"{made.function}({', '.join(shown)})"


def _argument(item: Any, names: Names) -> str:
    if hasattr(item, "wire"):
        return names.of(item)
    return names.array(item) if isinstance(item, np.ndarray) else _exact(item)  # pyright: ignore[reportUnknownArgumentType]


def _exact(item: Any) -> str:
    """Show an argument with every digit it has."""
    if isinstance(item, np.ndarray):
        return f"np.array({_exact(item.tolist())})"  # pyright: ignore[reportUnknownMemberType]
    if isinstance(item, list | tuple):
        opening, closing = "[]" if isinstance(item, list) else "()"
        return opening + ", ".join(_exact(part) for part in item) + closing  # pyright: ignore[reportUnknownVariableType]
    return repr(float(item)) if isinstance(item, float) else value(item)
