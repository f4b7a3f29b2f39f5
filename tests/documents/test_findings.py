"""Findings in every format: whatever a file holds, it stays data, and each format stays what it is."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator

from crm_planner.codes import CODES
from crm_planner.documents.findings import findings_text, summary
from crm_planner.documents.findings_github import MOST, findings_github
from crm_planner.documents.findings_json import findings_json
from crm_planner.documents.findings_junit import findings_junit
from crm_planner.documents.findings_markdown import findings_markdown
from crm_planner.documents.findings_sarif import findings_sarif, uri
from crm_planner.documents.folding import width
from crm_planner.lint.check import BOOK, Checked, Report
from crm_planner.lint.matrix import Covered, Stand
from crm_planner.lint.selection import Selection
from crm_planner.place import Place
from crm_planner.problem import Problem
from crm_planner.terms import CATEGORIES
from tests.documents.made_findings import HOSTILE, clean, hostile, many

SCHEMA = Draft4Validator(
    json.loads((Path(__file__).parent / "sarif" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
)
every_text = pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])


def runs(report: Report) -> Any:
    return json.loads(findings_sarif(report).encode("utf-8", "surrogatepass"))["runs"][0]


@every_text
def test_text_has_a_line_for_each_finding_and_no_character_that_is_not_seen(text: str) -> None:
    written = findings_text(hostile(text))
    assert written.count("error[CAT102]") == written.count("warning[YML001]") == 1
    assert not [sign for sign in written if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl"} and sign != "\n"]


def test_the_caret_stands_below_the_column_even_after_wide_letters() -> None:
    source = "研修: {kind: flat}"
    finding = Problem(Place("a.yaml", 1, 5), "CAT102", "wrong")
    report = Report((Checked("a.yaml", (finding,), source),), Selection())
    _, line, caret, _ = findings_text(report).splitlines()
    assert line == f"     1 | {source}"
    assert width(caret.removesuffix("^")) == width("     1 | 研修: ")


def test_a_long_line_is_shown_around_the_column() -> None:
    finding = Problem(Place("a.yaml", 1, 501), "CAT102", "wrong")
    report = Report((Checked("a.yaml", (finding,), "a" * 500 + "b" + "c" * 500),), Selection())
    _, line, caret, _ = findings_text(report).splitlines()
    assert line[caret.index("^")] == "b"
    assert len(line) < 130


def test_text_shows_fifty_findings_of_a_file_and_how_many_more() -> None:
    written = findings_text(many(60))
    assert written.count("a.yaml:") == 51
    assert "and 70 more from here on" in written
    assert written.endswith("1 file: 60 errors, 60 warnings\n")


def test_the_summary_counts_in_the_singular_and_plural() -> None:
    assert summary(clean()) == "1 file: 0 errors, 0 warnings"
    assert summary(hostile("x")) == "1 file: 1 error, 1 warning"


@every_text
def test_json_holds_every_text_as_it_was(text: str) -> None:
    document = json.loads(findings_json(hostile(text)))
    assert document["schema"] == "crm-planner/findings/1"
    assert [entry["message"] for entry in document["findings"]] == [f"expected {text}", f"odd {text}"]
    assert [entry["fails"] for entry in document["findings"]] == [True, False]


@every_text
def test_no_text_forges_an_annotation(text: str) -> None:
    """GitHub reads a command wherever a line, less its leading spaces, begins with two colons or two hashes."""
    commands = [line for line in findings_github(hostile(text)).splitlines() if re.match(r"\s*(::|##\[)", line)]
    assert [command.partition(" ")[0] for command in commands] == ["::error", "::warning"]
    for command in commands:
        properties, _, message = command.partition(" ")[2].partition("::")
        assert re.fullmatch(r"file=[^:,]*,line=2,col=[38],title=[^:,]*", properties)
        assert not re.search("%(?!25|0D|0A|3A|2C)", properties + message)


def test_github_shows_ten_of_each_severity_and_the_rest_in_the_log() -> None:
    lines = findings_github(many(MOST + 3)).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == MOST
    assert sum(line.startswith("::warning ") for line in lines) == MOST
    assert "::notice title=More findings::6 more are in the log of this step" in lines
    assert sum(line.startswith("- a.yaml:") for line in lines) == 6


@every_text
def test_sarif_is_valid_against_the_official_schema(text: str) -> None:
    SCHEMA.validate(json.loads(findings_sarif(hostile(text)).encode("utf-8", "backslashreplace")))


def test_sarif_of_every_code_is_valid_and_points_at_its_rule() -> None:
    codes = [*(rule.code for rule in BOOK), *CODES]
    findings = tuple(Problem(Place("a.yaml", 0, 0), code, "m") for code in codes)
    report = Report((Checked("a.yaml", findings),), Selection())
    SCHEMA.validate(json.loads(findings_sarif(report)))
    rules = runs(report)["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in runs(report)["results"]] == codes


def test_a_schema_that_accepts_anything_would_prove_nothing() -> None:
    document = json.loads(findings_sarif(hostile("x")))
    document["runs"][0]["results"][0]["level"] = "fatal"
    assert not SCHEMA.is_valid(document)


def test_sarif_of_no_findings_is_valid() -> None:
    SCHEMA.validate(json.loads(findings_sarif(clean())))
    assert runs(clean())["results"] == []


def test_fingerprints_stay_when_lines_move_and_differ_within_a_file() -> None:
    def prints(report: Report) -> list[str]:
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in runs(report)["results"]]

    moved = hostile("x")
    only = moved.checked[0]
    lower = tuple(one._replace(place=one.place._replace(line=3)) for one in only.findings)
    below = only._replace(text=f"new\n{only.text}", findings=lower)
    assert prints(moved) == prints(Report((below,), Selection()))
    twice = Report((only._replace(findings=only.findings * 2),), Selection())
    assert len(set(prints(twice))) == 4


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("catalogs/a b.yaml", "catalogs/a%20b.yaml"),
        ("a#b?.yaml", "a%23b%3F.yaml"),
        ("a\\b.yaml", "a/b.yaml"),
        ("/catalogs/ä.yaml", "file:///catalogs/%C3%A4.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
    ],
)
def test_a_file_is_named_as_a_uri(file: str, expected: str) -> None:
    assert uri(file) == expected


@every_text
def test_junit_is_well_formed_and_counts_what_fails(text: str) -> None:
    root = ET.fromstring(findings_junit(hostile(text)).encode("utf-8", "backslashreplace"))  # noqa: S314 - we wrote it
    assert [node.tag for node in root.iter()] == [
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "testcase",
        "system-out",
    ]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "1", "0")


def test_junit_of_a_clean_file_is_one_passed_test() -> None:
    root = ET.fromstring(findings_junit(clean()))  # noqa: S314 - we wrote it
    assert [(case.get("name"), len(case)) for case in root.iter("testcase")] == [("no findings", 0)]


@every_text
def test_markdown_keeps_its_table_whatever_a_text_holds(text: str) -> None:
    lines = findings_markdown(hostile(text)).splitlines()
    rows = [line for line in lines if line.startswith("| ") and "---" not in line and "Place" not in line]
    assert len(rows) == 2
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    assert [line for line in lines if line.startswith("<")] == [
        "<details>",
        "<summary>Warnings: 1</summary>",
        "</details>",
    ]


def test_markdown_shows_what_each_edition_covers_and_what_it_leaves_out() -> None:
    rows = (
        Covered("a/standard", {"training": Stand.NOT_OFFERED, "licence": Stand.PRICED}),
        Covered("a/pro", {"licence": Stand.OPTION, "support": Stand.INCLUDED}),
    )
    text = findings_markdown(Report((Checked("a.yaml", (), covered=rows),), Selection()))
    assert text.split("<details>\n")[1].splitlines() == [
        "<summary>Coverage: 2 editions</summary>",
        "",
        "| Edition | licence | support | training |",
        "| --- | --- | --- | --- |",
        "| a/standard | priced | absent | not offered |",
        "| a/pro | option | included | absent |",
        "",
        "</details>",
    ]


def test_markdown_fits_a_comment_however_much_is_found() -> None:
    long = Problem(Place("a.yaml", 1, 1), "CAT102", "*" * 5000)
    rows = tuple(Covered(f"catalog/{n}", dict.fromkeys(CATEGORIES, Stand.NOT_OFFERED)) for n in range(200))
    report = Report((Checked("a.yaml", (long,) * 200, covered=rows),), Selection())
    assert len(findings_markdown(report)) < 65_536
    assert findings_markdown(report).count("and 150 more") == 2
    assert findings_markdown(report).startswith("### Price lists: checks failed\n")
    assert findings_markdown(clean()) == "### Price lists: checks passed\n\n1 file: 0 errors, 0 warnings.\n"
