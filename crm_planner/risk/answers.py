"""What an answer to a question says about its risk: by how many levels it shifts the likelihood."""

from typing import NamedTuple

from crm_planner.place import Place
from crm_planner.playbook.checklist import Question
from crm_planner.playbook.risk_scales import HIGHEST, AnswerShifts
from crm_planner.text import Text

UNKNOWN, NOT_APPLICABLE = "unknown", "not_applicable"
_YES, _NO = "yes", "no"


class Reply(NamedTuple):
    """A question as it was asked, and its answer or `unknown`; `shift` is None if it says nothing."""

    id: str
    question: Question
    ask: Text
    answer: str
    shift: int | None
    place: Place

    @property
    def is_open(self) -> bool:
        return self.answer == UNKNOWN

    @property
    def is_bad(self) -> bool:
        return self.shift is not None and self.shift > 0


def shift_of(question: Question, answer: str, shifts: AnswerShifts) -> int | None:
    """By how many levels `answer` raises (lowers, if negative) the likelihood; None if it says nothing."""
    if answer in (UNKNOWN, NOT_APPLICABLE):
        return None
    if answer in (_YES, _NO):
        return (shifts.bad if answer == question.risk_if else shifts.good).levels
    fulfilled = int(answer) if question.risk_if == _NO else HIGHEST + 1 - int(answer)
    return shifts.grades[fulfilled - 1].levels


def as_yes_or_no(answer: str) -> str:
    """`answer` as yes or no where it leans to one of them; itself otherwise."""
    return {"1": _NO, "2": _NO, "4": _YES, "5": _YES}.get(answer, answer)
