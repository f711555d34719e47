# exercise: 2.1; naive grader: touched; needs: AF_VSOCK
"""Opens a socket to the hypervisor, for which a network namespace is no bound."""

import socket

try:
    with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as peer:
        print("<<flag>>: a vsock socket")
except OSError as error:
    print(error)
