"""Which system calls learner code may make: a list of what a worker needs, and nothing else.

A worker runs Python with numpy and matplotlib. It reads files, keeps to its work folder, forks a child for
each exercise, and talks over pipes that it was given. The list was made from what the kernel saw of
it while the whole course was graded, and then completed by the same calls under their older or newer names (another
C library, another machine) and by what the rest of Python's standard library offers to calculations.

What is refused fails with EPERM, as it would for want of a permission: a program can say so, and go on. Three
exceptions:

- A call that the C library tries first and replaces by an older one, if only the kernel does not know it,
  fails with ENOSYS. So does any number that was given out after this list was written.
- A call by the numbers of another machine (32-bit programs, x32) ends the process: it means something else there,
  no list covers it, and no honest program of a sandbox makes one.
"""

from __future__ import annotations

from typing import NamedTuple


class OneOf(NamedTuple):
    """A bound on an argument: ``argument & mask`` is one of ``values``; all of them are 32 bits wide."""

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFF_FFFF


_MEMORY = "brk madvise mprotect mremap msync munmap"

_FILES = """
access chdir chmod close close_range dup dup2 dup3 faccessat faccessat2 fallocate fchdir fchmod fchmodat
fchmodat2 fcntl fdatasync flock fstat fstatfs fsync ftruncate getcwd getdents64 link linkat lseek lstat mkdir
mkdirat newfstatat open openat openat2 pipe pipe2 pread64 pwrite64 read readlink readlinkat readv rename renameat
renameat2 rmdir sendfile stat statfs statx symlink symlinkat truncate umask unlink unlinkat utimensat
write writev
"""

# Python's copying of files asks for these and takes no refusal, so they are read and not written.
_ATTRIBUTES = "fgetxattr flistxattr getxattr lgetxattr listxattr llistxattr"

# The last line is for a container's runtime, which is under the filter until Python takes its place, and for the
# first process of one (Podman's waits by signalfd4).
_WAITING = """
poll ppoll pselect6 select
epoll_create1 epoll_ctl epoll_pwait epoll_wait eventfd2 signalfd4
"""

# Only what belongs to one process: timers that outlive a call's arguments (timer_create) are not needed.
_TIME = (
    "alarm clock_getres clock_gettime clock_nanosleep getitimer gettimeofday nanosleep setitimer time times"
)

# No process outside of the sandbox can be signalled: in its PID namespace there is none.
_SIGNALS = """
kill pause restart_syscall rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn rt_sigsuspend
rt_sigtimedwait sigaltstack tgkill tkill
"""

_PROCESSES = """
arch_prctl execve execveat exit exit_group fork futex rseq sched_getaffinity sched_yield set_robust_list
set_tid_address setpgid setsid vfork wait4 waitid
"""

_WHO_AND_WHERE = """
getcpu getegid geteuid getgid getgroups getpgid getpgrp getpid getppid getrandom getresgid getresuid
getrlimit getrusage getsid gettid getuid setrlimit sysinfo uname
"""

ALLOWED = frozenset(
    " ".join((_MEMORY, _FILES, _ATTRIBUTES, _WAITING, _TIME, _SIGNALS, _PROCESSES, _WHO_AND_WHERE)).split()
)
"""Allowed whatever their arguments."""

# As fork and pthread_create pass them.
_PROCESS_FLAGS = (
    0x0000_00FF  # the signal that tells the parent of the end
    | 0x0000_0100  # CLONE_VM
    | 0x0000_0200  # CLONE_FS
    | 0x0000_0400  # CLONE_FILES
    | 0x0000_0800  # CLONE_SIGHAND
    | 0x0000_4000  # CLONE_VFORK
    | 0x0001_0000  # CLONE_THREAD
    | 0x0004_0000  # CLONE_SYSVSEM
    | 0x0008_0000  # CLONE_SETTLS
    | 0x0010_0000  # CLONE_PARENT_SETTID
    | 0x0020_0000  # CLONE_CHILD_CLEARTID
    | 0x0040_0000  # CLONE_DETACHED, without effect and still passed by musl
    | 0x0100_0000  # CLONE_CHILD_SETTID
)

ALLOWED_WHEN = {
    # Processes and threads as fork and pthread_create make them: in no namespace of their own, the child of
    # whoever asked, traced by nobody.
    "clone": OneOf(0, (0,), mask=0xFFFF_FFFF & ~_PROCESS_FLAGS),
    # What Python and the C library ask of a descriptor; no driver, no terminal is to be steered.
    "ioctl": OneOf(
        1,
        (
            0x5401,  # TCGETS: is this a terminal?
            0x802C_542A,  # TCGETS2, the same in newer C libraries
            0x540F,  # TIOCGPGRP
            0x5410,  # TIOCSPGRP, with which a container's first process hands on its terminal
            0x5413,  # TIOCGWINSZ
            0x541B,  # FIONREAD
            0x5421,  # FIONBIO
            0x5450,  # FIONCLEX
            0x5451,  # FIOCLEX
        ),
    ),
    # The worker keeps output in such a file: closed on exec (1) and nothing else, so no huge pages, no seals.
    "memfd_create": OneOf(1, (1,)),
    # Huge pages (MAP_HUGETLB) are the host's, and no limit on memory counts them.
    "mmap": OneOf(3, (0,), mask=0x0004_0000),
    # PR_SET_DUMPABLE, with which the worker closes itself to learner code; the name of a thread (PR_SET_NAME,
    # PR_GET_NAME). Not the signal at a parent's death, by which the sandbox ends.
    "prctl": OneOf(0, (4, 15, 16)),
    # One's own limits; the worker's parent keeps its.
    "prlimit64": OneOf(0, (0,)),
}
"""Allowed with these arguments only."""

HIDDEN = frozenset({"clone3", "mseal"})
"""Refused as if the kernel had no such call: the C library then makes do. The flags of clone3 lie in memory, where
a filter cannot look; sealing memory (mseal) is the C library's own wish."""
