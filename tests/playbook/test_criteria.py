"""The shipped criteria and must-haves, and what a playbook of one's own may not say about them."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError
from crm_planner.files.playbooks import load_playbook_with_risks
from tests.risk.made import shipped

PLAYBOOK = shipped()
WEIGHTS = {
    "fit": 20, "tco": 18, "adapt": 10, "use": 10, "impl": 10, "support": 7,
    "viab": 6, "licence": 5, "data": 5, "integ": 5, "secur": 4, "risk": 0,
}  # fmt: skip


def test_the_default_weights_are_those_published_and_add_up_to_100() -> None:
    assert {name: int(one.weight) for name, one in PLAYBOOK.criteria.items()} == WEIGHTS
    assert sum(WEIGHTS.values()) == 100


def test_only_the_cost_is_computed_and_a_lead_under_five_percent_is_a_tie() -> None:
    assert [name for name, one in PLAYBOOK.criteria.items() if one.from_] == ["tco"]
    assert (PLAYBOOK.scoring.price_score, PLAYBOOK.scoring.tie_percent, PLAYBOOK.scoring.grade) == ("linear", 5, "J")


def test_the_criterion_that_risks_call_price_is_the_computed_one() -> None:
    assert PLAYBOOK.criteria[PLAYBOOK.fact_limits.price_criterion].from_ == "total"


def test_criteria_and_must_haves_are_said_in_the_languages_of_the_product() -> None:
    texts = [text for one in PLAYBOOK.criteria.values() for text in (one.name, one.how)]
    texts += [text for one in PLAYBOOK.must_haves.values() for text in (one.name, one.ask)]
    assert {frozenset(text.by_language) for text in texts} == {frozenset({"en", "ru", "ja"})}


def own(folder: Path, lines: str) -> str:
    """What is said of a playbook with these lines, or nothing."""
    file = folder / "own.yaml"
    file.write_text(f"schema: crm-planner/playbook/1\nid: own\n{lines}", encoding="utf-8")
    try:
        load_playbook_with_risks(folder)
    except DataError as error:
        return "\n".join(map(str, error.problems))
    return ""


CRITERION = "{name: Extra, weight: 3, how: Look at it.%s}"


def test_a_playbook_of_ones_own_adds_and_replaces_single_criteria(tmp_path: Path) -> None:
    assert own(tmp_path, f"criteria: {{extra: {CRITERION % ''}}}\n") == ""
    found = load_playbook_with_risks(tmp_path).playbook.criteria
    assert {*WEIGHTS, "extra"} == set(found)


@pytest.mark.parametrize(
    ("lines", "code", "word"),
    [
        (f"criteria: {{extra: {CRITERION % ', from: total'}}}\n", "SCR001", '"tco"'),
        (f"criteria: {{extra: {CRITERION % ', sources: [skore]'}}}\n", "REF001", "score"),
        ("scoring: {price_score: linear, tie_percent: 100}\n", "NUM025", "less than 100"),
        ("scoring: {price_score: steep, tie_percent: 5}\n", "ENU001", "linear"),
    ],
)
def test_what_cannot_be_is_refused_at_its_line(lines: str, code: str, word: str, tmp_path: Path) -> None:
    said = own(tmp_path, lines)
    assert "own.yaml:3:" in said
    assert f"[{code}]" in said
    assert word in said


def test_weights_that_are_all_zero_are_refused(tmp_path: Path) -> None:
    lines = "".join(f"  {name}: {{name: N, how: H, weight: 0}}\n" for name in WEIGHTS)
    assert "[NUM008]" in own(tmp_path, f"criteria:\n{lines}")
