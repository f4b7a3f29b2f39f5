"""Comments that silence a rule: where they hold, what is no comment, and what is wrong with them."""

import pytest

from crm_planner.limits import LINTER_COMMENTS
from crm_planner.lint.selection import Selection
from tests.lint.made import codes, found

REASON = "the vendor gives no dates"


@pytest.mark.parametrize(
    "text",
    [
        f"prices_as_of: null  # crm-planner: ignore CAT203 {REASON}\n",
        f"prices_as_of: null\t# crm-planner: ignore CAT203: {REASON}\n",
        f"# crm-planner: ignore CAT203 {REASON}\nprices_as_of: null\n",
        f"# crm-planner: ignore CAT203 {REASON}\n\n# another remark\nprices_as_of: null\n",
        f"  #crm-planner:ignore CAT203 {REASON}\nprices_as_of: null\n",
        f"# crm-planner: ignore CAT203 {REASON}\r\nprices_as_of: null\r\n",
    ],
)
def test_a_comment_silences_its_own_line_or_the_next(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"vendor: 'V # crm-planner: ignore CAT203 {REASON}'\nprices_as_of: null\n",
        f'vendor: "V # crm-planner: ignore CAT203 {REASON}"\nprices_as_of: null\n',
        f"note: >-\n  V\n  # crm-planner: ignore CAT203 {REASON}\nprices_as_of: null\n",
        f"note: |\n  # crm-planner: ignore CAT203 {REASON}\nprices_as_of: null\n",
        f"vendor: V#crm-planner: ignore CAT203 {REASON}\nprices_as_of: null\n".replace(": ignore", "-ignore"),
    ],
)
def test_what_stands_in_a_text_is_no_comment(text: str) -> None:
    assert codes(text) == ["CAT203"]


def test_a_comment_after_a_quoted_sign_is_a_comment() -> None:
    text = f"tax: {{treatment: unknown, basis: 'a # b'}} # crm-planner: ignore CAT206 {REASON}\n"
    assert codes(text) == []


def test_one_comment_may_silence_several_rules() -> None:
    text = "sources: [{id: letter, title: T, kind: letter, grade: B}, {id: web, title: W, kind: web, grade: B}]"
    text += f"  # crm-planner: ignore CAT202, CAT207 {REASON}\n"
    assert codes(text) == []


def test_each_code_that_silences_nothing_is_named() -> None:
    findings = found(f"prices_as_of: null  # crm-planner: ignore CAT203 CAT206 {REASON}\n")
    assert [(one.code, one.message) for one in findings] == [("CAT901", "nothing of CAT206 is found in line 16")]


def test_a_comment_without_a_reason_silences_and_is_found_itself() -> None:
    assert codes("prices_as_of: null  # crm-planner: ignore CAT203\n") == ["CAT902"]
    assert codes("prices_as_of: null  # crm-planner: ignore CAT203 -\n") == ["CAT902"]


def test_a_comment_without_a_code_silences_nothing() -> None:
    assert codes("prices_as_of: null  # crm-planner: ignore everything\n") == ["CAT203", "CAT901"]


def test_an_unknown_code_in_a_comment_is_named() -> None:
    (finding,) = found(f"prices_as_of: 2026-11-01  # crm-planner: ignore CAT999 {REASON}\n")
    assert "CAT999 is no rule" in finding.message


def test_a_comment_for_a_rule_that_does_not_run_is_no_finding() -> None:
    text = f"prices_as_of: 2026-11-01  # crm-planner: ignore CAT203 {REASON}\n"
    assert codes(text, asked=Selection(select=("CAT1", "CAT901"))) == ["CAT901"]
    assert codes(text, asked=Selection(ignore=("CAT9",))) == []


def test_a_warning_of_reading_can_be_silenced() -> None:
    discount = "discounts:\n  - {id: prepay, percent: 0.5, items: [licences], source: letter}"
    assert codes(f"{discount}\n") == ["NUM024"]
    assert codes(f"{discount}  # crm-planner: ignore NUM024 half a percent is meant\n") == []


def test_what_keeps_a_file_from_being_read_cannot_be_silenced() -> None:
    assert codes(f"currency: RBL  # crm-planner: ignore CUR001 {REASON}\n") == ["CUR001"]


def test_comments_beyond_the_limit_are_not_heard_and_the_first_of_them_is_told() -> None:
    silent = "# crm-planner: ignore CAT204 old\n" * (LINTER_COMMENTS - 1)
    last = f"prices_as_of: null  # crm-planner: ignore CAT203 {REASON}\n"
    only = Selection(ignore=("CAT901",))
    assert codes(silent + last, asked=only) == []
    findings = found("# crm-planner: ignore CAT204 old\n" + silent + last, asked=only)
    assert [finding.code for finding in findings] == ["CAT203", "LIM007"]
    assert findings[0].place.line == findings[1].place.line
    assert codes("# crm-planner: ignore CAT204 old\n" + silent + last, asked=Selection(ignore=("CAT901", "LIM"))) == [
        "CAT203"
    ]
