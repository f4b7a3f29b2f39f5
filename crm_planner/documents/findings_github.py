"""What the linter found, as GitHub Actions reads it from a log: annotations at the lines of a pull request."""

from collections.abc import Iterator
from itertools import islice

from crm_planner.documents.findings import summary
from crm_planner.lint.check import Report, title_of
from crm_planner.problem import Problem, Severity, visible

MOST = 10
"""Annotations of one severity GitHub shows for one step; the rest stands in the log."""

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def findings_github(report: Report) -> str:
    """A workflow command for each finding, errors first, ten of each severity; the others as plain lines."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    rest: list[Problem] = []
    for severity in ("error", "warning"):
        each = iter([finding for finding in report.findings if finding.severity == severity])
        yield from (_annotation(finding, severity) for finding in islice(each, MOST))
        rest += each
    if rest:
        yield _command("notice", {"title": "More findings"}, f"{len(rest)} more are in the log of this step")
    yield from (f"- {finding}" for finding in rest)  # the dash keeps a file's name from reading as a command
    yield summary(report)


def _annotation(finding: Problem, severity: Severity) -> str:
    place = finding.place
    where = {"line": str(place.line), "col": str(place.column)} if place.line else {}
    title = {"title": f"{finding.code}: {title_of(finding.code)}"}
    said = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    return _command(severity, {"file": place.file} | where | title, said)


def _command(kind: str, properties: dict[str, str], said: str) -> str:
    written = ",".join(f"{key}={visible(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{kind} {written}::{visible(said).translate(_DATA)}"
