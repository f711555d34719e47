"""Difference quotients as learners write them: right ones, and wrong ones.

Each is ``scheme(f, x, h)`` for an f of one float; the operations are those of the scalar code of a submission.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Line = Callable[[Any], Any]
Scheme = Callable[[Line, float, float], float]

STEPS = (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
"""The steps that the course allows; the default is 1e-7."""


def central(f: Line, x: float, h: float) -> float:
    """Use x ± h."""
    return float((f(x + h) - f(x - h)) / (2 * h))


def half_step(f: Line, x: float, h: float) -> float:
    """Use x ± h/2."""
    return float((f(x + h / 2) - f(x - h / 2)) / h)


def five_point(f: Line, x: float, h: float) -> float:
    """Use x ± h and x ± 2h."""
    return float((-f(x + 2 * h) + 8 * f(x + h) - 8 * f(x - h) + f(x - 2 * h)) / (12 * h))


def complex_step(f: Line, x: float, h: float) -> float:
    """Use x + ih."""
    return float(f(complex(x, h)).imag / h)


def forward(f: Line, x: float, h: float) -> float:
    """Use x and x + h."""
    return float((f(x + h) - f(x)) / h)


def backward(f: Line, x: float, h: float) -> float:
    """Use x − h and x."""
    return float((f(x) - f(x - h)) / h)


def times_h(f: Line, x: float, h: float) -> float:
    """Divide by 2 and multiply by h: ``/ 2 * h``."""
    return float((f(x + h) - f(x - h)) / 2 * h)


def over_h(f: Line, x: float, h: float) -> float:
    """Divide by h alone."""
    return float((f(x + h) - f(x - h)) / h)


def over_4h(f: Line, x: float, h: float) -> float:
    """Divide by twice too much."""
    return float((f(x + h) - f(x - h)) / (4 * h))


def flipped(f: Line, x: float, h: float) -> float:
    """Subtract the wrong way round."""
    return float((f(x - h) - f(x + h)) / (2 * h))


def points_in_float32(f: Line, x: float, h: float) -> float:
    """Nudge a float32 number; f computes in float64."""
    x32, h32 = np.float32(x), np.float32(h)
    return float((f(float(x32 + h32)) - f(float(x32 - h32))) / (2 * h))


def values_in_float32(f: Line, x: float, h: float) -> float:
    """Keep the values of f in float32."""
    return float((np.float32(f(x + h)) - np.float32(f(x - h))) / np.float32(2 * h))


def all_in_float32(f: Line, x: float, h: float) -> float:
    """Keep everything in float32."""
    x32, h32 = np.float32(x), np.float32(h)
    up, down = np.float32(f(float(x32 + h32))), np.float32(f(float(x32 - h32)))
    return float((up - down) / (np.float32(2) * h32))


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
