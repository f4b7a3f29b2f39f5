"""Who ranks where: by a complete horizon total, or like for like; ties by id; who does not rank, and why."""

from typing import Any

import pytest

from crm_planner.compare.ranking import Unranked
from crm_planner.compare.table import Comparison
from crm_planner.estimate.lines import Estimate
from tests.estimate.pricing import catalog, compared, item

Tree = dict[str, Any]


def seed() -> list[Tree]:
    """The seed's price lists: one printed total each, two items missing at Terrasoft."""

    def printed(total: int) -> Tree:
        return item("licences", "licence", {"kind": "published", "totals": {10: total}})

    def course(amount: int) -> Tree:
        return item("training", "training", {"kind": "package", "size": 10, "amount": amount})

    support = item("support", "support", {"kind": "percent", "rate": 15, "of": ["licences"]}, charge="yearly")
    missing = [item(name, name, "not_offered") for name in ("training", "deployment")]
    whole = {"rounding": {"step": 1, "mode": "half_up"}}
    return [
        catalog(printed(87768), *missing, support, id="terrasoft", **whole),
        catalog(printed(51700), course(6000), item("deployment", "deployment", 7000), id="regionsoft", **whole),
        catalog(printed(75000), course(12000), item("deployment", "deployment", 6600), id="communicator", **whole),
    ]


def short(names: tuple[str, ...]) -> list[str]:
    return [name.partition("/")[0] for name in names]


def reasons(entries: tuple[Unranked, ...]) -> dict[str, Any]:
    return {one.id.partition("/")[0]: one.reason for one in entries}


def priced(**totals: Any) -> Comparison:
    """One candidate for each total, with a single flat licence."""
    return compared([catalog(item("a", "licence", total), id=name) for name, total in totals.items()], {"users": 1})


@pytest.mark.parametrize(("users", "hidden"), [(1, 10_094), (2, 20_187), (10, 100_933)])
def test_a_total_that_hides_a_gap_never_wins(users: int, hidden: int) -> None:
    """At one user 10,094 is the lowest sum of 18,170 and 26,100 only because training and installation are missing."""
    found = compared(seed(), {"users": users})
    assert found.estimates[0].totals.horizon == hidden
    assert short(found.ranking.published) == ["regionsoft", "communicator"]
    assert short(found.ranking.like_for_like)[0] == "regionsoft"
    reason = reasons(found.ranking.unranked_published)["terrasoft"]
    assert reason.values["categories"] == ("training", "deployment")


def test_the_sums_at_one_user_are_those_of_the_facts() -> None:
    totals = [one.totals.horizon for one in compared(seed(), {"users": 1}).estimates]
    assert totals == [10_094, 18_170, 26_100]


def test_like_for_like_the_filled_candidate_is_ranked_by_its_likely_total() -> None:
    found = compared(seed(), {"users": 1})
    likely = {one.id: one.totals.like_for_like.likely for one in found.estimates if one.totals.like_for_like}
    assert list(likely.values()) == [25_894, 18_170, 26_100]
    assert short(found.ranking.like_for_like) == ["regionsoft", "terrasoft", "communicator"]


def test_candidates_are_ranked_by_the_horizon_and_not_by_the_first_year() -> None:
    dear_first = catalog(item("a", "licence", 300), id="dear")
    dear_later = catalog(item("a", "licence", 200, charge="yearly"), id="later")
    assert short(compared([dear_later, dear_first], {"users": 1}).ranking.published) == ["later", "dear"]
    assert short(compared([dear_later, dear_first], {"users": 1, "horizon_years": 2}).ranking.published) == [
        "dear",
        "later",
    ]


def test_ties_are_in_order_of_id_and_are_named() -> None:
    found = priced(delta=5, beta=5, alpha=9, gamma=5, omega=9, psi=1).ranking
    assert short(found.published) == ["psi", "beta", "delta", "gamma", "alpha", "omega"]
    assert [short(tie) for tie in found.ties_published] == [["beta", "delta", "gamma"], ["alpha", "omega"]]
    assert (found.like_for_like, found.ties_like_for_like) == (found.published, found.ties_published)


def test_the_order_of_the_catalogs_changes_no_rank() -> None:
    assert priced(a=2, b=1, c=2).ranking.published == priced(c=2, b=1, a=2).ranking.published


def test_an_unsuitable_candidate_is_listed_with_its_reason_and_never_ranked() -> None:
    small = catalog(item("a", "licence", 1), id="small", limits={"users": {"max": 50}})
    found = compared([small, catalog(item("a", "licence", 5), id="large")], {"users": 51})
    assert short(found.ranking.published) == short(found.ranking.like_for_like) == ["large"]
    for entries in (found.ranking.unranked_published, found.ranking.unranked_like_for_like):
        assert reasons(entries)["small"].values["at"] == 51
    assert [one.suitable for one in found.estimates] == [False, True]


@pytest.mark.parametrize(("users", "suitable"), [(4, False), (5, True), (50, True), (51, False)])
def test_the_limits_belong_to_what_is_allowed(users: int, suitable: bool) -> None:  # noqa: FBT001 - a row of the table
    tree = catalog(item("a", "licence", 1), limits={"users": {"min": 5, "max": 50}})
    assert compared([tree], {"users": users}).estimates[0].suitable is suitable


def test_a_free_candidate_is_the_cheapest_and_an_unknown_one_is_not() -> None:
    found = priced(paid=5, free=0, unknown="on_request")
    assert short(found.ranking.published) == ["free", "paid"]
    assert short(found.ranking.like_for_like) == ["free", "unknown", "paid"]


def test_who_has_nothing_to_be_compared_with_is_told_so() -> None:
    found = priced(one="on_request", two="on_request").ranking
    assert [list(reasons(found.unranked_like_for_like)), found.published] == [["one", "two"], ()]
    assert reasons(found.unranked_like_for_like)["one"].values["categories"] == ("licence",)


def test_every_candidate_is_either_ranked_or_unranked_with_a_reason() -> None:
    tree = catalog(item("a", "licence", 1), id="small", limits={"users": {"max": 1}})
    found = compared([*seed(), tree], {"users": 2, "gaps": "none"})
    everybody = sorted(one.id for one in found.estimates)
    ranking = found.ranking
    for ranked, rest in (
        (ranking.published, ranking.unranked_published),
        (ranking.like_for_like, ranking.unranked_like_for_like),
    ):
        assert sorted([*ranked, *(one.id for one in rest)]) == everybody
        assert all(one.reason.wording for one in rest)


def test_a_candidate_both_unsuitable_and_incomplete_is_unranked_for_the_limit() -> None:
    tree = catalog(item("a", "licence", "on_request"), limits={"users": {"max": 1}})
    (entry,) = compared([tree], {"users": 2}).ranking.unranked_published
    assert entry.reason.values["name"] == "users"


def test_two_editions_of_one_vendor_are_two_candidates() -> None:
    tree = catalog(item("a", "licence", 5))
    tree["editions"].append({**tree["editions"][0], "id": "full", "items": [item("a", "licence", 9)]})
    assert compared([tree], {"users": 1}).ranking.published == ("vendor/standard", "vendor/full")


def test_the_lowest_and_highest_like_for_like_do_not_rank() -> None:
    """The mean of 0 and 200 puts the gap at 100: in the middle, wherever its ends are."""
    several = {"wanting": "on_request", "cheap": 0, "dear": 200}
    assert short(priced(**several).ranking.like_for_like) == ["cheap", "wanting", "dear"]


def estimate_ids(found: tuple[Estimate, ...]) -> list[str]:
    return [one.id for one in found]


def test_the_table_keeps_the_order_the_brief_asks_for() -> None:
    tree = [catalog(item("a", "licence", cost), id=name) for name, cost in (("x", 9), ("y", 1))]
    assert estimate_ids(compared(tree, {"users": 1, "candidates": ["y", "x"]}).estimates) == [
        "y/standard",
        "x/standard",
    ]
