"""Which questions of the checklist an interview asks, and in which order: the quick profile, or all of them."""

from collections.abc import Container, Iterable
from typing import NamedTuple

from crm_planner.playbook.checklist import Question, Risk
from crm_planner.playbook.with_risks import PlaybookWithRisks


class Asked(NamedTuple):
    """A question, and the risk it belongs to."""

    id: str
    question: Question
    risk: Risk


def profile(playbook: PlaybookWithRisks, *, everything: bool = False) -> tuple[Asked, ...]:
    """The questions of the quick profile, or `everything`, in the order of the checklist."""
    return tuple(
        Asked(name, question, risk)
        for risk in playbook.asked.values()
        for name, question in risk.questions.items()
        if everything or question.quick
    )


def unanswered(questions: Iterable[Asked], answers: Container[str]) -> list[str]:
    """Those of `questions` that are not among the `answers`, by id; unknown is an answer."""
    return [one.id for one in questions if one.id not in answers]
