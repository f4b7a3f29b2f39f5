"""What stands in front of every result while a gate speaks: what stops the project, why, and what to ask or do."""

from collections.abc import Iterator

from crm_planner.documents.page import Outline, Tone
from crm_planner.documents.risk_names import answer_in_words
from crm_planner.playbook.facts import FACTS
from crm_planner.risk.assessment import Assessed, Assessment
from crm_planner.risk.contradictions import Contradicted
from crm_planner.risk.facts import Found
from crm_planner.risk.gates import GateState
from crm_planner.text import Message, Text, mark

Line = tuple[int, object]


def banner(assessment: Assessment) -> tuple[Outline, ...]:
    """The hard gates that speak, the failed ones first; nothing where all are passed. Soft ones do not speak here."""
    speaking = [one for one in assessment.gates if one.gate in _GATES]
    return tuple(Outline(tuple(_GATES[one.gate](assessment, one)), tone=_tone(one)) for one in speaking)


def _tone(one: Assessed) -> Tone:
    return "stop" if one.gate is GateState.FAILED else "ask"


def called(one: Assessed) -> Message:
    """A risk with its id in front, as it is named everywhere."""
    return Message(mark("{id} {name}"), {"id": Text.plain(one.id), "name": one.risk.name})


def _failed(assessment: Assessment, one: Assessed) -> Iterator[Line]:
    yield 0, Message(mark("NO-GO until resolved: {risk}"), {"risk": called(one)})
    yield 1, one.risk.stop
    yield from ((1, line) for line in why(one))
    for measure in one.measures:
        if measure.state != "done":
            values = {"action": measure.mitigation.action, "owner": assessment.roles.get(measure.mitigation.owner)}
            yield 1, Message(mark("First: {action} ({owner})"), values)


def _unanswered(assessment: Assessment, one: Assessed) -> Iterator[Line]:
    yield 0, Message(mark("Conditional, ask first: {risk}"), {"risk": called(one)})
    for reply in one.replies:
        if reply.is_open or not (reply.shift or 0) < 0:
            yield 1, Message(mark("{id} {question}"), {"id": Text.plain(reply.id), "question": reply.ask})


def _overridden(assessment: Assessment, one: Assessed) -> Iterator[Line]:
    yield 0, Message(mark("Gate overridden: {risk}"), {"risk": called(one)})
    yield 1, Message(mark("Reason: {reason}"), {"reason": Text.plain(one.decision.override or "")})
    yield from ((1, line) for line in why(one))


_GATES = {
    GateState.FAILED: _failed,
    GateState.UNANSWERED: _unanswered,
    GateState.OVERRIDDEN: _overridden,
}


def why(one: Assessed) -> Iterator[Message]:
    """The answers and facts that show a risk."""
    for reply in one.replies:
        if reply.is_bad:
            values = {"question": reply.ask, "answer": answer_in_words(reply.answer)}
            yield Message(mark("Answered: {question} - {answer}"), values)
    for found in one.facts:
        yield fact_in_words(found)


def fact_in_words(found: Found) -> Message:
    """A fact, with the candidates it holds for unless it holds for all of them."""
    if found.everywhere:
        return Message(mark("Found: {fact}"), {"fact": Message(FACTS[found.name])})
    names = tuple(Text.plain(name) for name in found.candidates)
    return Message(mark("Found for {candidates}: {fact}"), {"candidates": names, "fact": Message(FACTS[found.name])})


def contradiction_in_words(one: Contradicted) -> Message:
    """Why answers cannot all be true, or not beside the offers; and which they are."""
    answers = (
        Message(mark("{question} {answer}"), {"question": Text.plain(question), "answer": answer_in_words(answer)})
        for question, answer in one.contradiction.answers.items()
    )
    values = {"why": one.contradiction.why, "answers": (*answers, *map(fact_in_words, one.facts))}
    return Message(mark("Contradiction: {why} ({answers})"), values)
