"""How a workbook shows its numbers: whether a number is meant as a date, a percentage, or money of some currency."""

import re
from typing import NamedTuple
from xml.sax.xmlreader import AttributesImpl

from crm_planner.files.office.xml_parts import Reader
from crm_planner.files.price_lists.table import Kind

_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the built-in formats that show dates and times (ECMA-376 part 1, 18.8.30), those of East Asia included."""

_PERCENTS = frozenset((9, 10))
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""What a format code shows as it stands: texts in quotes, escaped signs, paddings, and brackets but [h]."""

_DATE_LETTER = re.compile(r"[ymdhs]", re.IGNORECASE)


class FormatsReader(Reader):
    """The number of the format of each cell style, and the codes of formats that are not built in."""

    def __init__(self) -> None:
        super().__init__()
        self.of_cells: list[Kind] = []
        self._codes: dict[str, str] = {}
        self._among_cells = False

    def began(self, name: str, attributes: AttributesImpl) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._among_cells = True
        elif name == "xf" and self._among_cells:
            number = attributes.get("numFmtId", "0")
            self.of_cells.append(meant(number, self._codes.get(number, "")))

    def ended(self, name: str) -> None:
        if name == "cellXfs":
            self._among_cells = False


def meant(number: str, code: str) -> Kind:
    """What a number in this format is meant as: a number, a date or a percentage."""
    shown = _LITERAL.sub("", code)
    if "%" in shown or (not code and number.isdecimal() and int(number) in _PERCENTS):
        return Kind.PERCENT
    if _DATE_LETTER.search(shown) or (not code and number.isdecimal() and int(number) in _DATES):
        return Kind.DATE
    return Kind.NUMBER


class Formats(NamedTuple):
    """What the numbers of each cell style are meant as."""

    of_cells: list[Kind]

    def kind(self, style: str) -> Kind:
        """What a number in a cell of this style is meant as."""
        if style.isdecimal() and len(style) < 9 and int(style) < len(self.of_cells):  # noqa: PLR2004 - a small number
            return self.of_cells[int(style)]
        return Kind.NUMBER
