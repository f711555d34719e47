"""The data of the artists in one pair of axes, in data units."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from .arrows import arrow_fields, single_arrows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray

    Points = tuple[list[float], list[float]]
    Part = dict[str, Any]

LINE_POINTS = 2000
FIGURE_POINTS = 20_000
"""In base64 and JSON a picture and this many points stay within one reply with a figure."""

FIGURE_ARTISTS = 1000
"""A path drawn as one dot and one arrow a step needs several hundred."""

MAX_TEXTS = 60
TEXT_LENGTH = 200


def is_a(value: object, module: str, name: str) -> bool:
    """Whether this is an instance of a matplotlib class; of a module never imported there are none."""
    cls: Any = getattr(sys.modules.get(f"matplotlib.{module}"), name, ())
    return isinstance(value, cls)


class Room:
    """How much of a figure may still be described."""

    def __init__(self) -> None:
        self.points = FIGURE_POINTS
        self.artists = FIGURE_ARTISTS

    def take(self, x: ArrayLike, y: ArrayLike) -> Points | None:
        """Return the finite points of an artist as two lists of floats, thinned; None if there are none."""
        try:
            points = np.stack([_floats(x), _floats(y)])
        except (TypeError, ValueError):
            return None
        points = points[:, np.isfinite(points).all(axis=0)]
        count, room = points.shape[1], min(LINE_POINTS, self.points)
        if count == 0 or room < 2 or self.artists == 0:
            return None
        if count > room:
            points = points[:, np.rint(np.linspace(0, count - 1, room)).astype(int)]
        self.points -= points.shape[1]
        self.artists -= 1
        return points[0].tolist(), points[1].tolist()


def _floats(values: ArrayLike) -> NDArray[np.float64]:
    """Flatten to floats; what a mask hides is NaN."""
    flat: Any = np.ma.asarray(values, dtype=np.float64)
    return np.asarray(flat.filled(np.nan), dtype=np.float64).ravel()


def describe_axes(ax: Any, room: Room) -> Part:
    """Describe one pair of axes; the keys are those of `calcgrade.wire.pictures.Axes`."""
    shown = [artist for artist in ax.collections if artist.get_visible()]
    contours = sum(is_a(artist, "contour", "ContourSet") for artist in shown)
    images = sum(
        is_a(artist, "collections", "QuadMesh") or type(artist).__name__ == "Poly3DCollection"
        for artist in shown
    )
    lines = [line for line in (_line(ax, artist, room) for artist in ax.lines) if line]
    scatters = [_part(points, artist.get_label()) for artist in shown if (points := _offsets(artist, room))]
    arrows = [*_segments(shown, room), *_as_lines(single_arrows(ax), room)]
    scatters += _bars(ax, room)  # before arrow fields: those may fill whatever room is left
    return {
        "title": _text(ax.get_title()),
        "xlabel": _text(ax.get_xlabel()),
        "ylabel": _text(ax.get_ylabel()),
        "xscale": _text(ax.get_xscale()),
        "yscale": _text(ax.get_yscale()),
        "lines": [*lines, *arrows, *_as_lines(arrow_fields(ax), room)],
        "scatters": scatters,
        "contours": contours,
        "images": len(ax.images) + images,
        "texts": _texts(ax),
    }


def _line(ax: Any, line: Any, room: Room) -> Part | None:
    style, marker = str(line.get_linestyle()), str(line.get_marker())
    hidden = style in {"None", "", " "} and marker in {"None", "", " "}
    if hidden or not line.get_visible():
        return None
    points = room.take(*_coordinates(ax, line))
    if points is None:
        return None
    return _part(points, line.get_label(), linestyle=_text(style), marker=_text(marker))


def _coordinates(ax: Any, line: Any) -> tuple[ArrayLike, ArrayLike]:
    """Return x and y of a line in data units; none where it is placed in fractions of the axes only."""
    if hasattr(line, "get_data_3d"):
        space: Any = line.get_data_3d()
        return space[0], space[1]
    if type(line).__name__ == "AxLine":
        return _unbounded(ax, line)
    x, y = _plane(line)
    in_x, in_y = line.get_transform().contains_branch_seperately(ax.transData)
    if not (in_x or in_y):
        return [], []
    if not in_x:  # axhline: x in fractions of the width
        x = _along(ax.get_xlim(), x)
    if not in_y:
        y = _along(ax.get_ylim(), y)
    return x, y


def _along(limits: Any, fractions: Any) -> Any:
    return limits[0] + (limits[1] - limits[0]) * np.asarray(fractions, dtype=np.float64)


def _plane(line: Any) -> tuple[Any, Any]:
    return line.get_xdata(orig=False), line.get_ydata(orig=False)


def _unbounded(ax: Any, line: Any) -> tuple[ArrayLike, ArrayLike]:
    (x1, y1), slope = line._xy1, line._slope  # public getters came with matplotlib 3.9
    if slope is None:
        x2, y2 = line._xy2
        if x1 == x2:
            return [x1, x1], ax.get_ylim()
        slope = (y2 - y1) / (x2 - x1)
    x = np.asarray(ax.get_xlim())
    return x, y1 + slope * (x - x1)


def _offsets(artist: Any, room: Room) -> Points | None:
    if hasattr(artist, "_offsets3d"):
        x, y, _ = artist._offsets3d  # a 3-D scatter knows its data under no public name
        return room.take(x, y)
    is_scatter = is_a(artist, "collections", "PathCollection")
    places: Any = artist.get_offsets() if is_scatter else getattr(artist, "XY", None)  # XY: of arrows
    return None if places is None or len(places) == 0 else room.take(places[:, 0], places[:, 1])


def _segments(collections: Sequence[Any], room: Room) -> Iterable[Part]:
    """Lines of hlines, vlines and their like."""
    for artist in collections:
        for piece in artist.get_segments() if type(artist).__name__ == "LineCollection" else ():
            points = room.take(piece[:, 0], piece[:, 1]) if len(piece) else None
            if points:
                yield _part(points, artist.get_label(), linestyle="-", marker="None")


def _as_lines(arrows: Iterable[Points], room: Room) -> Iterable[Part]:
    """Draw arrows as lines from tail to tip."""
    for x, y in arrows:
        points = room.take(x, y)
        if points:
            yield _part(points, "", linestyle="-", marker="None")


def _bars(ax: Any, room: Room) -> Iterable[Part]:
    """Tops of bars, as points."""
    for group in ax.containers:
        if is_a(group, "container", "BarContainer"):
            middles = [bar.get_x() + bar.get_width() / 2 for bar in group]
            points = room.take(middles, [bar.get_y() + bar.get_height() for bar in group])
            if points:
                yield _part(points, group.get_label())


def _part(points: Points, label: object, **style: str) -> Part:
    return {"x": points[0], "y": points[1], "label": _text(label), **style}


def _texts(ax: Any) -> list[str]:
    texts = [text.get_text() for text in ax.texts]
    if ax.get_legend() is not None:
        texts += [text.get_text() for text in ax.get_legend().get_texts()]
    if ax.figure is not None and getattr(ax.figure, "_suptitle", None) is not None:
        texts.append(ax.figure._suptitle.get_text())
    return [_text(text) for text in texts[:MAX_TEXTS] if text]


def _text(value: object) -> str:
    """Cut a text and replace what UTF-8 cannot carry."""
    return str(value)[:TEXT_LENGTH].encode("utf-8", "replace").decode("utf-8")
