"""Forecasts against ended projects: exact chances, multiples of hours, and spreads that a simulation takes up."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from crm_planner.playbook.checklist import ThreePoints
from crm_planner.project import price
from crm_planner.simulation.actuals import Actuals
from crm_planner.simulation.calibrate import Calibration, Multiples, calibrate
from crm_planner.simulation.figures import uncertain_figures
from crm_planner.terms import Category
from tests.risk.made import shipped
from tests.simulation.made import project, rules


def ended(*costs: int, p80: int = 100, **more: Any) -> Calibration:
    """Projects that cost so much, and were forecast at `p80`."""
    each = [
        {"name": f"Project {number}", "currency": "RUB", "forecast": {"p80": p80}, "actual": cost, **more}
        for number, cost in enumerate(costs)
    ]
    return calibrate(Actuals.model_validate({"schema": "crm-planner/actuals/1", "projects": each}))


def test_a_project_that_just_meets_its_p80_is_within_it() -> None:
    (found,) = ended(100, 101, 99).coverage
    assert (found.percent, found.projects, found.within) == (80, 3, 2)


def test_the_chances_are_the_binomial_ones() -> None:
    """Two projects: both within with 0.64, one with 0.32, none with 0.04."""
    (none,), (one,), (both,) = (ended(*costs).coverage for costs in ((200, 200), (50, 200), (50, 50)))
    assert (none.so_few, none.so_many) == (Fraction(1, 25), 1)
    assert (one.so_few, one.so_many) == (Fraction(9, 25), Fraction(24, 25))
    assert (both.so_few, both.so_many) == (1, Fraction(16, 25))
    assert [each.verdict for each in (none, one, both)] == ["too_low", "not_contradicted", "not_contradicted"]


def test_many_projects_that_all_stay_within_say_that_p80_is_too_high() -> None:
    assert ended(*[50] * 13).coverage[0].verdict == "not_contradicted"
    assert ended(*[50] * 14).coverage[0].verdict == "too_high"


@given(st.lists(st.integers(50, 150), min_size=1, max_size=30))
def test_so_few_and_so_many_have_the_outcome_itself_in_common(costs: list[int]) -> None:
    (found,) = ended(*costs).coverage
    assert 0 < found.so_few <= 1
    assert found.so_few + found.so_many > 1
    assert found.within == sum(cost <= 100 for cost in costs)


def test_a_spread_is_suggested_from_five_projects_on() -> None:
    hours: dict[str, Any] = {"hours": {"migration": {"forecast": 20, "actual": 31}}}
    assert ended(*[90] * 4, **hours).suggested == {}
    multiple = Decimal("1.55")
    assert ended(*[90] * 5, **hours).suggested == {"migration": Multiples(multiple, multiple, multiple)}


def test_a_playbook_with_spreads_of_hours_draws_them_and_keeps_the_base() -> None:
    made = project("customisations: [{name: Reports, kind: report, size: small, count: 3}]\n")
    priced, candidates = price(made), {one.id: one for one in made.candidates()}
    points = shipped().simulation.tail.percent.model_copy(
        update={"low": Decimal("0.5"), "likely": Decimal("1.5"), "high": Decimal(3)}
    )
    multiples: dict[Category, ThreePoints] = {"customisation": points}
    usual, shown = (
        {
            one.cell: one
            for one in uncertain_figures(priced, candidates, made.setting, each)
            if "customisation-1" in one.cell
        }
        for each in (rules().hours, multiples)
    )
    assert usual
    for cell, before in usual.items():
        after = shown[cell]
        assert after.likely == before.likely
        low, likely, high = (round(before.likely * one, 2) for one in (Decimal("0.5"), Decimal("1.5"), Decimal(3)))
        assert (after.shape.low, after.shape.likely, after.shape.high) == (low, likely, high)


@pytest.mark.parametrize(
    "wrong",
    [
        {"forecast": {"p50": 200, "p80": 100}},
        {"hours": {"migration": {"forecast": 0, "actual": 3}}},
        {"hours": {"migrating": {"forecast": 1, "actual": 3}}},
        {"actual": -1},
    ],
)
def test_what_cannot_be_compared_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ended(100, **wrong)
