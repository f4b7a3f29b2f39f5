"""A proposal as plain data in one language: dictionaries, lists and strings, every figure and date already written.

It is what every template gets, a user's too, and what `--format json` prints: the same figure is the same string in
every format. Every key is always there; what is not known is "" or []. Nothing of the consultant's own side is in it:
it is made of estimates, which have no field for that, and of what brief and company file say to the client.
"""

from typing import Any

from crm_planner.documents.names import METRICS
from crm_planner.documents.proposal.analysis import alternatives, assumptions, range_of, sources
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.documents.proposal.glossary import glossary
from crm_planner.documents.proposal.labels import labels, sections
from crm_planner.documents.proposal.parties import client, legal, seller, signatures, validity
from crm_planner.documents.proposal.price_table import price_table
from crm_planner.documents.proposal.risk_table import gate_warnings, risk_table
from crm_planner.documents.proposal.scope import needs, scope, solution
from crm_planner.documents.proposal.timeline import acceptance, payment, timeline
from crm_planner.proposal.proposal import Proposal
from crm_planner.text import Counted, Message, mark

SCHEMA = "crm-planner/proposal/1"

Context = dict[str, Any]


def proposal_context(proposal: Proposal, speech: FormalSpeech) -> Context:
    """`proposal` in the language of `speech`."""
    prices = price_table(proposal, speech)
    context: Context = {
        "schema": SCHEMA,
        "language": speech.language,
        "label": labels(speech),
        "document": _document(proposal, speech),
        "warnings": _warnings(proposal, speech, prices),
        "seller": seller(proposal, speech),
        "client": client(proposal, speech),
        "needs": needs(proposal, speech),
        "solution": solution(proposal, speech),
        "scope": scope(proposal, speech),
        "plan": timeline(proposal, speech),
        "prices": prices,
        "payment": payment(proposal, speech),
        "range": range_of(proposal, speech),
        "assumptions": assumptions(proposal, speech),
        "risks": risk_table(proposal, speech),
        "alternatives": alternatives(proposal, speech),
        "support": _support(proposal, speech, prices),
        "acceptance": acceptance(proposal, speech),
        "changes": {"text": speech.paragraphs(proposal.terms.changes)},
        "legal": legal(proposal, speech),
        "signatures": signatures(proposal, speech),
        "sources": sources(proposal, speech),
        "glossary": glossary(proposal, speech),
        "charts": [],
    }
    context["summary"] = _summary(proposal, speech, context)
    context["sections"] = sections(context, speech)
    if speech.fell_back:
        said = Message(mark("Some texts are not written in this language; they are shown in: {languages}"))
        context["sources"].append(_source(speech.text(said._replace(values={"languages": sorted(speech.fell_back)}))))
    return context


def _source(title: str) -> dict[str, str]:
    return {"title": title, "date": "", "grade": "", "about": ""}


_KINDS = {"offer": mark("Proposal"), "information": mark("Indicative proposal")}


def _document(proposal: Proposal, speech: FormalSpeech) -> Context:
    kind, number = speech.translate(_KINDS[proposal.legal_nature]), proposal.wishes.number or ""
    subject = proposal.wishes.subject or Message(
        mark("Implementation of {candidate}"), {"candidate": proposal.estimate.called}
    )
    numbered = Message(mark("{kind} No. {number}"), {"kind": kind, "number": number})
    return {
        "kind": kind,
        "title": speech.text(numbered) if number else kind,
        "subject": speech.text(subject),
        "number": speech.text(number),
        "date": speech.text(proposal.day),
        "date_iso": proposal.day.isoformat(),
        "valid_until": speech.text(proposal.valid_until),
        "valid_until_iso": proposal.valid_until.isoformat(),
        "validity": speech.text(validity(proposal)),
        "legal_nature": proposal.legal_nature,
        "candidate": speech.text(proposal.estimate.called),
        "candidate_id": proposal.estimate.id,
        "vendor": speech.text(proposal.estimate.vendor),
        "currency": proposal.currency,
        "currency_name": speech.currency(proposal.currency),
        "delivery": speech.text(proposal.wishes.delivery),
    }


def _warnings(proposal: Proposal, speech: FormalSpeech, prices: Context) -> list[str]:
    """What a reader must know before anything else."""
    doubts = [speech.text(one) for one in proposal.doubts]
    open_prices = [one["name"] for one in prices["open"]]
    if open_prices:
        said = mark("The total is not complete; these prices are not known: {items}")
        doubts.append(speech.text(Message(said, {"items": tuple(open_prices)})))
    return [*gate_warnings(proposal, speech), *doubts, *prices["unknown_tax"]]


def _support(proposal: Proposal, speech: FormalSpeech, prices: Context) -> Context:
    """The seller's words on support and warranty, and the lines that are support."""
    ids = {one.id for one in proposal.prices.positions if one.category == "support"}
    rows = [
        {"name": row["name"], "note": row["note"], "amount": row["amount"]}
        for kind in ("once", "yearly")
        for row in prices[kind]["rows"]
        if row["id"] in ids
    ]
    return {"text": speech.paragraphs(proposal.terms.support, proposal.terms.warranty), "rows": rows}


def _summary(proposal: Proposal, speech: FormalSpeech, context: Context) -> Context:
    estimate = proposal.estimate
    values = {
        "candidate": estimate.called,
        "licences": Counted(estimate.licences, mark("{n} licence"), "{n} licences"),
        "metric": Message(METRICS[estimate.licence_metric]),
    }
    text = Message(mark("We propose {candidate}: {licences} ({metric})."), values)
    rows = [
        (context["label"]["total"], context["prices"]["total"]["figure"]),
        (context["label"]["total_words"], context["prices"]["total"]["words"]),
        *((row["label"], row["value"]) for row in context["range"]["rows"][1:]),
        (context["label"]["start"], context["plan"]["start"]),
        (context["label"]["finish"], context["plan"]["finish"]),
        (context["label"]["valid_until"], context["document"]["valid_until"]),
    ]
    return {
        "text": [speech.text(text)],
        "rows": [{"label": label, "value": value} for label, value in rows if value],
    }
