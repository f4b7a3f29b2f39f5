"""A YAML text as signs and values in their order, each knowing how far its line is to be indented in canonical form."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml import tokens

from crm_planner.files.block_texts import without_what_follows

STEP = 2
"""Columns a mapping or list is indented under what holds it; the dashes of a list too."""

_SIGNS = {
    tokens.FlowMappingStartToken: "{",
    tokens.FlowSequenceStartToken: "[",
    tokens.FlowMappingEndToken: "}",
    tokens.FlowSequenceEndToken: "]",
    tokens.FlowEntryToken: ",",
    tokens.ValueToken: ":",
    tokens.BlockEntryToken: "-",
    tokens.DocumentStartToken: "---",
    tokens.DocumentEndToken: "...",
    tokens.DirectiveToken: "%",
}
_TOP = ("---", "...", "%")


class Block(NamedTuple):
    """A mapping or list that is open: the column it was written in, and the one it belongs in."""

    written: int
    column: int
    is_list: bool
    has_no_end: bool = False
    """A list whose dashes stand under the key itself: the parser announces neither its beginning nor its end."""


class Atom(NamedTuple):
    """A sign or a value: where it stands in the text, and the indentation its line gets if it begins one.

    `inner` is the indentation of its further lines. `style` is the quotation mark, or `|` or `>`, of a value.
    """

    sign: str
    start: int
    end: int
    indent: int
    inner: int
    blocks: tuple[Block, ...]
    is_key: bool = False
    style: str = ""


def atoms(text: str) -> Iterator[Atom]:
    """The atoms of `text`, which can be read; between them are spaces, line ends and comments only."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    reader = _Reader(text)
    for token in yaml.scan(text, loader):  # it makes no values
        yield from reader.atom(token)


class _Reader:
    """What is open while the tokens go by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: tuple[Block, ...] = ()
        self.flows = 0
        self.is_key = False

    def atom(self, token: Any) -> Iterator[Atom]:
        kind = type(token)
        if kind in {tokens.BlockMappingStartToken, tokens.BlockSequenceStartToken}:
            is_list = kind is tokens.BlockSequenceStartToken
            self.blocks = (*self.blocks, Block(token.start_mark.column, self.below, is_list))
        elif kind is tokens.BlockEndToken:
            self._end_list()
            self.blocks = self.blocks[:-1]
        elif kind is tokens.KeyToken:
            yield from self._key(token)
        elif kind is tokens.ScalarToken:
            yield self._value(token)
        elif kind in _SIGNS:
            yield self._sign(token, _SIGNS[kind])

    @property
    def below(self) -> int:
        """Where what is inside the innermost block belongs."""
        return self.blocks[-1].column + STEP if self.blocks else 0

    @property
    def line(self) -> int:
        """The indentation of the line that a flow collection, in braces or brackets, began in."""
        return self.blocks[-1].column + (STEP if self.blocks[-1].is_list else 0) if self.blocks else 0

    def _end_list(self) -> None:
        if self.blocks and self.blocks[-1].has_no_end and not self.flows:
            self.blocks = self.blocks[:-1]

    def _key(self, token: Any) -> Iterator[Atom]:
        self._end_list()
        self.is_key = True
        if token.start_mark.index < token.end_mark.index:
            yield self._made("?", token, self._of_a_key())

    def _of_a_key(self) -> int:
        return self.line + STEP * self.flows if self.flows else self.blocks[-1].column if self.blocks else 0

    def _value(self, token: Any) -> Atom:
        inner = self.line + STEP * self.flows if self.flows else self.below
        is_key, self.is_key = self.is_key, False
        indent = self._of_a_key() if is_key else inner
        made = self._made("value", token, indent)._replace(inner=inner, is_key=is_key, style=token.style or "")
        if made.style not in {"|", ">"}:
            return made
        outer = self.blocks[-1].written if self.blocks else 0
        return made._replace(end=made.start + len(without_what_follows(self.text[made.start : made.end], outer)))

    def _sign(self, token: Any, sign: str) -> Atom:
        self.is_key = False
        if sign == "-" and not (self.blocks and self.blocks[-1].is_list):
            self.blocks = (*self.blocks, Block(token.start_mark.column, self.below, is_list=True, has_no_end=True))
        if sign in "}]":
            self.flows -= 1
        indent = self.line + STEP * self.flows if self.flows or sign in "}]" else self.below
        if sign in "-:" and not self.flows:
            indent = self.blocks[-1].column if self.blocks else 0
        made = self._made(sign, token, 0 if sign in _TOP else indent)
        if sign in "{[":
            self.flows += 1
        return made

    def _made(self, sign: str, token: Any, indent: int) -> Atom:
        return Atom(sign, token.start_mark.index, token.end_mark.index, indent, indent, self.blocks)
