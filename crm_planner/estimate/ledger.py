"""Lines in the making: the cells of one candidate as they are written, and what is known of each line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Item
from crm_planner.catalog.offer import Offer, Status, share
from crm_planner.estimate.selection import Selected
from crm_planner.estimate.setting import Setting
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Expression, Ref
from crm_planner.formula.units import RATIO, Unit, money
from crm_planner.money import minor_unit
from crm_planner.place import Path, Place
from crm_planner.problem import Problem
from crm_planner.text import Message, Text, mark


class Charge(NamedTuple):
    """One charge period in the catalog's currency: the list amount, what discounts leave, and what tax is of."""

    listed: Ref
    net: Ref
    taxed: Ref


class Bought(NamedTuple):
    """What the vendor charges for a line the consultant sells at a price of its own: usually, and in other years."""

    usual: Charge
    later: dict[int, Charge]


class Labour(NamedTuple):
    """What is known of a line of work: who does it, and the cells of its hours, low, likely and high.

    `rate_is_assumed` says whether the price of an hour is a mere judgement of the playbook; `low` and `high` are the
    cells of the least and the largest amount, once they are written.
    """

    role: str
    side: str
    hours: tuple[Ref, Ref, Ref]
    rate_is_assumed: bool
    low: Ref | None = None
    high: Ref | None = None


@dataclass(slots=True)
class Draft:
    """One line while it is being written.

    `offers` holds what the price says in each year that has a charge of its own, the usual one first; `offer`
    what they say together. `charge` is the usual charge, `later` those of other years. `years` holds the amount
    of each year in the brief's currency, `listed` the same without discounts, `taxable` what tax is computed on;
    `reduced` says whether there are discounts, `projected` whether tax was taken out or put on top. `origin` is
    where the price was written if not in the catalog, `cited` what the brief names as its source. `work` is
    set for work the playbook prices by the hour, `bought` where the charges are the consultant's own price.
    """

    selected: Selected
    offer: Offer
    figures: tuple[Path, ...]
    quantity: str | None = None
    offers: dict[int, Offer] = field(default_factory=dict)
    charge: Charge | None = None
    later: dict[int, Charge] = field(default_factory=dict)
    billed: Ref | None = None
    reduced: bool = False
    projected: bool = False
    years: list[Expression] = field(default_factory=list)
    listed: list[Expression] = field(default_factory=list)
    taxable: list[Expression] = field(default_factory=list)
    origin: Place | None = None
    cited: str | None = None
    work: Labour | None = None
    bought: Bought | None = None

    @property
    def item(self) -> Item:
        return self.selected.item

    @property
    def called(self) -> Message | Text | str:
        """What a reader calls the line."""
        return self.selected.called

    @property
    def status(self) -> Status:
        return self.offer.status


@dataclass(slots=True)
class Ledger:
    """The cells of one candidate, in the order they were written.

    `chosen` are the items of the estimate, `covering` those of them that contain others. `id` is the candidate's,
    `unit` money of the catalog's currency, `shown` of the brief's; computed amounts of the catalog are rounded to
    multiples of `step`; `quantities` are all a price may count, `names` are those of the `cells`,
    `replaced` gaps of the price list that work by the hour stands in for, `sold` the categories of work it sells.
    `rates` holds the price of an hour by role and currency, once it was asked for; `tax_by_law` the country's rate
    of tax in each year.
    """

    candidate: Candidate
    setting: Setting
    cells: list[Cell | Input] = field(default_factory=list)
    chosen: tuple[Selected, ...] = ()
    covering: tuple[Item, ...] = ()
    drafts: dict[str, Draft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    replaced: list[Draft] = field(default_factory=list)
    sold: tuple[str, ...] = ()
    rates: dict[tuple[str, str], Expression | None] = field(default_factory=dict)
    id: str = field(init=False)
    unit: Unit = field(init=False)
    shown: Unit = field(init=False)
    step: Decimal = field(init=False)
    quantities: Mapping[str, Decimal] = field(init=False)
    names: set[str] = field(init=False)
    tax_by_law: tuple[Decimal | None, ...] = field(init=False)

    def __post_init__(self) -> None:
        catalog = self.candidate.catalog
        self.id = self.candidate.id
        self.unit, self.shown = money(catalog.currency), money(self.setting.currency)
        self.step = catalog.rounding.step or minor_unit(catalog.currency)
        self.quantities = self.setting.quantities(self.candidate)
        self.names = {cell.name for cell in self.cells}
        self.tax_by_law = tuple(self.setting.tax_by_law(year) for year in self.setting.years)

    @property
    def keeps(self) -> bool:
        """Whether the client buys licences once and keeps them, rather than renting them."""
        return any(one.item.category == "licence" and one.item.charge == "once" for one in self.chosen)

    @property
    def is_foreign(self) -> bool:
        """Whether the catalog's amounts have to be converted."""
        return self.unit != self.shown

    def exchange(self, currency: str | None = None) -> Ref:
        """What one unit of `currency`, which the brief has a rate for, or of the catalog's costs in the brief's."""
        currency, setting = currency or self.candidate.catalog.currency, self.setting
        name, rate = f"exchange/{currency}", setting.exchange_rate(currency)
        if rate is not None:
            label = Message(mark("One {currency} in {shown}"), {"currency": currency, "shown": setting.currency})
            source = setting.place("exchange", "rates", currency)
            self.once(Input(name, rate, self.shown / money(currency), label=label, source=source))
        return Ref(name)

    def share(self, name: str, percent: Decimal, label: Message, source: Place) -> Expression:
        """Percent points as a share: as they are written, or as an input called `name` where they are to be varied."""
        if name not in self.setting.varied:
            return share(percent)
        return self.once(Input(name, percent, RATIO, label=label, source=source)) / 100

    def once(self, entry: Input | Cell) -> Ref:
        """Add a figure that several lines may need, unless it is there, and refer to it."""
        if entry.name not in self.names:
            self.names.add(entry.name)
            self.cells.append(entry)
        return Ref(entry.name)

    def name(self, item: Item, *parts: str) -> str:
        """The name of a cell of an item, such as `regionsoft/standard.licences.list`."""
        return ".".join((self.id, item.id, *parts))

    def year_name(self, item: Item, year: int) -> str:
        """The name of the cell with the amount of an item in a year; over one year that is the item's own."""
        return self.name(item, f"year{year}") if self.setting.tells_years_apart else self.name(item)

    def own(self, *parts: str) -> str:
        """The name of a cell of the candidate, such as `regionsoft/standard/total`."""
        return "/".join((self.id, *parts))

    def write(
        self,
        name: str,
        formula: Expression,
        unit: Unit,
        label: Message,
        rule: Message | None = None,
        source: tuple[Place, ...] | Place | None = None,
    ) -> Ref:
        """Add a cell and refer to it."""
        self.names.add(name)
        self.cells.append(Cell(name, formula, unit, label, rule, source))
        return Ref(name)

    def places(self, draft: Draft) -> tuple[Place, ...]:
        """Where the figures of a line are written; at least one place."""
        if draft.origin is not None:
            return (draft.origin,)
        return tuple(self.candidate.item_place(draft.selected.number, path) for path in draft.figures)
