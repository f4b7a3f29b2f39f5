"""Weighted sums, price scores and the weights that turn them, against plain arithmetic in fractions."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.compare.lead import Span, Sure
from crm_planner.compare.scoring import Scorecard, price_scores, score
from crm_planner.compare.weights import turns
from tests.documents.made import estimate, line
from tests.repricing.markets import brief
from tests.risk.made import checklist

THREE = {
    "north/one": estimate("north/one", line("licence", "1000")),
    "south/one": estimate("south/one", line("licence", "2000")),
    "west/one": estimate("west/one", line("licence", "1500")),
}


def scored(more: str = "", priced: tuple[str, ...] = tuple(THREE)) -> Scorecard:
    """The three candidates under a brief with these lines at its end."""
    written = brief(f"schema: crm-planner/brief/1\nclient: {{name: A firm}}\nusers: 10\n{more}")
    return score(written, checklist(), list(THREE.values()), priced)


def exact(card: Scorecard, name: str) -> Fraction:
    assert card.cards[name].total.is_exact
    return card.cards[name].total.likely


def test_the_mean_is_weighted_by_weights_that_need_not_add_up_to_anything() -> None:
    card = scored(
        "weights: {fit: 3, use: 1}\nscores:\n  north: {fit: 5, use: 1}\n  south: {fit: 2, use: 4}\n"
        "  west/one: {fit: 3, use: 3.5}\n"
    )
    assert [exact(card, name) for name in THREE] == [4, Fraction(10, 4), Fraction(25, 8)]
    assert card.lead.order == ("north/one", "west/one", "south/one")
    assert card.own_weights


def test_without_weights_in_the_brief_those_of_the_playbook_count_and_add_up_to_100() -> None:
    card = scored()
    assert sum(one.weight for one in card.criteria) == 100
    assert not card.own_weights
    assert "risk" not in [one.id for one in card.criteria]


def test_what_nobody_has_scored_is_anything_from_1_to_5_and_never_0() -> None:
    card = scored("weights: {fit: 1, use: 1}\nscores: {north: {fit: 4}}\n")
    assert card.cards["north/one"].total == Span(Fraction(5, 2), Fraction(7, 2), Fraction(9, 2))
    assert card.cards["south/one"].total == Span(Fraction(1), Fraction(3), Fraction(5))
    assert card.lead.sure is Sure.OPEN


def test_a_score_may_be_a_range_and_a_candidate_s_own_word_comes_before_its_catalog_s() -> None:
    card = scored("weights: {fit: 1}\nscores: {north: {fit: 1}, north/one: {fit: [2, 4]}}\n")
    assert card.cards["north/one"].total == Span(Fraction(2), Fraction(3), Fraction(4))


def test_the_price_score_is_5_for_the_cheapest_1_for_the_dearest_and_in_proportion_between() -> None:
    card = scored("weights: {tco: 1}\n")
    assert [exact(card, name) for name in THREE] == [5, 1, 3]


def test_a_candidate_whose_total_cannot_be_compared_has_no_price_score_and_moves_no_other() -> None:
    card = scored("weights: {tco: 1}\n", priced=("north/one", "west/one"))
    assert card.cards["south/one"].total == Span(Fraction(1), Fraction(3), Fraction(5))
    assert exact(card, "west/one") == 1


def fixed(**totals: int) -> dict[str, Span]:
    return {name: Span(Fraction(one), Fraction(one), Fraction(one)) for name, one in totals.items()}


@pytest.mark.parametrize(("dear", "points"), [(2000, Fraction(5, 2)), (5000, Fraction(1)), (9000, Fraction(1))])
def test_by_ratio_a_total_has_5_times_the_cheapest_divided_by_itself_and_at_least_1(
    dear: int, points: Fraction
) -> None:
    assert price_scores(fixed(north=1000, south=dear), "ratio")["south"].likely == points


@pytest.mark.parametrize("rule", ["linear", "ratio"])
def test_equal_totals_and_totals_of_nothing_have_5(rule: str) -> None:
    for total in (0, 700):
        assert {one.likely for one in price_scores(fixed(north=total, south=total), rule).values()} == {5}
    assert price_scores(fixed(north=0, south=5), rule)["south"].likely == 1


spans = st.lists(st.integers(0, 30), min_size=3, max_size=3).map(lambda three: Span(*map(Fraction, sorted(three))))


@given(st.lists(spans, min_size=1, max_size=4), st.sampled_from(["linear", "ratio"]), st.data())
def test_the_range_of_a_price_score_holds_wherever_the_totals_fall(
    totals: list[Span], rule: str, data: st.DataObject
) -> None:
    ranges = price_scores({str(at): one for at, one in enumerate(totals)}, rule)
    drawn = [data.draw(st.integers(int(one.low), int(one.high))) for one in totals]
    points = price_scores(fixed(**{str(at): one for at, one in enumerate(drawn)}), rule)
    for name, between in ranges.items():
        assert 1 <= between.low <= points[name].likely <= between.high <= 5
        assert between.low <= between.likely <= between.high


def with_weights(weights: dict[str, Fraction], scores: list[list[int]]) -> Scorecard:
    said = ", ".join(f"{name}: {float(weight):.6f}".rstrip("0").rstrip(".") for name, weight in weights.items())
    lines = "".join(
        f"  {name}: {{{', '.join(f'{one}: {points}' for one, points in zip(weights, row, strict=True))}}}\n"
        for name, row in zip(THREE, scores, strict=True)
    )
    return scored(f"weights: {{{said}}}\nscores:\n{lines}")


def sums(weights: dict[str, Fraction], scores: list[list[int]]) -> dict[str, Fraction]:
    """The weighted sums, reckoned once more and without normalising."""
    return {
        name: sum((weight * points for weight, points in zip(weights.values(), row, strict=True)), Fraction(0))
        for name, row in zip(THREE, scores, strict=True)
    }


@settings(max_examples=25)
@given(
    st.lists(st.integers(1, 30), min_size=3, max_size=3),
    st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=3, max_size=3),
)
def test_at_a_turn_both_are_level_just_before_it_the_first_leads_and_just_beyond_it_the_winner(
    written: list[int], scores: list[list[int]]
) -> None:
    weights = dict(zip(("fit", "use", "adapt"), map(Fraction, written), strict=True))
    card = with_weights(weights, scores)
    first = card.lead.first
    assert first is not None
    for turn in turns(card):
        step = Fraction(1, 10**9) * (1 if turn.beyond == "above" else -1)
        level, before, beyond = (
            sums(weights | {turn.criterion: turn.weight + by}, scores) for by in (Fraction(0), -step, step)
        )
        assert level[first] == level[turn.winner] == max(level.values())
        assert beyond[first] < beyond[turn.winner] == max(beyond.values())
        assert turn.weight == weights[turn.criterion] or before[first] >= max(before.values())
        assert turn.share == turn.weight / (turn.weight + sum(weights.values()) - weights[turn.criterion])


def test_of_two_that_draw_level_at_one_weight_the_one_with_more_to_gain_is_ahead_beyond_it() -> None:
    card = with_weights({"fit": Fraction(30), "use": Fraction(10)}, [[4, 3], [3, 4], [2, 5]])
    assert [(turn.criterion, turn.weight, turn.beyond) for turn in turns(card)] == [
        ("fit", 10, "below"),
        ("use", 30, "above"),
    ]
    assert {turn.winner for turn in turns(card)} == {list(THREE)[2]}


def test_of_candidates_that_are_level_any_change_of_a_weight_puts_another_one_ahead() -> None:
    card = with_weights({"fit": Fraction(10), "use": Fraction(10)}, [[4, 3], [3, 4], [1, 1]])
    first, other = list(THREE)[:2]
    assert card.lead.first == first
    assert [(turn.criterion, turn.weight, turn.beyond, turn.winner) for turn in turns(card)] == [
        ("fit", 10, "below", other),
        ("use", 10, "above", other),
    ]


@settings(max_examples=25)
@given(
    st.lists(st.integers(1, 30), min_size=3, max_size=3),
    st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=3, max_size=3),
    st.sampled_from(["fit", "use", "adapt"]),
    st.integers(1, 200),
)
def test_between_its_turns_a_weight_changes_no_winner(
    written: list[int], scores: list[list[int]], criterion: str, other: int
) -> None:
    weights = dict(zip(("fit", "use", "adapt"), map(Fraction, written), strict=True))
    card = with_weights(weights, scores)
    own = [turn for turn in turns(card) if turn.criterion == criterion]
    inside = all(other < turn.weight if turn.beyond == "above" else other > turn.weight for turn in own)
    found = sums(weights | {criterion: Fraction(other)}, scores)
    level_now = [name for name, one in sums(weights, scores).items() if one == max(sums(weights, scores).values())]
    if inside and len(level_now) == 1:
        assert found[level_now[0]] == max(found.values())
    if any(other > turn.weight if turn.beyond == "above" else other < turn.weight for turn in own):
        assert found[card.lead.first or ""] < max(found.values())
