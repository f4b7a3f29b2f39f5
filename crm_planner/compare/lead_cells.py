"""Who is ahead by score, as cells: ranks, how sure they are, and by what share the second is behind."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from crm_planner.compare.lead import Sure
from crm_planner.compare.runners import NO, YES, Runner, ratio
from crm_planner.estimate.gaps import BOUNDS
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Choose, Expression, Maximum, Multiply, Number, Ref, total
from crm_planner.formula.units import RATIO
from crm_planner.text import Message, mark

STATES = ("out", "first", "level", "contender", "behind")
"""What the number in `ID/score/state` means: not ranked, ahead, within the tie margin, may still pass, behind."""

SURES = (Sure.NOBODY, Sure.ALONE, Sure.CLEAR, Sure.TIE, Sure.OPEN)
"""What the number in `score/sure` means."""

FIRST = "score/first"
"""The points times weights of whoever is first."""


def rank_cells(runners: Sequence[Runner]) -> Iterator[Cell]:
    """1 for the best, then 2; equal ones in the order of their ids; 0 out of the race, or where nothing has weight."""
    for runner in runners:
        before = [_before(other, runner) for other in runners if other.id != runner.id]
        place = Multiply((runner.in_race, total((YES, *before), RATIO)))
        ranked = Choose(Ref("score/weights"), NO, NO, place)
        yield Cell(runner.own("rank", "score").name, ranked, RATIO, Message(mark("Rank by score; 0: not ranked")))


def _before(other: Runner, runner: Runner) -> Expression:
    """1 where another stands before a candidate."""
    own, theirs = runner.own("weighted", "likely"), other.own("weighted", "likely")
    ahead = Choose(own, theirs, YES, NO) if other.id < runner.id else Choose(theirs, own, NO, YES)
    return Multiply((other.in_race, ahead))


def lead_cells(runners: Sequence[Runner], tie_share: Fraction, fineness: Decimal) -> Iterator[Cell]:
    """How sure it is who is ahead, as lead.py has it; points times weights are multiples of `fineness`."""
    yield from _first_and_second(runners)
    limit = Ref(f"{FIRST}/likely") * tie_share
    yield Cell("score/limit", limit, RATIO, Message(mark("A lead of less, in points times weights, is a tie")))
    for runner in runners:
        yield Cell(runner.own("score", "state").name, _state(runner), RATIO, Message(mark(_STATE)))
    yield Cell("score/sure", _sure(runners), RATIO, Message(mark(_SURE)))
    first, second = Ref(f"{FIRST}/likely"), Ref("score/second")
    apart = Choose(second, NO, NO, ratio(first - second, first, fineness, Decimal(1)))
    yield Cell("score/margin", apart, RATIO, Message(mark("How far the second is behind, as a share of the first")))


_STATE = mark("0: not ranked, 1: ahead, 2: within the tie margin, 3: may still pass, 4: behind")
_SURE = mark("0: nobody is ranked, 1: only one, 2: a clear lead, 3: a tie, 4: open")
_FIRSTS = {
    "low": mark("The first one's points times weights, lowest"),
    "likely": mark("The first one's points times weights"),
    "high": mark("The first one's points times weights, highest"),
}


def _first_and_second(runners: Sequence[Runner]) -> Iterator[Cell]:
    for bound in BOUNDS:
        parts = [Multiply((_is_at(1, one), one.own("weighted", bound))) for one in runners]
        yield Cell(f"{FIRST}/{bound}", total(parts, RATIO), RATIO, Message(_FIRSTS[bound]))
    parts = [Multiply((_is_at(2, one), one.own("weighted", "likely"))) for one in runners]
    yield Cell("score/second", total(parts, RATIO), RATIO, Message(mark("The second one's points times weights")))


def _is_at(place: int, runner: Runner) -> Expression:
    """1 where a candidate has this rank."""
    rank = runner.own("rank", "score")
    return Choose(rank, Number(Decimal(place - 1)), NO, Choose(rank, Number(Decimal(place)), YES, NO))


def _state(runner: Runner) -> Expression:
    """Level is who could be at most the tie margin ahead or behind; a contender could be ahead by more."""
    ahead = runner.own("weighted", "high") - Ref(f"{FIRST}/low")
    behind = Ref(f"{FIRST}/high") - runner.own("weighted", "low")
    widest = Maximum((ahead, NO - ahead, behind, NO - behind))
    level, contender, left = (Number(Decimal(STATES.index(one))) for one in ("level", "contender", "behind"))
    apart = Choose(Ref("score/limit"), widest, Choose(NO, ahead, contender, left), level)
    rank = runner.own("rank", "score")
    return Choose(rank, NO, NO, Choose(rank, YES, YES, Choose(widest, NO, level, apart)))


def _sure(runners: Sequence[Runner]) -> Expression:
    level, contender = (Number(Decimal(STATES.index(one))) for one in ("level", "contender"))
    states = (one.own("score", "state") for one in runners)
    nobody, alone, clear, tie, is_open = (Number(Decimal(SURES.index(one))) for one in SURES)
    # a contender is the only state of its number, and level the only one below it that is above 1
    contending = Maximum((NO, *(Choose(state, contender, state, NO) for state in states)))
    found = Choose(contender, contending, is_open, Choose(level, contending, tie, clear))
    most = Maximum((NO, *(one.own("rank", "score") for one in runners)))
    return Choose(most, NO, nobody, Choose(most, YES, alone, found))
