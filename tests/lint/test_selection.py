"""Which rules run, how bad their findings are, what fails a build, and how settings say so."""

from typing import Any

import pytest

from crm_planner.errors import DataError, UsageError
from crm_planner.lint.selection import Selection
from crm_planner.lint.settings import codes_of, selection_of
from crm_planner.place import Place
from crm_planner.problem import Problem, Severity
from tests.lint.made import codes, found, report

UNKNOWN = "prices_as_of: null\ntax: {treatment: unknown}\n"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Selection(), ["CAT203", "CAT206"]),
        (Selection(select=("CAT203",)), ["CAT203"]),
        (Selection(select=("CAT2",)), ["CAT203", "CAT206"]),
        (Selection(select=("CAT1",)), []),
        (Selection(ignore=("CAT2",)), []),
        (Selection(ignore=("CAT203",)), ["CAT206"]),
        (Selection(select=("CAT203",), ignore=("CAT2",)), ["CAT203"]),
        (Selection(select=("CAT2",), ignore=("CAT203",)), ["CAT206"]),
        (Selection(select=("CAT203",), ignore=("CAT203",)), []),
    ],
)
def test_the_longer_match_of_select_and_ignore_wins(asked: Selection, expected: list[str]) -> None:
    assert codes(UNKNOWN, asked=asked) == expected


def test_what_keeps_a_file_from_being_read_is_found_whatever_is_selected() -> None:
    assert codes("currency: RBL\n", asked=Selection(select=("CAT1",), ignore=("CUR",))) == ["CUR001"]


def test_the_severity_of_a_rule_can_be_changed_and_the_longer_match_wins() -> None:
    asked = Selection(severity={"CAT2": "error", "CAT206": "warning"})
    assert [one.severity for one in found(UNKNOWN, asked=asked)] == ["error", "warning"]


@pytest.mark.parametrize(
    ("severity", "fail_on", "fails"),
    [
        ("error", (), True),
        ("warning", (), False),
        ("warning", ("warning",), True),
        ("warning", ("error",), False),
        ("warning", ("CAT203",), True),
        ("warning", ("CAT2",), True),
        ("warning", ("CAT206",), False),
        ("error", ("CAT206",), True),
    ],
)
def test_errors_always_fail_and_warnings_where_somebody_says_so(
    severity: Severity, fail_on: tuple[str, ...], *, fails: bool
) -> None:
    problem = Problem(Place("a.yaml", 1, 1), "CAT203", "unknown", severity=severity)
    assert Selection(fail_on=fail_on).fails(problem) is fails


def test_a_run_ends_with_status_1_where_a_finding_fails_it() -> None:
    assert report([]).exit_status == 0
    assert report(["a: ["]).exit_status == 1


def test_settings_say_all_that_the_command_line_can() -> None:
    table = {
        "select": ["CAT2", "CAT1"],
        "ignore": "CAT206",
        "severity": {"CAT203": "error"},
        "fail-on": ["CAT202"],
        "strict": True,
        "max-age": 90,
    }
    expected = Selection(("CAT2", "CAT1"), ("CAT206",), {"CAT203": "error"}, ("warning", "CAT202"), 90)
    assert selection_of(table, "crm-planner.toml") == expected
    assert selection_of({}, "crm-planner.toml") == Selection()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"selct": ["CAT2"]}, 'Did you mean "select"?'),
        ({"select": 2}, "Write a list of codes"),
        ({"select": [2]}, "Write a list of codes"),
        ({"ignore": ["CAT230"]}, 'no rule has the code "CAT230"'),
        ({"ignore": [""]}, "no rule has the code"),
        ({"severity": {"CAT203": "fatal"}}, '"fatal" is no severity'),
        ({"severity": {"NOPE": "error"}}, 'no rule has the code "NOPE"'),
        ({"severity": "error"}, "Write a table"),
        ({"fail-on": "everything"}, "no rule has the code"),
        ({"strict": "yes"}, "Write true or false"),
        ({"max-age": -1}, "Write a number of days"),
        ({"max-age": True}, "Write a number of days"),
    ],
)
def test_wrong_settings_are_refused_with_a_hint(table: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError) as refused:
        selection_of(table, "crm-planner.toml")
    assert words in str(refused.value)
    assert str(refused.value).startswith("crm-planner.toml: error[")


def test_codes_on_the_command_line_are_repeated_or_written_with_commas() -> None:
    assert codes_of("--select", ["CAT2,CAT301", "ID005"]) == ("CAT2", "CAT301", "ID005")


def test_an_unknown_code_on_the_command_line_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match='--select: no rule has the code "CAT20X"'):
        codes_of("--select", ["CAT20X"])
