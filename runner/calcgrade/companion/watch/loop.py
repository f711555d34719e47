"""Check again whenever a file is saved, in a sandbox that stays warm."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from calcgrade.companion import material
from calcgrade.companion.after_check import closing
from calcgrade.companion.hints import ladder, mistakes
from calcgrade.companion.progress import store
from calcgrade.companion.progress.model import Standing
from calcgrade.companion.watch.files import Watched
from calcgrade.companion.watch.screen import KEYS, Screen
from calcgrade.engine.grade import grade
from calcgrade.errors import CalcgradeError
from calcgrade.intake import submission as intake
from calcgrade.reports.lines import points

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from calcgrade.course.load import Course
    from calcgrade.sandboxes.session import Session

LOOK_S = 0.05
"""How long a key is waited for before the files are looked at again."""


class Watch:
    """Watches a learner's folder.

    Parameters
    ----------
    folder : Path
        Theirs.
    course : Course
        What grades.
    ids : sequence of str
        Exercises to watch; none for all.
    session : Session
        The sandbox; who made it closes it.
    screen : Screen
        Where results are shown.
    seed : int or None
        As of `grade`.
    """

    def __init__(
        self,
        folder: Path,
        course: Course,
        ids: Sequence[str],
        session: Session,
        screen: Screen,
        seed: int | None = None,
    ) -> None:
        self._folder = folder
        self._course = course
        self._ids = list(ids) or course.ids
        self._session = session
        self._screen = screen
        self._seed = seed
        self._current = self._first()
        self._score = ""

    def run(self, listen: Callable[[float], str]) -> None:
        """Check, wait for a save or a key, and check again, until the learner quits."""
        watched = Watched(self._folder, self._folders())
        self._check(self._current)
        import_module(
            "hypothesis"
        )  # now, while the result is read, and not when a first failure is to be shrunk
        while True:
            key = listen(LOOK_S).casefold()
            if key == "q":
                self._screen.leave()
                return
            if key == "n":
                self._check(self._following())
            elif key == "h":
                self._hint()
            elif key in ("\r", "\n"):
                self._check(self._current)
            saved = watched.saved()
            if saved:
                self._check(self._meant(saved))

    def _check(self, id_: str) -> None:
        """Check one exercise; what cannot be checked leaves the last result on the screen."""
        self._current = id_
        self._screen.status(f"checking {id_} …")
        try:
            submission = intake.read(self._folder, self._course)
            self._session.hand_in(submission.files)
            result = grade(submission, self._course, [id_], self._session, seed=self._seed)
        except CalcgradeError as error:
            self._screen.status(str(error))
            return
        self._score = "".join(f"{e.id}: {points(e.score)}/{points(e.max_score)}  " for e in result.exercises)
        sentences = closing(self._folder, self._course, result.exercises)
        self._screen.result(result.exercises, sentences, self._watching(id_))

    def _hint(self) -> None:
        kept = store.read(self._folder)
        standing = kept.progress.of(self._course.manifest.id).exercises.setdefault(self._current, Standing())
        content = material.read(self._course.path, self._course.manifest)
        named = mistakes.of_exercise(self._current, standing.named, self._course, content)
        hint = ladder.following(self._course.entry(self._current).hints, standing, named)
        store.write(self._folder, kept.progress)
        self._screen.hint(hint, self._watching(self._current))

    def _watching(self, id_: str) -> str:
        """Return the last line: the score stands in it too, for a long report may begin above the screen."""
        return f"{self._score}watching {self._course.entry(id_).file_name}  {KEYS}"

    def _first(self) -> str:
        """Return the first exercise that is here and has not passed, else the first that is here."""
        noted = store.read(self._folder).progress.of(self._course.manifest.id)
        here = [id_ for id_ in self._ids if id_ in self._here()] or self._ids
        return next((id_ for id_ in here if noted.of(id_).status != "passed"), here[0])

    def _following(self) -> str:
        here = [id_ for id_ in self._ids if id_ in self._here()] or self._ids
        position = here.index(self._current) if self._current in here else -1
        return here[(position + 1) % len(here)]

    def _here(self) -> dict[str, tuple[str, ...]]:
        """Return the exercises whose files are in the folder, and those files."""
        try:
            places = intake.look(self._folder, self._course)
        except CalcgradeError:
            return {}
        return {e.id: places[e.file].paths for e in self._course.manifest.exercise if e.file in places}

    def _folders(self) -> list[str]:
        """Return the folders in which exercises lie, or may come to lie."""
        stubs = {str(PurePosixPath(entry.file).parent) for entry in self._course.manifest.exercise}
        found = {str(PurePosixPath(path).parent) for paths in self._here().values() for path in paths}
        usual = {"", "exercises", *(f"exercises/{stub}" for stub in stubs)}
        return sorted({"" if folder == "." else folder for folder in {*stubs, *found, *usual}})

    def _meant(self, saved: Sequence[str]) -> str:
        """Return the exercise whose file was saved; of a notebook with many, or a module beside, the current one."""
        of_saved = [
            id_ for id_, paths in self._here().items() if set(paths) & set(saved) and id_ in self._ids
        ]
        return self._current if self._current in of_saved or not of_saved else of_saved[0]
