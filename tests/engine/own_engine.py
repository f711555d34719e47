"""A Docker engine of a test's own, which may be started and stopped: beside the machine's, without a network."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
import time
from pathlib import Path

from calcgrade.image import DEFAULT_TAG, PYTHON

START_S = 60.0


def why_not() -> str | None:
    """Say what keeps an own engine from being started here."""
    if os.geteuid() != 0:
        return "only root can start an engine of its own"
    missing = [name for name in ("dockerd", "docker", "docker-init") if shutil.which(name) is None]
    return f"{missing[0]} is not installed" if missing else None


class OwnEngine:
    """A running engine; its process, its folder and whatever it holds go with `stop`."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.address = f"unix://{folder}/engine.sock"
        self.log = folder / "engine.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    "dockerd", "--data-root", folder / "data", "--exec-root", folder / "exec",
                    "--pidfile", folder / "engine.pid", "--host", self.address,
                    "--bridge=none", "--iptables=false", *options,
                ],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + START_S
        while self._ask("info").returncode != 0:
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(self.log.read_text()[-2000:])
            time.sleep(0.1)

    def add_empty_image(self) -> None:
        """Give it an image in which a program that is no Python lies in Python's place, and nothing else."""
        program = Path(shutil.which("docker-init") or "").resolve()
        image = io.BytesIO()
        with tarfile.open(fileobj=image, mode="w") as tar:
            tar.add(program, arcname=PYTHON.lstrip("/"))
        done = self._ask("import", "-", DEFAULT_TAG, given=image.getvalue())
        assert done.returncode == 0, done.stderr

    def stop(self) -> None:
        """End it in order, and its containers with it."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _ask(self, *words: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["docker", "--host", self.address, *words], input=given, capture_output=True, timeout=60
        )
