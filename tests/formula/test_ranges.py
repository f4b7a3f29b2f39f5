"""Ranges hold for every value of every part of a formula, and say what its values are multiples of."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_planner.errors import ModelError
from crm_planner.formula.bounds import bounds
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import Values, evaluate, value_of
from crm_planner.formula.expression import (
    Choose,
    Divide,
    Expression,
    Maximum,
    Number,
    Ref,
    Step,
    Subtract,
)
from crm_planner.formula.model import Model
from crm_planner.formula.ranges import Range, range_of
from crm_planner.formula.units import COUNT, RATIO
from tests.formula.coverage import taken
from tests.formula.models import RUB, figures, models

USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))
SHARE = Input("share", Decimal("0.5"), RATIO, Decimal(0), Decimal(1), step=Decimal("0.01"))


def model(formula: Expression, *inputs: Input) -> Model:
    return Model.build([*(inputs or (USERS,)), Cell("x", formula, RATIO)])


def ends(reach: Range) -> tuple[Fraction | int, Fraction | int]:
    return reach.low, reach.high


def computed(data: st.DataObject) -> tuple[Model, Values]:
    """A random model and its values; those that divide by zero, or by a hair, are left out."""
    drawn = data.draw(models())
    try:
        values = evaluate(drawn, data.draw(figures(drawn)))
        bounds(drawn)
    except ModelError:
        assume(False)  # noqa: FBT003
    return drawn, values


@given(st.data())
def test_every_part_of_every_formula_lies_in_its_range(data: st.DataObject) -> None:
    """And is a whole number of its scale, unless it was divided by a figure that varies."""
    drawn, values = computed(data)
    ranges = bounds(drawn)
    for cell in drawn.cells.values():
        for node in taken(cell.formula, values):
            value, reach = Fraction(value_of(node, values)), range_of(node, ranges)
            assert reach.low <= value <= reach.high
            if not reach.over:
                assert value == 0 or (value / reach.scale).denominator == 1


def test_the_bound_of_a_published_total_is_what_a_reader_expects() -> None:
    """87,768 roubles for ten, for 1 to 100 users: 8,777 to 877,680 roubles."""
    formula = (Number(Decimal(87768), RUB) * Ref("users") / Number(10, COUNT)).rounded(1)  # type: ignore[arg-type]
    reach = bounds(Model.build([USERS, Cell("x", formula, RUB)]))["x"]
    assert (*ends(reach), reach.denominator) == (8777, 877680, 1)
    assert reach.largest == 43884 * 100 + 5, "87,768 / 10 is 43,884 / 5, and rounding adds less than the divisor"


def test_a_division_by_a_figure_that_varies_hides_the_denominator_until_it_is_rounded() -> None:
    quotient = Divide(Number(Decimal(1), COUNT), Ref("users"))
    ranges = bounds(
        Model.build([USERS, Cell("x", quotient, RATIO), Cell("y", Ref("x").rounded(Decimal("0.05")), RATIO)])
    )
    assert (*ends(ranges["x"]), ranges["x"].denominator) == (Fraction(1, 100), 1, None)
    assert (*ends(ranges["y"]), ranges["y"].denominator) == (0, 1, 20)


def test_a_divisor_that_may_be_zero_is_at_least_one_of_its_parts_away_from_it() -> None:
    """A share counted in hundredths is 0, which yields no value, or at least 0.01."""
    inverse = Divide(Number(Decimal(1)), Ref("share"))
    assert ends(bounds(model(inverse, SHARE))["x"]) == (1, 100)
    signed = Input("share", Decimal(0), RATIO, Decimal(-1), Decimal("0.5"))
    assert ends(bounds(model(inverse, signed))["x"]) == (-10, 10)


@pytest.mark.parametrize(
    ("divisor", "message"),
    [
        (Number(Decimal(0)), "cell 'x' always divides by zero"),
        (
            Subtract(Divide(Number(Decimal(1)), Ref("share")), Number(Decimal(50))),
            "cell 'x' divides by a figure that may",
        ),
    ],
)
def test_a_division_without_a_bound_names_the_cell(divisor: Expression, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        bounds(model(Divide(Number(Decimal(1)), divisor), SHARE))


def test_rows_and_branches_that_no_input_reaches_do_not_count() -> None:
    table = Step(Ref("share"), (Decimal(1),), (Decimal(5), Decimal(10**9)), RATIO)
    guarded = Choose(Ref("share"), Number(Decimal(1)), then=table, otherwise=Number(Decimal(10**9)))
    assert ends(bounds(model(guarded, SHARE))["x"]) == (5, 5)


def test_the_range_of_a_maximum_is_not_the_hull_of_its_parts() -> None:
    larger = Maximum((Ref("share"), Number(Decimal("0.3"))))
    assert ends(bounds(model(larger, SHARE))["x"]) == (Fraction(3, 10), 1)
