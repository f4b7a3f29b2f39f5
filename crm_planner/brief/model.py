"""The brief: what one client needs, as the client or a consultant wrote it down."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from crm_planner.brief.crosscheck import CROSS_CHECKS
from crm_planner.brief.existing import Existing
from crm_planner.brief.plan import PlanWishes
from crm_planner.brief.proposal import ProposalWishes
from crm_planner.brief.ranges import KeyRange
from crm_planner.brief.risks import MitigationPlan, RiskDecision
from crm_planner.brief.scores import MustAnswer, ScoreOrRange
from crm_planner.brief.wishes import Customisation, Integration, Migration
from crm_planner.brief.years import Growth, Lapse
from crm_planner.document import Document, Part
from crm_planner.fields import (
    Amount,
    Answer,
    CandidateId,
    Count,
    CountryCode,
    CurrencyCode,
    DiscountPercent,
    ExchangeRate,
    Identifier,
    IsoDate,
    LongTextField,
    MitigationId,
    OneLine,
    Quantity,
    QuestionId,
    RiskId,
    Share,
    TextField,
    UnitAmount,
    Weight,
    WholeNumber,
    Years,
)
from crm_planner.limits import DISCOUNTS
from crm_planner.place import Plain, Source
from crm_planner.problem import Problem
from crm_planner.refusal import refuse


class Client(Part):
    """The firm the estimate is for; the country decides which taxes apply."""

    name: TextField
    industry: TextField | None = None
    country: CountryCode | None = None


class Users(Part):
    """How many people use the system, and how many at the same time.

    `total` with `peak`, or with `simultaneity` (the chance that one of them is inside at the busiest
    hour) and `service_level` (how often everybody gets in), or `core` people who always work in it
    and `occasional` ones. A plain number is total and peak.
    """

    total: Count | None = None
    peak: Count | None = None
    simultaneity: Share | None = None
    service_level: Share | None = None
    core: WholeNumber | None = None
    occasional: WholeNumber | None = None

    @model_validator(mode="before")
    @classmethod
    def _number(cls, written: Any) -> Any:
        return {"total": written} if isinstance(written, int | Decimal | str) else written

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        by_role = self.core is not None or self.occasional is not None
        if by_role == (self.total is not None):
            said = "users is a number, or has total (with peak or simultaneity), or has core and occasional"
            refuse("KEY006", said, "Write one of these")
        if by_role and (self.peak or self.simultaneity is not None):
            refuse("KEY006", "core and occasional already give the peak", "Remove peak and simultaneity")
        if by_role and not (self.core or 0) + (self.occasional or 0):
            refuse("NUM008", "core and occasional are both 0", "At least one person uses the system")
        if self.peak is not None and self.simultaneity is not None:
            refuse("KEY006", "peak and simultaneity both give the peak", "Write one of them")
        if self.peak is not None and self.total is not None and self.peak > self.total:
            said = f"peak {self.peak} is above total {self.total}"
            refuse("NUM020", said, "At most everybody is inside at once", at="peak")
        return self


class Exchange(Part):
    """Rates of exchange on a day: one unit of each currency in the brief's currency."""

    as_of: IsoDate
    rates: dict[CurrencyCode, ExchangeRate] = {}


class Owned(Part):
    """Licences of a candidate the client already has."""

    candidate: CandidateId
    licences: WholeNumber


class Quoted(Part):
    """A vendor's actual offer for an item: it replaces the line of the catalog, and says so."""

    candidate: CandidateId
    item: Identifier
    amount: Amount
    source: OneLine
    valid_until: IsoDate | None = None


class NegotiatedDiscount(Part):
    """A discount agreed with one vendor: percent points or an amount, on items or a category."""

    candidate: CandidateId
    category: Identifier | None = None
    items: tuple[Identifier, ...] = ()
    percent: DiscountPercent | None = None
    amount: Amount | None = None
    on: Literal["price", "net", "total"] = "price"
    reason: OneLine

    @model_validator(mode="after")
    def _one_value_and_scope(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            refuse("KEY006", "a discount has either percent or amount", "Write exactly one of them")
        if (self.category is None) == (not self.items):
            refuse("KEY006", "a discount is on a category or on items", "Write exactly one of them")
        return self


class TaxShown(Part):
    """Whether amounts are shown as published, without tax, or with it."""

    show: Literal["published", "net", "gross"] = "published"


def _option(written: Any) -> Any:
    """Plain true and false switch an item; any other text chooses; a mapping holds options of one candidate."""
    if isinstance(written, dict):
        return {str(key): _option(value) for key, value in written.items()}
    if isinstance(written, Plain) and written in ("true", "false"):
        return written == "true"
    if not isinstance(written, bool | str):
        said = "an option is true, false, the id of a choice, or the options of one candidate"
        refuse("TYP001", said, "Write one of these")
    return written if isinstance(written, bool) else str(written)


Option = Annotated[Any, BeforeValidator(_option), WithJsonSchema({"type": ["boolean", "string", "object"]})]


class Brief(Document):
    """One client's needs. Only the client's name and the users are required."""

    cross_checks = CROSS_CHECKS

    schema_: Literal["crm-planner/brief/1"] = Field(default="crm-planner/brief/1", alias="schema")
    client: Client
    date: IsoDate | None = None
    start: IsoDate | None = None
    currency: CurrencyCode = "RUB"
    exchange: Exchange | None = None
    horizon_years: Years = 1
    users: Users
    growth: Growth | None = None
    trainees: WholeNumber | None = None
    quantities: dict[Identifier, Quantity] = {}
    candidates: tuple[CandidateId, ...] = ()
    options: dict[CandidateId, Option] = {}
    owned: tuple[Owned, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    existing: Existing | None = None
    discounts: tuple[NegotiatedDiscount, ...] = Field(default=(), max_length=DISCOUNTS)
    rates: dict[Identifier, UnitAmount] = {}
    tax: TaxShown = TaxShown()
    gaps: Literal["none", "lowest", "mean", "highest", "ratio", "rate_card"] | None = None
    discount_rate: Share | None = None
    customisations: tuple[Customisation, ...] = ()
    migration: Migration | None = None
    integrations: tuple[Integration, ...] = ()
    phases: Count | None = None
    plan: PlanWishes = PlanWishes()
    proposal: ProposalWishes = ProposalWishes()
    answers: dict[QuestionId, Answer] = {}
    mitigations: dict[MitigationId, MitigationPlan] = {}
    risks: dict[RiskId, RiskDecision] = {}
    weights: dict[Identifier, Weight] = {}
    weights_agreed: IsoDate | None = None
    scores: dict[CandidateId, dict[Identifier, ScoreOrRange]] = {}
    must: dict[CandidateId, dict[Identifier, MustAnswer]] = {}
    scenarios: dict[Identifier, dict[str, Any]] = {}
    ranges: dict[str, KeyRange] = {}
    budget: Amount | None = None
    note: LongTextField | None = None

    def priced_on(self, today: dt.date) -> dt.date:
        """The day whose prices hold: the brief's date, else today."""
        return self.date or today

    def begins(self, today: dt.date) -> dt.date:
        """The day years, quarters and months of a charge count from: start, else date, else today."""
        return self.start or self.priced_on(today)

    def year_begins(self, today: dt.date, year: int) -> dt.date:
        """The day a year of the horizon begins, 1 the first: whose taxes hold for what is charged in that year."""
        first = self.begins(today)
        leap_day = (first.month, first.day) == (2, 29)
        return first.replace(year=first.year + year - 1, day=28 if leap_day and year > 1 else first.day)

    def switches(self, candidate: str) -> dict[str, bool | str]:
        """The options that hold for one candidate: the general ones, then its catalog's, then its own."""
        general = {key: value for key, value in self.options.items() if not isinstance(value, dict)}
        for scope in (candidate.partition("/")[0], candidate):
            general |= self._own(scope)
        return general

    def scope_of(self, candidate: str, option: str) -> tuple[str, ...]:
        """Under which key of `options` the option of a candidate stands: its own, its catalog's, or none."""
        for scope in (candidate, candidate.partition("/")[0]):
            if option in self._own(scope):
                return (scope,)
        return ()

    def judged(self, section: Literal["scores", "must"], candidate: str) -> dict[str, tuple[str, str, str]]:
        """Where it stands in `section` what was said of one candidate: its own word comes before its catalog's."""
        said: dict[str, tuple[str, str, str]] = {}
        for scope in (candidate.partition("/")[0], candidate):
            said |= {name: (section, scope, name) for name in getattr(self, section).get(scope, {})}
        return said

    def _own(self, scope: str) -> dict[str, bool | str]:
        own = self.options.get(scope)
        return own if isinstance(own, dict) else {}


class WrittenBrief(NamedTuple):
    """A brief, the document it was read from, and the briefs its scenarios and the ends of its ranges make of it.

    `only` says that no candidates are meant but those the command line names.
    """

    brief: Brief
    source: Source
    warnings: tuple[Problem, ...] = ()
    scenarios: tuple[tuple[str, "WrittenBrief"], ...] = ()
    only: bool = False
    ranges: tuple["WrittenRange", ...] = ()


class WrittenRange(NamedTuple):
    """The briefs at both ends of a range; `now` is the value of its key in the brief, as written, if it has one."""

    key: str
    now: str | None
    low: WrittenBrief
    high: WrittenBrief
