"""Projects that have ended: what was forecast and what came, in money and in hours by category."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crm_planner.document import Document, Part
from crm_planner.fields import Amount, CurrencyCode, Hours, IsoDate, Note, OneLine
from crm_planner.refusal import refuse
from crm_planner.terms import Category

ACTUALS = "crm-planner/actuals/1"


class Forecast(Part):
    """The percentiles that were promised."""

    p50: Amount | None = None
    p80: Amount

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if self.p50 is not None and self.p50 > self.p80:
            refuse("NUM021", f"p50 {self.p50} is above p80 {self.p80}", "Exchange them")
        return self


class HoursSpent(Part):
    """The most likely hours of the forecast, and those that were worked."""

    forecast: Hours
    actual: Hours

    @model_validator(mode="after")
    def _can_be_compared(self) -> Self:
        if not self.forecast:
            refuse("NUM014", "forecast is 0 hours, and nothing is a multiple of nothing", "Leave the category out")
        return self


class EndedProject(Part):
    """One project: its forecast, and what it cost at the end within the scope that was forecast."""

    name: OneLine
    ended: IsoDate | None = None
    currency: CurrencyCode
    forecast: Forecast
    actual: Amount
    hours: dict[Category, HoursSpent] = {}
    note: Note | None = None


class Actuals(Document):
    """Projects that have ended, for `crm-planner calibrate`."""

    schema_: Literal["crm-planner/actuals/1"] = Field(alias="schema")
    projects: Annotated[tuple[EndedProject, ...], Field(min_length=1)]
