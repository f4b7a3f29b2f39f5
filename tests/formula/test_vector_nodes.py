"""The vector target never meets a whole number larger than the ranges say, nor with them one that wraps around."""

from collections.abc import Callable
from fractions import Fraction
from typing import Self

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula import vector_nodes
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Expression
from crm_planner.formula.figures import Figure, Figures
from crm_planner.formula.model import Model
from crm_planner.formula.vector import compile_vector
from tests.formula.models import models
from tests.formula.points import points


def test_no_whole_number_on_the_way_is_larger_than_the_range_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The target itself computes with numbers that remember the largest of them, one formula after the other."""
    monkeypatch.setattr(vector_nodes, "TOO_WIDE", 0)
    for kind, make in list(vector_nodes._VECTORS.items()):
        monkeypatch.setitem(vector_nodes._VECTORS, kind, _watched(make))

    @given(models(), st.integers(0, 2**32))
    @settings(max_examples=100)
    def watched(drawn: Model, seed: int) -> None:
        try:
            steps = compile_vector(drawn).steps
        except TargetRefused:
            return
        for point in points(drawn, seed)[:5]:
            try:
                values = evaluate(drawn, point)
            except ModelError:
                continue
            figures = {
                name: Figure(np.array([Watched(Fraction(values[name]) / Fraction(one.step))], dtype=object))
                for name, one in drawn.inputs.items()
            }
            for step in steps:
                Watched.largest = 0
                figures[step.name] = step.formula.part.compute(figures)
                assert Watched.largest <= step.formula.reach.largest

    watched()


class Watched(int):
    """A whole number that remembers the largest one that came of it or of others like it."""

    largest = 0

    def __new__(cls, value: object) -> Self:
        made = super().__new__(cls, int(value))  # type: ignore[call-overload]
        Watched.largest = max(Watched.largest, abs(int(made)))
        return made


def _watching(name: str) -> Callable[..., Watched]:
    operation = getattr(int, name)
    return lambda self, *other: Watched(operation(int(self), *map(int, other)))


for _name in ("add", "radd", "sub", "rsub", "mul", "rmul", "floordiv", "mod", "neg", "abs"):
    setattr(Watched, f"__{_name}__", _watching(f"__{_name}__"))


def _watched(make: Callable[..., vector_nodes.Made]) -> Callable[..., vector_nodes.Made]:
    """A node whose results are watched too, so that those of tables and choices are."""

    def made(formula: vector_nodes.Formula, node: Expression) -> vector_nodes.Made:
        compute, below = make(formula, node)

        def watched(figures: Figures) -> Figure:
            whole, divisor, undefined = compute(figures)
            watch = np.vectorize(Watched, otypes=[object])
            return Figure(watch(whole), divisor if divisor is None else watch(divisor), undefined)

        return watched, below

    return made
