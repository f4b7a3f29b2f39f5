"""Support over the years: lapses, what buying it again costs, upgrades, and support that contains them."""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner.catalog.model import Item
from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate
from tests.estimate.pricing import catalog, compared, item, line, only

Tree = dict[str, Any]
LICENCES = item("licences", "licence", 1000)
YEARLY = {"kind": "percent", "rate": 20, "of": ["licences"]}


def support(**more: Any) -> Tree:
    return item("support", "support", YEARLY, charge="yearly", **more)


def priced(*items: Tree, lapses: Any = ((3,),), years: int = 5, **brief: Any) -> Estimate:
    wanted = {"users": 1, "horizon_years": years, "lapses": [{"years": list(one)} for one in lapses], **brief}
    return only([catalog(LICENCES, *items)], wanted)


def by_year(estimate: Estimate, name: str) -> list[int]:
    return [int(amount) for amount in line(estimate, name).by_year]


PERCENT_OF_LICENCES = [
    {"missed": 1, "price": {"kind": "percent", "rate": 30, "of": ["licences"]}},
    {"missed": 2, "price": {"kind": "percent", "rate": 50, "of": ["licences"]}},
    {"price": {"kind": "percent", "rate": 65, "of": ["licences"]}},
]
"""By how long support was not bought: the shares a Russian vendor of another product asks."""


@pytest.mark.parametrize(
    ("years", "fee"), [((4,), [0, 0, 0, 0, 300]), ((3, 4), [0, 0, 0, 0, 500]), ((2, 3, 4), [0, 0, 0, 0, 650])]
)
def test_buying_support_again_costs_by_the_years_without_it(years: tuple[int, ...], fee: list[int]) -> None:
    found = priced(support(reentry=PERCENT_OF_LICENCES), lapses=[years])
    assert by_year(found, "support") == [0 if year in years else 200 for year in range(1, 6)]
    assert by_year(found, "support-reentry") == fee


def test_two_lapses_are_two_times_bought_again_in_one_line() -> None:
    found = priced(support(reentry=PERCENT_OF_LICENCES), lapses=[(2,), (4,)])
    assert by_year(found, "support-reentry") == [0, 0, 300, 0, 300]


def test_a_lapse_to_the_end_costs_nothing_more() -> None:
    found = priced(support(), lapses=[(4, 5)])
    assert [one.id for one in found.lines] == ["licences", "support"]
    assert found.complete


def test_missed_years_may_have_to_be_paid_after_all() -> None:
    back = [{"missed": 1, "price": {"kind": "percent", "rate": 100, "of": ["support"]}}]
    assert by_year(priced(support(reentry=back)), "support-reentry") == [0, 0, 0, 200, 0]


def test_what_re_entry_costs_is_a_gap_where_nobody_knows_and_no_rival_fills_it() -> None:
    rival = catalog(LICENCES, item("support", "support", 50, charge="yearly"), id="rival")
    wanted = {"users": 1, "horizon_years": 4, "lapses": [{"years": [2], "candidate": "vendor"}]}
    found, other = compared([catalog(LICENCES, support()), rival], wanted).estimates
    assert [(gap.category, gap.items, gap.fill) for gap in found.gaps] == [("support", ("support-reentry",), None)]
    assert (found.complete, found.totals.unknown, found.totals.like_for_like) == (False, 1, None)
    assert by_year(other, "support") == [50, 50, 50, 50]


def test_beyond_the_last_term_of_a_price_list_re_entry_is_unknown() -> None:
    found = priced(support(reentry=PERCENT_OF_LICENCES[:1]), lapses=[(2, 3)])
    assert line(found, "support-reentry").status.value == "on_request"


def test_a_vendor_s_offer_closes_the_gap_of_re_entry() -> None:
    offer = {"candidate": "vendor", "item": "support-reentry", "amount": 123, "source": "letter"}
    assert by_year(priced(support(), quoted=[offer]), "support-reentry") == [0, 0, 0, 123, 0]


def test_included_support_cannot_lapse() -> None:
    found = priced(item("support", "support", "included", charge="yearly"))
    assert [one.status.value for one in found.lines] == ["priced", "included"]


def test_a_lapse_of_a_candidate_nobody_has_is_refused() -> None:
    with pytest.raises(DataError):
        only([catalog(LICENCES)], {"users": 1, "lapses": [{"candidate": "nobody", "years": [2]}]})


def test_an_upgrade_is_due_again_every_so_many_years() -> None:
    upgrade = item("upgrade", "support", {"kind": "percent", "rate": 50, "of": ["licences"]}, from_year=3, every=2)
    assert by_year(priced(upgrade, lapses=(), years=6), "upgrade") == [0, 0, 500, 0, 500, 0]


def test_support_that_contains_new_versions_makes_upgrades_free_while_it_is_paid() -> None:
    upgrade = item("upgrade", "other", 400, from_year=2, every=2)
    free = priced(support(covers=["upgrade"]), upgrade, lapses=())
    assert (line(free, "upgrade").status.value, line(free, "upgrade").amount) == ("included", 0)
    lapsed = priced(support(covers=["upgrade"], reentry=PERCENT_OF_LICENCES), upgrade, lapses=[(4,)])
    assert by_year(lapsed, "upgrade") == [0, 0, 0, 400, 0]


def test_what_is_contained_is_no_gap_even_if_its_price_is_unknown() -> None:
    upgrade = item("upgrade", "other", "on_request", from_year=2)
    assert priced(support(covers=["upgrade"]), upgrade, lapses=()).complete
    assert not priced(support(), upgrade, lapses=()).complete


def test_support_not_chosen_covers_nothing() -> None:
    upgrade = item("upgrade", "other", 400, from_year=2)
    found = priced(support(covers=["upgrade"], optional=True), upgrade, lapses=())
    assert by_year(found, "upgrade") == [0, 400, 0, 0, 0]


def test_with_users_growing_an_upgrade_is_of_all_licences_so_far() -> None:
    seats = item("licences", "licence", {"kind": "per_unit", "amount": 100})
    upgrade = item("upgrade", "support", {"kind": "percent", "rate": 50, "of": ["licences"]}, from_year=3)
    wanted = {"users": 10, "horizon_years": 3, "growth": {"joiners": 5}}
    assert by_year(only([catalog(seats, upgrade)], wanted), "upgrade") == [0, 0, 1000]


@pytest.mark.parametrize(
    "tree",
    [
        support(every=2),
        support(reentry=PERCENT_OF_LICENCES[::-1]),
        support(reentry=[{"missed": 1, "price": {"kind": "included"}}] * 2),
    ],
)
def test_terms_that_contradict_themselves_are_refused(tree: Tree) -> None:
    with pytest.raises(ValueError, match=r"NUM021|KEY007|ascend|once"):
        Item.model_validate(tree)


def test_re_entry_is_indexed_like_the_support_it_brings_back() -> None:
    fee = [{"price": {"kind": "flat", "amount": 100}}]
    found = priced(support(reentry=fee, indexation=10), lapses=[(2,)], years=3)
    assert line(found, "support-reentry").by_year == (0, 0, Decimal(121))


@pytest.mark.parametrize(("lapse", "yearly"), [({}, 3), ({"candidate": "existing"}, 2)])
def test_what_the_client_has_goes_on_costing_what_it_costs_unless_the_lapse_names_it(
    lapse: dict[str, str], yearly: int
) -> None:
    brief = {
        "users": 1,
        "horizon_years": 3,
        "existing": {"name": "Old", "yearly": 10},
        "lapses": [{"years": [2], **lapse}],
    }
    both = compared([catalog(item("help", "support", 5, charge="yearly"))], brief)
    assert both.estimates[1].totals.horizon == 10 * yearly
