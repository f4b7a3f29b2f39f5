"""A workbook that came back from a client, as data: what stands in which cell, and whether that is what was sent."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

Where = tuple[str, int, int]
"""Sheet, row and column."""

Found = Decimal | str | None


class Kept(NamedTuple):
    """A cell: the value it shows, the formula that gives it; `error` where the value is one of a spreadsheet's."""

    value: Found = None
    formula: str = ""
    error: bool = False


class Pages(NamedTuple):
    """The sheets of a workbook in their order, each with the cells that hold anything, and its defined names."""

    sheets: Mapping[str, Mapping[tuple[int, int], Kept]]
    names: Mapping[str, str]

    def at(self, where: Where) -> Kept:
        """What stands in a cell; an empty one where nothing does."""
        sheet, row, column = where
        return self.sheets.get(sheet, {}).get((row, column), Kept())


class Difference(NamedTuple):
    """A cell that is not as it was sent."""

    where: Where
    was: Kept
    now: Kept

    @property
    def of_formula(self) -> bool:
        """Whether a formula is gone, another one, or stands where none was."""
        return bool(self.was.formula or self.now.formula)


def renamed(sent: Pages, back: Pages) -> Mapping[str, str]:
    """The names that sheets were sent with, by those they came back with: the rest is told by the order."""
    lost = [(place, one) for place, one in enumerate(sent.sheets) if one not in back.sheets]
    titles = list(back.sheets)
    return {titles[place]: one for place, one in lost if place < len(titles) and titles[place] not in sent.sheets}


def with_titles(pages: Pages, titles: Mapping[str, str]) -> Pages:
    """The pages under other titles; formulas that name them follow."""
    if not titles:
        return pages
    known = {old.casefold(): new for old, new in titles.items()}

    def named(found: re.Match[str]) -> str:
        title = sheet_of(found[0])
        return f"'{known[title].replace(chr(39), chr(39) * 2)}'!" if title in known else found[0]

    def follow(cells: Mapping[tuple[int, int], Kept]) -> dict[tuple[int, int], Kept]:
        return {at: one._replace(formula=_SHEET.sub(named, one.formula)) for at, one in cells.items()}

    sheets = {titles.get(title, title): follow(cells) for title, cells in pages.sheets.items()}
    return Pages(sheets, {name: _SHEET.sub(named, text) for name, text in pages.names.items()})


_SHEET = re.compile(r"""'(?:[^']|'')*'!|[^\W\d][\w.]*!""")


def sheet_of(written: str) -> str:
    """The title of a sheet as a formula writes it before its cells: `'Firm of 10'!`, without capitals."""
    title = written.removesuffix("!")
    return (title[1:-1].replace("''", "'") if title.startswith("'") else title).casefold()


def differences(sent: Pages, back: Pages) -> Iterator[Difference]:
    """Every cell that differs in a sheet that both have. What a formula gives is not looked at."""
    for title, before in sent.sheets.items():
        now = back.sheets.get(title)
        if now is None:
            continue
        for row, column in sorted(before.keys() | now.keys()):
            was, found = before.get((row, column), Kept()), now.get((row, column), Kept())
            if not alike(was, found):
                yield Difference((title, row, column), was, found)


def alike(was: Kept, now: Kept) -> bool:
    """Whether a cell says what it said: the same formula, however it is written, or the same value."""
    if was.formula or now.formula:
        return was.formula == now.formula or plain(was.formula) == plain(now.formula)
    return was.error == now.error and same_value(was.value, now.value)


_DIGITS = Decimal("1e-14")
"""Of a number: a spreadsheet keeps 15 digits of it."""


def same_value(one: Found, other: Found) -> bool:
    """Whether two cells show the same: numbers in the digits a file has, an empty text like no text."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(one - other) <= _DIGITS * max(abs(one), abs(other))
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        return False
    return _lines(one) == _lines(other)


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


_PIECE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")"""
    r"""|(?P<sheet>'(?:[^']|'')*'!|[^\W\d][\w.]*!)"""
    r"""|(?P<name>[$]?[^\W\d][\w.$]*)"""
    r"""|(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?|\.[0-9]+)"""
    r"""|(?P<space>\s+)"""
    r"""|."""
)
_LATER = ("_XLFN.", "_XLWS.")
"""Before functions that came to spreadsheets later; not every program writes it."""


def plain(formula: str) -> str:
    """A formula as it means: without spaces, capitals, and quotation marks around a sheet that needs none."""
    return "".join(_meant(one) for one in _PIECE.finditer(formula.removeprefix("=")))


def _meant(piece: re.Match[str]) -> str:
    match piece.lastgroup:
        case "text":
            return piece[0]
        case "sheet":
            return f"'{sheet_of(piece[0])}'!"
        case "name":
            name = piece[0].upper()
            for mark in _LATER:
                name = name.removeprefix(mark)
            return name
        case "number":
            return f"{Decimal(piece[0]).normalize():f}"
        case "space":
            return ""
    return ";" if piece[0] == "," else piece[0]
