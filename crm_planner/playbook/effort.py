"""Efforts: what a piece of work takes in hours, as formulas over numbers of the brief, each with a role and a source.

An estimate prices these hours; a plan schedules the same ones. Percentages and spreads are of the most
likely hours; three points stand as they are written.
"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from crm_planner.document import Part
from crm_planner.fields import Identifier, LongTextField, Names, Quantity, TextField, Truth
from crm_planner.refusal import refuse
from crm_planner.spans import Figure, Range, ThreePoint
from crm_planner.terms import Category, Grade

Side = Literal["vendor", "consultant", "in_house", "client"]
"""Who does the work: the vendor, a consultant from outside, the client's own programmer, or the client's people."""

KINDS = ("field", "report", "form", "workflow", "module", "interface", "industry")
"""The kinds of customisations of a brief."""

Wish = Literal["field", "report", "form", "workflow", "module", "interface", "industry", "integration"]
"""What a brief lists one by one: customisations by kind, and integrations."""

OF_A_BRIEF: tuple[str, ...] = (
    *("users", "peak", "trainees", "servers"),
    *("sources", "entities", "rows", "duplicate_share"),
    *("customisations", "integrations", "wishes"),
    *("fields", "reports", "forms", "workflows", "modules", "interfaces", "industry_solutions"),
)
"""The numbers every brief has; those of work nobody asked for are 0. `wishes` are customisations and integrations."""

OF_A_WISH: tuple[str, ...] = ("count", "small", "medium", "large")
"""The numbers of one wish: how many of its kind, and how many of each size."""


class Term(Part):
    """A summand of an effort: hours or minutes, fixed or for each of some numbers, or a percentage of other efforts."""

    hours: Figure | None = None
    minutes: Figure | None = None
    each: Names = ()
    percent: Figure | None = None
    of: Names = ()
    sides: tuple[Side, ...] = ()

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        measures = [self.hours, self.minutes, self.percent]
        if sum(measure is not None for measure in measures) != 1:
            refuse("KEY006", "a term has hours, minutes or percent", "Write exactly one of them")
        if (self.percent is None) != (not self.of):
            refuse("KEY007", "percent and of belong together", "Write percent: 15 and of: [customisation], or neither")
        if self.percent is not None and self.each:
            refuse("KEY006", "a percentage is not counted", "Remove each", at="each")
        if self.percent is None and self.sides:
            refuse("KEY007", "sides belongs to percent", "Remove it, or write percent and of", at="sides")
        return self

    @property
    def figure(self) -> ThreePoint:
        """What is written: hours, minutes or percent points."""
        found = self.hours or self.minutes or self.percent
        return found or ThreePoint(low=Decimal(0), likely=Decimal(0), high=Decimal(0))  # never: one is written


class Spread(Part):
    """What the most likely hours are multiplied by if all goes well, and if much goes wrong."""

    low: Quantity
    high: Quantity

    @model_validator(mode="after")
    def _around_one(self) -> Self:
        if not self.low <= 1 <= self.high:
            said = f"low {self.low} and high {self.high} are not around 1, the most likely hours"
            refuse("NUM021", said, "Write for example {low: 0.7, high: 2}")
        return self


_RANGES = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "object"}}

When = Annotated[
    tuple[Annotated[dict[Identifier, Range], Field(min_length=1)], ...],
    BeforeValidator(lambda written: (written,) if isinstance(written, dict) else written),
    WithJsonSchema({"anyOf": [_RANGES, {"type": "array", "items": _RANGES}]}),
]
"""Ranges that must all hold; of several such sets, one is enough."""


class Effort(Part):
    """A piece of work: who does it, what it takes, when it is needed, and how far to trust the figure.

    `for_each` makes it once for every wish of a kind; who builds a customisation is the brief's to say
    (`builders`). `optional` work is left out unless the brief's options ask for it. What only `serves` the schedule
    is planned and not charged, unless the options name it by its own id: a switch of its category leaves it alone
    (`optional` as well: neither planned nor charged unless they name it).
    """

    id: Identifier
    name: TextField
    category: Category
    side: Side | None = None
    role: Identifier | None = None
    for_each: Wish | None = None
    formula: Annotated[tuple[Term, ...], Field(min_length=1)]
    spread: Spread | None = None
    charge: Literal["once", "yearly"] = "once"
    optional: Truth = False
    serves: Literal["price", "schedule"] = "price"
    when: When = ()
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None

    @model_validator(mode="after")
    def _somebody_does_it(self) -> Self:
        if self.is_built and (self.side or self.role):
            refuse("KEY006", "who builds a customisation is the brief's to say", "Remove side and role; see builders")
        if not self.is_built and (self.side is None or self.role is None):
            refuse("KEY002", "nobody does this work", "Add `side: ...` and `role: ...`")
        if self.spread and any(not term.figure.low == term.figure.likely == term.figure.high for term in self.formula):
            refuse("KEY006", "spread and three points both say how far hours may differ", "Keep one", at="spread")
        return self

    @property
    def is_built(self) -> bool:
        """Whether the work is a customisation, done by whom the brief says."""
        return self.for_each in KINDS


class Builder(Part):
    """Who builds a customisation, and by what that multiplies the hours."""

    side: Side
    role: Identifier
    factor: Figure = ThreePoint(low=Decimal(1), likely=Decimal(1), high=Decimal(1))
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None


class Builders(Part):
    """The three a brief may name."""

    vendor: Builder
    in_house: Builder
    consultant: Builder


class Driver(Part):
    """A number efforts depend on that not every brief gives: its usual value, or started groups of another number."""

    name: TextField
    default: Quantity | None = None
    of: Identifier | None = None
    size: Annotated[Quantity, Field(gt=0)] | None = None
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.default is None) == (self.of is None):
            refuse("KEY006", "a driver has a default, or is counted in groups", "Write default, or of and size")
        if (self.of is None) != (self.size is None):
            refuse("KEY007", "of and size belong together", "Write of: trainees and size: 10, or neither")
        return self
