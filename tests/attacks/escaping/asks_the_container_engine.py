# exercise: 2.1; naive grader: touched
"""Asks a container engine, through the socket that CI machines have, who can start anything as root."""

import os
import socket

PLACES = (
    "/var/run/docker.sock", "/run/docker.sock", "/run/podman/podman.sock", "/run/containerd/containerd.sock",
    os.environ.get("DOCKER_HOST", "").removeprefix("unix://"),
)
for path in filter(None, PLACES):
    try:
        with socket.socket(socket.AF_UNIX) as engine:
            engine.settimeout(1)
            engine.connect(path)
            engine.sendall(b"GET /version HTTP/1.1\r\nHost: engine\r\n\r\n")
            if engine.recv(100).startswith(b"HTTP/1"):
                print("<<flag>>: an engine answers at", path)
    except OSError as error:
        print(path, error)
