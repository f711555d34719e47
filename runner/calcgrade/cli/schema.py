"""``calcgrade schema``."""

from __future__ import annotations

import click


@click.command()
@click.argument(
    "name",
    type=click.Choice(["result", "report", "list", "doctor", "image", "health"]),
    default="result",
    metavar="[NAME]",
)
def schema(name: str) -> None:
    """Print the JSON Schema of a result, generated from the code that writes it.

    With a NAME, that of what another command prints with --format json: report, list, doctor,
    image (of `image build`) or health (of `dev check`).

    \b
    Examples:
        calcgrade schema > result.schema.json
        calcgrade schema list
    """
    from calcgrade.results.schema import encoded

    click.echo(encoded(name), nl=False)
