"""What only docker does: the stream's framing, the container's options, the engine's failures."""

from __future__ import annotations

import json
import socket
import timeit
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from calcgrade.errors import SandboxLost, SandboxUnavailable
from calcgrade.image import DEFAULT_TAG
from calcgrade.sandboxes import docker_options
from calcgrade.sandboxes.docker import DockerLauncher
from calcgrade.sandboxes.docker_engine import connect
from calcgrade.sandboxes.docker_probe import probe
from calcgrade.sandboxes.docker_stream import DockerStream
from calcgrade.sandboxes.docker_teardown import how_it_ended, remove
from calcgrade.sandboxes.seccomp.profile import profile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calcgrade.sandboxes.channel import Channel


def piece(kind: int, data: bytes) -> bytes:
    return bytes([kind, 0, 0, 0]) + len(data).to_bytes(4, "big") + data


@pytest.fixture
def ends() -> Iterator[tuple[DockerStream, socket.socket]]:
    ours, engines = socket.socketpair()
    stream = DockerStream(ours)
    yield stream, engines
    stream.close()
    engines.close()


def test_a_header_may_arrive_byte_by_byte(ends: tuple[DockerStream, socket.socket]) -> None:
    stream, engine = ends
    for byte in piece(1, b"hello"):
        with pytest.raises(TimeoutError):
            stream.receive(0)
        engine.send(bytes([byte]))
        if byte == ord("h"):
            break
    assert stream.receive(1) == b"h"
    engine.send(b"ello" + piece(2, b"a word") + piece(1, b" again") + piece(1, b"")[:3])
    assert stream.receive(1) == b"ello again"
    assert stream.stderr == b"a word"
    engine.close()
    assert stream.receive(1) == b""


def test_a_stream_that_ended_takes_nothing_more(ends: tuple[DockerStream, socket.socket]) -> None:
    stream, engine = ends
    engine.shutdown(socket.SHUT_WR)
    assert stream.receive(1) == b""
    with pytest.raises(SandboxLost):
        stream.send(b"hello", 1)


@pytest.fixture
def launcher() -> Iterator[DockerLauncher]:
    launcher = DockerLauncher()
    yield launcher
    launcher.close()


@pytest.fixture
def channel(launcher: DockerLauncher) -> Iterator[Channel]:
    channel = launcher.launch()
    yield channel
    channel.kill()


def containers(launcher: DockerLauncher) -> list[dict[str, Any]]:
    """Every container of the launcher that the engine knows, running or not."""
    import docker

    client = docker.from_env()
    label = f"calcgrade.sandbox={launcher.run}"
    try:
        return [dict(found.attrs) for found in client.containers.list(all=True, filters={"label": label})]
    finally:
        client.close()


@pytest.mark.docker
@pytest.mark.usefixtures("channel")
def test_the_container_has_every_option_of_the_hardening(launcher: DockerLauncher) -> None:
    (found,) = containers(launcher)
    host, config = found["HostConfig"], found["Config"]
    assert host["NetworkMode"] == host["IpcMode"] == "none"
    assert host["ReadonlyRootfs"] is True
    assert host["CapDrop"] == ["ALL"]
    assert not host["CapAdd"]
    assert host["SecurityOpt"] == ["no-new-privileges:true", f"seccomp={profile()}"]
    assert host["PidsLimit"] == 64
    assert host["Memory"] == host["MemorySwap"] == 512 * 2**20
    assert host["NanoCpus"] == 10**9
    assert {limit["Name"]: limit["Hard"] for limit in host["Ulimits"]} == {
        "nofile": 256, "core": 0, "fsize": 32 * 2**20, "memlock": 0, "msgqueue": 0,
    }  # fmt: skip
    assert set(host["Tmpfs"]) == {"/tmp"}
    assert {"nosuid", "nodev", "noexec", "mode=0700"} <= set(host["Tmpfs"]["/tmp"].split(","))
    assert host["LogConfig"]["Type"] == "none"
    assert host["Init"] is False  # process 1 is ours
    assert host["RestartPolicy"]["Name"] in {"", "no"}
    assert not host["Binds"]
    assert found["Mounts"] == []
    assert config["User"] == "65534:65534"
    assert config["StdinOnce"] is True
    assert config["Healthcheck"] == {"Test": ["NONE"]}


@pytest.mark.docker
def test_a_container_is_gone_after_the_kill(launcher: DockerLauncher, channel: Channel) -> None:
    assert len(containers(launcher)) == 1
    channel.kill()
    assert containers(launcher) == []
    channel.kill()


@pytest.mark.docker
def test_process_1_reaps_and_nobody_inside_can_look_into_it_or_end_it(channel: Channel) -> None:
    program = b"""
import signal, time
def refused(path, flags):
    try: os.close(os.open(path, flags))
    except PermissionError: return True
    return False
found = [refused(f"/proc/1/{name}", os.O_RDONLY) for name in ("fd/0", "fd/1", "fd/2", "environ", "mem", "maps")]
for number in range(1, 65):
    try: os.kill(1, number)
    except OSError: found.append(number in (32, 33))
if os.fork() == 0:
    if os.fork() == 0: os._exit(0)
    os._exit(0)
os.wait()
deadline = time.monotonic() + 10
ours = ["1", str(os.getpid())]
while (left := [name for name in os.listdir("/proc") if name.isdigit()]) != ours and time.monotonic() < deadline:
    time.sleep(0.01)
os.write(1, repr((all(found), os.getppid(), left == ours)).encode() + b"!")
time.sleep(60)
"""
    channel.send(len(program).to_bytes(4, "big") + program, 10)
    told = b""
    while not told.endswith(b"!"):
        told += channel.receive(20)
    assert told == b"(True, 1, True)!"


@pytest.mark.docker
def test_the_users_proxy_settings_stay_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proxies = {"default": {"httpProxy": "http://user:canary@proxy.invalid"}}
    (tmp_path / "config.json").write_text(json.dumps({"proxies": proxies}))
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    launcher = DockerLauncher()
    channel = launcher.launch()
    try:
        program = b"os.write(1, repr(os.environ).encode())"
        channel.send(len(program).to_bytes(4, "big") + program, 10)
        assert b"canary" not in channel.receive(10)
    finally:
        channel.kill()
        launcher.close()


@pytest.mark.docker
def test_what_an_image_says_about_the_environment_is_emptied() -> None:
    import docker

    client: Any = docker.from_env()
    base = client.containers.create(DEFAULT_TAG)
    changes = ["ENV CANARY=secret PYTHONSTARTUP=/canary.py"]
    image = client.api.commit(base.id, repository="calcgrade-canary", changes=changes)["Id"]
    launcher = DockerLauncher(image)
    channel = launcher.launch()
    try:
        program = b"os.write(1, repr(dict(os.environ)).encode())"
        channel.send(len(program).to_bytes(4, "big") + program, 10)
        said = channel.receive(10).decode()
    finally:
        channel.kill()
        launcher.close()
        base.remove()
        client.images.remove(image)
        client.close()
    assert "'CANARY': ''" in said
    assert "'PYTHONSTARTUP': ''" in said
    assert "'PYTHONHASHSEED': '0'" in said


@pytest.mark.docker
def test_an_engine_that_drops_the_limits_is_refused(
    launcher: DockerLauncher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Podman does without root's rights under version 1 of control groups, and tells nobody."""
    with_limits = docker_options.host_options

    def without_limits(runtime: str | None) -> dict[str, Any]:
        return with_limits(runtime) | {"mem_limit": None, "memswap_limit": None, "pids_limit": None}

    monkeypatch.setattr("calcgrade.sandboxes.docker.host_options", without_limits)
    with pytest.raises(SandboxUnavailable, match="bounds neither the memory nor the processes"):
        launcher.launch()
    assert containers(launcher) == []


@pytest.mark.docker
def test_the_cpu_time_of_a_container_is_read_at_once(channel: Channel) -> None:
    program = b"import time\nwhile time.process_time() < 0.5: pass\nos.write(1, b'.'); os.read(0, 1)"
    channel.send(len(program).to_bytes(4, "big") + program, 10)
    assert channel.receive(30) == b"."
    used = channel.cpu_seconds()
    assert (channel.cpu_seconds() or 0) - (used or 0) < 0.1
    assert min(timeit.repeat(channel.cpu_seconds, number=1, repeat=5)) < 0.1
    assert used is not None
    assert 0.4 < used < 5
    channel.kill()
    assert channel.cpu_seconds() is None


@pytest.mark.docker
def test_a_fork_bomb_stops_at_the_limit(channel: Channel) -> None:
    program = b"""
count = 0
try:
    while count < 300:
        if os.fork() == 0:
            import time; time.sleep(60)
        count += 1
except OSError:
    os.write(1, str(count).encode())
"""
    channel.send(len(program).to_bytes(4, "big") + program, 10)
    assert 50 < int(channel.receive(20)) < 64


@pytest.mark.docker
def test_running_out_of_memory_is_named(channel: Channel) -> None:
    program = b"bytearray(2**30)"
    channel.send(len(program).to_bytes(4, "big") + program, 10)
    assert channel.receive(30) == b""
    assert channel.diagnosis() == "exit code 137, out of memory"


@pytest.mark.docker
def test_the_image_is_recorded_by_its_id() -> None:
    launcher = DockerLauncher()
    recorded = launcher.environment()["image"]
    launcher.close()
    assert recorded.startswith("sha256:")
    by_id = DockerLauncher(recorded)
    assert by_id.environment()["image"] == recorded
    by_id.close()


@pytest.mark.docker
def test_a_missing_image_is_an_error_that_names_the_command() -> None:
    with pytest.raises(SandboxUnavailable, match=r"no image calcgrade:never-built.*`calcgrade image build`"):
        DockerLauncher("calcgrade:never-built")
    assert "calcgrade image build" in (probe("calcgrade:never-built") or "")


@pytest.mark.docker
def test_a_container_that_cannot_start_is_removed() -> None:
    launcher = DockerLauncher(runtime="no-such-runtime")
    with pytest.raises(SandboxUnavailable, match="no-such-runtime"):
        launcher.launch()
    assert containers(launcher) == []
    launcher.close()


def test_without_an_engine_the_error_says_what_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    with pytest.raises(SandboxUnavailable, match=r"no engine answers \(.*\)\. Start Docker"):
        connect()
    assert "no engine answers" in (probe() or "")


@pytest.mark.parametrize(
    "words",
    [
        "can only kill running containers. a895 is in state stopped: container state improper",
        "container a895 does not exist in database: no such container",
    ],
)
def test_a_container_that_podman_is_removing_already_is_removed(words: str) -> None:
    """Its own clean-up may come between any two of our requests, and is reported as a fault of the engine."""
    from docker.errors import APIError, NotFound
    from requests import Response

    class Removing:
        asked: ClassVar[list[str]] = []

        def kill(self, container: str, signal: str) -> None:
            response = Response()
            response.status_code = 500
            self.asked.append("kill")
            raise APIError("500 Server Error", response=response, explanation=words)

        def remove_container(self, container: str, **_options: bool) -> None:
            self.asked.append("remove")
            if self.asked == ["kill", "remove"]:
                self.kill(container, "SIGKILL")
            raise NotFound("it is gone")

    engine: Any = Removing()
    remove(engine, "a895")
    assert engine.asked == ["kill", "remove", "kill", "remove"]


class LateEngine:
    """Notes that a container ended a moment after its stream closed, as a busy engine does."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def events(self, **_: object) -> list[dict[str, Any]]:
        self.looks -= 1
        return [{"Action": "die", "Actor": {"Attributes": {"exitCode": "3"}}}] if self.looks < 0 else []


@pytest.mark.parametrize(
    ("looks", "told"), [(0, "exit code 3"), (5, "exit code 3"), (10**6, "exit code unknown")]
)
def test_an_end_that_is_noted_late_is_waited_for_a_moment(looks: int, told: str) -> None:
    engine: Any = LateEngine(looks)
    assert how_it_ended(engine, "c0ffee", since=0.0, is_podman=False) == told
