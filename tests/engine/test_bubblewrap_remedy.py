"""Where bubblewrap does not work, `doctor` says why and what would make it work."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from calcgrade.cli import doctor
from calcgrade.sandboxes import privileges
from calcgrade.sandboxes.bubblewrap_remedy import remedy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The settings of a machine on which everything is allowed."""
    (tmp_path / "proc/self/ns").mkdir(parents=True)
    (tmp_path / "proc/self/ns/user").touch()
    setting(tmp_path, "sys/user/max_user_namespaces", "15000")
    setting(tmp_path, "sys/kernel/unprivileged_userns_clone", "1")
    setting(tmp_path, "sys/kernel/apparmor_restrict_unprivileged_userns", "0")
    return tmp_path


def setting(machine: Path, name: str, value: str) -> None:
    path = machine / "proc" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{value}\n")


def said(machine: Path, words: str = "bwrap: setting up uid map: Permission denied") -> str:
    return ". ".join(remedy(words, machine / "proc", machine))


@pytest.mark.parametrize(
    ("name", "value", "problem", "fix"),
    [
        ("sys/user/max_user_namespaces", "0", "allows no user", "sysctl -w user.max_user_namespaces="),
        ("sys/kernel/unprivileged_userns_clone", "0", "to root alone", "unprivileged_userns_clone=1"),
        ("sys/kernel/apparmor_restrict_unprivileged_userns", "1", "AppArmor", "bwrap-userns-restrict"),
    ],
)
def test_the_setting_that_forbids_it_is_named_with_what_changes_it(
    machine: Path, name: str, value: str, problem: str, fix: str
) -> None:
    assert problem not in said(machine)
    setting(machine, name, value)
    assert problem in said(machine)
    assert fix in said(machine)
    assert "(setting up uid map: Permission denied)" in said(machine)
    assert "or use --isolation docker" in said(machine)


def test_a_container_is_told_how_to_be_started(machine: Path) -> None:
    (machine / ".dockerenv").touch()
    # The host's AppArmor is out of reach from in there.
    setting(machine, "sys/kernel/apparmor_restrict_unprivileged_userns", "1")
    words = said(machine, "bwrap: Can't mount proc on /newroot/proc: Operation not permitted")
    assert "this is a container" in words
    assert "seccomp=unconfined --security-opt systempaths=unconfined" in words


def test_a_kernel_without_user_namespaces_is_no_matter_of_settings(machine: Path) -> None:
    (machine / "proc/self/ns/user").unlink()
    assert said(machine) == "this kernel has no user namespaces. Use --isolation docker"


def test_an_old_bwrap_is_told_by_the_option_it_does_not_know(machine: Path) -> None:
    words = said(machine, "bwrap: Unknown option --disable-userns")
    assert "too old (Unknown option --disable-userns)" in words
    assert "0.8 or newer" in words


def test_where_nothing_is_known_to_forbid_it_bwraps_own_words_stand(machine: Path) -> None:
    assert said(machine).startswith("setting up uid map: Permission denied. Allow unprivileged")
    assert said(machine, "").startswith("bwrap gave up without a word")


def as_root_of_a_namespace(first: str) -> str:
    """What doctor says below a user namespace of its own, in which `first` was run."""
    program = f"{first}; exec {sys.executable} -m calcgrade doctor"
    command = ["unshare", "--user", "--map-root-user", "sh", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout


@pytest.mark.bubblewrap
@pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not installed")
def test_a_machine_that_really_forbids_it_is_understood() -> None:
    """The kernel keeps this limit for each user namespace, so that one below ours can be forbidden more."""
    assert "ok  bubblewrap" in as_root_of_a_namespace("true")
    words = " ".join(as_root_of_a_namespace("echo 0 >/proc/sys/user/max_user_namespaces").split())
    assert "-- bubblewrap bubblewrap: this machine allows no user namespaces" in words


@pytest.mark.parametrize(
    ("status", "mapping", "may"),
    [
        ("CapEff:\t000001ffffffffff\n", "0 0 4294967295\n", True),
        ("CapEff:\t0000000000000000\n", "0 0 4294967295\n", False),
        ("CapEff:\t000001ffffffff7f\n", "0 0 4294967295\n", False),
        ("CapEff:\t000001ffffffffff\n", "0 1000 1\n", False),
        ("CapEff:\t000001ffffffffff\n", "0 1000 1\n1 100000 65536\n", True),
    ],
)
def test_root_without_rights_or_other_users_cannot_become_one(
    status: str, mapping: str, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"/proc/self/status": status, "/proc/self/uid_map": mapping, "/proc/self/gid_map": mapping}

    def read_text(path: Path, *_: str) -> str:
        return texts[str(path)]

    monkeypatch.setattr("pathlib.Path.read_text", read_text)
    monkeypatch.setattr(privileges, "is_root", lambda: True)
    assert privileges.can_become(61_184) is may


def test_doctor_says_how_a_sandbox_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    def bubblewrap() -> doctor.Part:
        return next(part for part in doctor.parts() if part.name == "bubblewrap")

    def fine(_kind: str, _image: str | None = None) -> None:
        return None

    monkeypatch.setattr("calcgrade.sandboxes.select.problem", fine)
    monkeypatch.setattr("calcgrade.sandboxes.bounds.why_watched", lambda: None)
    assert "a control group bounds its memory" in bubblewrap().found
    monkeypatch.setattr("calcgrade.sandboxes.bounds.why_watched", lambda: "this user may not")
    assert bubblewrap().found.endswith("but this user may not")
    assert bubblewrap().problem is None
