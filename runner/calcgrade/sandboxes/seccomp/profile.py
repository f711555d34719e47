"""The policy as a profile for a container engine, which compiles it where the container runs."""

from __future__ import annotations

import errno
import json
from functools import cache
from typing import Any

from calcgrade.sandboxes.seccomp import policy
from calcgrade.sandboxes.seccomp.numbers import MACHINES, numbers


@cache
def profile() -> str:
    """Return the profile as JSON.

    The engine takes its own machine alone from ``archMap``. Refused calls are named, since the default is for
    those that nobody knows yet. Engines before Docker 23 know no other default than EPERM; there
    runc answers ENOSYS to numbers above the highest that it finds in the profile, but only where machines are named.
    """
    machines: list[dict[str, Any]] = [
        {"architecture": f"SCMP_ARCH_{machine.upper()}", "subArchitectures": []} for machine in MACHINES
    ]
    return json.dumps(
        {
            "defaultAction": "SCMP_ACT_ERRNO",
            "defaultErrnoRet": errno.ENOSYS,
            "archMap": machines,
            "syscalls": _rules(),
        },
        separators=(",", ":"),
    )


def _rules() -> list[dict[str, Any]]:
    known = {name for machine in MACHINES for name in numbers(machine)}
    refused = known - policy.ALLOWED - policy.ALLOWED_WHEN.keys() - policy.HIDDEN
    return [
        {"names": sorted(policy.ALLOWED), "action": "SCMP_ACT_ALLOW"},
        *(rule for name, bound in policy.ALLOWED_WHEN.items() for rule in _bounded(name, bound)),
        {"names": sorted(refused), "action": "SCMP_ACT_ERRNO", "errnoRet": errno.EPERM},
        {"names": sorted(policy.HIDDEN), "action": "SCMP_ACT_ERRNO", "errnoRet": errno.ENOSYS},
    ]


def _bounded(name: str, bound: policy.OneOf) -> list[dict[str, Any]]:
    """Rules of one call, any of which is enough."""
    return [
        {
            "names": [name],
            "action": "SCMP_ACT_ALLOW",
            "args": [
                {
                    "index": bound.argument,
                    "op": "SCMP_CMP_MASKED_EQ",
                    "value": bound.mask,
                    "valueTwo": value,
                }
            ],
        }
        for value in bound.values
    ]
