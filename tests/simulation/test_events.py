"""Risks in the cost model, against every combination counted out: how effects overlap, the cap, the tail."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest

from crm_planner.formula.arrays import np
from crm_planner.simulation.events import TAIL, Event
from tests.simulation.made import drawn_totals, event, flat_scene

DRAWS = 200_000
SIX = [
    event("one", "0.05", 40),
    event("two", "0.15", 25),
    event("three", "0.35", 60),
    event("four", "0.6", 15),
    event("five", "0.85", 10, "training"),
    event("six", "0.35", 70, "training"),
]


def overlapped(effects: Sequence[int]) -> Fraction:
    """The largest effect and half of the others."""
    return Fraction(max(effects, default=0) + sum(effects), 2)


def counted_out(amount: int, events: Sequence[Event]) -> dict[Fraction, Fraction]:
    """Every total there can be and its probability, by counting out all combinations of what happens."""
    found: dict[Fraction, Fraction] = {}
    for happens in product((False, True), repeat=len(events)):
        chance = Fraction(1)
        for one, does in zip(events, happens, strict=True):
            chance *= Fraction(one.shape.probability) if does else 1 - Fraction(one.shape.probability)
        there = [one for one, does in zip(events, happens, strict=True) if does]
        whole = min(overlapped([int(one.shape.high) for one in there if one.category == "ALL"]), Fraction(100))
        own = overlapped([int(one.shape.high) for one in there if one.category == "training"])
        total = amount * (100 + max(whole, own) + min(whole, own) / 2) / 100
        found[total] = found.get(total, Fraction(0)) + chance
    return found


@pytest.mark.parametrize("draws", [DRAWS, pytest.param(2_000_000, marks=pytest.mark.slow)])
def test_six_independent_events_are_distributed_as_counted_out(draws: int) -> None:
    """At every total the share of draws up to it is within three standard errors of the exact one.

    2e-4 more, for the tables meet probabilities no closer.
    """
    totals = np.sort(drawn_totals(flat_scene(10_000, SIX), draws))
    reached = Fraction(0)
    for total, chance in sorted(counted_out(10_000, SIX).items()):
        reached += chance
        error = float(reached * (1 - reached) / draws) ** 0.5
        share = np.searchsorted(totals, float(total) + 0.001) / draws
        assert share == pytest.approx(float(reached), abs=3 * error + 2e-4), total


def test_the_mean_of_six_events_is_the_exact_one() -> None:
    totals = drawn_totals(flat_scene(10_000, SIX), DRAWS)
    exact = sum(total * chance for total, chance in counted_out(10_000, SIX).items())
    assert totals.mean() == pytest.approx(float(exact), abs=3 * totals.std() / DRAWS**0.5 + 1)


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        ([30], 30),
        ([30, 10], 35),
        ([30, 10, 20], 45),
        ([90, 80, 70], 100),
    ],
)
def test_the_largest_effect_on_the_whole_counts_whole_and_half_of_the_others_up_to_the_cap(
    effects: list[int], expected: int
) -> None:
    certain = [event(str(number), "1", [0, one, one]) for number, one in enumerate(effects)]
    played = flat_scene(10_000, certain)
    given = {one.name: int(one.table[-1]) for one in played.drawn}
    assert played.exactly(given)["vendor/standard"] == 10_000 + 100 * expected


def test_an_effect_on_a_category_without_cost_costs_nothing() -> None:
    played = flat_scene(10_000, [event("one", "0.5", 50, "migration")])
    assert (drawn_totals(played, 1000) == 10_000).all()


def test_the_tail_comes_on_top_of_the_cap() -> None:
    certain = [event("one", "0.5", 200), event("tail", "0.5", 150, TAIL)]
    played = flat_scene(10_000, certain)
    given = {one.name: int(one.table[-1]) for one in played.drawn}
    assert played.exactly(given)["vendor/standard"] == 10_000 * (1 + 1 + Fraction(3, 2))


def test_events_of_one_side_happen_together_more_often_than_others() -> None:
    both = [event("one", "0.35", 10, side="client"), event("two", "0.35", 10, side="client")]
    apart, together = (drawn_totals(flat_scene(1000, both), DRAWS, correlation=rho) for rho in (0, 0.8))
    assert (apart == 1150).mean() == pytest.approx(0.35**2, abs=0.005)
    assert (together == 1150).mean() > 0.2
    assert (together == 1000).mean() > (apart == 1000).mean()
