"""What a workbook was made from, as it says itself: the brief line by line, and all it takes to make it again."""

import hashlib
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from crm_planner import __version__
from crm_planner.errors import DataError
from crm_planner.living.returned import Pages
from crm_planner.place import Place
from crm_planner.problem import Problem

SCHEMA = "crm-planner/workbook/1"
NUMBER, LINE = 1, 2
"""The columns of the sheet with the brief: what a fact is called, or the number of a line; the fact, or the line."""

FACTS = 10
"""Rows of facts, of which the first is the schema; two rows below them the lines begin."""


class Origin(NamedTuple):
    """What a workbook was made from: the file and the text of its brief, and the options it was made with."""

    file: str
    text: str
    language: str
    day: date
    draws: str
    seed: str
    planned: str
    version: str = __version__
    stamp: str = ""
    """Of all sheets: the same only if they are made again by the same program and price lists."""


def origin_of(pages: Pages, file: str, brief: str | None = None) -> Origin:
    """What the workbook says it was made from, with the text of `brief` instead of its own where one is given.

    Raises DataError where it does not say so, or where that was edited.
    """
    for cells in pages.sheets.values():
        place = next((at for at, one in cells.items() if one.value == SCHEMA and at[1] == LINE), None)
        if place is not None:
            break
    else:
        said = "the workbook does not say what it was made from: it is not ours, or its sheet with the brief is gone"
        raise DataError([Problem(Place(file), "WBK002", said, "Check the workbook that was sent, or a copy of it")])
    top = place[0]
    facts = [_shown(cells.get((row, LINE), None)) for row in range(top, top + FACTS)]
    first = top + FACTS + 2
    numbered = takewhile(lambda row: (row, NUMBER) in cells, range(first, first + len(cells) + 1))
    text = "\n".join(_shown(cells.get((row, LINE))) for row in numbered) if brief is None else brief
    _, version, language, day, name, draws, seed, planned, own, stamp = facts
    try:
        when = date.fromisoformat(day)
    except ValueError:
        when = None
    if when is None or (brief is None and own != stamp_of(text)):
        said = "the sheet with the brief the workbook was made from has been edited"
        raise DataError([Problem(Place(file), "WBK003", said, "Name the brief: workbook --check FILE.xlsx BRIEF")])
    return Origin(name, text, language, when, draws, seed, planned, version, stamp)


def not_made_again(origin: Origin, file: str) -> Problem:
    """What to say where the workbook that is made from `origin` is another one than that in `file`."""
    said = f"crm-planner {__version__} makes another workbook from this brief: "
    if origin.version != __version__:
        said += f"it was made by crm-planner {origin.version}"
    else:
        said += "it was made from another brief, by other price lists or another playbook"
    hint = "Name those it was made with: BRIEF, --catalogs, --overlay, --playbook"
    return Problem(Place(file), "WBK003", said, hint)


def _shown(cell: object) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else f"{value}"


def stamp_of(text: str) -> str:
    """The digest of the text of a brief."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
