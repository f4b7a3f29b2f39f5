"""Stretches of users over which one graph of cells holds: prices, requirements and limits do not change their kind.

A model is written for one client. Where another number of users is of the same kind (`turns`), or is of another and the
formulas come out the same all the same, those written for one of them hold for the other too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from crm_planner.brief.sizing import Staff, staff_by_year, with_total
from crm_planner.catalog.candidate import Candidate
from crm_planner.errors import DataError, UsageError
from crm_planner.estimate import gaps
from crm_planner.estimate.cost_model import fill, model_of, write_lines
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.people import JOINED, PEAK, USERS, in_year
from crm_planner.estimate.reading import unsuitable_because
from crm_planner.estimate.services import leaves_work
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.tax import view
from crm_planner.estimate.totals import TOTAL
from crm_planner.estimate.turns import kinds, kinds_of_work, numbered
from crm_planner.estimate.wishes import unknown_wishes
from crm_planner.formula.arrays import Array, np
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Exact
from crm_planner.formula.model import Model, resting_on


class Clients:
    """One client with other numbers of users, for other numbers of years, and with figures that vary."""

    def __init__(self, setting: Setting, users: Sequence[int], varied: frozenset[str] = frozenset()) -> None:
        if not users or users[0] < 1 or any(below >= above for below, above in pairwise(users)):
            raise UsageError("the numbers of users of a sweep ascend from 1 or more")
        self.usual = setting._replace(varied=varied)
        self.users = users
        self._staff: dict[int, tuple[tuple[Staff, ...], ...]] = {}
        self._people: dict[int, dict[str, Array]] = {}

    def at(self, number: int, years: int) -> Setting:
        """The client with the number of users that stands in this place, for so many years."""
        usual = self.usual
        changes = {"users": with_total(usual.brief.users, self.users[number]), "horizon_years": years}
        written = usual.written._replace(brief=usual.brief.model_copy(update=changes))
        staff = self.staff(years)[-1]
        most = max(one.total for one in staff) + sum(one.joined for one in staff)
        return Setting.of(written, usual.knowledge, usual.today)._replace(most=Decimal(most), varied=usual.varied)

    def staff(self, years: int) -> Sequence[tuple[Staff, ...]]:
        """The people of each year, for each number of users; of one year for all where nobody joins or leaves."""
        years = years if self.usual.brief.growth else 1
        known = self._staff.get(years)
        if known is None:
            known = self._staff[years] = tuple(self._staffed(people, years) for people in self.users)
        return known

    def _staffed(self, people: int, years: int) -> tuple[Staff, ...]:
        sizing, brief = self.usual.playbook.sizing, self.usual.brief
        users = with_total(brief.users, people)
        staff = staff_by_year(users, brief.growth, years, sizing.occasional_share, sizing.service_level)
        if (last := min(one.total for one in staff)) < 1:
            raise UsageError(f"of {people} users nobody is left after {years} years; begin with {people + 1 - last}")
        return staff

    @cached_property
    def kinds_of_work(self) -> Array:
        """The kind of work in the playbook for each number of users: of the first year, so of every horizon."""
        return kinds_of_work(lambda place: self.at(place, 1), len(self.users))

    def people(self, years: int) -> Mapping[str, Array]:
        """The cells of people that the number of users decides, for each of them."""
        staff = self.staff(years)
        found = self._people.get(len(staff[0]))
        if found is None:
            found = self._people[len(staff[0])] = {}
            for year, several in enumerate(zip(*staff, strict=True), start=1):
                figures = [(one.total, one.peak.people, one.joined) for one in several]
                found |= zip((in_year(name, year) for name in (USERS, PEAK, JOINED)), np.array(figures).T, strict=True)
        return found


class Standing(NamedTuple):
    """What is said of one candidate all along a stretch; where it is `refused`, it cannot be had as the brief asks."""

    complete: bool
    suitable: bool
    shown: str
    refused: bool = False


class Stretch(NamedTuple):
    """Where among the numbers of users the same formulas hold, and the lines as written for one of them.

    They need not follow each other: packs may fit every other number.
    """

    users: slice | Array
    setting: Setting
    standings: Mapping[str, Standing]
    ledgers: tuple[Ledger, ...]
    """Of the candidates that can be had."""

    @property
    def by_ratio(self) -> bool:
        """Whether gaps are filled by shares of licences, so that it matters whose licences cost anything."""
        return gaps.rule_of(self.setting) == "ratio"

    def own(self, cell: str) -> dict[str, str]:
        """The names of a cell of all candidates that may have it; what fills gaps, only of those that have gaps."""
        gappy = [one for one in self.ledgers if cell != gaps.LIKELY or not self.standings[one.candidate.id].complete]
        return {one.candidate.id: one.own(cell) for one in gappy}

    def model(self, cells: Iterable[str], paid: Mapping[str, bool] | None = None) -> Model:
        """The graph of all candidates with what fills their gaps, and in it those of `cells` that there are.

        Where gaps are filled by shares of licences, `paid` says whose licences cost anything; without, they stay open.
        """
        ledgers = [replace(one, cells=list(one.cells), rates=dict(one.rates)) for one in self.ledgers]
        if paid is not None or not self.by_ratio:
            able = [one for one in ledgers if self.standings[one.candidate.id].suitable]
            fill(ledgers, able, _paid(ledgers, paid or {}))
        return model_of(ledgers, self.setting, cells)  # which other horizons of these users have too


LICENCES = "category/licence"
"""The cell of what a candidate's licences cost over the horizon; there is none where they have no price."""


def _paid(ledgers: Sequence[Ledger], paid: Mapping[str, bool]) -> dict[str, Exact]:
    """Whether licences cost anything, as the value of their cell."""
    cells = {cell.name for ledger in ledgers for cell in ledger.cells}
    own = {one.own(LICENCES): paid.get(one.candidate.id, False) for one in ledgers}
    return {name: Decimal(costs) for name, costs in own.items() if name in cells}


def stretches(
    candidates: Sequence[Candidate], clients: Clients, years: int, known: Sequence[Candidate] = ()
) -> Iterator[Stretch]:
    """The stretches that the users of `clients` fall into. `known` are the candidates of all catalogs.

    Raises DataError for what is wrong whatever the number of users, as `build` does.
    """
    first, everybody = clients.at(0, years), len(clients.users)
    problems = tuple(unknown_wishes(candidates, first, known or candidates))
    if problems:
        raise DataError(tuple(dict.fromkeys(problems)))
    work = clients.kinds_of_work
    drafted = [_Drafts(one, clients, years, work) for one in candidates]
    by_hours = [work] if gaps.rule_of(first) == "rate_card" else []
    for places in _alike([*by_hours, *(one.which for one in drafted)], everybody):
        at = int(places[0])
        offers = [one.offers[one.which[at]] for one in drafted]
        standings = {one.ledger.candidate.id: one.standing for one in offers}
        able = tuple(one.ledger for one in offers if not one.standing.refused)
        yield Stretch(from_to(places), clients.at(at, years), standings, able)


def _alike(rows: Sequence[Array], places: int) -> Iterator[Array]:
    """The places at which all rows are the same, for each combination there is."""
    found = numbered(rows, places)
    yield from (np.flatnonzero(found == number) for number in range(int(found.max()) + 1))


def from_to(places: Array) -> slice | Array:
    """Places that follow each other, as a slice."""
    first, last = int(places[0]), int(places[-1])
    return slice(first, last + 1) if last - first + 1 == len(places) else places


class _Offered(NamedTuple):
    """A candidate as written for one number of users, and what is said of it."""

    ledger: Ledger
    standing: Standing

    def says_the_same(self, other: "_Offered") -> bool:
        """Whether the totals come about in the same way, and other candidates would see the same gaps."""
        one, two = self.ledger, other.ledger
        return self.standing == other.standing and _states(one) == _states(two) and _formulas(one) == _formulas(two)


def _states(ledger: Ledger) -> list[object]:
    return [(name, draft.status, draft.item.category, draft.selected.again) for name, draft in ledger.drafts.items()]


def _formulas(ledger: Ledger) -> list[object]:
    """Of the totals, and of what fills the gaps of others."""
    sums = [
        one.name for one in ledger.cells if one.name == ledger.own(TOTAL) or one.name.startswith(ledger.own("category"))
    ]
    needed = resting_on(ledger.cells, sums)
    return [(one.name, one.formula if isinstance(one, Cell) else one.value) for one in needed]


class _Drafts:
    """One candidate written for every kind of number of users: what was written, and `which` of it holds in a place.

    Kinds whose formulas turn out to be the same are one.
    """

    def __init__(self, candidate: Candidate, clients: Clients, years: int, work: Array) -> None:
        self.offers: list[_Offered] = []
        self.which: Array = np.zeros(len(work), dtype=np.int64)
        own = kinds(candidate, clients.at(0, years), clients.people(years))
        for places in _alike([own], len(work)):
            usual = _offered(candidate, clients.at(int(places[0]), years))
            by_work = {int(some[0]): some for some in (places[one] for one in _alike([work[places]], len(places)))}
            if len(by_work) > 1 and any(leaves_work(usual.ledger, clients.at(at, years)) for at in by_work):
                for at, some in by_work.items():
                    self._add(_offered(candidate, clients.at(at, years)), some)
            else:
                self._add(usual, places)

    def _add(self, offered: _Offered, places: Array) -> None:
        alike = (number for number, one in enumerate(self.offers) if one.says_the_same(offered))
        number = next(alike, len(self.offers))
        self.offers += [offered] if number == len(self.offers) else []
        self.which[places] = number


def _offered(candidate: Candidate, setting: Setting) -> _Offered:
    ledger = Ledger(candidate, setting)
    problems = write_lines(ledger)
    standing = Standing(not gaps.missing(ledger), not unsuitable_because(ledger), view(ledger), bool(problems))
    return _Offered(ledger, standing)
