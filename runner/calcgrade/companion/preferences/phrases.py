"""The few sentences whose tone a learner chooses; what is right and wrong is told the same way in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from calcgrade.companion.preferences.model import Tone

Occasion = Literal[
    "passed", "all_passed", "not_yet", "overcome", "answer_right", "answer_wrong", "ladder_ends"
]

_SAID: dict[Occasion, dict[Tone, str]] = {
    "passed": {
        "objective": "",
        "encouraging": "Well done: that is now something you can do.",
        "humorous": "The curve has surrendered without conditions.",
    },
    "all_passed": {
        "objective": "",
        "encouraging": "All of it is right. You could explain this to somebody now, and that is worth trying.",
        "humorous": "Nothing left to differentiate. The red pen goes home unused.",
    },
    "not_yet": {
        "objective": "",
        "encouraging": "Not there yet, and closer than it looks: what passed above stays passed.",
        "humorous": "Even gradient descent needs more than one step.",
    },
    "overcome": {
        "objective": "No longer found: {}.",
        "encouraging": "You have left this behind: {}. That is how learning looks from outside.",
        "humorous": "Gone, and not missed: {}.",
    },
    "answer_right": {
        "objective": "Right.",
        "encouraging": "Right, well seen.",
        "humorous": "Right. The gradient approves.",
    },
    "answer_wrong": {
        "objective": "Not right.",
        "encouraging": "Not this one, and it is a mistake worth making once.",
        "humorous": "Uphill, I am afraid. The valley is the other way.",
    },
    "ladder_ends": {
        "objective": "That was the last hint.",
        "encouraging": "That was the last hint, and you know enough now. Write one line and check it.",
        "humorous": "The ladder ends here; higher up there is only the answer, and it bites.",
    },
}


def phrase(occasion: Occasion, tone: Tone, fact: str = "") -> str:
    """Return what is said on an occasion; empty where this tone says nothing."""
    return _SAID[occasion][tone].format(fact)
