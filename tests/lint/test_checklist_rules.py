"""Every rule about checklists by its own page: what it calls bad is found, what it calls good is silent."""

import re
from pathlib import Path

import pytest

from crm_planner.codes import CODES
from crm_planner.documents.rule_pages import checklist_rules_markdown
from crm_planner.files.bundled import folder
from crm_planner.files.lint_playbook import playbook_report
from crm_planner.lint.check import rule_of
from crm_planner.lint.checklist_check import CHECKLIST_BOOK
from crm_planner.lint.rulebook import SECTIONS, Rule
from crm_planner.lint.selection import Selection
from crm_planner.problem import Problem

HEAD = "schema: crm-planner/playbook/1\nid: mine\n"
every_rule = pytest.mark.parametrize("rule", list(CHECKLIST_BOOK), ids=lambda rule: rule.code)


def found(tmp_path: Path, example: str, asked: Selection | None = None) -> list[Problem]:
    (tmp_path / "mine.yaml").write_text(HEAD + example, encoding="utf-8")
    return list(playbook_report(tmp_path, asked or Selection()).findings)


@every_rule
def test_what_a_rule_calls_bad_is_found_with_its_code_severity_and_advice(rule: Rule, tmp_path: Path) -> None:
    (bad,) = rule.examples("Bad")
    findings = [one for one in found(tmp_path, bad) if one.code == rule.code]
    assert findings
    assert {one.severity for one in findings} == {rule.severity}
    assert all(one.hint or ";" in one.message for one in findings)
    assert all(one.place.line > 2 for one in findings)


@every_rule
def test_what_a_rule_calls_good_has_no_finding_at_all(rule: Rule, tmp_path: Path) -> None:
    (good,) = rule.examples("Good")
    assert found(tmp_path, good) == []


@every_rule
def test_a_page_has_a_title_of_one_line_and_all_sections_in_order(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z0-9`].{10,115}\.", rule.title)
    assert tuple(rule.sections) == SECTIONS
    assert all(rule.sections.values())


def test_a_code_is_of_reading_or_of_a_rule_and_every_code_of_a_checklist_has_a_page() -> None:
    for rule in CHECKLIST_BOOK:
        assert rule_of(rule.code) is rule
        assert (rule.code in CODES) == rule.code.startswith(("RSK0", "WBS0"))
    in_files = {code for code in CODES if code.startswith(("RSK00", "WBS00")) or code == "RSK010"}
    in_files -= {"WBS009"}  # of a brief and its plan
    assert in_files <= {rule.code for rule in CHECKLIST_BOOK}


def test_the_shipped_playbook_has_no_finding() -> None:
    report = playbook_report(None, Selection())
    assert list(report.findings) == []
    assert len(report.checked) == len(list(folder("playbooks").rglob("*.yaml")))


def test_a_comment_silences_a_rule_and_one_that_silences_nothing_is_found(tmp_path: Path) -> None:
    lines = "risks:\n  CL-05:\n    name: {en: No training}  # crm-planner: ignore RSK102 English readers only\n"
    assert found(tmp_path, lines) == []
    silent = lines.replace("{en: No training}", "No training")
    assert [one.code for one in found(tmp_path, silent)] == ["CAT901"]


def test_rules_can_be_left_out(tmp_path: Path) -> None:
    bad = "risks:\n  CL-05: {name: {en: No training}}\n"
    assert [one.code for one in found(tmp_path, bad)] == ["RSK102"]
    assert found(tmp_path, bad, Selection(ignore=("RSK1",))) == []


def test_a_playbook_that_is_not_there_ends_with_status_3(tmp_path: Path) -> None:
    assert playbook_report(tmp_path / "nothing.yaml", Selection()).exit_status == 3


def test_the_reference_page_is_what_the_rules_say(root: Path, *, update: bool) -> None:
    """`crm-planner playbook rules --format md > docs/reference/checklist-rules.md`, or `pytest --update`."""
    page, made = root / "docs" / "reference" / "checklist-rules.md", checklist_rules_markdown(CHECKLIST_BOOK)
    if update:
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made
