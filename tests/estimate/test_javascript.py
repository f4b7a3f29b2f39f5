"""JavaScript computes what exact computes for every kind of price, and for whole cost models of random price lists."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_planner.errors import TargetRefused
from crm_planner.formula.expression import NODES
from crm_planner.money import RoundingMode
from tests.estimate.strategies_price import prices
from tests.estimate.varied import PRICE, PRICED, Case, along_quantities, cases, model_of, roundings, whole_model
from tests.formula.coverage import table
from tests.formula.points import points
from tests.formula.scripts import Script

Tool = Callable[[str], str]
QUICKLY = settings(phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def of_random_prices(examples: int) -> Script:
    """Prices of every kind, at every quantity and some values of what else they rest on, named by their kind."""
    script = Script()

    @given(prices(2), st.integers(0, 80), roundings, st.integers(0, 2**32))
    @settings(QUICKLY, max_examples=examples)
    def several(written: dict[str, Any], halves: int, rounding: tuple[Decimal, RoundingMode], seed: int) -> None:
        price = PRICE.validate_python(written)
        model = model_of(price, Decimal(halves) / 2, *rounding)
        if model is not None:
            script.add(f"{price.kind} {len(script.asked)}", model, [*along_quantities(model), *points(model, seed)])

    several()
    return script


@pytest.mark.parametrize(
    ("examples", "each"), [(150, 100), pytest.param(600, 1_000, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_every_kind_of_price_is_exact_at_every_quantity(
    examples: int, each: int, tool: Tool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bounds of tiers and printed quantities are among them; the coverage is a result."""
    script = of_random_prices(examples).run(tool("node"))
    assert script.differences() == []
    counted: Counter[str] = Counter()
    for name, one in script.asked.items():
        counted[name.split()[0]] += sum(not isinstance(values, str) for values in one.exact)
    assert not [kind for kind in PRICED if counted[kind] < each]
    if examples > 150:
        with capsys.disabled():
            print(table(f"exact == javascript, {counted.total():,} points", counted))  # noqa: T201


@pytest.mark.parametrize(
    ("examples", "at_least"), [(15, 20), pytest.param(300, 500, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_whole_cost_models_are_exact(
    examples: int, at_least: int, tool: Tool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Discounts, years, taxes, exchange, present values and gaps: every cell, with all quantities and rates varied."""
    script = Script()

    @given(cases(), st.integers(0, 2**32))
    @settings(QUICKLY, max_examples=examples)
    def several(case: Case, seed: int) -> None:
        model = whole_model(case)
        try:
            if model is not None:
                script.add(str(len(script.asked)), model, points(model, seed)[:8])
        except TargetRefused:
            pass

    several()
    assert script.run(tool("node")).differences() == []
    assert script.compared >= at_least
    if examples > 15:
        counted = script.coverage()
        assert not [node.__name__ for node in NODES if not counted[node.__name__]]
        with capsys.disabled():
            print(table(f"exact == javascript, {script.compared:,} points of cost models", counted))  # noqa: T201
