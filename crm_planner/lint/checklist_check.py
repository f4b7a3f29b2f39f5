"""Running the rules about a checklist: every file of a playbook with its findings, whatever state it is in."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crm_planner.lint import checklist, checklist_loading
from crm_planner.lint.rulebook import Rulebook
from crm_planner.problem import Problem

if TYPE_CHECKING:
    from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks

CHECKLIST_BOOK = Rulebook(*checklist.RULES, *checklist_loading.RULES)
"""Every rule about checklists; a new rule is one function there."""


def findings_in(written: "WrittenPlaybookWithRisks", codes: Iterable[str]) -> Iterator[Problem]:
    """Everything the rules with these codes find in a playbook, at its place."""
    subject, active = checklist.PlaybookSubject(written), set(codes)
    for rule in CHECKLIST_BOOK:
        if rule.code in active:
            for found in rule.check(subject) or ():
                yield Problem(subject.place(found.path), rule.code, found.message, found.hint, rule.severity)
