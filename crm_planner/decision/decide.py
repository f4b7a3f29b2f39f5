"""The decision on one project as one value: answer, reasons, gates, questions, what would change it, the next step."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.compare.lead import Sure
from crm_planner.decision.changes import Change, changes
from crm_planner.decision.questions import Question, questions
from crm_planner.decision.reasons import Reason, reasons
from crm_planner.decision.step import Step, next_step
from crm_planner.judgement import Judgement, judge
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, assess
from crm_planner.risk.gates import Verdict

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessment


class Outcome(StrEnum):
    """What the page says first. `stop`: a gate stops the project, whoever is ahead."""

    STOP = "stop"
    RECOMMENDED = "recommended"
    TIE = "tie"
    OPEN = "open"
    NOBODY = "nobody"


_OUTCOMES = {
    Sure.NOBODY: Outcome.NOBODY,
    Sure.ALONE: Outcome.RECOMMENDED,
    Sure.CLEAR: Outcome.RECOMMENDED,
    Sure.TIE: Outcome.TIE,
    Sure.OPEN: Outcome.OPEN,
}


class Decision(NamedTuple):
    """Everything an executive needs on one page."""

    judged: Judgement
    assessment: "Assessment"
    reasons: tuple[Reason, ...]
    questions: tuple[Question, ...]
    changes: tuple[Change, ...]
    step: Step

    @property
    def outcome(self) -> Outcome:
        if self.assessment.verdict is Verdict.NO_GO:
            return Outcome.STOP
        return _OUTCOMES[self.judged.lead.sure]


def decide(project: Project, knowledge: WrittenPlaybookWithRisks) -> Decision:
    """The decision on `project`. Raises DataError for what its brief says that nobody knows, and as pricing does."""
    judged = judge(project, knowledge)
    assessment = assess(project, knowledge, judged.comparison.estimates)
    return Decision(
        judged,
        assessment,
        reasons(judged),
        questions(judged, assessment, knowledge.playbook),
        changes(project, knowledge, judged),
        next_step(judged, assessment, project.brief.brief.start),
    )
