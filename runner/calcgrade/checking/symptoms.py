"""Ways of being wrong that show in any exercise, without a wrong reference."""

from __future__ import annotations

from calcgrade.checking.exercise import Misconception


def _symptom(id_: str, title: str, explanation: str) -> tuple[str, Misconception]:
    return id_, Misconception(id_, title, explanation, function="")


COMMON = dict(
    [
        _symptom(
            "not-started", "Not started",
            "Replace the line that raises NotImplementedError with your own code.",
        ),
        _symptom(
            "function-missing", "Function missing",
            "Keep the function's name and parameters as the exercise file had them.",
        ),
        _symptom(
            "prints-instead-of-returning", "Prints instead of returning",
            "The answer is printed, and then lost: printing shows a value to a person, return hands it to the caller.",
        ),
        _symptom(
            "returns-nothing", "Returns nothing",
            "A function without a return statement gives None. Return the value that you computed.",
        ),
        _symptom(
            "returns-text", "Returns text",
            "Text is not a number, even when it looks like one: return the number itself, without str() or an "
            "f-string.",
        ),
        _symptom(
            "mutates-argument", "Changes its argument",
            "The caller's own data is different afterwards. Work on a copy, such as np.array(point, dtype=float).",
        ),
        _symptom(
            "hidden-one-sided-step", "One-sided difference with a hidden step",
            "Both values come from the same side of the point, so this is the slope half a step away from it. Look h "
            "to both sides, with the h that is passed in.",
        ),
        _symptom(
            "changes-every-time", "Another answer every time",
            "The same call gives another answer each time: chance is involved, or something is remembered from "
            "one call to the next. Compute the answer from the arguments alone.",
        ),
        _symptom(
            "never-returns", "Never returns",
            "A loop here does not end. Check that the condition of each while loop becomes false at some time.",
        ),
        _symptom(
            "crashes-python", "Ends the Python process",
            "A function must hand its value back with return and leave the process running.",
        ),
    ]
)  # fmt: skip
"""By id; a checker's own misconception of the same id takes precedence."""
