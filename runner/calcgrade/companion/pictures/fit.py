"""The picture of the project: how the loss falls, and the line among its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from calcgrade.errors import InputError

if TYPE_CHECKING:
    from calcgrade.companion.formula.tree import Values
    from calcgrade.companion.pictures.canvas import Figure
    from calcgrade.companion.pictures.request import Plan

POINTS = 50
SEED = 42


def regression(figure: Figure, plan: Plan) -> None:
    """Draw points around the formula, train a polynomial on them, and draw its loss and its fit."""
    random = np.random.default_rng(SEED)
    half = 5.0 if plan.degree == 1 else 2.0  # x⁴ enters a parabola's slopes: a wide range asks for tiny rates
    x = random.uniform(-half, half, POINTS)
    y = plan.formula(x) + random.normal(0.0, plan.noise, POINTS)
    powers = np.vander(x, plan.degree + 1)
    losses, weights = _train(powers, y, plan, random)
    over_time, fit = figure.subplots(1, 2)
    over_time.plot(losses)
    if losses[-1] > 0:
        over_time.set_yscale("log")
    over_time.set_xlabel("epoch")
    over_time.set_ylabel("mean squared error")
    over_time.set_title(f"Loss, lr = {plan.lr[0]:g}, from {losses[0]:.3g} to {losses[-1]:.3g}")
    over_time.grid(visible=True, alpha=0.4)
    line = np.linspace(-half, half, 200)
    fit.plot(x, y, "o", alpha=0.6, label="points")
    fit.plot(line, np.polyval(weights, line), color="C3", label=f"learnt: {_written(weights)}")
    fit.plot(line, plan.formula(line), "--", color="C2", label=f"made from: {plan.formula.text}")
    fit.set_xlabel("x")
    fit.set_ylabel("y")
    fit.set_title("Fit")
    fit.legend()
    fit.grid(visible=True, alpha=0.4)


def _train(powers: Values, y: Values, plan: Plan, random: Any) -> tuple[list[float], Values]:
    weights = np.zeros(powers.shape[1])
    losses = [float(np.mean(y**2))]
    size = min(plan.batch or len(y), len(y))
    for _ in range(plan.epochs):
        order = random.permutation(len(y)) if plan.batch else np.arange(len(y))
        for first in range(0, len(y), size):
            part = order[first : first + size]
            miss = powers[part] @ weights - y[part]
            weights = weights - plan.lr[0] * 2 * powers[part].T @ miss / len(part)
        losses.append(float(np.mean((powers @ weights - y) ** 2)))
        if not losses[-1] < 1e12:
            raise InputError(
                f"lr = {plan.lr[0]:g}",
                f"the training runs away within {len(losses) - 1} epochs",
                "Give a smaller --lr",
            )
    return losses, weights


def _written(weights: Values) -> str:
    names = ["x²", "x", ""][-len(weights) :]
    text = " + ".join(f"{w:.2f}{name}" for w, name in zip(weights, names, strict=True))
    return text.replace("+ -", "− ").replace("-", "−")
