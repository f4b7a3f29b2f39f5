"""Arrays against the exact target, at chosen points of a model or at random ones of many models."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.model import Model
from crm_planner.formula.vector import VectorModel, compile_vector
from tests.formula.coverage import met
from tests.formula.models import models

POINTS = 20
"""At how many points each random model is compared."""

Point = dict[str, Decimal]


def points(model: Model, seed: int) -> list[Point]:
    """Some points, the ends of every range among them more often than chance would have it."""
    random = Random(seed)  # noqa: S311 - no secrets here
    ends = {name: (int(one.low / one.step), int(one.high / one.step)) for name, one in model.inputs.items()}
    several = [
        {name: random.choice((*reach, random.randint(*reach), random.randint(*reach))) for name, reach in ends.items()}
        for _ in range(POINTS)
    ]
    return [{name: count * model.inputs[name].step for name, count in one.items()} for one in several]


def every_point(model: Model) -> list[Point]:
    """All there are."""
    ends = {name: (int(one.low / one.step), int(one.high / one.step)) for name, one in model.inputs.items()}
    several = product(*(range(low, high + 1) for low, high in ends.values()))
    return [{name: count * model.inputs[name].step for name, count in zip(ends, one, strict=True)} for one in several]


def random_models(examples: int) -> list[tuple[Model, list[Point]]]:
    """So many random models, each with some points."""
    found: list[tuple[Model, list[Point]]] = []

    @given(models(), st.integers(0, 2**32))
    @settings(max_examples=examples, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def draw(drawn: Model, seed: int) -> None:
        found.append((drawn, points(drawn, seed)))

    draw()
    return found


def defined(model: Model, several: list[Point], vector: VectorModel) -> Iterator[tuple[Point, Values]]:
    """The points exact can compute; the others it refuses, and arrays refuse them in the same words."""
    for point in several:
        try:
            yield point, evaluate(model, point)
        except ModelError as error:
            with pytest.raises(ModelError, match=f"^{error}$"):
                vector({name: [figure] for name, figure in point.items()})


def compare(model: Model, several: list[Point], counted: Counter[str] | None = None) -> int:
    """Arrays against exact at several points of a model; at how many of them there was something to compare."""
    try:
        vector = compile_vector(model)
    except TargetRefused:
        return 0
    known = list(defined(model, several, vector))
    if not known:
        return 0
    given_figures = {name: [point[name] for point, _ in known] for name in model.inputs}
    for pieces in (7, 1000):
        found = vector(given_figures, pieces)
        for name in model.cells:
            assert list(np.broadcast_to(found[name].exact(), len(known))) == [values[name] for _, values in known], name
    if counted is not None:
        for _, values in known:
            counted.update(met(model, values))
        counted["beyond 64 bits"] += len(known) if vector.wide else 0
    return len(known)


def compare_many(examples: int, counted: Counter[str] | None, *, smallest: bool = True) -> int:
    """`compare` for so many random models, each at some points; `smallest`: of faults, show the smallest model."""
    total = 0

    @given(models(), st.integers(0, 2**32))
    @settings(
        max_examples=examples, phases=tuple(Phase) if smallest else (Phase.generate,), report_multiple_bugs=smallest
    )
    def several(drawn: Model, seed: int) -> None:
        nonlocal total
        total += compare(drawn, points(drawn, seed), counted)

    several()
    return total
