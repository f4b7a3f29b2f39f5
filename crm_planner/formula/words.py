"""The words target: how a figure came about, as a tree of explanations from the total down to the given figures.

Every fixed word is a literal marked for translation, every number and text goes through the reader's `Speech`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Any, Protocol

from crm_planner.formula.cell import Cell, Input, Label
from crm_planner.formula.exact import Values, value_of
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
    references,
)
from crm_planner.formula.model import Model
from crm_planner.formula.unit_check import unit_of
from crm_planner.formula.units import RATIO, Unit
from crm_planner.place import Place
from crm_planner.text import Message, mark


class Speech(Protocol):
    """How to speak to one reader: `translate` an English wording, `show` a number, a date or a text."""

    def translate(self, wording: str, /) -> str: ...

    def show(self, value: object, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure: what it is, its value, how it was computed, by which rule, from where, and out of what.

    `label`, `formula` and `rule` are in the reader's language. A figure used in several places is explained at its
    first mention; later ones are `repeated` and hold neither formula nor parts.
    """

    name: str
    label: str
    value: Exact
    unit: Unit
    formula: str = ""
    rule: str = ""
    places: tuple[Place, ...] = ()
    parts: tuple["Explanation", ...] = ()
    repeated: bool = False


def explain(model: Model, values: Values, name: str, speech: Speech) -> Explanation:
    """How the input or cell `name` got its value in `values`. Raises ModelError for an unknown name."""
    return _Narrator(model, values, speech).explanation(name)


def explain_each(model: Model, values: Values, names: Iterable[str], speech: Speech) -> dict[str, Explanation]:
    """How each of `names` got its value, by its name and without its parts."""
    narrator = _Narrator(model, values, speech)
    return {name: narrator.alone(name) for name in names}


class Wording(StrEnum):
    """The fixed words around figures; a page that explains its own figures says the same."""

    FIGURE = mark("{figure} {unit}")
    REFERENCE = mark("{label} {figure}")
    SUM = mark("{left} + {right}")
    DIFFERENCE = mark("{left} - {right}")
    PRODUCT = mark("{left} x {right}")
    QUOTIENT = mark("{left} / {right}")
    LISTED = mark("{left}; {right}")
    LEAST = mark("the smallest of: {figures}")
    MOST = mark("the largest of: {figures}")
    GIVEN = mark("given")
    GIVEN_BETWEEN = mark("given; may be {low} to {high}")
    ROUNDED = mark("{figure}, rounded to {step}, {mode}")
    CEILING = mark("{figure}, rounded up to the whole number {whole}")
    COMPARED = mark("({formula} = {figure})")
    AT_MOST = mark("{chosen}, because {left} is at most {right}")
    ABOVE = mark("{chosen}, because {left} is above {right}")
    ONLY_ROW = mark("{value}, the only row of the table for {of}")
    FIRST_ROW = mark("{value}, the row up to {high} of the table for {of}")
    MIDDLE_ROW = mark("{value}, the row above {low} up to {high} of the table for {of}")
    LAST_ROW = mark("{value}, the row above {low} of the table for {of}")
    HALF_UP = mark("half up")
    HALF_EVEN = mark("half to even")
    UP = mark("always up")
    DOWN = mark("always down")


class _Narrator:
    """One telling: it remembers what has been explained, and knows the units of the model."""

    def __init__(self, model: Model, values: Values, speech: Speech) -> None:
        self.model = model
        self.values = values
        self.speech = speech
        self.units = model.units
        self.explained: set[str] = set()

    def explanation(self, name: str) -> Explanation:
        entry = self.model[name]
        label, value = self.label(entry), self.values[name]
        if name in self.explained:
            return Explanation(name, label, value, entry.unit, repeated=True)
        self.explained.add(name)
        entry = self.behind(entry)
        if isinstance(entry, Input):
            return Explanation(name, label, value, entry.unit, self.given(entry), places=entry.places)
        rule = self.said(entry.rule) if entry.rule else ""
        below = tuple([self.explanation(used) for used in dict.fromkeys(references(entry.formula))])
        return Explanation(name, label, value, entry.unit, self.words(entry.formula), rule, entry.places, below)

    def alone(self, name: str) -> Explanation:
        """An explanation without parts; what only repeats another figure says which."""
        entry = self.model[name]
        given = (name, self.label(entry), self.values[name], entry.unit)
        if isinstance(entry, Input):
            return Explanation(*given, self.given(entry), places=entry.places)
        rule = self.said(entry.rule) if entry.rule else ""
        return Explanation(*given, self.words(entry.formula), rule, entry.places)

    def behind(self, entry: Input | Cell) -> Input | Cell:
        """What an entry that only repeats another one repeats: explaining both would say one thing twice."""
        while isinstance(entry, Cell) and isinstance(entry.formula, Ref) and entry.rule is None:
            entry = self.model[entry.formula.name]
            self.explained.add(entry.name)
        return entry

    def words(self, node: Expression) -> str:
        return _WORDS[type(node)](self, node)

    def inner(self, node: Expression) -> str:
        """The words of a part, in brackets where it is more than one figure."""
        return self.words(node) if isinstance(node, Number | Ref) else f"({self.words(node)})"

    def say(self, wording: str, **words: str) -> str:
        return self.speech.translate(wording).format_map(words)

    def said(self, message: Message) -> str:
        return message.say(self.speech.translate, self.speech.show)

    def label(self, entry: Input | Cell) -> str:
        label: Label = entry.label or entry.name
        return self.said(label) if isinstance(label, Message) else self.speech.show(label)

    def figure(self, value: Exact, unit: Unit) -> str:
        if unit == RATIO:
            return self.speech.show(value)
        return self.say(Wording.FIGURE, figure=self.speech.show(value), unit=unit.written(self.speech.translate))

    def amount(self, node: Expression) -> str:
        """The value of a part, computed here."""
        return self.figure(value_of(node, self.values), unit_of(node, self.units))

    def listed(self, wording: str, nodes: Sequence[Expression]) -> str:
        return reduce(lambda left, right: self.say(wording, left=left, right=right), map(self.inner, nodes))

    def extreme(self, wording: str, nodes: Sequence[Expression]) -> str:
        return self.say(wording, figures=self.listed(Wording.LISTED, nodes))

    def given(self, entry: Input) -> str:
        if entry.low == entry.high:
            return self.say(Wording.GIVEN)
        low, high = self.figure(entry.low, entry.unit), self.figure(entry.high, entry.unit)
        return self.say(Wording.GIVEN_BETWEEN, low=low, high=high)

    def ref(self, node: Ref) -> str:
        entry = self.model[node.name]
        figure = self.figure(self.values[node.name], entry.unit)
        return self.say(Wording.REFERENCE, label=self.label(entry), figure=figure)

    def round(self, node: Round) -> str:
        step = self.figure(node.step, unit_of(node.of, self.units))
        mode = self.say(Wording[node.mode.name])
        return self.say(Wording.ROUNDED, figure=self.words(node.of), step=step, mode=mode)

    def ceiling(self, node: Ceiling) -> str:
        return self.say(Wording.CEILING, figure=self.words(node.of), whole=self.amount(node))

    def step(self, node: Step) -> str:
        of = value_of(node.of, self.values)
        row, unit = bisect_left(node.bounds, of), unit_of(node.of, self.units)
        ends = {"low": node.bounds[row - 1 : row], "high": node.bounds[row : row + 1]}
        shown = {end: self.figure(bound[0], unit) for end, bound in ends.items() if bound}
        value = self.figure(node.values[row], node.unit)
        return self.say(_ROWS["low" in shown, "high" in shown], value=value, of=self.words(node.of), **shown)

    def choose(self, node: Choose) -> str:
        taken = value_of(node.left, self.values) <= value_of(node.right, self.values)
        wording = Wording.AT_MOST if taken else Wording.ABOVE
        chosen = self.words(node.then if taken else node.otherwise)
        return self.say(wording, chosen=chosen, left=self.side(node.left), right=self.side(node.right))

    def side(self, node: Expression) -> str:
        """One side of a comparison, with its value where that is computed here."""
        if isinstance(node, Number | Ref):
            return self.words(node)
        return self.say(Wording.COMPARED, formula=self.words(node), figure=self.amount(node))


_ROWS = {
    (False, False): Wording.ONLY_ROW,
    (False, True): Wording.FIRST_ROW,
    (True, True): Wording.MIDDLE_ROW,
    (True, False): Wording.LAST_ROW,
}
"""The row of a table, by whether it has a lower and an upper end."""

_WORDS: dict[type[Expression], Callable[[_Narrator, Any], str]] = {
    Number: lambda narrator, node: narrator.figure(node.value, node.unit),
    Ref: _Narrator.ref,
    Add: lambda narrator, node: narrator.listed(Wording.SUM, node.terms),
    Subtract: lambda narrator, node: narrator.listed(Wording.DIFFERENCE, (node.left, node.right)),
    Multiply: lambda narrator, node: narrator.listed(Wording.PRODUCT, node.factors),
    Divide: lambda narrator, node: narrator.listed(Wording.QUOTIENT, (node.left, node.right)),
    Round: _Narrator.round,
    Ceiling: _Narrator.ceiling,
    Minimum: lambda narrator, node: narrator.extreme(Wording.LEAST, node.of),
    Maximum: lambda narrator, node: narrator.extreme(Wording.MOST, node.of),
    Step: _Narrator.step,
    Choose: _Narrator.choose,
}
