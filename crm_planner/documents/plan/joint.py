"""How sure the dates of a plan are, in words, as a table and as data: P50 and P80, and how often tasks are critical."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from crm_planner.documents.decision_words import percent
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.page import Cell, Column, Page, Row, Table
from crm_planner.documents.plan.words import called
from crm_planner.money import MINOR_DIGITS
from crm_planner.plan.implementation import Implementation
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.simulation.joint import Amounts, Days, Joint


def with_joint(page: Page, sure: "Joint | None", plan: Implementation) -> Page:
    """`page` with how sure its dates are, where somebody wants to know."""
    if sure is None:
        return page
    return page._replace(parts=(*page.parts, _table(sure, plan)), notes=(*page.notes, *_notes(sure, plan)))


def _table(sure: "Joint", plan: Implementation) -> Table:
    heads = (mark("as planned"), mark("P50"), mark("P80"))
    columns = (*(Column(Message(head), "left") for head in heads), Column(Message(mark("critical in"))))
    dates = (Cell(one) for one in (plan.schedule.finish.day, *sure.finish))
    end = Row(Message(mark("End of the plan")), (*dates, Cell(None)), strong=True)
    rows = (
        Row(
            called(one.planned.task),
            (*(Cell(day) for day in (one.planned.finish.day, *one.done)), Cell(_share(one.criticality), "figure")),
        )
        for one in sure.tasks
    )
    values = {"draws": sure.draws, "seed": sure.seed}
    title = Message(mark("How sure the dates are: {draws} draws, seed {seed}; days a task is done by"), values)
    return Table(Message(mark("task")), columns, (end, *rows), title)


def _share(share: Fraction) -> Message:
    return Message(mark("{percent} %"), {"percent": percent(share) if share else Decimal(0)})


def _notes(sure: "Joint", plan: Implementation) -> Iterator[Message]:
    from crm_planner.documents.simulation_figures import whole

    yield Message(
        mark("P80: done by then in 80 of 100 draws, those of `crm-planner simulate`; planned: nothing goes wrong")
    )
    yield Message(mark("The plan ends by {day} in {share} of the draws"), _by(plan.schedule.finish.day, sure.kept))
    if sure.deadline is not None and sure.in_time is not None:
        yield Message(mark("The deadline of {day} is kept in {share} of the draws"), _by(sure.deadline, sure.in_time))
    if sure.both is not None:
        day = sure.deadline or plan.schedule.finish.day
        yield Message(mark("By {day} and within the budget: {share}"), _by(day, sure.both))
    values = {
        "slip": whole(sure.slip.p80),
        "p50": whole(sure.total.p50),
        "p80": whole(sure.total.p80),
        "currency": plan.currency,
    }
    yield Message(
        mark(
            "A longer plan costs up to {slip} {currency} more for work throughout (P80); the whole cost with it: "
            "P50 {p50}, P80 {p80} {currency}"
        ),
        values,
    )


def _by(day: object, share: Fraction) -> dict[str, object]:
    return {"day": day, "share": _share(share)}


def joint_entry(sure: "Joint | None", currency: str) -> dict[str, Any]:
    """The same for JSON; nothing where nobody asked. Shares are of one, amounts decimal strings."""
    if sure is None:
        return {}
    entry = {
        "draws": sure.draws,
        "seed": sure.seed,
        "finish": _days(sure.finish),
        "ends_as_planned": _number(sure.kept),
        "deadline": None if sure.deadline is None else sure.deadline.isoformat(),
        "keeps_deadline": _number(sure.in_time),
        "in_time_and_budget": _number(sure.both),
        "slip_costs": _amounts(sure.slip, currency),
        "cost": _amounts(sure.total, currency),
        "tasks": [
            {"id": one.planned.task.id, **_days(one.done), "criticality": _number(one.criticality)}
            for one in sure.tasks
        ],
    }
    return {"range": entry}


def _number(share: Fraction | None) -> str | None:
    return None if share is None else f"{float(share):.4f}"


def _days(done: "Days") -> dict[str, str]:
    return {"p50": done.p50.isoformat(), "p80": done.p80.isoformat()}


def _amounts(several: "Amounts", currency: str) -> dict[str, str]:
    digits = MINOR_DIGITS[currency]
    return {"p50": f"{with_digits(several.p50, digits):f}", "p80": f"{with_digits(several.p80, digits):f}"}
