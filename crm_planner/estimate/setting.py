"""What every candidate's estimate shares: brief, playbook, the day, and how people become quantities."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from crm_planner.brief.model import Brief, Quoted, WrittenBrief
from crm_planner.brief.sizing import Peak, peak_users, quantities, total_users
from crm_planner.catalog.candidate import Candidate
from crm_planner.estimate.people import PEAK, USERS
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Ref
from crm_planner.formula.units import COUNT
from crm_planner.money import minor_unit
from crm_planner.place import Path, Place
from crm_planner.playbook.model import Playbook, WrittenPlaybook
from crm_planner.text import Message, mark


class Setting(NamedTuple):
    """One client's circumstances on one day.

    A model may be asked to hold for more than this client: for quantities up to `most`, and for other values of the
    figures `varied` names, which are then inputs.
    """

    written: WrittenBrief
    knowledge: WrittenPlaybook
    today: date
    users: int
    peak: Peak
    most: Decimal | None = None
    varied: frozenset[str] = frozenset()

    @classmethod
    def of(cls, written: WrittenBrief, knowledge: WrittenPlaybook, today: date) -> "Setting":
        sizing, users = knowledge.playbook.sizing, written.brief.users
        peak = peak_users(users, sizing.occasional_share, sizing.service_level)
        return cls(written, knowledge, today, total_users(users), peak)

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

    def licences(self, candidate: Candidate) -> int:
        """How many licences the candidate's metric needs: everybody, the peak, the servers, or one."""
        metric = candidate.edition.licence_metric
        if metric == "server":
            return ceil(self.brief.quantities.get("servers", Decimal(1)))
        return {"named_user": self.users, "concurrent_user": self.peak.people, "company": 1}[metric]

    def quantities(self, candidate: Candidate) -> Mapping[str, Decimal]:
        """Every quantity the candidate's prices may count."""
        return quantities(self.brief, self.licences(candidate))

    def quoted(self, candidate: Candidate, item: str) -> tuple[int, Quoted] | None:
        """The vendor's actual offer for an item, and its number in the brief."""
        offers = enumerate(self.brief.quoted)
        return next(((at, one) for at, one in offers if one.item == item and candidate.answers_to(one.candidate)), None)

    def owned(self, candidate: Candidate) -> Decimal:
        """How many licences of the candidate the client has."""
        return Decimal(sum(one.licences for one in self.brief.owned if candidate.answers_to(one.candidate)))

    def exchange_rate(self, currency: str) -> Decimal | None:
        """What one unit of `currency` costs in the brief's currency; None if the brief gives no rate."""
        if currency == self.currency:
            return Decimal(1)
        return self.brief.exchange.rates.get(currency) if self.brief.exchange else None

    def tax_rate(self, candidate: Candidate) -> Decimal | None:
        """The catalog's tax rate in percent points, else the playbook's for the client's country and day."""
        own = candidate.catalog.tax.rate
        return self.playbook.tax_rate(self.brief.client.country, self.day) if own is None else own

    def quantity_cell(self, candidate: Candidate, name: str, at: Decimal) -> Cell | Input:
        """The quantity `name` of a candidate, following users or peak where it depends on them."""
        cell = quantity_name(candidate, name)
        label = Message(mark("Quantity: {name}"), {"name": name})
        follows = {"named_user": USERS, "concurrent_user": PEAK}.get(candidate.edition.licence_metric)
        source = self._follows(name, follows)
        if source is not None:
            return Cell(cell, Ref(source), COUNT, label)
        path = ("quantities", name) if name in self.brief.quantities else (name,)
        return Input(cell, at, COUNT, label=label, source=self.place(*path))

    def _follows(self, name: str, licences_follow: str | None) -> str | None:
        if name in self.brief.quantities:
            return None
        if name == "licences":
            return licences_follow
        return USERS if name == "users" or (name == "trainees" and self.brief.trainees is None) else None


def quantity_name(candidate: Candidate, name: str) -> str:
    """The name of the cell that holds a quantity of a candidate."""
    return f"{candidate.id}/quantity/{name}"
