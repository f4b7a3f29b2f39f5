"""JavaScript computes what exact computes, in node and in a page: all nodes, ties and bounds, and every refusal."""

import json
import subprocess
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula import javascript_nodes, javascript_part, javascript_text
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Add, Choose, Divide, Expression, Minimum, Number, Ref, Step, Subtract, total
from crm_planner.formula.javascript import compile_javascript
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.money import RoundingMode
from tests.browser import Browser
from tests.formula.coverage import WANTED, table
from tests.formula.models import RUB, edges, models
from tests.formula.points import Point, every_point, points
from tests.formula.scripts import Script

Tool = Callable[[str], str]
USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))
SHARE = Input("share", Decimal("0.5"), RATIO, Decimal(-1), Decimal(1), step=Decimal("0.25"))
AMOUNT = Input("amount", Decimal(1000), RUB, Decimal(0), Decimal(10**13), step=Decimal("0.01"))
HOSTILE = ("</script><script>alert(1)</script>", "'];alert(1)//", "__proto__", "constructor", "\u2028`${alert(1)}`", "a\\")


def model(formula: Expression, *inputs: Input, unit: object = RATIO) -> Model:
    return Model.build([*(inputs or (USERS,)), Cell("x", formula, RATIO)])


def random_models(examples: int) -> Iterator[tuple[Model, list[Point]]]:
    found: list[tuple[Model, list[Point]]] = []

    @given(models(), st.integers(0, 2**32))
    @settings(max_examples=examples, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def draw(drawn: Model, seed: int) -> None:
        found.append((drawn, points(drawn, seed)))

    draw()
    yield from found


def of_random_models(examples: int) -> Script:
    script = Script()
    for number, (drawn, several) in enumerate(random_models(examples)):
        try:
            script.add(f"model {number}", drawn, several)
        except TargetRefused:
            continue
    return script
