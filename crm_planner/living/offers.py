"""Every way one candidate's price list can turn out over all users, peaks, horizons and views of tax: its own graph."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from crm_planner.brief.model import TaxShown, Users
from crm_planner.catalog.candidate import Candidate
from crm_planner.estimate.cost_model import write_lines
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.people import JOINED, PEAK, USERS, in_year
from crm_planner.estimate.setting import DISCOUNT_RATE, YEARS, Setting
from crm_planner.estimate.turns import kinds, kinds_along, kinds_of_work, numbered
from crm_planner.formula.arrays import Array, np
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Expression, Ref, Step
from crm_planner.formula.units import RATIO
from crm_planner.formula.woven import Axis, Case, cases
from crm_planner.living.people import People
from crm_planner.text import Message, mark

TAX_SHOWN = "tax/shown"
VIEWS = ("published", "net", "gross")


class Kind(NamedTuple):
    """Numbers of people for which the same formulas hold, along users or peak; `first` and `last` of each kind."""

    source: str
    numbers: tuple[int, ...]
    starts: tuple[int, ...]

    @property
    def kinds(self) -> int:
        return max(self.numbers) + 1

    def selector(self) -> Expression:
        """The number of the kind at any number of people."""
        bounds = tuple(Decimal(start - 1) for start in self.starts[1:])
        return Step(Ref(self.source), bounds, tuple(map(Decimal, self.numbers)), RATIO)

    def smallest(self, kind: int) -> int:
        """The smallest number of people of a kind."""
        return self.starts[self.numbers.index(kind)]

    def largest(self, kind: int, most: int) -> int:
        """The largest number of people of a kind."""
        ends = (*(start - 1 for start in self.starts[1:]), most)
        return max(end for number, end in zip(self.numbers, ends, strict=True) if number == kind)


def _kind(source: str, low: int, rows: Array) -> Kind:
    """From the kind of every number of people, `low` the first, to where each begins."""
    numbers, starts, at = [], [], low
    for number, several in groupby(rows.tolist()):
        numbers.append(int(number))
        starts.append(at)
        at += len(list(several))
    order = {number: place for place, number in enumerate(dict.fromkeys(numbers))}
    return Kind(source, tuple(order[number] for number in numbers), tuple(starts))


class Offers:
    """One candidate written for every case: `ledgers` by case along `axes`; what cannot be had is `refused` there."""

    def __init__(self, candidate: Candidate, clients: "Clients") -> None:
        self.candidate, self.clients = candidate, clients
        self.kinds = tuple(one for one in clients.kinds(candidate) if one.kinds > 1)
        self.ledgers: dict[Case, Ledger] = {}
        self.refused: set[Case] = set()
        known: dict[object, Ledger] = {}
        for case in cases(self.axes):
            setting = self._setting(case)
            brief = setting.brief
            key = (brief.users.model_dump_json(), brief.horizon_years, brief.tax.show)
            if key not in known:
                known[key] = ledger = Ledger(candidate, setting)
                if write_lines(ledger):
                    self.refused.add(case)
            self.ledgers[case] = known[key]

    @property
    def axes(self) -> tuple[Axis, ...]:
        own = (Axis(Ref(self._selector(one)), one.kinds) for one in self.kinds)
        return (*self.clients.axes, *own)

    def cells(self) -> Iterator[Cell]:
        """The figures that say which case it is."""
        for one in self.kinds:
            label = Message(mark("Which prices, requirements and limits hold"))
            yield Cell(self._selector(one), one.selector(), RATIO, label)

    @property
    def usual(self) -> Case:
        """The case of the brief."""
        people = {USERS: self.clients.usual.users, PEAK: self.clients.usual.peak.people}
        own = [int(np.searchsorted(one.starts, people[one.source], side="right")) - 1 for one in self.kinds]
        numbers = (one.numbers[place] for one, place in zip(self.kinds, own, strict=True))
        return (*self.clients.usual_case, *numbers)

    def _selector(self, one: Kind) -> str:
        return f"{self.candidate.id}/case/{one.source.partition('/')[2]}"

    def _setting(self, case: Case) -> Setting:
        """A client of this case; where no number of users fits the peak, the nearest one that does."""
        shared, own = case[: len(self.clients.axes)], case[len(self.clients.axes) :]
        if case == self.usual:
            return self.clients.at(shared, self.clients.usual.users, self.clients.usual.peak.people)
        chosen = {one.source: (one, kind) for one, kind in zip(self.kinds, own, strict=True)}
        people, peak = self.clients.people.most, 1
        if USERS in chosen:
            kind, number = chosen[USERS]
            people = kind.largest(number, people)
        if PEAK in chosen:
            kind, number = chosen[PEAK]
            peak = kind.smallest(number)
        return self.clients.at(shared, people, min(peak, people))


class Clients:
    """One client with other numbers of people, horizons and views of tax."""

    def __init__(self, usual: Setting, people: People, views: Sequence[str], varied: frozenset[str]) -> None:
        self.usual, self.people, self.views = usual, people, tuple(views)
        self.varied = varied | {YEARS, DISCOUNT_RATE}
        staff = people.staff(people.most)
        self.most = Decimal(max(one.total for one in staff) + sum(one.joined for one in staff))

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Horizons, and views of tax where there are several."""
        years = Axis(Ref(YEARS), self.people.years, first=1)
        return (years, Axis(Ref(TAX_SHOWN), len(self.views))) if len(self.views) > 1 else (years,)

    @property
    def usual_case(self) -> Case:
        year = self.usual.brief.horizon_years - 1
        view = self.usual.brief.tax.show
        return (year, self.views.index(view)) if len(self.views) > 1 else (year,)

    def at(self, shared: Case, people: int, peak: int | None) -> Setting:
        """The client in a shared case, with so many people."""
        view = self.views[shared[1]] if len(self.views) > 1 else self.views[0]
        users: Users = self.people.at(people, peak)
        changes = {"users": users, "horizon_years": shared[0] + 1, "tax": TaxShown(show=view)}
        usual = self.usual
        written = usual.written._replace(brief=usual.brief.model_copy(update=changes))
        return Setting.of(written, usual.knowledge, usual.today)._replace(most=self.most, varied=self.varied)

    def kinds(self, candidate: Candidate) -> tuple[Kind, ...]:
        """Along users, and along the peak where it may be moved."""
        longest = (self.people.years - 1, *self.usual_case[1:])
        users = range(self.people.low, self.people.most + 1)
        widest = self.at(longest, self.people.most, 1)
        if not self.people.peak_moves:
            rows = [kinds(candidate, widest, self._everybody(users)), self._work_along_users]
            return (_kind(USERS, users[0], numbered(rows, len(users))),)
        counts = np.arange(users[0], users[-1] + 1)
        by_users = [kinds_along(candidate, widest, USERS, counts), self._work_along_users]
        by_peak = [kinds_along(candidate, widest, PEAK, np.arange(1, users[-1] + 1)), self._work_along_peak]
        return (
            _kind(USERS, users[0], numbered(by_users, len(counts))),
            _kind(PEAK, 1, numbered(by_peak, users[-1])),
        )

    @cached_property
    def _work_along_users(self) -> Array:
        """The kind of the playbook's work at every number of users."""
        low = self.people.low
        first = (0, *self.usual_case[1:])
        return kinds_of_work(lambda place: self.at(first, low + place, 1), self.people.most - low + 1)

    @cached_property
    def _work_along_peak(self) -> Array:
        first, most = (0, *self.usual_case[1:]), self.people.most
        return kinds_of_work(lambda place: self.at(first, most, place + 1), most)

    def _everybody(self, users: Sequence[int]) -> Mapping[str, Array]:
        """The people of each year, at every number of users of the first."""
        found: dict[str, list[int]] = {}
        for number in users:
            for year, one in enumerate(self.people.staff(number), start=1):
                for name, figure in ((USERS, one.total), (PEAK, one.peak.people), (JOINED, one.joined)):
                    found.setdefault(in_year(name, year), []).append(figure)
        return {name: np.array(figures) for name, figures in found.items()}
