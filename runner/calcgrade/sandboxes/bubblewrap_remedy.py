"""Why bubblewrap does not work on a machine, and what would make it work."""

from __future__ import annotations

from pathlib import Path

_OTHERWISE = ", or use --isolation docker"
_IN_CONTAINER = ("/.dockerenv", "/run/.containerenv")
_SWITCHES = (
    ("sys/user/max_user_namespaces", "0", "this machine allows no user namespaces",
     "Allow them: `sudo sysctl -w user.max_user_namespaces=15000`"),
    ("sys/kernel/unprivileged_userns_clone", "0", "this machine allows user namespaces to root alone",
     "Allow them: `sudo sysctl -w kernel.unprivileged_userns_clone=1`"),
)  # fmt: skip
_APPARMOR = (
    "sys/kernel/apparmor_restrict_unprivileged_userns", "1",
    "AppArmor allows user namespaces only to programs that have a profile",
    "Give bwrap one, which Ubuntu's package apparmor-profiles brings along: `sudo cp "
    "/usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ && sudo systemctl reload apparmor`",
)  # fmt: skip


def remedy(words: str, proc: Path = Path("/proc"), root: Path = Path("/")) -> tuple[str, str]:
    """Return what is wrong and what mends it.

    Parameters
    ----------
    words
        What bwrap said last.
    proc, root
        Where to look for the machine's settings.
    """
    said = words.removeprefix("bwrap: ").strip()
    if "nknown option" in said:
        return f"this bwrap is too old ({said})", f"Install bubblewrap 0.8 or newer{_OTHERWISE}"
    if not (proc / "self/ns/user").exists():
        return "this kernel has no user namespaces", "Use --isolation docker"
    inside = any((root / mark.lstrip("/")).exists() for mark in _IN_CONTAINER)
    switches = _SWITCHES if inside else (*_SWITCHES, _APPARMOR)
    for name, closed, problem, fix in switches:
        if _read(proc / name) == closed:
            return f"{problem} ({said})", f"{fix}{_OTHERWISE}"
    if inside:
        return (
            f"this is a container, in which no sandbox may be made ({said})",
            "Start it with `--security-opt seccomp=unconfined --security-opt systempaths=unconfined` (where the host "
            "has AppArmor, apparmor=unconfined too), or grade outside of it",
        )
    return said or "bwrap gave up without a word", f"Allow unprivileged user namespaces{_OTHERWISE}"


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except OSError:
        return ""
