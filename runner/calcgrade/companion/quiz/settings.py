"""Settings of prediction questions: what is run to find out the answer."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Steps = Annotated[int, msgspec.Meta(ge=3, le=1000)]
Rate = Annotated[float, msgspec.Meta(gt=0)]


class Descent(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="what", tag="descent"
):
    """A walk on a formula of x: does it converge, creep, oscillate or diverge."""

    formula: Words
    start: float
    lr: Rate
    steps: Steps


class Behaviour(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="what", tag="behaviour"
):
    """A formula of x at a place: does it rise, fall or stand level."""

    formula: Words
    at: float


class Influence(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="what", tag="influence"
):
    """A formula of x, y and z at a point: which of them moves it most."""

    formula: Words
    at: Annotated[list[float], msgspec.Meta(min_length=3, max_length=3)]


class Arrival(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="what", tag="arrival"
):
    """A walk on a formula of x and y: which coordinate arrives first."""

    formula: Words
    start: Annotated[list[float], msgspec.Meta(min_length=2, max_length=2)]
    lr: Rate
    steps: Steps


class Chain(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="what", tag="chain"
):
    """Stages one after the other, each a formula of x: how fast does the last one move when the first input does."""

    stages: Annotated[list[Words], msgspec.Meta(min_length=2, max_length=4)]
    at: float


Setting: TypeAlias = Descent | Behaviour | Influence | Arrival | Chain
