"""Units multiply, divide and are written as a person writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.formula.units import COUNT, DAYS, HOURS, RATIO, Unit, money

RUB = money("RUB")
units = st.sampled_from([RUB, COUNT, RATIO, HOURS, RUB / COUNT, RATIO / HOURS, RUB * RUB])


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        (RUB, "RUB"),
        (RUB / COUNT, "RUB/count"),
        (RUB / RUB, "ratio"),
        (RUB * COUNT / COUNT, "RUB"),
        (RATIO / DAYS, "1/days"),
        (RUB / HOURS / HOURS * COUNT, "RUB*count/hours^2"),
    ],
)
def test_a_unit_is_written_as_a_quotient(unit: Unit, written: str) -> None:
    assert str(unit) == written


@given(units, units)
def test_dividing_undoes_multiplying(left: Unit, right: Unit) -> None:
    assert left * right / right == left
    assert left * right == right * left


def test_each_base_name_can_be_written_in_another_language() -> None:
    words = {"count": "шт.", "ratio": "доля"}
    assert (RUB / COUNT).written(lambda name: words.get(name, name)) == "RUB/шт."
    assert RATIO.written(lambda name: words.get(name, name)) == "доля"
