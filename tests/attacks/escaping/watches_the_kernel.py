# exercise: 2.1; naive grader: touched; needs: x86_64
"""Asks for bpf, performance counters and page faults of its own: kernel code that has been broken out of before."""

import ctypes
import struct

BPF, PERF_EVENT_OPEN, USERFAULTFD = 321, 298, 323
libc = ctypes.CDLL(None, use_errno=True)
counter = bytearray(128)
struct.pack_into("IIQ", counter, 0, 1, 128, 9)  # software, a clock that runs while the task does
struct.pack_into("Q", counter, 40, 0b1110_0000)  # without the kernel, the hypervisor and idle time
event = ctypes.create_string_buffer(bytes(counter))
map_of_one = ctypes.create_string_buffer(struct.pack("5I", 2, 4, 8, 1, 0), 128)
for name, result in (
    ("perf_event_open", libc.syscall(PERF_EVENT_OPEN, event, 0, -1, -1, 0)),
    ("bpf", libc.syscall(BPF, 0, map_of_one, 128)),
    ("userfaultfd", libc.syscall(USERFAULTFD, 1)),
):
    print(name, result, ctypes.get_errno())
    if result >= 0:
        print("<<flag>>:", name)
