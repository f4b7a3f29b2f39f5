"""The sheet of inputs: what a reader may change, in yellow, with bounds; what is given; what follows for everybody."""

from functools import partial
from itertools import count
from typing import NamedTuple

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.sources import cited
from crm_planner.documents.wording import Speech, capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.calculation import Columns, calculation, look_of
from crm_planner.documents.workbook.content import Figure, Live, quoted
from crm_planner.documents.workbook.input_words import choice_word, explained
from crm_planner.documents.workbook.looks import (
    COUNT,
    HEAD,
    HEAD_LEFT,
    NOTE,
    PERCENT,
    SECTION,
    STATE,
    TEXT,
    TITLE,
    WRAPPED,
    Look,
    entry,
)
from crm_planner.documents.workbook.paper import down_to
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.told import Told, of
from crm_planner.documents.workbook.words import head
from crm_planner.formula.cell import Input
from crm_planner.formula.units import RATIO
from crm_planner.living.controls import Control
from crm_planner.text import Message, mark

CHANGED = "inputs/changed"
"""What formulas call the cell that counts the inputs that are not as they were sent."""

_LABEL, _VALUE, _CODE, _UNIT, _LOW, _HIGH, _SENT, _CHANGED, _WHAT, _WHERE = range(1, 11)
_LONGEST_HINT = 255


class Chosen(NamedTuple):
    """A control whose word a reader chooses, the cell it stands in, and where its choices are listed."""

    control: Control
    cell: str
    words: tuple[str, ...]


def inputs_sheet(book: Book, told: Told) -> None:
    """Add the sheet of inputs."""
    _Sheet(book, told).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.told, self.speech = book, told, book.speech
        self.sheet: Sheet = book.sheet(head(book.speech, mark("inputs")))
        self.sheet.colour = "FFC000"
        self.rows = count(1)
        self.chosen: list[Chosen] = []

    def write(self) -> None:
        self._heading()
        for control in self.told.living.controls:
            if not self.book.is_elsewhere(control.name):
                self._control(next(self.rows), control)
        known = {one.name for one in self.told.living.controls}
        others = [one for one in self.book.model.inputs.values() if one.name not in known]
        self._given([one for one in others if not self.book.is_elsewhere(one.name)])
        shared = [name for name in self.book.model.cells if self._is_shared(name)]
        columns = Columns(_LABEL, _UNIT, _VALUE, _WHERE, (_LOW, _WHAT))
        next(self.rows)
        down_to(self.sheet, next(self.rows), (_LABEL, _WHERE))
        self._choices()
        calculation(self.book, self.sheet, next(self.rows) + 1, columns, shared)

    def _is_shared(self, name: str) -> bool:
        owned = any(of(one.id, name) for one in self.told.living.candidates)
        return not owned and not self.book.is_elsewhere(name)

    def _heading(self) -> None:
        sheet = self.sheet
        widths = {_LABEL: 34, _VALUE: 22, _CODE: 6, _UNIT: 11, _LOW: 13, _HIGH: 13, _SENT: 16, _CHANGED: 10}
        sheet.widths |= {**widths, _WHAT: 40, _WHERE: 18}
        sheet.put(next(self.rows), _LABEL, head(self.speech, mark("inputs")), TITLE)
        said = mark(
            "Change the yellow cells: every sheet follows. Weights, scores and answers are yellow in the sheets they "
            "are about. Formulas are protected against slips, without a password"
        )
        sheet.across(next(self.rows), (_LABEL, _WHAT), Message(said), WRAPPED)
        row = next(self.rows)
        sheet.put(row, _LABEL, head(self.speech, mark("inputs changed since this was sent")), TEXT._replace(bold=True))
        sheet.put(row, _VALUE, Live(lambda at: at(CHANGED), 0), COUNT._replace(bold=True))
        next(self.rows)
        self._heads(next(self.rows))

    def _heads(self, row: int) -> None:
        titles = (
            (_LABEL, mark("input")),
            (_VALUE, mark("value")),
            (_CODE, mark("code")),
            (_UNIT, mark("unit")),
            (_LOW, mark("lowest value")),
            (_HIGH, mark("highest value")),
            (_SENT, mark("as sent")),
            (_CHANGED, mark("changed")),
            (_WHAT, mark("what it does")),
            (_WHERE, mark("where it came from")),
        )
        for column, wording in titles:
            look = HEAD_LEFT if column in (_LABEL, _WHAT) else HEAD
            self.sheet.put(row, column, head(self.speech, wording), look)
        self.sheet.frozen, self.sheet.repeated = f"B{row + 1}", (row, row)

    def _control(self, row: int, control: Control) -> None:
        sheet, given = self.sheet, self.book.model.inputs[control.name]
        self.book.entitle(control.name)
        label = self._called(control, given)
        sheet.put(row, _LABEL, label, WRAPPED)
        sheet.put(row, _WHAT, Message(explained(control.kind)), NOTE)
        sheet.put(row, _WHERE, self._where(given), WRAPPED)
        value = address(row, _VALUE)
        if control.choices:
            self._coded(row, control, given)
        else:
            look = _look(control, given)
            sheet.put(row, _VALUE, Figure(control.name), entry(look))
            sheet.put(row, _UNIT, _unit(control, given, self.speech), TEXT)
            sheet.put(row, _LOW, given.low, look)
            sheet.put(row, _HIGH, given.high, look)
            sheet.put(row, _SENT, given.value, look)
            sheet.finish.append(lambda made: made.add_data_validation(bounded(given, value, label, self.speech)))
        word = self.speech.translate(mark("changed"))
        text = f'IF({value}={address(row, _SENT)},"",{quoted(word)})'
        sheet.put(row, _CHANGED, Live(lambda _: text, ""), STATE)

    def _label(self, given: Input) -> str:
        label = given.label or given.name
        return capital(label if isinstance(label, str) else self.speech.show(label))

    def _called(self, control: Control, given: Input) -> str:
        """What an input is called; one that is of a candidate, with its name."""
        owner = next((one.estimate for one in self.told.living.candidates if one.id == control.of), None)
        label = self._label(given)
        return f"{label} ({self.speech.show(owner.called)})" if owner else label

    def _where(self, given: Input) -> str:
        return ", ".join(map(cited, given.places)) or self.speech.translate(mark("not said: the usual value"))

    def _coded(self, row: int, control: Control, given: Input) -> None:
        """A word to choose, and beside it its number, which the model calculates with."""
        words = tuple(choice_word(control.kind, one, self.speech) for one in control.choices)
        self.chosen.append(Chosen(control, address(row, _VALUE), words))
        for column, look in ((_VALUE, entry(WRAPPED)), (_SENT, WRAPPED)):
            self.sheet.put(row, column, words[int(given.value)], look)
        text = f"MATCH({address(row, _VALUE)},{{}},0)-1"
        listed = f"{control.name}/choices"
        self.sheet.put(row, _CODE, Live(lambda at: text.format(at(listed)), given.value), COUNT, name=control.name)

    def _choices(self) -> None:
        """The words there are to choose from, with their numbers: the lists of the cells above."""
        if not self.chosen:
            return
        next(self.rows)
        self.sheet.put(next(self.rows), _LABEL, head(self.speech, mark("choices")), SECTION)
        for control, cell, words in self.chosen:
            first = next(self.rows)
            self.sheet.put(first, _LABEL, self._label(self.book.model.inputs[control.name]), WRAPPED)
            for number, word in enumerate(words):
                row = first if not number else next(self.rows)
                self.sheet.put(row, _VALUE, word, WRAPPED)
                self.sheet.put(row, _CODE, number, COUNT)
            last = first + len(words) - 1
            self.sheet.ranges[f"{control.name}/choices"] = (first, _VALUE), (last, _VALUE)
            listed = f"{address(first, _VALUE, fixed=True)}:{address(last, _VALUE, fixed=True)}"
            self.sheet.finish.append(partial(listed_in, cell=cell, listed=listed, speech=self.speech))

    def _given(self, others: list[Input]) -> None:
        """What the brief and the playbook give and nobody may vary here: it was proven for this value."""
        if not others:
            return
        next(self.rows)
        title = mark("given as they are: another value needs another brief")
        self.sheet.put(next(self.rows), _LABEL, head(self.speech, title), SECTION)
        for one in others:
            row = next(self.rows)
            self.sheet.put(row, _LABEL, self._label(one), WRAPPED)
            self.sheet.put(row, _VALUE, Figure(one.name), look_of(one.unit)._replace(align="right"))
            self.sheet.put(row, _UNIT, _plain_unit(one, self.speech), TEXT)
            self.sheet.put(row, _WHERE, self._where(one), WRAPPED)


def _look(control: Control, given: Input) -> Look:
    if control.kind == "discount_rate":
        return PERCENT
    return look_of(given.unit)._replace(align="right")


def _unit(control: Control, given: Input, speech: Speech) -> str:
    return "%" if control.kind == "discount" else _plain_unit(given, speech)


def _plain_unit(given: Input, speech: Speech) -> str:
    return "" if given.unit == RATIO else given.unit.written(speech.translate)


def bounded(given: Input, cell: str, label: str, speech: Speech) -> DataValidation:
    """Only values for which the model is proven: within bounds, and multiples of the step."""
    values = {"low": given.low, "high": given.high, "step": given.step}
    hint = speech.phrase(mark("From {low} to {high}, in steps of {step}"), **values)
    if given.step == 1:
        rule = DataValidation("whole", f"{given.low:f}", f"{given.high:f}", operator="between")
    else:
        steps = f"{cell}/{given.step:f}"
        bounds = f"{cell}>={given.low:f},{cell}<={given.high:f}"
        rule = DataValidation("custom", f"AND(ISNUMBER({cell}),{bounds},ABS({steps}-ROUND({steps},0))<0.000001)")
    return _at(rule, cell, hint, label)


def listed_in(made: Worksheet, cell: str, listed: str, speech: Speech) -> None:
    """Let `cell` take one of the words that stand in the cells `listed`."""
    rule = DataValidation("list", listed)
    made.add_data_validation(_at(rule, cell, speech.translate(mark("Choose one of the list")), ""))


def _at(rule: DataValidation, cell: str, hint: str, label: str) -> DataValidation:
    """`rule` on one cell, that refuses what does not fit and says so before."""
    rule.allow_blank, rule.showErrorMessage, rule.showInputMessage = False, True, True
    rule.error = rule.prompt = hint[:_LONGEST_HINT]
    rule.promptTitle = label[:32] or None
    rule.add(cell)
    return rule
