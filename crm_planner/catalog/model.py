"""The catalog: one vendor's editions, items, discounts and sources, as a consultant wrote them down."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from crm_planner import limits
from crm_planner.catalog.cells import Cells, cells_belong_to_figures
from crm_planner.catalog.crosscheck import CROSS_CHECKS
from crm_planner.catalog.derived import EffortPrice, PercentPrice
from crm_planner.catalog.packs import PacksPrice
from crm_planner.catalog.price import (
    FlatPrice,
    Included,
    NotOffered,
    OnRequest,
    PackagePrice,
    PublishedPrice,
    UnitPrice,
)
from crm_planner.catalog.tiers import GraduatedPrice, VolumePrice
from crm_planner.catalog.vocabulary import Charge, LicenceMetric, Owned, TaxRound, Treatment
from crm_planner.dated import holding
from crm_planner.document import Document, Part
from crm_planner.fields import (
    Amount,
    CurrencyCode,
    DiscountPercent,
    Identifier,
    IsoDate,
    LongTextField,
    OneLine,
    Percent,
    TextField,
    Truth,
    Url,
    Years,
)
from crm_planner.money import RoundingMode
from crm_planner.refusal import refuse
from crm_planner.spans import Range
from crm_planner.terms import Category, Grade
from crm_planner.text import Text

AnyPrice = Annotated[
    FlatPrice
    | UnitPrice
    | VolumePrice
    | GraduatedPrice
    | PackagePrice
    | PacksPrice
    | PublishedPrice
    | PercentPrice
    | EffortPrice
    | Included
    | NotOffered
    | OnRequest,
    Field(discriminator="kind"),
]
"""How an item is priced. A new kind is one class with an `offer`, and its name in this list."""


class Rounding(Part):
    """How computed amounts are rounded: to multiples of `step`, default the currency's minor unit."""

    step: Annotated[Amount, Field(gt=0)] | None = None
    mode: RoundingMode = RoundingMode.HALF_UP


class Tax(Part):
    """Whether prices contain tax. `rate` in percent points; without one the playbook's for country and date holds."""

    treatment: Treatment
    rate: Percent | None = None
    round: TaxRound = "total"
    basis: LongTextField | None = None


class Source(Part):
    """Where figures come from, and how far to trust it: S seed article, A standard, B vendor, C blog, J judgement."""

    id: Identifier
    title: TextField
    kind: Identifier
    retrieved: IsoDate | None = None
    published: IsoDate | None = None
    grade: Grade
    url: Url | None = None
    note: LongTextField | None = None


class ClientFact(Part):
    """A fact of the client the prices depend on, such as the region: the values it may take and the usual one."""

    values: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    default: Identifier


class Requirement(Part):
    """What must hold before an item or discount applies: a range of a quantity, or one of some values."""

    range: Range | None = None
    values: tuple[Identifier, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _shaped(cls, written: Any) -> Any:
        if isinstance(written, str | list | tuple):
            return {"values": (written,) if isinstance(written, str) else tuple(written)}
        if isinstance(written, dict) and not {"range", "values"} & set(written):
            return {"range": written}
        return written


Requirements = dict[Identifier, Requirement]


class Discount(Part):
    """A discount the vendor publishes: percent points or an amount, on some items, while it lasts."""

    id: Identifier
    name: TextField | None = None
    percent: DiscountPercent | None = None
    amount: Amount | None = None
    items: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    requires: Requirements = {}
    from_: IsoDate | None = Field(default=None, alias="from")
    until: IsoDate | None = None
    on: Literal["price", "net", "total"] = "price"
    source: Identifier | None = None

    @model_validator(mode="after")
    def _one_value_and_a_period(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            refuse("KEY006", "a discount has either percent or amount", "Write exactly one of them")
        if self.from_ and self.until and self.until < self.from_:
            refuse("DAT003", f"until {self.until} is before from {self.from_}", "Exchange them", at="until")
        return self

    def in_force(self, day: date) -> bool:
        """Whether the discount is given on `day`; its first and last day are."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class DatedPrice(Part):
    """A price that holds from a day on, until a later one."""

    from_: IsoDate = Field(alias="from")
    price: AnyPrice
    source: Identifier | None = None
    cell: Cells | None = None


class Reentry(Part):
    """What buying support again costs once it was not bought for up to `missed` years (none: for any longer)."""

    missed: Years | None = None
    price: AnyPrice


class Item(Part):
    """One thing an edition's price list names: what it is, how many, how often it is charged, and its price."""

    id: Identifier
    name: TextField | None = None
    category: Category
    quantity: Identifier | None = None
    charge: Charge = "once"
    from_year: Years = 1
    every: Years | None = None
    indexation: Percent = Decimal(0)
    price: AnyPrice | None = None
    prices: Annotated[tuple[DatedPrice, ...], Field(min_length=1)] | None = None
    source: Identifier | None = None
    cell: Cells | None = None
    tax: Tax | None = None
    optional: Truth = False
    choice: Identifier | None = None
    default: Truth = False
    requires: Requirements = {}
    owned: Owned | None = None
    covers: tuple[Identifier, ...] = ()
    reentry: tuple[Reentry, ...] = ()
    assumes: tuple[Identifier, ...] = Field(default=(), description="Assumptions of the playbook this reading rests on")
    note: LongTextField | None = None

    @property
    def called(self) -> Text | str:
        """What a reader calls the item: its name, else its id."""
        return self.name or self.id

    @property
    def every_price(self) -> tuple[AnyPrice, ...]:
        """The one price, or each of the dated ones."""
        if self.price is not None:
            return (self.price,)
        return tuple(entry.price for entry in self.prices or ())

    @model_validator(mode="after")
    def _priced_once(self) -> Self:
        if (self.price is None) == (self.prices is None):
            refuse("KEY006", "an item has either price or prices", "Write exactly one of them")
        if self.default and self.choice is None:
            refuse(
                "KEY007", "default: true belongs to an item of a choice", "Add choice, or remove default", at="default"
            )
        if self.prices and len({entry.from_ for entry in self.prices}) < len(self.prices):
            refuse("DAT004", "two prices begin on the same day", "Remove one of them", at="prices")
        if self.every is not None and self.charge != "once":
            refuse(
                "KEY007", "every belongs to a charge that is due once", "Write charge: once, or remove it", at="every"
            )
        self._reentry_in_order()
        return self

    def _reentry_in_order(self) -> None:
        """What re-entry costs is told by ascending numbers of missed years; only the last may be open."""
        missed = [limits.YEARS + 1 if one.missed is None else one.missed for one in self.reentry]
        if missed != sorted(set(missed)):
            refuse("NUM021", "the missed years of reentry do not ascend", "Reorder them", at="reentry")


class Edition(Part):
    """What a client buys: an edition with its licence metric, limits and items."""

    id: Identifier
    name: TextField
    licence_metric: LicenceMetric
    reassignable: Truth | None = None
    limits: dict[Identifier, Range] = {}
    supported_until: IsoDate | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    note: LongTextField | None = None


class Golden(Part):
    """A published figure to be reproduced: a brief, and amounts or states by category, item or total."""

    name: OneLine
    as_of: IsoDate | None = None
    brief: dict[str, Any]
    expect: Annotated[dict[Identifier, Any], Field(min_length=1)]


class GoldenCheck(Golden):
    """A published figure of one edition that the catalog itself must reproduce."""

    edition: Identifier


class Catalog(Document):
    """One vendor's price list, with its sources and what is not known about it."""

    cross_checks = (*CROSS_CHECKS, cells_belong_to_figures)

    schema_: Literal["crm-planner/catalog/1"] = Field(alias="schema")
    id: Identifier
    vendor: TextField
    product: TextField
    currency: CurrencyCode
    rounding: Rounding = Rounding()
    prices_as_of: IsoDate | None = None
    tax: Tax = Tax(treatment="unknown")
    stacking: Literal["compound", "additive", "best"] | None = None
    discounts: tuple[Discount, ...] = Field(default=(), max_length=limits.DISCOUNTS)
    inputs: dict[Identifier, ClientFact] = {}
    sources: tuple[Source, ...] = ()
    editions: Annotated[tuple[Edition, ...], Field(min_length=1, max_length=limits.EDITIONS)]
    checks: tuple[GoldenCheck, ...] = ()
    note: LongTextField | None = None


def price_on(item: Item, day: date) -> tuple[AnyPrice | None, tuple[str | int, ...]]:
    """The price of `item` that holds on `day` and its path in the item; no price before the first."""
    if item.prices is None:
        return item.price, ("price",)
    entry = holding(item.prices, day)
    if entry is None:
        return None, ("prices",)
    return entry.price, ("prices", item.prices.index(entry), "price")
