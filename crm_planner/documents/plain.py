"""Plain aligned text for a pipe: no colour, no boxes, wide East Asian letters counted as two.

Tables are as wide as needed, except those that say they are to be folded.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from crm_planner.documents.folding import FOLDED, fold, least, shared_out, width
from crm_planner.documents.page import Outline, Page, Table
from crm_planner.documents.wording import Speech, capital
from crm_planner.problem import visible
from crm_planner.text import Message, Text

_GAP = "  "
_INDENT = "  "
_FIRST_VALUE = re.compile(r"\{(\w+)\}")


def plain_text(page: Page, speech: Speech) -> str:
    """`page` as lines of text, each ended."""
    return "".join(f"{line}\n" for line in _lines(page, speech))


def _lines(page: Page, speech: Speech) -> Iterator[str]:
    yield said(page.title, speech)
    for part in page.parts:
        yield ""
        if part.title is not None:
            yield from (heading(part.title, speech), "")
        yield from _table(part, speech) if isinstance(part, Table) else outline_lines(part, speech)
    if page.notes:
        yield ""
    for note in page.notes:
        yield said(note, speech)


def said(value: object, speech: Speech) -> str:
    """`value` in the reader's words, on one line, with control and direction characters made visible."""
    return visible(speech.show(value))


def heading(value: object, speech: Speech) -> str:
    """`value` at the head of a row or column: the product's own words with a capital, data as it is."""
    words = said(value, speech)
    return words if _is_data(value) else capital(words)


def _is_data(value: object) -> bool:
    """Whether `value` begins with a name of somebody else's, which is written as it is."""
    while isinstance(value, Message) and (first := _FIRST_VALUE.match(value.wording)):
        value = value.values[first[1]]
    return isinstance(value, Text)


def outline_lines(outline: Outline, speech: Speech) -> Iterator[str]:
    """The lines of an outline, indented."""
    for depth, line in outline.lines:
        yield _INDENT * depth + said(line, speech)


def table_cells(table: Table, speech: Speech, *, blocks: bool = False) -> list[list[tuple[str, str]]]:
    """Head and rows as strings, the label first; each with the sign that follows it."""
    head = [(heading(value, speech), "") for value in (table.corner, *(column.head for column in table.columns))]
    rows = [
        [
            (heading(row.label, speech), ""),
            *((visible(cell.text(speech, blocks=blocks)), cell.after) for cell in row.cells),
        ]
        for row in table.rows
    ]
    return [head, *rows]


def _table(table: Table, speech: Speech) -> Iterator[str]:
    grid = table_cells(table, speech)
    if table.folded:
        yield from _folded(table, [[text + after for text, after in line] for line in grid], speech)
        return
    columns = [_aligned(column, side) for column, side in zip(zip(*grid, strict=True), _sides(table), strict=True)]
    lines = [_GAP.join(line).rstrip() for line in zip(*columns, strict=True)]
    yield lines[0]
    yield "-" * max(width(line) for line in lines)
    yield from lines[1:]


def _sides(table: Table) -> list[Literal["left", "right"]]:
    return ["left", *(column.align for column in table.columns)]


def _folded(table: Table, grid: list[list[str]], speech: Speech) -> Iterator[str]:
    """The table in at most 80 columns; where its words do not fit, row by row."""
    columns = list(zip(*grid, strict=True))
    narrowest, widest = ([max(map(measure, column)) for column in columns] for measure in (least, width))
    widths = shared_out(narrowest, widest, FOLDED - len(_GAP) * (len(columns) - 1))
    if widths is None:
        yield from _blocks(table, speech)
        return
    yield from _lined_up(grid[0], widths, _sides(table))
    yield "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    for line in grid[1:]:
        yield from _lined_up(line, widths, _sides(table))


def _lined_up(cells: Sequence[str], widths: Sequence[int], sides: Sequence[Literal["left", "right"]]) -> Iterator[str]:
    several = [fold(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
    for number in range(max(map(len, several))):
        parts = [lines[number] if number < len(lines) else "" for lines in several]
        padded = [_padded(part, wide, side) for part, wide, side in zip(parts, widths, sides, strict=True)]
        yield _GAP.join(padded).rstrip()


def _padded(text: str, wide: int, side: Literal["left", "right"]) -> str:
    pad = " " * (wide - width(text))
    return pad + text if side == "right" else text + pad


def _blocks(table: Table, speech: Speech) -> Iterator[str]:
    for number, (top, pairs) in enumerate(table.blocks()):
        if number:
            yield ""
        yield from fold(heading(top, speech), FOLDED)
        for label, cell in pairs:
            shown = visible(cell.text(speech)) + cell.after
            if shown:
                first, *more = fold(f"{heading(label, speech)}: {shown}", FOLDED - 2 * len(_INDENT))
                yield _INDENT + first
                yield from (2 * _INDENT + line for line in more)


def _aligned(column: Sequence[tuple[str, str]], side: Literal["left", "right"]) -> list[str]:
    """The cells padded to one width; where one has a sign behind it, the others leave room for it."""
    room = max(width(after) for _, after in column)
    widest = max(width(text) for text, _ in column)
    signed = [(" " * (widest - width(text)), text, after.ljust(room)) for text, after in column]
    return [pad + text + after if side == "right" else text + after + pad for pad, text, after in signed]
