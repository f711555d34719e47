"""What a learner drew: which figure, its picture, and the data in it.

Matplotlib is imported here only where a figure exists already, that is, where a learner imported it.
"""

from __future__ import annotations

import importlib
import io
import itertools
import sys
import warnings
from typing import Any

import numpy as np

from . import guards
from .artists import Room, describe_axes, is_a
from .guards import install_guards, ready_config

__all__ = ["close_all", "current_or_returned", "describe", "install_guards", "png", "ready_config"]

PNG_BYTES = 2 * 1024 * 1024
PNG_INCHES, PNG_DPI = 16.0, 100.0
"""Longest side and finest resolution; a figure of 1000 × 1000 inches must not fill the memory."""

PNG_QUICKLY = {"compress_level": 1}
"""Drawing a plain figure takes a third less time so, and its picture is hardly larger."""

MAX_AXES = 20


def current_or_returned(value: Any) -> Any:
    """Find the figure that a plot function means.

    Parameters
    ----------
    value : object
        What the function returned: a figure, axes or other artists, or a list, tuple, dict or array of them.

    Returns
    -------
    Figure or None
        The figure of `value`; else the current one if anything was drawn; else another open one; else the last one
        that was closed: shown or saved first, on a desktop it was seen.
    """
    if "matplotlib.figure" not in sys.modules:
        return None
    found = _figure_of(value)
    if found is not None:
        return found
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return None
    current = [pyplot.gcf()] if pyplot.get_fignums() else []
    drawn = [
        figure for figure in (*current, *reversed(_open_figures()), *reversed(guards.closed)) if figure.axes
    ]
    return drawn[0] if drawn else None


def close_all() -> None:
    """Forget every open figure, and those that were closed."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")
    guards.closed.clear()


def load_backend() -> None:
    """Load what drawing and saving a picture loads the first time: here once, in a child every time."""
    sys.modules["matplotlib.pyplot"].switch_backend("agg")
    importlib.import_module("PIL.Image").preinit()


def png(figure: Any) -> bytes:
    """Render a figure; the same figure gives the same bytes.

    Returns
    -------
    bytes
        At most 2 MiB; empty where the figure cannot be drawn.
    """
    from matplotlib.backends import backend_agg

    canvas: Any = backend_agg.FigureCanvasAgg
    rc_context: Any = vars(sys.modules["matplotlib"])["rc_context"]
    dpi = PNG_DPI
    try:
        with _quiet(), rc_context({"text.usetex": False}):
            size = figure.get_size_inches()
            figure.set_size_inches(size * min(1.0, PNG_INCHES / size.max()))
            figure.set_facecolor("white")
            while dpi > 5:
                figure.set_dpi(dpi)
                data = io.BytesIO()
                # Not savefig: it draws twice where a layout was asked for.
                canvas(figure).print_png(data, metadata={"Software": None}, pil_kwargs=PNG_QUICKLY)
                if len(data.getvalue()) <= PNG_BYTES:
                    return data.getvalue()
                dpi /= 1.5
    except Exception:  # noqa: S110 - judged by its data; a picture of it is an extra
        pass
    return b""


def describe(figure: Any) -> dict[str, list[dict[str, Any]]]:
    """Describe the artists of a figure, and of every other open or closed figure, in data units.

    Learners who want two pictures often open two figures, so the axes of all of them count.

    Returns
    -------
    dict
        ``{"axes": [...]}``, as `calcgrade.wire.pictures` decodes it. Points that are not finite are left out
        (JSON has no NaN); long lines are thinned evenly and keep their ends.
    """
    room = Room()
    with _quiet():
        others = (*_open_figures(), *guards.closed)
        figures = [figure, *(other for other in others if other is not figure)]
        axes = [ax for fig in figures for ax in fig.axes if ax.get_label() != "<colorbar>"]
        return {"axes": [describe_axes(ax, room) for ax in axes[:MAX_AXES]]}


def _figure_of(value: Any, depth: int = 0) -> Any:
    while is_a(value, "artist", "Artist") and not is_a(value, "figure", "Figure"):
        value = value.figure
    if is_a(value, "figure", "Figure"):
        return value
    items: Any = ()
    if _is_one_of(value, dict):
        items = value.values()
    elif _is_one_of(value, np.ndarray):
        items = value.flat
    elif _is_one_of(value, list, tuple):
        items = value
    found = (_figure_of(item, depth + 1) for item in itertools.islice(items, 50)) if depth < 4 else ()
    return next((figure for figure in found if figure is not None), None)


def _is_one_of(value: object, *classes: type) -> bool:
    """As `isinstance`, without telling a type checker: it knows no type of what is inside."""
    return isinstance(value, classes)


def _open_figures() -> list[Any]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    current = pyplot.gcf().number if pyplot.get_fignums() else None
    figures = [pyplot.figure(number) for number in pyplot.get_fignums()]
    if current is not None:
        pyplot.figure(current)
    return figures


def _quiet() -> warnings.catch_warnings[None]:
    return warnings.catch_warnings(action="ignore")
