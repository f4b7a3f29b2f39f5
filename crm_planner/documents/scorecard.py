"""The scores of all candidates for a reader: a row for each criterion, the weighted means, and what would turn them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from crm_planner.compare.lead import Span, Sure
from crm_planner.compare.scoring import Score, Scorecard
from crm_planner.compare.weights import turns
from crm_planner.decision.changes import turned_weight, under_scenario
from crm_planner.documents.decision_words import dressed, percent, points
from crm_planner.documents.figures import Figures
from crm_planner.documents.page import Cell, Column, Outline, Page, Row, Table
from crm_planner.judgement import Judgement
from crm_planner.text import Message, mark

_LEADS = {
    Sure.NOBODY: mark("No candidate can be scored"),
    Sure.ALONE: mark("Only {first} is left to be scored"),
    Sure.CLEAR: mark("Ahead: {first}"),
    Sure.TIE: mark("A tie, the lead is too small to decide: {front}"),
    Sure.OPEN: mark("Open: {first} is ahead by the middle of what is not known, but these may still pass: {others}"),
}


def scorecard_page(judged: Judgement, scenarios: Sequence[tuple[str, Judgement]] = ()) -> Page:
    """The scores of those that are in the race, why others are not, and who is ahead under each scenario."""
    card = judged.scorecard
    title = Message(mark("Scores for {client}, 1 (poor) to 5 (excellent)"), {"client": judged.comparison.client})
    parts: list[Table | Outline] = [Outline(((0, _lead(judged)),))]
    if card.cards:
        parts += [_table(judged), *turn_lines(judged)]
    parts += _under(judged, scenarios)
    return Page(title, tuple(parts), tuple(_notes(judged)))


def _lead(judged: Judgement) -> Message:
    lead = judged.scorecard.lead
    names = {name: judged.called(name) for name in lead.order}
    others = tuple(names[name] for name in (*lead.level, *lead.contenders))
    first = tuple(names[name] for name in lead.order[:1])
    return Message(_LEADS[lead.sure], {"first": first, "front": (*first, *others), "others": others})


def _table(judged: Judgement) -> Table:
    card = judged.scorecard
    names = card.lead.order
    columns = (Column(Message(mark("weight, %"))), *(Column(judged.called(name)) for name in names))
    rows = [
        Row(
            one.criterion.name,
            (
                Cell(percent(one.share), "figure"),
                *(_score(card.cards[name].scores[at]) for name in names),
            ),
        )
        for at, one in enumerate(card.criteria)
    ]
    sums = (Cell(percent(Fraction(1)), "figure"), *(Cell(_span(card.cards[name].total), "figure") for name in names))
    return Table(Message(mark("criterion")), columns, (*rows, Row(Message(mark("weighted mean")), sums, strong=True)))


def _score(score: Score) -> Cell:
    if score.origin == "unknown":
        return Cell(_span(score.points), "state", after="?")
    return Cell(_span(score.points), "figure")


def _span(span: Span) -> object:
    if span.is_exact:
        return points(span.likely)
    return Message(mark("{low} to {high}"), {"low": points(span.low), "high": points(span.high)})


def turn_lines(judged: Judgement) -> Iterator[Outline]:
    """At which weight another candidate draws level."""
    figures = Figures.of_totals(judged.comparison.currency, judged.comparison.estimates)
    lines = [dressed(turned_weight(judged, turn), figures) for turn in turns(judged.scorecard)]
    if lines:
        yield Outline(tuple((0, line) for line in lines), Message(mark("what would turn the order")))


def _under(judged: Judgement, scenarios: Sequence[tuple[str, Judgement]]) -> Iterator[Outline]:
    if scenarios:
        lines = tuple((0, under_scenario(judged, name, found)) for name, found in scenarios)
        yield Outline(lines, Message(mark("Under each scenario")))


def _notes(judged: Judgement) -> Iterator[Message]:
    card, comparison = judged.scorecard, judged.comparison
    figures = Figures.of_totals(comparison.currency, comparison.estimates)
    yield from _weights(card, judged)
    scores = [score for one in card.cards.values() for score in one.scores]
    if any(score.origin == "unknown" for score in scores):
        yield Message(mark("? nobody has scored it: it counts as anything from 1 to 5, its middle where one is needed"))
    rules = {
        "linear": mark(
            "Cost: the cheapest has 5, the dearest 1, those between in proportion; missing prices filled in"
        ),
        "ratio": mark("Cost: 5 times the cheapest total divided by the own, at least 1; missing prices filled in"),
    }
    if any(weighed.criterion.from_ is not None for weighed in card.criteria):
        yield Message(rules[card.scoring.price_score])
    yield Message(mark("A lead of less than {tie} % is called a tie"), {"tie": card.scoring.tie_percent})
    for one in judged.out:
        said = {"candidate": judged.estimate(one.id).called, "reason": dressed(one.reason, figures)}
        yield Message(mark("Out: {candidate}, because {reason}"), said)
    for at, weighed in enumerate(card.criteria):
        if any(found.scores[at].origin == "unknown" for found in card.cards.values()):
            yield Message(
                mark("How to score {criterion}: {how}"),
                {"criterion": weighed.criterion.name, "how": weighed.criterion.how},
            )


def _weights(card: Scorecard, judged: Judgement) -> Iterator[Message]:
    """Whose weights they are, and whether they were agreed before prices were opened."""
    if not card.own_weights:
        yield Message(mark("The weights are the playbook's, an assumption: agree on your own before prices are opened"))
    elif card.agreed is None:
        yield Message(mark("The brief does not say when its weights were agreed; they should be older than the prices"))
    else:
        values = {"agreed": card.agreed, "priced": judged.comparison.priced_on}
        before = mark("The weights were agreed on {agreed}; the prices are of {priced}")
        after = mark("The weights were agreed on {agreed}, after the day of the prices, {priced}: they may follow them")
        yield Message(after if card.agreed > judged.comparison.priced_on else before, values)
