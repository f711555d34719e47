"""The filter as a process puts it on itself, before it runs anything of a learner's.

For the `process` sandbox, which has nobody to put it on from outside. It is no wall: files, and signals to
processes of the same user, are not a matter of which calls are made. But no network and no way into the
kernel's rarely walked corners is worth having where a grading service allows nothing better.
"""

from __future__ import annotations

from calcgrade.sandboxes.seccomp import bpf

# PR_SET_NO_NEW_PRIVS first, without which the kernel takes no filter (PR_SET_SECCOMP, SECCOMP_MODE_FILTER).
_SOURCE = """
def _put_on(program):
    try:
        import ctypes as c
    except ImportError:
        return
    class Program(c.Structure):
        _fields_ = (("length", c.c_ushort), ("instructions", c.c_char_p))
    prctl = c.CDLL(None).prctl
    prctl.argtypes = (c.c_int, *[c.c_ulong] * 4)
    prctl(38, 1, 0, 0, 0)
    held = Program(len(program) // 8, program)
    prctl(22, 2, c.addressof(held), 0, 0)
_put_on({program!r})
del _put_on
"""


def source() -> str:
    """Return Python source that puts the filter on for good; nothing where none is written for this machine.

    A kernel that has no filters goes without: the sandbox promises none.
    """
    program = bpf.program()
    return "" if program is None else _SOURCE.format(program=program)
