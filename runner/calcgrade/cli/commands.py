"""A group of commands that imports one only when it is run, and ends errors in one sentence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import click

from calcgrade.errors import CalcgradeError
from calcgrade.reports.escape.terminal import for_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_ERROR = 3
INTERRUPTED = 130


class Lazy(NamedTuple):
    """Where a command is, and its line in the group's help, which thus needs no import."""

    module: str
    attribute: str
    help: str


class LazyGroup(click.Group):
    """A group whose commands are imported on demand."""

    lazy: ClassVar[Mapping[str, Lazy]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order they were written down."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command."""
        place = self.lazy.get(cmd_name)
        if place is None:
            return None
        command = getattr(import_module(place.module), place.attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - the table above is ours
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.help) for name, place in self.lazy.items()])


class Program(LazyGroup):
    """The outermost group: where errors become sentences and exit codes."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the command line; whoever interrupts that gets no line from click either."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; no error of ours leaves as a traceback unless asked for."""
        try:
            return super().invoke(ctx)
        except CalcgradeError as error:
            _complain(ctx, error, str(error))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)  # here, for click would write a line about it
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        # Whatever else is raised is a fault of calcgrade: exit code 3, never the 1 of a wrong answer.
        except Exception as error:
            said = f"this is a fault of calcgrade's own, {type(error).__name__}: {error}. "
            _complain(
                ctx, error, f"{said}Run it again with --debug before the command, and report what it says."
            )
            ctx.exit(OWN_ERROR)


def _complain(ctx: click.Context, error: Exception, sentence: str) -> None:
    if ctx.params.get("debug"):
        import traceback

        click.echo(for_terminal("".join(traceback.format_exception(error))), err=True, nl=False)
    click.echo(f"calcgrade: {for_terminal(sentence)}", err=True)
