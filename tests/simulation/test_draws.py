"""Drawn positions: repeatable, found without what was drawn before, and correlated as asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.formula.arrays import Array, np
from crm_planner.simulation.draws import STRATA, Positions, Stream
from crm_planner.simulation.sampling import POSITIONS, REACH

ONE, TWO, THERE, ALONE = (Stream("one", "a"), Stream("two", "a"), Stream("three", "b"), Stream("four"))
EVERY = (ONE, TWO, THERE, ALONE)
DRAWS = 200_000


def normals(correlation: float, seed: int = 1, draws: int = DRAWS) -> dict[Stream, Array]:
    found = Positions(seed, correlation).drawn(EVERY, 0, draws)
    return {stream: ((places + 0.5) / POSITIONS * 2 - 1) * REACH for stream, places in found.items()}


@settings(max_examples=30)
@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(0, 50))
def test_any_stretch_of_draws_is_the_same_as_in_the_whole(start: int, length: int, seed: int) -> None:
    drawn = Positions(seed, 0.3)
    whole, part = drawn.drawn(EVERY, 0, 6000), drawn.drawn(EVERY, start, start + length)
    for stream in EVERY:
        assert (part[stream] == whole[stream][start : start + length]).all()


def test_a_figure_is_drawn_alike_whatever_is_drawn_beside_it() -> None:
    drawn = Positions(1, 0.3)
    assert (drawn.drawn([TWO], 0, 1000)[TWO] == drawn.drawn(EVERY, 0, 1000)[TWO]).all()


def test_another_seed_and_another_name_draw_something_else() -> None:
    first, second = Positions(1, 0.3).drawn(EVERY, 0, 1000), Positions(2, 0.3).drawn(EVERY, 0, 1000)
    assert (first[ONE] != second[ONE]).any()
    assert (first[ONE] != first[TWO]).any()


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.8])
def test_figures_of_one_side_are_correlated_as_asked_and_others_are_not(correlation: float) -> None:
    found = normals(correlation)
    three_errors = 3 / DRAWS**0.5
    assert np.corrcoef(found[ONE], found[TWO])[0, 1] == pytest.approx(correlation, abs=three_errors)
    for one, other in ((ONE, THERE), (ONE, ALONE), (THERE, ALONE)):
        assert np.corrcoef(found[one], found[other])[0, 1] == pytest.approx(0, abs=three_errors)


def test_with_full_correlation_the_figures_of_a_side_move_as_one() -> None:
    found = normals(1.0, draws=5000)
    assert (found[ONE] == found[TWO]).all()
    assert (found[ONE] != found[THERE]).any()


class _AtTheEnds(Positions):
    """Draws the lowest and the highest stratum of everything, which chance does once in billions of draws."""

    def _bits(self, name: str, start: int, stop: int) -> Array:
        return np.array([0, STRATA - 1], dtype=np.uint16)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.31, 0.5, 0.69, 1.0])
def test_the_rarest_draws_of_any_correlation_are_still_in_the_tables(correlation: float) -> None:
    for found in _AtTheEnds(1, correlation).drawn(EVERY, 0, 2).values():
        assert 0 <= found[0] < POSITIONS // 4
        assert POSITIONS * 3 // 4 < found[1] < POSITIONS


@pytest.mark.parametrize("stream", EVERY)
def test_every_figure_is_a_standard_normal(stream: Stream) -> None:
    drawn = normals(0.3)[stream]
    assert drawn.mean() == pytest.approx(0, abs=3 / DRAWS**0.5 + REACH / POSITIONS)
    assert drawn.var() == pytest.approx(1, abs=3 * (2 / DRAWS) ** 0.5)
    assert (drawn <= 0.8416).mean() == pytest.approx(0.8, abs=3 * (0.16 / DRAWS) ** 0.5 + 1e-4)
