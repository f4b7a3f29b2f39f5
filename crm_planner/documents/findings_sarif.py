"""What the linter found, as SARIF 2.1.0: for code scanning, editors and archives."""

import hashlib
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from crm_planner import __version__
from crm_planner.documents.table_json import written
from crm_planner.lint.check import Report, rule_of, title_of
from crm_planner.lint.rulebook import Rule
from crm_planner.problem import Problem, visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

Entry = dict[str, object]


def findings_sarif(report: Report) -> str:
    """One run with every finding; the driver describes each rule that was broken, with its page as help."""
    codes = sorted({finding.code for finding in report.findings})
    driver: Entry = {"name": "crm-planner", "version": __version__, "rules": [_rule(code) for code in codes]}
    run: Entry = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": report.exit_status}],
        "artifacts": [{"location": {"uri": uri(checked.file)}} for checked in report.checked],
        "results": _results(report, codes),
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> Entry:
    rule = rule_of(code)
    entry: Entry = {"id": code, "shortDescription": {"text": title_of(code)}}
    return entry if rule is None else entry | _page(rule)


def _page(rule: Rule) -> Entry:
    sections = rule.sections
    return {
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "fullDescription": {"text": sections["Why"]},
        "defaultConfiguration": {"level": rule.severity},
        "help": {"text": sections["Fix"], "markdown": rule.page},
    }


def _results(report: Report, codes: list[str]) -> list[Entry]:
    """Every finding; those that would have the same fingerprint are told apart by their order."""
    found, seen = [], Counter[str]()
    for checked in report.checked:
        source = checked.text.split("\n")
        for finding in checked.findings:
            print_ = _fingerprint(finding, source)
            seen[print_] += 1
            found.append(_result(finding, codes.index(finding.code), f"{print_}:{seen[print_]}"))
    return found


def _result(finding: Problem, index: int, fingerprint: str) -> Entry:
    said = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    physical: Entry = {"artifactLocation": {"uri": uri(finding.place.file)}}
    if finding.place.line:
        physical["region"] = {"startLine": finding.place.line, "startColumn": max(finding.place.column, 1)}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": visible(said)},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _fingerprint(finding: Problem, source: list[str]) -> str:
    """The same for a finding whose line has moved: its code, file and the text of the line."""
    line = finding.place.line
    written_there = source[line - 1].strip() if 0 < line <= len(source) else ""
    parts = f"{finding.code}\n{finding.place.file}\n{written_there}"
    return hashlib.sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def uri(file: str) -> str:
    """A file's name as a URI: relative to where the command ran, or absolute."""
    path = Path(file)
    if path.is_absolute():
        return path.as_uri()
    try:
        written_there = file.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a name no file system of ours can have
        written_there = file.encode("utf-8", "replace")
    return quote(written_there.replace(b"\\", b"/"), safe="/-._~")
