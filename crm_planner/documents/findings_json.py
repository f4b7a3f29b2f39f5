"""What the linter found, for programs: our own JSON, with every finding."""

from crm_planner.documents.table_json import written
from crm_planner.lint.check import BOOK, Report
from crm_planner.problem import Problem

FINDINGS = "crm-planner/findings/1"


def findings_json(report: Report) -> str:
    """A document of the schema crm-planner/findings/1; lines and columns count from 1, and 0 means the whole file."""
    files = [
        {
            "file": checked.file,
            "is_catalog": bool(checked.covered),
            "findings": len(checked.findings),
        }
        for checked in report.checked
    ]
    document = {
        "schema": FINDINGS,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "fails": report.exit_status != 0,
        "files": files,
        "findings": [_entry(finding, report) for finding in report.findings],
    }
    return written(document)


def _entry(finding: Problem, report: Report) -> dict[str, object]:
    rule = BOOK.get(finding.code)
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": finding.severity,
        "code": finding.code,
        "rule": rule.name if rule else None,
        "message": finding.message,
        "hint": finding.hint or None,
        "fails": report.selection.fails(finding),
    }
