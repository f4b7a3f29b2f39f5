"""Stretches of users over which one graph of cells holds: prices, requirements and limits do not change their kind.

A model is written for one client: whether a price is on request, a requirement is met or a limit is passed is decided
while its cells are written. All of these compare a quantity with a figure of the catalog. So between two such figures
the decisions are the same, and the formulas written for one number of users hold for all of the stretch.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from crm_planner.brief.sizing import Staff, staff_by_year, with_total
from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Item
from crm_planner.catalog.price import Price
from crm_planner.errors import DataError, UsageError
from crm_planner.estimate import gaps
from crm_planner.estimate.cost_model import fill, model_of, write_lines
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.numbers import numbers
from crm_planner.estimate.people import JOINED, PEAK, USERS, in_year
from crm_planner.estimate.reading import unsuitable_because
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.tax import view
from crm_planner.estimate.wishes import unknown_wishes
from crm_planner.formula.expression import Exact
from crm_planner.formula.model import Model
from crm_planner.problem import Problem


class Clients:
    """One client with other numbers of users, for other numbers of years, and with figures that vary."""

    def __init__(self, setting: Setting, users: Sequence[int], varied: frozenset[str] = frozenset()) -> None:
        if not users or users[0] < 1 or any(below >= above for below, above in pairwise(users)):
            raise UsageError("the numbers of users of a sweep ascend from 1 or more")
        self.usual = setting._replace(varied=varied)
        self.users = users
        self._staff: dict[int, tuple[tuple[Staff, ...], ...]] = {}

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

    def people(self, years: int) -> dict[str, list[int]]:
        """The cells of people that the number of users decides, for each of them."""
        staff = self.staff(years)
        later = range(1, len(staff[0]) + 1)
        totals = {in_year(USERS, year): [one[year - 1].total for one in staff] for year in later}
        peaks = {in_year(PEAK, year): [one[year - 1].peak.people for one in staff] for year in later}
        return totals | peaks | {in_year(JOINED, year): [one[year - 1].joined for one in staff] for year in later}


class Standing(NamedTuple):
    """What is said of one candidate all along a stretch; with `problems` it cannot be had as the brief asks."""

    complete: bool
    suitable: bool
    shown: str
    problems: tuple[Problem, ...] = ()


class Stretch(NamedTuple):
    """Where among the numbers of users the same formulas hold, and the lines as written for the first of them."""

    users: slice
    setting: Setting
    standings: Mapping[str, Standing]
    ledgers: tuple[Ledger, ...]
    """Of the candidates that can be had."""

    @property
    def by_ratio(self) -> bool:
        """Whether gaps are filled by shares of licences, so that it matters whose licences cost anything."""
        return gaps.rule_of(self.setting) == "ratio"

    def model(self, cells: Iterable[str], paid: Mapping[str, bool] | None = None) -> Model:
        """The graph of all candidates with what fills their gaps, and in it those of `cells` that there are.

        Where gaps are filled by shares of licences, `paid` says whose licences cost anything; without, they stay open.
        """
        ledgers = [replace(one, cells=list(one.cells)) for one in self.ledgers]
        if paid is not None or not self.by_ratio:
            able = [one for one in ledgers if self.standings[one.candidate.id].suitable]
            fill(ledgers, able, _paid(ledgers, paid or {}))
        return model_of(ledgers, cells)


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
    first = clients.at(0, years)
    problems = tuple(unknown_wishes(candidates, first, known or candidates))
    if problems:
        raise DataError(tuple(dict.fromkeys(problems)))
    turns, of_work = {one.id: _turns(one, first) for one in candidates}, _turns_of_work(first)

    def kind(number: int) -> tuple[tuple[int, ...], ...]:
        setting = clients.at(number, years)
        return (_kind_of_work(setting, of_work), *(_kind(one, setting, turns[one.id]) for one in candidates))

    start = 0
    while start < len(clients.users):
        end = _last_alike(kind, start, len(clients.users) - 1) + 1
        yield _stretch(candidates, clients.at(start, years), slice(start, end))
        start = end


def _last_alike(kind: Callable[[int], object], first: int, last: int) -> int:
    """The last of several that is of the same kind as the first; kinds that were left do not come again.

    They do not because every quantity rises with the number of users, or falls with it, throughout.
    """
    here = kind(first)
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if kind(middle) == here else (first, middle - 1)
    return first


def _stretch(candidates: Sequence[Candidate], setting: Setting, users: slice) -> Stretch:
    ledgers = [Ledger(one, setting) for one in candidates]
    problems = {one.candidate.id: tuple(write_lines(one)) for one in ledgers}
    standings = {
        name: Standing(not gaps.missing(one), not unsuitable_because(one), view(one), problems[name])
        for name, one in zip(problems, ledgers, strict=True)
    }
    return Stretch(users, setting, standings, tuple(one for one in ledgers if not problems[one.candidate.id]))


Turns = Mapping[str, Sequence[int]]
"""The whole quantities beyond which something about a candidate changes its kind, by the name of the quantity."""


def _turns(candidate: Candidate, setting: Setting) -> Turns:
    """For every quantity that may follow the number of users; what is owned already shifts those of prices."""
    owned, most = int(setting.owned(candidate)), setting.most or Decimal(0)
    moved = {end for item in candidate.edition.items for price in _prices(item) for end in price.turns(most)}
    every = sorted({0, owned, *_ends(candidate), *moved, *(end + owned for end in moved)})
    return {name: every for name in setting.quantities(candidate) if setting.follows(candidate, name)}


def _ends(candidate: Candidate) -> Iterator[int]:
    """Where limits and requirements begin and cease to hold."""
    catalog, edition = candidate.catalog, candidate.edition
    for limit in edition.limits.values():
        yield from limit.turns
    for requires in (*(one.requires for one in edition.items), *(one.requires for one in catalog.discounts)):
        for requirement in requires.values():
            yield from requirement.range.turns if requirement.range else ()


def _turns_of_work(setting: Setting) -> Turns:
    """The same for the numbers that decide which work of the playbook is needed, and whether there is any."""
    turns: dict[str, set[int]] = {}
    for effort in setting.playbook.efforts:
        for term in effort.formula:
            turns.update({name: {0} for name in term.each if name not in turns})
    for name, span in (
        (name, span) for effort in setting.playbook.efforts for one in effort.when for name, span in one.items()
    ):
        turns.setdefault(name, {0}).update(span.turns)
    return {name: sorted(ends) for name, ends in turns.items()}


def _kind_of_work(setting: Setting, turns: Turns) -> tuple[int, ...]:
    known = numbers(setting) if turns else {}
    return tuple(bisect_left(ends, known[name].value) for name, ends in turns.items() if name in known)


def _prices(item: Item) -> list[Price]:
    every = (item.price, *(one.price for one in item.prices or ()), *(one.price for one in item.reentry))
    return [price for price in every if isinstance(price, Price)]


def _kind(candidate: Candidate, setting: Setting, turns: Turns) -> tuple[int, ...]:
    """Between which turns lies whatever prices and requirements may count of a candidate."""
    years = setting.years if setting.grows else range(1, 2)
    by_year = [setting.quantities(candidate, year) for year in years]
    joined = [one.joined for one in setting.staff]
    return tuple(
        bisect_left(ends, quantity)
        for name, ends in turns.items()
        for quantity in _counted([known[name] for known in by_year], joined, setting.owned(candidate))
    )


def _counted(needed: Sequence[Decimal], joined: Sequence[int], owned: Decimal) -> Iterator[Decimal]:
    """A quantity in each year; the most needed so far, and with everybody who joined; and what is added each year."""
    yield from needed
    if len(needed) > 1:
        for so_far in (list(accumulate(needed, max)), list(accumulate((needed[0], *map(Decimal, joined[1:]))))):
            yield from so_far[1:]
            yield from (now - max(before, owned) for before, now in pairwise(so_far))
