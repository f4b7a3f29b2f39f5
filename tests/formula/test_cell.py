"""Inputs know their range and step; inputs and cells know the places they came from."""

from decimal import Decimal
from fractions import Fraction

import pytest

from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Ref
from crm_planner.formula.units import COUNT
from crm_planner.place import Place


def test_an_input_without_a_range_stays_what_it_is() -> None:
    q = Input("q", Decimal(10), COUNT)
    assert q.low == q.high == q.value


@pytest.mark.parametrize(
    ("value", "high", "step"), [("10", "100", "1"), ("0.5", "1", "0.1"), ("10", "10.25", "0.01"), ("1E+2", "200", "1")]
)
def test_an_input_varies_by_its_last_written_place(value: str, high: str, step: str) -> None:
    assert Input("q", Decimal(value), COUNT, high=Decimal(high)).step == Decimal(step)


def test_an_input_is_a_decimal() -> None:
    with pytest.raises(TypeError, match="not exact"):
        Input("q", 0.5, COUNT)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not the fraction 1/3"):
        Input("q", Fraction(1, 3), COUNT)  # type: ignore[arg-type]


def test_one_place_or_several_are_all_places() -> None:
    """A place is itself a tuple: it must not be taken for three."""
    here, there = Place("a.yaml", 1, 2), Place("b.yaml", 3, 4)
    assert Cell("x", Ref("q"), COUNT).places == ()
    assert Cell("x", Ref("q"), COUNT, source=here).places == (here,)
    assert Input("q", Decimal(1), COUNT, source=(here, there)).places == (here, there)
