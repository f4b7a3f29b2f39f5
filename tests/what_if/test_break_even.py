"""Where the answer of made-up price lists turns: every flip is what `compare` says on both sides."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_planner.compare.break_even import Flip
from crm_planner.compare.weights import turns
from crm_planner.errors import DataError, ModelError
from crm_planner.judgement import judge
from crm_planner.project import Project, compare
from crm_planner.what_if import changed
from crm_planner.what_if.break_even import BreakEven, break_even, usual_range
from tests.decision.made import flat as yaml_flat
from tests.decision.made import project as written
from tests.decision.made import vendor
from tests.estimate.pricing import catalog, item, project_of
from tests.estimate.strategies import catalogs
from tests.estimate.strategies_brief import briefs
from tests.risk.made import checklist

Tree = dict[str, Any]
TEN = {"users": 10}


def seats(amount: Any, **more: Any) -> Tree:
    return item("licences", "licence", {"kind": "per_unit", "amount": amount}, **more)


def flat(amount: int) -> Tree:
    return item("licences", "licence", amount)


def market(*offers: Tree) -> list[Tree]:
    """Vendors called a, b, c with one item each."""
    return [catalog(one, id=name) for name, one in zip("abc", offers, strict=False)]


def winners(found: BreakEven, measure: str = "published") -> list[tuple[int, int, tuple[str, ...]]]:
    """From, to, and the catalogs that are cheapest there."""
    several = found.by_users.intervals[measure]  # type: ignore[index]
    return [(int(one.low), int(one.high), tuple(name.split("/")[0] for name in one.cheapest)) for one in several]


def proved(project: Project, flip: Flip) -> bool:
    """Whether `compare` shows the flip on both sides, through its own ranking."""
    orders = []
    for side in (flip.before, flip.after):
        ranking = compare(changed.at(project, flip.figure, side.value)).ranking
        ranked = ranking.published if flip.measure == "published" else ranking.like_for_like
        orders.append(ranked.index(flip.cheaper_before) < ranked.index(flip.cheaper_after))
    return orders == [True, False]


def of(found: BreakEven, driver: str, measure: str = "published") -> list[Flip]:
    return [one for one in found.flips if one.figure.driver == driver and one.measure == measure]


def test_two_flips_of_three_vendors_cut_the_users_in_three() -> None:
    """100 a head; 480 and 20 a head; 1,500 for all: level at 6 users, and at 51."""
    base = [seats(20), item("start", "other", 480)]
    project = project_of([catalog(seats(100), id="a"), catalog(*base, id="b"), catalog(flat(1500), id="c")], TEN)
    found = break_even(project, range(1, 101))
    assert winners(found) == [
        (1, 5, ("a",)), (6, 6, ("a", "b")), (7, 50, ("b",)), (51, 51, ("b", "c")), (52, 100, ("c",)),
    ]  # fmt: skip
    leading = [one for one in of(found, "users") if one.leads]
    assert [(int(one.before.value), int(one.after.value)) for one in leading] == [(5, 7), (50, 52)]
    assert all(proved(project, one) for one in found.flips)


def test_three_flips_of_two_vendors_are_all_found() -> None:
    """Packs of ten at 800 against 90 a head: nine heads cost 810, eleven cost 990 against 1,600, and so on."""
    packs = item("licences", "licence", {"kind": "package", "size": 10, "amount": 800})
    project = project_of(market(packs, seats(90)), TEN)
    found = break_even(project, range(1, 30))
    turns = [(one.cheaper_after[0], int(one.after.value)) for one in of(found, "users")]
    assert turns == [("a", 9), ("b", 11), ("a", 18), ("b", 21), ("a", 27)]
    assert all(proved(project, one) for one in found.flips)


def test_a_tier_with_an_edge_is_cheaper_for_a_larger_number() -> None:
    """Twenty at 100 are 2,000; twenty-one at 80 are 1,680: from 17 on it pays to buy 21."""
    tiers = {"kind": "volume", "tiers": [{"up_to": 20, "unit": 100}, {"unit": 80}]}
    found = break_even(project_of(market(item("licences", "licence", tiers)), TEN))
    (edge,) = found.cliffs
    assert (edge.low, edge.high, edge.buy) == (17, 20, 21)
    assert (edge.amount, edge.saved) == (1680, 320)


def test_equal_candidates_are_level_and_never_flip() -> None:
    found = break_even(project_of(market(seats(50), seats(50)), TEN))
    assert winners(found) == [(1, 50, ("a", "b"))]
    assert of(found, "users") == []
    assert found.concessions == ()


def test_a_candidate_beyond_its_limits_leaves_the_race_without_being_overtaken() -> None:
    cheap = catalog(seats(1), id="a", limits={"users": {"max": 9}})
    found = break_even(project_of([cheap, catalog(seats(100), id="b")], TEN))
    assert winners(found) == [(1, 9, ("a",)), (10, 50, ("b",))]
    assert of(found, "users") == []


def test_a_gap_that_would_win_as_zero_wins_nothing() -> None:
    """Without its training, which nobody printed, a costs 10 a head; as published it stands nowhere."""
    gap = catalog(seats(10), item("training", "training", "on_request"), id="a")
    whole = catalog(seats(30), item("training", "training", 1000), id="b")
    found = break_even(project_of([gap, whole], TEN))
    assert winners(found) == [(1, 50, ("b",))]
    assert found.by_users.ranked["published"] == {"b/standard"}
    assert winners(found, "like_for_like") == [(1, 50, ("a",))]


def test_the_budget_breaks_at_the_number_of_users_it_does() -> None:
    """1,200 pay for twelve heads at 100; what is on request is within no budget, cheap as the rest of it is."""
    gap = catalog(seats(1), item("training", "training", "on_request"), id="b")
    found = break_even(project_of([catalog(seats(100), id="a"), gap], TEN | {"budget": 1200}))
    (one,) = [one for one in found.within if one.measure == "published"]
    assert (one.candidate, one.left, one.runs) == ("a/standard", 200, ((1, 12),))


def test_years_flip_where_renting_becomes_dearer_than_buying() -> None:
    rent = seats(100, charge="yearly")
    project = project_of(market(rent, seats(250)), TEN)
    (flip,) = of(break_even(project), "years")
    assert (flip.cheaper_before, flip.before.value, flip.after.value) == ("a/standard", 2, 3)
    assert proved(project, flip)


def test_the_discount_that_makes_two_level_is_exact_in_money_and_percent() -> None:
    """1,000 against 875: 12.5 % off, 125, makes them level; a hundredth less does not, and more is needed to win."""
    project = project_of(market(seats(100), seats(Decimal("87.5"))), TEN)
    found = break_even(project)
    one = next(one for one in found.concessions if one.measure == "published")
    assert (one.kind, one.gap, one.percent, one.worth, one.left) == (
        "licence_discount", 125, Decimal("12.50"), 125, 0)  # fmt: skip
    (flip,) = of(found, "discount")[:1]
    assert (flip.before.value, flip.after.value) == (Decimal("12.49"), Decimal("12.51"))
    assert proved(project, flip)


def test_free_training_and_a_free_year_of_support_are_concessions_too() -> None:
    dear = [seats(100), item("training", "training", 300), item("support", "support", 500, charge="yearly")]
    project = project_of([catalog(*dear, id="a"), catalog(seats(150), id="b")], TEN | {"horizon_years": 1})
    found = {one.kind: one for one in break_even(project).concessions if one.measure == "published"}
    assert found["licence_discount"].gap == 300
    assert (found["free_training"].worth, found["free_training"].left) == (300, 0)
    assert (found["free_support_year"].worth, found["free_support_year"].left) == (500, -200)


def test_only_the_first_year_of_support_is_given() -> None:
    dear = [seats(100), item("support", "support", 500, charge="yearly")]
    project = project_of([catalog(*dear, id="a"), catalog(seats(20), id="b")], TEN | {"horizon_years": 3})
    found = {one.kind: one for one in break_even(project).concessions if one.measure == "published"}
    assert (found["free_support_year"].worth, found["free_support_year"].left) == (500, 1800)
    assert (found["licence_discount"].percent, found["licence_discount"].suffices) == (100, False)


def test_rates_of_support_and_of_exchange_flip_where_they_should() -> None:
    """1,000 and 15 % support against 1,200: from above 20 %. 10 dollars a head against 700: from above 70 roubles."""
    support = item("support", "support", {"kind": "percent", "rate": 15, "of": ["licence"]})
    project = project_of([catalog(seats(100), support, id="a"), catalog(seats(120), id="b")], TEN)
    (flip,) = of(break_even(project), "support_rate")
    assert (flip.before.value, flip.after.value) == (Decimal("19.99"), Decimal("20.01"))
    assert proved(project, flip)
    exchange = {"as_of": "2026-11-23", "rates": {"USD": Decimal("92.5")}}
    abroad = [catalog(seats(1), id="a", currency="USD"), catalog(seats(70), id="b")]
    project = project_of(abroad, TEN | {"exchange": exchange})
    (flip,) = of(break_even(project), "exchange")
    assert (flip.before.value, flip.after.value) == (Decimal("69.99"), Decimal("70.01"))
    assert proved(project, flip)


def test_a_flip_that_exact_figures_do_not_show_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    project = project_of(market(seats(100), flat(480)), TEN)
    wrong = project_of(market(seats(101), flat(480)), TEN)
    exact = changed.at
    monkeypatch.setattr(changed, "at", lambda _, figure, value: exact(wrong, figure, value))
    with pytest.raises(ModelError, match=r"a/standard at users  4: 400\S* in arrays, 404\S* exactly"):
        break_even(project)


@pytest.mark.parametrize(("users", "most"), [(1, 50), (25, 125), (30_000, 100_000), (1_000_000, 1_000_000)])
def test_what_is_looked_at_holds_the_users_there_are_and_stays_within_memory(users: int, most: int) -> None:
    assert usual_range(users) == range(1, most + 1)


def test_people_who_leave_shorten_the_range_and_not_the_answer() -> None:
    brief = TEN | {"growth": {"leavers": 2}, "horizon_years": 3}
    found = break_even(project_of(market(seats(100), flat(480)), brief))
    assert found.by_users.low == 5


@pytest.mark.parametrize("growth", [{"joiners": 3, "leavers": 2}, {"users": {2: 14, 3: 6}, "leavers": 4}], ids=str)
def test_people_who_leave_and_are_replaced_shorten_nothing(growth: Tree) -> None:
    found = break_even(project_of(market(seats(100), flat(480)), TEN | {"growth": growth, "horizon_years": 3}))
    assert found.by_users.low == 1


def test_what_is_wrong_with_the_brief_is_said_as_compare_says_it() -> None:
    abroad = [catalog(seats(1), id="a", currency="USD")]
    with pytest.raises(DataError, match="has no rate for it"):
        break_even(project_of(abroad, TEN))


@st.composite
def cases(draw: Any) -> tuple[list[Tree], Tree]:
    several = [draw(catalogs(number)) for number in (1, 2)]
    return several, draw(briefs(several))


@pytest.mark.parametrize("examples", [4, pytest.param(40, marks=pytest.mark.slow)], ids=["some", "many"])
def test_whatever_a_price_list_and_a_brief_say_their_turns_are_looked_for_without_a_fault(examples: int) -> None:
    """Wild ones seldom turn; what does is computed exactly on both sides by `break_even` itself."""

    @given(cases())
    @settings(
        max_examples=examples,
        phases=[Phase.generate],  # to make a failing case smaller takes minutes
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    def sampled(case: tuple[list[Tree], Tree]) -> None:
        project = project_of(*case)
        try:
            found = break_even(project, range(8, 30))
        except DataError:
            return
        assert (found.by_users.low, found.by_users.high) == (8, 29)

    sampled()


SCORED = "weights: {fit: 30, tco: 70}\nscores: {south: {fit: 2}, north: {fit: 5}}\n"


def test_the_weights_at_which_another_one_is_ahead_are_true_on_both_sides() -> None:
    """South is cheaper and worse: level where 3 fits less are worth as much as 4 points of cost."""
    offers = (vendor("south", {"licences": yaml_flat(1000)}), vendor("north", {"licences": yaml_flat(2000)}))
    found = break_even(written(*offers, brief=SCORED), range(8, 13), knowledge=checklist())
    assert found.judged is not None
    cost, fit = turns(found.judged.scorecard)
    assert (fit.criterion, fit.beyond, fit.winner) == ("fit", "above", "north/one")
    assert (cost.criterion, cost.beyond, fit.weight) == ("tco", "below", Fraction(280, 3))
    assert found.judged.lead.first == "south/one"
    for weight, first in ((93, "south/one"), (94, "north/one")):
        weighed = SCORED.replace("fit: 30", f"fit: {weight}")
        assert judge(written(*offers, brief=weighed), checklist()).lead.first == first


def test_without_scores_no_weight_turns_anything() -> None:
    found = break_even(project_of(market(seats(100), seats(90)), TEN), range(8, 13), knowledge=checklist())
    assert found.judged is None
