"""A page on a terminal: colour where it is wanted, wrapped at any width, no figure ever broken in two."""

import re
from typing import Literal

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from crm_planner.documents.folding import shared_out, width
from crm_planner.documents.numbers import NO_BREAK_SPACE
from crm_planner.documents.page import Cell, Outline, Page, Table
from crm_planner.documents.plain import heading, said
from crm_planner.documents.wording import Speech
from crm_planner.problem import visible

NARROWEST = 20
"""Narrower windows are written for as if they were this wide."""

_STYLES = {
    "text": "",
    "figure": "",
    "state": "yellow",
    "low": "green",
    "medium": "yellow",
    "high": "bright_red",
    "critical": "bold white on red",
}
_TONES = {"plain": "bold", "stop": "bold white on red", "ask": "bold yellow"}

_BETWEEN = 3
"""Columns of the screen between two columns of a table."""

_WIDE = re.compile("[\u1100-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffe6]+")
"""Letters that take two columns: those of Chinese, Japanese and Korean."""

_UNBROKEN = "\ue000"
"""Stands for a no-break space while rich wraps lines, because rich breaks there; data cannot hold it unescaped."""


def on_terminal(page: Page, speech: Speech, *, colour: bool) -> str:
    """`page` for the terminal standard output is; data is never read as markup, links or emoji."""
    console = Console(no_color=None if colour else True, markup=False, emoji=False, highlight=False)
    console.width = max(console.width, NARROWEST)
    with console.capture() as captured:
        _print(console, page, speech)
    lines = captured.get().replace(_UNBROKEN, NO_BREAK_SPACE).splitlines()
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)


def _print(console: Console, page: Page, speech: Speech) -> None:
    console.print(_words(page.title, speech, "bold"))
    for part in page.parts:
        console.print()
        if part.title is not None:
            console.print(_head(part.title, speech, "bold"))
        if isinstance(part, Outline):
            _outline(console, part, speech)
            continue
        blocks = console.encoding.lower().startswith("utf")
        columns = _columns(part, speech, blocks=blocks)
        if widths := _widths(columns, console.width):
            console.print(_table(part, columns, widths, boxes=blocks))
        else:
            _blocks(console, part, speech, blocks=blocks)
    if page.notes:
        console.print()
    for note in page.notes:
        console.print(_words(note, speech, "dim"))


def _words(value: object, speech: Speech, style: str = "") -> Text:
    return Text(said(value, speech).replace(NO_BREAK_SPACE, _UNBROKEN), style)


def _cell(cell: Cell, speech: Speech, *, blocks: bool) -> Text:
    shown = visible(cell.text(speech, blocks=blocks)) + cell.after
    return Text(shown.replace(NO_BREAK_SPACE, _UNBROKEN), _STYLES[cell.kind])


def _head(value: object, speech: Speech, style: str = "") -> Text:
    return Text(heading(value, speech).replace(NO_BREAK_SPACE, _UNBROKEN), style)


def _outline(console: Console, outline: Outline, speech: Speech) -> None:
    """Indented lines; on a narrow screen the indentation stops at half of it."""
    for depth, line in outline.lines:
        indent = min(2 * depth, console.width // 2)
        console.print(Padding(_words(line, speech, "" if depth else _TONES[outline.tone]), (0, 0, 0, indent)))


def _columns(table: Table, speech: Speech, *, blocks: bool) -> list[list[Text]]:
    """The table column by column, the labels first, each with its head."""
    labels = [_head(value, speech) for value in (table.corner, *(row.label for row in table.rows))]
    return [labels] + [
        [_head(column.head, speech), *(_cell(row.cells[number], speech, blocks=blocks) for row in table.rows)]
        for number, column in enumerate(table.columns)
    ]


def _widths(columns: list[list[Text]], available: int) -> list[int] | None:
    """How wide each column is made, so that no figure or word is broken; None if they do not all fit."""
    least = [max(_unbroken(word) for text in column for word in text.plain.split(" ")) for column in columns]
    wanted = [max(width(text.plain) for text in column) for column in columns]
    return shared_out(least, wanted, available - _BETWEEN * (len(columns) - 1))


_BROKEN_FROM = 12
"""Japanese has no spaces and may be broken between any two letters; shorter words than this stay whole all the same."""


def _unbroken(word: str) -> int:
    """The columns a word needs: all of its own, or fewer where it is long and of wide letters."""
    needed = width(word)
    if needed <= _BROKEN_FROM or needed == len(word):
        return needed
    narrow = max(map(len, _WIDE.split(word)))
    return max(narrow, _BROKEN_FROM)


def _table(table: Table, columns: list[list[Text]], widths: list[int], *, boxes: bool) -> RichTable:
    shown = RichTable(box=box.SIMPLE_HEAD if boxes else box.ASCII, pad_edge=False, show_edge=False, header_style="bold")
    sides: list[Literal["left", "right"]] = ["left", *(column.align for column in table.columns)]
    for (head, *_), side, wide in zip(columns, sides, widths, strict=True):
        shown.add_column(head, justify=side, width=wide, overflow="fold")
    for number, row in enumerate(table.rows, start=1):
        shown.add_row(*(column[number] for column in columns), style="bold" if row.strong else "")
    return shown


def _blocks(console: Console, table: Table, speech: Speech, *, blocks: bool) -> None:
    """One candidate, or one line, after the other."""
    for number, (top, pairs) in enumerate(table.blocks()):
        if number:
            console.print()
        console.print(_head(top, speech, "bold"))
        for label, cell in pairs:
            shown = _cell(cell, speech, blocks=blocks)
            if shown.plain:
                console.print(Padding(Text.assemble(_head(label, speech), ": ", shown), (0, 0, 0, 2)))
