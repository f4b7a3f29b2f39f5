"""Who is cheapest along the values of one figure, where that changes, and where one more of something costs less."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from crm_planner.compare.measures import Figure, Measure
from crm_planner.formula.arrays import Array, np

UNRANKED = -1
"""Stands for the amount of a candidate that is in no ranking: unsuitable, incomplete, or not to be had."""


class Race(NamedTuple):
    """Amounts of all candidates in units of `unit` at each value of a figure, by measure and candidate."""

    figure: Figure
    values: tuple[Decimal, ...]
    unit: Decimal
    amounts: Mapping[Measure, Mapping[str, Array]]
    refused: Mapping[str, Array] = {}
    """Where what the brief asks for cannot be had of a candidate."""

    def amount(self, measure: Measure, candidate: str, at: int) -> Decimal | None:
        """What a candidate costs at the value that stands in this place; None where it is not ranked."""
        found = int(self.amounts[measure][candidate][at])
        return None if found == UNRANKED else found * self.unit

    def standing(self, measure: Measure) -> tuple[str, ...]:
        """The candidates that are ranked at some of the values."""
        return tuple(name for name, of in self.amounts[measure].items() if (of != UNRANKED).any())


class Interval(NamedTuple):
    """Values from `low` to `high`, the candidates cheapest there (several are level, none: nobody is ranked).

    `first` and `last` are what the cheapest costs at both ends.
    """

    low: Decimal
    high: Decimal
    cheapest: tuple[str, ...]
    first: Decimal | None
    last: Decimal | None


class Side(NamedTuple):
    """A value on one side of a flip, and what both candidates cost there."""

    value: Decimal
    amounts: Mapping[str, Decimal]


class Flip(NamedTuple):
    """Where of two candidates another becomes the cheaper one, as the figure rises; between the sides both are level.

    `leads` says whether the cheapest of all candidates changes here too.
    """

    figure: Figure
    measure: Measure
    cheaper_before: str
    cheaper_after: str
    before: Side
    after: Side
    leads: bool


class Cliff(NamedTuple):
    """Numbers of users, from `low` to `high`, at which a candidate costs more than for the larger number `buy`."""

    candidate: str
    low: Decimal
    high: Decimal
    buy: Decimal
    amount: Decimal
    saved: Decimal
    """The most that is saved: at the dearest of these numbers."""


def intervals(race: Race, measure: Measure) -> tuple[Interval, ...]:
    """The race cut where the cheapest candidates change."""
    names = sorted(race.amounts[measure])
    lead = _leading(race, measure, names)
    return tuple(_interval(race, measure, (start, end), names, lead[:, start]) for start, end in _runs(lead))


def _leading(race: Race, measure: Measure, names: list[str]) -> Array:
    """Whether each candidate is among the cheapest at each value."""
    amounts = np.array([race.amounts[measure][name] for name in names])
    ranked = np.where(amounts == UNRANKED, np.iinfo(np.int64).max, amounts)
    lead: Array = (ranked == ranked.min(axis=0)) & (amounts != UNRANKED)
    return lead


def _runs(states: Array) -> Iterator[tuple[int, int]]:
    """First and last place of each stretch of alike columns."""
    changes = np.flatnonzero((states[:, 1:] != states[:, :-1]).any(axis=0)) + 1
    ends = [0, *(int(place) for place in changes), states.shape[1]]
    yield from ((start, end - 1) for start, end in pairwise(ends))


def _interval(race: Race, measure: Measure, ends: tuple[int, int], names: list[str], lead: Array) -> Interval:
    cheapest = tuple(name for name, leads in zip(names, lead, strict=True) if leads)
    first, last = (race.amount(measure, cheapest[0], end) if cheapest else None for end in ends)
    return Interval(race.values[ends[0]], race.values[ends[1]], cheapest, first, last)


def flips(race: Race, measure: Measure, among: str | None = None) -> tuple[Flip, ...]:
    """Every flip between two candidates, by value; of one candidate and its rivals with `among`.

    A flip needs both candidates ranked on both sides and, where they are level, in between: who leaves the race has
    not been overtaken.
    """
    names = sorted(race.amounts[measure])
    pairs = [pair for pair in combinations(names, 2) if among is None or among in pair]
    found = [flip for pair in pairs for flip in _of_pair(race, measure, pair)]
    return tuple(sorted(found, key=lambda flip: (flip.after.value, flip.cheaper_after, flip.cheaper_before)))


_APART = 2


def _of_pair(race: Race, measure: Measure, pair: tuple[str, str]) -> Iterator[Flip]:
    one, other = (race.amounts[measure][name] for name in pair)
    ranked = (one != UNRANKED) & (other != UNRANKED)
    signs = np.where(ranked, np.sign(one - other), _APART)
    before: tuple[int, int] | None = None
    for start, end in _runs(signs[np.newaxis, :]):
        sign = int(signs[start])
        if sign == _APART:
            before = None
        elif sign:
            if before is not None and before[1] != sign:
                yield _flip(race, measure, pair if sign > 0 else pair[::-1], (before[0], start))
            before = end, sign


def _flip(race: Race, measure: Measure, pair: tuple[str, str], places: tuple[int, int]) -> Flip:
    """`pair` is who is cheaper before, and after."""
    before, after = (_side(race, measure, pair, place) for place in places)
    names = sorted(race.amounts[measure])
    lead = _leading(race, measure, names)
    led = [bool(lead[names.index(name), place]) for name, place in zip(pair, places, strict=True)]
    return Flip(race.figure, measure, *pair, before, after, leads=all(led))


def _side(race: Race, measure: Measure, pair: tuple[str, str], place: int) -> Side:
    return Side(race.values[place], {name: int(race.amounts[measure][name][place]) * race.unit for name in pair})


class Within(NamedTuple):
    """How far a candidate is below the budget now (below 0: above it), and the runs of values at which it fits."""

    candidate: str
    measure: Measure
    left: Decimal | None
    runs: tuple[tuple[Decimal, Decimal], ...]


def within(race: Race, measure: Measure, budget: Decimal, now: Mapping[str, Decimal | None]) -> tuple[Within, ...]:
    """Which candidates that are ranked somewhere fit the budget, and at which values."""
    found = []
    for name in race.standing(measure):
        amounts, total = race.amounts[measure][name], now[name]
        fits = (amounts != UNRANKED) & (amounts <= int(budget / race.unit))
        runs = [run for run in _runs(fits[np.newaxis, :]) if fits[run[0]]]
        left = None if total is None else budget - total
        found.append(Within(name, measure, left, tuple((race.values[a], race.values[b]) for a, b in runs)))
    return tuple(found)


def cliffs(race: Race) -> tuple[Cliff, ...]:
    """Where a larger number of users costs less as published: complete offers only, a gap has no edge to show."""
    return tuple(cliff for name, amounts in race.amounts["published"].items() for cliff in _edges(race, name, amounts))


def _edges(race: Race, name: str, amounts: Array) -> Iterator[Cliff]:
    for place in np.flatnonzero(np.diff(amounts) < 0) + 1:
        edge, lower = int(place), int(amounts[place])
        goes_on = edge + 1 < len(amounts) and UNRANKED < amounts[edge + 1] < lower
        if lower == UNRANKED or goes_on:
            continue
        start = edge
        while start and amounts[start - 1] > lower:
            start -= 1
        dearest = int(amounts[start:edge].max())
        low, high, buy = (race.values[at] for at in (start, edge - 1, edge))
        yield Cliff(name, low, high, buy, lower * race.unit, (dearest - lower) * race.unit)
