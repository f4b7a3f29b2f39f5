"""The risks of one project: what answers and facts make of each, and what is left after mitigations.

A risk is *detected* by a bad answer or a fact, *open* while a question is unanswered, *controlled* where all answers
are good, *partly* controlled between the two. Only detected risks are expected to happen; open ones are questions.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from crm_planner.brief.risks import RiskDecision
from crm_planner.errors import DataError
from crm_planner.estimate.lines import Range
from crm_planner.estimate.setting import Setting
from crm_planner.place import Place
from crm_planner.playbook.checklist import Risk, ThreePoints
from crm_planner.playbook.risk_scales import RiskScales
from crm_planner.playbook.with_risks import PlaybookWithRisks, WrittenPlaybookWithRisks
from crm_planner.risk.answers import NOT_APPLICABLE, UNKNOWN, Reply, shift_of
from crm_planner.risk.brief_check import faults
from crm_planner.risk.contradictions import Contradicted, contradicted
from crm_planner.risk.facts import Evidence, Found, find
from crm_planner.risk.gates import GateState, Verdict, gate_state, verdict_of
from crm_planner.risk.measures import Level, Measure, measures, residual
from crm_planner.text import Text


class State(StrEnum):
    """What is known of a risk, the most urgent first."""

    DETECTED = "detected"
    OPEN = "open"
    PARTLY = "partly_controlled"
    CONTROLLED = "controlled"
    NOT_APPLICABLE = "not_applicable"


class Assessed(NamedTuple):
    """One risk of the checklist as it stands for this client.

    `usual` is the playbook's level, `now` that after answers and facts, `residual` that after mitigations done.
    `cost` and `time` are the effects if it happens, in the playbook's units, widened while a soft gate is failed.
    """

    id: str
    risk: Risk
    state: State
    usual: Level
    now: Level
    residual: Level
    replies: tuple[Reply, ...]
    facts: tuple[Found, ...]
    measures: tuple[Measure, ...]
    gate: GateState
    decision: RiskDecision
    cost: Range
    time: Range
    place: Place

    @property
    def is_assessed(self) -> bool:
        """Whether answers or facts say something about the whole of it."""
        return self.state is not State.OPEN

    @property
    def is_answered_well(self) -> bool:
        """Whether all questions that apply have good answers, whatever a fact says beside them."""
        return _all_good([reply for reply in self.replies if reply.answer != NOT_APPLICABLE])

    @property
    def open_questions(self) -> tuple[Reply, ...]:
        return tuple(reply for reply in self.replies if reply.is_open)

    @property
    def owner(self) -> str:
        """A person the brief names, else the role of the first mitigation."""
        return self.decision.owner or next((one.mitigation.owner for one in self.measures), "")

    @property
    def response(self) -> str:
        return self.decision.response or self.risk.response


class Assessment(NamedTuple):
    """All risks of a project, the most urgent first, and what they mean for the decision."""

    client: Text
    currency: str
    day: date
    candidates: tuple[str, ...]
    risks: tuple[Assessed, ...]
    contradictions: tuple[Contradicted, ...]
    scales: RiskScales
    roles: Mapping[str, Text]

    @property
    def verdict(self) -> Verdict:
        return verdict_of(one.gate for one in self.risks)

    def owner(self, risk: Assessed) -> Text:
        """Who answers for a risk: a person the brief names, or a role."""
        return self.roles.get(risk.owner) or Text.plain(risk.owner)

    def of_state(self, state: State) -> tuple[Assessed, ...]:
        return tuple(one for one in self.risks if one.state is state)

    @property
    def gates(self) -> tuple[Assessed, ...]:
        """The risks whose gate has something to say, hard ones first."""
        speaking = [one for one in self.risks if one.gate.speaks]
        return tuple(sorted(speaking, key=lambda one: one.gate.urgency))

    @property
    def is_answered(self) -> bool:
        """Whether anybody has answered anything."""
        return any(not reply.is_open for one in self.risks for reply in one.replies)


def assess(setting: Setting, checklist: WrittenPlaybookWithRisks, evidence: tuple[Evidence, ...]) -> Assessment:
    """The risks of the project whose candidates are `evidence`.

    Raises DataError with every answer, mitigation or decision of the brief that no risk of the checklist knows.
    """
    playbook = checklist.playbook
    if wrong := faults(setting.written, playbook):
        raise DataError(wrong)
    found = find(evidence)
    risks = [_assessed(name, risk, setting, checklist, found) for name, risk in playbook.asked.items()]
    order = list(State)
    risks.sort(key=lambda one: (order.index(one.state), not one.gate.stops, -one.now.score, -one.residual.score))
    return Assessment(
        client=setting.brief.client.name,
        currency=setting.currency,
        day=setting.day,
        candidates=tuple(one.estimate.id for one in evidence),
        risks=tuple(risks),
        contradictions=contradicted(playbook, setting.brief.answers, found),
        scales=playbook.risk_scales,
        roles={name: rate.name for name, rate in playbook.rates.items()},
    )


def _assessed(
    name: str, risk: Risk, setting: Setting, checklist: WrittenPlaybookWithRisks, found: Mapping[str, Found]
) -> Assessed:
    playbook, brief = checklist.playbook, setting.brief
    replies = tuple(_replies(risk, setting, playbook))
    facts = tuple(found[fact] for fact in risk.when if fact in found)
    state = _state(replies, facts)
    usual = Level(risk.likelihood, risk.impact)
    now = usual.shifted(_shift(replies, facts, playbook))
    done = measures(risk, setting)
    decision = brief.risks.get(name, RiskDecision())
    gate = gate_state(risk.gate, is_bad=state is State.DETECTED, is_open=leaves_open(state), override=decision.override)
    widened = playbook.risk_scales.soft_gate_widens if gate is GateState.WARNING else Decimal(0)
    effect = risk.effects
    return Assessed(
        *(name, risk, state, usual, now, residual(now, done), replies, facts, done, gate, decision),
        cost=_widened(effect.cost.percent, widened),
        time=_widened(effect.schedule.percent or effect.schedule.days, widened),
        place=checklist.source.place(("risks", name)),
    )


def _replies(risk: Risk, setting: Setting, playbook: PlaybookWithRisks) -> Iterable[Reply]:
    brief = setting.brief
    for name, question in risk.questions.items():
        answer = brief.answers.get(name, UNKNOWN)
        shift = shift_of(question, answer, playbook.risk_scales.answers)
        yield Reply(
            name, question, question.wording(brief.client.country), answer, shift, setting.place("answers", name)
        )


def _state(replies: tuple[Reply, ...], facts: tuple[Found, ...]) -> State:
    applying = [reply for reply in replies if reply.answer != NOT_APPLICABLE]
    if facts or any(reply.is_bad for reply in applying):
        return State.DETECTED
    if replies and not applying:
        return State.NOT_APPLICABLE
    if not replies or any(reply.is_open for reply in applying):
        return State.OPEN
    return State.CONTROLLED if _all_good(applying) else State.PARTLY


def _all_good(applying: Sequence[Reply]) -> bool:
    return bool(applying) and all((reply.shift or 0) < 0 for reply in applying)


def leaves_open(state: State) -> bool:
    """Whether not all is known that a gate asks for."""
    return state in (State.OPEN, State.PARTLY)


def _shift(replies: tuple[Reply, ...], facts: tuple[Found, ...], playbook: PlaybookWithRisks) -> int:
    """By how many levels the worst answer moves the likelihood; an open question keeps it where it usually is."""
    bad = playbook.risk_scales.answers.bad.levels
    shifts = [0 if reply.shift is None else reply.shift for reply in replies if reply.answer != NOT_APPLICABLE]
    return max([*shifts, *(bad for _ in facts)], default=0)


def _widened(points: ThreePoints | None, percent: Decimal) -> Range:
    """The three points, the highest raised by so many percent."""
    if points is None:  # never: a time effect has percent or days
        return Range(None, None, None)
    return Range(points.low, points.likely, points.high * (100 + percent) / 100)
