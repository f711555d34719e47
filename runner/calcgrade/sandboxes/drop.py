"""How a worker that root started gives up root's rights, before it reads a byte of a learner's."""

from __future__ import annotations

_DEFINITION = """
def _drop(user, folder):
    import ctypes, os
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    if ctypes.CDLL(None).prctl(38, 1, 0, 0, 0):  # PR_SET_NO_NEW_PRIVS: no program can give them back
        raise OSError("new privileges cannot be ruled out")
    with open("/proc/self/status") as status:
        rights = {line.split()[1] for line in status if line.startswith(("CapPrm:", "CapEff:", "CapAmb:"))}
    if {*os.getresuid(), *os.getresgid(), *os.getgroups()} != {user} or rights != {"0" * 16}:
        raise OSError("root's rights cannot be given up")
    os.umask(0o077)
    os.chdir(folder)
"""


def source(user: int, folder: str) -> str:
    """Return Python source that becomes ``user`` for good and goes to ``folder``; what fails ends the process."""
    return f"{_DEFINITION}_drop({user}, {folder!r})\ndel _drop\n"
