"""A candidate as cells see it that compare it with others: the names of its totals, and whether it may win."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from crm_planner.brief.model import WrittenBrief
from crm_planner.compare.must_haves import checked
from crm_planner.estimate.gaps import BOUNDS, LIKE_FOR_LIKE
from crm_planner.estimate.lines import Estimate
from crm_planner.formula.expression import Expression, Maximum, Minimum, Number, Ref
from crm_planner.playbook.criteria import MustHave
from crm_planner.text import Message, Text

NO, YES = Number(Decimal(0)), Number(Decimal(1))


class Runner(NamedTuple):
    """A candidate, and the names of the cells it is scored by.

    `stands` is 1 where its total can be compared and 0 elsewhere, `totals` its lowest, likely and highest total.
    `failed` says that it lacks a must-have other than the budget; with a `budget`, so does one that costs more.
    """

    id: str
    name: Message | Text
    stands: str
    totals: tuple[str, str, str]
    failed: bool = False
    budget: Decimal | None = None

    def total(self, bound: str) -> Ref:
        return Ref(self.totals[BOUNDS.index(bound)])

    @property
    def in_race(self) -> Ref:
        return Ref(f"{self.id}/in-race")

    def own(self, *path: str) -> Ref:
        return Ref("/".join((self.id, *path)))


STANDS = "rank/like-for-like/stands"
"""The cell of a candidate that says whether its total can be compared."""


def runners(
    written: WrittenBrief, must_haves: Mapping[str, MustHave], estimates: Iterable[Estimate]
) -> tuple[Runner, ...]:
    """All candidates, with the must-haves the brief says they lack."""
    by_budget = any(one.within is not None for one in must_haves.values())
    several = tuple(estimates)
    lacking = {
        one.candidate
        for one in checked(written, must_haves, several)
        if one.state == "failed" and one.must_have.within is None
    }
    budget = written.brief.budget if by_budget else None
    return tuple(
        Runner(one.id, one.called, f"{one.id}/{STANDS}", totals_of(one.id), one.id in lacking, budget)
        for one in several
    )


def totals_of(candidate: str) -> tuple[str, str, str]:
    """The cells that hold the total of a candidate like for like."""
    low, likely, high = (f"{candidate}/{LIKE_FOR_LIKE}/{bound}" for bound in BOUNDS)
    return low, likely, high


def ratio(above: Expression, below: Expression, fineness: Decimal, most: Decimal) -> Expression:
    """A quotient that is never below 0 and never above `most`: both parts are multiples of `fineness`.

    Said so, for a spreadsheet cannot know it: its floats could else be far off where `below` comes near to zero.
    """
    quotient = above.rounded(fineness) / below.rounded(fineness)
    return Maximum((Minimum((quotient, Number(most))), NO))
