# exercise: 2.1; naive grader: touched; needs: x86_64
"""Opens a POSIX message queue, through which two submissions could talk."""

import ctypes

MQ_OPEN, MQ_UNLINK, O_CREAT, O_RDWR = 240, 241, 0o100, 2
libc = ctypes.CDLL(None, use_errno=True)
queue = libc.syscall(MQ_OPEN, b"answers", O_CREAT | O_RDWR, 0o600, None)
print("mq_open gave", queue, ctypes.get_errno())
if queue >= 0:
    print("<<flag>>: a message queue")
    libc.syscall(MQ_UNLINK, b"answers")
