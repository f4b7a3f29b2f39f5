"""One risk in full, in the terms of a register: cause, event, consequence, owner, trigger, response, residual."""

from collections.abc import Iterator

from crm_planner.documents.risk_banner import Line, fact_in_words
from crm_planner.documents.risk_names import BANDS, GATES, PHASES, PLANS, RESPONSES, SIDES, STATES, answer_in_words
from crm_planner.estimate.lines import Range
from crm_planner.playbook.checklist import EVERYTHING
from crm_planner.risk.answers import Reply
from crm_planner.risk.assessment import Assessed, Assessment
from crm_planner.risk.measures import Level, Measure
from crm_planner.text import Message, Text, mark


def detail_lines(assessment: Assessment, one: Assessed) -> Iterator[Line]:
    """Everything known of a risk, and where it is written."""
    yield from ((0, line) for line in _terms(assessment, one))
    if one.replies:
        yield 0, Message(mark("Questions"))
        yield from ((1, _question(reply)) for reply in one.replies)
    yield from ((1, fact_in_words(found)) for found in one.facts)
    if one.measures:
        yield 0, Message(mark("Mitigation"))
        yield from ((1, _measure(assessment, measure)) for measure in one.measures)
    if one.risk.basis is not None:
        yield 0, Message(mark("Basis: {text}"), {"text": one.risk.basis})
    sources = tuple(map(Text.plain, one.risk.sources))
    values = {"sources": sources, "place": Text.plain(str(one.place))}
    yield 0, Message(mark("Sources: {sources}; written at {place}") if sources else mark("Written at {place}"), values)


def _terms(assessment: Assessment, one: Assessed) -> Iterator[Message]:
    risk = one.risk
    about = {"side": Message(SIDES[risk.side]), "phase": Message(PHASES[risk.phase])}
    yield Message(mark("Side: {side}; phase: {phase}"), about)
    yield Message(mark("Cause: {text}"), {"text": risk.cause})
    yield Message(mark("Event: {text}"), {"text": risk.name})
    yield Message(mark("Consequence: {text}"), {"text": risk.consequence})
    yield Message(
        mark("Effect if it happens: {cost}; {time}"), {"cost": cost_in_words(one), "time": time_in_words(one)}
    )
    yield Message(
        mark("State: {state}; {gate}"), {"state": Message(STATES[one.state]), "gate": Message(GATES[one.gate])}
    )
    yield Message(mark("Level now: {level}"), {"level": _level(assessment, one.now)})
    yield Message(mark("Residual: {level}"), {"level": _level(assessment, one.residual)})
    owner = {"owner": assessment.owner(one), "response": Message(RESPONSES[one.response])}
    yield Message(mark("Owner: {owner}; response: {response}"), owner)
    if one.decision.due is not None:
        yield Message(mark("Due: {day}"), {"day": one.decision.due})
    if one.risk.signs:
        yield Message(mark("Trigger (early signs): {signs}"), {"signs": one.risk.signs})


def _level(assessment: Assessment, level: Level) -> Message:
    band = Message(BANDS[assessment.scales.band(level.score)])
    values = {"likelihood": level.likelihood, "impact": level.impact, "score": level.score, "band": band}
    return Message(mark("likelihood {likelihood} x impact {impact} = {score}, {band}"), values)


def _question(reply: Reply) -> Message:
    values = {"id": Text.plain(reply.id), "question": reply.ask, "answer": answer_in_words(reply.answer)}
    return Message(mark("{id} {question} - {answer}"), values)


def _measure(assessment: Assessment, measure: Measure) -> Message:
    mitigation = measure.mitigation
    values = {
        "id": Text.plain(measure.id),
        "action": mitigation.action,
        "owner": assessment.roles.get(mitigation.owner),
        "state": Message(PLANS[measure.state]),
        "hours": points(measure.hours) if measure.hours else Message(mark("unknown")),
        "cost": _cost(assessment, measure),
    }
    said = Message(mark("{id} {action} ({owner}): {state}; hours {hours}; cost {cost}"), values)
    if not mitigation.secondary:
        return said
    raised = {"measure": said, "risks": tuple(map(Text.plain, mitigation.secondary))}
    return Message(mark("{measure}; secondary risk: {risks}"), raised)


def _cost(assessment: Assessment, measure: Measure) -> Message:
    if measure.cost is None:
        return Message(mark("unknown, the role has no rate"))
    values = {"points": points(measure.cost), "currency": Text.plain(assessment.currency)}
    return Message(mark("{points} {currency}"), values)


def points(three: Range) -> Message:
    """Low, likely and high, separated as a reader expects."""
    return Message(mark("{low} / {likely} / {high}"), {"low": three.low, "likely": three.likely, "high": three.high})


def cost_in_words(one: Assessed) -> Message:
    """What a risk adds to cost if it happens."""
    effect = one.risk.effects.cost
    of = Message(mark("the whole cost")) if effect.category == EVERYTHING else effect.category
    return Message(mark("{points} % of {category}"), {"points": points(one.cost), "category": of})


def time_in_words(one: Assessed) -> Message:
    """What a risk adds to the time if it happens."""
    wording = mark("{points} % of the time") if one.risk.effects.schedule.percent else mark("{points} working days")
    return Message(wording, {"points": points(one.time)})
