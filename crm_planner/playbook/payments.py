"""When what is bought is paid: shares of a category's cost that fall due as tasks begin or end."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crm_planner.document import Part
from crm_planner.fields import DiscountPercent, Identifier, LongTextField, Names, TaskId, TextField, WholeNumber
from crm_planner.refusal import refuse
from crm_planner.terms import Grade

_WHOLE = Decimal(100)


class PaymentStage(Part):
    """A payment: percent points of the amount, due some calendar `days` after a task starts or finishes."""

    name: TextField
    percent: DiscountPercent
    task: TaskId
    on: Literal["start", "finish"] = "finish"
    days: WholeNumber = 0


class PaymentRule(Part):
    """How the first year's cost of some categories is paid; without `categories`, of all that no other rule names.

    Where a plan has no such task, a payment falls due with the next; charges of later years are due on the
    anniversaries of the start.
    """

    name: TextField
    categories: Names = ()
    stages: Annotated[tuple[PaymentStage, ...], Field(min_length=1)]
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = sum((stage.percent for stage in self.stages), Decimal(0))
        if total != _WHOLE:
            refuse("WBS007", f"the payments add up to {total} percent", "Write shares of 100 in all", at="stages")
        return self
