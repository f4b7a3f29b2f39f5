"""Spans a document may write: a range of a quantity with open ends, and the three points of an estimate."""

from decimal import Decimal
from math import ceil
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from crm_planner.document import Part
from crm_planner.fields import Hours, Quantity
from crm_planner.refusal import refuse


class Range(Part):
    """An inclusive range of a quantity; an end left out is open."""

    min: Quantity | None = None
    max: Quantity | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            refuse("NUM020", f"min {self.min} is above max {self.max}", "Exchange them")
        return self

    def holds(self, quantity: Decimal) -> bool:
        """Whether `quantity` lies inside, both ends included."""
        return (self.min is None or quantity >= self.min) and (self.max is None or quantity <= self.max)

    @property
    def turns(self) -> tuple[int, ...]:
        """The whole quantities beyond which the range begins and ends to hold."""
        below = () if self.min is None else (ceil(self.min) - 1,)
        return below if self.max is None else (*below, int(self.max))


class ThreePoint(Part):
    """Low, most likely and high hours of a piece of work."""

    low: Hours
    likely: Hours
    high: Hours

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.likely <= self.high:
            said = f"low {self.low}, likely {self.likely}, high {self.high} are not in ascending order"
            refuse("NUM021", said, "Reorder them")
        return self


def _three_points(written: Any) -> Any:
    return written if isinstance(written, dict | ThreePoint) else {"low": written, "likely": written, "high": written}


Figure = Annotated[
    ThreePoint,
    BeforeValidator(_three_points),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0},
                {
                    "type": "object",
                    "properties": {end: {"type": "number", "minimum": 0} for end in ("low", "likely", "high")},
                    "required": ["low", "likely", "high"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""A number, or its low, most likely and high value."""
