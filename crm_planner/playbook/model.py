"""The playbook: the figures and rules a consultant brings, each with its source, date and grade."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from crm_planner.dated import holding
from crm_planner.document import Document, Part
from crm_planner.fields import (
    CountryCode,
    CurrencyCode,
    Identifier,
    IsoDate,
    LongTextField,
    Percent,
    Share,
    TextField,
    UnitAmount,
)
from crm_planner.place import Source
from crm_planner.playbook.commercial import Commercial
from crm_planner.playbook.crosscheck import CROSS_CHECKS
from crm_planner.playbook.effort import Builders, Driver, Effort
from crm_planner.playbook.ranges import Deviation, Kind
from crm_planner.problem import Problem
from crm_planner.refusal import refuse
from crm_planner.terms import Grade


class Reference(Part):
    """A source a figure of the playbook rests on, and how far to trust it."""

    id: Identifier
    title: TextField
    grade: Grade
    retrieved: IsoDate | None = None
    note: LongTextField | None = None


class DatedRate(Part):
    """A tax rate in percent points, in force from a day on."""

    from_: IsoDate = Field(alias="from")
    rate: Percent


class TaxTable(Part):
    """The main rates of one country's value-added or consumption tax, by the day they came into force."""

    country: CountryCode
    name: TextField
    rates: Annotated[tuple[DatedRate, ...], Field(min_length=1)]
    source: Identifier
    note: LongTextField | None = None

    def rate_on(self, day: date) -> Decimal | None:
        """The rate in force on `day`; None before the first."""
        entry = holding(self.rates, day)
        return entry.rate if entry else None


class DatedAmount(Part):
    """The price of an hour from a day on."""

    from_: IsoDate = Field(alias="from")
    amount: UnitAmount


class HourlyRate(Part):
    """What an hour of a role costs. No amount means nobody has set one: work of this role has no price yet.

    `amount` holds on every day, `amounts` each from its day on. `tax` says whether tax is in it.
    """

    name: TextField
    amount: UnitAmount | None = None
    amounts: Annotated[tuple[DatedAmount, ...], Field(min_length=1)] | None = None
    currency: CurrencyCode | None = None
    tax: Literal["included", "excluded", "exempt", "unknown"] = "unknown"
    as_of: IsoDate | None = None
    source: Identifier | None = None
    grade: Grade = "J"
    note: LongTextField | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.amount is not None and self.amounts is not None:
            refuse("KEY006", "a rate has either amount or amounts", "Write one of them")
        if self.amounts and len({entry.from_ for entry in self.amounts}) < len(self.amounts):
            refuse("DAT004", "two amounts begin on the same day", "Remove one of them", at="amounts")
        return self

    def amount_on(self, day: date) -> tuple[Decimal | None, tuple[str | int, ...]]:
        """The price of an hour that holds on `day` and its path in the rate; none before the first."""
        if self.amounts is None:
            return self.amount, ("amount",)
        entry = holding(self.amounts, day)
        if entry is None:
            return None, ("amounts",)
        return entry.amount, ("amounts", self.amounts.index(entry), "amount")


class Assumption(Part):
    """Something the estimate takes for granted, said wherever a figure rests on it."""

    id: Identifier
    text: LongTextField
    source: Identifier | None = None
    grade: Grade = "J"


class Sizing(Part):
    """How people become licences."""

    occasional_share: Share
    service_level: Share
    source: Identifier | None = None
    grade: Grade = "J"


class GapRule(Part):
    """How a missing price is filled where candidates are compared like for like."""

    fill: Literal["none", "lowest", "mean", "highest", "ratio", "rate_card"]
    source: Identifier | None = None
    grade: Grade = "J"


class Playbook(Document):
    """One consultant's playbook; sections a consultant's own leaves out are those shipped."""

    cross_checks = CROSS_CHECKS

    schema_: Literal["crm-planner/playbook/1"] = Field(alias="schema")
    id: Identifier
    name: TextField
    sources: tuple[Reference, ...] = ()
    taxes: tuple[TaxTable, ...] = ()
    rates: dict[Identifier, HourlyRate] = {}
    efforts: tuple[Effort, ...] = ()
    builders: Builders | None = None
    drivers: dict[Identifier, Driver] = {}
    sizing: Sizing
    gaps: GapRule
    assumptions: tuple[Assumption, ...] = ()
    ranges: dict[Kind, Deviation] = {}
    commercial: Commercial | None = None

    def tax_rate(self, country: str | None, day: date) -> Decimal | None:
        """The main rate of `country` on `day` in percent points; None where the playbook does not know it."""
        table = self.tax_table(country)
        return table.rate_on(day) if table else None

    def tax_table(self, country: str | None) -> TaxTable | None:
        """The rates of `country`; None where the playbook does not know them."""
        return next((table for table in self.taxes if table.country == country), None)

    def assumption(self, name: str) -> Assumption:
        """The assumption with this id. Raises KeyError if the playbook has none."""
        return {entry.id: entry for entry in self.assumptions}[name]


JUDGED_SECTIONS = (
    *("risks", "risk_scales", "fact_limits", "contradictions"),
    *("criteria", "must_haves", "scoring", "simulation"),
)
"""The sections that `with_risks.PlaybookWithRisks` adds; other commands leave them unread."""

PLANNED_SECTIONS = ("shapes", "phases", "tasks", "team", "roll_out", "payments")
"""The sections that `with_plan.PlaybookWithPlan` adds."""


class WrittenPlaybook(NamedTuple):
    """A playbook and the documents its sections were read from."""

    playbook: Playbook
    source: Source
    warnings: tuple[Problem, ...] = ()

    def at_vendors_prices(self) -> "WrittenPlaybook":
        """The same for whoever looks at price lists as they are: no own prices of what vendors sell."""
        commercial = self.playbook.commercial
        if commercial is None:
            return self
        plain = commercial.model_copy(update={"prices": (), "partner_discount": {}})
        return self._replace(playbook=self.playbook.model_copy(update={"commercial": plain}))
