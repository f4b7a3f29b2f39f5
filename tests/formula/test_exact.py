"""Exact evaluation: the same as Fractions, never a digit lost, never a digit rounded unasked."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.errors import ModelError
from crm_planner.formula import exact, expression, ranges, unit_check, vector_nodes, words
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate, value_of
from crm_planner.formula.expression import Ceiling, Choose, Divide, Expression, Number, Ref, Round, Step
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.money import RoundingMode
from tests.formula.models import RUB, figures, models, numbers, steps
from tests.formula.oracle import fraction, rounded


def one(value: Decimal | Fraction | int) -> Number:
    return Number(Fraction(value) if isinstance(value, Fraction) else Decimal(value))


@given(st.data())
def test_every_cell_equals_its_value_in_fractions(data: st.DataObject) -> None:
    """Random models over all twelve nodes; a division by zero is refused by both, at the same cell."""
    model = data.draw(models())
    given_figures = data.draw(figures(model))
    expected = {name: Fraction(figure) for name, figure in given_figures.items()}
    for name, cell in model.cells.items():
        try:
            expected[name] = fraction(cell.formula, expected)
        except ZeroDivisionError:
            with pytest.raises(ModelError, match=f"^cell '{name}' divides by zero$"):
                evaluate(model, given_figures)
            return
    assert evaluate(model, given_figures) == expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (RoundingMode.HALF_UP, {"2.5": "3", "3.5": "4", "-2.5": "-3", "2.4": "2", "-2.6": "-3", "0.5": "1"}),
        (RoundingMode.HALF_EVEN, {"2.5": "2", "3.5": "4", "-2.5": "-2", "-3.5": "-4", "2.51": "3", "0.5": "0"}),
        (RoundingMode.UP, {"2.1": "3", "-2.1": "-3", "2": "2", "-2.5": "-3", "0.001": "1"}),
        (RoundingMode.DOWN, {"2.9": "2", "-2.9": "-2", "2": "2", "2.5": "2", "-0.9": "0"}),
    ],
)
def test_ties_and_signs_round_as_the_mode_says(mode: RoundingMode, expected: dict[str, str]) -> None:
    """Half up and up go away from zero, down towards it, for whole roubles as for kopecks and twentieths."""
    for step in (Decimal(1), Decimal("0.01"), Decimal("0.05"), Decimal(100)):
        for value, wanted in expected.items():
            figure = Decimal(value) * step
            for node in (one(figure), one(Fraction(figure)), Divide(one(figure * 3), one(3))):
                assert value_of(Round(node, step, mode), {}) == Decimal(wanted) * step


@given(numbers, numbers.filter(bool), steps, st.sampled_from(RoundingMode), st.integers(-5, 5))
def test_a_quotient_is_rounded_as_if_it_had_all_its_digits(
    left: Decimal | Fraction, right: Decimal | Fraction, step: Decimal, mode: RoundingMode, halves: int
) -> None:
    """Also at the very ties: left/right is moved to a multiple of half a step, and a hair beside it."""
    tie = halves * Fraction(step) / 2 * Fraction(right)
    hair = Fraction(1, 10**90)
    for dividend in (Fraction(left), tie, tie + hair, tie - hair):
        quotient = Divide(Number(_as_decimal(dividend)), Number(right))
        expected = rounded(dividend / Fraction(right) / Fraction(step), mode) * Fraction(step)
        found = value_of(Round(quotient, step, mode), {})
        assert found == expected
        assert isinstance(found, Decimal)


def _as_decimal(value: Fraction) -> Decimal | Fraction:
    """`value` as a Decimal where it is one."""
    for digits in range(100):
        if 10**digits % value.denominator == 0:
            return Decimal(f"{value * 10**digits}E-{digits}")
    return value


def test_nothing_is_never_written_as_minus_nothing() -> None:
    formulas = (one(Decimal("-0.4")).rounded(1), one(-5) * 0, Divide(one(0), one(-5)), Ceiling(one(Decimal("-0.4"))))
    for formula in formulas:
        values = evaluate(Model.build([Cell("x", formula, RATIO)]))
        assert str(values["x"]) == str(value_of(formula, {})) == "0"


def test_a_third_stays_a_fraction_until_it_is_rounded() -> None:
    cells = [
        Cell("third", Divide(one(1), one(3)), RATIO),
        Cell("whole", Ref("third") * 3, RATIO),
        Cell("cents", Ref("third").rounded(Decimal("0.01")), RATIO),
    ]
    values = evaluate(Model.build(cells))
    assert values["third"] == Fraction(1, 3)
    assert values["whole"] == 1
    assert (values["cents"], type(values["cents"])) == (Decimal("0.33"), Decimal)


def test_what_100_digits_cannot_hold_is_still_exact() -> None:
    """Neither a long product nor a huge rounded amount loses a digit."""
    long = Decimal("1.0000000000000001")
    product = value_of(expression.power(one(long), 30), {})
    assert product == Fraction(long) ** 30
    huge = Number(Fraction(10**140 + 1, 3))
    assert value_of(huge.rounded(1), {}) == rounded(Fraction(10**140 + 1, 3), RoundingMode.HALF_UP)
    assert value_of(Divide(one(10**140 + 1), one(3)).rounded(7), {}) == 7 * rounded(
        Fraction(10**140 + 1, 21), RoundingMode.HALF_UP
    )


def test_the_next_whole_number_is_above_for_negative_figures_too() -> None:
    found = {text: value_of(Ceiling(one(Decimal(text))), {}) for text in ("2.1", "2", "-2.1", "-0.5")}
    assert found == {"2.1": 3, "2": 2, "-2.1": -2, "-0.5": 0}
    assert value_of(Ceiling(one(Fraction(7, 3))), {}) == 3


def test_a_bound_of_a_table_belongs_to_the_row_it_closes() -> None:
    table = Step(Ref("q"), (Decimal(10), Decimal(25)), (Decimal(100), Decimal(90), Decimal(80)), RUB)
    rows = {q: value_of(table, {"q": Decimal(q)}) for q in ("1", "10", "10.01", "25", "25.5")}
    assert rows == {"1": 100, "10": 100, "10.01": 90, "25": 90, "25.5": 80}


def test_the_branch_that_is_not_chosen_is_not_computed() -> None:
    """So a share of nothing can be asked for safely."""
    share = Choose(Ref("all"), one(0), then=one(0), otherwise=Divide(one(1), Ref("all")))
    assert value_of(share, {"all": Decimal(0)}) == 0
    assert value_of(share, {"all": Decimal(4)}) == Decimal("0.25")


@pytest.mark.parametrize("dividend", [0, 1])
@pytest.mark.parametrize("wrap", [lambda quotient: quotient, lambda quotient: quotient.rounded(1)])
def test_a_division_by_zero_names_the_cell(dividend: int, wrap: Callable[[Divide], Expression]) -> None:
    cells: list[Input | Cell] = [
        Input("none", Decimal(0), RATIO),
        Cell("share", wrap(Divide(one(dividend), Ref("none"))), RATIO),
    ]
    with pytest.raises(ModelError, match="cell 'share' divides by zero"):
        evaluate(Model.build(cells))


def test_an_input_replaces_the_given_figure() -> None:
    model = Model.build([Input("q", Decimal(10), COUNT, Decimal(1), Decimal(100)), Cell("twice", Ref("q") * 2, COUNT)])
    assert evaluate(model)["twice"] == 20
    assert evaluate(model, {"q": Decimal(25)}) == {"q": 25, "twice": 50}


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"users": Decimal(101)}, "input 'users' is 101, outside the range 1..100 of this model"),
        ({"users": Decimal("2.5")}, "input 'users' is 2.5, which is no multiple of its step 1"),
        ({"user": Decimal(5)}, "no input is named 'user'; did you mean 'users'"),
        ({"users": Decimal("NaN")}, "NaN is not a number"),
    ],
)
def test_an_input_the_model_was_not_built_for_is_refused(inputs: dict[str, Decimal], message: str) -> None:
    model = Model.build([Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))])
    with pytest.raises(ModelError, match=message):
        evaluate(model, inputs)


def test_a_float_is_refused_as_an_input() -> None:
    model = Model.build([Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))])
    with pytest.raises(TypeError, match="not exact"):
        evaluate(model, {"users": 10.0})  # type: ignore[dict-item]


def test_a_long_chain_of_cells_needs_no_deep_stack() -> None:
    cells = [Cell(f"c{number}", Ref(f"c{number - 1}") + 1 if number else one(0), RATIO) for number in range(5000)]
    assert evaluate(Model.build(cells))["c4999"] == 4999


def test_every_target_knows_exactly_the_twelve_nodes() -> None:
    nodes = set(expression.NODES)
    assert len(nodes) == 12
    assert set(exact._VALUES) == set(vector_nodes._VECTORS) == set(words._WORDS) == nodes
    assert set(ranges._RANGES) == set(unit_check._UNITS) == set(expression._PARTS) == nodes
