"""The words target for a page: what `templates/report/explanation.js` needs to explain any figure with live values.

Every text stands there once in all languages, and formulas are trees over the numbers of figures, texts and tables:

    12                                   the value of figure 12
    "0.15"                               a figure without a unit
    ["#", "6000", unit]                  a figure in a unit, as all units the number of a text
    ["+", a, b], also - * / min max
    ["round", of, step, mode, unit]      the unit of what is rounded
    ["ceiling", of, unit]
    ["row", of, table, unit, of's unit]
    ["if", left, right, then, otherwise, unit]   the unit of what is compared
"""

import json
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import (
    Add,
    Ceiling,
    Choose,
    Divide,
    Exact,
    Expression,
    Maximum,
    Minimum,
    Multiply,
    Number,
    Ref,
    Round,
    Step,
    Subtract,
)
from crm_planner.formula.model import Model
from crm_planner.formula.unit_check import unit_of
from crm_planner.formula.units import RATIO, Unit
from crm_planner.formula.words import Speech, Wording
from crm_planner.place import Place
from crm_planner.text import Message

Tree = Any
"""What JSON holds."""

Cite = Callable[[Place], Iterable[object]]


def just(place: Place) -> Iterable[object]:
    """A place, and nothing more to say of it."""
    return (place,)


def told(
    model: Model, speeches: Mapping[str, Speech], cells: Iterable[str] | None = None, *, cite: Cite = just
) -> dict[str, Tree]:
    """The explanations of `cells` (all unless said) and of what they rest on, in the languages of `speeches`.

    `cite` gives what is to be said of a place. `entries` has for each of `names` its label, its unit, and either the
    entry it only repeats or rule, places and formula; of an input, the ends of its range instead of the formula.
    Raises ModelError for an unknown cell.
    """
    return _Teller(model, speeches, cite).told(model.cells if cells is None else cells)


class _Teller:
    """One table of explanations: everything in it stands there once, and has a number."""

    def __init__(self, model: Model, speeches: Mapping[str, Speech], cite: Cite) -> None:
        self.model = model
        self.units = model.units
        self.speeches = speeches
        self.cite = cite
        self.numbers: dict[str, int] = {}
        self.texts: dict[tuple[str, ...], int] = {}
        self.sentences: dict[str, int] = {}
        self.tables: dict[tuple[tuple[Exact, ...], ...], int] = {}

    def told(self, cells: Iterable[str]) -> dict[str, Tree]:
        for name in cells:
            self.number(self.model[name].name)
        entries: list[Tree] = []
        while len(entries) < len(self.numbers):  # a formula may name figures that nobody has named before
            entries += [self.entry(self.model[name]) for name in list(self.numbers)[len(entries) :]]
        words = {word.name.lower(): self.wording(word) for word in Wording}
        return {
            "names": list(self.numbers),
            "entries": entries,
            "words": words,
            "sentences": [json.loads(one) for one in self.sentences],
            "tables": [[[_written(figure) for figure in column] for column in table] for table in self.tables],
            "texts": dict(zip(self.speeches, map(list, zip(*self.texts, strict=True)), strict=True)),
        }

    def entry(self, entry: Input | Cell) -> Tree:
        known = [self.sentence(entry.label or entry.name), self.unit(entry.unit)]
        if isinstance(entry, Cell) and isinstance(entry.formula, Ref) and entry.rule is None:
            return [*known, self.number(entry.formula.name)]
        places = [self.sentence(said) for place in entry.places for said in self.cite(place) if said is not None]
        if isinstance(entry, Cell):
            return [*known, None if entry.rule is None else self.sentence(entry.rule), places, self.tree(entry.formula)]
        ends = [] if entry.low == entry.high else [_written(entry.low), _written(entry.high)]
        return [*known, None, places, ["given", *ends]]

    def number(self, name: str) -> int:
        """The number of a figure."""
        return self.numbers.setdefault(name, len(self.numbers))

    def text(self, texts: Iterable[str]) -> int:
        """The number of a text in all languages."""
        return self.texts.setdefault(tuple(texts), len(self.texts))

    def wording(self, wording: str) -> int:
        return self.text(speech.translate(wording) for speech in self.speeches.values())

    def unit(self, unit: Unit) -> int | None:
        """The number of the text of a unit; none for a ratio."""
        if unit == RATIO:
            return None
        return self.text(unit.written(speech.translate) for speech in self.speeches.values())

    def sentence(self, said: object) -> int:
        """The number of a sentence, or of a text as it is shown."""
        return self.sentences.setdefault(json.dumps(self.said(said)), len(self.sentences))

    def said(self, said: object) -> Tree:
        """A message as its wording and what stands for its names, anything else as text."""
        if isinstance(said, Message):
            return [self.wording(said.wording), {name: self.said(value) for name, value in said.values.items()}]
        return self.text(speech.show(said) for speech in self.speeches.values())

    def tree(self, node: Expression) -> Tree:
        return _TREES[type(node)](self, node)

    def several(self, sign: str, *nodes: Expression) -> Tree:
        return [sign, *map(self.tree, nodes)]

    def unit_of(self, node: Expression) -> int | None:
        return self.unit(unit_of(node, self.units))

    def figure(self, node: Number) -> Tree:
        return _written(node.value) if node.unit == RATIO else ["#", _written(node.value), self.unit(node.unit)]

    def row(self, node: Step) -> Tree:
        table = self.tables.setdefault((node.bounds, node.values), len(self.tables))
        return ["row", self.tree(node.of), table, self.unit(node.unit), self.unit_of(node.of)]

    def choice(self, node: Choose) -> Tree:
        return [*self.several("if", node.left, node.right, node.then, node.otherwise), self.unit_of(node.left)]


def _written(value: Exact) -> str:
    return str(value) if isinstance(value, Fraction) else f"{value:f}"


_TREES: dict[type[Expression], Callable[[_Teller, Any], Tree]] = {
    Number: _Teller.figure,
    Ref: lambda teller, node: teller.number(node.name),
    Add: lambda teller, node: teller.several("+", *node.terms),
    Subtract: lambda teller, node: teller.several("-", node.left, node.right),
    Multiply: lambda teller, node: teller.several("*", *node.factors),
    Divide: lambda teller, node: teller.several("/", node.left, node.right),
    Round: lambda teller, node: [
        *teller.several("round", node.of),
        _written(node.step),
        node.mode.value,
        teller.unit_of(node.of),
    ],
    Ceiling: lambda teller, node: [*teller.several("ceiling", node.of), teller.unit_of(node)],
    Minimum: lambda teller, node: teller.several("min", *node.of),
    Maximum: lambda teller, node: teller.several("max", *node.of),
    Step: _Teller.row,
    Choose: _Teller.choice,
}
