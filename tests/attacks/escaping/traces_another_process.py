# exercise: 2.1; naive grader: touched
"""Traces a process, as a debugger would, to read and write all that it holds."""

import ctypes
import os
import signal
import time

PTRACE_SEIZE, PTRACE_DETACH = 0x4206, 17
libc = ctypes.CDLL(None, use_errno=True)
child = os.fork()
if child == 0:
    time.sleep(5)
    os._exit(0)
for pid in (child, os.getppid()):
    if libc.ptrace(PTRACE_SEIZE, pid, 0, 0) == 0:
        print("<<flag>>: traces", "its child" if pid == child else "its parent")
        libc.ptrace(PTRACE_DETACH, pid, 0, 0)
os.kill(child, signal.SIGKILL)
os.waitpid(child, 0)
