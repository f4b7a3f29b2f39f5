"""How firm a ranking by scores is, as cells: the weight of each criterion at which each candidate passes the first.

`ID/turn/CRITERION/above` (or `below`): beyond this weight, all others unchanged, the candidate is ahead of who is first
now, rounded to hundredths; `turn/CRITERION/above` the nearest of them. `NEVER` where there is none up to the highest
weight a brief may give.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from crm_planner.compare.lead_cells import FIRST
from crm_planner.compare.runners import NO, YES, Runner, ratio
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Choose, Expression, Maximum, Minimum, Multiply, Number, Ref, total
from crm_planner.formula.units import RATIO
from crm_planner.limits import WEIGHT
from crm_planner.playbook.criteria import Criterion
from crm_planner.text import Message, mark

NEVER = Decimal(-1)
STEP = Decimal("0.01")
"""Weights at which a rank turns are shown in hundredths."""

_NEVER, _TOO_MUCH = Number(NEVER), WEIGHT + 1


def turn_cells(runners: Sequence[Runner], criteria: Mapping[str, Criterion], fineness: Decimal) -> Iterator[Cell]:
    """All of them; points, and points times weights, are multiples of `fineness`. What is unknown is at its middle."""
    for name, criterion in criteria.items():
        called = {"criterion": criterion.name}
        points = [Multiply((_is_first(one), one.own("points", name, "likely"))) for one in runners]
        label = Message(mark("{criterion}: points of the first"), called)
        yield Cell(f"turn/{name}/first", total(points, RATIO), RATIO, label)
        for runner in runners:
            above, below = _turns(runner, name, fineness)
            label = Message(mark("{criterion}: ahead above this weight; -1: never"), called)
            yield Cell(runner.own("turn", name, "above").name, above, RATIO, label)
            label = Message(mark("{criterion}: ahead below this weight; -1: never"), called)
            yield Cell(runner.own("turn", name, "below").name, below, RATIO, label)
        label = Message(mark("{criterion}: another is ahead above this weight; -1: never"), called)
        yield Cell(f"turn/{name}/above", _nearest_above(runners, name), RATIO, label)
        label = Message(mark("{criterion}: another is ahead below this weight; -1: never"), called)
        lows = (one.own("turn", name, "below") for one in runners)
        yield Cell(f"turn/{name}/below", Maximum((_NEVER, *lows)), RATIO, label)


def _is_first(runner: Runner) -> Expression:
    rank = runner.own("rank", "score")
    return Choose(rank, YES, rank, NO)


def _turns(runner: Runner, name: str, fineness: Decimal) -> tuple[Expression, Expression]:
    """Who has more points in a criterion than the first gains by its weight, who has fewer by less of it."""
    weight, own, first = Ref(f"weight/{name}"), runner.own("points", name, "likely"), Ref(f"turn/{name}/first")
    behind = Ref(f"{FIRST}/likely") - runner.own("weighted", "likely")
    above = weight + _needed(behind, own - first, fineness)
    below = weight - _needed(behind, first - own, fineness)
    more = Choose(own, first, _NEVER, Choose(above, Number(WEIGHT), above.rounded(STEP), _NEVER))
    less = Choose(first, own, _NEVER, Choose(below, NO, _NEVER, below.rounded(STEP)))
    rank = runner.own("rank", "score")
    return Choose(rank, YES, _NEVER, more), Choose(rank, YES, _NEVER, less)


def _needed(behind: Expression, gained: Expression, fineness: Decimal) -> Expression:
    """By how much a weight must change so that what is gained by each point of it makes up for what is behind."""
    return ratio(behind, Maximum((gained, Number(fineness))), fineness, _TOO_MUCH)


def _nearest_above(runners: Sequence[Runner], name: str) -> Expression:
    highs = [one.own("turn", name, "above") for one in runners]
    nearest = Minimum((Number(_TOO_MUCH), *(Choose(NO, one, one, Number(_TOO_MUCH)) for one in highs)))
    return Choose(nearest, Number(WEIGHT), nearest, _NEVER)
