"""``calcgrade schema``."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a result, generated from the code that writes it.

    \b
    Example:
        calcgrade schema > result.schema.json
    """
    from calcgrade.results.schema import encoded

    click.echo(encoded(), nl=False)
