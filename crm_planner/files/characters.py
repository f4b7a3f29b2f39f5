"""Characters no file of ours may hold: they are invisible, or make a line read otherwise than it is."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from crm_planner.place import Place
from crm_planner.problem import MOST_SHOWN, Problem

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, NEL (U+0085) among them
    "\u2028\u2029"  # line and paragraph separators
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions
    "\ufeff\ufffe\uffff\ud800-\udfff]"  # byte order mark inside, non-characters, halves of characters
)


_HARMLESS = b"\n" + bytes(set(range(0x20, 0xF0)) - {0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF})
"""Bytes of UTF-8 that begin no invisible character; Latin and Cyrillic text has few others."""


def invisible(data: bytes, text: str) -> bool:
    """Whether `text`, which is `data` in UTF-8, may hold more than visible characters, spaces and line ends."""
    return bool(data.translate(None, _HARMLESS)) and not text.replace("\n", "").isprintable()


def forbidden(text: str) -> bool:
    """Whether `text` holds a character that is refused anywhere. Line ends and tabs are allowed."""
    return _FORBIDDEN.search(text) is not None


def forbidden_problems(text: str, file: str) -> list[Problem]:
    """One problem for each line and kind of forbidden character, as many as are shown."""
    each = (problem for number, line in enumerate(text.split("\n"), 1) for problem in _in_line(line, number, file))
    found = list(islice(each, MOST_SHOWN))
    if len(found) == MOST_SHOWN:
        found[-1] = found[-1]._replace(message="there are more such characters from this line on", hint="Delete them")
    return found


def _in_line(line: str, number: int, file: str) -> Iterator[Problem]:
    if line.isprintable():
        return
    seen = set()
    for found in _FORBIDDEN.finditer(line):
        code, what, hint = described(found[0])
        if code not in seen:
            seen.add(code)
            yield Problem(Place(file, number, found.start() + 1), code, what, hint)


def in_value(value: str) -> str | None:
    """The first forbidden character that an escape put into `value`."""
    found = _FORBIDDEN.search(value)
    return found[0] if found else None


def described(character: str) -> tuple[str, str, str]:
    """Code, message and hint for one forbidden character; the character itself is not repeated."""
    shown = f"\\u{ord(character):04x}"
    name = unicodedata.name(character, "")
    named = f"{shown} ({name.capitalize()})" if name else shown
    if character in "\u0085\u2028\u2029":
        return "CHR003", f"the invisible line separator {named} is in this line", "Replace it with an ordinary line end"
    if unicodedata.category(character) == "Cc":
        return "CHR001", f"the control character {named} is in this line", "Delete it; it often comes from copying"
    if unicodedata.category(character) == "Cf" and character != "\ufeff":
        return "CHR002", f"the invisible character {named} changes the direction of the text", "Delete it"
    return "CHR004", f"the invisible character {named} is inside the text", "Delete it and save the file as UTF-8"
