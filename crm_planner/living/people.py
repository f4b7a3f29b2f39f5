"""How many people there are, where their number may be moved: by the rule of the brief, at every number."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from crm_planner.brief.model import Users
from crm_planner.brief.sizing import Staff, pool_size, staff_by_year, total_users, with_total
from crm_planner.estimate.people import MONTHS, PEAK, USERS, in_year, people_cells
from crm_planner.estimate.setting import YEARS, Setting
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import (
    Ceiling,
    Choose,
    Expression,
    Maximum,
    Minimum,
    Number,
    Ref,
    Round,
    Step,
    total,
)
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.money import RoundingMode
from crm_planner.text import Message, mark

PEAK_GIVEN = "users/peak-given"
"""How many people are inside at once, as the reader says; 0: as the brief's rule has it."""

_NOBODY, _SOMEBODY = Number(Decimal(0), COUNT), Number(Decimal(1), COUNT)


class People:
    """The people of a client who may have from `low` to `most` users, for up to `years` years."""

    def __init__(self, setting: Setting, years: int, most: int) -> None:
        self.setting, self.most = setting, most
        self.users = setting.brief.users
        self.years = next(number for number in range(years, 0, -1) if self._lasts(setting.users, number))
        self.low = next(people for people in range(1, setting.users + 1) if self._lasts(people, self.years))

    def _lasts(self, people: int, years: int) -> bool:
        """Whether there is somebody left in every year."""
        return min(one.total for one in self._staff(with_total(self.users, people), years)) > 0

    @property
    def peak_moves(self) -> bool:
        """Whether the peak may be moved by itself; where people come and go it follows from them."""
        return self.setting.brief.growth is None

    def at(self, people: int, peak: int | None = None) -> Users:
        """So many users, of whom so many are inside at once; by the brief's rule unless said."""
        if not self.peak_moves:
            return with_total(self.users, people)
        if peak is not None:
            return Users(total=people, peak=min(peak, people))
        return Users(total=people) if self.users.peak is not None else with_total(self.users, people)

    def staff(self, people: int) -> tuple[Staff, ...]:
        """The people of each year."""
        return self._staff(self.at(people), self.years)

    def _staff(self, users: Users, years: int) -> tuple[Staff, ...]:
        sizing, growth = self.setting.playbook.sizing, self.setting.brief.growth
        return staff_by_year(users, growth, years, sizing.occasional_share, sizing.service_level)

    def cells(self) -> Iterator[Input | Cell]:
        """How many people there are in each year, and for how many months in all."""
        everybody = Message(mark("People who use the system"))
        place = self.setting.place("users")
        yield Input(USERS, Decimal(self.setting.users), COUNT, label=everybody, source=place)
        yield from self._peak()
        written = self._over_all_years
        known = {USERS, PEAK, MONTHS}
        for cell in people_cells(written.written, written.knowledge, written.staff) if not self.peak_moves else ():
            if cell.name not in known and not cell.name.startswith(("users/core", "users/occasional")):
                yield self._pool(cell) if isinstance(cell, Cell) else cell
        yield Cell(MONTHS, self._months(), COUNT, Message(mark("Months of one user's work")))

    @cached_property
    def _over_all_years(self) -> Setting:
        usual = self.setting
        brief = usual.brief.model_copy(update={"horizon_years": self.years})
        return Setting.of(usual.written._replace(brief=brief), usual.knowledge, usual.today)

    def _peak(self) -> Iterator[Input | Cell]:
        label = Message(mark("People inside at the same time"))
        rule, said = self._by_rule()
        if not self.peak_moves:
            yield Cell(PEAK, rule, COUNT, label, said)
            return
        given = Decimal(self.users.peak or 0)
        own = Message(mark("People inside at the same time, if not by the rule; 0: by the rule"))
        yield Input(PEAK_GIVEN, given, COUNT, label=own, source=self.setting.place("users"))
        said_so = Minimum((Maximum((Ref(PEAK_GIVEN), _SOMEBODY)), Ref(USERS)))  # at least 1, so that bounds know it
        yield Cell(PEAK, Choose(Ref(PEAK_GIVEN), _NOBODY, rule, said_so), COUNT, label, said)

    def _by_rule(self) -> tuple[Expression, Message | None]:
        """How the brief finds a peak at any number of users, and what that is called."""
        users = self.users
        if users.peak is not None and not self.peak_moves:
            share = Ref(USERS) * Number(Decimal(users.peak)) / Number(Decimal(total_users(users)))
            return Ceiling(share), Message(mark("The same share of the people as in the brief, rounded up"))
        if users.simultaneity is not None:
            return self._pools(USERS), Message(mark("The smallest number that suffices nearly always"))
        if users.total is None:
            core = Number(Decimal(users.core or 0)) / Number(Decimal(total_users(users)))
            core_users = Round(Ref(USERS) * core, Decimal(1), RoundingMode.HALF_UP)
            occasional = (Ref(USERS) - core_users) * Number(self.setting.playbook.sizing.occasional_share, RATIO)
            inside = core_users + Ceiling(occasional)
            return inside, Message(mark("All core users and a share of the occasional ones"))
        return Ref(USERS), Message(mark("Everybody: the brief gives no peak"))

    def _pool(self, cell: Cell) -> Cell:
        """The peak of a later year by probability, at every number of users of that year."""
        if not (cell.name.startswith(f"{PEAK}/") and isinstance(cell.formula, Number)):
            return cell
        source = cell.name.replace(PEAK, USERS)
        return Cell(cell.name, self._pools(source), cell.unit, cell.label, cell.rule, cell.source)

    def _pools(self, source: str) -> Expression:
        """The binomial pool of every number of people."""
        found = self._pool_sizes
        turns = [people for people, (one, two) in enumerate(pairwise(found), start=1) if one != two]
        rows = [found[0], *(found[people] for people in turns)]
        bounds = tuple(map(Decimal, turns))
        return Step(Ref(source), bounds, tuple(map(Decimal, rows)), COUNT)

    @cached_property
    def _pool_sizes(self) -> Sequence[int]:
        """For 1 person and more, as many as there can be in the last year."""
        level = self.users.service_level
        level = self.setting.playbook.sizing.service_level if level is None else level
        most = max(one.total for one in self.staff(self.most))
        share = self.users.simultaneity or Decimal(0)
        return [pool_size(people, share, level) for people in range(1, most + 1)]

    def _months(self) -> Expression:
        """Twelve for each user and year of the horizon."""
        if self.peak_moves:
            return Ref(USERS) * 12 * Ref(YEARS)
        years = [self._within(year, Ref(in_year(USERS, year))) for year in range(1, self.years + 1)]
        return total(years, COUNT) * 12

    def _within(self, year: int, people: Expression) -> Expression:
        return people if year == 1 else Choose(Ref(YEARS), Number(Decimal(year - 1)), _NOBODY, people)
