"""What a brief says about risks that no checklist knows: answers, mitigations and decisions, each at its place."""

from collections.abc import Iterable, Iterator

from crm_planner.brief.model import WrittenBrief
from crm_planner.letters import nearest
from crm_planner.place import Path
from crm_planner.playbook.with_risks import PlaybookWithRisks
from crm_planner.problem import Problem

_HOW = "The checklist is printed by `crm-planner risks`"


def faults(written: WrittenBrief, playbook: PlaybookWithRisks) -> list[Problem]:
    """Every id the checklist does not have, answers by degree to questions of yes or no, and needless overrides."""
    return [*_answers(written, playbook), *_mitigations(written, playbook), *_decisions(written, playbook)]


def _answers(written: WrittenBrief, playbook: PlaybookWithRisks) -> Iterator[Problem]:
    known = playbook.questions
    for name, answer in written.brief.answers.items():
        path = ("answers", name)
        if name not in known:
            yield _unknown(written, path, "RSK011", f'nobody asks the question "{name}"', known)
        elif answer.isdecimal() and not known[name].graded:
            said = f'the answer {answer} to "{name}" is one by degree, and the question is one of yes or no'
            hint = "Write yes, no, unknown or not_applicable"
            yield Problem(written.source.place(path), "RSK012", said, hint)


def _mitigations(written: WrittenBrief, playbook: PlaybookWithRisks) -> Iterator[Problem]:
    known = playbook.mitigations
    for name in written.brief.mitigations:
        if name not in known:
            yield _unknown(written, ("mitigations", name), "RSK013", f'there is no mitigation "{name}"', known)


def _decisions(written: WrittenBrief, playbook: PlaybookWithRisks) -> Iterator[Problem]:
    known = playbook.asked
    for name, decision in written.brief.risks.items():
        if name not in known:
            yield _unknown(written, ("risks", name), "RSK014", f'there is no risk "{name}"', known)
        elif decision.override and known[name].gate != "hard":
            said = f"{name} has no hard gate, so there is nothing to override"
            hint = "Remove override; to live with the risk write response: accept"
            yield Problem(written.source.place(("risks", name, "override")), "RSK015", said, hint)


def _unknown(written: WrittenBrief, path: Path, code: str, said: str, known: Iterable[str]) -> Problem:
    near = nearest(str(path[-1]), known)
    return Problem(written.source.place(path, of_key=True), code, said, f"Did you mean {near}?" if near else _HOW)
