# exercise: 2.1; naive grader: touched
"""Talks to the kernel over netlink, whose subsystems have had holes."""

import socket

try:
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as peer:
        peer.bind((0, 0))
        print("<<flag>>: a netlink socket")
except OSError as error:
    print(error)
