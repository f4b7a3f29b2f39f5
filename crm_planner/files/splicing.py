"""One entry put into a section of a YAML text; every other character stays as it is.

An entry that is there gets its new value in its old place. A new one goes behind the last of its section: on a line of
its own, or inside the braces where the section is written in braces. A section that is missing begins at the end.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

WIDTH = 118
"""Columns a line of entries in braces may take before the next one is begun."""

_BYTE_ORDER_MARK = "\ufeff"
_LAST_COMMA = re.compile(r"\s*,").match
_END_OF_DOCUMENT = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE)


class Entry(NamedTuple):
    """A key, its value as YAML, and a comment for a line that holds nothing else; none where it is empty."""

    key: str
    value: str
    comment: str = ""

    def written(self) -> str:
        return f"{self.key}: {self.value}"

    def on_a_line(self) -> str:
        comment = " ".join(self.comment.split())
        return f"{self.written()}  # {comment}" if comment else self.written()


class _Edit(NamedTuple):
    """What replaces the characters from `start` to `end`."""

    start: int
    end: int
    text: str


def with_entry(text: str, section: str, entry: Entry) -> str:
    """`text`, a mapping of ours that can be read, with `entry` in the mapping under its key `section`.

    Whoever writes the result down proves first that it says what it should: a layout nobody has thought of may not.
    """
    return _edited(text, lambda plain: _edit(plain, section, entry))


def with_value(text: str, key: str, value: str) -> str:
    """`text` with `value`, YAML on one line, under its key `key`, in the place of what stood there."""
    return _edited(text, lambda plain: _of_key(plain, key, value))


def with_item(text: str, section: str, item: str) -> str:
    """`text` with `item`, YAML on one line, behind the last of the list under its key `section`."""
    return _edited(text, lambda plain: _item(plain, section, item))


def _edited(text: str, edit_of: Callable[[str], "_Edit"]) -> str:
    """The text after one edit, which is found in it with plain line ends."""
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    own = text.removeprefix(mark)
    plain = own.replace("\r\n", "\n").replace("\r", "\n")
    edit = edit_of(plain)
    if plain == own:
        return mark + own[: edit.start] + edit.text + own[edit.end :]
    at = [index for index, sign in enumerate(own) if not (sign == "\n" and own[index - 1 : index] == "\r")]
    at.append(len(own))
    line_end = "\r\n" if "\r\n" in own else "\r"
    return mark + own[: at[edit.start]] + edit.text.replace("\n", line_end) + own[at[edit.end] :]


def _top(text: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.compose(text, loader)  # a tree with places; it makes no values


def _of_key(text: str, key: str, value: str) -> _Edit:
    top = _top(text)
    found = _value_of(top, key)
    if found is not None:
        return _Edit(_start(found), _end(text, found), value)
    return _behind_the_last(text, top, f"{key}: {value}", f"{key}: {value}")


def _item(text: str, section: str, item: str) -> _Edit:
    found = _value_of(_top(text), section)
    if found is None or not found.value:
        return _of_key(text, section, f"[{item}]")
    if found.flow_style:
        return _inside_braces(text, found, item, found.value[-1])
    end = _end(text, found.value[-1])
    line_end = text.find("\n", end)
    at = line_end if line_end >= 0 else len(text)
    return _Edit(at, at, "\n" + " " * _column(found) + f"- {item}")


def _edit(text: str, section: str, entry: Entry) -> _Edit:
    top = _top(text)
    found = _value_of(top, section)
    if found is None:
        return _new_section(text, top, section, entry)
    old = _value_of(found, entry.key)
    if old is not None:
        return _Edit(_start(old), _end(text, old), entry.value)
    return _behind_the_last(text, found, entry.written(), entry.on_a_line())


def _value_of(node: Any, key: str) -> Any:
    return next((value for name, value in node.value if name.value == key), None)


def _new_section(text: str, top: Any, section: str, entry: Entry) -> _Edit:
    if top.flow_style:
        written = f"{section}: {{{entry.written()}}}"
        return _behind_the_last(text, top, written, written)
    ended = _END_OF_DOCUMENT.search(text, _start(top))
    at = ended.start() if ended else len(text)
    gap = "" if text[:at].endswith("\n") else "\n"
    gap += "" if (text[:at] + gap).endswith("\n\n") else "\n"
    indent = " " * _column(top)
    return _Edit(at, at, f"{gap}{indent}{section}:\n{indent}  {entry.on_a_line()}\n")


def _behind_the_last(text: str, node: Any, in_braces: str, on_a_line: str) -> _Edit:
    if node.flow_style:
        return _inside_braces(text, node, in_braces, node.value[-1][1] if node.value else None)
    end = _end(text, node.value[-1][1])
    line_end = text.find("\n", end)
    at = line_end if line_end >= 0 else len(text)
    return _Edit(at, at, "\n" + " " * _column(node) + on_a_line)


def _inside_braces(text: str, node: Any, written: str, last: Any) -> _Edit:
    if last is None:
        at = _start(node) + 1
        return _Edit(at, at, written)
    at = _end(text, last)
    comma = _LAST_COMMA(text, at, node.end_mark.index)
    at, sign = (comma.end(), "") if comma else (at, ",")
    line = at - (text.rfind("\n", 0, at) + 1)
    if line + len(written) + 3 > WIDTH:  # a comma, a space and the brace
        return _Edit(at, at, f"{sign}\n{' ' * (_column(node) + 1)}{written}")
    return _Edit(at, at, f"{sign} {written}")


def _start(node: Any) -> int:
    return int(node.start_mark.index)


def _end(text: str, node: Any) -> int:
    """Where the last sign of a value stands: the parser counts the line ends behind some to them."""
    return len(text[: node.end_mark.index].rstrip())


def _column(node: Any) -> int:
    return int(node.start_mark.column)
