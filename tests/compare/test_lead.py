"""Who is ahead: clearly, level below the margin, or open as long as something unknown could turn the order."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.compare.lead import Lead, Span, Sure, lead

FIVE_PERCENT = Fraction(5, 100)


def exactly(number: int) -> Span:
    return Span(Fraction(number), Fraction(number), Fraction(number))


def between(low: int, likely: int, high: int) -> Span:
    return Span(Fraction(low), Fraction(likely), Fraction(high))


def cheapest(**figures: Span) -> Lead:
    return lead(figures, tie_share=FIVE_PERCENT, most_wins=False)


def test_nobody_is_ahead_of_nobody_and_one_is_ahead_alone() -> None:
    assert cheapest().sure is Sure.NOBODY
    assert cheapest(north=exactly(5)) == Lead(Sure.ALONE, ("north",))


@pytest.mark.parametrize(
    ("other", "sure"),
    [(1000, Sure.TIE), (1049, Sure.TIE), (1050, Sure.CLEAR), (1051, Sure.CLEAR)],
)
def test_a_lead_of_less_than_the_margin_is_a_tie_and_the_margin_itself_is_none(other: int, sure: Sure) -> None:
    found = cheapest(north=exactly(1000), south=exactly(other))
    assert (found.sure, found.first) == (sure, "north")
    assert found.level == (("south",) if sure is Sure.TIE else ())
    assert found.margin == Fraction(other - 1000, 1000)


def test_who_may_still_be_cheaper_leaves_the_lead_open() -> None:
    found = cheapest(north=exactly(1000), south=between(900, 1500, 2000), west=exactly(3000))
    assert (found.sure, found.order, found.contenders) == (Sure.OPEN, ("north", "south", "west"), ("south",))


def test_a_range_that_stays_behind_leaves_nothing_open() -> None:
    assert cheapest(north=exactly(1000), south=between(1100, 1500, 2000)).sure is Sure.CLEAR


def test_a_range_inside_the_margin_is_a_tie_whatever_comes_out() -> None:
    assert cheapest(north=exactly(1000), south=between(990, 1001, 1040)).sure is Sure.TIE


def test_two_that_cost_nothing_are_level() -> None:
    assert cheapest(north=exactly(0), south=exactly(0)).sure is Sure.TIE
    assert cheapest(north=exactly(0), south=exactly(1)).sure is Sure.CLEAR


spans = st.lists(st.integers(0, 40), min_size=3, max_size=3).map(lambda three: between(*sorted(three)))
fields = st.dictionaries(st.sampled_from(["north", "south", "west", "east"]), spans, min_size=2)


@given(fields, st.booleans(), st.data())
def test_a_clear_lead_holds_wherever_in_their_ranges_the_figures_fall(
    figures: dict[str, Span],
    most_wins: bool,  # noqa: FBT001 - drawn
    data: st.DataObject,
) -> None:
    found = lead(figures, tie_share=FIVE_PERCENT, most_wins=most_wins)
    if found.sure is not Sure.CLEAR:
        return
    drawn = {name: data.draw(st.integers(int(one.low), int(one.high)), name) for name, one in figures.items()}
    best = max(drawn.values()) if most_wins else min(drawn.values())
    assert [name for name, figure in drawn.items() if figure == best] == [found.first]


@given(fields, st.booleans())
def test_most_and_least_are_mirror_images_without_a_margin(
    figures: dict[str, Span],
    most_wins: bool,  # noqa: FBT001 - drawn
) -> None:
    mirrored = {name: Span(-one.high, -one.likely, -one.low) for name, one in figures.items()}
    none = Fraction(0)
    here = lead(figures, tie_share=none, most_wins=most_wins)
    there = lead(mirrored, tie_share=none, most_wins=not most_wins)
    assert (here.sure, here.order, here.contenders) == (there.sure, there.order, there.contenders)
