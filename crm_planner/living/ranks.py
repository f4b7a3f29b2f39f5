"""Who is cheapest, as published and like for like, as cells: 1 for the cheapest, 0 for who is not ranked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm_planner.compare.runners import NO, YES
from crm_planner.estimate.gaps import LIKELY
from crm_planner.estimate.totals import TOTAL
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Choose, Expression, Maximum, Multiply, Ref, total
from crm_planner.formula.units import RATIO
from crm_planner.text import Message, mark

GAPS, OPEN_GAPS, SUITABLE, REFUSED, VIEW = "gaps", "open-gaps", "suitable", "refused", "view"
PUBLISHED, LIKE_FOR_LIKE = "rank/published", "rank/like-for-like"


class _Race(NamedTuple):
    """A ranking: its cells, who may stand in it, by which amount."""

    name: str
    open: str
    amount: str
    label: Message


_RACES = (
    _Race(PUBLISHED, GAPS, TOTAL, Message(mark("Rank as published; 0: not ranked"))),
    _Race(LIKE_FOR_LIKE, OPEN_GAPS, LIKELY, Message(mark("Rank like for like; 0: not ranked"))),
)


def ranks(names: Sequence[str]) -> Iterator[Cell]:
    """The places of all candidates; who costs the same is in the order of ids."""
    for name in names:
        label = Message(mark("Left apart: nobody knows how its prices are taxed"))
        yield Cell(f"{name}/apart", _apart(name, names), RATIO, label)
    for race in _RACES:
        for name in names:
            label = Message(mark("Stands in the ranking: 1, or not: 0"))
            yield Cell(f"{name}/{race.name}/stands", _stands(name, race), RATIO, label)
        for name in names:
            others = [_before(race, other, name) for other in names if other != name]
            place = Multiply((Ref(f"{name}/{race.name}/stands"), total((YES, *others), RATIO)))
            yield Cell(f"{name}/{race.name}", place, RATIO, race.label)


def _apart(name: str, names: Sequence[str]) -> Expression:
    """Whether its amounts stay as published while those of another, which can be bought, are without tax or with it."""
    others = [Multiply((Ref(f"{one}/{SUITABLE}"), Ref(f"{one}/{VIEW}"))) for one in names if one != name]
    if not others:
        return NO
    return Choose(Ref(f"{name}/{VIEW}"), NO, Choose(Maximum(tuple(others)), NO, NO, YES), NO)


def _stands(name: str, race: _Race) -> Expression:
    against = Ref(f"{name}/{race.open}") + Ref(f"{name}/apart")
    return Choose(against, NO, Ref(f"{name}/{SUITABLE}"), NO)


def _before(race: _Race, other: str, name: str) -> Expression:
    """1 where another stands before a candidate."""
    theirs, own = Ref(f"{other}/{race.amount}"), Ref(f"{name}/{race.amount}")
    first = Choose(theirs, own, YES, NO) if other < name else Choose(own, theirs, NO, YES)
    return Multiply((Ref(f"{other}/{race.name}/stands"), first))
