"""Which questions of the checklist an interview asks, and in which order: the quick profile, or all of them."""

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
