"""Where prices, requirements, limits and work turn with the number of users: a sweep meets every turn on both sides."""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner.estimate.stretches import Clients, stretches
from crm_planner.project import sweep
from tests.compare.test_sweep import Tree, agrees_everywhere, seats
from tests.estimate.pricing import catalog, item, project_of
from tests.estimate.strategies_brief import PLAYBOOK

TURNS: dict[str, Tree] = {
    "tiers on request": item("licences", "licence", {"kind": "volume", "tiers": [
        {"up_to": 5, "unit": 100}, {"up_to": 9, "on_request": True}, {"up_to": 20, "unit": 80}, {"on_request": True}]}),
    "slices on request": item("licences", "licence", {"kind": "graduated", "tiers": [
        {"up_to": 5, "unit": 100, "flat": 50}, {"up_to": 12, "unit": 70}, {"on_request": True}]}),
    "printed totals, the next one up": item("licences", "licence", {
        "kind": "published", "totals": {3: 500, 10: 900, 25: 2000}, "between": "step"}),
    "printed totals, on straight lines": item("licences", "licence", {
        "kind": "published", "totals": {3: 500, 10: 901, 25: 2000}}),
    "packs that cover": item("licences", "licence", {
        "kind": "packs", "packs": {1: 100, 5: 400, 12: 899}, "combine": "cover"}),
    "packs that fit exactly": item("licences", "licence", {
        "kind": "packs", "packs": {3: 100, 5: 140}, "combine": "exact"}),
    "one pack": item("licences", "licence", {"kind": "packs", "packs": {5: 400, 12: 900}, "combine": "single"}),
    "started packages": item("licences", "licence", {"kind": "package", "size": 10, "amount": 600, "free_units": 2}),
    "what needs at least eight": seats(90, requires={"licences": {"min": 8}}),
    "what is sold from six to fourteen": seats(90, requires={"users": {"min": 6, "max": 14}}),
    "a least amount": item("licences", "licence", {"kind": "per_unit", "amount": 90, "minimum": 700, "maximum": 1500}),
}  # fmt: skip


PEOPLE: dict[str, Any] = {
    "everybody": 10,
    "a peak that was given": {"total": 25, "peak": 12},
    "a probability": {"total": 20, "simultaneity": Decimal("0.3"), "service_level": Decimal("0.95")},
    "roles": {"core": 7, "occasional": 12},
}


@pytest.mark.parametrize("turn", TURNS)
def test_every_kind_of_turn_is_met_on_both_sides(turn: str) -> None:
    """Also where licences are owned already, and where the candidate is sold to so many people only."""
    rest = item("support", "support", {"kind": "percent", "rate": 15, "of": ["licence"]}, charge="yearly")
    trees = [
        catalog(TURNS[turn], rest, id="a", licence_metric="concurrent_user"),
        catalog(TURNS[turn], rest, id="b", limits={"users": {"min": 4, "max": 22}}),
        catalog(seats(75), item("support", "support", 500), id="c"),
    ]
    brief = {"users": 10, "owned": [{"candidate": "b", "licences": 3}]}
    project = project_of(trees, brief)
    agrees_everywhere(project, sweep(project, range(1, 31), (1, 3)))


@pytest.mark.parametrize(
    "growth", [{"joiners": 3, "leavers": 1}, {"users": {2: 12, 3: 24}}], ids=["joiners", "by year"]
)
@pytest.mark.parametrize("turn", ["tiers on request", "packs that fit exactly", "what is sold from six to fourteen"])
def test_turns_are_met_in_later_years_too(turn: str, growth: Tree) -> None:
    """Licences are added as people join: kept by name, reassigned, or needed by those inside at once."""
    trees = [
        catalog(TURNS[turn], id="a", licence_metric="concurrent_user"),
        catalog(TURNS[turn] | {"owned": "difference"}, id="b", limits={"users": {"max": 22}}),
        catalog(TURNS[turn] | {"charge": "yearly"}, item("support", "support", 500), id="c"),
    ]
    brief = {"users": {"total": 10, "peak": 7}, "growth": growth, "owned": [{"candidate": "b", "licences": 3}]}
    project = project_of(trees, brief)
    agrees_everywhere(project, sweep(project, range(1, 27), (1, 3)))


@pytest.mark.parametrize("people", PEOPLE)
def test_the_peak_follows_however_the_brief_gives_it(people: str) -> None:
    trees = [catalog(seats(100), id="a", licence_metric="concurrent_user"), catalog(seats(60), id="b")]
    project = project_of(trees, {"users": PEOPLE[people]})
    agrees_everywhere(project, sweep(project, range(1, 41)))


def test_prices_that_cannot_turn_share_one_graph() -> None:
    """What is printed, tiered, packed or charged by the head needs no second graph for a thousand users."""
    whole = {"kind": "volume", "tiers": [{"up_to": 10, "unit": 9}, {"unit": 8}]}
    packs = {"kind": "packs", "packs": {1: 10, 10: 90}, "combine": "cover"}
    trees = [catalog(item("licences", "licence", price), id=name) for name, price in (("a", whole), ("b", packs))]
    project = project_of(trees, {"users": 10})
    clients = Clients(project.setting, range(1, 1001))
    assert [one.users for one in stretches(project.candidates(), clients, 1)] == [slice(0, 1000)]


def test_prices_that_turn_back_and_forth_share_two_graphs() -> None:
    """Packs of 10 and 25 fit every fifth number and no other; what fits there and what does not is written once."""
    packs = item("licences", "licence", {"kind": "packs", "packs": {10: 90, 25: 200}, "combine": "exact"})
    project = project_of([catalog(packs, id="a"), catalog(seats(9), id="b")], {"users": 10})
    found = list(stretches(project.candidates(), Clients(project.setting, range(1, 1001)), 1))
    assert len(found) == 2
    agrees_everywhere(project, sweep(project, range(1, 61)))


def test_a_later_peak_that_goes_up_and_down_with_the_users_meets_every_turn() -> None:
    """24 people in year 2 and a peak of half: of 3 people 2 are inside, so 16 of 24; of 4 it is 12, of 5 it is 15."""
    tiers = {"kind": "volume", "tiers": [{"up_to": 12, "unit": 90}, {"up_to": 14, "on_request": True}, {"unit": 70}]}
    trees = [
        catalog(item("licences", "licence", tiers, charge="yearly"), id="a", licence_metric="concurrent_user"),
        catalog(seats(75), id="b", limits={"licences": {"max": 15}}, licence_metric="concurrent_user"),
    ]
    brief = {"users": {"total": 10, "peak": 5}, "growth": {"users": {2: 24}}}
    project = project_of(trees, brief)
    agrees_everywhere(project, sweep(project, range(1, 31), (2,)))


def test_work_that_depends_on_the_number_of_users_begins_and_ends_where_it_does() -> None:
    """Interviews from eight users on, one course for each started group of ten, a check with up to twelve licences."""
    book = PLAYBOOK | {
        "drivers": {"classes": {"name": "Classes", "of": "users", "size": 10}},
        "efforts": [
            work("interviews", [{"hours": 5}, {"hours": 1, "each": "peak"}], when={"users": {"min": 8}}),
            work("courses", [{"hours": 6, "each": "classes"}], when={"classes": {"min": 2, "max": 3}}),
            work("check", [{"percent": 20, "of": ["interviews"]}], when={"users": {"max": 12}}),
        ],
    }
    trees = [catalog(seats(100), id="a"), catalog(seats(90), id="b", licence_metric="concurrent_user")]
    project = project_of(trees, {"users": {"total": 20, "simultaneity": Decimal("0.3")}}, book)
    found = sweep(project, range(1, 41), (1, 2))
    agrees_everywhere(project, found)
    assert len({int(total) for total in found.courses["a/standard"].total[0, :, 0] % 10_000}) > 2


def test_hours_fill_a_gap_on_both_sides_of_a_turn_of_somebody_else() -> None:
    """What fills the gap of a rests on the price of an hour, which is written with it each time."""
    book = PLAYBOOK | {"efforts": [work("hours", [{"hours": 7}, {"hours": 1, "each": "users"}], optional=True)]}
    gap = item("set-up", "analysis", "on_request")
    trees = [catalog(seats(100), gap, id="a"), catalog(seats(9, requires={"licences": {"min": 8}}), id="b")]
    project = project_of(trees, {"users": 5, "gaps": "rate_card"}, book)
    found = sweep(project, range(5, 12), (1, 2))
    a = found.courses["a/standard"]
    assert not a.complete.any()
    assert a.comparable.all()
    agrees_everywhere(project, found)


def work(name: str, formula: list[Tree], **more: Any) -> Tree:
    """An effort of the consultant's."""
    effort = {"id": name, "name": name, "category": "analysis", "side": "vendor", "role": "consultant"}
    return {**effort, "formula": formula, **more}
