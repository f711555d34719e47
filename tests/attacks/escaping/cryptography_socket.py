# exercise: 2.1; naive grader: touched; needs: AF_ALG
"""Uses the kernel's cryptography through AF_ALG, kernel code that no calculation needs."""

import socket

try:
    with socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET, 0) as peer:
        peer.bind(("hash", "sha256"))
        print("<<flag>>: an AF_ALG socket")
except OSError as error:
    print(error)
