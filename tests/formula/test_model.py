"""A model that does not hold together is refused with all its faults; one that does has one order."""

import re
from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.errors import ModelError
from crm_planner.formula.cell import Cell, Input, Span
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import (
    Ceiling,
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
)
from crm_planner.formula.model import Model, evaluation_order
from crm_planner.formula.units import COUNT, DAYS, RATIO, Unit
from crm_planner.money import RoundingMode
from tests.formula.models import RUB

LICENCES = Input("x.licences", Decimal(5), RUB)
DURATION = Input("x.duration", Decimal(5), DAYS)


def refusal(*cells: Input | Cell) -> list[str]:
    with pytest.raises(ModelError) as caught:
        Model.build(cells)
    return str(caught.value).splitlines()


def test_adding_days_to_roubles_names_both_cells() -> None:
    cell = Cell("x.total", Ref("x.licences") + Ref("x.duration"), RUB)
    assert refusal(LICENCES, DURATION, cell) == ["cell 'x.total' adds RUB ('x.licences') and days ('x.duration')"]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (Subtract(Ref("x.licences"), Ref("x.duration")), "takes the difference of RUB ('x.licences') and days"),
        (Minimum((Ref("x.licences"), Ref("x.duration"))), "takes the smallest of RUB ('x.licences') and days"),
        (Maximum((Ref("x.licences"), Ref("x.duration"))), "takes the largest of RUB ('x.licences') and days"),
        (
            Choose(Ref("x.licences"), Ref("x.duration"), Ref("x.licences"), Ref("x.licences")),
            "compares RUB ('x.licences') and days ('x.duration')",
        ),
        (
            Choose(Number(Decimal(1)), Number(Decimal(2)), Ref("x.licences"), Ref("x.duration")),
            "chooses between RUB ('x.licences') and days ('x.duration')",
        ),
        (Ref("x.licences") + 1, "adds RUB ('x.licences') and ratio (the figure 1)"),
        (Ceiling(Round(Ref("x.duration"), Decimal(1), RoundingMode.UP)), "should be RUB, but its formula gives days"),
        (Ref("x.licences") * Ref("x.duration"), "gives RUB*days ('x.licences', 'x.duration')"),
        (Divide(Ref("x.licences"), Ref("x.duration")), "gives RUB/days ('x.licences', 'x.duration')"),
        (Step(Ref("x.licences"), (), (Decimal(1),), DAYS), "gives days ('x.licences')"),
        (Step(Ref("x.licences") + Ref("x.duration"), (), (Decimal(1),), RUB), "adds RUB ('x.licences') and days"),
    ],
)
def test_figures_of_different_units_do_not_mix(formula: Expression, said: str) -> None:
    (fault,) = refusal(LICENCES, DURATION, Cell("y", formula, RUB))
    assert fault.startswith("cell 'y' ")
    assert said in fault


def test_units_multiply_and_divide_into_the_unit_of_the_cell() -> None:
    """Roubles per licence times licences, by ten licences: roubles per ten."""
    per_licence = Number(Decimal(100), RUB / COUNT)
    formula = Divide(Multiply((per_licence, Ref("q"))), Number(Decimal(10), COUNT))
    Model.build([Input("q", Decimal(3), COUNT), Cell("x", formula, RUB / COUNT)])


@pytest.mark.parametrize("unit", [RUB, RATIO, DAYS])
def test_rounding_minimum_and_a_ceiling_keep_the_unit(unit: Unit) -> None:
    figure = Ref("a")
    kept = Minimum((Maximum((Ceiling(figure), figure.rounded(1))), Number(Decimal(1), unit)))
    Model.build([Input("a", Decimal(1), unit), Cell("x", kept, unit)])


def test_all_faults_of_a_model_are_said_at_once() -> None:
    assert refusal(
        LICENCES,
        DURATION,
        Input("q", Decimal(7), COUNT, Decimal(1), Decimal(5)),
        Cell("q", Ref("q"), COUNT),
        Cell("a", Ref("b"), RUB),
        Cell("b", Ref("a"), RUB),
        Cell("c", Ref("x.licences") + Ref("x.duration"), RUB),
        Cell("d", Ref("x.licenses"), RUB),
    ) == [
        "more than one cell is named 'q'",
        "input 'q' is 7, outside its range 1..5",
        "cell 'd' refers to 'x.licenses', which does not exist; did you mean 'x.licences'?",
        "cell 'c' adds RUB ('x.licences') and days ('x.duration')",
        "the cells refer to each other in a circle: a -> b -> a",
    ]


def test_a_name_unlike_any_other_gets_no_suggestion() -> None:
    assert refusal(Cell("a", Ref("zzz"), RUB)) == ["cell 'a' refers to 'zzz', which does not exist"]


def test_one_fault_below_is_not_said_again_above() -> None:
    """The sum over a faulty sum has no unit, but only the inner one is wrong."""
    inner = Ref("x.licences") + Ref("x.duration")
    assert len(refusal(LICENCES, DURATION, Cell("c", Multiply((inner, Number(Decimal(2)))), RUB))) == 1


@pytest.mark.parametrize(
    ("given_input", "said"),
    [
        (Input("q", Decimal(1), COUNT, high=Decimal("1.5"), step=Decimal(1)), "'q' has 1.5, which is no multiple"),
        (Input("q", Decimal(1), COUNT, step=Decimal(0)), "'q' has the step 0, which is not above 0"),
        (Input("q", Decimal(1), COUNT, low=Decimal(2)), "'q' is 1, outside its range 2..1"),
    ],
)
def test_an_input_fits_its_own_range(given_input: Input, said: str) -> None:
    (fault,) = refusal(given_input)
    assert said in fault


def test_a_cycle_is_printed_from_the_name_written_first() -> None:
    cells = [Cell(name, Ref(used), RUB) for name, used in (("b", "c"), ("c", "a"), ("a", "b"), ("self", "self"))]
    assert refusal(*cells) == [
        "the cells refer to each other in a circle: b -> c -> a -> b",
        "the cells refer to each other in a circle: self -> self",
    ]


names = st.sampled_from("abcdefg")
graphs = st.dictionaries(names, st.lists(names, max_size=3, unique=True), max_size=7)


def reaches(uses: Mapping[str, list[str]], start: str, wanted: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a naive depth-first search from what `start` uses comes to `wanted`."""
    below = [used for used in uses.get(start, []) if used not in seen]
    return any(used == wanted or reaches(uses, used, wanted, seen | {used}) for used in below)


@given(graphs)
def test_a_cycle_is_found_exactly_where_a_search_finds_one(uses: dict[str, list[str]]) -> None:
    """Each reported circle is one; every circle there is holds a cell of a reported one."""
    order, cycles = evaluation_order(uses)
    for first, *rest in cycles:
        assert all(used in uses[user] for user, used in zip((first, *rest), rest, strict=False))
        assert rest[-1] == first
    circular = {name for name in uses if reaches(uses, name, name)}
    assert bool(circular) == bool(cycles)
    cut = {name for cycle in cycles for name in cycle}
    assert cut <= circular
    left = {name: [used for used in below if name not in cut] for name, below in uses.items()}
    assert not any(reaches(left, name, name) for name in left)
    place = {name: index for index, name in enumerate(order)}
    assert all(place[used] < place[user] for user, below in left.items() for used in below)


def test_cells_are_in_an_order_in_which_they_can_be_computed() -> None:
    given_input, first = Input("a", Decimal(1), RUB), Cell("0", Ref("a"), RUB)
    orders = [
        list(Model.build([Cell("c", Ref("b"), RUB), Cell("b", Ref("a"), RUB), given_input, first]).cells)
        for _ in range(2)
    ]
    assert orders == [["b", "c", "0"]] * 2


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    model = Model.build([LICENCES])
    assert model["x.licences"] is LICENCES
    with pytest.raises(ModelError, match=re.escape("no cell is named 'x.licence'; did you mean 'x.licences'?")):
        model["x.licence"]


def test_a_model_cannot_be_changed() -> None:
    model = Model.build([LICENCES])
    with pytest.raises(TypeError):
        model.inputs["y"] = LICENCES  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        model.inputs = {}  # type: ignore[misc]


RANGED = Model.build([Input("q", Decimal(10), COUNT), Cell("a", Ref("q") * 2, COUNT), Cell("b", Ref("a") * 3, COUNT)])


def test_a_model_can_be_had_over_other_ranges() -> None:
    """The value stays where it fits; the model it came from does not change."""
    wider, moved = RANGED.over({"q": Span(1, 40)}), RANGED.over({"q": Span(20, 40, Decimal("0.5"))})
    assert [(one.value, one.low, one.high, one.step) for one in wider.inputs.values()] == [(10, 1, 40, 1)]
    assert [(one.value, one.low, one.high, one.step) for one in moved.inputs.values()] == [(20, 20, 40, Decimal("0.5"))]
    assert RANGED.inputs["q"].high == 10


def test_a_cell_that_is_given_a_range_becomes_an_input() -> None:
    varied = RANGED.over({"a": Span(0, 99)})
    assert (list(varied.inputs), list(varied.cells)) == (["q", "a"], ["b"])
    assert evaluate(varied, {"a": Decimal(5)})["b"] == 15


def test_ranges_that_do_not_fit_are_refused_all_at_once() -> None:
    with pytest.raises(ModelError) as refused:
        RANGED.over({"qq": Span(1, 2), "q": Span(5, 1), "a": Span(1, 2, Decimal("0.3"))})
    assert str(refused.value).splitlines() == [
        "no cell is named 'qq'; did you mean 'q'?",
        "input 'q' is 5, outside its range 5..1",
        "input 'a' has 1, which is no multiple of its step 0.3",
        "input 'a' has 2, which is no multiple of its step 0.3",
    ]
