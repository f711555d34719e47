"""A made-up cohort: learners who hand in accepted and wrong variants of every exercise, late, twice or not at all.

The same seed makes the same cohort. Run it to look at one: ``python -m benchmarks.cohort DIR --learners 120``.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

Shape = Literal["folders", "zips", "github", "canvas", "moodle"]

COURSE = Path(__file__).parents[1]
ASSIGNMENT = "calculus-1"
LATE, TWICE, ABSENT, UNKNOWN = 0.1, 0.08, 0.05, 0.02
"""Parts of a cohort: late, handed in more than once, on the roster without a hand-in, not on the roster."""

HANDED_IN = 1_760_000_000
"""When the first hand-ins were last changed, in seconds since 1970; later ones are newer."""

_FIRST = (
    "Ada",
    "Alan",
    "Ben",
    "Cem",
    "Dana",
    "Edda",
    "Finn",
    "Grace",
    "Hana",
    "Ines",
    "Jan",
    "Kofi",
    "Lena",
    "Noor",
)
_LAST = (
    "Abel",
    "Bauer",
    "Chen",
    "Diaz",
    "Evans",
    "Fox",
    "Garcia",
    "Haddad",
    "Ito",
    "Kim",
    "Lopez",
    "Nair",
    "Okafor",
)


@dataclass
class Cohort:
    """What was made, by learner's id.

    Attributes
    ----------
    variants : dict of str to dict of str to str
        The sample that a learner handed in for each exercise's file; of two hand-ins, the later.
    missing, late, twice, unknown : list of str
        Learners of each kind.
    """

    folder: Path
    roster: Path
    variants: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    missing: list[str] = field(default_factory=list[str])
    late: list[str] = field(default_factory=list[str])
    twice: list[str] = field(default_factory=list[str])
    unknown: list[str] = field(default_factory=list[str])


def make(
    folder: Path,
    learners: int,
    *,
    seed: int = 0,
    shape: Shape = "folders",
    exercises: int | None = None,
    right: float = 0.5,
) -> Cohort:
    """Make a cohort.

    Parameters
    ----------
    folder
        Where ``submissions/`` and ``roster.csv`` are put.
    learners
        How many are on the roster.
    shape
        In which shape of folders they hand in.
    exercises
        How many of the course's exercises are handed in; all without extensions by default.
    right
        The part of all hand-ins that is a solution or an accepted variant; the others are wrong ones.
    """
    chance = random.Random(seed)
    cohort = Cohort(folder / "submissions", folder / "roster.csv")
    cohort.folder.mkdir(parents=True)
    samples = dict(list(_samples().items())[:exercises])
    count = learners + round(learners * UNKNOWN)
    with cohort.roster.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "name", "email", "github_username", "canvas_id", "moodle_id"])
        for number in range(count):
            id_, name = f"learner{number:05d}", f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
            if number < learners:
                about = [f"{id_}@example.org", f"{id_}-git", 10_000 + number, 50_000 + number]
                table.writerow([id_, name, *about])
            else:
                cohort.unknown.append(_called(number, shape))
            who = _called(number, shape) if number >= learners else id_
            _hand_in(cohort, number, who, name, shape, samples, right, chance)
    return cohort


def _hand_in(
    cohort: Cohort,
    number: int,
    who: str,
    name: str,
    shape: Shape,
    samples: dict[str, tuple[list[Path], list[Path]]],
    right: float,
    chance: random.Random,
) -> None:
    """Make a learner's hand-ins, if there are any."""
    if who not in cohort.unknown and chance.random() < ABSENT:
        cohort.missing.append(who)
        return
    late = shape == "canvas" and chance.random() < LATE
    attempts = 2 if shape != "github" and chance.random() < TWICE else 1
    cohort.late += [who] if late else []
    cohort.twice += [who] if attempts > 1 else []
    for attempt in range(attempts):
        chosen = {file: chance.choice(found[chance.random() >= right]) for file, found in samples.items()}
        _write(cohort.folder, number, name, shape, attempt, late, chosen)
        cohort.variants[who] = {file: path.stem for file, path in chosen.items()}


def _write(
    folder: Path, number: int, name: str, shape: Shape, attempt: int, late: bool, chosen: dict[str, Path]
) -> None:
    id_ = f"learner{number:05d}"
    if shape == "canvas":
        compact = "".join(reversed(name.lower().split()))
        for k, (file, source) in enumerate(chosen.items()):
            serial = number * 1000 + attempt * 100 + k
            stem, suffix = Path(file).stem, f"-{attempt}" if attempt else ""
            mark = "LATE_" if late else ""
            _copy(
                source,
                folder / f"{compact}_{mark}{_called(number, shape)}_{serial}_{stem}{suffix}.py",
                attempt,
            )
        return
    again = f" ({attempt})" if attempt else ""
    place = {
        "folders": f"{id_}{again}",
        "zips": f"{id_}{again}",
        "github": f"{ASSIGNMENT}-{_called(number, shape)}",
        "moodle": f"{name}_{_called(number, shape)}_assignsubmission_file{again}",
    }[shape]
    for file, source in chosen.items():
        _copy(source, folder / place / file, attempt)
    if shape == "github":
        (folder / place / ".git").mkdir()
    if shape == "zips":
        shutil.make_archive(str(folder / place), "zip", folder / place)
        shutil.rmtree(folder / place)


def _called(number: int, shape: Shape) -> str:
    """Return what a platform calls a learner."""
    id_ = f"learner{number:05d}"
    return {"canvas": str(10_000 + number), "moodle": str(50_000 + number), "github": f"{id_}-git"}.get(
        shape, id_
    )


def _copy(source: Path, target: Path, attempt: int) -> None:
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target)
    os.utime(target, (HANDED_IN + attempt, HANDED_IN + attempt))


def _samples() -> dict[str, tuple[list[Path], list[Path]]]:
    """Return the right and the wrong variants of each exercise that counts."""
    found: dict[str, tuple[list[Path], list[Path]]] = {}
    for solution in sorted((COURSE / "solutions").glob("*.py")):
        folder = COURSE / "submissions" / solution.stem
        accepted, wrong = (sorted((folder / kind).glob("*.py")) for kind in ("accepted", "wrong_answer"))
        found[solution.name] = [solution, *accepted], wrong
    return found


def main() -> None:
    """Make a cohort and say who is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--learners", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shape", choices=get_args(Shape), default="folders")
    parser.add_argument("--exercises", type=int)
    given = parser.parse_args()
    made = make(
        given.folder, given.learners, seed=given.seed, shape=given.shape, exercises=given.exercises
    )  # fmt: skip
    print(
        f"{made.folder}: {len(made.variants)} learners handed in, {len(made.missing)} did not, {len(made.late)} were "
        f"late, {len(made.twice)} handed in twice, {len(made.unknown)} are not on {made.roster}"
    )


if __name__ == "__main__":
    main()
