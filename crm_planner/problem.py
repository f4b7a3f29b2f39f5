"""A fault in the data, as a value: where it is, how bad, its code, what is wrong and what to do."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from crm_planner.place import Place

Severity = Literal["error", "warning"]

LONGEST_QUOTE = 120
"""A value quoted in a message is cut here: a message is read, a value may be a megabyte."""

MOST_SHOWN = 50
"""Problems shown for one file before the rest is only counted."""


class Problem(NamedTuple):
    """One fault. Prints as `file:line:column: error[CODE]: message. hint`, safe for any terminal."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        said = f"{self.place}: {self.severity}[{self.code}]: {self.message}"
        return visible(f"{said}. {self.hint}" if self.hint else said)


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """`problems` as they are shown: each once, in the order of the file, at most 50 and then how many more."""
    each = sorted(set(problems), key=lambda problem: (problem.place, problem.severity, problem.code, problem.message))
    if len(each) <= MOST_SHOWN:
        return each
    place, code, severity = each[MOST_SHOWN].place, each[MOST_SHOWN].code, each[MOST_SHOWN].severity
    more = Problem(place, code, f"and {len(each) - MOST_SHOWN} more from here on", severity=severity)
    return [*each[:MOST_SHOWN], more]


def quoted(value: object) -> str:
    """`value` as a message quotes it: in double quotes, cut at 120 characters."""
    text = str(value)
    cut = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "..."
    return f'"{cut}"'


def shape(value: object) -> str:
    """What kind of thing was written: `a list`, `keys with values`, `the text "yes"` or `nothing`."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "keys with values"
    if isinstance(value, list | tuple):
        return "a list"
    return f"the text {quoted(value)}" if isinstance(value, str) else quoted(value)


def visible(text: str) -> str:
    r"""`text` with control, direction and other invisible characters written as `\u202e`."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    code = ord(character)
    return f"\\U{code:08x}" if code >> 16 else f"\\u{code:04x}"
