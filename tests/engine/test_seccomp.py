"""The filter of system calls, held against the list that it is made from; no call is made here."""

from __future__ import annotations

import ctypes
import errno
import json
import os
from typing import Any

import pytest
from bpf_simulator import decoded, run

from calcgrade.sandboxes.seccomp import bpf, policy
from calcgrade.sandboxes.seccomp.numbers import MACHINES, numbers
from calcgrade.sandboxes.seccomp.profile import profile

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
REFUSED, UNKNOWN = ERRNO | errno.EPERM, ERRNO | errno.ENOSYS
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
OTHER_ARCHITECTURES = (0x40000003, 0x40000028, 0x14, 0, 0xFFFFFFFF)  # i386, ARM, ..., not one

# What the threats name, and what must never be on the list by an oversight.
_NEVER = """
accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg sendmmsg sendmsg
sendto setsockopt shutdown socket socketpair
ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_open pidfd_getfd pidfd_send_signal
io_uring_setup io_uring_enter io_uring_register io_setup io_submit
add_key keyctl request_key
setns unshare clone3 chroot pivot_root
mount umount2 move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr
open_by_handle_at name_to_handle_at
bpf perf_event_open userfaultfd seccomp
init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff
shmget shmat shmctl shmdt semget semop semctl semtimedop msgget msgsnd msgrcv msgctl
mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr
personality modify_ldt iopl ioperm memfd_secret
setuid setgid setreuid setregid setresuid setresgid setgroups capset mknod mknodat chown fchownat
settimeofday clock_settime adjtimex sethostname syslog acct quotactl fanotify_init
"""
NEVER = _NEVER.split()


def compiled(machine: str) -> list[tuple[int, int, int, int]]:
    return bpf.compiled(machine)


def expected(name: str, arguments: tuple[int, ...] = ()) -> int:
    """What the policy says, in the plainest words."""
    if name in policy.ALLOWED:
        return ALLOW
    if name in policy.ALLOWED_WHEN:
        bound = policy.ALLOWED_WHEN[name]
        return ALLOW if arguments[bound.argument] & bound.mask in bound.values else REFUSED
    return UNKNOWN if name in policy.HIDDEN else REFUSED


def arguments_for(name: str) -> list[tuple[int, ...]]:
    """Calls that are as different as they get: for a bounded argument its values, each with every bit turned."""
    if name not in policy.ALLOWED_WHEN:
        return [(0,) * 6, (0xFFFF_FFFF_FFFF_FFFF,) * 6]
    bound = policy.ALLOWED_WHEN[name]
    values = {value ^ bit for value in bound.values for bit in (0, *(1 << k for k in range(64)))}
    # The other arguments are full of what would be refused, or allowed, in the wrong place.
    return [
        tuple(value if k == bound.argument else other for k in range(6))
        for value in sorted(values)
        for other in (0, bound.values[0], 0xFFFF_FFFF_FFFF_FFFF)
    ]


@pytest.mark.parametrize("machine", MACHINES)
def test_the_program_says_of_every_call_what_the_policy_says(machine: str) -> None:
    program = compiled(machine)
    names = {number: name for name, number in numbers(machine).items()}
    for number in range(1024):
        name = names.get(number)
        for arguments in arguments_for(name) if name else [(0,) * 6]:
            wanted = expected(name, arguments) if name else UNKNOWN
            assert run(program, ARCHITECTURE[machine], number, arguments) == wanted, (name, number, arguments)


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_by_another_machines_numbers_end_the_process(machine: str) -> None:
    program = compiled(machine)
    others = {*OTHER_ARCHITECTURES, *ARCHITECTURE.values()} - {ARCHITECTURE[machine]}
    for other in others:
        assert {run(program, other, number) for number in range(600)} == {KILL}


def test_x32_is_off() -> None:
    program = compiled("x86_64")
    for number in (*range(0x4000_0000, 0x4000_0400), 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF):
        assert run(program, ARCHITECTURE["x86_64"], number) == KILL
    assert run(program, ARCHITECTURE["x86_64"], 0x3FFF_FFFF) == UNKNOWN


def test_numbers_that_nobody_has_given_out_are_unknown_on_arm_too() -> None:
    program = compiled("aarch64")
    for number in (244, 259, 300, 0x4000_0000, 0x7FFF_FFFF, 0xFFFF_FFFF):
        assert run(program, ARCHITECTURE["aarch64"], number) == UNKNOWN


@pytest.mark.parametrize("machine", MACHINES)
def test_what_the_threats_name_is_on_no_list(machine: str) -> None:
    program = compiled(machine)
    known = numbers(machine)
    assert set(NEVER) <= {name for each in MACHINES for name in numbers(each)}
    for name in known.keys() & set(NEVER):
        assert run(program, ARCHITECTURE[machine], known[name]) in (REFUSED, UNKNOWN), name


@pytest.mark.parametrize("flag", [0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000,
                                  0x0002_0000, 0x0000_2000, 0x0080_0000, 0x0000_8000])  # fmt: skip
def test_a_process_is_made_without_namespaces_and_untraced(flag: int) -> None:
    """CLONE_NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWNS, PTRACE, UNTRACED, PARENT."""
    program, number = compiled("x86_64"), numbers("x86_64")["clone"]
    fork, thread = 0x0120_0011, 0x003D_0F00
    for way in (fork, thread):
        assert run(program, ARCHITECTURE["x86_64"], number, (way,)) == ALLOW
        assert run(program, ARCHITECTURE["x86_64"], number, (way | flag,)) == REFUSED


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("ioctl", (1, 0x5401, 0x5412), (1, 0x5412, 0x5401)),  # TCGETS; TIOCSTI, which types for the user
        ("memfd_create", (4, 1, 4), (1, 1 | 4, 1)),  # MFD_HUGETLB
        ("mmap", (0, 4096, 3, 0x22, -1, 0), (0, 4096, 3, 0x4_0022, -1, 0)),  # MAP_HUGETLB
        ("prctl", (15, 1), (1, 15)),  # PR_SET_NAME, PR_SET_PDEATHSIG
        ("prctl", (16, 22), (22, 2)),  # PR_GET_NAME, PR_SET_SECCOMP
        ("prlimit64", (0, 7), (1, 0)),
    ],
)
def test_a_bound_is_on_the_argument_that_matters(
    name: str, good: tuple[int, ...], bad: tuple[int, ...]
) -> None:
    for machine in MACHINES:
        program, number = compiled(machine), numbers(machine)[name]
        for arguments, wanted in ((good, ALLOW), (bad, REFUSED)):
            words = tuple(value % 2**64 for value in arguments)
            assert run(program, ARCHITECTURE[machine], number, words) == wanted


@pytest.mark.parametrize("machine", MACHINES)
def test_every_name_of_the_policy_is_a_system_call_somewhere(machine: str) -> None:
    named = policy.ALLOWED | policy.ALLOWED_WHEN.keys() | policy.HIDDEN
    assert not named - {name for each in MACHINES for name in numbers(each)}
    assert not policy.ALLOWED & (policy.ALLOWED_WHEN.keys() | policy.HIDDEN)
    # A bound that no call of the machine has would be no bound at all.
    assert policy.ALLOWED_WHEN.keys() <= numbers(machine).keys()


@pytest.mark.parametrize("count", [1, 2, 3, 255, 256, 257, 2000])
def test_a_search_finds_its_range_however_many_there_are(count: int) -> None:
    """Beyond 255 instructions a conditional jump does not lead far enough, and a plain one has to."""
    ranges: list[tuple[int, bpf.Verdict]] = [(10 * k, 1_000_000 + k) for k in range(count)]
    program = bpf.searched(ranges)
    loaded = [(0x20, 0, 0, 0), *program]
    for k in range(count):
        assert run(loaded, 0, 10 * k) == run(loaded, 0, 10 * k + 9) == 1_000_000 + k


def test_the_filter_of_this_machine_is_small_and_whole() -> None:
    program = bpf.program()
    if os.uname().machine not in MACHINES:
        assert program is None
        return
    assert program is not None
    assert decoded(program) == compiled(os.uname().machine)
    # Given to bwrap in one go, through a pipe that may be as short as a page; the kernel takes 4096 instructions.
    assert len(program) < 4096


def test_a_machine_without_a_list_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.uname()
    bpf.program.cache_clear()
    monkeypatch.setattr(os, "uname", lambda: os.uname_result((*real[:4], "riscv64")))
    try:
        assert bpf.program() is None
    finally:
        bpf.program.cache_clear()


@pytest.mark.parametrize("machine", MACHINES)
def test_the_numbers_are_those_of_libseccomp(machine: str) -> None:
    """A list made by others from the kernel's own; engines use it, so it is there where there is an engine."""
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        if "docker" in os.environ.get("CALCGRADE_REQUIRE", ""):
            pytest.fail("libseccomp2 is to be installed where docker is required", pytrace=False)
        pytest.skip("libseccomp.so.2 is not installed")
    token = ctypes.c_uint32(ARCHITECTURE[machine])
    theirs = {
        name: library.seccomp_syscall_resolve_name_arch(token, name.encode()) for name in numbers(machine)
    }
    # Negative: newer than the library.
    differing = {name for name, number in theirs.items() if number >= 0 and number != numbers(machine)[name]}
    assert not differing
    assert len([number for number in theirs.values() if number >= 0]) > 300 - 20 * (machine == "aarch64")


def judged(rules: dict[str, Any], name: str, arguments: tuple[int, ...]) -> int:
    """What an engine makes of a profile; it takes the first rule that fits, none of which overlap."""
    for rule in rules["syscalls"]:
        tests: list[dict[str, int]] = rule.get("args", [])
        fits = all(arguments[test["index"]] & test["value"] == test["valueTwo"] for test in tests)
        if name in rule["names"] and fits:
            return ALLOW if rule["action"] == "SCMP_ACT_ALLOW" else ERRNO | int(rule["errnoRet"])
    return ERRNO | int(rules["defaultErrnoRet"])


def test_the_profile_allows_what_the_policy_allows() -> None:
    rules = json.loads(profile())
    for name in {name for machine in MACHINES for name in numbers(machine)} | {"a_call_of_tomorrow"}:
        for arguments in arguments_for(name):
            wanted, says = expected(name, arguments), judged(rules, name, arguments)
            if name in policy.ALLOWED_WHEN:
                # A profile has one default for all, so a refused argument looks like an unknown call.
                assert says == (ALLOW if wanted == ALLOW else UNKNOWN), (name, arguments)
            else:
                assert says == (wanted if name != "a_call_of_tomorrow" else UNKNOWN), name


def test_the_profile_is_of_the_engines_own_machine_alone() -> None:
    rules = json.loads(profile())
    assert "architectures" not in rules
    assert [entry["architecture"] for entry in rules["archMap"]] == ["SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"]
    assert [entry["subArchitectures"] for entry in rules["archMap"]] == [[], []]
    assert {test["op"] for rule in rules["syscalls"] for test in rule.get("args", ())} == {
        "SCMP_CMP_MASKED_EQ"
    }
