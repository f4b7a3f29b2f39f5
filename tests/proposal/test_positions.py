"""The price table: quantities, prices, taxes and sums that add up to the last kopeck, and are the estimate's."""

from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner.proposal.positions import Position, Sum
from crm_planner.proposal.proposal import Proposal
from crm_planner.text import Text
from tests.documents.proposal.made import proposed
from tests.proposal.made import made

TREATMENTS = ("excluded", "included", "exempt", "unknown")


def by_id(proposal: Proposal) -> dict[str, Position]:
    return {one.id: one for one in proposal.prices.positions}


def test_a_line_has_unit_quantity_price_discount_and_tax(folder: Path) -> None:
    """25 licences at 999.99 less ten percent: 24,999.75 - 2,499.98 = 22,499.77, and 20 % tax on top."""
    found = by_id(made(folder))
    licences = found["licences"]
    assert (licences.unit, licences.quantity, licences.price) == ("licences", 25, Decimal("999.99"))
    assert licences.discount == Decimal("2499.98")
    assert licences.sum.net == Decimal("22499.77")
    assert licences.treated is not None
    assert licences.treated.rate == 20
    course = found["course"]
    assert (course.unit, course.quantity, course.price, course.sum.tax) == ("packages", 3, 6000, 0)
    assert found["basic"].included


def test_a_charge_of_every_month_is_shown_for_a_year(folder: Path) -> None:
    hosting = by_id(made(folder))["hosting"]
    assert hosting.recurs
    assert (hosting.quantity, hosting.price) == (25, 1200)
    assert hosting.sum == Sum(Decimal(30_000), Decimal(6_000), Decimal(36_000))
    assert [one.amount for one in hosting.by_year] == [36_000, 36_000]


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_everything_adds_up_to_the_totals_of_the_model(treatment: str, folder: Path) -> None:
    proposal = made(folder, treatment)
    prices, totals = proposal.prices, proposal.estimate.totals
    assert prices.total.amount == totals.horizon == sum(one.amount for one in prices.years)
    whole = sum((each.amount for one in prices.positions for each in one.by_year), Decimal(0))
    assert whole == prices.total.amount
    assert sum((one.amount for one in proposal.plan.cash.payments), Decimal(0)) == prices.total.amount
    if treatment == "unknown":
        assert (prices.tax_known, prices.total.net, prices.total.tax, prices.taxes) == (False, None, None, ())
    else:
        assert (prices.total.net, prices.total.tax, prices.total.amount) == (totals.net, totals.tax, totals.gross)
        assert sum((one.tax for one in prices.taxes), Decimal(0)) == totals.tax
        assert sum((one.base for one in prices.taxes), Decimal(0)) == totals.net


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_price_times_quantity_less_discount_is_always_the_amount(treatment: str, folder: Path) -> None:
    for one in by_id(made(folder, treatment)).values():
        if one.price is not None:
            assert one.discount is not None
            product = one.price * (one.billed or one.quantity) - one.discount
            assert product in (one.sum.net, one.sum.amount), one.id


def test_what_has_no_price_is_in_no_sum_and_named(folder: Path) -> None:
    prices = made(folder).prices
    assert [one.name for one in prices.open] == [Text.plain("survey")]
    assert "survey" not in {one.id for one in (*prices.positions, *prices.options)}


def test_options_are_priced_as_if_each_was_added_and_stay_out_of_the_total(folder: Path) -> None:
    """The module is 5,000 and tax; premium support 15 % of the licences and tax; what needs 100 users cannot be had."""
    found = {one.id: one for one in made(folder).prices.options}
    assert set(found) == {"premium", "module"}
    assert found["module"].sum == Sum(Decimal(5_000), Decimal(1_000), Decimal(6_000))
    assert found["premium"].sum.net == Decimal("3749.96")


def test_the_clients_own_people_are_no_payment() -> None:
    """The order desk counts its own people's hours: the estimate has them, what is to be paid has not."""
    proposal = proposed("order-desk.yaml", "regionsoft/standard")
    own = sum((one.amount for one in proposal.prices.own), Decimal(0))
    assert own == Decimal(211_960)
    assert proposal.prices.total.amount + own == proposal.estimate.totals.horizon
    assert sum((one.amount for one in proposal.plan.cash.payments), Decimal(0)) == proposal.prices.total.amount
