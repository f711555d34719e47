"""The policy as a program for the kernel: classic BPF, run on every system call of the sandbox.

The program looks at the machine, then finds the call's number by halving a list of ranges, so a call costs
some seven comparisons. The kernel checks it before it takes it: jumps lead forward, and end in a verdict.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from functools import cache
from typing import TYPE_CHECKING

from calcgrade.sandboxes.seccomp import policy
from calcgrade.sandboxes.seccomp.numbers import MACHINES, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOW = 0x7FFF_0000
KILL_PROCESS = 0x8000_0000
REFUSE = 0x0005_0000 | errno.EPERM
UNKNOWN = 0x0005_0000 | errno.ENOSYS

# What the kernel calls the machine of a call, and the first number of another machine's calls on it.
ARCHITECTURE = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}
_X32 = 0x4000_0000

# What a program sees of a call: its number, the machine, an address, six arguments of 64 bits, low word first.
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16

_LOAD, _AND, _JUMP, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x54, 0x05, 0x15, 0x35, 0x06
_FAR = 255
"""Furthest a conditional jump leads."""

Instruction = tuple[int, int, int, int]
"""Operation, instructions to skip if true, if false, and its number."""

Verdict = int | policy.OneOf
"""What a range of numbers comes to: always the same, or as an argument says."""


@cache
def program() -> bytes | None:
    """Return the filter for this machine as the kernel takes it, or None if none is written for it."""
    machine = os.uname().machine
    if machine not in MACHINES or sys.byteorder != "little" or sys.maxsize < 2**32:
        return None
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in compiled(machine))


def compiled(machine: str) -> list[Instruction]:
    """Compile the policy for ``machine``."""
    return [
        (_LOAD, 0, 0, _MACHINE),
        (_JUMP_EQUAL, 1, 0, ARCHITECTURE[machine]),
        (_RETURN, 0, 0, KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER),
        *searched(list(_ranges(machine))),
    ]


def _ranges(machine: str) -> Iterator[tuple[int, Verdict]]:
    """Yield the first number of each range of calls that come to the same, in ascending order."""
    verdicts = {number: _verdict(name) for name, number in numbers(machine).items()}
    last: Verdict | None = None
    for number in range(max(verdicts) + 2):
        verdict = verdicts.get(number, UNKNOWN)
        if verdict != last:
            yield number, verdict
        last = verdict
    if machine == "x86_64":
        yield _X32, KILL_PROCESS


def _verdict(name: str) -> Verdict:
    if name in policy.ALLOWED_WHEN:
        return policy.ALLOWED_WHEN[name]
    if name in policy.ALLOWED:
        return ALLOW
    return UNKNOWN if name in policy.HIDDEN else REFUSE


def searched(ranges: list[tuple[int, Verdict]]) -> list[Instruction]:
    """Find the range, by first number, that the number loaded is in: compare with the middle, then go on in a half."""
    if len(ranges) == 1:
        return _judge(ranges[0][1])
    middle = len(ranges) // 2
    below, above = searched(ranges[:middle]), searched(ranges[middle:])
    if len(below) <= _FAR:
        return [(_JUMP_AT_LEAST, len(below), 0, ranges[middle][0]), *below, *above]
    return [(_JUMP_AT_LEAST, 0, 1, ranges[middle][0]), (_JUMP, 0, 0, len(below)), *below, *above]


def _judge(verdict: Verdict) -> list[Instruction]:
    """Come to the verdict, after a look at the low word of an argument if it depends on one."""
    if isinstance(verdict, int):
        return [(_RETURN, 0, 0, verdict)]
    count = len(verdict.values)
    return [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * verdict.argument),
        (_AND, 0, 0, verdict.mask),
        *((_JUMP_EQUAL, count - place, 0, value) for place, value in enumerate(verdict.values)),
        (_RETURN, 0, 0, REFUSE),
        (_RETURN, 0, 0, ALLOW),
    ]
