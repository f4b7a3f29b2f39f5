"""What the linter found, for a person: each finding on a line, and the line of the file it is about with a caret."""

from collections.abc import Iterator

from crm_planner.documents.folding import width
from crm_planner.lint.check import Checked, Report
from crm_planner.problem import Problem, listed, visible

WINDOW = 100
"""Characters of a line of the file that are shown around the place."""


def findings_text(report: Report) -> str:
    """Every finding with the line of its file, at most fifty for each file, and a count of all at the end."""
    lines = [line for checked in report.checked for line in _of_file(checked)]
    return "".join(f"{line}\n" for line in (*lines, summary(report)))


def summary(report: Report) -> str:
    """`3 files: 0 errors, 14 warnings`."""
    counts = (
        (len(report.checked), "file", ":"),
        (report.count("error"), "error", ","),
        (report.count("warning"), "warning", ""),
    )
    return " ".join(f"{number} {word}{'' if number == 1 else 's'}{sign}" for number, word, sign in counts)


def _of_file(checked: Checked) -> Iterator[str]:
    source = checked.text.split("\n")
    for finding in listed(checked.findings):
        yield str(finding)
        yield from excerpt(finding, source)


def excerpt(finding: Problem, source: list[str]) -> Iterator[str]:
    """The line a finding is about and a caret below its column; nothing where there is no such line."""
    line, column = finding.place.line, finding.place.column
    if not 0 < line <= len(source) or not source[line - 1].strip():
        return
    written, before = source[line - 1], column - 1
    start = max(0, before - WINDOW // 2) if len(written) > WINDOW else 0
    gap = "..." if start else ""
    number = f"{line:>6}"
    shown = visible(written[start : start + WINDOW])
    yield f"{number} | {gap}{shown}{'...' if len(written) > start + WINDOW else ''}"
    yield f"{' ' * len(number)} | {' ' * width(gap + visible(written[start:before]))}^"
