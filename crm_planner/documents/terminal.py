"""A page on a terminal: colour where it is wanted, wrapped at any width, no figure ever broken in two."""

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from crm_planner.documents.numbers import NO_BREAK_SPACE
from crm_planner.documents.page import Cell, Outline, Page, Table
from crm_planner.documents.plain import heading, said, width
from crm_planner.documents.wording import Speech
from crm_planner.problem import visible

NARROWEST = 20
"""Narrower windows are written for as if they were this wide."""

_STYLES = {"text": "", "figure": "", "state": "yellow"}
_NARROWEST_LABEL = 12

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
        elif _needs(part, speech) <= console.width:
            console.print(_table(part, speech, boxes=console.encoding.lower().startswith("utf")))
        else:
            _blocks(console, part, speech)
    if page.notes:
        console.print()
    for note in page.notes:
        console.print(_words(note, speech, "dim"))


def _words(value: object, speech: Speech, style: str = "") -> Text:
    return Text(said(value, speech).replace(NO_BREAK_SPACE, _UNBROKEN), style)


def _cell(cell: Cell, speech: Speech) -> Text:
    shown = visible(cell.text(speech)) + cell.after
    return Text(shown.replace(NO_BREAK_SPACE, _UNBROKEN), _STYLES[cell.kind])


def _head(value: object, speech: Speech, style: str = "") -> Text:
    return Text(heading(value, speech).replace(NO_BREAK_SPACE, _UNBROKEN), style)


def _outline(console: Console, outline: Outline, speech: Speech) -> None:
    """Indented lines; on a narrow screen the indentation stops at half of it."""
    for depth, line in outline.lines:
        indent = min(2 * depth, console.width // 2)
        console.print(Padding(_words(line, speech, "" if depth else "bold"), (0, 0, 0, indent)))


def _table(table: Table, speech: Speech, *, boxes: bool) -> RichTable:
    shown = RichTable(box=box.SIMPLE_HEAD if boxes else box.ASCII, pad_edge=False, header_style="bold")
    shown.add_column(_head(table.corner, speech), min_width=_NARROWEST_LABEL)
    for number, column in enumerate(table.columns):
        least = _narrowest(table, number, speech)
        shown.add_column(_head(column.head, speech), justify=column.align, min_width=least)
    for row in table.rows:
        cells = [_cell(cell, speech) for cell in row.cells]
        shown.add_row(_head(row.label, speech), *cells, style="bold" if row.strong else "")
    return shown


def _narrowest(table: Table, number: int, speech: Speech) -> int:
    """The width below which a column would break a figure or a word."""
    texts = [_cell(row.cells[number], speech).plain for row in table.rows]
    texts.append(_head(table.columns[number].head, speech).plain)
    return max(width(word) for text in texts for word in text.split(" "))


def _needs(table: Table, speech: Speech) -> int:
    """The width below which the table is better read in blocks."""
    columns = [_narrowest(table, number, speech) for number in range(len(table.columns))]
    return _NARROWEST_LABEL + sum(columns) + 3 * len(columns)


def _blocks(console: Console, table: Table, speech: Speech) -> None:
    """One candidate, or one line, after the other."""
    for number, (top, pairs) in enumerate(table.blocks()):
        if number:
            console.print()
        console.print(_head(top, speech, "bold"))
        for label, cell in pairs:
            shown = _cell(cell, speech)
            if shown.plain:
                console.print(Padding(Text.assemble(_head(label, speech), ": ", shown), (0, 0, 0, 2)))
