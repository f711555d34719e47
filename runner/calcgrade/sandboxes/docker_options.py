"""How a container is confined: the options, as plain data.

Each line was tried against attacks; none is there for show. A limit on processes per uid (`nproc`)
is left out on purpose: it counts across containers, so neighbours would starve each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calcgrade import limits
from calcgrade.sandboxes import environment
from calcgrade.sandboxes.seccomp.profile import profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

USER = 65534
ROOT = "/tmp"  # noqa: S108 - a private tmpfs inside the container

# Without the mode, the image's own 1777 would stand.
_TMPFS = (
    f"rw,nosuid,nodev,noexec,size={limits.WORK_FOLDER},nr_inodes={limits.WORK_INODES},"
    f"mode=0700,uid={USER},gid={USER}"
)


def host_options(runtime: str | None) -> dict[str, Any]:
    """Arguments for the client's ``create_host_config``."""
    return {
        "network_mode": "none",
        "ipc_mode": "none",
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true", f"seccomp={profile()}"],
        "pids_limit": limits.PROCESSES,
        "mem_limit": limits.MEMORY,
        "memswap_limit": limits.MEMORY,
        "nano_cpus": int(limits.CPUS * 1_000_000_000),
        "ulimits": ulimits(limits.PER_PROCESS),
        "tmpfs": {ROOT: _TMPFS},
        # Process 1 must be one that reaps and cannot be traced: without it a container was "removed" while
        # a process of it lived on. It is ours (see `bundle.FIRST`), said here in case an engine's default differs.
        "init": False,
        "log_config": {"type": "none"},
        # A container whose grader was killed ends when its input does, and then takes itself away.
        "auto_remove": True,
        "restart_policy": {"Name": "no"},
        "runtime": runtime,
    }


def ulimits(bounds: Mapping[str, int]) -> list[dict[str, Any]]:
    """Soft and hard limits in the engine's form."""
    return [{"name": name, "soft": value, "hard": value} for name, value in bounds.items()]


def container_options(
    image: str, image_variables: Iterable[str], command: list[str], labels: Mapping[str, str]
) -> dict[str, Any]:
    """Arguments for the client's ``create_container``, but for the host's part.

    Parameters
    ----------
    image
        Id of the image.
    image_variables
        Names of the variables that the image would add to the environment: they are emptied.
    command
        What to run.
    labels
        What to call the container.
    """
    return {
        "image": image,
        "entrypoint": command,
        "user": f"{USER}:{USER}",
        "working_dir": ROOT,
        "hostname": "sandbox",
        "environment": dict.fromkeys(image_variables, "") | environment.variables(ROOT),
        "labels": dict(labels),
        "healthcheck": {"test": ["NONE"]},
        # Together: stdin closes for good when we go, which is how the worker learns of it.
        "stdin_open": True,
        "detach": False,
        "tty": False,
        # The user's proxy settings, which may hold a password, are no business of learner code.
        "use_config_proxy": False,
    }
