"""What a client changed in a workbook that came back: inputs, formulas, texts; and what the totals are now."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.entries import Entry, entries
from crm_planner.documents.workbook.told import Told
from crm_planner.formula.cell import Input
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.expression import Exact
from crm_planner.living.returned import Difference, Found, Kept, Pages, Where, differences, renamed, with_titles
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

_OFF = Decimal("1e-9")
"""How far what a spreadsheet shows may be off, of the figure."""


_MOST_DIGITS = 30
"""Of a number in a message."""


class Moved(NamedTuple):
    """An input somebody changed: what it is called, where it stands, what it was and is, as a reader sees it."""

    name: str
    label: str
    where: Where
    was: Found
    now: Found


class Total(NamedTuple):
    """What a candidate costs: as it was sent, exactly for the inputs as they are now, and as the workbook shows it.

    `exact` is None where an input has no value, `shown` where the workbook was saved without one.
    """

    candidate: str
    called: str
    sent: Exact
    exact: Exact | None
    shown: Found

    @property
    def is_shown(self) -> bool:
        """Whether the workbook shows what it is, or nothing."""
        if self.exact is None or self.shown is None:
            return True
        if not isinstance(self.shown, Decimal):
            return False
        return abs(float(self.shown) - float(self.exact)) <= float(_OFF) * max(1.0, abs(float(self.exact)))


class Checked(NamedTuple):
    """What differs between a workbook that was sent and the one that came back; nothing where all is as it was.

    `problems` are inputs without a usable value. `values` are the inputs that changed, by name.
    """

    file: str
    inputs: tuple[Moved, ...]
    problems: tuple[Problem, ...]
    differences: tuple[Difference, ...]
    lost: tuple[str, ...]
    added: tuple[str, ...]
    names: tuple[str, ...]
    totals: tuple[Total, ...]
    values: Mapping[str, Decimal]

    @property
    def formulas(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if one.of_formula)

    @property
    def texts(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if not one.of_formula)

    @property
    def intact(self) -> bool:
        """Whether every formula is what it was, and reads the cells it read."""
        return not (self.formulas or self.lost or self.names)

    @property
    def only_inputs(self) -> bool:
        """Whether nothing but inputs was changed, each to a value it may take, and every total shown is right."""
        fine = all(one.is_shown for one in self.totals)
        return self.intact and fine and not (self.texts or self.added or self.problems)


def check(book: Book, told: Told, sent: Pages, back: Pages, file: str) -> Checked:
    """What differs in `back` from `sent`, which `book` was written to; problems name `file`."""
    back = with_titles(back, renamed(sent, back))
    yellow = list(entries(book, told, sent))
    reading = _Reading(book, file, sent, back)
    values = {one.control.name: value for one in yellow if (value := reading.value(one)) is not None}
    at = {one.where for one in yellow}
    model = book.model
    changed = {name: value for name, value in values.items() if value != model.inputs[name].value}
    moved = [reading.moved(one) for one in yellow if one.control.name in changed]
    exact = evaluate(model, changed) if not reading.problems else None
    return Checked(
        file,
        tuple(moved),
        tuple(reading.problems),
        tuple(one for one in differences(sent, back) if one.where not in at),
        tuple(title for title in sent.sheets if title not in back.sheets),
        tuple(title for title in back.sheets if title not in sent.sheets),
        tuple(_names(book, sent, back)),
        tuple(_totals(book, told, back, exact)),
        changed,
    )


def _names(book: Book, sent: Pages, back: Pages) -> Iterator[str]:
    """The names of inputs that stand for another cell now, or are gone."""
    for name in book.titled.values():
        was, now = (pages.names.get(name, "").replace("'", "").replace("$", "").casefold() for pages in (sent, back))
        if was != now:
            yield name


def _totals(book: Book, told: Told, back: Pages, exact: Values | None) -> Iterator[Total]:
    homes = book.homes()
    for one in told.living.candidates:
        name = f"{one.id}/total"
        if name in book.model.cells:
            sheet, cell = homes[name]
            shown = back.at((sheet.title, *coordinate_to_tuple(cell))).value
            called = book.speech.show(one.estimate.called)
            yield Total(one.id, called, book.values[name], exact[name] if exact else None, shown)


class _Reading:
    """Reading the yellow cells: their values, and what is wrong with some."""

    def __init__(self, book: Book, file: str, sent: Pages, back: Pages) -> None:
        self.book, self.file, self.sent, self.back = book, file, sent, back
        self.problems: list[Problem] = []

    def value(self, one: Entry) -> Decimal | None:
        """What an input is now, a number of its choices where it has some; None where it cannot be used."""
        if one.where[0] not in self.back.sheets:
            self._miss(one.where[0])
            return None
        kept = self.back.at(one.where)
        given = self.book.model.inputs[one.control.name]
        if fault := _no_value(kept):
            self._refuse(one, *fault)
            return None
        return self._chosen(one, kept) if one.choices else self._number(one, given, kept.value)

    def moved(self, one: Entry) -> Moved:
        given = self.book.model.inputs[one.control.name]
        label = given.label or given.name
        called = label if isinstance(label, str) else self.book.speech.show(label)
        of = f" ({one.control.of})" if one.control.of else ""
        was, now = self.sent.at(one.where).value, self.back.at(one.where).value
        return Moved(one.control.name, called + of, one.where, was, now)

    def _chosen(self, one: Entry, kept: Kept) -> Decimal | None:
        if f"{kept.value}" in one.choices:
            return Decimal(one.choices.index(f"{kept.value}"))
        listed = ", ".join(map(quoted, one.choices))
        self._refuse(one, "WBK006", f"{quoted(kept.value)} is not one of its choices", f"Choose of {listed}")
        return None

    def _number(self, one: Entry, given: Input, value: Found) -> Decimal | None:
        if not isinstance(value, Decimal):
            self._refuse(one, "WBK005", f"{quoted(value)} is a text", "Write a number")
            return None
        if value == given.value:
            return given.value
        steps = (value - given.low) / given.step
        if given.low <= value <= given.high and steps == steps.to_integral_value():
            return value
        hint = f"It goes from {given.low:f} to {given.high:f}, in steps of {given.step:f}"
        self._refuse(one, "WBK007", f"{_moderately(value)} is no value it may take", hint)
        return None

    def _miss(self, title: str) -> None:
        """Say once that the inputs of a sheet are gone with it."""
        if not any(one.place.cell == title for one in self.problems):
            said, hint = f"{title}: the sheet is gone, and its inputs with it", "Check a copy that has it"
            self.problems.append(Problem(Place(self.file, cell=title), "WBK004", said, hint))

    def _refuse(self, one: Entry, code: str, said: str, hint: str) -> None:
        name = cell_name(one.where)
        _, row, column = one.where
        self.problems.append(Problem(Place(self.file, row, column, name), code, f"{name}: {said}", hint))


def _moderately(value: Decimal) -> str:
    """A number in plain digits, unless it has hundreds of them."""
    return f"{value:f}" if abs(value.adjusted()) < _MOST_DIGITS else f"{value:e}"


def _no_value(kept: Kept) -> tuple[str, str, str] | None:
    if kept.error:
        return "WBK008", f"it holds the error {kept.value}", "Write a value"
    if kept.formula:
        return "WBK009", f"it holds the formula ={kept.formula[:80]}", "Write the value it gives"
    if kept.value is None or kept.value == "":
        return "WBK004", "it is empty", "Write a value; 0 if there is none"
    return None


def cell_name(where: Where) -> str:
    """`Inputs!B7`."""
    title, row, column = where
    return f"{title}!{get_column_letter(column)}{row}"


def shown(kept: Kept) -> str:
    """What stands in a cell, for a reader: its formula, or its value."""
    if kept.formula:
        return f"={kept.formula}"
    return "nothing" if kept.value is None else plainly(kept.value)


def plainly(value: Found) -> str:
    """A number in plain digits, a text as it is."""
    return f"{value:f}" if isinstance(value, Decimal) else f"{value}"


def changes_of(several: Sequence[Difference]) -> Iterator[tuple[str, str, str]]:
    """Cell, what stood there, what stands there now."""
    for one in several:
        yield cell_name(one.where), shown(one.was), shown(one.now)
