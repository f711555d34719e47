"""What an attack must not touch: a file, three listeners, an environment with a secret. Standard library only."""

from __future__ import annotations

import secrets
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GITHUB_FILES = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV")
GITHUB_SECRET = "GITHUB_TOKEN"


class Canaries:
    """Set up until they are closed.

    Parameters
    ----------
    folder
        Where the files are made; it must not exist.
    listen
        Further paths at which a listener plays a container engine's socket.
    """

    def __init__(self, folder: Path, listen: list[str]) -> None:
        folder.mkdir(mode=0o700)
        self.secret = f"secret-{secrets.token_hex(16)}"
        self.flag = f"flag-{secrets.token_hex(16)}"
        self._reached: list[str] = []
        self._files = {name: folder / name for name in ("canary", *GITHUB_FILES)}
        for path in self._files.values():
            path.write_text("untouched\n")
        abstract = f"calcgrade-{secrets.token_hex(8)}"
        tcp = socket.create_server(("127.0.0.1", 0))
        addresses = {"socket": str(folder / "socket"), "abstract": f"\0{abstract}"}
        self._listeners = [self._attend("tcp", tcp)]
        for name, address in (*addresses.items(), *((f"the engine's {path}", path) for path in listen)):
            made = socket.socket(socket.AF_UNIX)
            made.bind(address)
            made.listen()
            self._listeners.append(self._attend(name, made))
        self.tokens = {
            "file": str(self._files["canary"]),
            "port": str(tcp.getsockname()[1]),
            "socket": addresses["socket"],
            "abstract": abstract,
            "flag": self.flag,
        }
        """What stands for ``<<name>>`` in an attack's files."""

    def environment(self) -> dict[str, str]:
        """Variables of a grader that runs in continuous integration."""
        return {GITHUB_SECRET: self.secret} | {name: str(self._files[name]) for name in GITHUB_FILES}

    def touched(self) -> list[str]:
        """Tell which files were changed and which listeners were reached."""
        return [name for name, path in self._files.items() if _read(path) != "untouched\n"] + self._reached

    def close(self) -> None:
        """Listen no more."""
        for listener in self._listeners:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def _attend(self, name: str, listener: socket.socket) -> socket.socket:
        threading.Thread(target=self._answer, args=(name, listener), daemon=True).start()
        return listener

    def _answer(self, name: str, listener: socket.socket) -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            self._reached.append(f"listener {name}")
            with peer:
                peer.settimeout(1)
                try:
                    peer.recv(4096)
                    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                except OSError:
                    continue


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace") if path.is_file() else ""
    except OSError:
        return ""
