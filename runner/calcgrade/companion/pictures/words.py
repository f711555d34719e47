"""Pictures that a course names in words, as they would be typed behind ``calcgrade show``."""

from __future__ import annotations

import shlex


def drawable(words: str) -> str | None:
    """Say why ``calcgrade show WORDS`` would draw nothing; None where it would draw."""
    import click

    from calcgrade.cli.show import request_of
    from calcgrade.companion.pictures.request import plan
    from calcgrade.errors import InputError

    try:
        plan(request_of(shlex.split(words)))
    except click.ClickException as error:
        return error.format_message()
    except (InputError, ValueError) as error:
        return str(error)
    return None
