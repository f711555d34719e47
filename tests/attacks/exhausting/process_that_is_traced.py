# exercise: 2.1; naive grader: survived
"""Asks to be traced, in a child too: a traced process waits for its tracer when it is killed."""

import ctypes
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
PTRACE_TRACEME, PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 0, 1, 36
libc.ptrace(PTRACE_TRACEME, 0, 0, 0)
if os.fork() == 0:
    os.setsid()
    libc.prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if os.fork() == 0:
        libc.ptrace(PTRACE_TRACEME, 0, 0, 0)
        os.kill(os.getpid(), 19)
    time.sleep(60)
    os._exit(0)


def f(*args):
    return 0.0
