"""The risks of a project as JSON: verdict, gates, every risk with answers, facts and mitigations, contradictions."""

from typing import Any

from crm_planner.documents.numbers import with_digits
from crm_planner.documents.risk_banner import fact_in_words
from crm_planner.documents.risk_summary import summary
from crm_planner.documents.table_json import whereabouts, written
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Range
from crm_planner.money import MINOR_DIGITS
from crm_planner.risk.answers import Reply
from crm_planner.risk.assessment import Assessed, Assessment
from crm_planner.risk.measures import Level, Measure
from crm_planner.text import Text

SCHEMA = "crm-planner/risks/1"

Entry = dict[str, Any]


def risks_json(assessment: Assessment, shown: tuple[Assessed, ...], speech: Speech) -> str:
    """`assessment` as a document of the schema crm-planner/risks/1, with the risks `shown`."""
    head: Entry = {
        "schema": SCHEMA,
        "client": speech.show(assessment.client),
        "assessed_on": assessment.day.isoformat(),
        "candidates": list(assessment.candidates),
        "currency": assessment.currency,
    }
    document = head | summary(assessment, speech)
    document["risks"] = [_risk(assessment, one, speech) for one in shown]
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


def _risk(assessment: Assessment, one: Assessed, speech: Speech) -> Entry:
    risk, scales = one.risk, assessment.scales
    cost, schedule = risk.effects.cost, risk.effects.schedule
    return {
        "id": one.id,
        "side": risk.side,
        "phase": risk.phase,
        "cause": speech.show(risk.cause),
        "event": speech.show(risk.name),
        "consequence": speech.show(risk.consequence),
        "state": one.state.value,
        "gate": {"kind": risk.gate, "state": one.gate.value, "reason": one.decision.override},
        "usual": _level(one.usual, scales.band(one.usual.score)),
        "now": _level(one.now, scales.band(one.now.score)),
        "residual": _level(one.residual, scales.band(one.residual.score)),
        "effects": {
            "cost": {"category": cost.category, "percent": _points(one.cost)},
            "schedule": {"percent" if schedule.percent else "days": _points(one.time)},
        },
        "owner": {"id": one.owner, "name": speech.show(assessment.owner(one))},
        "response": one.response,
        "due": one.decision.due.isoformat() if one.decision.due else None,
        "triggers": [speech.show(sign) for sign in risk.signs],
        "questions": [_question(reply, speech) for reply in one.replies],
        "facts": [
            {"id": fact.name, "candidates": list(fact.candidates), "text": speech.show(fact_in_words(fact))}
            for fact in one.facts
        ],
        "mitigations": [_measure(assessment, measure, speech) for measure in one.measures],
        "grade": risk.grade,
        "basis": speech.show(risk.basis) or None,
        "sources": list(risk.sources),
        "source": whereabouts(one.place),
    }


def _level(level: Level, band: str) -> Entry:
    return {"likelihood": level.likelihood, "impact": level.impact, "score": level.score, "band": band}


def _question(reply: Reply, speech: Speech) -> Entry:
    return {
        "id": reply.id,
        "ask": speech.show(reply.ask),
        "answer": reply.answer,
        "risk_if": reply.question.risk_if,
        "source": None if reply.is_open else whereabouts(reply.place),
    }


def _measure(assessment: Assessment, measure: Measure, speech: Speech) -> Entry:
    mitigation = measure.mitigation
    owner: Text | None = assessment.roles.get(mitigation.owner)
    return {
        "id": measure.id,
        "action": speech.show(mitigation.action),
        "owner": {"id": mitigation.owner, "name": speech.show(owner)},
        "state": measure.state,
        "credited": measure.is_credited,
        "hours": _points(measure.hours),
        "cost": _points(measure.cost, MINOR_DIGITS[assessment.currency]),
        "secondary": list(mitigation.secondary),
    }


def _points(three: Range | None, digits: int | None = None) -> Entry | None:
    """Three values as decimal strings; None where they are not known."""
    if three is None:
        return None
    values = {"low": three.low, "likely": three.likely, "high": three.high}
    return {
        end: None if one is None else f"{one.normalize():f}" if digits is None else f"{with_digits(one, digits):f}"
        for end, one in values.items()
    }
