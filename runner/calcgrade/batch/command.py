"""A whole batch: input first, then the sandbox, then the grades, then the tables."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from calcgrade import __version__, processors
from calcgrade.batch import summing_up, tables
from calcgrade.batch.cluster import address
from calcgrade.batch.cohort import learners, place, roster
from calcgrade.batch.graders.crew import LocalCrew
from calcgrade.batch.journal import Journal
from calcgrade.batch.ledger import Ledger
from calcgrade.batch.outputs import finish, platforms
from calcgrade.batch.outputs.store import Store
from calcgrade.batch.progress import Bar, Lines
from calcgrade.batch.run import Parts, Run
from calcgrade.batch.similarity import compare
from calcgrade.batch.tasks import Setup, Where
from calcgrade.cli import out_of_reach
from calcgrade.course import load, locate
from calcgrade.errors import InputError
from calcgrade.reports.escape.terminal import for_terminal
from calcgrade.reports.terminal import Terminal
from calcgrade.sandboxes.select import choose

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from calcgrade.batch.cluster.address import Address
    from calcgrade.batch.cluster.crew import Cluster
    from calcgrade.batch.cohort.roster import Roster
    from calcgrade.batch.graders.crew import Crew
    from calcgrade.batch.outputs.platforms import Export
    from calcgrade.course.load import Course


class Asked(NamedTuple):
    """What the command line asks for; paths are absolute."""

    cohort: Path
    out: Path
    roster: Path | None
    jobs: int | None
    cluster: str | None
    regrade: bool
    similarity: bool
    exercises: tuple[str, ...]
    fill: tuple[Path, ...]
    assignment: str | None
    isolation: Literal["auto", "docker", "bubblewrap", "process"]
    trust_submissions: bool
    image: str | None
    runtime: str | None
    timeout: float | None
    seed: int
    course: Path | None


def run(asked: Asked, stream: TextIO) -> int:
    """Grade a cohort and write everything; return the exit code."""
    course = load.load(locate.locate(asked.course), timeout=asked.timeout)
    exercises = tuple(course.entry(id_).id for id_ in asked.exercises)
    _require_apart(asked, course)
    if asked.similarity:
        compare.require()
    named = address.parse(asked.cluster) if asked.cluster is not None else None
    who = roster.read(asked.roster) if asked.roster is not None else None
    exports = [(path, platforms.export(tables.read(path), asked.assignment)) for path in asked.fill]
    with place.opened(asked.cohort) as held:
        cohort = learners.find(held, course, who)
        store = Store(asked.out)
        out_of_reach.require_closed(asked.out, asked.isolation, str(asked.out))
        with (
            _journal(asked.out) as journal,
            _ledger(cohort.learners) as ledger,
            _cluster(named) as cluster,
        ):
            setup = _setup(asked, course, exercises, cluster)
            for note in out_of_reach.answers_within_reach(asked.isolation, course):
                print(f"calcgrade: note: {for_terminal(note)}", file=sys.stderr)
            watcher = Bar() if stream.isatty() else Lines(stream)
            parts = Parts(held, course, journal, ledger, store, watcher)
            at_work = Run(parts, setup, lambda: _crew(setup, asked.jobs, cluster), regrade=asked.regrade)
            with watcher:
                at_work.go(cohort.learners)
            terminal = Terminal(stream)
            code = _conclude(
                parts, at_work.number, cohort.ignored, who, exports, terminal, similarity=asked.similarity
            )
            journal.finish(at_work.number)  # now that what it changed is told
            if asked.similarity:
                alike = compare.pairs(cohort.learners, held, course)
                compare.write(alike, course, asked.out)
            return code


def _conclude(
    parts: Parts,
    number: int,
    ignored: list[str],
    who: Roster | None,
    exports: list[tuple[Path, Export]],
    terminal: Terminal,
    *,
    similarity: bool,
) -> int:
    extras = [compare.PAGE] if similarity else []
    written = finish.tables(parts.store.out, parts.course, parts.ledger, who, exports, extras)
    again = finish.compare(parts.store.out, parts.journal, number)
    if again.graded:
        written.append(finish.DIFFERENCES)
        terminal.lines(summing_up.difference_lines(*again, terminal.width))
    found = summing_up.tally(parts.ledger.standings())
    terminal.lines(summing_up.lines(found, ignored, parts.store.out, written, terminal.width))
    return 3 if found.without else 0


def _require_apart(asked: Asked, course: Course) -> None:
    """Refuse folders that lie within each other: a learner's would be taken for ours, or ours for a learner's."""
    if asked.course is not None:
        locate.require_outside(course.path, asked.cohort)
    if asked.out.resolve().is_relative_to(asked.cohort.resolve()):
        raise InputError(
            str(asked.out), "lies in the folder of the submissions", "Name one outside of it with --out"
        )


def _setup(asked: Asked, course: Course, exercises: tuple[str, ...], cluster: Cluster | None) -> Setup:
    """Settle on a sandbox that works where submissions are graded, by its image's id, for the whole batch."""
    if cluster is not None:
        trust = asked.trust_submissions
        where = cluster.settle(Where(asked.isolation, asked.image or "", asked.runtime or "", trust))
    else:
        launcher = choose(
            asked.isolation, command="batch", trust_submissions=asked.trust_submissions,
            image=asked.image, runtime=asked.runtime,
        )  # fmt: skip
        where = Where(launcher.kind, launcher.environment().get("image", ""))
        launcher.close()
    assert where.isolation != "auto"  # noqa: S101 - a launcher's kind
    return Setup(
        calcgrade=__version__,
        course=str(course.path) if asked.course is not None else "",
        course_digest=course.digest,
        isolation=where.isolation,
        image=where.image,
        runtime=asked.runtime or "",
        timeout=asked.timeout,
        seed=asked.seed,
        exercises=exercises,
    )


@contextmanager
def _cluster(named: Address | None) -> Generator[Cluster | None]:
    if named is None:
        yield None
        return
    from calcgrade.batch.cluster.crew import Cluster

    cluster = Cluster(named)
    try:
        yield cluster
    finally:
        cluster.close()


def _crew(setup: Setup, jobs: int | None, cluster: Cluster | None) -> Crew:
    if cluster is None:
        return LocalCrew(setup, jobs or processors.usable())
    from calcgrade.batch.cluster.crew import ClusterCrew

    return ClusterCrew(cluster, setup)


@contextmanager
def _journal(out: Path) -> Generator[Journal]:
    journal = Journal(out)
    try:
        yield journal
    finally:
        journal.close()


@contextmanager
def _ledger(found: list[learners.Learner]) -> Generator[Ledger]:
    ledger = Ledger(found)
    try:
        yield ledger
    finally:
        ledger.close()
