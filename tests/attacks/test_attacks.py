"""Every attack is held by every sandbox, and does succeed against a grader that knows no better."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
import table
from attack import EFFECTS, FAMILIES, Attack, all_attacks
from columns import NAMES, Name, why_not
from listed import listed
from pool import CONTROL

if TYPE_CHECKING:
    from pool import Pool

    Told = dict[str, dict[str, str]]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the attacks are on Linux's sandboxes"),
    pytest.mark.timeout(900),  # a trial waits for those before it
]


def pair(attack: Attack, sandbox: Name) -> Any:
    marks = [getattr(pytest.mark, sandbox)] if sandbox != "process" else []
    return pytest.param(attack, sandbox, marks=marks, id=f"{attack.id}-{sandbox}")


def some() -> list[tuple[Attack, Name]]:
    """The rule: of each family, by name, the first attack for docker, the second for podman, and so on."""
    chosen: list[tuple[Attack, Name]] = []
    for family in FAMILIES:
        attacks = [attack for attack in all_attacks() if attack.family == family and not attack.needs]
        chosen += [(attacks[k % len(attacks)], sandbox) for k, sandbox in enumerate(NAMES)]
    return chosen


EVERY_PAIR = [pair(attack, sandbox) for attack in all_attacks() for sandbox in NAMES]
SOME_PAIRS = [pair(*chosen) for chosen in some()]
EVERY_ATTACK = [pytest.param(attack, id=attack.id) for attack in all_attacks()]
SOME_ATTACKS = [
    pytest.param(attack, id=attack.id) for attack in dict.fromkeys(attack for attack, _ in some())
]


@pytest.mark.parametrize("attack", SOME_ATTACKS)
def test_an_attack_of_each_family_succeeds_against_a_naive_grader(
    attack: Attack, pool: Pool, told: Told
) -> None:
    succeeds(attack, pool, told)


@pytest.mark.parametrize(("attack", "sandbox"), SOME_PAIRS)
def test_an_attack_of_each_family_is_held(attack: Attack, sandbox: Name, pool: Pool, told: Told) -> None:
    is_held(attack, sandbox, pool, told)


@pytest.mark.attacks
@pytest.mark.parametrize("attack", EVERY_ATTACK)
def test_every_attack_succeeds_against_a_naive_grader(attack: Attack, pool: Pool, told: Told) -> None:
    succeeds(attack, pool, told)


@pytest.mark.attacks
@pytest.mark.parametrize(("attack", "sandbox"), EVERY_PAIR)
def test_every_attack_is_held(attack: Attack, sandbox: Name, pool: Pool, told: Told) -> None:
    is_held(attack, sandbox, pool, told)


def succeeds(attack: Attack, pool: Pool, told: Told) -> None:
    require(attack)
    found = pool.effects(attack)
    told.setdefault(attack.id, {})[CONTROL] = table.SUCCEEDED if attack.naive in found else table.FAILED
    assert attack.naive in found, (
        f"{attack.what} It was to be that it {EFFECTS[attack.naive]}; it was {found}"
    )


def is_held(attack: Attack, sandbox: Name, pool: Pool, told: Told) -> None:
    require(attack)
    reason = why_not(sandbox)
    if reason:  # of a plain process; the others are known to be there
        pytest.skip(reason)
    complaints = pool.complaints(attack, sandbox)
    is_listed = (attack.id, sandbox) in listed()
    outcome = table.LISTED if is_listed else table.THROUGH
    told.setdefault(attack.id, {})[sandbox] = outcome if complaints else table.HELD
    if is_listed:
        assert complaints, "it is held: take it out of listed.toml"
    else:
        assert not complaints, f"{attack.what} It got through: {complaints}"


def require(attack: Attack) -> None:
    if not attack.is_applicable:
        pytest.skip(f"there is no {attack.needs} here")
