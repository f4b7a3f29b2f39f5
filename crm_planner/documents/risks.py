"""The risks of a project for a reader: gates first, the register, the heat map, and what each detected risk means."""

from collections.abc import Iterable, Iterator, Sequence

from crm_planner.documents.heat_map import heat_map
from crm_planner.documents.page import Cell, Column, Outline, Page, Row, Table
from crm_planner.documents.risk_banner import banner, called, contradiction_in_words
from crm_planner.documents.risk_details import detail_lines
from crm_planner.documents.risk_names import BANDS, GATES, KINDS, RESPONSES, STATES, VERDICTS
from crm_planner.risk.assessment import Assessed, Assessment, State
from crm_planner.risk.gates import GateState
from crm_planner.risk.measures import Level
from crm_planner.text import Message, mark


def risks_page(assessment: Assessment, shown: Sequence[Assessed], *, details: Iterable[Assessed] = ()) -> Page:
    """`assessment` for a reader; `shown` are the risks of the register, `details` those said in full."""
    verdict = Message(VERDICTS[assessment.verdict])
    values = {"client": assessment.client, "verdict": verdict, **counts(assessment)}
    wording = mark("{client}: {verdict}. Risks detected: {detected}, not assessed: {open} of {all}")
    in_full = tuple(Outline(tuple(detail_lines(assessment, one)), called(one)) for one in details)
    tables: tuple[Table | Outline, ...] = (register(assessment, shown), *in_full, heat_map(assessment, shown))
    return Page(Message(wording, values), (*banner(assessment), *tables), tuple(_notes(assessment)))


def counts(assessment: Assessment) -> dict[str, object]:
    """How many risks are detected, how many nobody has assessed, and how many there are."""
    detected, unknown = (len(assessment.of_state(state)) for state in (State.DETECTED, State.OPEN))
    return {"detected": detected, "open": unknown, "all": len(assessment.risks)}


def register(assessment: Assessment, shown: Iterable[Assessed]) -> Table:
    """The register: a row for each risk, the most urgent first."""
    heads = (mark("state"), mark("score"), mark("residual"), mark("owner"), mark("response"))
    rows = tuple(Row(called(one), _cells(assessment, one)) for one in shown)
    columns = tuple(Column(Message(head), "left") for head in heads)
    return Table(Message(mark("risk")), columns, rows, Message(mark("risk register")))


def _cells(assessment: Assessment, one: Assessed) -> tuple[Cell, ...]:
    state = Message(STATES[one.state])
    if one.gate.speaks:
        state = Message(mark("{state}, {gate}"), {"state": state, "gate": Message(GATES[one.gate])})
    return (
        Cell(state, "state" if one.state is State.DETECTED else "text"),
        _score(assessment, one.now),
        _score(assessment, one.residual),
        Cell(assessment.owner(one)),
        Cell(Message(RESPONSES[one.response])),
    )


def _score(assessment: Assessment, level: Level) -> Cell:
    band = assessment.scales.band(level.score)
    values = {"score": level.score, "band": Message(BANDS[band])}
    return Cell(Message(mark("{score} {band}"), values), KINDS[band])


def _notes(assessment: Assessment) -> Iterator[object]:
    for one in assessment.contradictions:
        yield contradiction_in_words(one)
    yield Message(mark("Score: likelihood x impact, 1 to 25; residual: what is left after mitigations that are done"))
    letters = mark(
        "Heat map: L low, M medium, H high, C critical; +n: so many risks nobody has assessed usually stand here"
    )
    yield Message(letters)
    if any(one.gate is GateState.WARNING for one in assessment.risks):
        yield Message(mark("A soft gate warns, and widens the worst effect of its risk"))
    if any(one.gate is GateState.FAILED for one in assessment.risks):
        yield Message(mark("To go on in spite of a gate, write a reason into the brief: risks, its id, override"))
    if assessment.of_state(State.OPEN):
        said = mark(
            "Answer the open questions with `--ask`, or in the brief under answers by their ids; `--risk ID` shows them"
        )
        yield Message(said)
    yield Message(
        mark("Likelihoods, impacts, effects and hours are judgements of the playbook unless a source is named")
    )
