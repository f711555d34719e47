# exercise: 2.1; naive grader: touched; needs: x86_64
"""Leaves a key in the kernel, where another submission of the same user could find it."""

import ctypes

ADD_KEY, KEYCTL, USER_KEYRING = 248, 250, -4
libc = ctypes.CDLL(None, use_errno=True)
key = libc.syscall(ADD_KEY, b"user", b"answers", b"42", 2, USER_KEYRING)
print("add_key gave", key, ctypes.get_errno())
if key > 0:
    print("<<flag>>: a key in the kernel")
    libc.syscall(KEYCTL, 3, key)  # revoke
