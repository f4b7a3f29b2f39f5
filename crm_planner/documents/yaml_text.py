"""A document of ours as YAML a person goes on with: comments above what they speak of, short things on one line.

The text reads back as the same document: a value is quoted wherever it could be read as something else.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from crm_planner.place import Path, Plain

WIDTH = 118
_BLOCKS = {"editions", "items", "sources", "columns", "prices", "rows", "words", "catalog", "csv"}
"""Sections that stand on lines of their own, an entry or a key each, however short they are."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w ()/.!+-]*[\w)])?")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_OTHERWISE = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_EMPTY: Mapping[Path, Sequence[str]] = {}


def yaml_text(tree: Mapping[str, Any], comments: Mapping[Path, Sequence[str]] = _EMPTY) -> str:
    """`tree` with the comments at their paths; those at () head the file. A comment may start a paragraph each."""
    head = [line for said in comments.get((), ()) for line in _comment(said, "")]
    return "\n".join([*head, *_keys(tree, (), "", comments)]) + "\n"


def _comment(said: str, indent: str) -> Iterator[str]:
    for line in wrap(said, WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False):
        yield f"{indent}# {line}"


def _keys(node: Mapping[str, Any], path: Path, indent: str, comments: Mapping[Path, Sequence[str]]) -> Iterator[str]:
    """A mapping in block form, a key each line."""
    for number, (key, value) in enumerate(node.items()):
        here = (*path, key)
        if not path and number and key in {"sources", "source", "editions", "items", "sheet", "words", "columns"}:
            yield ""
        for said in comments.get(here, ()):
            yield from _comment(said, indent)
        yield from _value(f"{indent}{_key(key)}:", value, here, indent, comments)


def _value(before: str, value: Any, path: Path, indent: str, comments: Mapping[Path, Sequence[str]]) -> Iterator[str]:
    """What stands after a key: on its line if it is short, else below it."""
    flow = f"{before} {_flow(value)}"
    inside = any(len(at) > len(path) and at[: len(path)] == path for at in comments)
    in_block = isinstance(value, dict | list) and value and (path[-1] in _BLOCKS or len(flow) > WIDTH or inside)
    if not in_block:
        yield flow
        return
    yield before
    if isinstance(value, dict):
        yield from _keys(value, path, f"{indent}  ", comments)
        return
    for index, entry in enumerate(value):
        yield from _entry(entry, (*path, index), f"{indent}  ", comments)


def _entry(entry: Any, path: Path, indent: str, comments: Mapping[Path, Sequence[str]]) -> Iterator[str]:
    """An entry of a list: on one line if it is short and holds no section of its own, else a key each line."""
    flow = f"{indent}- {_flow(entry)}"
    own = isinstance(entry, dict) and any(key in _BLOCKS or isinstance(entry[key], dict) for key in entry)
    inside = any(len(at) > len(path) and at[: len(path)] == path for at in comments)
    if not isinstance(entry, dict) or (len(flow) <= WIDTH and not inside and not own):
        yield from (line for said in comments.get(path, ()) for line in _comment(said, indent))
        yield flow
        return
    yield from (line for said in comments.get(path, ()) for line in _comment(said, indent))
    first, *rest = _keys(entry, path, f"{indent}  ", comments)
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def _flow(value: Any) -> str:
    """A value on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_key(key)}: {_flow(one)}" for key, one in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case None:
            return "null"
        case Plain() if _NUMBER.fullmatch(value) or value in {"true", "false"}:
            return str(value)
    return _text(str(value))


def _key(key: str) -> str:
    return key if _NUMBER.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _OTHERWISE:
        return text
    return text if _DAY.fullmatch(text) else json.dumps(text, ensure_ascii=False)


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
