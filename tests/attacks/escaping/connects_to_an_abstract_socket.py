# exercise: 2.1; naive grader: touched
"""Connects to a service whose name is in no file system, only in the network's namespace."""

import socket

try:
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect("\0<<abstract>>")
        peer.sendall(b"reached")
except OSError as error:
    print(error)
