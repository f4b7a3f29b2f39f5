"""The decision on one page in plain words: what stops it, the answer, why, who must be asked, what would change it."""

from collections.abc import Iterable, Iterator

from crm_planner.compare.lead import Sure
from crm_planner.decision.changes import Change
from crm_planner.decision.decide import Decision
from crm_planner.decision.questions import Question, open_gates
from crm_planner.documents.decision_words import dressed
from crm_planner.documents.figures import Figures
from crm_planner.documents.page import Outline, Page
from crm_planner.documents.risk_banner import Line
from crm_planner.judgement import Judgement
from crm_planner.risk.gates import GateState
from crm_planner.text import Message, Text, mark

_ASKED = {"client": 3, "vendor": 4, "consultant": 2}
"""Questions on the page, for each who is asked; JSON has all."""

_CHANGES = 6
"""What was tried and is told on the page; JSON has all."""

_COMMANDS = mark("Every figure: `crm-planner explain`; all prices: `compare`; scores: `score`; risks: `risks`")


def decision_page(decision: Decision, *, typed: bool = False) -> Page:
    """`decision` for an executive; every figure is the cost model's. `typed`: read where commands are typed."""
    judged, comparison = decision.judged, decision.judged.comparison
    figures = Figures.of_totals(comparison.currency, comparison.estimates)
    values = {
        "client": comparison.client,
        "users": comparison.users,
        "years": comparison.horizon_years,
        "day": comparison.priced_on,
        "currency": comparison.currency,
    }
    title = mark("Decision for {client}. Users: {users}. Years: {years}. Prices of {day}, amounts in {currency}")
    parts = (
        *_gates(decision),
        Outline(_indented(_answer(decision), figures)),
        *_section(mark("Not known yet"), _indented(_questions(decision), figures)),
        *_section(mark("What would change the answer"), _indented(_changes(decision.changes), figures)),
        *_section(mark("Next step"), _indented(_step(decision), figures)),
    )
    return Page(Message(title, values), parts, (*_notes(judged), *([Message(_COMMANDS)] if typed else ())))


def _section(head: str, lines: tuple[Line, ...]) -> Iterator[Outline]:
    """Lines under their head, if there are any; a page has no room for more space between them."""
    if lines:
        yield Outline(((0, Message(head)), *((1, line) for _, line in lines)))


def _indented(lines: Iterable[Line], figures: Figures) -> tuple[Line, ...]:
    return tuple((depth, dressed(line, figures)) for depth, line in lines)


def _gates(decision: Decision) -> Iterator[Outline]:
    """What stops the project, then how many questions may still stop it, then what goes on in spite of a gate."""
    assessment = decision.assessment
    for one in assessment.gates:
        if one.gate is GateState.FAILED:
            said = Message(mark("STOP: {risk}"), {"risk": one.risk.name})
            yield Outline(((0, said), (1, one.risk.stop)), tone="stop")
    unanswered = [one for one in open_gates(assessment) if one.gate is GateState.UNANSWERED]
    if unanswered:
        head = Message(mark("Not answered yet, and each of these can stop the project"))
        yield Outline(((0, head), *((1, one.risk.name) for one in unanswered)), tone="ask")
    for one in assessment.gates:
        if one.gate is GateState.OVERRIDDEN:
            values: dict[str, object] = {"risk": one.risk.name, "reason": Text.plain(one.decision.override or "")}
            yield Outline(((0, Message(mark("Going on in spite of: {risk} ({reason})"), values)),), tone="ask")


_ANSWERS = {
    Sure.NOBODY: mark("Cannot say: no candidate is left that can be recommended"),
    Sure.ALONE: mark("Recommended, as the only one left: {first}"),
    Sure.CLEAR: mark("Recommended: {first}"),
    Sure.TIE: mark("A tie, the lead is too small to decide: {front}"),
    Sure.OPEN: mark("Cannot say yet: {first} is ahead, but what is not known could put another in front: {others}"),
}
_STOPPED = {
    Sure.NOBODY: mark("No candidate is left that could be recommended afterwards"),
    Sure.ALONE: mark("Afterwards, as things stand, only one is left: {first}"),
    Sure.CLEAR: mark("Afterwards, as things stand: {first}"),
    Sure.TIE: mark("Afterwards, as things stand, a tie: {front}"),
    Sure.OPEN: mark("Afterwards, as things stand: {first}, unless what is not known puts another in front: {others}"),
}


def _answer(decision: Decision) -> Iterator[Line]:
    judged = decision.judged
    stopped = any(one.gate is GateState.FAILED for one in decision.assessment.gates)
    names = tuple(judged.estimate(name).called for name in judged.front)
    values = {"first": names[:1], "front": names, "others": names[1:]}
    yield 0, Message((_STOPPED if stopped else _ANSWERS)[judged.lead.sure], values)
    for reason in decision.reasons:
        yield 1, reason.text
    for name in judged.front:
        if lacks := judged.estimate(name).lacks:
            yield (
                1,
                Message(mark("{candidate} lacks: {functions}"), {"candidate": judged.called(name), "functions": lacks}),
            )
    for one in judged.out:
        said = {"candidate": judged.estimate(one.id).called, "reason": one.reason}
        yield 1, Message(mark("Out: {candidate}, because {reason}"), said)


def _questions(decision: Decision) -> Iterator[Line]:
    for whom, most in _ASKED.items():
        meant = [one for one in decision.questions if one.whom == whom]
        for one in meant[:most]:
            yield 0, _asked(decision.judged, one)
        if len(meant) > most:
            more = {"whom": Message(_ROLES[whom]), "number": len(meant) - most}
            yield 0, Message(mark("{whom}: and {number} more"), more)


_ASK = mark("{whom}: {ask}")
_ROLES = {"client": mark("Client"), "vendor": mark("Vendors"), "consultant": mark("Consultant")}


def _asked(judged: Judgement, question: Question) -> Message:
    if question.whom == "vendor":
        if len(question.about) == len(judged.sold) > 1:
            return Message(_ASK, {"whom": Message(mark("Every vendor")), "ask": question.ask})
        products = dict.fromkeys(judged.estimate(name).product for name in question.about)
        return Message(_ASK, {"whom": tuple(products), "ask": question.ask})
    return Message(_ASK, {"whom": Message(_ROLES[question.whom]), "ask": question.ask})


def _changes(changes: tuple[Change, ...]) -> Iterator[Line]:
    for change in changes[:_CHANGES]:
        yield 0, change.text
    if not any(change.changes for change in changes) and changes:
        yield 0, Message(mark("Nothing that was tried changes it"))


def _step(decision: Decision) -> Iterator[Line]:
    step = decision.step
    if step.by is None:
        yield 0, step.text
    else:
        yield 0, Message(mark("By {day}: {step}"), {"day": step.by, "step": step.text})


def _notes(judged: Judgement) -> Iterator[Message]:
    if judged.basis == "cost" and judged.lead.first is not None:
        yield Message(mark("Decided by cost alone: nobody has scored the candidates yet"))
    if any(not judged.estimate(name).complete for name in judged.lead.order):
        yield Message(mark("Items without a price count as what the other vendors charge for them"))
