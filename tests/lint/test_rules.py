"""Every rule by its own page: what it calls bad is found, what it calls good is silent; the reference is up to date."""

import re
from pathlib import Path

import pytest

from crm_planner.codes import CODES
from crm_planner.documents.rule_pages import rules_markdown
from crm_planner.lint.check import BOOK
from crm_planner.lint.minimal import MINIMAL, laid_over
from crm_planner.lint.rulebook import SECTIONS, Finding, Rule, Rulebook
from crm_planner.lint.subject import Subject
from tests.lint.made import codes, found

every_rule = pytest.mark.parametrize("rule", list(BOOK), ids=lambda rule: rule.code)


@every_rule
def test_what_a_rule_calls_bad_is_found_with_its_code(rule: Rule) -> None:
    assert rule.code in codes(*rule.examples("Bad"))


@every_rule
def test_what_a_rule_calls_good_has_no_finding_at_all(rule: Rule) -> None:
    assert found(*rule.examples("Good")) == []


@every_rule
def test_the_severity_on_the_page_is_that_of_the_finding(rule: Rule) -> None:
    assert {finding.severity for finding in found(*rule.examples("Bad")) if finding.code == rule.code} == {
        rule.severity
    }


@every_rule
def test_a_page_has_a_title_of_one_line_and_all_sections_in_order(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z0-9`].{10,115}\.", rule.title)
    assert rule.page.splitlines()[1] == ""
    assert tuple(rule.sections) == SECTIONS
    assert all(rule.sections.values())
    assert rule.examples("Bad")
    assert rule.examples("Good")


@every_rule
def test_a_finding_says_what_to_do(rule: Rule) -> None:
    """The loader's older messages have the advice behind a semicolon."""
    for finding in found(*rule.examples("Bad")):
        assert finding.hint or ";" in finding.message or finding.code == "REF006", str(finding)


def test_the_minimal_catalog_has_no_finding() -> None:
    assert found(MINIMAL) == []


def test_an_example_replaces_whole_keys_of_the_minimal_catalog() -> None:
    laid = laid_over("# about the day\nprices_as_of: null\n")
    assert laid.count("prices_as_of") == 1
    assert laid.endswith("# about the day\nprices_as_of: null\n")
    assert laid_over(laid) == laid


def test_codes_are_of_four_families_or_of_reading() -> None:
    for rule in BOOK:
        assert re.fullmatch(r"CAT[12349]\d\d", rule.code) or rule.code in CODES


def test_no_code_of_a_rule_is_one_of_reading_unless_it_documents_it() -> None:
    assert not [code for code in CODES if code.startswith("CAT")]


def test_two_rules_with_one_code_are_refused_when_books_are_joined() -> None:
    book, other = Rulebook(), Rulebook()

    def first(subject: Subject) -> list[Finding]:
        return []

    book.rule("CAT101")(first)
    other.rule("CAT101")(first)
    with pytest.raises(ValueError, match="CAT101 is already the code of first"):
        Rulebook(*book, *other)


def test_the_reference_page_is_what_the_rules_say(root: Path, *, update: bool) -> None:
    """`crm-planner catalog rules --format md > docs/reference/lint-rules.md`, or `pytest --update`, writes it."""
    page, made = root / "docs" / "reference" / "lint-rules.md", rules_markdown(BOOK)
    if update:
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made
