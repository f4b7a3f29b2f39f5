"""Bounds hold for every value, every part of a formula and every whole number; targets refuse what they cannot hold."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula.bounds import LIMITS, Range, Target, bounds, range_of, require
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import Values, evaluate, value_of
from crm_planner.formula.expression import (
    Choose,
    Divide,
    Expression,
    Maximum,
    Number,
    Ref,
    Round,
    Step,
    Subtract,
    parts,
)
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.money import RoundingMode
from tests.formula.models import RUB, figures, models
from tests.formula.oracle import WholeNumbers

USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))
SHARE = Input("share", Decimal("0.5"), RATIO, Decimal(0), Decimal(1), step=Decimal("0.01"))


def model(formula: Expression, *inputs: Input) -> Model:
    return Model.build([*(inputs or (USERS,)), Cell("x", formula, RATIO)])


def ends(reach: Range) -> tuple[Fraction | int, Fraction | int]:
    return reach.low, reach.high


def taken(node: Expression, values: Values) -> Iterator[Expression]:
    """`node` and all its parts that are computed for `values`."""
    yield node
    below = parts(node)
    if isinstance(node, Choose):
        left, right = (value_of(side, values) for side in below[:2])
        below = (*below[:2], node.then if left <= right else node.otherwise)
    for part in below:
        yield from taken(part, values)


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
    """And is whole when multiplied by the denominator, where that is known."""
    drawn, values = computed(data)
    ranges = bounds(drawn)
    for cell in drawn.cells.values():
        for node in taken(cell.formula, values):
            value, reach = Fraction(value_of(node, values)), range_of(node, ranges)
            assert reach.low <= value <= reach.high
            if reach.denominator is not None:
                assert (value * reach.denominator).denominator == 1


@given(st.data())
def test_no_whole_number_on_the_way_is_larger_than_said(data: st.DataObject) -> None:
    """A second machine computes the model in whole numbers and arrives at the same values."""
    drawn, values = computed(data)
    ranges = bounds(drawn)
    machine = WholeNumbers(ranges, {})
    for name, given_input in drawn.inputs.items():
        scale = Fraction(given_input.step).denominator
        machine.values[name] = int(values[name] * scale), scale
    for name, cell in drawn.cells.items():
        machine.largest = 0
        machine.values[name] = machine.compute(cell.formula)
        assert Fraction(*machine.values[name]) == values[name]
        assert machine.largest <= ranges[name].largest


def test_the_bound_of_a_published_total_is_what_a_reader_expects() -> None:
    """87,768 roubles for ten, for 1 to 100 users: 8,777 to 877,680 roubles."""
    formula = (Number(Decimal(87768), RUB) * Ref("users") / Number(10, COUNT)).rounded(1)  # type: ignore[arg-type]
    reach = bounds(Model.build([USERS, Cell("x", formula, RUB)]))["x"]
    assert (*ends(reach), reach.denominator) == (8777, 877680, 1)
    assert reach.largest == 2 * 87768 * 100 + 10


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
    with pytest.raises(TargetRefused, match=f"vector cannot hold the model: {message}"):
        require(model(Divide(Number(Decimal(1)), divisor), SHARE), "vector")


def test_rows_and_branches_that_no_input_reaches_do_not_count() -> None:
    table = Step(Ref("share"), (Decimal(1),), (Decimal(5), Decimal(10**9)), RATIO)
    guarded = Choose(Ref("share"), Number(Decimal(1)), then=table, otherwise=Number(Decimal(10**9)))
    assert ends(bounds(model(guarded, SHARE))["x"]) == (5, 5)


def test_the_range_of_a_maximum_is_not_the_hull_of_its_parts() -> None:
    larger = Maximum((Ref("share"), Number(Decimal("0.3"))))
    assert ends(bounds(model(larger, SHARE))["x"]) == (Fraction(3, 10), 1)


@pytest.mark.parametrize("target", ["vector", "excel", "javascript"])
def test_a_target_holds_up_to_its_limit_and_refuses_it(target: Target) -> None:
    """The refusal names the cell and the figure."""
    limit, _ = LIMITS[target]
    require(model(Number(Decimal(limit - 1))), target)
    with pytest.raises(TargetRefused, match=f"{target} cannot hold 'x' .* it takes {limit:,}, not below"):
        require(model(Number(Decimal(limit))), target)


def test_the_vector_target_counts_the_doubling_of_half_up() -> None:
    """5 * 10**18 fits into 63 bits, twice as much does not."""
    large = Number(Decimal(5 * 10**18))
    require(model(large), "vector")
    with pytest.raises(TargetRefused, match="it takes 10,000,000,000,000,000,001"):
        require(model(Round(large, Decimal(1), RoundingMode.HALF_UP)), "vector")


def test_a_spreadsheet_counts_the_decimal_places() -> None:
    amount = Number(Decimal("1234567890123.45"))
    require(model(amount), "excel")
    with pytest.raises(TargetRefused, match=r"excel cannot hold 'x' .*it takes 1,234,567,890,123,456"):
        require(model(Number(Decimal("1234567890123.456"))), "excel")


@pytest.mark.parametrize("target", ["excel", "javascript"])
def test_a_figure_whose_digits_need_not_end_is_refused_by_name(target: Target) -> None:
    third = Divide(Ref("share"), Number(Decimal(3)))
    with pytest.raises(TargetRefused, match=f"{target} cannot hold 'x': its digits need not end; round it"):
        require(model(third, SHARE), target)
    require(model(third.rounded(Decimal("0.01")), SHARE), target)


def test_exact_holds_every_model() -> None:
    require(model(Number(Decimal(10**400)) / 3), "exact")
