# exercise: 2.1; naive grader: touched; needs: io_uring
"""Sets up io_uring, through which calls are made that no filter sees."""

import ctypes

IO_URING_SETUP = 425
libc = ctypes.CDLL(None, use_errno=True)
ring = libc.syscall(IO_URING_SETUP, 8, ctypes.byref(ctypes.create_string_buffer(256)))
print("io_uring_setup gave", ring, ctypes.get_errno())
if ring >= 0:
    print("<<flag>>: io_uring")
