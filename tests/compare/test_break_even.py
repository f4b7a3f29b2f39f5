"""Flips, intervals and edges of a race whose amounts are written down, against a search without arrays."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crm_planner.compare.break_even import UNRANKED, Race, cliffs, flips, intervals
from crm_planner.compare.discounted import by_discount
from crm_planner.compare.measures import Figure
from crm_planner.formula.arrays import np

CENT = Decimal("0.01")


def race(**amounts: Sequence[int]) -> Race:
    """Amounts in kopecks at 1, 2, 3 ... users; alike by both measures."""
    arrays = {name: np.array(several, dtype=np.int64) for name, several in amounts.items()}
    numbers = range(1, len(next(iter(amounts.values()))) + 1)
    return Race(Figure("users"), tuple(map(Decimal, numbers)), CENT, {"published": arrays, "like_for_like": arrays})


AMOUNTS = st.one_of(st.integers(0, 4), st.just(UNRANKED))
RACES = st.integers(2, 9).flatmap(
    lambda length: st.lists(st.lists(AMOUNTS, min_size=length, max_size=length), min_size=3, max_size=3)
)


@given(RACES)
def test_flips_are_where_a_plain_search_finds_them(amounts: list[list[int]]) -> None:
    found = {
        (one.cheaper_before, one.cheaper_after, int(one.before.value), int(one.after.value))
        for one in flips(race(a=amounts[0], b=amounts[1], c=amounts[2]), "published")
    }
    named, expected = dict(zip("abc", amounts, strict=True)), set()
    for one, other in ("ab", "ac", "bc"):
        leader: tuple[str, str, int] | None = None
        for number, (first, second) in enumerate(zip(named[one], named[other], strict=True), start=1):
            if UNRANKED in (first, second):
                leader = None
            elif first != second:
                ahead, behind = (one, other) if first < second else (other, one)
                if leader is not None and leader[0] != ahead:
                    expected.add((leader[0], ahead, leader[2], number))
                leader = ahead, behind, number
    assert found == expected


@given(RACES)
def test_intervals_cover_every_value_once_and_name_the_cheapest(amounts: list[list[int]]) -> None:
    named = dict(zip("abc", amounts, strict=True))
    found = intervals(race(**named), "like_for_like")
    covered = [number for one in found for number in range(int(one.low), int(one.high) + 1)]
    assert covered == list(range(1, len(amounts[0]) + 1))
    for one in found:
        for number in range(int(one.low), int(one.high) + 1):
            there = {name: of[number - 1] for name, of in named.items() if of[number - 1] != UNRANKED}
            assert one.cheapest == tuple(name for name in there if there[name] == min(there.values()))
    assert all(one.cheapest != other.cheapest for one, other in pairwise(found))


def test_a_flip_says_who_passed_whom_and_what_both_cost_on_both_sides() -> None:
    (flip,) = flips(race(a=[100, 200, 300], b=[250, 250, 250]), "published")
    assert (flip.cheaper_before, flip.cheaper_after, flip.leads) == ("a", "b", True)
    assert (flip.before.value, flip.before.amounts) == (2, {"a": Decimal("2.00"), "b": Decimal("2.50")})
    assert (flip.after.value, flip.after.amounts) == (3, {"a": Decimal("3.00"), "b": Decimal("2.50")})


def test_candidates_that_are_level_in_between_flip_once_and_equal_ones_never() -> None:
    (flip,) = flips(race(a=[1, 2, 2, 3], b=[2, 2, 2, 2]), "published")
    assert (flip.before.value, flip.after.value) == (1, 4)
    assert flips(race(a=[1, 2, 1], b=[1, 2, 1]), "published") == ()
    assert flips(race(a=[1, 2, 1], b=[2, 2, 2]), "published") == (), "touching is not passing"


def test_who_leaves_the_race_has_not_been_overtaken() -> None:
    assert flips(race(a=[1, UNRANKED, 3], b=[2, 2, 2]), "published") == ()


def test_a_flip_behind_the_cheapest_does_not_change_the_lead() -> None:
    (flip,) = flips(race(a=[2, 4], b=[3, 3], c=[1, 1]), "published")
    assert not flip.leads


def test_an_edge_says_which_numbers_pay_more_than_a_larger_one() -> None:
    (edge,) = cliffs(race(a=[100, 200, 300, 210, 220]))
    assert (edge.low, edge.high, edge.buy) == (3, 3, 4)
    assert (edge.amount, edge.saved) == (Decimal("2.10"), Decimal("0.90"))
    (long,) = cliffs(race(a=[100, 200, 300, 250, 150, 160]))
    assert (long.low, long.high, long.buy, long.saved) == (2, 4, 5, Decimal("1.50"))


def test_where_an_offer_stops_being_complete_is_no_edge() -> None:
    assert cliffs(race(a=[100, 200, UNRANKED, 50], b=[1, 2, 3, 4])) == ()


def test_a_discount_that_nobody_can_give_is_said_to_fall_short() -> None:
    arrays = {"dear": np.array([500, 400, 300]), "cheap": np.array([250] * 3), "near": np.array([350] * 3)}
    percents = tuple(map(Decimal, (0, 50, 100)))
    discounts = Race(Figure("discount", "dear"), percents, CENT, {"published": arrays, "like_for_like": arrays})
    totals = {name: int(of[0]) * CENT for name, of in arrays.items()}
    short, enough = sorted(by_discount(discounts, "published", totals), key=lambda one: one.rival)
    assert (short.rival, short.percent, short.worth, short.left, short.suffices) == (
        "cheap", 100, Decimal("2.00"), Decimal("0.50"), False)  # fmt: skip
    assert (enough.rival, enough.gap, enough.percent, enough.left, enough.suffices) == (
        "near", Decimal("1.50"), 100, Decimal("-0.50"), True)  # fmt: skip


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12))
def test_edges_name_every_number_for_which_a_larger_one_costs_less(amounts: list[int]) -> None:
    found = cliffs(race(a=amounts))
    named = {number for edge in found for number in range(int(edge.low), int(edge.high) + 1)}
    assert named == {at for at, one in enumerate(amounts, start=1) if min(amounts[at - 1 :]) < one}
    for edge in found:
        dearer = amounts[int(edge.low) - 1 : int(edge.high)]
        assert edge.amount == amounts[int(edge.buy) - 1] * CENT < min(dearer) * CENT
        assert edge.saved == max(dearer) * CENT - edge.amount
