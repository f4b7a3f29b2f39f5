"""The decision as JSON: the answer, every reason with the cells it rests on, every question, everything tried."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from crm_planner.compare.lead import Lead, Span
from crm_planner.decision.decide import Decision
from crm_planner.documents.decision_words import dressed, points, rounded
from crm_planner.documents.figures import Figures
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.risk_summary import summary
from crm_planner.documents.simulation_section import ranges_entry
from crm_planner.documents.table_json import whereabouts, written
from crm_planner.documents.wording import Speech
from crm_planner.judgement import Judgement
from crm_planner.money import MINOR_DIGITS

if TYPE_CHECKING:
    from crm_planner.simulation.simulate import Simulation

SCHEMA = "crm-planner/decision/1"

Entry = dict[str, Any]


def decision_json(decision: Decision, speech: Speech, simulation: "Simulation | None" = None) -> str:
    """`decision` as a document of the schema crm-planner/decision/1."""
    judged, comparison = decision.judged, decision.judged.comparison
    figures = Figures.of_totals(comparison.currency, comparison.estimates)

    def say(value: object) -> str:
        return speech.show(dressed(value, figures))

    by = decision.step.by
    document: Entry = {
        "schema": SCHEMA,
        "client": speech.show(comparison.client),
        "currency": comparison.currency,
        "users": comparison.users,
        "horizon_years": comparison.horizon_years,
        "priced_on": comparison.priced_on.isoformat(),
        "outcome": decision.outcome.value,
        "basis": judged.basis,
        "lead": lead_entry(judged.lead),
        "candidates": [_candidate(judged, one.id) for one in comparison.estimates],
        "out": [{"id": one.id, "reason": say(one.reason)} for one in judged.out],
        "must_haves": must_have_entries(judged),
        "reasons": [{"text": say(one.text), "cells": list(one.cells)} for one in decision.reasons],
        "questions": [
            {"whom": one.whom, "ask": say(one.ask), "about": list(one.about), "ids": list(one.ids)}
            for one in decision.questions
        ],
        "changes": [
            {"kind": one.kind, "changes_answer": one.changes, "text": say(one.text), "cells": list(one.cells)}
            for one in decision.changes
        ],
        "next_step": {"text": say(decision.step.text), "by": by.isoformat() if by else None},
        "risks": summary(decision.assessment, speech),
    } | ranges_entry(simulation, speech)
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


def lead_entry(lead: Lead) -> Entry:
    """Who is ahead and how surely; the margin in percent of the first one's figure, rounded to a hundredth."""
    margin = None if lead.margin is None else f"{rounded(lead.margin * 100, 2):f}"
    return {
        "sure": lead.sure.value,
        "order": list(lead.order),
        "level": list(lead.level),
        "contenders": list(lead.contenders),
        "margin_percent": margin,
    }


def must_have_entries(judged: Judgement) -> list[Entry]:
    """Every must-have of every candidate, with the place that says so."""
    return [
        {
            "candidate": one.candidate,
            "id": one.id,
            "state": one.state,
            "source": None if one.place is None else whereabouts(one.place),
        }
        for one in judged.checked
    ]


def score_entry(span: Span) -> Entry:
    """A score: rounded to hundredths, and the likely one exactly, as a fraction."""
    ends = {end: f"{points(getattr(span, end)):f}" for end in ("low", "likely", "high")}
    return ends | {"exact": str(span.likely)}


def _candidate(judged: Judgement, candidate: str) -> Entry:
    cost, card = judged.costs.get(candidate), judged.scorecard.cards.get(candidate)
    digits = MINOR_DIGITS[judged.comparison.currency]
    return {
        "id": candidate,
        "total": None if cost is None else {end: _money(getattr(cost, end), digits) for end in cost._fields},
        "score": None if card is None or judged.basis == "cost" else score_entry(card.total),
    }


def _money(amount: Fraction, digits: int) -> str:
    return f"{with_digits(Decimal(amount.numerator) / amount.denominator, digits):f}"
