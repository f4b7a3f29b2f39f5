"""What a test of catalogs found, for programs: our own JSON, with every case and every figure that was changed."""

from crm_planner.documents.table_json import written
from crm_planner.lint.tested import Tested
from crm_planner.lint.trials import Outcome
from crm_planner.problem import Problem

TESTED = "crm-planner/tested/1"

Entry = dict[str, object]


def tested_json(tested: Tested) -> str:
    """A document of the schema crm-planner/tested/1; `changes` is null where no figures were changed."""
    document = {
        "schema": TESTED,
        "passed": tested.passed,
        "failed": tested.failed,
        "fails": tested.exit_status != 0,
        "problems": [_finding(problem) for problem in tested.problems],
        "cases": [_case(outcome) for outcome in tested.outcomes],
        "changes": _changes(tested),
    }
    return written(document)


def _case(outcome: Outcome) -> Entry:
    return {
        "name": outcome.name,
        "candidate": outcome.candidate,
        "file": outcome.place.file,
        "line": outcome.place.line,
        "passed": outcome.passed,
        "findings": [_finding(finding) for finding in outcome.findings],
    }


def _changes(tested: Tested) -> Entry | None:
    if tested.verdicts is None:
        return None
    counts = {how: tested.judged(how) for how in ("noticed", "refused", "silenced", "unguarded")}
    return {"tried": len(tested.verdicts), **counts, "findings": [_finding(finding) for finding in tested.unguarded]}


def _finding(finding: Problem) -> Entry:
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint or None,
    }
