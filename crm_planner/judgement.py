"""Who is ahead for one client: candidates that may win at all, by their scores where there are any, else by cost."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from crm_planner.brief.model import WrittenBrief
from crm_planner.catalog.candidate import choose
from crm_planner.compare.lead import Lead, Span, Sure, lead
from crm_planner.compare.must_haves import Checked, checked
from crm_planner.compare.ranking import Unranked
from crm_planner.compare.score_check import faults
from crm_planner.compare.scoring import Scorecard, score, tie_share, total_span
from crm_planner.compare.table import Comparison
from crm_planner.errors import DataError
from crm_planner.estimate.existing import EXISTING
from crm_planner.estimate.lines import Estimate
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, compare
from crm_planner.text import Message, Text, mark


class Judgement(NamedTuple):
    """All candidates of a project judged. `out` are those that cannot win, each with the reason.

    `costs`: what the others cost over the horizon, gaps filled; `cost` orders these. A total that hides a gap is in
    neither.
    """

    comparison: Comparison
    checked: tuple[Checked, ...]
    out: tuple[Unranked, ...]
    costs: Mapping[str, Span]
    cost: Lead
    scorecard: Scorecard

    @property
    def basis(self) -> Literal["scores", "cost"]:
        """What decides: scores where somebody has scored something, else the cost alone."""
        return "scores" if self.scorecard.is_scored else "cost"

    @property
    def lead(self) -> Lead:
        return self.scorecard.lead if self.basis == "scores" else self.cost

    @property
    def front(self) -> tuple[str, ...]:
        """Who is ahead, with those that are level or may still pass."""
        return (*self.lead.order[:1], *self.lead.level, *self.lead.contenders)

    @property
    def answer(self) -> tuple[Sure, frozenset[str]]:
        """What two judgements are compared by: a lead over nobody is still a lead."""
        sure = Sure.CLEAR if self.lead.sure is Sure.ALONE else self.lead.sure
        return sure, frozenset(self.front)

    @property
    def sold(self) -> tuple[Estimate, ...]:
        """The candidates somebody sells: what the client already has is in nobody's offer."""
        return tuple(one for one in self.comparison.estimates if one.id.partition("/")[0] != EXISTING)

    def estimate(self, candidate: str) -> Estimate:
        return next(one for one in self.comparison.estimates if one.id == candidate)

    def called(self, candidate: str) -> Message | Text:
        """The product; with its edition where several editions of it are compared."""
        meant = self.estimate(candidate)
        alike = [one for one in self.comparison.estimates if one.product == meant.product]
        return meant.product if len(alike) == 1 else meant.called


def judge(project: Project, knowledge: WrittenPlaybookWithRisks, barred: Collection[str] = ()) -> Judgement:
    """The candidates of `project` judged; `barred` are out whatever they cost.

    Raises DataError for weights, scores and must-haves nobody knows, and as pricing does.
    """
    written = project.brief._replace(scenarios=())
    if wrong := faults(written, knowledge.playbook, choose(project.offered, ())):
        raise DataError(wrong)
    return judged(compare(project._replace(brief=written)), written, knowledge, barred)


def judged(
    comparison: Comparison, written: WrittenBrief, knowledge: WrittenPlaybookWithRisks, barred: Collection[str] = ()
) -> Judgement:
    """The same of candidates that are compared already, by the weights, scores and must-haves of a sound brief."""
    found = checked(written, knowledge.playbook.must_haves, comparison.estimates)
    out = tuple(_out(comparison, found, barred))
    gone = {one.id for one in out} | set(barred)
    left = [one for one in comparison.estimates if one.id not in gone]
    costs = {one.id: total_span(one) for one in left}
    scorecard = score(written, knowledge, left, list(costs))
    cost = lead(costs, tie_share=tie_share(scorecard.scoring), most_wins=False)
    return Judgement(comparison, found, out, costs, cost, scorecard)


def judged_scenarios(project: Project, knowledge: WrittenPlaybookWithRisks) -> tuple[tuple[str, Judgement], ...]:
    """The candidates judged under each scenario of the brief."""
    return tuple((name, judge(project._replace(brief=brief), knowledge)) for name, brief in project.brief.scenarios)


def in_words(sure: Sure, front: tuple[object, ...]) -> Message:
    """Who is ahead, in a few words; `front` are the names of who is, and of those that are level or may still pass."""
    wordings = {
        Sure.NOBODY: mark("no candidate can be recommended"),
        Sure.TIE: mark("a tie of {candidates}"),
        Sure.OPEN: mark("open between {candidates}"),
    }
    return Message(wordings.get(sure, mark("first is {candidates}")), {"candidates": front})


def _out(comparison: Comparison, found: tuple[Checked, ...], barred: Collection[str]) -> Iterator[Unranked]:
    """Who cannot win: a must-have failed, unsuitable, or without a total that can be compared."""
    not_compared = {one.id: one.reason for one in comparison.ranking.unranked_like_for_like}
    for estimate in comparison.estimates:
        failed = [one for one in found if one.candidate == estimate.id and one.state == "failed"]
        if estimate.id in barred:
            continue
        if failed:
            yield Unranked(estimate.id, _not_met(comparison, estimate, failed))
        elif estimate.id in not_compared:
            yield Unranked(estimate.id, not_compared[estimate.id])


def _not_met(comparison: Comparison, estimate: Estimate, failed: list[Checked]) -> Message:
    """What a candidate lacks; of the budget alone, what it costs."""
    if all(one.must_have.within is not None for one in failed):
        values = {"amount": _least(estimate), "budget": comparison.budget}
        return Message(mark("it costs at least {amount}, more than the budget of {budget}"), values)
    names = tuple(one.must_have.name for one in failed)
    return Message(mark("a must-have is not met: {must_haves}"), {"must_haves": names})


def _least(estimate: Estimate) -> Decimal:
    """The lowest a candidate can cost over the horizon, as far as that is known."""
    between = estimate.totals.like_for_like
    return estimate.totals.horizon if between is None or between.low is None else between.low
