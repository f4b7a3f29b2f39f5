"""What the linter found, as a comment on a pull request: a table of errors, and one of warnings to unfold."""

from collections.abc import Iterator

from crm_planner.documents.findings import summary
from crm_planner.documents.table_markdown import escaped
from crm_planner.lint.check import Report
from crm_planner.problem import Problem, visible

MOST = 50
"""Findings of one severity that are listed; a comment may have 65 536 characters."""

LONGEST = 400
"""Characters of a finding; longer ones are cut."""


def findings_markdown(report: Report) -> str:
    """A heading with the counts, a table of the errors, and the warnings folded below them."""
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
