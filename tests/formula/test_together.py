"""Several models as one: nothing is computed twice, and every figure is what it was in its own model."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.errors import ModelError
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Choose, Minimum, Number, Ref, Step
from crm_planner.formula.model import Model
from crm_planner.formula.together import together
from crm_planner.formula.units import COUNT
from tests.formula.models import expressions, models
from tests.formula.points import points

USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))


def test_what_comes_about_in_the_same_way_is_there_once() -> None:
    """Over two years the second is added; the first is the same cell."""
    first = Cell("year1", Ref("users") * 5, COUNT)
    one = Model.build([USERS, first, Cell("total", Ref("year1"), COUNT)])
    second = Cell("year2", Ref("users") * 6, COUNT)
    two = Model.build([USERS, first, second, Cell("total", Ref("year1") + Ref("year2"), COUNT)])
    model, called = together([one, two])
    assert list(model.cells) == ["year1", "total", "year2", "total in model 2"]
    assert called == ({}, {"total": "total in model 2"})


def test_what_rests_on_a_cell_that_differs_differs_too() -> None:
    """However deep in a formula it is named."""
    of = Minimum((Choose(Ref("a"), Ref("users"), Step(Ref("a"), (), (Decimal(2),), COUNT), Ref("users")), Ref("users")))
    several = [
        Model.build([USERS, Cell("a", Ref("users") * times, COUNT), Cell("b", of, COUNT), Cell("c", Ref("b"), COUNT)])
        for times in (1, 2)
    ]
    model, called = together(several)
    assert called[1] == {name: f"{name} in model 2" for name in ("a", "b", "c")}
    assert evaluate(model, {"users": Decimal(3)})["b in model 2"] == 3


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Model, Model]:
    """A model, and another of the same inputs in which some of its cells come about in another way."""
    one = draw(models())
    entries: list[Input | Cell] = [*one.inputs.values()]
    for name, cell in one.cells.items():
        known = {entry.name: entry.unit for entry in entries}
        formula = cell.formula if draw(st.booleans()) else draw(expressions(cell.unit, known, 2))
        entries.append(Cell(name, formula, cell.unit))
    return one, Model.build(entries)


@given(pairs(), st.integers(0, 2**32))
def test_every_figure_is_what_it_is_in_its_own_model(pair: tuple[Model, Model], seed: int) -> None:
    model, called = together(pair)
    for point in points(model, seed)[:5]:
        try:
            found = evaluate(model, point)
        except ModelError:
            continue
        for alone, names in zip(pair, called, strict=True):
            values = evaluate(alone, point)
            assert all(found[names.get(name, name)] == values[name] for name in alone.cells)


@pytest.mark.parametrize("other", [Number(Decimal(10), COUNT), None], ids=["a cell", "another range"])
def test_inputs_that_are_not_the_same_are_refused_by_name(other: Number | None) -> None:
    entry = (
        Input("users", Decimal(10), COUNT, Decimal(1), Decimal(50)) if other is None else Cell("users", other, COUNT)
    )
    second = Model.build([entry, Cell("a", Ref("users"), COUNT)])
    with pytest.raises(ModelError, match="'users' is not the same in all models"):
        together([Model.build([USERS, Cell("a", Ref("users"), COUNT)]), second])
