"""The consultant's accounts against a recomputation in fractions: cost, what is left, markup and margin."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner import project
from crm_planner.errors import UsageError
from crm_planner.estimate.accounts import Account, Accounts
from tests.estimate.pricing import Tree, catalog, item, only, project_of
from tests.estimate.strategies_brief import PLAYBOOK

AMOUNTS = st.integers(0, 10**9).map(lambda kopecks: Decimal(kopecks) / 100)
PERCENTS = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)


def half_up(exact: Fraction, step: str) -> Decimal:
    """To a multiple of `step`, halves away from zero, in whole numbers only."""
    steps = exact / Fraction(step)
    whole, rest = divmod(abs(steps.numerator), steps.denominator)
    whole += 2 * rest >= steps.denominator
    return Decimal(whole if steps >= 0 else -whole) * Decimal(step)


def kept(price: Decimal, percent: Decimal | None, *more: Tree, years: int = 1, **brief: object) -> Accounts:
    discount = {} if percent is None else {"vendor": percent}
    items = [item("licences", "licence", price), item("help", "support", price, charge="yearly"), *more]
    playbook = {**PLAYBOOK, "commercial": {"partner_discount": discount}}
    brief = {"users": 10, "horizon_years": years} | brief
    return project.accounts(project_of([catalog(*items)], brief, playbook), "vendor/standard")


def line(found: Accounts, name: str) -> Account:
    return next(one for one in found.lines if one.id == name)


@given(price=AMOUNTS, percent=PERCENTS, years=st.integers(1, 5))
def test_a_line_costs_what_the_client_pays_less_the_partner_discount(
    price: Decimal, percent: Decimal, years: int
) -> None:
    found = kept(price, percent, years=years)
    costs = [half_up(Fraction(paid) * (1 - Fraction(percent) / 100), "0.01") for paid in (price, price * years)]
    assert [one.cost for one in found.lines] == costs
    assert (found.sum.price, found.sum.cost) == (price * (1 + years), sum(costs))
    for one, paid, cost in zip(
        (*found.lines, found.sum), (price, price * years, price * (1 + years)), (*costs, sum(costs)), strict=True
    ):
        left = paid - cost
        assert one.left == left
        assert one.markup == (half_up(Fraction(left) / Fraction(cost) * 100, "0.1") if cost else None)
        assert one.margin == (half_up(Fraction(left) / Fraction(paid) * 100, "0.1") if paid else None)


def test_without_a_partner_discount_nothing_is_left() -> None:
    found = kept(Decimal(100), None)
    assert (found.sum.cost, found.sum.left, found.sum.markup, found.sum.margin) == (200, 0, 0, 0)


def test_a_discount_the_client_gets_lowers_the_price_the_partners_percent_is_of() -> None:
    agreed = {"candidate": "vendor", "items": ["licences"], "percent": Decimal(10), "reason": "letter"}
    licences = line(kept(Decimal(100), Decimal(30), discounts=[agreed]), "licences")
    assert (licences.price, licences.cost) == (90, 63)


def test_a_gap_is_no_line_of_the_accounts() -> None:
    found = kept(Decimal(100), Decimal(30), item("course", "training", "on_request"))
    assert [one.id for one in found.lines] == ["licences", "help"]


def test_what_the_client_has_is_not_the_consultants_to_sell() -> None:
    playbook = {**PLAYBOOK, "commercial": {}}
    has = {"users": 1, "existing": {"name": "Old", "yearly": Decimal(5)}}
    found = project.accounts(project_of([catalog(item("a", "licence", 1))], has, playbook), "existing/keep")
    assert (found.lines, found.sum.price, len(found.of_the_client)) == ((), 0, 1)


@pytest.mark.parametrize("commercial", [{}, {"partner_discount": {"vendor": Decimal(40)}}])
def test_the_clients_total_is_the_same_with_and_without_the_section(commercial: dict[str, object]) -> None:
    items = [item("licences", "licence", Decimal(51_700))]
    plain = only([catalog(*items)], {"users": 10})
    assert only([catalog(*items)], {"users": 10}, playbook={**PLAYBOOK, "commercial": commercial}) == plain


def test_a_playbook_without_the_section_has_no_accounts() -> None:
    with pytest.raises(UsageError, match="commercial"):
        project.accounts(project_of([catalog(item("a", "licence", 1))], {"users": 1}), "vendor/standard")
