# exercise: 2.1; naive grader: touched
"""Connects to a service of the grader's machine that listens on a file."""

import socket

try:
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect("<<socket>>")
        peer.sendall(b"reached")
except OSError as error:
    print(error)
