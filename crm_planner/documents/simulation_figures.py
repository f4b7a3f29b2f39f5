"""Parts of a simulation that several documents show: intervals as lines, drivers and mitigations of all candidates."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from crm_planner.documents.footnotes import called
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.page import Outline
from crm_planner.documents.wording import Speech
from crm_planner.money import MINOR_DIGITS
from crm_planner.simulation.drivers import Driver
from crm_planner.simulation.mitigations import Bought
from crm_planner.simulation.simulate import Outcome
from crm_planner.text import Message, Text, mark

WIDE = 60
"""Letters of an interval: it fits a screen of 80."""

ABOUT = mark(
    "Accuracy classes are AACE International's, made for process plants: an analogy. 5: seats and product known; "
    "4: quick profile answered; 3: whole checklist; 2: every price printed or offered; 1: every price an offer"
)


def whole(amount: Decimal | None) -> Decimal | None:
    """`amount` in whole units, half up."""
    return None if amount is None else amount.quantize(Decimal(1), ROUND_HALF_UP)


def intervals(outcomes: Sequence[Outcome]) -> Outline:
    """For each candidate a line from P10 to P90 on one scale, P50 to P80 thick, the base as a stroke."""
    marks = [
        amount for one in outcomes for amount in (one.base, one.spread.percentiles.p10, one.spread.percentiles.p90)
    ]
    low, high = min(marks), max(marks)
    lines: list[tuple[int, object]] = []
    for one in outcomes:
        lines += [(0, called(one.estimate)), (1, f"[{_line(one, low, high)}]")]
    legend = {"low": whole(low), "high": whole(high)}
    lines.append((0, Message(mark("{low} to {high}: | base, - P10 to P90, = P50 to P80"), legend)))
    return Outline(tuple(lines))


def _line(one: Outcome, low: Decimal, high: Decimal) -> str:
    def place(amount: Decimal) -> int:
        return int((amount - low) * (WIDE - 1) / (high - low)) if high > low else 0

    found, drawn = one.spread.percentiles, ["."] * WIDE
    for start, end, letter in ((found.p10, found.p90, "-"), (found.p50, found.p80, "=")):
        drawn[place(start) : place(end) + 1] = letter * (place(end) - place(start) + 1)
    drawn[place(one.base)] = "|"
    return "".join(drawn)


class Moving(NamedTuple):
    """One uncertain figure, as it moves each candidate that rests on it."""

    name: str
    label: Message | Text
    drivers: Mapping[str, Driver]


def moving_together(outcomes: Sequence[Outcome]) -> Sequence[Moving]:
    """The figures of all candidates, those that move P80 most first; the same job of several candidates is one."""
    found: dict[str, dict[str, Driver]] = {}
    for one in outcomes:
        for driver in one.drivers:
            found.setdefault(driver.name.removeprefix(one.estimate.id), {})[one.estimate.id] = driver
    several = [Moving(name, next(iter(each.values())).label, each) for name, each in found.items()]
    return sorted(several, key=_by_move)


def _by_move(one: Moving) -> tuple[Decimal, float, str]:
    moves = [each.moves for each in one.drivers.values() if each.moves is not None]
    return (-max(moves, default=Decimal(-1)), -max(each.share for each in one.drivers.values()), one.name)


class BoughtTogether(NamedTuple):
    """One mitigation: what P80 of each candidate falls by, and what it costs."""

    id: str
    action: Text
    falls: Mapping[str, Decimal]
    cost: Decimal | None


def bought_together(outcomes: Sequence[Outcome]) -> Sequence[BoughtTogether]:
    """The mitigations that lower P80 of some candidate, the largest fall first."""
    found: dict[str, BoughtTogether] = {}
    for name, one in _each(outcomes):
        before = found.get(one.id)
        falls = {**(before.falls if before else {}), name: one.fall}
        found[one.id] = BoughtTogether(one.id, one.action, falls, one.cost)
    lowering = [one for one in found.values() if max(one.falls.values()) > 0]
    return sorted(lowering, key=lambda one: (-max(one.falls.values()), one.id))


def _each(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Bought]]:
    return ((one.estimate.id, each) for one in outcomes for each in one.bought)


def money_text(amount: Decimal, currency: str) -> str:
    """`amount` as JSON has it, in minor units."""
    return f"{with_digits(amount, MINOR_DIGITS[currency]):f}"


def driver_entry(one: Driver, currency: str, speech: Speech) -> dict[str, Any]:
    """What moves a total, as JSON."""
    return {
        "name": one.name,
        "text": speech.show(one.label),
        "rank_correlation": round(one.rank, 4),
        "variance_share": round(one.share, 4),
        "p80_falls_by": None if one.moves is None else money_text(one.moves, currency),
    }
