"""Where the answer for a project turns: users, years, discounts, rates of support and of exchange, concessions.

Found in arrays, and every flip that is reported computed once more exactly on both of its sides.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_planner.compare.break_even import (
    Cliff,
    Flip,
    Interval,
    Race,
    Side,
    Within,
    cliffs,
    flips,
    intervals,
    within,
)
from crm_planner.compare.concessions import Concession, granted
from crm_planner.compare.discounted import by_discount
from crm_planner.compare.measures import MEASURES, Figure, Measure, Totals
from crm_planner.errors import ModelError
from crm_planner.estimate.lines import Estimate
from crm_planner.judgement import Judgement, judge
from crm_planner.limits import SWEPT_USERS
from crm_planner.place import in_one_line
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, compare, price
from crm_planner.text import Text
from crm_planner.what_if import changed
from crm_planner.what_if.gifts import given_free
from crm_planner.what_if.races import by_discounts, by_exchange, by_support_rates, by_users, by_years

LEAST_RANGE, TIMES = 50, 5
"""Users are looked at up to 50, or to five times as many as there are; beyond the most only up to those there are."""


class Stage(NamedTuple):
    """Who is cheapest along the values of one figure; `low` and `high` are the ends of what was looked at."""

    figure: Figure
    low: Decimal
    high: Decimal
    intervals: Mapping[Measure, tuple[Interval, ...]]
    ranked: Mapping[Measure, frozenset[str]]
    """The candidates that are ranked at some of the values."""


class Case(NamedTuple):
    """Who is cheapest at each number of users under a scenario of the brief."""

    name: str
    changes: Mapping[str, str]
    users: Stage
    others: tuple[Estimate, ...] = ()
    """The candidates that only this scenario names."""


class BreakEven(NamedTuple):
    """Where the answer turns. Amounts are in `currency`, over the horizon."""

    client: Text
    currency: str
    users: int
    peak: int
    """How many of them are inside at once; of other numbers of users it is as large a share."""
    horizon_years: int
    priced_on: date
    estimates: tuple[Estimate, ...]
    totals: Mapping[Measure, Totals]
    stages: tuple[Stage, ...]
    """By users first, by years second, then whatever else was varied."""
    flips: tuple[Flip, ...]
    concessions: tuple[Concession, ...]
    cliffs: tuple[Cliff, ...]
    scenarios: tuple[Case, ...] = ()
    budget: Decimal | None = None
    judged: Judgement | None = None
    """Where somebody has scored the candidates: at which weight another one is ahead."""
    within: tuple[Within, ...] = ()
    """Who fits the budget, now and at which numbers of users."""

    @property
    def by_users(self) -> Stage:
        return self.stages[0]

    def amounts(self) -> Iterator[Decimal]:
        """Every amount a reader is shown: one with decimals gives decimals to all."""
        for of in self.totals.values():
            yield from (one for one in of.values() if one is not None)
        for stage in (self.by_users, *(case.users for case in self.scenarios)):
            ends = (end for runs in stage.intervals.values() for one in runs for end in (one.first, one.last))
            yield from (end for end in ends if end is not None)
        for flip in self.flips:
            yield from (*flip.before.amounts.values(), *flip.after.amounts.values())
        for given in self.concessions:
            yield from (one for one in (given.gap, given.worth, given.left) if one is not None)
        for cliff in self.cliffs:
            yield from (cliff.amount, cliff.saved)


def usual_range(users: int) -> range:
    """The numbers of users that are looked at unless somebody says."""
    return range(1, max(LEAST_RANGE, min(TIMES * users, SWEPT_USERS), users) + 1)


def break_even(
    project: Project,
    users: range | None = None,
    step: Callable[[], None] = lambda: None,
    knowledge: WrittenPlaybookWithRisks | None = None,
) -> BreakEven:
    """Everything at which the cheapest candidate, or the cheaper of two, changes. `step` is called now and then.

    With `knowledge`, also the weights at which another candidate is ahead, where the brief has scores.

    Raises UsageError and DataError as `compare` does, MissingExtra without NumPy, ModelError where a flip is found
    that exact figures do not show, which would be a fault of ours.
    """
    there = users or _lasting(project, usual_range(project.setting.users))
    comparison = compare(project._replace(brief=project.brief._replace(scenarios=())))
    totals = changed.ranked(comparison.estimates)
    races = []
    for race in _races(project, comparison.estimates, there):
        races.append(race)
        step()
    found = tuple(flip for race in races for measure in MEASURES for flip in _flips(race, measure))
    for race in races:
        _prove(project, race, [flip for flip in found if flip.figure == race.figure])
        step()
    return BreakEven(
        comparison.client,
        comparison.currency,
        comparison.users,
        comparison.peak,
        comparison.horizon_years,
        comparison.priced_on,
        comparison.estimates,
        totals,
        tuple(map(_stage, races)),
        found,
        tuple(_concessions(project, comparison.estimates, totals, races)),
        cliffs(races[0]),
        tuple(_cases(project, there, {one.id for one in comparison.estimates})),
        comparison.budget,
        _judged(project, knowledge),
        _within(races[0], comparison.budget, totals),
    )


def _judged(project: Project, knowledge: WrittenPlaybookWithRisks | None) -> Judgement | None:
    return judge(project, knowledge) if knowledge is not None and project.brief.brief.scores else None


def _within(race: Race, budget: Decimal | None, totals: Mapping[Measure, Totals]) -> tuple[Within, ...]:
    if budget is None:
        return ()
    return tuple(one for measure in MEASURES for one in within(race, measure, budget, totals[measure]))


def _races(project: Project, estimates: Sequence[Estimate], users: range) -> Iterator[Race]:
    yield by_users(project, users)
    yield by_years(project)
    yield from by_discounts(project, [one.id for one in estimates])
    yield from by_support_rates(project, estimates)
    yield from by_exchange(project)


def _lasting(project: Project, users: range) -> range:
    """Without the numbers of users of whom nobody would be left before the horizon ends."""
    growth, years = project.brief.brief.growth, project.brief.brief.horizon_years
    gone = 0 if growth is None or growth.users else growth.leavers - (growth.joiners or 0)
    return range(min(users.start + max(gone, 0) * (years - 1), project.setting.users), users.stop)


def _stage(race: Race) -> Stage:
    found = {name: intervals(race, name) for name in MEASURES}
    standing = {name: frozenset(race.standing(name)) for name in MEASURES}
    return Stage(race.figure, race.values[0], race.values[-1], found, standing)


def _flips(race: Race, measure: Measure) -> tuple[Flip, ...]:
    """A discount or a rate of one candidate moves that one; the pairs of others are not its business."""
    among = race.figure.of if race.figure.driver in ("discount", "support_rate") else None
    return flips(race, measure, among)


def _prove(project: Project, race: Race, found: Sequence[Flip]) -> None:
    """Compute both sides of every flip exactly; each value once."""
    known: dict[Decimal, Mapping[Measure, Totals]] = {}
    for flip in found:
        for side in (flip.before, flip.after):
            if side.value not in known:
                known[side.value] = _exactly(project, race, side.value)
            _agree(flip, side, known[side.value][flip.measure])


def _exactly(project: Project, race: Race, value: Decimal) -> Mapping[Measure, Totals]:
    there = changed.at(project, race.figure, value)
    place = race.values.index(value)
    able = tuple(
        name for name in race.amounts["published"] if name not in race.refused or not race.refused[name][place]
    )
    brief = there.brief.brief.model_copy(update={"candidates": able})
    return changed.totals(there._replace(brief=there.brief._replace(brief=brief)))


def _agree(flip: Flip, side: Side, exact: Totals) -> None:
    for name, amount in side.amounts.items():
        if exact[name] != amount:
            where = f"{flip.figure.driver} {flip.figure.of} {side.value}"
            raise ModelError(f"{name} at {where}: {amount} in arrays, {exact[name]} exactly")


def _concessions(
    project: Project, estimates: Sequence[Estimate], before: Mapping[Measure, Totals], races: Sequence[Race]
) -> Iterator[Concession]:
    """Of each candidate that is not the cheapest, beside every cheaper one."""
    discounts = [race for race in races if race.figure.driver == "discount"]
    free = {
        one.id: list(given_free(project, one))
        for one in estimates
        if any(before[measure][one.id] is not None for measure in MEASURES)
    }
    for measure in MEASURES:
        for race in discounts:
            yield from by_discount(race, measure, before[measure])
        for name, gifts in free.items():
            for kind, after in gifts:
                yield from granted(name, kind, measure, before[measure], after[measure])


def _cases(project: Project, users: range, known: set[str]) -> Iterator[Case]:
    for name, brief in project.brief.scenarios:
        under = project._replace(brief=brief)
        changes = {key: in_one_line(value) for key, value in project.brief.brief.scenarios[name].items()}
        stage = _stage(by_users(under, _lasting(under, users)))
        more = any(one.id not in known for one in under.candidates())
        others = tuple(one for one in price(under).estimates if one.id not in known) if more else ()
        yield Case(name, changes, stage, others)
