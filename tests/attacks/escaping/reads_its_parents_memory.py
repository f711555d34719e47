# exercise: 2.1; naive grader: touched; needs: x86_64
"""Reads the memory of its parent by a call made for debuggers, and takes a descriptor from it by another."""

import ctypes
import os
import struct

PROCESS_VM_READV, PIDFD_OPEN, PIDFD_GETFD = 310, 434, 438
libc = ctypes.CDLL(None, use_errno=True)
parent = os.getppid()
try:
    address = int(open(f"/proc/{parent}/maps").readline().split("-")[0], 16)
except (OSError, ValueError):
    address = 0x400000
buffer = ctypes.create_string_buffer(16)
own = ctypes.create_string_buffer(struct.pack("QQ", ctypes.addressof(buffer), 16))
other = ctypes.create_string_buffer(struct.pack("QQ", address, 16))
if libc.syscall(PROCESS_VM_READV, parent, own, 1, other, 1, 0) > 0:
    print("<<flag>>: reads its parent's memory")
handle = libc.syscall(PIDFD_OPEN, parent, 0)
if handle >= 0 and libc.syscall(PIDFD_GETFD, handle, 0, 0) >= 0:
    print("<<flag>>: takes its parent's descriptor")
print(ctypes.get_errno())
