"""The JSON Schemas of all that calcgrade prints as JSON, generated from the types that write it."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final, NamedTuple

import msgspec

from calcgrade.reports.escape.json_text import written


class Shape(NamedTuple):
    """Where a type is, imported when its schema is asked for, and what it is."""

    module: str
    type: str
    title: str


SHAPES: Final = {
    "result": Shape(
        "calcgrade.results.model", "Result", "The result of grading one submission with calcgrade"
    ),
    "report": Shape("calcgrade.results.printed", "Overview", "What calcgrade report has read"),
    "list": Shape("calcgrade.results.printed", "Listing", "The exercises of a course, and a folder's files"),
    "doctor": Shape("calcgrade.results.printed", "Machine", "What works on a machine"),
    "image": Shape("calcgrade.results.printed", "Image", "A grading image that was built"),
    "health": Shape("calcgrade.dev.document", "Health", "What calcgrade dev check found out about a course"),
}


def schema(name: str = "result") -> dict[str, Any]:
    """Return a schema, in JSON Schema draft 2020-12."""
    shape = SHAPES[name]
    kind = getattr(import_module(shape.module), shape.type)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"calcgrade/{name}/v1",
        "title": shape.title,
    }
    return head | msgspec.json.schema(kind)


def encoded(name: str = "result") -> bytes:
    """Return a schema as indented JSON."""
    return written(schema(name))
