"""The sheet that proves the others: every figure of the model beside the engine's, and every input beside the one sent.

The engine's figures are those at the brief's inputs, so they are compared while the inputs are as sent. Whether a
formula has been overwritten by a value shows at any inputs.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import count

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.calculation import look_of
from crm_planner.documents.workbook.content import At, Content, Figure, Filled, Live, Same, quoted
from crm_planner.documents.workbook.inputs_sheet import CHANGED
from crm_planner.documents.workbook.looks import (
    BAD,
    COUNT,
    GOOD,
    HEAD,
    HEAD_LEFT,
    MIND,
    NOTE,
    NUMBER,
    SECTION,
    STRONG,
    TEXT,
    TITLE,
    WRAPPED,
)
from crm_planner.documents.workbook.painting import painted
from crm_planner.documents.workbook.paper import down_to
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.titles import sheet_prefix
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.text import Message, mark

VERDICT = "audit/verdict"
"""What formulas call the cell that says whether the workbook is to be trusted."""

_NAME, _WHERE, _ENGINE, _BOOK, _DIFFERENCE = range(1, 6)
_NAMED = 6
"""Figures named of those that are not proven; they are the first of which others follow."""

_OF_INPUTS, _OF_FIGURES = 0, 1
"""Numbers of the formulas that are filled down; those of figures are one for each number of places."""

_LAST_PLACE = 6
"""Decimals a difference is looked at; fewer where floats cannot hold as many."""


def audit_sheet(book: Book, told: Told) -> None:
    """Add the audit; it has to be the last that looks at the model."""
    _Sheet(book, told).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.told, self.speech = book, told, book.speech
        self.homes = book.homes()
        self.sheet: Sheet = book.sheet(head(book.speech, mark("audit")))
        self.rows = count(1)
        self.filled: dict[int, int] = {}
        """The row each formula that is filled down is first put into, by its number."""

    def write(self) -> None:
        sheet = self.sheet
        sheet.widths |= {_NAME: 52, _WHERE: 34, _ENGINE: 20, _BOOK: 20, _DIFFERENCE: 18}
        sheet.put(next(self.rows), _NAME, head(self.speech, mark("audit")), TITLE)
        said = mark(
            "The engine calculates in exact decimals. While the inputs are as sent, every figure of the model below "
            "must equal it; a formula that was overwritten shows at any inputs. After a change of inputs, put them "
            "back, or ask the program"
        )
        sheet.across(next(self.rows), (_NAME, _DIFFERENCE), self.speech.translate(said), WRAPPED)
        next(self.rows)
        verdict = [next(self.rows) for _ in range(5)]
        next(self.rows)
        said = mark(
            "Printed as far as here. Below stand, for the screen, every input as sent and now, the formulas of each "
            "sheet, and every figure with the engine's beside it: {number}"
        )
        values: dict[str, object] = {"number": len(self.book.model.cells)}
        down_to(sheet, next(self.rows), (_NAME, _DIFFERENCE), Message(said, values))
        next(self.rows)
        if self.book.unproven:
            values = {"figures": self.book.unproven[:_NAMED], "number": len(self.book.unproven)}
            said = mark("Exact here, but not proven to be at every input (figures: {number}), among them {figures}")
            sheet.across(next(self.rows), (_NAME, _DIFFERENCE), Message(said, values), NOTE)
        self.book.entitle(CHANGED)
        self._inputs()
        next(self.rows)
        self._sheets()
        next(self.rows)
        first, last = self._figures()
        self._verdict(verdict, first, last)
        sheet.finish.append(lambda made: self._colours(made, verdict, first, last))

    def _head(self, title: str, columns: tuple[str, ...]) -> None:
        self.sheet.put(next(self.rows), _NAME, head(self.speech, title), SECTION)
        row = next(self.rows)
        for column, wording in enumerate(columns, start=_NAME):
            self.sheet.put(row, column, head(self.speech, wording), HEAD_LEFT if column == _NAME else HEAD)

    def _inputs(self) -> None:
        """Every input with the value it was sent with."""
        titles = (mark("input"), mark("where it stands"), mark("as sent"), mark("now"), mark("changed"))
        self._head(mark("inputs"), titles)
        inputs = self.book.model.inputs
        rows = [next(self.rows) for _ in inputs]
        for row, (name, given) in zip(rows, inputs.items(), strict=True):
            look = look_of(given.unit)._replace(align="right")
            self.sheet.put(row, _NAME, name, TEXT)
            self.sheet.put(row, _WHERE, self._where(name), TEXT)
            sent = self.sheet.put(row, _ENGINE, given.value, look)
            now = self.sheet.put(row, _BOOK, Same(name), look)
            text = f"IF({now}={sent},0,1)"
            self.sheet.put(row, _DIFFERENCE, self._filled(_OF_INPUTS, text, row, rows[-1]), COUNT)
        self.changed = f"{address(rows[0], _DIFFERENCE)}:{address(rows[-1], _DIFFERENCE)}"
        self.inputs = rows[0], rows[-1]

    def _sheets(self) -> None:
        """How many formulas each sheet was sent with, and how many are left: what only shows a figure counts too."""
        titles = (mark("sheet"), mark("cells"), mark("as sent"), mark("now"), mark("overwritten"))
        self._head(mark("formulas of each sheet"), titles)
        rows = []
        for one in self.book.sheets[:-1]:
            rows.append(row := next(self.rows))
            number = sum(self._is_formula(put.content) for put in one.cells.values())
            cells = f"$A$1:{address(one.last_row, one.last_column, fixed=True)}"
            self.sheet.put(row, _NAME, one.title, TEXT)
            self.sheet.put(row, _WHERE, cells.replace("$", ""), TEXT)
            sent = self.sheet.put(row, _ENGINE, number, COUNT)
            left = f"SUMPRODUCT(--_xlfn.ISFORMULA({sheet_prefix(one.title)}{cells}))"
            now = self.sheet.put(row, _BOOK, _own(left, number), COUNT)
            self.sheet.put(row, _DIFFERENCE, _own(f"{sent}-{now}", 0), COUNT)
        self.lost = f"{address(rows[0], _DIFFERENCE)}:{address(rows[-1], _DIFFERENCE)}"

    def _is_formula(self, content: Content) -> bool:
        given = isinstance(content, Figure) and content.name in self.book.model.inputs
        return isinstance(content, Figure | Same | Live | Filled) and not given

    def _where(self, name: str) -> str:
        sheet, place = self.homes[name]
        return f"{sheet.title}!{place}"

    def _figures(self) -> tuple[int, int]:
        """Every computed cell; the first and the last row."""
        titles = (mark("figure"), mark("where it stands"), mark("engine"), mark("workbook"), mark("difference"))
        self._head(mark("figures"), titles)
        cells = self.book.model.cells
        rows = [next(self.rows) for _ in cells]
        for row, (name, cell) in zip(rows, cells.items(), strict=True):
            look = look_of(cell.unit)._replace(align="right")
            self.sheet.put(row, _NAME, name, TEXT)
            self.sheet.put(row, _WHERE, self._where(name), TEXT)
            sent = self.sheet.put(row, _ENGINE, Fraction(self.book.values[name]), look)
            now = self.sheet.put(row, _BOOK, Live(self._now(name), self.book.values[name]), look)
            self.sheet.put(row, _DIFFERENCE, self._difference(name, (sent, now), row, rows[-1]), NUMBER)
        return rows[0], rows[-1]

    def _now(self, name: str) -> Callable[[At], str]:
        """A figure as it stands in the workbook; a word where it is no formula any more."""
        overwritten = quoted(self.speech.translate(mark("overwritten")))
        return lambda at: f"IF(_xlfn.ISFORMULA({at(name)}),{at(name)},{overwritten})"

    def _difference(self, name: str, figures: tuple[str, str], row: int, last: int) -> Filled:
        """How far a figure is from the engine's; the word where it was overwritten; nothing at other inputs."""
        error, changed, (sent, now) = self.book.errors[name], self.book.entitle(CHANGED), figures
        places = next((number for number in range(_LAST_PLACE, -1, -1) if error < 0.5 * 10.0**-number), 0)
        text = f'IF(ISTEXT({now}),{now},IF({changed}>0,"",IFERROR(ROUND({now}-{sent},{places}),{quoted("#")})))'
        return self._filled(_OF_FIGURES + places, text, row, last)

    def _filled(self, number: int, text: str, row: int, last: int) -> Filled:
        """A formula of the last column, the same but for the row from where it is first put to the `last` at most."""
        first = self.filled.setdefault(number, row)
        return Filled(lambda _: text, 0, number, f"{address(first, _DIFFERENCE)}:{address(last, _DIFFERENCE)}")

    def _verdict(self, rows: list[int], first: int, last: int) -> None:
        """What all rows say together."""
        found = f"{address(first, _DIFFERENCE)}:{address(last, _DIFFERENCE)}"
        apart = self.speech.translate(mark("not compared: inputs have changed"))
        changed, _, differ, lost, _ = (address(row, _ENGINE) for row in rows)
        lines = (
            (mark("inputs changed since this was sent"), f"SUM({self.changed})", 0, CHANGED),
            (mark("figures of the model"), f"ROWS({found})", last - first + 1, ""),
            (
                mark("figures that differ from the engine's"),
                f'IF({changed}>0,{quoted(apart)},COUNTIF({found},"<>0"))',
                0,
                "",
            ),
            (mark("formulas that were overwritten"), f"SUM({self.lost})", 0, ""),
        )
        for row, (wording, text, value, name) in zip(rows, lines, strict=False):
            self.sheet.put(row, _NAME, head(self.speech, wording), WRAPPED)
            self.sheet.put(row, _ENGINE, Live(lambda _, text=text: text, value), COUNT, name=name)  # type: ignore[misc]
        fine = self.speech.translate(mark("every figure equals the engine's"))
        moved = self.speech.translate(mark("inputs have changed; no formula was overwritten"))
        wrong = self.speech.translate(mark("DO NOT TRUST: a formula was edited or overwritten"))
        text = (
            f"IF({lost}<>0,{quoted(wrong)},IF({changed}>0,{quoted(moved)},"
            f"IF({differ}=0,{quoted(fine)},{quoted(wrong)})))"
        )
        self.sheet.put(rows[-1], _NAME, head(self.speech, mark("verdict")), STRONG)
        self.sheet.across(rows[-1], (_ENGINE, _DIFFERENCE), Live(lambda _: text, fine), STRONG._replace(wrap=True))
        self.sheet.names[VERDICT] = rows[-1], _ENGINE
        self.sheet.frozen = f"B{rows[-1] + 1}"

    def _colours(self, made: Worksheet, verdict: list[int], first: int, last: int) -> None:
        """Green where nothing differs, red where something does, nothing where it is not compared."""
        cells = f"{address(first, _DIFFERENCE)}:{address(last, _DIFFERENCE)}"
        at, row = address(first, _DIFFERENCE), verdict[-1]
        inputs = f"{address(self.inputs[0], _DIFFERENCE)}:{address(self.inputs[1], _DIFFERENCE)}"
        changed, lost, differ = (address(verdict[number], _ENGINE, fixed=True) for number in (0, 3, 2))
        for painted_cells, condition, fill in (
            (cells, f"AND(ISNUMBER({at}),{at}=0)", GOOD),
            (cells, f'AND({at}<>0,{at}<>"")', BAD),
            (inputs, f"{address(self.inputs[0], _DIFFERENCE)}=1", MIND),
            (address(row, _ENGINE), f"AND({lost}=0,{changed}=0,{differ}=0)", GOOD),
            (address(row, _ENGINE), f"OR({lost}<>0,AND({changed}=0,{differ}<>0))", BAD),
        ):
            made.conditional_formatting.add(painted_cells, painted(condition, fill))


def _own(text: str, value: int) -> Live:
    """A formula that names no figure."""
    return Live(lambda _: text, value)
