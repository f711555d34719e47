"""Known forms in which walks come back, and what to tell their authors."""

from __future__ import annotations

from calcgrade.checking.descent import returned
from calcgrade.checking.descent.missteps import Mistake

RETURNED = (
    Mistake(
        "returns-last-point-only",
        "Only the end is returned",
        "You return where the walk ends, and something about it. Return every place on the way, the start included, "
        "and nothing else.",
        returned.end_with_more,
    ),
    Mistake(
        "more-than-asked-for",
        "More than the history",
        "Your walk is there, and something besides it. Return its places alone: the end is the last of them.",
        returned.holds_more,
    ),
    Mistake(
        "entries-hold-more",
        "More than a place in each entry",
        "Each entry of your history holds something besides the place, or names. Keep nothing but the place in it.",
        returned.entries_hold_more,
    ),
    Mistake(
        "dict-instead-of-list",
        "Places under names",
        "Your places are the values of a dict. Return them without names, in a list or an array.",
        returned.under_names,
    ),
    Mistake(
        "history-reversed",
        "The history runs backwards",
        "Your last place stands first. Begin with the start, and append each place behind the one before.",
        returned.backwards,
    ),
    Mistake(
        "place-noted-twice",
        "A place stands there twice",
        "The walk is right, but its first or its last place stands in the history twice. Append the start once, "
        "before the loop, and each new place once.",
        returned.noted_twice,
    ),
)  # fmt: skip
"""Of every descent."""

NOTED = (
    Mistake(
        "heights-instead-of-places",
        "Heights instead of places",
        "You note f(x) after each step, how high you stand. A history holds x, where you stand.",
        returned.heights,
    ),
    Mistake(
        "slopes-instead-of-places",
        "Slopes instead of places",
        "You note how steep it is after each step. A history holds x, where you stand.",
        returned.slopes,
    ),
)  # fmt: skip
"""Of descents on a curve that was handed in as a function."""
