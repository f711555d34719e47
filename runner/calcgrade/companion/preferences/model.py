"""What a learner may choose, and between which words."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Tone = Literal["objective", "encouraging", "humorous"]
Depth = Literal["concise", "balanced", "detailed"]
Pacing = Literal["learner-led", "balanced", "structured"]
QuizType = Literal["multiple_choice", "explanation", "mixed"]
QuizFrequency = Literal["after_each_section", "after_major_topics", "end_of_route"]
FeedbackStyle = Literal["immediate", "summary", "detailed"]


class Preferences(NamedTuple):
    """The choices; a field's default is what holds where nothing was chosen."""

    tone: Tone = "objective"
    explanation_depth: Depth = "balanced"
    pacing: Pacing = "balanced"
    quiz_type: QuizType = "mixed"
    quiz_frequency: QuizFrequency = "after_each_section"
    feedback_style: FeedbackStyle = "immediate"


ALLOWED: dict[str, dict[str, tuple[str, ...]]] = {
    "teaching": {
        "tone": get_args(Tone),
        "explanation_depth": get_args(Depth),
        "pacing": get_args(Pacing),
    },
    "assessment": {
        "quiz_type": get_args(QuizType),
        "quiz_frequency": get_args(QuizFrequency),
        "feedback_style": get_args(FeedbackStyle),
    },
}
"""By heading and key, the words that may stand there."""
