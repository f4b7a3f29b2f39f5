"""Arrays give what exact gives, at every point: all nodes, ties and bounds, numbers beyond 64 bits, every refusal."""

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula import vector_nodes, whole_numbers
from crm_planner.formula.cell import Cell, Input, Span
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import (
    Choose,
    Divide,
    Expression,
    Minimum,
    Number,
    Ref,
    Round,
    Step,
    Subtract,
)
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.formula.vector import compile_vector
from crm_planner.money import RoundingMode
from tests.formula.coverage import WANTED, table
from tests.formula.models import RUB, edges
from tests.formula.points import compare, compare_many, every_point

USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))
SHARE = Input("share", Decimal("0.5"), RATIO, Decimal(-1), Decimal(1), step=Decimal("0.25"))


def model(formula: Expression, *inputs: Input) -> Model:
    return Model.build([*(inputs or (USERS,)), Cell("x", formula, RATIO)])


def test_every_edge_equals_exact_at_every_point() -> None:
    assert compare(edges(), every_point(edges())) == 41 * 9


@pytest.mark.parametrize(
    ("examples", "at_least", "each"),
    [(100, 1_000, 1), pytest.param(900, 10_000, 50, marks=pytest.mark.slow)],
    ids=["some", "many"],
)
def test_every_cell_equals_exact_at_every_point(
    examples: int, at_least: int, each: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Random models over all twelve nodes and four roundings, ties and bounds included; the coverage is a result."""
    counted: Counter[str] = Counter(dict.fromkeys((*WANTED, "beyond 64 bits"), 0))
    compared = compare_many(examples, counted)
    assert compared >= at_least
    assert not [name for name, times in counted.items() if times < each]
    if examples > 100:
        with capsys.disabled():
            print(table(f"exact == vector, {compared:,} points", counted))  # noqa: T201 - the coverage is a result


DEFECTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "half up as half even": lambda patch: patch.setitem(
        whole_numbers.ROUNDED, RoundingMode.HALF_UP, whole_numbers.half_even
    ),
    "half up towards zero below it": lambda patch: patch.setitem(
        whole_numbers.ROUNDED, RoundingMode.HALF_UP, lambda n, d, _: whole_numbers.half_up(n, d, signed=False)
    ),
    "half even as half up": lambda patch: patch.setitem(
        whole_numbers.ROUNDED, RoundingMode.HALF_EVEN, whole_numbers.half_up
    ),
    "up as down": lambda patch: patch.setitem(whole_numbers.ROUNDED, RoundingMode.UP, whole_numbers.towards_zero),
    "down as floor": lambda patch: patch.setitem(whole_numbers.ROUNDED, RoundingMode.DOWN, lambda n, d, _: n // d),
    "ceiling as floor": lambda patch: patch.setattr(whole_numbers, "ceiling", lambda n, d: n // d),
    "a bound in the row above it": lambda patch: patch.setattr(
        vector_nodes, "floor", lambda mark: int(np.ceil(mark)) - 1
    ),
    "minimum as maximum": lambda patch: patch.setitem(vector_nodes._VECTORS, Minimum, vector_nodes._maximum),
    "numbers beyond 64 bits wrap around": lambda patch: patch.setattr(vector_nodes, "TOO_WIDE", 2**400),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_in_the_vector_target_is_found(defect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were one of these planted, the comparison would fail."""
    DEFECTS[defect](monkeypatch)
    with pytest.raises((AssertionError, OverflowError)):
        compare(edges(), every_point(edges()))


@pytest.mark.slow
@pytest.mark.parametrize("defect", DEFECTS)
def test_random_models_find_it_too(defect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models of the comparison over 10,000 points, as many of them as it takes."""
    DEFECTS[defect](monkeypatch)
    with pytest.raises((AssertionError, OverflowError)):
        compare_many(900, None, smallest=False)


def test_arrays_of_several_inputs_are_broadcast() -> None:
    """Users down, shares across; a cell that knows only users stays a column."""
    cells = [Cell("column", Ref("users") * 3, COUNT), Cell("table", Ref("column") * Ref("share"), COUNT)]
    vector = compile_vector(Model.build([USERS, SHARE, *cells]))
    users, shares = np.arange(1, 41), [Decimal("-0.5"), Decimal("0.25"), Decimal(1)]
    for pieces in (5, 1000):
        found = vector({"users": users[:, np.newaxis], "share": shares}, pieces)
        assert found["column"].whole.shape == (40, 1)
        assert found["table"].exact().tolist() == [
            [3 * user * Fraction(share) for share in shares] for user in range(1, 41)
        ]


def test_what_divides_by_a_figure_that_varies_is_joined_from_its_pieces() -> None:
    """Whole number and divisor may vary along different axes."""
    cells = [Cell("each", Divide(Ref("share"), Ref("users")), RATIO / COUNT)]
    vector = compile_vector(Model.build([USERS, SHARE, *cells]))
    shares = [Decimal("0.25"), Decimal(1)]
    found = vector({"users": np.arange(1, 31)[:, np.newaxis], "share": shares}, 8)["each"]
    assert found.exact().tolist() == [[Fraction(share) / user for share in shares] for user in range(1, 31)]


def test_pieces_cover_all_points_once() -> None:
    vector = compile_vector(model(Ref("users") / Number(Decimal(3), COUNT)))
    whole = np.zeros(100, dtype=np.int64)
    sizes = []
    for where, values in vector.pieces({"users": np.arange(1, 101)}, 30):
        whole[where] += values["x"].whole
        sizes.append(len(values["x"].whole))
    assert whole.tolist() == list(range(1, 101))
    assert sizes == [30, 30, 30, 10]


def test_only_what_the_wanted_cells_rest_on_is_computed() -> None:
    cells = [
        Cell("a", Ref("users") * 2, COUNT),
        Cell("b", Ref("a") + Ref("a"), COUNT),
        Cell("c", Ref("users") * 5, COUNT),
    ]
    vector = compile_vector(Model.build([USERS, *cells]), ["b"])
    assert [step.name for step in vector.steps] == ["a", "b"]
    assert list(vector({"users": [3]})) == ["b"]


def test_an_input_that_is_not_given_keeps_its_value() -> None:
    vector = compile_vector(model(Ref("share") * 8, SHARE))
    assert vector({})["x"].exact().tolist() == [4]


def test_a_cell_can_be_replaced_by_values_of_its_own() -> None:
    """Such as hours by draws: whole numbers of hundredths, each with its scale."""
    cells = [Cell("hours", Ref("users") * 2, COUNT), Cell("cost", Ref("hours") * Number(Decimal("99.5")), COUNT)]
    varied = Model.build([USERS, *cells]).over({"hours": Span(0, 50, Decimal("0.01"))})
    draws = [Decimal("0.01"), Decimal("17.25"), Decimal(50)]
    found = compile_vector(varied, ["cost"])({"hours": draws})["cost"]
    assert found.exact().tolist() == [Fraction(draw) * Fraction("99.5") for draw in draws]
    assert evaluate(varied, {"hours": draws[1]})["cost"] == draws[1] * Decimal("99.5")


def test_only_the_cell_that_needs_it_leaves_64_bits() -> None:
    """And what rests on its result is back in them, where that fits."""
    large = Number(Decimal(10**18), RATIO)
    cells: Mapping[str, Expression] = {
        "small": Ref("share") * 4,
        "wide": ((Ref("share") + large) * (Ref("share") + large)).rounded(10**18),
        "after": Ref("wide") / Number(Decimal(10**18)),
    }
    vector = compile_vector(Model.build([SHARE, *(Cell(name, formula, RATIO) for name, formula in cells.items())]))
    assert vector.wide == ("wide",)
    found = vector({"share": [Decimal("0.25"), Decimal(-1)]})
    assert {name: value.whole.dtype.kind for name, value in found.items()} == dict.fromkeys(cells, "i")
    assert found["after"].exact().tolist() == [10**18 + 1, 10**18 - 2]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"users": np.array([3, 101])}, r"input 'users' is 101, outside the range 1\.\.100 of this model"),
        ({"users": [Decimal(3), Decimal("2.5")]}, r"input 'users' is 2\.5, which is no multiple of its step 1"),
        ({"user": [5]}, "no input is named 'user'; did you mean 'users'"),
        ({"users": []}, "input 'users' has no values"),
    ],
)
def test_values_the_model_was_not_built_for_are_refused(values: dict[str, list[Decimal]], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        compile_vector(model(Ref("users") / Number(Decimal(1), COUNT)))(values)


@pytest.mark.parametrize("floats", [np.array([1.0, 2.0]), [1.0, 2.0], np.array([True])], ids=["array", "list", "truth"])
def test_floats_are_refused(floats: list[Decimal]) -> None:
    with pytest.raises(TypeError, match="not exact"):
        compile_vector(model(Ref("users") / Number(Decimal(1), COUNT)))({"users": floats})


def test_a_cell_without_a_range_is_refused_by_name() -> None:
    hair = Subtract(Divide(Number(Decimal(1)), Ref("share")), Number(Decimal(3)))
    with pytest.raises(TargetRefused, match="vector cannot hold the model: cell 'x' divides by a figure that may"):
        compile_vector(model(Divide(Number(Decimal(1)), hair), SHARE))


def test_a_division_by_zero_counts_only_where_it_is_chosen() -> None:
    share = Choose(Ref("share"), Number(Decimal(0)), Number(Decimal(0)), Divide(Number(Decimal(1)), Ref("share")))
    vector = compile_vector(model(share, SHARE))
    assert vector({"share": [Decimal(-1), Decimal(0), Decimal("0.25")]})["x"].exact().tolist() == [0, 0, 4]
    unguarded = compile_vector(model(Divide(Number(Decimal(1)), Ref("share")), SHARE))
    with pytest.raises(ModelError, match="cell 'x' divides by zero"):
        unguarded({"share": [Decimal(-1), Decimal(0)]})


def test_a_table_over_a_quotient_compares_without_rounding() -> None:
    """0.1 each for 10 is exactly the bound; a hair more is the next row."""
    each = Divide(Number(Decimal(1), COUNT), Ref("users"))
    rows = Step(each, (Decimal("0.1"), Decimal("0.5")), (Decimal(1), Decimal(2), Decimal(3)), RATIO)
    found = compile_vector(model(rows))({"users": [11, 10, 9, 2, 1]})
    assert found["x"].exact().tolist() == [1, 1, 2, 2, 3]


def test_remainders_of_one_division_are_compared_in_64_bits() -> None:
    """As the largest remainders of a discount are: their common divisor is the one they have."""
    whole = Input("whole", Decimal(1), RUB, Decimal(1), Decimal(10**8), step=Decimal("0.01"))
    parts = [Divide(Number(Decimal(7 + number), RUB) * Number(Decimal(3), RUB), Ref("whole")) for number in (0, 1)]
    rests = [Subtract(part, Round(part, Decimal("0.01"), RoundingMode.DOWN)) for part in parts]
    cells = [*(Cell(f"rest {at}", rest, RUB) for at, rest in enumerate(rests))]
    first = Choose(Ref("rest 1"), Ref("rest 0"), Number(Decimal(1)), Number(Decimal(2)))
    vector = compile_vector(Model.build([whole, *cells, Cell("first", first, RATIO)]))
    assert "first" not in vector.wide
