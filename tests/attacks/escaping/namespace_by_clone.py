# exercise: 2.1; naive grader: touched; needs: x86_64
"""Makes a process in a namespace of its own by clone and clone3, whose flags a filter may not see."""

import ctypes
import os
import struct

SYS_CLONE, SYS_CLONE3, CLONE_NEWUSER, SIGCHLD = 56, 435, 0x1000_0000, 17
libc = ctypes.CDLL(None, use_errno=True)


def attempt(name, *arguments):
    pid = libc.syscall(*arguments)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        os.waitpid(pid, 0)
        print("<<flag>>:", name, "made a process in a user namespace")
    else:
        print(name, ctypes.get_errno())


attempt("clone", SYS_CLONE, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0)
parameters = ctypes.create_string_buffer(struct.pack("11Q", CLONE_NEWUSER, 0, 0, 0, SIGCHLD, *[0] * 6))
attempt("clone3", SYS_CLONE3, parameters, 88)
