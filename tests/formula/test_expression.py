"""Nodes are immutable and exact, and refuse what could not be computed."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction

import pytest

from crm_planner.errors import ModelError
from crm_planner.formula.expression import (
    NODES,
    Add,
    Choose,
    Divide,
    Expression,
    Maximum,
    Minimum,
    Multiply,
    Number,
    Ref,
    Round,
    Step,
    Subtract,
    power,
    references,
    total,
)
from crm_planner.formula.units import RATIO
from crm_planner.money import RoundingMode
from tests.formula.models import RUB

a, b, one = Ref("a"), Ref("b"), Number(Decimal(1))


def test_there_are_twelve_nodes_and_none_can_be_changed() -> None:
    assert len(NODES) == len({node.__name__ for node in Expression.__subclasses__()}) == 12
    assert not any(hasattr(node, "__dict__") for node in (a, one, a + b, a - b, a * b, a / b, a.rounded(1)))
    with pytest.raises(FrozenInstanceError):
        a.name = "c"  # type: ignore[misc]


def test_operators_build_the_tree_they_look_like() -> None:
    assert a + b == Add((a, b))
    assert a - b == Subtract(a, b)
    assert a * 2 / Decimal("0.5") == Divide(Multiply((a, Number(Decimal(2)))), Number(Decimal("0.5")))
    assert a.rounded(1) == Round(a, Decimal(1), RoundingMode.HALF_UP)


def test_sums_and_products_of_operators_stay_flat() -> None:
    assert a + b + one == Add((a, b, one))
    assert a * b * one == Multiply((a, b, one))


def test_a_total_of_nothing_is_zero_and_a_power_of_nothing_is_one() -> None:
    assert total([], RUB) == Number(Decimal(0), RUB)
    assert total([a, b], RUB) == Add((a, b))
    assert power(a, 0) == one
    assert power(a, 3) == Multiply((a, a, a))


def test_references_are_named_in_written_order() -> None:
    tree = Choose(a, Step(b, (), (Decimal(1),), RATIO), Ref("c") / Minimum((Ref("d"), a)), Maximum((Ref("e"),)))
    assert list(references(tree)) == ["a", "b", "c", "d", "a", "e"]


@pytest.mark.parametrize("value", [0.1, True, "1", None])
def test_a_number_that_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="is not exact: use Decimal, Fraction or int"):
        Number(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Step(a, (), (value,), RATIO)  # type: ignore[arg-type]


def test_a_whole_number_becomes_a_decimal_and_a_fraction_stays_one() -> None:
    assert isinstance(Number(Fraction(1, 3)).value, Fraction)
    assert isinstance((a * 2).factors[1], Number)
    assert Number(5).value == Decimal(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Number(Decimal("NaN")), "NaN is not a number to calculate with"),
        (lambda: Number(Decimal("Infinity")), "Infinity is not a number to calculate with"),
        (lambda: Add(()), "a sum of nothing"),
        (lambda: Multiply(()), "a product of nothing"),
        (lambda: Minimum(()), "a minimum of nothing"),
        (lambda: Maximum(()), "a maximum of nothing"),
        (lambda: a.rounded(0), "a rounding step is a decimal above 0, not 0"),
        (lambda: a.rounded(-1), "a rounding step is a decimal above 0, not -1"),
        (lambda: Step(a, (Decimal(1),), (Decimal(1),), RATIO), "one value more than bounds, not 1 to 1"),
        (lambda: Step(a, (Decimal(2), Decimal(2)), (Decimal(1),) * 3, RATIO), "ascend, but 2 follows 2"),
    ],
)
def test_a_node_that_could_not_be_computed_is_refused(make: Callable[[], Expression], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        make()
