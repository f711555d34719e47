"""A Windows Job Object, as far as that can be told without Windows: the sizes it checks, and the order of calls."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pytest

from calcgrade.limits import MEMORY, PROCESSES
from calcgrade.sandboxes import environment
from calcgrade.sandboxes.job_object import Accounting, BasicLimits, ExtendedLimits, JobObject

if TYPE_CHECKING:
    from collections.abc import Callable

JOB, PROCESS = 0x1_0000_0010, 0x1_0000_0020


class Function:
    """One function of a library."""

    def __init__(self, library: Windows, name: str, answer: Callable[..., int]) -> None:
        self.restype: object = None
        self._library, self._name, self._answer = library, name, answer

    def __call__(self, *arguments: Any) -> int:
        handle = arguments[0].value if arguments and isinstance(arguments[0], ctypes.c_void_p) else None
        self._library.called.append(self._name if handle != PROCESS else f"{self._name} of the process")
        return 0 if self._name == self._library.failing else self._answer(*arguments)


def always(value: int) -> Callable[..., int]:
    def answer(*_: object) -> int:
        return value

    return answer


class Windows:
    """Both libraries: notes what is called, answers well unless a name is to fail."""

    def __init__(self, failing: str = "") -> None:
        self.failing = failing
        self.called: list[str] = []
        self.still_active = 2
        self.limits: Any = None
        answers: dict[str, Callable[..., int]] = {
            "CreateJobObjectW": always(JOB),
            "OpenProcess": always(PROCESS),
            "SetInformationJobObject": self.set_information,
            "AssignProcessToJobObject": always(1),
            "NtResumeProcess": always(0),
            "QueryInformationJobObject": self.query,
            "TerminateJobObject": always(1),
            "CloseHandle": always(1),
        }
        for name, answer in answers.items():
            setattr(self, name, Function(self, name, answer))

    def set_information(self, _job: Any, kind: int, where: Any, size: Any) -> int:
        assert (kind, size.value) == (9, ctypes.sizeof(ExtendedLimits))
        self.limits = where._obj
        return 1

    def query(self, _job: Any, kind: int, where: Any, size: Any, _length: Any) -> int:
        assert (kind, size.value) == (1, ctypes.sizeof(Accounting))
        where._obj.user_time, where._obj.kernel_time = 15_000_000, 5_000_000
        where._obj.active = self.still_active
        self.still_active = max(0, self.still_active - 1)
        return 1


def test_the_structures_have_the_sizes_that_windows_checks() -> None:
    if ctypes.sizeof(ctypes.c_void_p) != 8:
        pytest.skip("the figures are those of 64 bits")
    assert ctypes.sizeof(BasicLimits) == 64
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert ctypes.sizeof(Accounting) == 48


def test_a_job_ends_with_its_handle_and_bounds_memory_and_processes() -> None:
    windows = Windows()
    JobObject(windows, windows)
    assert windows.limits.basic.flags & 0x2000
    assert (windows.limits.process_memory, windows.limits.basic.active_processes) == (MEMORY, PROCESSES)


def test_a_process_runs_only_once_the_job_has_it() -> None:
    windows = Windows()
    JobObject(windows, windows).take(4711)
    assert windows.called[-4:] == [
        "OpenProcess", "AssignProcessToJobObject", "NtResumeProcess of the process", "CloseHandle of the process",
    ]  # fmt: skip


def test_killing_waits_until_nothing_in_the_job_is_active() -> None:
    windows = Windows()
    job = JobObject(windows, windows)
    job.kill()
    job.kill()
    assert windows.called[2:] == ["TerminateJobObject", *["QueryInformationJobObject"] * 3, "CloseHandle"]


def test_a_job_tells_the_cpu_time_of_everything_in_it_until_it_is_closed() -> None:
    windows = Windows()
    job = JobObject(windows, windows)
    assert job.cpu_seconds() == 2.0
    job.close()
    assert job.cpu_seconds() is None


@pytest.mark.parametrize("failing", ["SetInformationJobObject", "OpenProcess", "AssignProcessToJobObject"])
def test_what_windows_refuses_is_an_error_and_no_process_is_resumed(
    failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "WinError", OSError, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 5, raising=False)
    windows = Windows(failing)
    with pytest.raises(OSError):
        JobObject(windows, windows).take(4711)
    assert "NtResumeProcess of the process" not in windows.called


def test_python_on_windows_is_told_where_its_system_and_its_folders_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SYSTEMROOT", r"D:\Windows")
    variables = environment.windows(r"C:\private")
    assert variables["SYSTEMROOT"] == r"D:\Windows"
    assert {variables[name] for name in ("TEMP", "TMP", "USERPROFILE")} == {r"C:\private"}
