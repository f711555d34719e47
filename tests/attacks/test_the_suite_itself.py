"""The suite is worth something: its attacks are real, its naive grader is fair, and its oracle sees what goes wrong."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import control
import oracle
import pytest
import stage
import table
import trial
from attack import BESIDE, FAMILIES, HERE, ROOT, Attack, all_attacks, file_of, solution
from columns import NAMES, column
from listed import listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the attacks are on Linux's sandboxes"),
]

WRONG = "def f(x, y):\n    return 0.0\n"


def handed_in(source: str, *, earns: float = 0.0) -> Attack:
    """A file that attacks nothing."""
    beside = tuple(BESIDE.split())
    return Attack("forging", "none", "2.1", "raised", earns, beside, "", {file_of("2.1"): source}, "")


# The attacks


def test_there_are_a_hundred_attacks_and_more_of_every_family() -> None:
    families = [attack.family for attack in all_attacks()]
    assert len(families) >= 100
    assert all(families.count(family) >= 10 for family in FAMILIES)
    assert {path.name for path in HERE.iterdir() if path.is_dir()} - {"__pycache__"} == set(FAMILIES)


@pytest.mark.parametrize("attack", [pytest.param(attack, id=attack.id) for attack in all_attacks()])
def test_an_attack_says_in_one_sentence_what_it_tries(attack: Attack) -> None:
    assert re.fullmatch(r"[A-Z].*[.\]\w]", attack.what), attack.what
    assert file_of(attack.exercise) in attack.files
    assert set(attack.beside)
    assert attack.exercise not in attack.beside
    assert all("<<" not in name for name in attack.files)


def test_no_attack_is_listed_that_there_is_not() -> None:
    assert {id_ for id_, _ in listed()} <= {attack.id for attack in all_attacks()}
    assert {sandbox for _, sandbox in listed()} <= set(NAMES)
    assert all(len(reason) > 40 for reason in listed().values())


def test_the_readme_tells_of_the_attacks_there_are() -> None:
    section = (ROOT / "README.md").read_text("utf-8").split(table.BEGIN)[1].split(table.END)[0]
    rows = {
        cells[1].strip(): cells[2].strip() for cells in (row.split("|") for row in section.splitlines()[2:])
    }
    attacks = all_attacks()
    expected = {table.TITLES[family]: str(sum(a.family == family for a in attacks)) for family in FAMILIES}
    assert rows == expected | {"all": str(len(attacks))}
    assert table.THROUGH not in section
    assert table.FAILED not in section


def test_tokens_become_what_they_stand_for() -> None:
    filled = stage.rendered("<<file>> <<byte 00>><<byte ff>> <<repeat 3 a\\n>>", {"file": "/canary"})
    assert filled == b"/canary \0\xff a\na\na\n"


# The naive grader


@pytest.mark.bubblewrap
@pytest.mark.parametrize("source", [solution("2.1"), WRONG], ids=["right", "wrong"])
def test_the_naive_grader_suffers_nothing_from_honest_files(source: str) -> None:
    full = control.FULL if source != WRONG else 0.0
    assert control.effects(handed_in(source, earns=full)) == set()
    if full:
        assert control.effects(handed_in(source, earns=full - 1)) == {"raised"}, "it does give full marks"


# The oracle


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trial.short_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def wrong(course: Path) -> trial.Told:
    return trial.run(handed_in(WRONG), column("bubblewrap"), course)


@pytest.mark.bubblewrap
def test_a_wrong_file_gives_no_reason_to_complain(wrong: trial.Told) -> None:
    assert oracle.complaints(handed_in(WRONG), wrong, "bubblewrap") == []


def changed(told: trial.Told, change: Callable[[Any], None]) -> trial.Told:
    result = told.result
    change(result)
    return told._replace(files={**told.files, "result.json": json.dumps(result).encode()})


def seen(told: trial.Told, **differently: object) -> trial.Told:
    return told._replace(seen={**told.seen, **differently})


def printed(told: trial.Told, text: str) -> trial.Told:
    return seen(told, stdout=told.seen["stdout"] + text)


def paged(told: trial.Told, text: bytes) -> trial.Told:
    return spoilt(told, "report.html", b"$", text)


def spoilt(told: trial.Told, name: str, pattern: bytes, text: bytes) -> trial.Told:
    """Put something else in place of the first that a pattern finds in a report."""
    data, times = re.subn(pattern, lambda _: text, told.files[name], count=1)
    assert times == 1
    return told._replace(files={**told.files, name: data})


def give_a_point(result: Any) -> None:
    """Pass one check of 2.1."""
    check = result["exercises"][1]["checks"][2]
    check["score"] = check["max_score"]
    for whole in (result, result["exercises"][1]):
        whole["score"] += check["score"]


def take_a_point(result: Any) -> None:
    """Fail one check of 3.2."""
    exercise = result["exercises"][2]
    check = exercise["checks"][0]
    for whole in (result, exercise):
        whole["score"] -= check["score"]
    check["score"], check["status"], exercise["status"] = 0.0, "failed", "failed"


def lose_a_check(result: Any) -> None:
    del result["exercises"][1]["checks"][0]


def break_a_check(result: Any) -> None:
    result["exercises"][1]["status"] = "checker_fault"


def pass_for_nothing(result: Any) -> None:
    result["exercises"][1]["status"] = "passed"


def lower_the_maximum(result: Any) -> None:
    result["max_score"] -= 10


def lose_an_exercise(result: Any) -> None:
    result["score"] -= result["exercises"].pop()["score"]


def claim_another_sandbox(result: Any) -> None:
    result["isolation"] = "docker"


def add_a_key(result: Any) -> None:
    result["more"] = 1


def score_nothing_knowable(result: Any) -> None:
    result["score"] = None


WRONGS: dict[str, tuple[Callable[[trial.Told], trial.Told], str]] = {
    "points that it does not deserve": (lambda told: changed(told, give_a_point), "deserves"),
    "a verdict that it does not deserve": (lambda told: changed(told, pass_for_nothing), "2.1 passed"),
    "an honest exercise that lost a point": (lambda told: changed(told, take_a_point), "3.2, which is right"),
    "a check that is gone": (lambda told: changed(told, lose_a_check), "not all there"),
    "a check that broke": (lambda told: changed(told, break_a_check), "broke"),
    "another maximum": (lambda told: changed(told, lower_the_maximum), "maximum"),
    "an exercise that is gone": (lambda told: changed(told, lose_an_exercise), "the exercises are"),
    "another sandbox": (lambda told: changed(told, claim_another_sandbox), "graded in docker"),
    "a key that no schema has": (lambda told: changed(told, add_a_key), "not valid"),
    "a score that is none": (lambda told: changed(told, score_nothing_knowable), "not valid"),
    "no result": (lambda told: told._replace(files={}), "no result"),
    "a traceback": (lambda told: seen(told, stderr="Traceback"), "stderr"),
    "another exit code": (lambda told: seen(told, exit=3), "exit code 3"),
    "a grader that hangs": (lambda told: seen(told, stopped="time"), "stopped"),
    "a grader that takes much memory": (lambda told: seen(told, peak=2**30), "1024 MiB"),
    "a process that is left": (lambda told: told._replace(left=["process 7"]), "left behind"),
    "a canary": (lambda told: seen(told, touched=["listener tcp"]), "listener tcp"),
    "a secret on the terminal": (lambda told: printed(told, told.seen["secret"]), "secret"),
    "a secret in the page": (lambda told: paged(told, told.seen["secret"].encode()), "secret"),
    "a flag": (lambda told: printed(told, told.seen["flag"]), "got through"),
    "an escape": (lambda told: printed(told, "\x1b[2J"), "terminal"),
    "a carriage return": (lambda told: printed(told, "\r10/10"), "terminal"),
    "text that reads backwards": (lambda told: printed(told, "\u202e"), "terminal"),
    "a command to a CI": (lambda told: printed(told, "\n  ::error::"), "CI"),
    "a command to another CI": (lambda told: printed(told, "x ##[error]"), "CI"),
    "a second score": (lambda told: printed(told, "\nScore  30 / 30"), "score"),
    "a script": (lambda told: paged(told, b"<script>"), "<script>"),
    "an element that runs code": (lambda told: paged(told, b"<img src=data:image/png;base64, onerror=x>"), "onerror"),
    "something from elsewhere": (lambda told: paged(told, b"<img src=//example.org>"), "src"),
    "a link": (lambda told: paged(told, b"<a href='javascript:x'>"), "href"),
    "a page without an end": (lambda told: paged(told, b" " * 2**23), "bytes"),
    "a report that is not there": (
        lambda told: told._replace(files={n: d for n, d in told.files.items() if n != "report.csv"}), "no report.csv"
    ),
    "XML that ends early": (lambda told: spoilt(told, "report.xml", rb"</testsuites>\s*$", b""), "report.xml cannot"),
    "another score in XML": (lambda told: spoilt(told, "report.xml", rb": [\d.]+ of", b": 99 of"), "report.xml says"),
    "another score in Markdown": (lambda told: spoilt(told, "report.md", rb": [\d.]+", b": 99"), "report.md says"),
    "another score for Gradescope": (
        lambda told: spoilt(told, "gradescope.json", rb'"score": [\d.]+', b'"score": 99'), "gradescope.json says"
    ),
    "a status that Exercism has not": (lambda told: spoilt(told, "exercism.json", rb'"pass"', b'"ok"'), "a status"),
    "a formula": (lambda told: spoilt(told, "report.csv", rb"failed\s*$", b"=1+1\n"), "formula"),
    "an escape in a report": (lambda told: spoilt(told, "report.md", rb"points", "\u202e".encode()), "be seen"),
    "another submission that failed": (
        lambda told: told._replace(alongside=changed(told, take_a_point)), "alongside"
    ),
}  # fmt: skip


@pytest.mark.bubblewrap
@pytest.mark.parametrize(("spoil", "word"), WRONGS.values(), ids=WRONGS.keys())
def test_the_oracle_sees(spoil: Callable[[trial.Told], trial.Told], word: str, wrong: trial.Told) -> None:
    found = oracle.complaints(handed_in(WRONG), spoil(wrong), "bubblewrap")
    assert any(word in complaint for complaint in found), found


@pytest.mark.bubblewrap
def test_another_submission_that_passed_is_no_complaint(wrong: trial.Told) -> None:
    passed = changed(wrong, lambda result: result.update(status="passed"))
    assert oracle.complaints(handed_in(WRONG), wrong._replace(alongside=passed), "bubblewrap") == []


# The stage


def staged(tmp_path: Path, program: str, **differently: object) -> dict[str, Any]:
    """Run a Python program in the place of a grader."""
    import subprocess

    request = {
        "base": str(tmp_path), "listen": [], "files": {}, "env": {"PATH": "/usr/bin:/bin"}, "seconds": 20,
        "most": {}, "rlimits": {}, "command": [sys.executable, "-c", program.replace("{", "{{").replace("}", "}}")],
    } | differently  # fmt: skip
    said = subprocess.run(
        [sys.executable, str(HERE / "stage.py")], input=json.dumps(request).encode(), capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr.decode()
    told: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return told


SURVIVORS = {
    "a child": "import os, time\nif os.fork() == 0: time.sleep(30)",
    "a daemon": "import os, time\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0: time.sleep(30)",
    "one that runs away": "import os, time\nend = time.monotonic() + 6\nif os.fork() == 0:\n"
    "  while time.monotonic() < end:\n    if os.fork(): os._exit(0)",
}


@pytest.mark.parametrize("program", SURVIVORS.values(), ids=SURVIVORS.keys())
def test_the_stage_sees_what_a_grader_leaves_running(tmp_path: Path, program: str) -> None:
    assert staged(tmp_path, program)["survivors"]


def test_the_stage_sees_files_descriptors_and_listeners_reached(tmp_path: Path) -> None:
    program = """
import os, socket, tempfile
open(os.environ["GITHUB_OUTPUT"], "a").write("x")
place = os.path.dirname(os.environ["GITHUB_OUTPUT"])
socket.socket(socket.AF_UNIX).connect(place + "/socket")
tempfile.mkdtemp()
print(os.environ["GITHUB_TOKEN"])
"""
    told = staged(tmp_path, program)
    assert told["touched"] == ["GITHUB_OUTPUT", "listener socket"]
    assert told["secret"] in told["stdout"]
    assert len(told["left"]) == 1


MOST = {"processes": 20, "memory": 60 * 2**20, "disk": 2**20, "files": 50}
TOO_MUCH = {
    "processes": "import os, time\nfor _ in range(30):\n  if os.fork() == 0: break\ntime.sleep(9)",
    "memory": "import time\nx = bytearray(b'x' * 90 * 2**20)\ntime.sleep(9)",
    "disk": "import os, time\nopen(os.environ['TMPDIR'] + '/x', 'wb').write(bytes(2**21))\ntime.sleep(9)",
    "time": "while True: pass",
}


@pytest.mark.parametrize(("reason", "program"), TOO_MUCH.items(), ids=TOO_MUCH.keys())
def test_the_stage_stops_what_uses_too_much(tmp_path: Path, reason: str, program: str) -> None:
    seconds = 1 if reason == "time" else 20
    most = {**MOST, "memory": 2**30} if reason == "processes" else MOST  # each of them has some memory too
    assert staged(tmp_path, program, most=most, seconds=seconds)["stopped"] == reason


def test_an_attack_whose_first_line_says_nonsense_is_refused(tmp_path: Path) -> None:
    from attack import read

    for line in ("# exercise: 2.1; naive grader: beaten", "# exercise: 2.1; naive grader: raised; more: 1"):
        path = tmp_path / "attack.py"
        path.write_text(f"{line}\n", "utf-8")
        with pytest.raises(ValueError, match="first line"):
            read(path)


def test_what_no_machine_has_is_not_applicable() -> None:
    attack = handed_in(WRONG)
    assert attack.is_applicable
    assert not replace(attack, needs="pdp11").is_applicable
