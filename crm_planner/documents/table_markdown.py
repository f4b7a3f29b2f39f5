"""A page as GitHub Markdown, every text of the data escaped."""

import re
from collections.abc import Iterator

from crm_planner.documents.page import Outline, Page, Table
from crm_planner.documents.plain import heading, said, table_cells
from crm_planner.documents.wording import Speech

_SPECIAL = re.compile(r"[\\`*_{}\[\]()#!|<>~&]|(?<!\d)[.+-]|[.+-](?!\d)")
"""What Markdown may read as markup; a point, plus or minus between two digits never is."""


def markdown(page: Page, speech: Speech) -> str:
    """`page` as Markdown: a heading, tables, nested lists, and the notes as a list."""
    return "".join(f"{line}\n" for line in _lines(page, speech))


def escaped(text: str) -> str:
    """`text` so that it reads as itself anywhere in Markdown, in the cell of a table too."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split("\n")))


def _lines(page: Page, speech: Speech) -> Iterator[str]:
    yield f"# {escaped(said(page.title, speech))}"
    for part in page.parts:
        yield ""
        if part.title is not None:
            yield from (f"## {escaped(heading(part.title, speech))}", "")
        yield from table_lines(part, speech) if isinstance(part, Table) else _outline(part, speech)
    if page.notes:
        yield ""
    for note in page.notes:
        yield f"- {escaped(said(note, speech))}"


def table_lines(table: Table, speech: Speech) -> Iterator[str]:
    """The lines of a table, head first."""
    head, *rows = [[escaped(text + after) for text, after in row] for row in table_cells(table, speech, blocks=True)]
    sides = ["---", *("--:" if column.align == "right" else "---" for column in table.columns)]
    yield _row(head)
    yield _row(sides)
    for row, written in zip(table.rows, rows, strict=True):
        yield _row([f"**{cell}**" if row.strong and cell else cell for cell in written])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _outline(outline: Outline, speech: Speech) -> Iterator[str]:
    for depth, line in outline.lines:
        yield f"{'  ' * depth}- {escaped(said(line, speech))}"
