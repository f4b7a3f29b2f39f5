"""The yellow cells: where each input of a workbook stands, and the words of those a reader chooses from."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.utils.cell import coordinate_to_tuple

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.told import Told
from crm_planner.errors import ModelError
from crm_planner.living.controls import Control
from crm_planner.living.returned import Pages, Where

_CHOSEN = re.compile(r"MATCH\(([A-Z]+[0-9]+),\$([A-Z]+)\$([0-9]+):\$\2\$([0-9]+),0\)-1")


class Entry(NamedTuple):
    """The cell in which a reader changes an input, and the words to choose from, the first for 0."""

    control: Control
    where: Where
    choices: tuple[str, ...] = ()


def entries(book: Book, told: Told, sent: Pages) -> Iterator[Entry]:
    """Every yellow cell, in the order of the controls. `sent` is what `book` was written to."""
    homes = book.homes()
    for control in told.living.controls:
        sheet, cell = homes[control.name]
        row, column = coordinate_to_tuple(cell)
        where = sheet.title, row, column
        yield _chosen(control, where, sent) if control.choices else Entry(control, where)


def _chosen(control: Control, where: Where, sent: Pages) -> Entry:
    """The cell that a coded input looks its number up for, and the list that number is of."""
    found = _CHOSEN.fullmatch(sent.at(where).formula)
    if found is None:
        raise ModelError(f"'{control.name}' has no cell to choose in")
    title = where[0]
    _, column = coordinate_to_tuple(f"{found[2]}1")
    words = [sent.at((title, row, column)).value for row in range(int(found[3]), int(found[4]) + 1)]
    return Entry(control, (title, *coordinate_to_tuple(found[1])), tuple(f"{word}" for word in words))
