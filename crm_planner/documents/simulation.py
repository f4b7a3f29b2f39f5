"""The page that says how sure the cost is: percentiles, intervals, what drives them, what mitigations buy."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from crm_planner.documents.decision_words import percent
from crm_planner.documents.footnotes import called
from crm_planner.documents.page import Cell, Column, Outline, Page, Row, Table
from crm_planner.documents.simulation_figures import (
    ABOUT,
    Moving,
    bought_together,
    intervals,
    moving_together,
    whole,
)
from crm_planner.playbook.simulation import Distribution
from crm_planner.simulation.simulate import Outcome, Simulation
from crm_planner.text import Message, mark

SHOWN = 6
"""Drivers and mitigations on the page; JSON has all."""


def simulation_page(found: Simulation) -> Page:
    """`found` for a reader; amounts rounded to whole units, for chance moves them by more."""
    values = {
        "client": found.client,
        "users": found.users,
        "years": found.horizon_years,
        "day": found.priced_on,
        "currency": found.currency,
        "draws": found.draws,
    }
    wording = mark(
        "{client}: how sure the cost is. Users: {users}. Years: {years}. Priced on {day}, amounts in {currency}, "
        "{draws} draws"
    )
    parts: list[Table | Outline] = [_table(found), intervals(found.outcomes), *_drivers(found), *_bought(found)]
    return Page(Message(wording, values), tuple(parts), tuple(_notes(found)))


def _columns(found: Simulation) -> tuple[Column, ...]:
    return tuple(Column(called(one.estimate)) for one in found.outcomes)


def _table(found: Simulation) -> Table:
    return Table(found.currency, _columns(found), tuple(_rows(found)), upright=True)


def _rows(found: Simulation) -> Iterator[Row]:
    several = found.outcomes
    yield _amounts(mark("Base: most likely, nothing goes wrong"), [one.base for one in several])
    yield _amounts(mark("Mean"), [one.spread.mean for one in several])
    for name in ("p10", "p50", "p80", "p90"):
        label = Message(mark("P{percent}"), {"percent": int(name[1:])})
        yield _amounts(label, [getattr(one.spread.percentiles, name) for one in several], strong=name == "p80")
    yield _amounts(mark("Contingency (P80 - base)"), [one.contingency for one in several])
    yield _amounts(mark("Standard error of P80"), [one.spread.errors.p80 for one in several])
    if found.budget is not None:
        label = Message(mark("Within the budget of {budget}"), {"budget": found.budget})
        yield Row(label, tuple(_share(one.within_budget) for one in several))
    yield Row(Message(mark("Cheapest in")), tuple(_share(one.cheapest) for one in several))
    yield Row(Message(mark("Time that risks add, P80")), tuple(_time(one) for one in several))
    yield Row(Message(mark("Accuracy class")), tuple(_accuracy(one) for one in several))


def _amounts(label: str | Message, amounts: Sequence[Decimal], *, strong: bool = False) -> Row:
    head = Message(label) if isinstance(label, str) else label
    return Row(head, tuple(Cell(whole(one), "figure") for one in amounts), strong)


def _share(share: Fraction | None) -> Cell:
    if share is None:
        return Cell(Message(mark("not ranked")), "state")
    return Cell(Message(mark("{percent} %"), {"percent": percent(share) if share else Decimal(0)}), "figure")


def _time(one: Outcome) -> Cell:
    percent_points, days = (each.p80.quantize(Decimal(1), ROUND_HALF_UP) for each in one.delay)
    return Cell(Message(mark("{percent} % + {days} days"), {"percent": percent_points, "days": days}), "figure")


def _accuracy(one: Outcome) -> Cell:
    values = {"level": one.accuracy.level, "below": one.accuracy.below, "above": one.accuracy.above}
    return Cell(Message(mark("{level} (-{below} to +{above} %)"), values), "figure")


def _drivers(found: Simulation) -> Iterator[Table]:
    """What moves the totals, each figure once for all candidates."""
    rows = tuple(Row(one.label, tuple(_moves(one, each.estimate.id) for each in found.outcomes))
                 for one in moving_together(found.outcomes)[:SHOWN])  # fmt: skip
    if rows:
        title = Message(mark("What moves the total: share of the variance; what P80 falls by if it is certain"))
        yield Table(Message(mark("Assumption")), _columns(found), rows, title)


def _moves(one: Moving, candidate: str) -> Cell:
    driver = one.drivers.get(candidate)
    if driver is None:
        return Cell(None)
    share = percent(Fraction(driver.share).limit_denominator(10**4))
    if driver.moves is None:
        return Cell(Message(mark("{percent} %"), {"percent": share}), "figure")
    return Cell(Message(mark("{percent} %; {amount}"), {"percent": share, "amount": whole(driver.moves)}), "figure")


def _bought(found: Simulation) -> Iterator[Table]:
    """What each mitigation that is not done would take off P80, beside what it costs."""
    several = bought_together(found.outcomes)
    if several:
        columns = (*_columns(found), Column(Message(mark("Costs itself"))))
        rows = []
        for one in several[:SHOWN]:
            falls = tuple(Cell(whole(one.falls.get(each.estimate.id)), "figure") for each in found.outcomes)
            cost = Message(mark("not known")) if one.cost is None else whole(one.cost)
            label = Message(mark("{id} {action}"), {"id": one.id, "action": one.action})
            rows.append(Row(label, (*falls, Cell(cost, "figure"))))
        title = Message(mark("What mitigations buy: what P80 falls by, beside what each costs itself (in no total)"))
        yield Table(Message(mark("Mitigation")), columns, tuple(rows), title)


_DISTRIBUTIONS: dict[Distribution, str] = {
    "pert": mark("PERT distributions"),
    "triangular": mark("triangular distributions"),
}


def _notes(found: Simulation) -> Iterator[Message]:
    rules = found.rules
    values = {
        "distribution": Message(_DISTRIBUTIONS[rules.distribution]),
        "correlation": rules.correlation,
        "share": (rules.overlap_share * 100).normalize(),
        "cap": rules.cap,
    }
    yield Message(
        mark(
            "Assumptions of the playbook: {distribution}, correlation {correlation} inside a side; of several risks on "
            "one category the largest counts whole and {share} % of the others, those on the whole at most {cap} %"
        ),
        values,
    )
    if rules.tail.drawn:
        points, chance = rules.tail.percent, (rules.tail.probability * 100).normalize()
        values = {"percent": chance, "low": points.low, "high": points.high}
        yield Message(
            mark("A disaster no checklist names is drawn with {percent} %: services cost {low} to {high} % more"),
            values,
        )
    for one in found.outcomes:
        if one.detected:
            named = {"candidate": called(one.estimate), "risks": one.detected}
            yield Message(mark("{candidate}: risks drawn, because an answer or a fact shows them: {risks}"), named)
        if one.contradicted:
            wording = mark("{candidate}: not drawn, for all answers are good although a fact shows them: {risks}")
            yield Message(wording, {"candidate": called(one.estimate), "risks": one.contradicted})
        if not one.complete:
            wording = mark("{candidate}: what has no price and nothing to fill it is in no figure")
            yield Message(wording, {"candidate": called(one.estimate)})
    counted = {"open": found.open_risks, "controlled": found.controlled_risks}
    yield Message(mark("Not drawn: risks with open questions: {open}; controlled risks: {controlled}"), counted)
    yield Message(mark("Dates in these draws, by task: `crm-planner plan BRIEF CANDIDATE --range`"))
    yield Message(mark("P80: 80 of 100 draws cost at most this. Contingency is for risks inside the scope"))
    yield Message(ABOUT)
    repeat = {"seed": found.seed, "numpy": found.numpy}
    yield Message(mark("Seed {seed}, NumPy {numpy}: the same give the same figures"), repeat)
