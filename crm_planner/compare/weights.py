"""How firm a ranking by scores is: at which weight of one criterion another candidate draws level."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from crm_planner.compare.scoring import Card, Scorecard


class Turn(NamedTuple):
    """Beyond this weight of a criterion, the others unchanged, `winner` is ahead; exactly there both are level.

    `share` is the weight as a share of all weights then, 0 to 1.
    """

    criterion: str
    weight: Fraction
    share: Fraction
    beyond: Literal["above", "below"]
    winner: str


def turns(scorecard: Scorecard) -> tuple[Turn, ...]:
    """For each criterion, the nearest weights above and below its own at which another candidate takes the lead.

    Unknown scores count as their middle. Of candidates that are level now, the turn of the others is where it stands.
    """
    first = scorecard.lead.first
    if first is None:
        return ()
    return tuple(turn for number in range(len(scorecard.criteria)) for turn in _turns(scorecard, first, number))


def _turns(scorecard: Scorecard, first: str, number: int) -> Iterator[Turn]:
    """Below it wins who is level at the highest weight, above at the lowest; of several who has most to gain there."""
    meant = scorecard.criteria[number]
    rest = sum(one.weight for one in scorecard.criteria) - meant.weight
    crossings = [
        (*crossing, name)
        for name, card in scorecard.cards.items()
        if name != first and (crossing := _crossing(scorecard, scorecard.cards[first], card, number)) is not None
    ]
    below = [one for one in crossings if one[1] < 0 < one[0]]
    above = [one for one in crossings if one[1] > 0]
    if below:
        weight, _, name = min(below, key=lambda one: (-one[0], one[1], one[2]))
        yield Turn(meant.id, weight, weight / (weight + rest), "below", name)
    if above:
        weight, _, name = min(above, key=lambda one: (one[0], -one[1], one[2]))
        yield Turn(meant.id, weight, weight / (weight + rest), "above", name)


def _crossing(scorecard: Scorecard, first: Card, other: Card, number: int) -> tuple[Fraction, Fraction] | None:
    """The weight of one criterion at which both sums are equal, and by how much the other has more points in it.

    Who has more is ahead above that weight, who has fewer below. None where the criterion parts them nowhere.
    """
    leads = [one.points.likely - two.points.likely for one, two in zip(first.scores, other.scores, strict=True)]
    rest = sum(
        (one.weight * by for at, (one, by) in enumerate(zip(scorecard.criteria, leads, strict=True)) if at != number),
        Fraction(0),
    )
    return (-rest / leads[number], -leads[number]) if leads[number] else None
