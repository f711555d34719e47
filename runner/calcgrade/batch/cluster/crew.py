"""Graders of a Dask cluster, as a crew: never more on their way than keep its workers busy."""

from __future__ import annotations

import queue
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from calcgrade.batch import tasks
from calcgrade.batch.cluster import work
from calcgrade.batch.tasks import NotGraded, Where
from calcgrade.errors import CalcgradeError, InputError

if TYPE_CHECKING:
    from calcgrade.batch.cluster.address import Address
    from calcgrade.batch.tasks import Answer, Setup, Task

WAIT_S = 60
"""How long is waited for a scheduler and its first worker."""

RETRIES = 3
"""How often a submission is given to another worker after one that died."""

PLAIN = ["dask", "msgpack"]
"""How values travel: as bytes, never as pickles."""


class ClusterUnavailable(CalcgradeError):  # noqa: N818 - names a state
    """There is no scheduler at the address, or it has no worker that can grade."""


class Cluster:
    """A connection to a cluster, and the cluster itself where it is this machine's.

    Parameters
    ----------
    address
        Where it is, or how many workers to start here.

    Raises
    ------
    InputError
        The extra is not installed, or an address that encrypts was given and no certificates.
    ClusterUnavailable
        Nobody answers, or there is no worker.
    """

    def __init__(self, address: Address) -> None:
        try:
            dask: Any = import_module("distributed")  # typed in part only
        except ImportError:
            raise InputError(
                "--cluster", "needs Dask, which is not installed", "pip install 'calcgrade[cluster]'"
            ) from None
        self._own: Any = None
        if address.workers:
            self._own = dask.LocalCluster(
                n_workers=address.workers, threads_per_worker=1, processes=True, host="127.0.0.1",
                dashboard_address=None, silence_logs=50,
            )  # fmt: skip
        try:
            if address.url.startswith("tls:") and not _certificates(dask):
                raise InputError(
                    f"--cluster {address.url}",
                    "needs certificates, and Dask's settings name none",
                    "Name them as docs/scale.md shows",
                )
            self._client: Any = dask.Client(
                self._own or address.url, timeout=WAIT_S, serializers=PLAIN, deserializers=PLAIN,
                set_as_default=False,
            )  # fmt: skip
            self._client.wait_for_workers(1, timeout=WAIT_S)
        except (OSError, ValueError, TimeoutError) as error:
            self.close()
            where = address.url or "the cluster of this machine"
            raise ClusterUnavailable(
                f"{where}: no scheduler with a worker answers ({error}). Start them; docs/scale.md shows how."
            ) from None

    def settle(self, wanted: Where) -> Where:
        """Return the sandbox that a worker of the cluster takes."""
        asked = self._client.submit(work.settle, tasks.encode(wanted), pure=False)
        found = tasks.to_where(asked.result(timeout=WAIT_S))
        if found.problem:
            raise ClusterUnavailable(f"A worker of the cluster cannot grade. {found.problem}")
        return found

    def threads(self) -> int:
        """Return how many submissions its workers grade at once, by now."""
        return sum(self._client.nthreads().values())

    def submit(self, setup: bytes, task: Task) -> Any:
        """Hand in a submission; return its future."""
        return self._client.submit(
            work.grade, setup, task.number, tasks.encode(task), pure=False, retries=RETRIES
        )  # fmt: skip

    def close(self) -> None:
        """Let go of it, and end what is this machine's."""
        client = getattr(self, "_client", None)
        if client is not None:
            client.close()
        if self._own is not None:
            self._own.close()


def _certificates(dask: Any) -> Any:
    """Return what Dask's settings make of the files that they name, None where they name none."""
    return dask.Security().get_connection_args("client")["ssl_context"]


class ClusterCrew:
    """The workers of a cluster.

    Parameters
    ----------
    cluster
        The cluster; owned by who made it.
    setup
        How the batch is graded.
    """

    def __init__(self, cluster: Cluster, setup: Setup) -> None:
        self._cluster = cluster
        self._setup = tasks.encode(setup)
        self._futures: dict[int, Any] = {}
        self._done: queue.SimpleQueue[int] = queue.SimpleQueue()

    @property
    def room(self) -> int:
        """Twice what is graded at once, so that no worker waits; workers may come and go."""
        return 2 * max(self._cluster.threads(), 1)

    def give(self, task: Task) -> None:
        """Hand in a submission to be graded."""
        future = self._cluster.submit(self._setup, task)
        self._futures[task.number] = future
        future.add_done_callback(partial(self._note, task.number))

    def _note(self, number: int, _future: Any) -> None:
        self._done.put(number)

    def take(self) -> Answer:
        """Wait for the next answer."""
        number = self._done.get()
        future = self._futures.pop(number)
        try:
            return tasks.to_answer(future.result())
        except Exception as error:  # whatever the cluster raises: its workers died over it, or it is gone
            problem = f"the workers of the cluster ended over it ({type(error).__name__})"
            return NotGraded(number, problem, engine=False)
        finally:
            future.release()

    def close(self) -> None:
        """Take back what is not graded."""
        for future in self._futures.values():
            future.cancel()
        self._futures.clear()
