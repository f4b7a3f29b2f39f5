"""What the linter found, as a comment on a pull request: a table of errors; warnings and coverage to unfold."""

from collections.abc import Iterator

from crm_planner.documents.findings import summary
from crm_planner.documents.table_markdown import escaped
from crm_planner.lint.check import Report
from crm_planner.lint.matrix import Covered, Stand, columns
from crm_planner.problem import Problem, visible

MOST = 50
"""Findings of one severity that are listed, and editions; a comment may have 65 536 characters."""

LONGEST = 400
"""Characters of a finding; longer ones are cut."""


def findings_markdown(report: Report) -> str:
    """A heading with the counts, a table of the errors, and folded below them the warnings and the coverage matrix."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield "### Price lists: " + ("checks failed" if report.exit_status else "checks passed")
    yield from ("", f"{summary(report)}.")
    errors, warnings = (
        [finding for finding in report.findings if finding.severity == severity] for severity in ("error", "warning")
    )
    if errors:
        yield ""
        yield from _table(errors)
    if warnings:
        yield from ("", "<details>", f"<summary>Warnings: {len(warnings)}</summary>", "")
        yield from _table(warnings)
        yield from ("", "</details>")
    rows = [row for checked in report.checked for row in checked.covered]
    if rows:
        yield from ("", "<details>", f"<summary>Coverage: {_editions(len(rows))}</summary>", "")
        yield from _matrix(rows)
        yield from ("", "</details>")


def _editions(number: int) -> str:
    return f"{number} edition{'' if number == 1 else 's'}"


def _matrix(rows: list[Covered]) -> Iterator[str]:
    """How each edition stands to each category that one of them has."""
    shown = rows[:MOST]
    categories = columns(shown)
    yield f"| Edition | {' | '.join(categories)} |"
    yield f"| --- |{' --- |' * len(categories)}"
    for row in shown:
        yield f"| {_cell(row.candidate)} | {' | '.join(row.stands.get(one, Stand.ABSENT) for one in categories)} |"
    if len(rows) > MOST:
        yield f"| and {len(rows) - MOST} more |{' |' * len(categories)}"


def _table(findings: list[Problem]) -> Iterator[str]:
    yield "| Place | Code | Finding |"
    yield "| --- | --- | --- |"
    for finding in findings[:MOST]:
        yield f"| {_cell(str(finding.place))} | {finding.code} | {_cell(_said(finding))} |"
    if len(findings) > MOST:
        yield f"| ... | | and {len(findings) - MOST} more |"


def _said(finding: Problem) -> str:
    said = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    return said if len(said) <= LONGEST else said[:LONGEST] + "..."


def _cell(text: str) -> str:
    return escaped(visible(text))
