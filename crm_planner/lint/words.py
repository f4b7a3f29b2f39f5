"""Words for messages: figures as a catalog would write them, and how a wrong figure came about, in one line."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from crm_planner.formula.exact import Values
from crm_planner.formula.model import Model
from crm_planner.formula.words import Explanation, explain
from crm_planner.text import Message, Text

STEPS = 8
"""Steps of an explanation a message shows; `crm-planner explain` shows all."""

LONGEST = 600
"""Characters of a formula a message shows: a sum of a thousand lines says no more than that."""


class PlainEnglish:
    """The speech of messages: the product's own English, numbers without grouping."""

    def translate(self, wording: str, /) -> str:
        return wording

    def show(self, value: object, /) -> str:
        match value:
            case Message():
                return value.say(self.translate, self.show)
            case Text():
                return value.in_language("en")
            case Decimal():
                return figure(value)
            case Fraction():
                return f"about {figure(round(Decimal(value.numerator) / value.denominator, 4))}"
            case tuple() | list():
                return listed(map(self.show, value))
            case _:
                return str(value)


ENGLISH = PlainEnglish()


def figure(number: Decimal) -> str:
    """`13165.2`: no grouping, no digits that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    every = list(words)
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)


def spoken(value: object) -> str:
    """Any value in plain English."""
    return ENGLISH.show(value)


def how_it_came_about(model: Model, values: Values, cell: str) -> str:
    """The steps from the figures written in the catalog to `cell`, the cell first, each with its line."""
    steps = list(_steps(explain(model, values, cell, ENGLISH)))
    more = f"; and {len(steps) - STEPS} more steps" if len(steps) > STEPS else ""
    return "; ".join(steps[:STEPS]) + more


def _steps(explained: Explanation) -> Iterator[str]:
    if explained.repeated:
        return
    lines = sorted({place.line for place in explained.places if place.line})
    where = f" (line {', '.join(map(str, lines))})" if lines else ""
    formula = explained.formula if len(explained.formula) <= LONGEST else explained.formula[:LONGEST] + "..."
    how = f" = {formula}" if formula else ""
    yield f"{explained.label}: {spoken(explained.value)}{how}{where}"
    for part in explained.parts:
        yield from _steps(part)
