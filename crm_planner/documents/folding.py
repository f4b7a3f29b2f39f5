"""Tables made to fit a width: columns share what there is, and lines break between words, never inside a figure."""

import unicodedata
from collections.abc import Iterator, Sequence

FOLDED = 80
"""Columns of a folded table in a pipe."""

_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〕％ー")
"""What no Japanese line begins with."""


def shared_out(least: Sequence[int], wanted: Sequence[int], available: int) -> list[int] | None:
    """The width of each column: at least `least`, the last ones first as wide as wanted; None if they do not fit."""
    spare = available - sum(least)
    if spare < 0:
        return None
    given = []
    for narrow, wide in zip(reversed(least), reversed(wanted), strict=True):
        more = min(wide - narrow, spare)
        given.append(narrow + more)
        spare -= more
    return given[::-1]


def fold(text: str, wide: int) -> list[str]:
    """The text in lines of at most so many columns, as far as its parts allow; one line at least."""
    lines, line = [], ""
    for piece in pieces(text):
        if line.strip() and width(line + piece) > wide:
            lines.append(line.strip(" "))
            line = ""
        line += piece
    return [*lines, line.strip(" ")]


def least(text: str) -> int:
    """The columns of its widest part."""
    return max((width(piece.strip(" ")) for piece in pieces(text)), default=0)


def pieces(text: str) -> Iterator[str]:
    """The parts of a text between which a line may end: words with the space before them, and single wide letters."""
    part = ""
    for letter in text:
        if part and letter not in _NEVER_FIRST and (letter == " " or _wide(letter) or _wide(part[-1])):
            yield part
            part = ""
        part += letter
    if part:
        yield part


def width(text: str) -> int:
    """Columns `text` takes on a terminal: two for wide letters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if _wide(character) else 1


def _wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
