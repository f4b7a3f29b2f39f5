"""The function target: the same values as exact evaluation, over all twelve nodes, at every point."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.errors import ModelError
from crm_planner.formula import function
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import NODES, Choose, Expression, Number, Ref, Round
from crm_planner.formula.function import function_of
from crm_planner.formula.model import Model
from crm_planner.formula.units import RATIO
from crm_planner.money import RoundingMode
from tests.formula.models import edges, figures, models

X = Input("x", Decimal("0.5"), RATIO, Decimal(-2), Decimal(2))


def of_x(**cells: Expression) -> Model:
    return Model.build([X, *(Cell(name, formula, RATIO) for name, formula in cells.items())])


@given(st.data())
def test_a_function_gives_what_exact_evaluation_gives(data: st.DataObject) -> None:
    """Random models over all twelve nodes; a division by zero is refused by both in the same words."""
    model = data.draw(models())
    computed = function_of(model)
    for _ in range(3):
        at = data.draw(figures(model))
        try:
            expected = evaluate(model, at)
        except ModelError as error:
            with pytest.raises(ModelError, match=f"^{error}$"):
                computed(at)
        else:
            assert dict(computed(at)) == expected


def test_ties_bounds_signs_and_large_numbers_come_out_alike() -> None:
    model = edges()
    computed = function_of(model)
    for x in range(-20, 21, 3):
        for y in range(-4, 5):
            at = {"x": Decimal(x) / 4, "y": Decimal(y) / 2}
            assert dict(computed(at)) == evaluate(model, at)


def test_without_other_figures_the_given_ones_hold() -> None:
    model = of_x(twice=Ref("x") * 2)
    assert dict(function_of(model)()) == {"x": Decimal("0.5"), "twice": 1}


def test_figures_come_as_decimals_where_their_digits_end() -> None:
    values = function_of(of_x(third=Ref("x") / 3, half=Ref("x") / 2, always=Number(Decimal("1.25"))))()
    assert {name: type(value) for name, value in values.items()} == {
        "x": Decimal,
        "third": Fraction,
        "half": Decimal,
        "always": Decimal,
    }
    assert len(values) == len(list(values))


def test_the_branch_that_is_not_chosen_divides_by_nothing() -> None:
    """Even where the same quotient is rounded in another cell, and multiplied by 0."""
    nothing = Ref("x") - Ref("x")
    quotient = Round(Ref("x") / nothing, Decimal(1), RoundingMode.HALF_UP) * 0
    safe = Choose(nothing, Number(Decimal(0)), Ref("x"), quotient)
    assert function_of(of_x(safe=safe))()["safe"] == Decimal("0.5")
    with pytest.raises(ModelError, match=r"^cell 'wrong' divides by zero$"):
        function_of(of_x(safe=safe, wrong=quotient))()


def test_a_figure_the_model_does_not_hold_for_is_refused() -> None:
    with pytest.raises(ModelError, match="input 'x' is 3, outside the range"):
        function_of(of_x(twice=Ref("x") * 2))({"x": Decimal(3)})
    with pytest.raises(ModelError, match="no input is named 'y'"):
        function_of(of_x(twice=Ref("x") * 2))({"y": Decimal(1)})


def test_a_tax_that_stands_in_two_cells_is_computed_once() -> None:
    tax = Round(Ref("x") * Fraction(20, 120), Decimal("0.01"), RoundingMode.HALF_UP)
    writer = function._Writer(of_x(line=tax + Ref("x"), year=tax + tax))
    assert sum("//" in line for line in writer.lines) == 1


def test_the_function_has_code_for_every_node() -> None:
    assert set(function._PARTS) == set(NODES)
