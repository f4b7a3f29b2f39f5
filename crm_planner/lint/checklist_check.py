"""Running the rules about a playbook: every file of a playbook with its findings, whatever state it is in."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crm_planner.lint import checklist, checklist_loading, work_breakdown, work_breakdown_loading
from crm_planner.lint.rulebook import Rulebook
from crm_planner.problem import Problem

if TYPE_CHECKING:
    from crm_planner.playbook.whole import WrittenWholePlaybook

CHECKLIST_BOOK = Rulebook(
    *checklist.RULES, *checklist_loading.RULES, *work_breakdown.RULES, *work_breakdown_loading.RULES
)
"""Every rule about playbooks; a new rule is one function there."""


def findings_in(written: "WrittenWholePlaybook", codes: Iterable[str]) -> Iterator[Problem]:
    """Everything the rules with these codes find in a playbook, at its place."""
    subject, active = checklist.PlaybookSubject(written), set(codes)
    for rule in CHECKLIST_BOOK:
        if rule.code in active:
            for found in rule.check(subject) or ():
                yield Problem(subject.place(found.path), rule.code, found.message, found.hint, rule.severity)
