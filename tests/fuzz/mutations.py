"""Changes to an input that keep its form, so that what lies behind the parser is reached too."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from targets import Form

TOKENS = (
    b"[", b"]", b"{", b"}", b",", b'"', b"\n", b"\0", b"\xff", b"1e999", b"-1", b"NaN", b"null", b'["float","nan"]',
    b'["list",[', b'["dict",[', b'["array","f8",[2],"', b'["opaque","",""]', b"\xed\xa0\x80", b"9" * 40,
    b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"../", b"ustar\x0000", b"\x80\xff", b"12 path=../x\n", b"IDAT",
    b"GNU.sparse.name", b"size=", b"::error::", b"##[", b"\\ud800", b"\\u202e",
)  # fmt: skip
"""What means something to one reader or another."""

LONG_TOKENS = (
    b"[" * 3000, b'{"a":' * 1500, b'["list",[' * 1500, b'["dict",[["a",' * 1500, b"9" * 5000, b"\0" * 3000,
    b"\n" * 3000, b'["array","f8",[%s' % (b"1," * 200), b'"' + b"\\u202e" * 400, b"a/" * 1500, b"PK\x01\x02" * 700,
)  # fmt: skip
"""What is too much for one reader or another, and longer than a guided change makes by itself."""

ATOMS: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 3, 31, 2**31, 2**63, 2**64, 10**30, 0.5, -0.0, 5e-324, 1.7e308, -1e308, 1e100, "",
    "f8", "c16", "i8", "bool", "nan", "AAAAAAAAAAA=", "AAAAAAAAAAAAAAAAAADwPw==", "x" * 300, "\u202e", "\x1b[2J",
    "::error::x", "lr = $10^{400}$", "0.1", "increasing", "y", [], {}, ["float", "nan"], ["float", "inf"],
    ["float", "-inf"], ["bigint", "9" * 320], ["complex", [1.0, ["float", "nan"]]], ["list", []], ["tuple", [1.0, 2.0]],
    ["dict", [["a", 1]]], ["opaque", "T", "x"], ["array", "f8", [1], "AAAAAAAAAAA=", "float64"],
    ["array", "f8", [0], "", ""], ["array", "bool", [], "AA==", "bool"],
    ["array", "f8", [2, 1], "AAAAAAAA+H8AAAAAAADwfw==", ""], ["figure", "", {"axes": []}],
)  # fmt: skip
"""JSON to be put in the place of other JSON."""


def mutated(data: bytes, form: Form, seed: int) -> bytes | None:
    """Return an input with one change, mostly one that keeps its form; None where it has none, or not any more."""
    chance = random.Random(seed)
    if chance.randrange(16) == 0:
        at = chance.randrange(len(data) + 1)
        return data[:at] + chance.choice(LONG_TOKENS) + data[at:]
    if form == "json":
        return _changed(data, chance)
    if form != "lines":
        return None
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    kind = chance.randrange(8)
    if kind == 0:
        lines.insert(at, chance.choice(lines))
    elif kind == 1 and len(lines) > 1:
        del lines[at]
    else:
        changed = _changed(lines[at], chance)
        if changed is None:
            return None
        lines[at] = changed
    return b"\n".join(lines)


def _changed(text: bytes, chance: random.Random) -> bytes | None:
    """Return JSON with one of its nodes changed."""
    try:
        whole: Any = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    nodes = _nodes(whole)
    holder, key = chance.choice(nodes)
    other_holder, other_key = chance.choice(nodes)
    node, other = holder[key], json.loads(json.dumps(other_holder[other_key]))
    change = chance.randrange(6)
    in_list = type(holder) is list
    if change == 0:
        holder[key] = chance.choice(ATOMS)
    elif change == 1:
        holder[key] = other
    elif change == 2 and in_list:
        holder[key:key] = [other]
    elif change == 3 and in_list and holder is not whole:
        del holder[key]
    elif change == 4:
        holder[key] = [chance.choice(["list", "tuple"]), [node] * chance.choice([1, 2, 40])]
    else:
        holder[key] = _nudged(node, chance)
    return json.dumps(whole[0], separators=(",", ":")).encode("utf-8", "surrogatepass") if whole else None


def _nodes(holder: Any) -> list[tuple[Any, Any]]:
    """Return every place in a list or dict, however deep, as what holds it and its key."""
    found: list[tuple[Any, Any]] = []
    waiting = [holder]
    while waiting:
        inside = waiting.pop()
        keys: list[Any] = [*(inside if type(inside) is dict else range(len(inside)))]
        found += [(inside, key) for key in keys]
        waiting += [inside[key] for key in keys if isinstance(inside[key], list | dict)]
    return found


def _nudged(node: Any, chance: random.Random) -> Any:
    """Return a number near by, a text with a piece of it said twice, or another JSON."""
    if isinstance(node, bool) or node is None:
        return not node
    if isinstance(node, int | float):
        return node + chance.choice([1, -1, 1e-9, 0.1]) if chance.random() < 0.7 else -node * 1e3
    if isinstance(node, str) and node:
        at = chance.randrange(len(node))
        return node[:at] + chance.choice(["\u202e", "\n", "\0", "##[", node[at:], ""]) + node[at:]
    return chance.choice(ATOMS)
