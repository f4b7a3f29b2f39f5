"""How risks are measured: levels, bands, what an answer does to a likelihood, and where a fact begins to speak."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import Identifier, Percent, Quantity, Share, TextField, WholeNumber, Written
from crm_planner.numerals import whole
from crm_planner.refusal import refuse
from crm_planner.terms import Grade

HIGHEST = 5
"""Likelihood and impact have five levels."""

Level = Annotated[
    int,
    Written(
        whole(1, HIGHEST, "3"),
        {"type": "integer", "minimum": 1, "maximum": HIGHEST, "description": "A level from 1 to 5.", "examples": [3]},
    ),
]
Steps = Annotated[
    int,
    Written(
        whole(0, HIGHEST - 1, "1"),
        {"type": "integer", "minimum": 0, "maximum": HIGHEST - 1, "description": "Levels up or down.", "examples": [1]},
    ),
]


class LikelihoodLevel(Part):
    """A level of likelihood, and the probability a simulation draws it with."""

    level: Level
    name: TextField
    probability: Share


class ImpactLevel(Part):
    """A level of impact: up to how many percent of the project's cost or time."""

    level: Level
    name: TextField
    up_to: Percent | None = None


class Bands(Part):
    """The lowest score (likelihood x impact) of each band."""

    low: WholeNumber
    medium: WholeNumber
    high: WholeNumber
    critical: WholeNumber

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if not self.low < self.medium < self.high < self.critical:
            refuse("NUM021", "the bands do not ascend", "Write low, medium, high, critical in ascending order")
        return self


class Shift(Part):
    """By how many levels an answer raises or lowers a likelihood."""

    raises: Steps = 0
    lowers: Steps = 0

    @property
    def levels(self) -> int:
        return self.raises - self.lowers


class AnswerShifts(Part):
    """What a bad answer, a good one, and one by degree do to a likelihood."""

    bad: Shift
    good: Shift
    grades: Annotated[tuple[Shift, ...], Field(min_length=5, max_length=5)]

    @model_validator(mode="after")
    def _worse_is_never_lower(self) -> Self:
        levels = [self.bad.levels, *(grade.levels for grade in self.grades), self.good.levels]
        if levels != sorted(levels, reverse=True) or levels[0] <= 0 or levels[-1] >= 0:
            said = "a worse answer would lower a likelihood, or a bad one not raise it"
            refuse("NUM021", said, "Write bad, then grades 1 to 5, then good in descending order")
        return self


class RiskScales(Part):
    """How risks are measured."""

    grade: Grade = "J"
    likelihood: Annotated[tuple[LikelihoodLevel, ...], Field(min_length=5, max_length=5)]
    impact: Annotated[tuple[ImpactLevel, ...], Field(min_length=5, max_length=5)]
    bands: Bands
    answers: AnswerShifts
    soft_gate_widens: Percent

    @model_validator(mode="after")
    def _levels_count(self) -> Self:
        for name, levels in (("likelihood", self.likelihood), ("impact", self.impact)):
            if [one.level for one in levels] != [1, 2, 3, 4, 5]:
                refuse("NUM021", f"the levels of {name} are not 1 to 5", "Write them in ascending order", name)
        return self

    def band(self, score: int) -> str:
        """The band of a score: low, medium, high or critical."""
        reached = [name for name in ("low", "medium", "high", "critical") if score >= getattr(self.bands, name)]
        return reached[-1] if reached else "low"


class FactLimits(Part):
    """From where on a figure of the project speaks for a risk."""

    grade: Grade = "J"
    price_weight_share: Share
    price_criterion: Identifier
    phased_above_users: WholeNumber
    price_age_days: WholeNumber
    bid_below_median_share: Share
    services_to_licences: Quantity
    duplicate_share: Share
    data_sources: WholeNumber
