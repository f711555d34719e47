"""The ``calcgrade`` program: runs a command and leaves at once."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from click import ClickException

INTERRUPTED = 130
TERMINATED = 143


def main() -> NoReturn:
    """Run the command line and end the process, without the interpreter's slow goodbye."""
    _forget_working_folder()
    # More threads only take time to start; has to be set before numpy is first imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Imports make objects by the ten thousand, none of them garbage.
    gc.set_threshold(50_000, 20, 20)
    code = 3
    try:
        code = _run()
    except KeyboardInterrupt:  # interrupted outside of a command, perhaps in the middle of an import
        code = INTERRUPTED
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 3
    finally:
        for action in _at_exit:
            action()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                continue
        os._exit(code)


_at_exit: list[Callable[[], None]] = []
"""What has to be ended, since the interpreter's own exit handlers do not run."""


def _forget_working_folder() -> None:
    """Take the working folder off ``sys.path``, where ``python -m calcgrade`` puts it.

    It may be a learner's, with a ``click.py`` of its own; hence nothing but builtin modules before.
    """
    here = os.getcwd()  # noqa: PTH109 - pathlib might be theirs
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    if sys.path and sys.path[0] in ("", here) and here != package:
        del sys.path[0]


def _run() -> int:
    import signal

    from calcgrade.errors import Terminated

    def terminated(*_: object) -> None:
        raise Terminated(TERMINATED)

    # So that a cancelled CI job, too, leaves through the code that ends its sandboxes.
    signal.signal(signal.SIGTERM, terminated)
    if sys.argv[1:2] == ["check"]:
        from calcgrade.cli import ahead

        _at_exit.append(ahead.close)
        ahead.start(sys.argv[2:])
    import click

    from calcgrade.cli.main import cli

    try:
        code = cli.main(prog_name="calcgrade", standalone_mode=False)
    except click.ClickException as error:
        _complain(error)
        return 2
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _complain(error: ClickException) -> None:
    """Say what is wrong with the command line, which may name somebody else's files."""
    import io

    from calcgrade.reports.escape.terminal import for_terminal

    said = io.StringIO()
    error.show(file=said)
    sys.stderr.write(for_terminal(said.getvalue()))


if __name__ == "__main__":
    main()
