"""The class of an estimate by what is known, and what risks do to time."""

from decimal import Decimal

import pytest

from crm_planner.simulation.simulate import Outcome, Wish, simulate
from tests.risk.made import bad, checklist, good, shipped
from tests.simulation.made import ALL_GOOD, CALM, QUICK_BAD, project

QUICK_GOOD = {name: good(name) for name in QUICK_BAD}
OFFERS = "quoted:\n" + "".join(
    f"  - {{candidate: {CALM}, item: {name}, amount: 5000, source: a letter}}\n"
    for name in ("licences", "training", "deployment", "support")
)


def outcome(more: str = "", given: dict[str, str] | None = None) -> Outcome:
    found = simulate(project(more + f"candidates: [{CALM}]\n", given), checklist(), Wish(draws=2000))
    return found.outcomes[0]


def test_every_class_needs_what_the_class_before_it_needs() -> None:
    unknown = {"CL-06.1": "unknown"}
    assert outcome().accuracy.level == 5
    assert outcome(given=QUICK_GOOD).accuracy.level == 4
    assert outcome(given={**ALL_GOOD, **unknown}).accuracy.level == 4
    assert outcome("options: {client_effort: true}\n", ALL_GOOD).accuracy.level == 3
    assert outcome(given=ALL_GOOD).accuracy.level == 2
    assert outcome(OFFERS, QUICK_GOOD).accuracy.level == 4


def test_the_ranges_of_the_classes_are_those_of_aace() -> None:
    ranges = {one.level: (int(one.below), int(one.above)) for one in shipped().simulation.accuracy}
    assert ranges == {5: (50, 100), 4: (30, 50), 3: (20, 30), 2: (15, 20), 1: (10, 15)}


def test_a_risk_that_costs_days_is_counted_in_days_and_one_in_percent_in_percent_points() -> None:
    before, days, percent = (
        outcome(given=each) for each in ({}, {"CL-13.1": bad("CL-13.1")}, {"CL-02.1": bad("CL-02.1")})
    )
    assert days.delay.days.p80 > before.delay.days.p80
    assert days.delay.percent == before.delay.percent
    assert percent.delay.percent.p80 > before.delay.percent.p80
    assert percent.delay.days == before.delay.days


@pytest.mark.parametrize("given", [{}, QUICK_BAD])
def test_time_lost_ascends_and_stays_under_the_cap(given: dict[str, str]) -> None:
    found = outcome(given=given).delay
    assert 0 <= found.percent.p50 <= found.percent.p80 <= Decimal(100)
    assert 0 <= found.days.p50 <= found.days.p80
