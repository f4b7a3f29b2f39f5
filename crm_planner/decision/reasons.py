"""Why: the scores where they decide, then at most three reasons in money, each with the cells it rests on."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from crm_planner.decision.figures import Percent, Points
from crm_planner.estimate.gaps import ESTIMATED, FIRM
from crm_planner.estimate.lines import Estimate
from crm_planner.judgement import Judgement
from crm_planner.text import Message, mark

MOST = 3
"""Reasons in money on one page."""


class Reason(NamedTuple):
    """A sentence, and the names of the cells whose values it gives or compares; amounts are in the brief's currency."""

    text: Message
    cells: tuple[str, ...] = ()


def reasons(judged: Judgement) -> tuple[Reason, ...]:
    """The reasons for the answer, the strongest first; none where nobody is ahead."""
    if judged.lead.first is None:
        return ()
    most = MOST + (judged.basis == "scores" and judged.lead.second is not None)
    return tuple(islice(_reasons(judged, judged.lead.first), most))


def _reasons(judged: Judgement, first: str) -> Iterator[Reason]:
    second = judged.lead.second
    if second is None:
        yield _alone(judged, first)
    else:
        if judged.basis == "scores":
            yield _by_score(judged, first, second)
        yield _by_cost(judged, first, second)
        yield from _largest_difference(judged, first, second)
    yield from _budget(judged, first)
    if second is not None:
        yield from _later_years(judged, first, second)
    yield _firmness(judged, first)


def _alone(judged: Judgement, first: str) -> Reason:
    values = {
        "first": judged.called(first),
        "amount": likely(judged, first),
        "years": judged.comparison.horizon_years,
    }
    text = mark("{first} costs {amount} (years: {years}); no other candidate is left to compare it with")
    return Reason(Message(text, values), (_total_cell(first),))


def _by_score(judged: Judgement, first: str, second: str) -> Reason:
    cards = judged.scorecard.cards
    values = {
        "first": judged.called(first),
        "second": judged.called(second),
        "points": Points(cards[first].total.likely),
        "others": Points(cards[second].total.likely),
    }
    return Reason(Message(mark("{first} is scored {points} of 5, {second} {others}"), values))


def _by_cost(judged: Judgement, first: str, second: str) -> Reason:
    """What the first costs against the second; by scores against the cheapest of the others."""
    other = next(name for name in judged.cost.order if name != first) if judged.basis == "scores" else second
    less = likely(judged, other) - likely(judged, first)
    values: dict[str, object] = {
        "first": judged.called(first),
        "other": judged.called(other),
        "amount": likely(judged, first),
        "others": likely(judged, other),
        "difference": abs(less),
        "years": judged.comparison.horizon_years,
    }
    cells = (_total_cell(first), _total_cell(other))
    if not less:
        return Reason(Message(mark("{first} and {other} cost the same: {amount} (years: {years})"), values), cells)
    values["percent"] = Percent(Fraction(abs(less)) / Fraction(max(likely(judged, other), likely(judged, first))))
    wording = (
        mark("{first} costs {amount}, {other} {others} (years: {years}): {difference} less, or {percent} %")
        if less > 0
        else mark("{first} costs {amount}, {other} {others} (years: {years}): {difference} more, or {percent} %")
    )
    return Reason(Message(wording, values), cells)


def _largest_difference(judged: Judgement, first: str, second: str) -> Iterator[Reason]:
    """The category in which the first, if it costs less, saves most."""
    if likely(judged, second) <= likely(judged, first):
        return
    own, others = (by_category(judged.estimate(name)) for name in (first, second))
    saved = {name: others.get(name, Decimal(0)) - own.get(name, Decimal(0)) for name in (*own, *others)}
    most = max(saved, key=lambda name: saved[name], default=None)
    if most is None or saved[most] <= 0:
        return
    values = {
        "category": most,
        "amount": own.get(most, Decimal(0)),
        "others": others.get(most, Decimal(0)),
        "other": judged.called(second),
    }
    text = mark("It saves most on this: {category}, {amount} against {others} ({other})")
    cells = tuple(cell for name in (first, second) for cell in _category_cells(judged.estimate(name), most))
    yield Reason(Message(text, values), cells)


def by_category(estimate: Estimate) -> dict[str, Decimal]:
    """What each category costs over the horizon, with what is likely to fill its gaps."""
    found: dict[str, Decimal] = {}
    for line in estimate.lines:
        found[line.category] = found.get(line.category, Decimal(0)) + (line.amount or Decimal(0))
    for gap in estimate.gaps:
        fill = gap.fill.likely if gap.fill else None
        found[gap.category] = found.get(gap.category, Decimal(0)) + (fill or Decimal(0))
    return found


def _category_cells(estimate: Estimate, category: str) -> Iterator[str]:
    if any(line.category == category and not line.status.is_gap for line in estimate.lines):
        yield f"{estimate.id}/category/{category}"
    if any(gap.category == category for gap in estimate.gaps):
        yield f"{estimate.id}/gap/{category}/likely"


def _budget(judged: Judgement, first: str) -> Iterator[Reason]:
    budget = judged.comparison.budget
    if budget is not None:
        values = {"budget": budget, "left": abs(budget - likely(judged, first))}
        within = likely(judged, first) <= budget
        text = mark("It is {left} below the budget of {budget}")
        above = mark("It is {left} above the budget of {budget}, and within it only if what is not known costs little")
        yield Reason(Message(text if within else above, values), (_total_cell(first),))


def _later_years(judged: Judgement, first: str, second: str) -> Iterator[Reason]:
    years = judged.comparison.horizon_years
    own, others = (sum(judged.estimate(name).totals.by_year[1:], Decimal(0)) for name in (first, second))
    if years > 1 and own != others:
        values = {"own": own, "others": others, "other": judged.called(second), "years": years}
        text = mark("After the first year it costs {own} up to year {years}, {other} {others}")
        cells = tuple(f"{name}/total/year{year}" for name in (first, second) for year in range(2, years + 1))
        yield Reason(Message(text, values), cells)


def _firmness(judged: Judgement, first: str) -> Reason:
    totals = judged.estimate(first).totals
    values = {"firm": totals.firm, "estimated": totals.estimated}
    cells = (f"{first}/{FIRM}", f"{first}/{ESTIMATED}")
    if not totals.estimated:
        return Reason(Message(mark("All of its {firm} is printed or offered, nothing is estimated"), values), cells)
    text = mark("Of its total {firm} is printed or offered, {estimated} is estimated")
    return Reason(Message(text, values), cells)


def likely(judged: Judgement, candidate: str) -> Decimal:
    """What a candidate that may win is likely to cost over the horizon, gaps filled."""
    totals = judged.estimate(candidate).totals
    between = totals.like_for_like
    return totals.horizon if between is None or between.likely is None else between.likely


def _total_cell(candidate: str) -> str:
    return f"{candidate}/total/like-for-like/likely"
