"""From a plan to a figure, and to a file's bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from calcgrade.companion.pictures import curves, fit, surfaces

if TYPE_CHECKING:
    from collections.abc import Callable

    from calcgrade.companion.pictures.canvas import Figure as Canvas
    from calcgrade.companion.pictures.request import Plan, Topic

_DRAW: dict[Topic, Callable[[Canvas, Plan], None]] = {
    "tangent": curves.tangent,
    "surface": surfaces.surface,
    "gradient": surfaces.gradient,
    "learning-rates": curves.learning_rates,
    "descent": curves.descent,
    "descent2d": surfaces.descent2d,
    "saddle": surfaces.surface,
    "regression": fit.regression,
}
_SIZES: dict[Topic, tuple[float, float]] = {
    "tangent": (7.5, 5.0),
    "gradient": (6.5, 5.5),
    "descent2d": (6.5, 5.5),
}
_WIDE = (11.0, 4.5)

FORMATS = ("png", "svg", "pdf")


def draw(figure: Canvas, plan: Plan) -> None:
    """Draw a plan into an empty figure; `InputError` where there is nothing to see."""
    figure.set_size_inches(*_SIZES.get(plan.topic, _WIDE))
    figure.set_layout_engine("constrained")
    _DRAW[plan.topic](figure, plan)


def encoded(plan: Plan, form: str, dpi: int = 100) -> bytes:
    """Return a plan's picture as a file's bytes, the same bytes every time.

    Parameters
    ----------
    plan : Plan
        What to draw.
    form : str
        One of `FORMATS`.
    dpi : int
        Dots per inch of a png.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "calcgrade"  # its ids are drawn at random otherwise
    figure: Canvas = Figure()
    draw(figure, plan)
    written = io.BytesIO()
    # Only png has no date of its own.
    dated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form)
    figure.savefig(written, format=form, dpi=dpi, metadata=dated)
    return written.getvalue()
