"""Arrays give what exact gives for every kind of price, and for whole cost models of random catalogs and briefs."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from crm_planner import project
from crm_planner.catalog.model import AnyPrice
from crm_planner.catalog.offer import Base, Basis, Status, Terms
from crm_planner.errors import DataError
from crm_planner.formula.cell import Cell, Input, Span
from crm_planner.formula.expression import Ref
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, HOURS, money
from crm_planner.money import RoundingMode
from tests.estimate.pricing import project_of
from tests.estimate.strategies import catalogs
from tests.estimate.strategies_brief import briefs
from tests.estimate.strategies_price import prices
from tests.formula.coverage import table
from tests.formula.points import compare, every_point, points

RUB = money("RUB")
PRICE: TypeAdapter[AnyPrice] = TypeAdapter(AnyPrice)
PRICED = {"flat", "per_unit", "volume", "graduated", "package", "packs", "published", "percent", "effort"}
QUANTITY = Input("quantity", Decimal(10), COUNT, Decimal(0), Decimal(40), step=Decimal("0.5"))
CHARGE = Input("charge", Decimal(51700), RUB, Decimal(0), Decimal(1_000_000), step=Decimal("0.01"))
RATE = Input("rate", Decimal("2999.99"), RUB / HOURS, Decimal(0), Decimal(5000), step=Decimal("0.000001"))

roundings = st.tuples(st.sampled_from([Decimal(1), Decimal("0.01"), Decimal(10)]), st.sampled_from(RoundingMode))


def model_of(price: AnyPrice, at: Decimal, step: Decimal, mode: RoundingMode) -> Model | None:
    """The price of any quantity near `at` as a model of one cell; None where it is a gap."""
    charged = Base("licences", Status.PRICED, Basis.PUBLISHED, Ref("charge"), Ref("charge"))
    terms = Terms(
        "RUB",
        step,
        mode,
        Ref("quantity"),
        at,
        named=True,
        bases=lambda _: (charged,),
        rate=lambda _: Ref("rate"),
    )
    formula = price.offer(terms).formula
    return None if formula is None else Model.build([QUANTITY, CHARGE, RATE, Cell("price", formula, RUB)])


def compare_prices(examples: int) -> Counter[str]:
    """Random prices of every kind, at every quantity and some values of what else they rest on."""
    counted = Counter(dict.fromkeys(sorted(PRICED), 0))

    @given(prices(2), st.integers(0, 80), roundings, st.integers(0, 2**32))
    @settings(max_examples=examples)
    def several(written: dict[str, Any], halves: int, rounding: tuple[Decimal, RoundingMode], seed: int) -> None:
        price = PRICE.validate_python(written)
        model = model_of(price, Decimal(halves) / 2, *rounding)
        if model is not None:
            counted[price.kind] += compare(model, [*along_quantities(model), *points(model, seed)])

    several()
    return counted


def along_quantities(model: Model) -> Iterator[dict[str, Decimal]]:
    """Every quantity, the other inputs at their own values."""
    own = {name: one.value for name, one in model.inputs.items()}
    return ({**own, **point} for point in every_point(Model({"quantity": QUANTITY}, {})))


@pytest.mark.parametrize(
    ("examples", "each"), [(150, 100), pytest.param(600, 1_000, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_every_kind_of_price_equals_exact_at_every_quantity(
    examples: int, each: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bounds of tiers and printed quantities are among them; the coverage is a result."""
    counted = compare_prices(examples)
    assert set(counted) == PRICED
    assert not [kind for kind, times in counted.items() if times < each]
    if examples > 150:
        with capsys.disabled():
            print(table(f"exact == vector, {counted.total():,} points", counted))  # noqa: T201 - the coverage is a result


@st.composite
def cases(draw: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    several = [draw(catalogs(number)) for number in (1, 2)]
    return several, draw(briefs(several))


@given(cases(), st.integers(0, 2**32))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_whole_cost_models_equal_exact(case: tuple[list[dict[str, Any]], dict[str, Any]], seed: int) -> None:
    """Discounts, years, taxes, exchange, present values and gaps: every cell, with all quantities and rates varied."""
    try:
        model = project.price(project_of(*case)).model
    except DataError:
        return
    spans = {name: span(one) for name, one in model.inputs.items()}
    varied = model.over(spans)
    compare(varied, points(varied, seed)[:8])


def span(given: Input) -> Span:
    """A range around what the brief or playbook gives."""
    if given.unit == COUNT:
        return Span(0, 40)
    return Span(0, given.value * 3, given.step)
