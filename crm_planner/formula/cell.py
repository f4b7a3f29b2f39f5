"""The two kinds of entry in a cost model: a figure that is given, and a figure that is computed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.formula.expression import Exact, Expression, exact_number
from crm_planner.formula.units import Unit
from crm_planner.place import Place
from crm_planner.text import Message, Text

Label = Message | Text | str
"""What a reader calls a figure: a sentence of the product, a name from the data, or plain text."""

Origin = Place | tuple[Place, ...] | None
"""The place, or the places, a figure was written at."""

_AS_GIVEN = Decimal("NaN")


@dataclass(frozen=True, slots=True)
class Input:
    """A given figure, and the range within which the model must hold; low = high = value unless said.

    `step` is how finely it may be varied: every value is a multiple of it. Unless said it is the last decimal
    place of value, low and high, and 1 for whole numbers. `Model.build` refuses a range that does not fit.
    """

    name: str
    value: Decimal
    unit: Unit
    low: Decimal = _AS_GIVEN
    high: Decimal = _AS_GIVEN
    label: Label = ""
    source: Origin = None
    step: Decimal = _AS_GIVEN

    def __post_init__(self) -> None:
        value = _decimal(self.value)
        low, high = (value if end is _AS_GIVEN else _decimal(end) for end in (self.low, self.high))
        if self.step is not _AS_GIVEN:
            step = _decimal(self.step)
        else:
            step = _last_place(value) if low is value is high else _last_place(value, low, high)
        for name, figure in (("value", value), ("low", low), ("high", high), ("step", step)):
            object.__setattr__(self, name, figure)

    @property
    def places(self) -> tuple[Place, ...]:
        return places(self.source)

    def on_step(self, figure: Exact) -> bool:
        """Whether `figure` is a multiple of the step."""
        return not Fraction(figure) % Fraction(self.step)


class Span(NamedTuple):
    """A range to vary a figure in, and how finely; the step is the last decimal place of low and high unless said."""

    low: Decimal | int
    high: Decimal | int
    step: Decimal | int | None = None

    @classmethod
    def around(cls, values: Iterable[Decimal | int]) -> "Span":
        """The range of several values, as fine as the finest of them."""
        several = [_decimal(value) for value in values]
        return cls(min(several), max(several), _last_place(*several))


@dataclass(frozen=True, slots=True)
class Cell:
    """A computed figure: its formula, what it is (`label`), which rule made it, and where that was written."""

    name: str
    formula: Expression
    unit: Unit
    label: Label = ""
    rule: Message | None = None
    source: Origin = None

    @property
    def places(self) -> tuple[Place, ...]:
        return places(self.source)


def places(source: Origin) -> tuple[Place, ...]:
    """All places of `source`, none, one or several."""
    if source is None:
        return ()
    return (source,) if isinstance(source, Place) else source


def _decimal(value: object) -> Decimal:
    number: Exact = exact_number(value)
    if not isinstance(number, Decimal):
        raise TypeError(f"an input is a decimal, not the fraction {number}")
    return number


def _last_place(*figures: Decimal) -> Decimal:
    exponents = (figure.as_tuple().exponent for figure in figures)
    return Decimal(1).scaleb(min(0, *(exponent for exponent in exponents if isinstance(exponent, int))))
