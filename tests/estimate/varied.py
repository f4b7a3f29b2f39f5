"""Random prices, and whole cost models of random catalogs and briefs, with what they rest on varied."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

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
from tests.formula.points import every_point

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


def along_quantities(model: Model) -> Iterator[dict[str, Decimal]]:
    """Every quantity, the other inputs at their own values."""
    own = {name: one.value for name, one in model.inputs.items()}
    return ({**own, **point} for point in every_point(Model({"quantity": QUANTITY}, {})))


@st.composite
def cases(draw: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    several = [draw(catalogs(number)) for number in (1, 2)]
    return several, draw(briefs(several))


Case = tuple[list[dict[str, Any]], dict[str, Any]]


def whole_model(case: Case) -> Model | None:
    """The cost model of catalogs and a brief, all quantities and rates varied; None where the data are refused."""
    try:
        model = project.price(project_of(*case)).model
    except DataError:
        return None
    return model.over({name: span(one) for name, one in model.inputs.items()})


def span(given: Input) -> Span:
    """A range around what the brief or playbook gives."""
    if given.unit == COUNT:
        return Span(0, 40)
    return Span(0, given.value * 3, given.step)
