"""What every candidate's estimate shares: brief, playbook, the day, and how people become quantities."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from crm_planner.brief.model import Brief, Quoted, WrittenBrief
from crm_planner.brief.sizing import Peak, Staff, quantities, staff_by_year
from crm_planner.catalog.candidate import Candidate
from crm_planner.dated import holding
from crm_planner.estimate.people import PEAK, USERS, in_year
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Ref
from crm_planner.formula.units import COUNT
from crm_planner.money import minor_unit
from crm_planner.place import Path, Place
from crm_planner.playbook.model import Playbook, WrittenPlaybook
from crm_planner.text import Message, Text, mark

YEARS, DISCOUNT_RATE = "years", "discount_rate"
"""The figures of the brief that `varied` may name beside those of a price list: how long, and what money costs."""


class Setting(NamedTuple):
    """One client's circumstances on one day.

    A model may be asked to hold for more than this client: for quantities up to `most`, and for other values of the
    figures `varied` names, which are then inputs.
    """

    written: WrittenBrief
    knowledge: WrittenPlaybook
    today: date
    staff: tuple[Staff, ...]
    most: Decimal | None = None
    varied: frozenset[str] = frozenset()

    @classmethod
    def of(cls, written: WrittenBrief, knowledge: WrittenPlaybook, today: date) -> "Setting":
        sizing, brief = knowledge.playbook.sizing, written.brief
        level = sizing.service_level
        staff = staff_by_year(brief.users, brief.growth, brief.horizon_years, sizing.occasional_share, level)
        return cls(written, knowledge, today, staff)

    @property
    def users(self) -> int:
        """Everybody who uses the system in the first year."""
        return self.staff[0].total

    @property
    def peak(self) -> Peak:
        """The most people inside at the same time in the first year."""
        return self.staff[0].peak

    @property
    def grows(self) -> bool:
        """Whether the number of people may differ from year to year."""
        return self.brief.growth is not None and self.brief.horizon_years > 1

    @property
    def tells_years_apart(self) -> bool:
        """Whether the amount of a year is a cell beside that of the horizon, which one year alone needs not."""
        return self.brief.horizon_years > 1 or YEARS in self.varied

    @property
    def brief(self) -> Brief:
        return self.written.brief

    @property
    def playbook(self) -> Playbook:
        return self.knowledge.playbook

    @property
    def currency(self) -> str:
        return self.brief.currency

    @property
    def day(self) -> date:
        """The day whose prices hold."""
        return self.brief.priced_on(self.today)

    @property
    def years(self) -> range:
        """The years of the horizon, 1 the first."""
        return range(1, self.brief.horizon_years + 1)

    @property
    def cent(self) -> Decimal:
        """The smallest amount of the brief's currency."""
        return minor_unit(self.currency)

    def place(self, *path: str | int) -> Place:
        """Where something in the brief is written."""
        where: Path = path
        return self.written.source.place(where)

    def licences(self, candidate: Candidate, year: int = 1) -> int:
        """How many licences the candidate's metric needs: everybody, the peak, the servers, or one."""
        metric, staff = candidate.edition.licence_metric, self.staff[year - 1]
        if metric == "server":
            return ceil(self.brief.quantities.get("servers", Decimal(1)))
        return {"named_user": staff.total, "concurrent_user": staff.peak.people, "company": 1}[metric]

    def quantities(self, candidate: Candidate, year: int = 1) -> Mapping[str, Decimal]:
        """Every quantity the candidate's prices may count in a year."""
        return quantities(self.brief, self.licences(candidate, year), self.staff[year - 1].total)

    def quoted(self, candidate: Candidate, item: str) -> tuple[int, Quoted] | None:
        """The vendor's actual offer for an item, and its number in the brief."""
        offers = enumerate(self.brief.quoted)
        return next(((at, one) for at, one in offers if one.item == item and candidate.answers_to(one.candidate)), None)

    def owned(self, candidate: Candidate) -> Decimal:
        """How many licences of the candidate the client has."""
        said = sum(one.licences for one in self.brief.owned if candidate.answers_to(one.candidate))
        existing = self.brief.existing if candidate.in_use else None
        return Decimal(said + (existing.licences.owned if existing and existing.licences else 0))

    def exchange_rate(self, currency: str) -> Decimal | None:
        """What one unit of `currency` costs in the brief's currency; None if the brief gives no rate."""
        if currency == self.currency:
            return Decimal(1)
        return self.brief.exchange.rates.get(currency) if self.brief.exchange else None

    def tax_by_law(self, year: int) -> Decimal | None:
        """The playbook's main rate of tax in percent points for the client's country on the day a year begins."""
        return self.playbook.tax_rate(self.brief.client.country, self.brief.year_begins(self.today, year))

    @property
    def tax_name(self) -> Text | Message:
        """What the tax is called in the client's country."""
        table = self.playbook.tax_table(self.brief.client.country)
        return Message(mark("VAT")) if table is None else table.name

    def place_of_law(self, year: int) -> Place:
        """Where the rate of tax stands that is in force in the client's country on the day a year begins."""
        playbook, day = self.playbook, self.brief.year_begins(self.today, year)
        number = next(at for at, table in enumerate(playbook.taxes) if table.country == self.brief.client.country)
        entry = holding(playbook.taxes[number].rates, day)
        at = () if entry is None else (playbook.taxes[number].rates.index(entry),)
        return self.knowledge.source.place(("taxes", number, "rates", *at))

    def quantity_cell(self, candidate: Candidate, name: str, year: int = 1) -> Cell | Input:
        """The quantity `name` of a candidate in a year, following users or peak where it depends on them."""
        label = Message(mark("Quantity: {name}"), {"name": name})
        source = self.follows(candidate, name)
        if source is None:
            path = ("quantities", name) if name in self.brief.quantities else (name,)
            at = self.quantities(candidate)[name]
            return Input(quantity_name(candidate, name), at, COUNT, label=label, source=self.place(*path))
        if year > 1:
            label = Message(mark("Quantity: {name}, year {year}"), {"name": name, "year": year})
        return Cell(quantity_name(candidate, name, year), Ref(in_year(source, year)), COUNT, label)

    def follows(self, candidate: Candidate, name: str) -> str | None:
        """The cell of people a quantity follows, users or peak; None where it does not depend on them."""
        if name in self.brief.quantities:
            return None
        if name == "licences":
            return {"named_user": USERS, "concurrent_user": PEAK}.get(candidate.edition.licence_metric)
        return USERS if name == "users" or (name == "trainees" and self.brief.trainees is None) else None


def quantity_name(candidate: Candidate, name: str, year: int = 1) -> str:
    """The name of the cell that holds a quantity of a candidate in a year."""
    return in_year(f"{candidate.id}/quantity/{name}", year)
