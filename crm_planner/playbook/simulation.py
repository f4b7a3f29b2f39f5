"""What a simulation of cost takes for granted: distribution, correlation, overlap of risks, tail, accuracy."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import Identifier, Percent, Share, TextField, Truth
from crm_planner.playbook.checklist import CostCategory, ThreePoints
from crm_planner.playbook.risk_scales import Level
from crm_planner.refusal import refuse
from crm_planner.terms import Category, Grade

Distribution = Literal["pert", "triangular"]
Known = Literal["product", "profile", "checklist", "priced", "quoted"]
"""How much is known: the seats and the product; the quick profile; the whole checklist; every price; every offer."""

KNOWN: tuple[Known, ...] = ("product", "profile", "checklist", "priced", "quoted")


class Tail(Part):
    """The rare disaster no checklist names: how likely it is, and what it adds to the services, in percent points."""

    drawn: Truth = True
    probability: Share
    percent: ThreePoints
    categories: Annotated[tuple[CostCategory, ...], Field(min_length=1)]
    sources: tuple[Identifier, ...] = ()


class AccuracyClass(Part):
    """A class of estimates: what must be known for it, and how far the cost may lie below and above, in percent."""

    level: Level
    known: Known
    name: TextField
    below: Percent
    above: Percent


class SimulationRules(Part):
    """The assumptions of a simulation of cost.

    Of several risks on one category the largest counts whole and of the others `overlap_share`; risks on the whole
    project together add at most `cap` percent points. `hours`, by category, are multiples of the most likely hours of
    work, in place of each effort's own low and high: what `crm-planner calibrate` finds in projects that have ended.
    How far rates and growth may be off is said in the section `ranges`, for sensitivity too.
    """

    distribution: Distribution
    correlation: Share
    overlap_share: Share
    cap: Percent
    tail: Tail
    hours: dict[Category, ThreePoints] = {}
    accuracy: Annotated[tuple[AccuracyClass, ...], Field(min_length=5, max_length=5)]
    grade: Grade = "J"
    sources: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _classes_descend(self) -> Self:
        if [(one.level, one.known) for one in self.accuracy] != list(zip((5, 4, 3, 2, 1), KNOWN, strict=True)):
            said = "Write the classes 5 to 1, known: product, profile, checklist, priced, quoted"
            refuse("NUM021", "the classes of accuracy are out of order", said, "accuracy")
        return self
