"""How sure a proposal is and what it rests on: range and drivers, assumptions, alternatives, sources."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from crm_planner.documents.figures import likely
from crm_planner.documents.footnotes import gathered, own_notes
from crm_planner.documents.names import METRICS
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.documents.simulation_figures import whole
from crm_planner.estimate.lines import Estimate, Note
from crm_planner.proposal.proposal import Proposal
from crm_planner.text import Message, mark

Context = dict[str, Any]
Row = dict[str, str]

_INTERNAL = ("left-out/judgement", "tax-mixed", "tax-of-fills", "tax-shown")
"""Notes that speak of commands and keys to whoever makes the proposal."""

_FOR_THE_CLIENT = {
    "rate-card": mark("Prices of an hour are round figures, to be confirmed before an order."),
    "left-out/optional-work": mark("Not in the total, and to be had: {categories}"),
}
"""What is said to a client of a note that tells whoever makes the proposal what to do."""

_DRIVERS = 3

GRADES = {
    "S": mark("the article"),
    "A": mark("standard or statute"),
    "B": mark("vendor"),
    "C": mark("blog or consultancy"),
    "J": mark("judgement"),
}


def range_of(proposal: Proposal, speech: FormalSpeech) -> Context:
    """The base, and what is not exceeded in 50 and in 80 of 100 such projects."""
    outcome = proposal.outcome
    marks = outcome.spread.percentiles
    rows = (
        (mark("Base"), outcome.base, mark("every figure as most likely, and nothing goes wrong")),
        (mark("P50"), marks.p50, mark("not exceeded in 50 of 100 such projects")),
        (mark("P80"), marks.p80, mark("not exceeded in 80 of 100 such projects")),
        (
            mark("Reserve"),
            outcome.contingency,
            mark("what to set aside so that 80 of 100 such projects stay within it"),
        ),
    )
    drivers = sorted((one for one in outcome.drivers if one.moves), key=lambda one: -(one.moves or Decimal(0)))
    return {
        "text": [speech.text(one) for one in _about_range(proposal)],
        "rows": [
            {
                "label": speech.translate(label),
                "value": speech.money(_rounded(amount), proposal.currency, 0),
                "meaning": speech.translate(meaning),
            }
            for label, amount, meaning in rows
        ],
        "drivers": [
            {"name": speech.text(one.label), "moves": speech.money(_rounded(one.moves), proposal.currency, 0)}
            for one in drivers[:_DRIVERS]
        ],
    }


def _rounded(amount: Decimal | None) -> Decimal:
    """In whole units: more digits of a simulated figure would mislead."""
    return whole(amount) or Decimal(0)


def _about_range(proposal: Proposal) -> Iterator[Message]:
    found = proposal.simulation
    values = {"draws": found.draws, "years": found.horizon_years}
    yield Message(
        mark("Simulated cost of the whole project over the horizon in {draws} draws, rounded to whole units."), values
    )
    if proposal.prices.own:
        yield Message(mark("It contains the work of your own people, which is no payment."))
    if not proposal.estimate.complete:
        wordings = {
            True: mark("What has no price yet is counted as what the other vendors charge for it."),
            False: mark("What has no price yet is not in it."),
        }
        yield Message(wordings[proposal.outcome.complete])


def assumptions(proposal: Proposal, speech: FormalSpeech) -> list[Row]:
    """Everything the figures take for granted or do not know, with its grade where it has one."""
    found: dict[str, Row] = {}
    for note in own_notes(proposal.comparison, proposal.estimate):
        if not _is_internal(note):
            (text,) = gathered([_for_the_client(note)])
            grade = proposal.grades.get(note.id, "")
            said = speech.text(text)
            known = {"text": said, "grade": grade, "source": _source(proposal, note, speech)}
            found.setdefault(said, known | {"grade_text": speech.translate(GRADES[grade]) if grade else ""})
    return list(found.values())


def _for_the_client(note: Note) -> Note:
    wording = _FOR_THE_CLIENT.get(note.id)
    values = note.text.values if isinstance(note.text, Message) else {}
    return note if wording is None else note._replace(text=Message(wording, values))


def _is_internal(note: Note) -> bool:
    """Whether a note is for whoever makes the proposal: commands, keys, and what price books replace."""
    return note.id in _INTERNAL or "/book/" in note.id or "/replaced/" in note.id


def _source(proposal: Proposal, note: Note, speech: FormalSpeech) -> str:
    named = next((one for one in proposal.sources if one.id == note.source), None)
    return speech.text(named.title) if named else ""


def alternatives(proposal: Proposal, speech: FormalSpeech) -> Context:
    """The candidates that were compared: what each costs, and what its total lacks."""
    rows = [_alternative(proposal, one, speech) for one in proposal.comparison.estimates]
    said = mark("Like for like: what has no price is counted as what the other vendors charge for it.")
    shown = len(rows) > 1
    complete = all(one.complete for one in proposal.comparison.estimates)
    return {"text": [speech.translate(said)] if shown and not complete else [], "rows": rows if shown else []}


def _alternative(proposal: Proposal, one: Estimate, speech: FormalSpeech) -> Row:
    filled, currency = likely(one), proposal.currency
    return {
        "name": speech.text(one.called),
        "metric": speech.translate(METRICS[one.licence_metric]),
        "licences": str(one.licences),
        "first_year": speech.amount(one.totals.first_year, currency),
        "total": speech.amount(one.totals.horizon, currency),
        "like_for_like": speech.translate(mark("unknown")) if filled is None else speech.amount(filled, currency),
        "remark": "; ".join(speech.text(said) for said in _remarks(one)),
        "chosen": "yes" if one.id == proposal.estimate.id else "",
    }


def _remarks(one: Estimate) -> Iterator[Message]:
    for reason in one.unsuitable_because:
        yield Message(mark("Unsuitable: {reason}"), {"reason": reason})
    if one.gaps:
        values = {"categories": tuple(gap.category for gap in one.gaps)}
        yield Message(mark("no price for: {categories}"), values)
    if one.lacks:
        yield Message(mark("it lacks: {functions}"), {"functions": one.lacks})


def sources(proposal: Proposal, speech: FormalSpeech) -> list[Row]:
    """Where the figures come from, and of which day: an unknown day is said."""
    catalog = proposal.candidate.catalog
    unknown = speech.translate(mark("date not known"))
    price_list = {
        "title": speech.text(Message(mark("Price list of {product}"), {"product": catalog.product})),
        "date": speech.text(catalog.prices_as_of) or unknown,
        "grade": "",
        "about": speech.translate(mark("prices as of")),
    }
    exchange = proposal.brief.exchange
    rates = []
    if exchange is not None and catalog.currency in exchange.rates:
        title = Message(mark("Rate of exchange: {currency}"), {"currency": catalog.currency})
        rates = [{"title": speech.text(title), "date": speech.text(exchange.as_of), "grade": "", "about": ""}]
    return [
        price_list,
        *(
            {
                "title": speech.text(one.title),
                "date": speech.text(one.day) or unknown,
                "grade": one.grade or "",
                "about": speech.translate(GRADES[one.grade]) if one.grade else "",
            }
            for one in proposal.sources
        ),
        *rates,
    ]
