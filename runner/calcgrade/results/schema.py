"""The JSON Schema of a result, generated from the types."""

from __future__ import annotations

from typing import Any

import msgspec

from calcgrade.results.model import SCHEMA, Result


def schema() -> dict[str, Any]:
    """Return the schema, in JSON Schema draft 2020-12."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "The result of grading one submission with calcgrade",
    }
    return head | msgspec.json.schema(Result)


def encoded() -> bytes:
    """Return the schema as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n"
