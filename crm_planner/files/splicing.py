"""One entry put into a section of a YAML text; every other character stays as it is.

An entry that is there gets its new value in its old place. A new one goes behind the last of its section: on a line of
its own, or inside the braces where the section is written in braces. A section that is missing begins at the end.
"""

import re
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
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    own = text.removeprefix(mark)
    plain = own.replace("\r\n", "\n").replace("\r", "\n")
    edit = _edit(plain, section, entry)
    if plain == own:
        return mark + own[: edit.start] + edit.text + own[edit.end :]
    at = [index for index, sign in enumerate(own) if not (sign == "\n" and own[index - 1 : index] == "\r")]
    at.append(len(own))
    line_end = "\r\n" if "\r\n" in own else "\r"
    return mark + own[: at[edit.start]] + edit.text.replace("\n", line_end) + own[at[edit.end] :]


def _edit(text: str, section: str, entry: Entry) -> _Edit:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    top = yaml.compose(text, loader)  # a tree with places; it makes no values
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
        return _inside_braces(text, node, in_braces)
    end = _end(text, node.value[-1][1])
    line_end = text.find("\n", end)
    at = line_end if line_end >= 0 else len(text)
    return _Edit(at, at, "\n" + " " * _column(node) + on_a_line)


def _inside_braces(text: str, node: Any, written: str) -> _Edit:
    if not node.value:
        at = _start(node) + 1
        return _Edit(at, at, written)
    at = _end(text, node.value[-1][1])
    comma = _LAST_COMMA(text, at, node.end_mark.index)
    at, sign = (comma.end(), "") if comma else (at, ",")
    line = at - (text.rfind("\n", 0, at) + 1)
    if line + len(written) + 3 > WIDTH:  # a comma, a space and the brace
        return _Edit(at, at, f"{sign}\n{' ' * _column(node.value[0][0])}{written}")
    return _Edit(at, at, f"{sign} {written}")


def _start(node: Any) -> int:
    return int(node.start_mark.index)


def _end(text: str, node: Any) -> int:
    """Where the last sign of a value stands: the parser counts the line ends behind some to them."""
    return len(text[: node.end_mark.index].rstrip())


def _column(node: Any) -> int:
    return int(node.start_mark.column)
