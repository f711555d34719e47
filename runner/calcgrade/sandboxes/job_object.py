"""A Windows Job Object: holds a worker and everything it starts, counts their time, ends them together."""

from __future__ import annotations

import ctypes
import time
from typing import Any

from calcgrade import limits

_ACCOUNTING, _EXTENDED = 1, 9  # JobObjectBasicAccountingInformation, JobObjectExtendedLimitInformation
_ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_ON_UNHANDLED, _KILL_ON_CLOSE = 0x8, 0x100, 0x400, 0x2000
_MAY_TERMINATE, _MAY_SET_QUOTA, _MAY_RESUME = 0x1, 0x100, 0x800
_TICKS_PER_S = 10_000_000
_KILLED = 1
_LAST_S = 5.0

CREATION_FLAGS = 0x4 | 0x200 | 0x0800_0000
"""Suspended, so that nothing is started before the job has it; own group, for Ctrl-C; no window."""

# The sizes are Windows' own, whatever a C long is where this module is imported.
_DWORD, _LARGE = ctypes.c_uint32, ctypes.c_int64


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", _LARGE), ("job_time", _LARGE), ("flags", _DWORD),
        ("minimum_working_set", ctypes.c_size_t), ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", _DWORD), ("affinity", ctypes.c_size_t),
        ("priority_class", _DWORD), ("scheduling_class", _DWORD),
    )  # fmt: skip


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", BasicLimits), ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t), ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t), ("peak_job_memory", ctypes.c_size_t),
    )  # fmt: skip


class Accounting(ctypes.Structure):
    """JOBOBJECT_BASIC_ACCOUNTING_INFORMATION; times in units of 100 ns."""

    _fields_ = (
        ("user_time", _LARGE), ("kernel_time", _LARGE),
        ("period_user_time", _LARGE), ("period_kernel_time", _LARGE),
        ("page_faults", _DWORD), ("processes", _DWORD), ("active", _DWORD), ("terminated", _DWORD),
    )  # fmt: skip


class JobObject:
    """A job that ends with its last handle: when we close it, and when we are killed ourselves.

    Parameters
    ----------
    kernel32, ntdll
        The libraries; loaded where None.

    Raises
    ------
    OSError
        Windows refused.
    """

    def __init__(self, kernel32: Any = None, ntdll: Any = None) -> None:
        self._kernel32 = kernel32 or _library("kernel32")
        self._ntdll = ntdll or _library("ntdll")
        self._kernel32.CreateJobObjectW.restype = ctypes.c_void_p
        self._kernel32.OpenProcess.restype = ctypes.c_void_p
        self._handle: ctypes.c_void_p | None = self._pointer(self._kernel32.CreateJobObjectW(None, None))
        bounds = ExtendedLimits()
        bounds.basic.flags = _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED | _KILL_ON_CLOSE
        bounds.basic.active_processes = limits.PROCESSES
        bounds.process_memory = limits.MEMORY
        try:
            size = _DWORD(ctypes.sizeof(bounds))
            self._check(
                self._kernel32.SetInformationJobObject(self._handle, _EXTENDED, ctypes.byref(bounds), size)
            )
        except OSError:
            self.close()
            raise

    def take(self, pid: int) -> None:
        """Put a process that was started suspended into the job, and let it run."""
        access = _DWORD(_MAY_TERMINATE | _MAY_SET_QUOTA | _MAY_RESUME)
        process = self._pointer(self._kernel32.OpenProcess(access, 0, _DWORD(pid)))
        try:
            self._check(self._kernel32.AssignProcessToJobObject(self._handle, process))
            self._check(self._ntdll.NtResumeProcess(process) == 0)
        finally:
            self._kernel32.CloseHandle(process)

    def cpu_seconds(self) -> float | None:
        """CPU time of everything that ever ran in the job; None once it is closed."""
        told = self._account()
        return None if told is None else (told.user_time + told.kernel_time) / _TICKS_PER_S

    def kill(self) -> None:
        """End everything in the job and wait until it has ended."""
        if self._handle is None:
            return
        self._kernel32.TerminateJobObject(self._handle, _DWORD(_KILLED))
        deadline = time.monotonic() + _LAST_S
        while (told := self._account()) is not None and told.active and time.monotonic() < deadline:
            time.sleep(0.002)
        self.close()

    def close(self) -> None:
        """Close the handle, with which everything still in the job ends."""
        handle, self._handle = self._handle, None
        if handle is not None:
            self._kernel32.CloseHandle(handle)

    def _account(self) -> Accounting | None:
        told = Accounting()
        size = _DWORD(ctypes.sizeof(told))
        if self._handle is None or not self._kernel32.QueryInformationJobObject(
            self._handle, _ACCOUNTING, ctypes.byref(told), size, None
        ):
            return None
        return told

    @classmethod
    def _pointer(cls, handle: int | None) -> ctypes.c_void_p:
        """Wrap a handle, which would be cut to 32 bits as a plain argument."""
        cls._check(bool(handle))
        return ctypes.c_void_p(handle)

    @staticmethod
    def _check(worked: object) -> None:
        if not worked:
            platform: Any = ctypes  # the two functions exist on Windows alone
            raise platform.WinError(platform.get_last_error())


def _library(name: str) -> Any:
    platform: Any = ctypes
    return platform.WinDLL(name, use_last_error=True)
