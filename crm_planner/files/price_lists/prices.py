"""From printed prices to the items of a catalog: rows of one edition and item become one price of the kind declared."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from crm_planner.catalog.price_list import Csv, PrintedEdition, PrintedItem
from crm_planner.catalog.vocabulary import PERIODS_A_YEAR
from crm_planner.files.price_lists.printed_numbers import plain_number
from crm_planner.files.price_lists.rows import Printed, Rows
from crm_planner.files.price_lists.table import Cell, Kind, one_line
from crm_planner.letters import nearest
from crm_planner.place import Place
from crm_planner.problem import MOST_SHOWN, quoted
from crm_planner.terms import CATEGORIES

STATES = ("included", "not_offered", "on_request")


class Figure(NamedTuple):
    """One printed price, understood: its plain digits or its state, for which quantity, and where both stand."""

    price: str
    place: Place
    quantity: str | None
    quantity_place: Place

    @property
    def is_state(self) -> bool:
        return self.price in STATES


class Group(NamedTuple):
    """All printed prices of one item of one edition; `number` is that of its entry in the mapping."""

    edition: PrintedEdition
    item: PrintedItem
    number: int
    category: str
    charge: str
    name: str | None
    note: str | None
    figures: list[Figure]


class Understanding:
    """What printed texts mean under a mapping; every text it does not describe is said once."""

    def __init__(self, rows: Rows) -> None:
        self.rows, self.mapping = rows, rows.mapping
        self.form = (self.mapping.csv or Csv()) if rows.table.is_csv else None
        self._editions = {_key(one.printed): one for one in self.mapping.editions}
        self._items = {_key(one.printed): (number, one) for number, one in enumerate(self.mapping.items)}
        self._words = {one_line(printed): word for printed, word in self.mapping.words.items()}
        self._said: set[tuple[str, str]] = set()

    def groups(self, prices: Iterable[Printed]) -> list[Group]:
        """The prices by edition and item, in the order of the list."""
        found: dict[tuple[str, str], Group] = {}
        for one in prices:
            group = self._understood(one)
            if group is None:
                continue
            first = found.setdefault((group.edition.id, group.item.id), group)
            if first is not group:
                self._agrees(group, first)
                first.figures.extend(group.figures)
        return list(found.values())

    def _understood(self, one: Printed) -> Group | None:
        """One printed price with all that is said of it; None where something is not described."""
        usable = [self.rows.usable(cell) for cell in (*one.cells.values(), *([one.price] if one.price else []))]
        if not all(usable):
            return None
        edition = self._described(one, "edition", self._editions)
        described = self._described(one, "item", self._items)
        figure = self._figure(one, described[1]) if described else None
        if edition is None or described is None or figure is None:
            return None
        number, item = described
        category = item.category or self._word(one, "category", CATEGORIES)
        charge = item.charge or self._word(one, "charge", tuple(PERIODS_A_YEAR), otherwise="once")
        if category is None or charge is None:
            return None
        note = one.cells.get("note")
        text = None if note is None else note.text.strip()
        return Group(edition, item, number, category, charge, item.printed, text, [figure])

    def _described(self, one: Printed, field: str, known: Mapping[str | None, Any]) -> Any:
        """The entry of the mapping for the edition or item of a price."""
        of_column = getattr(one.column, field) if one.column else None
        cell = one.cells.get(field)
        if of_column is None and field not in one.places:
            return next(iter(known.values()))
        if of_column is None and cell is None:
            self._say_once("IMP003", one.places[field], f"is empty, and names the {field} of a price", "Fill it in")
            return None
        text = one_line(of_column or (cell.text if cell else ""))
        if text in known:
            return known[text]
        where = cell.place if cell else one.price_place
        near = self._nearest(text, [key for key in known if key is not None])
        hint = f"Describe it under {field}s as printed: {quoted(text)}, or skip its rows"
        said = f"{quoted(text)} is not described in the mapping"
        self._say_once("IMP010", where, said, f"{hint}; there is {quoted(near)}" if near else hint, about=text)
        return None

    def _word(self, one: Printed, field: str, allowed: Sequence[str], otherwise: str | None = None) -> str | None:
        """The category or charge a printed word stands for."""
        cell = one.cells.get(field)
        if cell is None:
            if otherwise is None and field in one.places:
                self._say_once("IMP003", one.places[field], f"is empty, and names the {field} of a price", "Fill it in")
            return otherwise
        text = one_line(cell.text)
        word = self._words.get(text, text)
        if word in allowed:
            return word
        near = self._nearest(word, allowed)
        hint = f"Add it to words in the mapping, such as {{{quoted(text)}: {near or allowed[0]}}}"
        self._say_once("IMP010", cell.place, f"{quoted(text)} is no {field}", hint, about=text)
        return None

    def _figure(self, one: Printed, item: PrintedItem) -> Figure | None:
        price = self._price(one)
        quantity, place = self._quantity(one, item)
        return None if price is None else Figure(price, one.price_place, quantity, place)

    def _price(self, one: Printed) -> str | None:
        """Plain digits, or a state; None, and a problem, for anything else."""
        if one.price is None:
            if self.mapping.empty is None:
                hint = "Fill it in, skip the row, or write empty: on_request in the mapping"
                self._say_once("IMP003", one.price_place, "is empty, and should hold a price", hint)
            return self.mapping.empty
        text = one_line(one.price.text)
        number = self._number(one.price)
        if number is not None:
            return number
        if self._words.get(text) in STATES:
            return self._words[text]
        if self.form is None and any(sign.isdigit() for sign in text):
            hint = "Make it a number in the spreadsheet"
            self._say_once("IMP006", one.price.place, f"{quoted(text)} is text, and should be a number", hint)
        else:
            hint = f"Say what it means in words of the mapping: {{{quoted(text)}: on_request}}"
            if self.form is not None and any(sign.isdigit() for sign in text):
                hint = "Check csv: {decimal: ..., group: ...} in the mapping"
            self._say_once("IMP006", one.price.place, f"{quoted(text)} is no price", hint, about=text)
        return None

    def _quantity(self, one: Printed, item: PrintedItem) -> tuple[str | None, Place]:
        """How many a price is for, as plain digits or as printed; from the heading, the mapping or the row."""
        if one.column is not None and one.column.quantity is not None:
            return f"{one.column.quantity:f}", one.price_place
        if item.at is not None:
            return f"{item.at:f}", one.price_place
        cell = one.cells.get("quantity")
        if cell is None:
            return None, one.places.get("quantity", one.price_place)
        return self._number(cell) or one_line(cell.text), cell.place

    def _number(self, cell: Cell) -> str | None:
        if cell.kind is Kind.NUMBER:
            return cell.text
        return plain_number(cell.text, self.form) if self.form else None

    def _agrees(self, group: Group, first: Group) -> None:
        """Rows of one item are of one category, charge and kind of price."""
        for field in ("category", "charge"):
            if getattr(group, field) != getattr(first, field):
                here, before = getattr(group, field), getattr(first, field)
                said = f"is of the {field} {here}, and {group.item.id} before it of {before}"
                self._say_once("IMP011", group.figures[0].place, said, "Give one of them another id in the mapping")
        if group.item.price != first.item.price:
            said = f"is read as {group.item.price}, and {group.item.id} before it as {first.item.price}"
            self._say_once("IMP011", group.figures[0].place, said, "Give one of them another id in the mapping")

    def _nearest(self, text: str, known: Sequence[str]) -> str | None:
        """The known text nearest to one that is not; looked for only while its problem will be shown."""
        return nearest(text, known) if len(self.rows.problems) < MOST_SHOWN else None

    def _say_once(self, code: str, place: Place, said: str, hint: str, about: str = "") -> None:
        """Say a problem; of a text that stands in many rows only where it stands first."""
        key = (code, about or str(place))
        if key not in self._said:
            self._said.add(key)
            self.rows.say(code, place, said, hint)


def _key(printed: str | None) -> str | None:
    return None if printed is None else one_line(printed)
