"""The figure of a reply, under judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calcgrade.checking import judge
from calcgrade.checking.expect import expect
from calcgrade.checking.pictures import arrays as pictures
from calcgrade.wire.values import Picture

if TYPE_CHECKING:
    from calcgrade.checking.pictures.arrays import Figure
    from calcgrade.sandboxes.replies import Reply


def expect_figure(reply: Reply) -> Figure:
    """Demand a figure, returned or left open, and return what is drawn in it."""
    value: object = expect(reply).value
    if not isinstance(value, Picture):
        came = "" if value is None else f" but returns {judge.describe(value)}"
        expect(reply).fail(f"draws no figure{came}", kind="no figure")
    return pictures.read(value.drawing)


def expect_shown(reply: Reply, lack: str | None, *, symptom: str = "") -> None:
    """Demand that one of the questions of `calcgrade.checking.pictures.plots` found nothing lacking.

    Parameters
    ----------
    lack : str or None
        The question's answer: a whole sentence, or None.
    symptom : str
        Id of the misconception that this lack shows, if any.
    """
    if lack is not None:
        sentence = lack[:1].lower() + lack[1:]
        expect(reply).fail(f"draws a picture, but {sentence}", kind="picture", symptom=symptom)
