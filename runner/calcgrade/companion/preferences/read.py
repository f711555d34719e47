"""``.sherpa-config.yml``, read with distrust: what is wrong in it is named and passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from calcgrade.companion import small_file
from calcgrade.companion.preferences.model import ALLOWED, Preferences
from calcgrade.limits import KIB

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME = ".sherpa-config.yml"
LARGEST = 16 * KIB


class Chosen(NamedTuple):
    """Preferences, and a sentence for whatever in the file is none."""

    preferences: Preferences = Preferences()
    notes: tuple[str, ...] = ()


def read(folder: Path) -> Chosen:
    """Read the preferences that hold in a folder: its own file's, else that of the repository it lies in."""
    for place in _places(folder):
        try:
            text = small_file.read(place / NAME, LARGEST).decode("utf-8-sig", "replace")
        except FileNotFoundError:
            continue
        except (OSError, small_file.NotAFile) as error:
            return Chosen(notes=(f"{NAME}: cannot be read ({error}); the defaults hold.",))
        return parse(text)
    return Chosen()


def parse(text: str) -> Chosen:
    """Decode the file's text."""
    try:
        raw = _load(text)
    # PyYAML calls itself for every level.
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split()) or "nested too deep"
        return Chosen(notes=(f"{NAME}: is not YAML as it is read here ({reason}); the defaults hold.",))
    if raw is None:
        return Chosen()
    if not isinstance(raw, dict):
        return Chosen(notes=(f"{NAME}: its headings are {_listed(ALLOWED)}; the defaults hold.",))
    chosen: dict[str, str] = {}
    notes = tuple(_choices(cast("dict[object, object]", raw), chosen))
    return Chosen(Preferences()._replace(**chosen), notes)  # type: ignore[arg-type]  # only words that are allowed


def _choices(raw: dict[object, object], chosen: dict[str, str]) -> Iterator[str]:
    """Fill in ``chosen``, and yield what is wrong."""
    for heading, below in raw.items():
        keys = ALLOWED.get(str(heading))
        if keys is None:
            yield f"{NAME}: {_shown(heading)} is no heading of it; there are {_listed(ALLOWED)}."
            continue
        if not isinstance(below, dict):
            yield f"{NAME}: {heading} has no keys below it; there are {_listed(keys)}."
            continue
        for key, value in cast("dict[object, object]", below).items():
            words = keys.get(str(key))
            if words is None:
                yield f"{NAME}: {heading}.{_shown(key)} is unknown; below {heading} there are {_listed(keys)}."
            elif str(value).casefold() in words:
                chosen[str(key)] = str(value).casefold()
            else:
                default = getattr(Preferences(), str(key))
                yield (
                    f"{NAME}: {heading}.{key} cannot be {_shown(value)}; it is one of {_listed(words)}, "
                    f"and {default} holds."
                )


def _load(text: str) -> object:
    """Read YAML without aliases, which can make a short text into a huge value; `ValueError` if it is none."""
    import yaml

    class Loader(yaml.SafeLoader):
        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                raise ValueError("it holds an alias")
            return super().compose_node(parent, index)

    try:
        return yaml.load(text, Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _places(folder: Path) -> Iterator[Path]:
    yield folder
    for above in folder.parents if not (folder / ".git").exists() else ():
        if (above / ".git").exists():
            yield above
            return


def _shown(value: object) -> str:
    text = str(value)
    return f"'{text[:40]}{'…' if len(text) > 40 else ''}'"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
