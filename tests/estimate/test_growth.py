"""Years with more or fewer people: seats added and kept, licences that may be reassigned, charges of the year."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.catalog.offer import Basis
from crm_planner.estimate.lines import Estimate
from tests.estimate.pricing import catalog, compared, item, line, only

Tree = dict[str, Any]
EACH = {"kind": "per_unit", "amount": 100}
SEATS = item("seats", "licence", EACH)
RENT = item("seats", "licence", EACH, charge="yearly")
SUPPORT = item("support", "support", {"kind": "percent", "rate": 10, "of": ["seats"]}, charge="yearly")


def grown(*items: Tree, growth: Tree, users: Any = 10, years: int = 3, **more: Any) -> Estimate:
    brief = {"users": users, "horizon_years": years, "growth": growth, **more.pop("brief", {})}
    return only([catalog(*items, **more)], brief)


def by_year(estimate: Estimate, name: str) -> list[int]:
    return [int(amount) for amount in line(estimate, name).by_year]


def test_seats_for_those_who_join_are_bought_in_their_year() -> None:
    assert by_year(grown(SEATS, growth={"joiners": 3}), "seats") == [1000, 300, 300]


@pytest.mark.parametrize(
    ("said", "bought", "licences"),
    [
        ({"reassignable": True}, [1000, 200, 200], (10, 12, 14)),
        ({"reassignable": False}, [1000, 300, 300], (10, 13, 16)),
        ({}, [1000, 300, 300], (10, 13, 16)),
    ],
)
def test_a_leaver_s_licence_serves_a_joiner_only_if_the_edition_says_so(
    said: Tree, bought: list[int], licences: tuple[int, ...]
) -> None:
    tree = catalog(SEATS)
    tree["editions"][0] |= said
    found = only([tree], {"users": 10, "horizon_years": 3, "growth": {"joiners": 3, "leavers": 1}})
    assert by_year(found, "seats") == bought
    assert found.licences_by_year == licences


def test_what_is_not_known_of_reassigning_is_taken_as_no_and_said() -> None:
    several = [catalog(SEATS), catalog(SEATS, id="other", licence_metric="concurrent_user")]
    notes = compared(several, {"users": 10, "horizon_years": 2, "growth": {"joiners": 3, "leavers": 1}}, book()).notes
    assert "licences-not-reassigned" in [note.id for note in notes]
    notes = compared(several, {"users": 10, "horizon_years": 2, "growth": {"joiners": 3}}, book()).notes
    assert "licences-not-reassigned" not in [note.id for note in notes]


@pytest.mark.parametrize(("said", "notes"), [({}, 1), ({"owned": "remainder"}, 0), ({"owned": "difference"}, 0)])
def test_where_the_price_list_is_silent_on_added_licences_that_is_said(said: Tree, notes: int) -> None:
    brief = {"users": 10, "horizon_years": 2, "growth": {"joiners": 3}}
    assert ids(catalog(SEATS | said), brief).count("added-by-themselves") == notes
    assert "added-by-themselves" not in ids(catalog(SEATS | said), {"users": 10, "horizon_years": 2})


def ids(tree: Tree, brief: Tree) -> list[str]:
    return [note.id for note in compared([tree], brief, book()).notes]


def book() -> Tree:
    from tests.estimate.strategies_brief import PLAYBOOK

    known = (
        "licences-not-reassigned", "added-by-themselves", "peak-in-proportion", "services-of-the-first-year",
    )  # fmt: skip
    return {**PLAYBOOK, "assumptions": [{"id": name, "text": name} for name in known]}


def test_concurrent_licences_follow_the_peak_in_proportion_rounded_up() -> None:
    found = grown(
        SEATS, growth={"users": {2: 20, 3: 12}}, users={"total": 15, "peak": 10}, licence_metric="concurrent_user"
    )
    assert found.licences_by_year == (10, 14, 14), "13.33 rounded up, and what was bought is kept"
    assert by_year(found, "seats") == [1000, 400, 0]


def test_a_peak_given_for_a_year_holds_from_there_on() -> None:
    users = {2: {"total": 20, "peak": 12}, 3: 40}
    found = grown(SEATS, growth={"users": users}, users={"total": 15, "peak": 10}, licence_metric="concurrent_user")
    assert found.licences_by_year == (10, 12, 24)


def test_the_peak_of_a_later_year_is_found_by_probability_again() -> None:
    """The table of the facts: 11 of 15 and 14 of 20 at a half and 5 %."""
    users = {"total": 15, "simultaneity": Decimal("0.5"), "service_level": Decimal("0.95")}
    found = grown(SEATS, growth={"joiners": 5}, users=users, years=2, licence_metric="concurrent_user")
    assert found.licences_by_year == (11, 14)


def test_rented_licences_are_those_of_the_year_and_bought_ones_are_kept() -> None:
    fewer = {"users": {2: 6, 3: 8}}
    assert by_year(grown(RENT, growth=fewer), "seats") == [1000, 600, 800]
    kept = grown(SEATS, growth=fewer)
    assert by_year(kept, "seats") == [1000, 0, 200], "who comes back in year 3 needs a licence of their own"


def test_support_is_a_percentage_of_the_list_price_of_all_licences_bought_so_far() -> None:
    sale = {"id": "sale", "percent": 50, "items": ["seats"]}
    found = grown(SEATS, SUPPORT, growth={"joiners": 3}, discounts=[sale])
    assert by_year(found, "seats") == [500, 150, 150]
    assert by_year(found, "support") == [100, 130, 160]


def test_support_for_each_licence_goes_with_all_that_are_kept() -> None:
    each = item("support", "support", {"kind": "per_unit", "amount": 10}, charge="yearly")
    fewer = {"users": {2: 6}}
    assert by_year(grown(SEATS, each, growth=fewer), "support") == [100, 100, 100]
    assert by_year(grown(RENT, each, growth=fewer), "support") == [100, 60, 60]


@pytest.mark.parametrize(("base", "first"), [("list", 50), ("all", 100)])
def test_support_of_all_counts_the_licences_owned_before(base: str, first: int) -> None:
    price = {"kind": "percent", "rate": 10, "of": ["seats"], "base": base}
    support = item("support", "support", price, charge="yearly")
    owned = {"owned": [{"candidate": "vendor", "licences": 5}]}
    found = grown(SEATS, support, growth={"joiners": 3}, brief=owned)
    assert by_year(found, "seats") == [500, 300, 300]
    assert by_year(found, "support") == [first, first + 30, first + 60]


@pytest.mark.parametrize(("owned", "added"), [("remainder", 700), ("difference", 360)])
def test_added_seats_are_priced_as_owned_ones_are_counted(owned: str, added: int) -> None:
    """Ten at 100, from eleven on all at 80: 7 more cost 700 by themselves, and 17 x 80 - 10 x 100 as difference."""
    tiers = {"kind": "volume", "tiers": [{"up_to": 10, "unit": 100}, {"unit": 80}]}
    found = grown(item("seats", "licence", tiers, owned=owned), growth={"joiners": 7}, years=2)
    assert by_year(found, "seats") == [1000, added]


def test_a_flat_licence_is_bought_once_however_many_join() -> None:
    assert by_year(grown(item("seats", "licence", 5000), growth={"joiners": 9}), "seats") == [5000, 0, 0]


def test_a_minimum_is_due_for_each_purchase_but_not_where_nothing_is_bought() -> None:
    least = item("seats", "licence", EACH | {"minimum": 500})
    assert by_year(grown(least, growth={"users": {3: 11}}), "seats") == [1000, 0, 500]


def test_a_later_tier_without_a_price_makes_the_line_a_gap_that_names_the_year() -> None:
    tiers = {"kind": "volume", "tiers": [{"up_to": 10, "unit": 100}, {"on_request": True}]}
    found = line(grown(item("seats", "licence", tiers, charge="yearly"), growth={"joiners": 3}), "seats")
    assert (found.status.value, found.amount) == ("on_request", None)
    assert found.reason is not None
    assert found.reason.values["year"] == 2


def test_seats_added_at_an_unprinted_number_make_the_line_extrapolated() -> None:
    printed = item("seats", "licence", {"kind": "published", "totals": {10: 1000}})
    assert line(grown(printed, growth={"joiners": 3}), "seats").basis is Basis.EXTRAPOLATED
    assert line(grown(printed, growth={"joiners": 0, "leavers": 1}), "seats").basis is Basis.PUBLISHED


def test_training_is_for_those_of_the_first_year_unless_the_price_list_says_more() -> None:
    course = {"kind": "package", "size": 10, "amount": 600}
    once = grown(item("training", "training", course), growth={"joiners": 3})
    assert by_year(once, "training") == [600, 0, 0]
    again = grown(item("training", "training", course, owned="remainder"), growth={"joiners": 3})
    assert by_year(again, "training") == [600, 600, 600]


def test_an_edition_too_small_for_a_later_year_is_unsuitable() -> None:
    found = grown(SEATS, growth={"joiners": 3}, limits={"users": {"max": 15}})
    assert not found.suitable
    assert found.unsuitable_because[0].values["year"] == 3


def test_a_user_s_month_counts_the_users_of_every_year() -> None:
    found = grown(SEATS, growth={"joiners": 3})
    assert found.totals.user_month == Decimal("3.42")  # 1,600 over 12 x (10 + 13 + 16) months


def test_an_offer_for_later_years_is_said_to_hold_for_them() -> None:
    offer = {"candidate": "vendor", "item": "seats", "amount": 900, "source": "letter"}
    several = compared([catalog(SEATS)], {"users": 10, "horizon_years": 2, "growth": {"joiners": 1}, "quoted": [offer]})
    assert [note.id for note in several.notes if "offer" in note.id] == ["vendor/standard/seats/offer-of-every-year"]


@given(st.integers(1, 30), st.integers(0, 6), st.integers(0, 6), st.sampled_from(["named_user", "concurrent_user"]))
def test_more_joiners_never_cost_less_and_reassigning_never_more(
    users: int, joiners: int, leavers: int, metric: str
) -> None:
    leavers = min(leavers, joiners)

    def total(more: int, *, reassignable: bool) -> Decimal:
        tree = catalog(SEATS, SUPPORT, licence_metric=metric)
        tree["editions"][0]["reassignable"] = reassignable
        growth = {"joiners": joiners + more, "leavers": leavers}
        return only([tree], {"users": users, "horizon_years": 4, "growth": growth}).totals.horizon

    fixed, passed_on = total(0, reassignable=False), total(0, reassignable=True)
    assert passed_on <= fixed
    assert total(1, reassignable=False) >= fixed
    assert total(1, reassignable=True) >= passed_on
