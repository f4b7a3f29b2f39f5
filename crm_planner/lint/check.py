"""Running the rules: every file of a run with its findings, whatever state it is in."""

from collections.abc import Iterator
from typing import NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.price_book import WrittenBook
from crm_planner.codes import CODES
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
from crm_planner.lint.matrix import Covered, rows_of
from crm_planner.lint.rulebook import Rule, Rulebook
from crm_planner.lint.run import Run
from crm_planner.lint.selection import Selection
from crm_planner.lint.subject import Subject
from crm_planner.lint.suppression import Comment, silenced, unheard
from crm_planner.problem import Problem, Severity

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
    """One file as it was read: the catalog in it, or why there is none; its text and comments.

    Of a price book, what it makes of the catalog it extends; it `is_rival` to others where that catalog is not there.
    """

    file: str
    written: WrittenCatalog | None = None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    comments: tuple[Comment, ...] = ()
    unreadable: bool = False
    book: WrittenBook | None = None
    is_rival: bool = True


class Checked(NamedTuple):
    """One file, everything found in it in the order of its lines, and what its editions cover if it is a catalog."""

    file: str
    findings: tuple[Problem, ...]
    text: str = ""
    covered: tuple[Covered, ...] = ()
    unreadable: bool = False


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
        if any(one.unreadable for one in self.checked):
            return InputError.exit_status
        return DataError.exit_status if any(map(self.selection.fails, self.findings)) else 0


def check(reading: Reading, run: Run, selection: Selection) -> Checked:
    """Everything the chosen rules find in one file. What kept it from being read is found whatever is chosen.

    A price book answers for what it writes, not for the catalog it lies over.
    """
    file, written, text = reading.file, reading.written, reading.text
    if written is None:
        return Checked(file, reading.problems, text, unreadable=reading.unreadable)
    active = {rule.code for rule in BOOK if selection.wants(rule.code)}
    warnings = (*written.warnings, *unheard(reading.comments, file))
    found = [warning for warning in warnings if selection.wants(warning.code)]
    found += _found(Subject(written, run), active)
    if reading.book is not None:
        found = [one for one in found if one.place.file == file]
    kept = [selection.weighed(one) for one in silenced(found, reading.comments, file, active)]
    in_order = sorted(kept, key=lambda one: (one.place, one.code, one.message))
    return Checked(file, tuple(in_order), text, rows_of(written, run.as_of))


def _found(subject: Subject, active: set[str]) -> Iterator[Problem]:
    for rule in BOOK:
        if rule.code in active:
            for finding in rule.findings(subject):
                yield Problem(subject.place(finding.path), rule.code, finding.message, finding.hint, rule.severity)
