"""What is not known, as questions to those who know: the vendors, the client, the consultant."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from crm_planner.catalog.offer import Basis
from crm_planner.estimate.lines import Estimate
from crm_planner.judgement import Judgement
from crm_planner.playbook.criteria import MustHave
from crm_planner.playbook.with_risks import PlaybookWithRisks
from crm_planner.text import Message, Text, mark

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessed, Assessment

Whom = Literal["client", "vendor", "consultant"]

_HEAVIEST = 3
"""Criteria named in one question: those that weigh most."""


class Question(NamedTuple):
    """What to ask. `about`: the candidates it is about; `ids`: those of a risk's question or must-haves."""

    whom: Whom
    ask: Message | Text
    about: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def questions(judged: Judgement, assessment: "Assessment", playbook: PlaybookWithRisks) -> tuple[Question, ...]:
    """Everything to ask before anybody signs: what can stop the project first, then prices, then judgements."""
    firsts = _of_gates(assessment, later=False)
    client = (*firsts, *_of_the_client(judged, playbook), *_of_gates(assessment, later=True))
    return (*client, *_of_vendors(judged), *_of_the_consultant(judged))


def open_gates(assessment: "Assessment") -> "tuple[Assessed, ...]":
    """The risks that can stop the project and are not answered in full, and those that stop it."""
    return tuple(one for one in assessment.gates if one.gate.stops)


def _of_gates(assessment: "Assessment", *, later: bool) -> Iterator[Question]:
    """The first open question of every gate, or those `later` than the first."""
    for one in open_gates(assessment):
        for reply in one.open_questions[1:] if later else one.open_questions[:1]:
            yield Question("client", reply.ask, ids=(reply.id,))


def _of_the_client(judged: Judgement, playbook: PlaybookWithRisks) -> Iterator[Question]:
    for name, one in playbook.must_haves.items():
        if one.within is not None and judged.comparison.budget is None:
            yield Question("client", one.ask, ids=(name,))
    yield from _must_haves(judged, "client")


def _must_haves(judged: Judgement, whom: Whom) -> Iterator[Question]:
    """The must-haves nobody has answered, asked together of the candidates they are open for."""
    asked_at_all = {one.id for one in judged.sold} - {one.id for one in judged.out}
    asked: dict[str, list[str]] = {}
    by_id = {one.id: one.must_have for one in judged.checked}
    for one in judged.checked:
        if one.state == "unknown" and one.must_have.within is None and one.must_have.whom == whom:
            asked.setdefault(one.id, []).extend([one.candidate] if one.candidate in asked_at_all else [])
    together: dict[tuple[str, ...], list[str]] = {}
    for name, candidates in asked.items():
        together.setdefault(tuple(candidates), []).append(name)
    for about, names in together.items():
        if about:
            yield Question(whom, _in_writing([by_id[name] for name in names]), about, tuple(names))


def _in_writing(must_haves: Sequence[MustHave]) -> Message | Text:
    if len(must_haves) == 1:
        return must_haves[0].ask
    text = mark("Yes or no, in writing: {must_haves}")
    return Message(text, {"must_haves": tuple(one.name for one in must_haves)})


def _of_vendors(judged: Judgement) -> Iterator[Question]:
    """What the price lists leave open, each asked once of all vendors that leave it open."""
    asked: dict[tuple[str, tuple[str, ...]], tuple[Message, list[str]]] = {}
    failed = {one.candidate for one in judged.checked if one.state == "failed"}
    for estimate in judged.sold:
        if estimate.suitable and estimate.id not in failed:
            for ask in _of_vendor(estimate):
                key = (ask.wording, tuple(map(str, ask.values.values())))
                asked.setdefault(key, (ask, []))[1].append(estimate.id)
    for ask, candidates in asked.values():
        yield Question("vendor", ask, tuple(candidates))
    yield from _must_haves(judged, "vendor")


def _of_vendor(estimate: Estimate) -> Iterator[Message]:
    if estimate.gaps:
        missing = tuple(gap.category for gap in estimate.gaps)
        yield Message(mark("What do these cost, or who sells them: {missing}?"), {"missing": missing})
    if any(line.basis is Basis.EXTRAPOLATED for line in estimate.lines):
        yield Message(mark("What do {licences} licences cost, in writing?"), {"licences": estimate.licences})
    catalog, notes = estimate.id.partition("/")[0], {note.id for note in estimate.notes}
    if f"{catalog}/price-date" in notes:
        yield Message(mark("Until what day do these prices hold?"))
    if notes & {f"{catalog}/tax", f"{estimate.id}/tax/unknown", f"{catalog}/tax-rate"}:
        yield Message(mark("Is tax in the prices, and at what rate?"))


def _of_the_consultant(judged: Judgement) -> Iterator[Question]:
    card = judged.scorecard
    unscored = [
        one.criterion.name
        for at, one in enumerate(card.criteria)
        if one.criterion.from_ is None and any(found.scores[at].origin == "unknown" for found in card.cards.values())
    ]
    if unscored:
        values = {"criteria": tuple(unscored[:_HEAVIEST]), "more": len(unscored) - _HEAVIEST}
        wording = (
            mark("Who scores the candidates on what was seen: {criteria} and {more} more?")
            if len(unscored) > _HEAVIEST
            else mark("Who scores the candidates on what was seen: {criteria}?")
        )
        yield Question("consultant", Message(wording, values))
    if not card.own_weights:
        yield Question(
            "consultant", Message(mark("What counts how much? The weights are the playbook's, an assumption"))
        )
    elif card.agreed is None:
        yield Question("consultant", Message(mark("When were the weights agreed: before anybody saw a price?")))
    elif card.agreed > judged.comparison.priced_on:
        values = {"agreed": card.agreed, "priced": judged.comparison.priced_on}
        said = mark("The weights are of {agreed}, the prices of {priced}: were they agreed before prices were seen?")
        yield Question("consultant", Message(said, values))
    assumed = [one for one in judged.comparison.estimates if one.totals.assumed and one.totals.assumed.rates]
    if assumed:
        candidates = tuple(one.id for one in assumed)
        text = Message(mark("What does an hour of work cost? Those used here are round figures without a source"))
        yield Question("consultant", text, candidates)
