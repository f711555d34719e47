"""One check as a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcgrade.pytest_plugin.graded import NotGraded
from calcgrade.reports.escape.terminal import for_line, for_terminal
from calcgrade.reports.told import INSTEAD, head_and_tail

if TYPE_CHECKING:
    import os

    from calcgrade.pytest_plugin.graded import Graded
    from calcgrade.results.model import CheckResult

OUTPUT = 4000
"""Characters shown of what an exercise printed."""


class NotPassed(Exception):  # noqa: N818 - names a state
    """The check did not pass; the text is what a learner reads."""


class CheckItem(pytest.Item):
    """A check; that it passes means that ``calcgrade check`` says so."""

    claim: str
    line: int
    graded: Graded

    @classmethod
    def make(
        cls, parent: pytest.Collector, check_id: str, claim: str, line: int, graded: Graded
    ) -> CheckItem:
        """Return the test of a check.

        Parameters
        ----------
        parent : pytest.Collector
            The exercise, by its id.
        check_id, claim : str
            The check's id and what it claims.
        line : int
            Where the function that it judges is defined, counted from 0.
        graded : Graded
            Knows what became of it.
        """
        made: CheckItem = cls.from_parent(parent, name=check_id)  # pyright: ignore[reportUnknownMemberType]
        made.claim, made.line, made.graded = claim, line, graded
        return made

    def runtest(self) -> None:
        """Look what became of the check; the first one of an exercise has it graded."""
        assert self.parent is not None  # noqa: S101 - `make` gave it one
        exercise = self.graded.exercise(self.parent.name)
        # A checker that broke only when it was used has a single check, of another name.
        check = next((check for check in exercise.checks if check.id == self.name), exercise.checks[0])
        if check.status == "passed":
            return
        # It waits for another check of the exercise, and that one fails in an item of its own.
        if check.status == "skipped":
            pytest.skip(for_line(_said(check)))
        if exercise.output.strip() and self.graded.is_first(self.parent.name):
            self.add_report_section("call", "output", for_terminal(head_and_tail(exercise.output, OUTPUT)))
        raise NotPassed(for_terminal(_said(check)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002 - pytest's signature
        """Return the message alone: there is no code of a test to be shown."""
        if isinstance(excinfo.value, NotPassed | NotGraded):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[os.PathLike[str], int, str]:
        """Return the learner's own line, and the check's claim for a headline."""
        assert self.parent is not None  # noqa: S101 - as above
        return self.path, self.line, f"{self.parent.name} {self.claim}"


def _said(check: CheckResult) -> str:
    return check.message.strip() or INSTEAD[check.status]
