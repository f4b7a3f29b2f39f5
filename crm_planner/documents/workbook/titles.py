"""Names a spreadsheet takes: of sheets, and of the cells a reader may change."""

import re
from collections.abc import Iterable

LONGEST = 31
"""Signs of a sheet's name, as the programs count them: those outside the basic plane are two."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+|_(?=x[0-9A-Fa-f]{4}_)")
"""What no name may have, and the beginning of a sign by its number: spreadsheets read `_x0041_` as A."""

_UNNAMED = re.compile(r"[^\w.]+|\.+")
_ADDRESS = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(c[0-9]*)?|c[0-9]*", re.IGNORECASE)


def sheet_title(wanted: str, taken: Iterable[str]) -> str:
    """`wanted` as the name of a sheet: without the signs none may have, 31 long, and unlike every one `taken`."""
    known = {one.casefold() for one in taken} | {"history"}
    plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("' ") or "Sheet"
    title, number = _cut(plain, LONGEST), 1
    while title.casefold() in known:
        number += 1
        mark = f" ({number})"
        title = _cut(plain, LONGEST - len(mark)) + mark
    return title


def _cut(text: str, most: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text.strip("' ")


def cell_title(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, the name of an input such as `rate/analyst`, as a defined name: `rate_analyst`, unlike all `taken`."""
    known = {one.casefold() for one in taken}
    plain = _UNNAMED.sub("_", wanted)
    if not plain[:1].isalpha() or _ADDRESS.fullmatch(plain):
        plain = f"_{plain}"
    title, number = plain[:200], 1
    while title.casefold() in known:
        number += 1
        title = f"{plain[:200]}_{number}"
    return title


def sheet_prefix(title: str) -> str:
    """How a formula refers to a sheet: `'Firm of 10'!`."""
    return "'" + title.replace("'", "''") + "'!"
