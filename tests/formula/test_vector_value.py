"""Figures at many points, in and out: exact, as floats, in minor units, and the line that names the missing extra."""

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from crm_planner.errors import ModelError
from crm_planner.formula.cell import Cell, Input, Span
from crm_planner.formula.expression import Ref
from crm_planner.formula.model import Model
from crm_planner.formula.units import RATIO
from crm_planner.formula.vector import compile_vector
from crm_planner.formula.vector_value import VectorValue, counts

AMOUNT = Input("amount", Decimal(0), RATIO, Decimal(-100), Decimal(100), step=Decimal("0.01"))
MODEL = Model.build([AMOUNT, Cell("twice", Ref("amount") * 2, RATIO)])
THIRDS = VectorValue(np.array([1, -2, 6]), Fraction(1, 2), np.array([3, 3, 2]))


def test_the_three_views_of_a_figure_agree() -> None:
    assert THIRDS.exact().tolist() == [Fraction(1, 6), Fraction(-1, 3), Fraction(3, 2)]
    assert THIRDS.floats() == pytest.approx([1 / 6, -1 / 3, 1.5], rel=1e-15)
    assert THIRDS.counted(Fraction(1, 6)).tolist() == [1, -2, 9]


def test_a_figure_between_two_steps_is_not_counted_in_them() -> None:
    with pytest.raises(ModelError, match=r"a figure is no multiple of 0\.01: ask for its exact values"):
        THIRDS.counted(Decimal("0.01"))


def test_counting_finer_than_64_bits_hold_is_still_exact() -> None:
    large = VectorValue(np.array([2**62, -(2**62)]), Fraction(1))
    assert large.counted(Decimal("0.000001")).tolist() == [2**62 * 10**6, -(2**62) * 10**6]


@pytest.mark.parametrize(
    "values",
    [
        [Decimal("1.5"), -2, Fraction(1, 4)],
        np.array([Decimal("1.5"), -2, Fraction(1, 4)], dtype=object),
        VectorValue(np.array([6, -8, 1]), Fraction(1, 4)),
        VectorValue(np.array([3, -4, 1]), Fraction(1, 2), np.array([1, 1, 2])),
    ],
    ids=["list", "objects", "figure", "quotient"],
)
def test_values_come_in_exactly_however_they_are_written(values: VectorValue) -> None:
    assert counts(MODEL, "amount", values).tolist() == [150, -200, 25]


@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int64])
def test_whole_numbers_of_any_size_come_in(dtype: type) -> None:
    assert counts(MODEL, "amount", np.array([3, 100], dtype=dtype)).tolist() == [300, 10_000]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([Decimal("-100.01"), 5], r"input 'amount' is -100\.01, outside the range -100\.\.100"),
        ([5, 10**30], "input 'amount' is 10{30}, outside the range"),
        ([5, Decimal("0.005")], r"input 'amount' is 0\.005, which is no multiple of its step 0\.01"),
        ([5, Fraction(1, 3)], "input 'amount' is 1/3, which is no multiple of its step"),
    ],
)
def test_the_first_wrong_value_is_named(values: list[Decimal], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        counts(MODEL, "amount", values)


def test_the_result_of_one_model_is_the_input_of_another() -> None:
    first = compile_vector(MODEL)({"amount": [Decimal("1.25"), Decimal(30)]})["twice"]
    assert compile_vector(MODEL)({"amount": first})["twice"].exact().tolist() == [5, 120]


def test_a_model_over_another_range_takes_what_the_first_refused() -> None:
    wider = compile_vector(MODEL.over({"amount": Span(0, 1000, Decimal("0.001"))}))
    assert wider({"amount": [Decimal("999.999")]})["twice"].exact().tolist() == [Fraction("1999.998")]


def test_without_numpy_one_line_says_how_to_install_it() -> None:
    asked = (
        "import sys; sys.modules['numpy'] = None\n"
        "from crm_planner.errors import MissingExtra\n"
        "try:\n    import crm_planner.formula.vector\n"
        "except MissingExtra as error:\n    print(error, error.exit_status)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    said = "computing with arrays needs NumPy, which is not installed: pip install 'crm-planner[analysis]' 4\n"
    assert done.stdout == said
