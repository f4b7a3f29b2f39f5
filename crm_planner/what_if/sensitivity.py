"""How far each uncertain figure moves every candidate's total, and who is ahead at each of its ends.

Every end is the whole comparison computed anew and exactly, one figure moved at a time; only a missing price is
replaced in the totals it fills, which are sums.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_planner.brief.model import WrittenBrief
from crm_planner.compare.lead import Sure
from crm_planner.compare.measures import Measure, Totals
from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison
from crm_planner.errors import DataError, UsageError
from crm_planner.estimate.lines import Estimate, Range
from crm_planner.judgement import Judgement, judge, judged
from crm_planner.place import in_one_line
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, compare, price
from crm_planner.text import Message, Text
from crm_planner.what_if import changed
from crm_planner.what_if.uncertain import Uncertain, uncertain


class Point(NamedTuple):
    """What holds with the figures as they are somewhere: totals over the horizon, and who is ahead.

    `first` is ahead by scores where there are any, else by cost; `front` are those that are level or may still pass
    beside it, and `sure` says which. `cheapest` are the
    candidates that cost least like for like, `ahead` is by how much less than the next one. `present` holds the
    present values of those whose totals are complete.
    """

    totals: Mapping[Measure, Totals]
    present: Totals
    first: str | None
    front: tuple[str, ...]
    sure: Sure
    cheapest: tuple[str, ...]
    ahead: Decimal | None


class Effect(NamedTuple):
    """An uncertain figure, and what holds at its ends; None where a candidate cannot be had as the brief asks there.

    `swings`: by how much each candidate's total, like for like, differs between the ends and now.
    """

    of: Uncertain
    low: Point | None
    high: Point | None
    swings: Mapping[str, Decimal]

    @property
    def swing(self) -> Decimal:
        """The largest of all candidates."""
        return max(self.swings.values(), default=Decimal(0))

    @property
    def ends(self) -> tuple[Point, ...]:
        return tuple(point for point in (self.low, self.high) if point is not None)


class Within(NamedTuple):
    """Whether a candidate's total, like for like, is within the budget now, at its lowest and at its highest.

    `broken_by` are the figures one end of which alone takes it over the budget, or under it where it is over now.
    """

    candidate: str
    lowest: Decimal
    now: Decimal
    highest: Decimal
    broken_by: tuple[str, ...]


class Tornado(NamedTuple):
    """The effects of one brief, the largest swing first; `idle` are figures that move nothing."""

    now: Point
    effects: tuple[Effect, ...]
    idle: tuple[Uncertain, ...]
    within: tuple[Within, ...]

    def turned(self, point: Point | None) -> bool:
        """Whether somebody else is ahead at a point than now."""
        return point is not None and point.first != self.now.first


class Case(NamedTuple):
    """The same under a scenario of the brief."""

    name: str
    changes: Mapping[str, str]
    tornado: Tornado
    judged: Judgement


class Sensitivity(NamedTuple):
    """What moves the answer. Amounts are in `currency`, over the horizon."""

    client: Text
    currency: str
    users: int
    horizon_years: int
    priced_on: date
    estimates: tuple[Estimate, ...]
    judged: Judgement
    tornado: Tornado
    scenarios: tuple[Case, ...]
    budget: Decimal | None

    @property
    def names(self) -> dict[str, Message | Text]:
        """What the candidates are called, by id; also those that only a scenario names."""
        every = (self.judged, *(case.judged for case in self.scenarios))
        return {one.id: judged.called(one.id) for judged in reversed(every) for one in judged.comparison.estimates}


def sensitivity(
    project: Project, knowledge: WrittenPlaybookWithRisks, step: Callable[[], None] = lambda: None
) -> Sensitivity:
    """What each uncertain figure of `project` does. `step` is called now and then.

    Raises DataError and UsageError as `judge` does, also for an end the brief itself gives.
    """
    trial = Trial(project, knowledge)
    comparison = trial.judged.comparison
    return Sensitivity(
        comparison.client,
        comparison.currency,
        comparison.users,
        comparison.horizon_years,
        comparison.priced_on,
        comparison.estimates,
        trial.judged,
        trial.tornado(step),
        tuple(_cases(project, knowledge, step)),
        comparison.budget,
    )


def _cases(project: Project, knowledge: WrittenPlaybookWithRisks, step: Callable[[], None]) -> Iterator[Case]:
    for name, brief in project.brief.scenarios:
        changes = {key: in_one_line(value) for key, value in project.brief.brief.scenarios[name].items()}
        trial = Trial(project._replace(brief=brief), knowledge)
        yield Case(name, changes, trial.tornado(step), trial.judged)


class Trial:
    """One client under changed figures; who is out for a must-have, the budget among them, stays out."""

    def __init__(self, project: Project, knowledge: WrittenPlaybookWithRisks) -> None:
        self.project, self.knowledge = project, knowledge
        self.judged = judge(project, knowledge)
        failed = {one.candidate for one in self.judged.checked if one.state == "failed"}
        self.barred = failed & {one.id for one in self.judged.out}
        self.now = self.point(project)

    def point(self, project: Project) -> Point:
        """What holds for `project`, its budget left aside, which is looked at by itself."""
        there = changed.without_budget(project)
        return self._point(compare(there), there.brief)

    def where_it_can_be_had(self, project: Project) -> Point | None:
        """The same; None where what the brief asks for cannot be had, or nobody is left, candidate or user."""
        if project.brief.brief.horizon_years not in changed.horizons(project):
            return None
        try:
            return self.point(project)
        except (DataError, UsageError):
            return None

    def _point(self, comparison: Comparison, written: WrittenBrief) -> Point:
        lead = judged(comparison._replace(budget=None), written, self.knowledge, self.barred)
        totals = changed.ranked(comparison.estimates)
        ordered = sorted((amount, name) for name, amount in totals["like_for_like"].items() if amount is not None)
        least = ordered[0][0] if ordered else None
        cheapest = tuple(name for amount, name in ordered if amount == least)
        ahead = None if len(ordered) < 2 else ordered[1][0] - ordered[0][0]  # noqa: PLR2004 - a second one
        present = {one.id: one.totals.npv if one.complete else None for one in comparison.estimates}
        return Point(totals, present, lead.lead.first, lead.front, lead.lead.sure, cheapest, ahead)

    def tornado(self, step: Callable[[], None] = lambda: None) -> Tornado:
        """Every uncertain figure at both ends."""
        found = []
        for one in figures(self.project):
            found.append(self._effect(one))
            step()
        moving = [one for one in found if self._moves(one)]
        idle = tuple(one.of for one in found if one not in moving)
        effects = tuple(sorted(moving, key=lambda one: (-one.swing, one.of.id)))
        return Tornado(self.now, effects, idle, tuple(self._within(effects)))

    def _moves(self, effect: Effect) -> bool:
        return None in (effect.low, effect.high) or any(
            (end.totals, end.present, end.first) != (self.now.totals, self.now.present, self.now.first)
            for end in effect.ends
        )

    def _effect(self, one: Uncertain) -> Effect:
        low, high = self._end(one, one.at_low, "low"), self._end(one, one.at_high, "high")
        ends = [point.totals["like_for_like"] for point in (self.now, low, high) if point is not None]
        swings = {}
        for name in self.now.totals["like_for_like"]:
            known = [amount for totals in ends if (amount := totals.get(name)) is not None]
            swings[name] = max(known) - min(known) if known else Decimal(0)
        return Effect(one, low, high, swings)

    def _end(self, one: Uncertain, project: Project | None, bound: str) -> Point | None:
        if project is None:
            return self._filled(one, bound)
        return self.point(project) if one.origin == "brief" else self.where_it_can_be_had(project)

    def _filled(self, one: Uncertain, bound: str) -> Point:
        """With one missing price at one of its ends."""
        comparison = self.judged.comparison
        estimates = tuple(_with_fill(estimate, one, bound) for estimate in comparison.estimates)
        there = comparison._replace(estimates=estimates, ranking=rank(estimates))
        return self._point(there, changed.without_budget(self.project).brief)

    def _within(self, effects: Sequence[Effect]) -> Iterator[Within]:
        """The budget beside what each candidate costs at its lowest and highest."""
        budget = self.judged.comparison.budget
        for name, now in self.now.totals["like_for_like"].items() if budget is not None else ():
            if now is None or budget is None:
                continue
            amounts = {effect.of.id: list(_amounts(effect, name)) for effect in effects}
            every = [now, *(amount for several in amounts.values() for amount in several)]
            broken = tuple(
                one for one, several in amounts.items() if any((at <= budget) != (now <= budget) for at in several)
            )
            yield Within(name, min(every), now, max(every), broken)


def _amounts(effect: Effect, candidate: str) -> Iterator[Decimal]:
    for point in effect.ends:
        amount = point.totals["like_for_like"].get(candidate)
        if amount is not None:
            yield amount


def _with_fill(estimate: Estimate, one: Uncertain, bound: str) -> Estimate:
    """The candidate whose gap `one` is, with that gap at one end."""
    for gap in estimate.gaps:
        between, fill = estimate.totals.like_for_like, gap.fill
        if one.id == f"gap.{estimate.id}.{gap.category}" and between is not None and fill is not None:
            at = getattr(fill, bound)
            moved = Range(*(_moved(total, was, at) for total, was in zip(between, fill, strict=True)))
            gaps = tuple(each._replace(fill=Range(at, at, at)) if each is gap else each for each in estimate.gaps)
            return estimate._replace(gaps=gaps, totals=estimate.totals._replace(like_for_like=moved))
    return estimate


def _moved(total: Decimal | None, was: Decimal | None, at: Decimal) -> Decimal | None:
    return None if total is None or was is None else total - was + at


def figures(project: Project) -> tuple[Uncertain, ...]:
    """Every uncertain figure of a project."""
    priced = price(project)
    return uncertain(project, priced.estimates, frozenset((*priced.model.inputs, *priced.model.cells)))


def steps(project: Project) -> int:
    """How many figures there are to move, those of the scenarios included, for whoever waits."""
    under = (project._replace(brief=brief) for _, brief in project.brief.scenarios)
    return sum(len(figures(one)) for one in (project, *under))


class Axis(NamedTuple):
    """A key of the brief, and the values it takes, as written."""

    key: str
    values: tuple[str, ...]


class Grid(NamedTuple):
    """What holds at every pair of values of two keys; None where it cannot be had. `points[row][column]`."""

    rows: Axis
    columns: Axis
    points: tuple[tuple[Point | None, ...], ...]


def grid(trial: Trial, rows: Axis, columns: Axis, at: Sequence[Sequence[Project]], step: Callable[[], None]) -> Grid:
    """What holds at every pair of values; `at[row][column]` is the project there."""
    points = []
    for several in at:
        points.append(tuple(trial.where_it_can_be_had(project) for project in several))
        step()
    return Grid(rows, columns, tuple(points))
