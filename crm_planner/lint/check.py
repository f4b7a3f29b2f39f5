"""Running the rules: every file of a run with its findings, whatever state it is in."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.errors import DataError, InputError
from crm_planner.lint import (
    arithmetic,
    coverage,
    identity,
    loading,
    loading_references,
    provenance,
    quantities,
    stray_figures,
    suppression,
    terms,
)
from crm_planner.lint.checklist_check import CHECKLIST_BOOK
from crm_planner.lint.rulebook import Rule, Rulebook
from crm_planner.lint.selection import Selection
from crm_planner.lint.subject import Run, Subject
from crm_planner.lint.suppression import Comment, silenced
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.problem import CODES, Problem, Severity

BOOK = Rulebook(
    *arithmetic.RULES,
    *quantities.RULES,
    *stray_figures.RULES,
    *provenance.RULES,
    *coverage.RULES,
    *terms.RULES,
    *identity.RULES,
    *suppression.RULES,
    *loading.RULES,
    *loading_references.RULES,
)
"""Every rule. A new family is one line here; a new rule of a family is one function there."""


def rule_of(code: str) -> Rule | None:
    """The rule with this code, about catalogs or about checklists, if there is one."""
    return BOOK.get(code) or CHECKLIST_BOOK.get(code)


def title_of(code: str) -> str:
    """What a finding with this code means, in a line."""
    rule = rule_of(code)
    return rule.title.removesuffix(".") if rule else CODES[code]


class Reading(NamedTuple):
    """One file as it was read: the catalog in it, or why there is none; its text and comments."""

    file: str
    written: WrittenCatalog | None = None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    comments: tuple[Comment, ...] = ()
    unreadable: bool = False


class Checked(NamedTuple):
    """One file and everything found in it, in the order of its lines."""

    reading: Reading
    findings: tuple[Problem, ...]


class Report(NamedTuple):
    """All files of a run with their findings, and what was asked for: what every format prints."""

    checked: tuple[Checked, ...]
    selection: Selection

    @property
    def findings(self) -> Iterator[Problem]:
        """The findings of all files, file by file."""
        return (finding for one in self.checked for finding in one.findings)

    def count(self, severity: Severity) -> int:
        """How many findings are that bad."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def exit_status(self) -> int:
        """3 if a file could not be read, 1 if a finding fails the build, else 0."""
        if any(one.reading.unreadable for one in self.checked):
            return InputError.exit_status
        return DataError.exit_status if any(map(self.selection.fails, self.findings)) else 0


def run_of(readings: Iterable[Reading], playbook: WrittenPlaybook, as_of: date, max_age: int) -> Run:
    """What the files of a run share."""
    catalogs = tuple(reading.written for reading in readings if reading.written is not None)
    return Run(catalogs, playbook, as_of, max_age)


def check(reading: Reading, run: Run, selection: Selection) -> Checked:
    """Everything the chosen rules find in one file. What kept it from being read is found whatever is chosen."""
    if reading.written is None:
        return Checked(reading, reading.problems)
    active = {rule.code for rule in BOOK if selection.wants(rule.code)}
    found = [*_warnings(reading.written, selection), *_found(Subject(reading.written, run), active)]
    kept = [selection.weighed(one) for one in silenced(found, reading.comments, reading.file, active)]
    return Checked(reading, tuple(sorted(kept, key=lambda one: (one.place, one.code, one.message))))


def _warnings(written: WrittenCatalog, selection: Selection) -> Iterator[Problem]:
    return (warning for warning in written.warnings if selection.wants(warning.code))


def _found(subject: Subject, active: set[str]) -> Iterator[Problem]:
    for rule in BOOK:
        if rule.code in active:
            for finding in rule.findings(subject):
                yield Problem(subject.place(finding.path), rule.code, finding.message, finding.hint, rule.severity)
