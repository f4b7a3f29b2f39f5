"""What a change of price lists does for clients: totals before and after, who is cheapest, what nobody can tell."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.change import renamed_candidates
from crm_planner.catalog.model import Catalog
from crm_planner.errors import DataError
from crm_planner.place import Source
from crm_planner.repricing.clients import clients_of, standard_clients
from crm_planner.repricing.effect import Effect, Market, reprice
from crm_planner.repricing.standing import EVERY, Step
from tests.estimate.strategies import catalogs
from tests.repricing.markets import DAY, NORTH, PLAYBOOK, SOUTH, brief, of_size, review, standing

DEARER = NORTH.replace("amount: 1000}", "amount: 1060}")
UNKNOWN = NORTH.replace("{kind: flat, amount: 4000}", "{kind: on_request}")
FIRM = "client: {name: A firm}\ndate: 2026-11-23\nusers: 10\n"


def test_the_totals_of_every_size_are_those_of_both_price_lists() -> None:
    """10 users: 9,000 + 4,000 + 10 % of 14,000; later 10 % more on 1,060 each. Support three times in three years."""
    one = standing(review([NORTH], [DEARER]), "north/basic")
    assert one.step("first_year") == Step(Decimal(14_400), Decimal(15_000))
    assert one.step("horizon") == Step(Decimal(17_200), Decimal(17_920))
    sizes = [effect.client.users for effect in review([NORTH], [DEARER]).effects]
    assert sizes == [5, 10, 25, 50]


def test_a_candidate_whose_price_stays_does_not_move() -> None:
    assert not standing(review([NORTH], [DEARER]), "north/full").moved


def test_the_winner_changes_where_another_is_cheaper_now() -> None:
    """25 users: South costs 40,500; North less, until its licences cost twice as much."""
    effect = of_size(25, review([NORTH, SOUTH], [NORTH.replace("amount: 1000}", "amount: 2000}"), SOUTH]))
    assert (effect.before.cheapest("published"), effect.after.cheapest("published")) == (
        *(("north/basic",), ("south/team",)),
    )
    assert effect.winner_changes("published")


def test_a_new_id_of_the_cheapest_is_no_new_winner() -> None:
    reviewed = review([NORTH], [NORTH.replace("id: basic", "id: start")])
    effect = of_size(10, reviewed)
    assert effect.after.cheapest("published") == ("north/start",)
    assert not effect.winner_changes("published")
    assert standing(reviewed, "north/start") == standing(reviewed, "north/basic")
    assert not standing(reviewed, "north/start").moved


def test_candidates_that_cost_the_same_win_together() -> None:
    twin = SOUTH.replace("id: south", "id: west").replace("South", "West")
    effect = of_size(5, review([SOUTH], [SOUTH, twin]))
    assert effect.after.cheapest("published") == ("south/team", "west/team")
    assert effect.winner_changes("published")


def test_a_price_that_became_unknown_makes_the_difference_unknown() -> None:
    """Without training the total is lower; that is no decrease."""
    one = standing(review([NORTH], [UNKNOWN]), "north/basic")
    assert one.became_unknown == ("training", "support")
    assert (one.step("first_year"), one.step("horizon"), one.moved) == (None, None, True)


def test_a_price_that_became_known_makes_the_difference_unknown_too() -> None:
    one = standing(review([UNKNOWN], [NORTH]), "north/basic")
    assert (one.became_unknown, one.step("horizon")) == ((), None)


def test_the_same_gap_on_both_sides_leaves_the_difference_of_the_rest() -> None:
    one = standing(review([UNKNOWN], [UNKNOWN.replace("amount: 1000}", "amount: 1060}")]), "north/basic")
    assert one.step("horizon") == Step(Decimal(9_000), Decimal(9_540))


def test_limits_make_a_candidate_unsuitable_for_larger_firms() -> None:
    limited = NORTH.replace("    name: Basic\n", "    name: Basic\n    limits: {users: {max: 10}}\n")
    reviewed = review([NORTH], [limited])
    assert [standing(reviewed, "north/basic", users).gone for users in (5, 10, 25, 50)] == [False, False, True, True]


def test_an_edition_that_came_or_went_has_one_side() -> None:
    without = NORTH[: NORTH.index("  - id: full")]
    gone, came = (standing(review(*sides), "north/full") for sides in (([NORTH], [without]), ([without], [NORTH])))
    assert (gone.after, came.before) == (None, None)
    assert (gone.gone, came.gone) == (True, False)


def test_amounts_of_two_currencies_are_never_compared() -> None:
    reviewed = review([NORTH], [NORTH.replace("currency: RUB", "currency: USD")])
    assert [effect.currency for effect in reviewed.effects] == ["RUB"] * 4 + ["USD"] * 4
    both = [one for effect in reviewed.effects for one in effect.standings]
    assert {one.in_currencies for one in both} == {("RUB", "USD")}
    assert {one.step(figure) for one in both for figure in EVERY} == {None}
    assert not any(one.gone for one in both)


def test_a_discount_ends_on_its_day() -> None:
    until = NORTH.replace("items: [licences]}", "items: [licences], until: 2026-11-23}")
    last_day, day_after = (
        standing(review([NORTH], [until], day=day), "north/basic") for day in (DAY, DAY.replace(day=24))
    )
    assert not last_day.moved
    assert day_after.step("first_year") == Step(Decimal(14_400), Decimal(15_400))


def test_a_brief_is_priced_on_its_own_day_with_its_own_candidates() -> None:
    until = NORTH.replace("items: [licences]}", "items: [licences], until: 2026-10-31}")
    before_the_end = FIRM.replace("2026-11-23", "2026-10-31") + "candidates: [north/basic]\n"
    *_, effect = review([NORTH], [until], brief(before_the_end)).effects
    assert ([one.id for one in effect.standings], effect.moved) == (["north/basic"], False)


def test_a_brief_goes_on_with_the_candidates_that_are_left() -> None:
    *_, effect = review([NORTH, SOUTH], [NORTH], brief(FIRM + "candidates: [north/basic, south]\n")).effects
    assert effect.after.absent == ("south",)
    assert [(one.id, one.gone) for one in effect.standings] == [("north/basic", False), ("south/team", True)]


def test_a_brief_that_one_side_refuses_says_why() -> None:
    """It speaks of licences owned of an edition that is gone."""
    without = NORTH[: NORTH.index("  - id: full")]
    owner = FIRM + "owned: [{candidate: north/full, licences: 2}]\n"
    *_, effect = review([NORTH], [without], brief(owner)).effects
    assert [problem.code for problem in effect.after.problems] == ["REF012"]
    assert (effect.before.problems, effect.standings, effect.moved) == ((), (), True)


def test_a_brief_that_both_sides_refuse_is_wrong() -> None:
    with pytest.raises(DataError, match=r"firm\.yaml:4:21: error\[REF012\]"):
        review([NORTH], [DEARER], brief(FIRM + "owned: [{candidate: east/full, licences: 2}]\n"))


def test_each_scenario_of_a_brief_is_a_client() -> None:
    base = brief(FIRM)
    several = base._replace(scenarios=(("growth", base), ("long", base)))
    assert [(client.file, client.scenario) for client in clients_of([several])] == [
        *(("firm.yaml", None), ("firm.yaml", "growth"), ("firm.yaml", "long")),
    ]


def made(tree: dict[str, Any]) -> WrittenCatalog:
    return WrittenCatalog(Catalog.model_validate(tree), Source("made.yaml"))


def effects(old: dict[str, Any], new: dict[str, Any]) -> list[Effect]:
    before, after = (made(old),), (made(new),)
    market = Market(before, after, PLAYBOOK, DAY, renamed_candidates(before, after))
    return [reprice(client, market) for client in standard_clients((*before, *after))]


@given(catalogs(1), catalogs(1))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_exchanging_the_sides_negates_every_difference(one: dict[str, Any], other: dict[str, Any]) -> None:
    try:
        there, back = effects(one, other), effects(other, one)
    except DataError:
        event("refused")
        return
    for forth, return_ in zip(there, back, strict=True):
        turned = {standing.was: standing for standing in return_.standings}
        for this in forth.standings:
            opposite = turned[this.id]
            for figure in EVERY:
                step, way_back = this.step(figure), opposite.step(figure)
                assert (step and -step.difference) == (way_back and way_back.difference)
            assert this.moved == opposite.moved


@given(catalogs(1))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_moves_between_a_price_list_and_itself(one: dict[str, Any]) -> None:
    try:
        found = effects(one, one)
    except DataError:
        event("refused")
        return
    assert not any(effect.moved or effect.winner_changes("published") for effect in found)
