"""Difference quotients as learners write them: right ones, and wrong ones.

Each is ``scheme(f, x, h)``, where x and h are numbers, or arrays that are broadcast: NumPy then does the operations
of a submission's scalar code for each element.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Line = Callable[[Any], Any]
Scheme = Callable[[Line, Any, Any], Any]

STEPS = (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
"""The steps that the course allows; the default is 1e-7."""


def central(f: Line, x: Any, h: Any) -> Any:
    """Use x ± h."""
    return (f(x + h) - f(x - h)) / (2 * h)


def half_step(f: Line, x: Any, h: Any) -> Any:
    """Use x ± h/2."""
    return (f(x + h / 2) - f(x - h / 2)) / h


def five_point(f: Line, x: Any, h: Any) -> Any:
    """Use x ± h and x ± 2h."""
    return (-f(x + 2 * h) + 8 * f(x + h) - 8 * f(x - h) + f(x - 2 * h)) / (12 * h)


def complex_step(f: Line, x: Any, h: Any) -> Any:
    """Use x + ih."""
    return f(x + 1j * h).imag / h


def forward(f: Line, x: Any, h: Any) -> Any:
    """Use x and x + h."""
    return (f(x + h) - f(x)) / h


def backward(f: Line, x: Any, h: Any) -> Any:
    """Use x − h and x."""
    return (f(x) - f(x - h)) / h


def times_h(f: Line, x: Any, h: Any) -> Any:
    """Divide by 2 and multiply by h: ``/ 2 * h``."""
    return (f(x + h) - f(x - h)) / 2 * h


def over_h(f: Line, x: Any, h: Any) -> Any:
    """Divide by h alone."""
    return (f(x + h) - f(x - h)) / h


def over_4h(f: Line, x: Any, h: Any) -> Any:
    """Divide by twice too much."""
    return (f(x + h) - f(x - h)) / (4 * h)


def flipped(f: Line, x: Any, h: Any) -> Any:
    """Subtract the wrong way round."""
    return (f(x - h) - f(x + h)) / (2 * h)


def points_in_float32(f: Line, x: Any, h: Any) -> Any:
    """Nudge a float32 number; f computes in float64."""
    x32, h32 = np.float32(x), np.float32(h)
    return (f(np.float64(x32 + h32)) - f(np.float64(x32 - h32))) / (2 * h)


def values_in_float32(f: Line, x: Any, h: Any) -> Any:
    """Keep the values of f in float32."""
    return np.float64((np.float32(f(x + h)) - np.float32(f(x - h))) / np.float32(2 * h))


def all_in_float32(f: Line, x: Any, h: Any) -> Any:
    """Keep everything in float32."""
    x32, h32 = np.float32(x), np.float32(h)
    up, down = np.float32(f(np.float64(x32 + h32))), np.float32(f(np.float64(x32 - h32)))
    return np.float64((up - down) / (np.float32(2) * h32))


RIGHT: dict[str, Scheme] = {"central": central, "half step": half_step, "five-point": five_point}

ONE_SIDED: dict[str, Scheme] = {"forward": forward, "backward": backward}

FACTORS: dict[str, Scheme] = {
    "/ 2 * h": times_h,
    "/ h": over_h,
    "/ (4 * h)": over_4h,
    "sign flipped": flipped,
}

SINGLE: dict[str, Scheme] = {
    "float32 points": points_in_float32,
    "float32 values": values_in_float32,
    "float32": all_in_float32,
}
