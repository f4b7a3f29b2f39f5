"""Scoring: weighted sums of scores 1 to 5, exactly; what nobody has scored counts as anything from 1 to 5, never 0."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.compare.lead import Lead, Span, lead
from crm_planner.estimate.lines import Estimate
from crm_planner.formula.rounding import rounded
from crm_planner.money import RoundingMode
from crm_planner.place import Place
from crm_planner.playbook.criteria import Criterion, Scoring
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks

LOWEST, HIGHEST = Fraction(1), Fraction(5)
PRICE_STEP = Decimal("0.0001")
"""The score of the cost is rounded to this, half away from zero; nothing else is rounded before it is printed.

So that a spreadsheet, which has 15 digits, and the report agree with us on who is ahead.
"""
UNKNOWN = Span(LOWEST, (LOWEST + HIGHEST) / 2, HIGHEST)

Origin = Literal["given", "computed", "unknown"]


class Weighed(NamedTuple):
    """A criterion with the weight it has here, and its share of all weights (0 to 1). `place`: who says so."""

    id: str
    criterion: Criterion
    weight: Fraction
    share: Fraction
    place: Place


class Score(NamedTuple):
    """What one candidate has in one criterion."""

    points: Span
    origin: Origin
    place: Place | None = None


class Card(NamedTuple):
    """One candidate's scores in the order of the criteria, and their weighted mean, 1 to 5."""

    candidate: str
    scores: tuple[Score, ...]
    total: Span


class Scorecard(NamedTuple):
    """All candidates scored. `own_weights`: whether the brief agrees on weights; else they are the playbook's."""

    criteria: tuple[Weighed, ...]
    cards: Mapping[str, Card]
    lead: Lead
    scoring: Scoring
    own_weights: bool
    agreed: date | None

    @property
    def is_scored(self) -> bool:
        """Whether anybody has scored anything; a computed price score alone is no score."""
        return any(score.origin == "given" for card in self.cards.values() for score in card.scores)


def score(
    written: WrittenBrief, knowledge: WrittenPlaybookWithRisks, estimates: Sequence[Estimate], priced: Sequence[str]
) -> Scorecard:
    """`estimates` scored by the brief's weights and scores; `priced` are the ids whose totals can be compared."""
    playbook, brief = knowledge.playbook, written.brief
    criteria = _weighed(written, knowledge)
    totals = {one.id: total_span(one) for one in estimates if one.id in priced}
    prices = price_scores(totals, playbook.scoring.price_score)
    cards = {one.id: _card(one.id, criteria, written, prices) for one in estimates}
    ahead = lead(
        {name: card.total for name, card in cards.items()}, tie_share=tie_share(playbook.scoring), most_wins=True
    )
    return Scorecard(criteria, cards, ahead, playbook.scoring, bool(brief.weights), brief.weights_agreed)


def tie_share(scoring: Scoring) -> Fraction:
    """The margin below which a lead is a tie, as a share of the leader's figure."""
    return Fraction(scoring.tie_percent) / 100


def _weighed(written: WrittenBrief, knowledge: WrittenPlaybookWithRisks) -> tuple[Weighed, ...]:
    """The criteria that count: those the brief weighs, else those of the playbook; the heaviest first."""
    brief, known = written.brief, knowledge.playbook.criteria
    weights = {name: Fraction(weight_of(brief, known, name)) for name in known}
    whole = sum(weights.values())
    found = [
        Weighed(name, known[name], weight, weight / whole, weight_place(written, knowledge, name))
        for name, weight in weights.items()
        if weight
    ]
    return tuple(sorted(found, key=lambda one: -one.weight))


def weight_of(brief: Brief, criteria: Mapping[str, Criterion], name: str) -> Decimal:
    """What a criterion counts: by the brief if it weighs anything, else by the playbook."""
    return brief.weights.get(name, Decimal(0)) if brief.weights else criteria[name].weight


def weight_place(written: WrittenBrief, knowledge: WrittenPlaybookWithRisks, name: str) -> Place:
    """Who says so."""
    if written.brief.weights:
        return written.source.place(("weights", name))
    return knowledge.source.place(("criteria", name, "weight"))


def total_span(estimate: Estimate) -> Span:
    """What a candidate that can be compared costs, its gaps filled."""
    total, between = estimate.totals.horizon, estimate.totals.like_for_like
    low, likely, high = (total, total, total) if between is None else between
    middle = total if likely is None else likely
    return Span(*(Fraction(middle if one is None else one) for one in (low, middle, high)))


def price_scores(totals: Mapping[str, Span], rule: str) -> dict[str, Span]:
    """The score of each total among the others.

    A score falls with a candidate's own total and rises with every other, so its lowest is where its own total is
    highest and the others are lowest.
    """
    return {name: _price_score(name, totals, rule) for name in totals}


def _price_score(name: str, totals: Mapping[str, Span], rule: str) -> Span:
    others = [one for other, one in totals.items() if other != name]
    own = totals[name]
    return Span(
        _points(own.high, [one.low for one in others], rule),
        _points(own.likely, [one.likely for one in others], rule),
        _points(own.low, [one.high for one in others], rule),
    )


def _points(own: Fraction, others: Sequence[Fraction], rule: str) -> Fraction:
    """Linear: 5 for the cheapest, 1 for the dearest. Ratio: 5 x the cheapest / this one, at least 1.

    Rounded to `PRICE_STEP`.
    """
    cheapest, dearest = min(own, *others) if others else own, max(own, *others) if others else own
    if own == cheapest:
        return HIGHEST
    if rule == "ratio":
        points = max(LOWEST, HIGHEST * cheapest / own)
    else:
        points = HIGHEST - (HIGHEST - LOWEST) * (own - cheapest) / (dearest - cheapest)
    return rounded(points, PRICE_STEP, RoundingMode.HALF_UP)


def _card(candidate: str, criteria: Sequence[Weighed], written: WrittenBrief, prices: Mapping[str, Span]) -> Card:
    scores = tuple(_score(candidate, one, written, prices) for one in criteria)
    sums = (
        sum((one.share * points for one, points in zip(criteria, ends, strict=True)), Fraction(0))
        for ends in zip(*(score.points for score in scores), strict=True)
    )
    return Card(candidate, scores, Span(*sums))


def _score(candidate: str, one: Weighed, written: WrittenBrief, prices: Mapping[str, Span]) -> Score:
    if one.criterion.from_ is not None:
        return Score(prices[candidate], "computed") if candidate in prices else Score(UNKNOWN, "unknown")
    path = written.brief.judged("scores", candidate).get(one.id)
    if path is None:
        return Score(UNKNOWN, "unknown")
    return Score(_given(written.brief, path), "given", written.source.place(path))


def _given(brief: Brief, path: tuple[str, str, str]) -> Span:
    _, scope, name = path
    points = brief.scores[scope][name]
    low, high = Fraction(points[0]), Fraction(points[-1])
    return Span(low, (low + high) / 2, high)
