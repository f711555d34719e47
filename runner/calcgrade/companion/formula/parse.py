"""Read a formula as people write it: ``x^3 - 3x``, ``sin(x²)``, ``2*x*y + 3``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from calcgrade.companion.formula.tree import FUNCTIONS, Constant, Function, Node, Operation, Variable
from calcgrade.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 200
DEEPEST = 30
"""Brackets, functions and signs within each other."""

CONSTANTS = {"pi": 3.141592653589793, "e": 2.718281828459045}

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)|(?P<name>[A-Za-z]+)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|[-+*/^()·×−÷]))"
)
_SAME = {"**": "^", "·": "*", "×": "*", "−": "-", "÷": "/"}


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def parse(text: str, names: tuple[str, ...] = ("x",)) -> Node:
    """Return a formula's tree.

    Parameters
    ----------
    text : str
        The formula. Products may leave the sign out, powers are ``^``, ``**`` or raised digits.
    names : tuple of str
        The variables that it may have.

    Raises
    ------
    InputError
        It cannot be read, naming the place.
    """
    if len(text) > LONGEST:
        raise InputError(f"the formula {text[:20]}…", f"is longer than {LONGEST} characters", "Shorten it")
    reader = _Reader(text, _tokens(text, names), names)
    node = reader.sum()
    if reader.ahead is not None:
        raise reader.wrong(f"what is '{reader.ahead.text}' doing here")
    return node


def _tokens(text: str, names: tuple[str, ...]) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise _error(text, at, "this character means nothing in a formula", names)
        word = match[match.lastgroup]
        found.append(_Token(match.lastgroup, _SAME.get(word, word), match.start(match.lastgroup)))
        at = match.end()
    return found


def _error(text: str, at: int, problem: str, names: tuple[str, ...]) -> InputError:
    place = f"the formula {text}, at character {at + 1}" if text.strip() else "the formula"
    functions = ", ".join(name for name in FUNCTIONS if name.isalpha())
    return InputError(
        place,
        problem,
        f"It is made of {', '.join(names)}, numbers, pi and e, + - * / ^ and brackets, and the functions {functions}",
    )


class _Reader:
    """Reads tokens by the usual precedence: sums, products, signs, powers, and what binds most."""

    def __init__(self, text: str, tokens: list[_Token], names: tuple[str, ...]) -> None:
        self._text = text
        self._tokens = tokens
        self._names = names
        self._next = 0
        self._depth = 0

    @property
    def ahead(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def wrong(self, problem: str) -> InputError:
        at = self.ahead.at if self.ahead else len(self._text)
        return _error(self._text, at, problem, self._names)

    def sum(self) -> Node:
        node = self._product()
        while sign := self._take("+", "-"):
            node = Operation(sign, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._signed()
        while True:
            if sign := self._take("*", "/"):
                node = Operation(sign, node, self._signed())
            elif self.ahead is not None and (self.ahead.kind in ("number", "name") or self.ahead.text == "("):
                node = Operation("*", node, self._power())
            else:
                return node

    def _signed(self) -> Node:
        if self._take("-"):
            return Function("-", self._deeper(self._signed))
        if self._take("+"):
            return self._deeper(self._signed)
        return self._power()

    def _power(self) -> Node:
        node = self._atom()
        if self.ahead is not None and self.ahead.kind == "raised":
            node = Operation("^", node, Constant(float(self._advance().text.translate(_RAISED))))
        if self._take("^"):
            exponent = self._deeper(self._signed)  # to the right first: 2^x^2 is 2^(x^2)
            node = Operation("^", node, _folded(exponent))
        return node

    def _atom(self) -> Node:
        if self.ahead is None:
            raise self.wrong("it ends too early")
        token = self._advance()
        if token.kind == "number":
            return Constant(float(token.text))
        if token.text == "(":
            return self._bracket()
        if token.kind == "name":
            return self._named(token)
        self._next -= 1
        raise self.wrong(f"a number, a variable or a bracket is missing before '{token.text}'")

    def _named(self, token: _Token) -> Node:
        name = token.text
        if name in self._names:
            return Variable(self._names.index(name))
        if name in CONSTANTS:
            return Constant(CONSTANTS[name])
        if name in FUNCTIONS:
            if self._take("("):
                return Function(name, self._bracket())
            raise self.wrong(f"{name} needs brackets, as in {name}(x)")
        if set(name) <= set(self._names):  # xy is a product
            node: Node = Variable(self._names.index(name[0]))
            for letter in name[1:]:
                node = Operation("*", node, Variable(self._names.index(letter)))
            return node
        self._next -= 1
        raise self.wrong(f"'{name}' is unknown")

    def _bracket(self) -> Node:
        node = self._deeper(self.sum)
        if not self._take(")"):
            raise self.wrong("a bracket is not closed")
        return node

    def _deeper(self, read: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self.wrong(f"it is nested more than {DEEPEST} deep")
        node = read()
        self._depth -= 1
        return node

    def _take(self, *signs: str) -> str:
        if self.ahead is not None and self.ahead.kind == "sign" and self.ahead.text in signs:
            return self._advance().text
        return ""

    def _advance(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]


def _folded(node: Node) -> Node:
    """Return a negative number as one, so that x^-2 has a fixed exponent."""
    if isinstance(node, Function) and node.name == "-" and isinstance(node.inner, Constant):
        return Constant(-node.inner.value)
    return node
