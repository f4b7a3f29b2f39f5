"""Must-haves: answered in the brief for a candidate or all of a catalog's, the budget reckoned, the rest unknown."""

import pytest

from crm_planner.compare.must_haves import checked
from crm_planner.estimate.lines import Range
from tests.documents.made import estimate, line
from tests.repricing.markets import brief
from tests.risk.made import checklist

NORTH = estimate("north/one", line("licence", "1000"))


def states(more: str = "", total: Range | None = None) -> dict[str, str]:
    written = brief(f"schema: crm-planner/brief/1\nclient: {{name: A firm}}\nusers: 10\n{more}")
    priced = NORTH if total is None else NORTH._replace(totals=NORTH.totals._replace(like_for_like=total))
    return {one.id: one.state for one in checked(written, checklist().playbook.must_haves, [priced])}


def test_what_nobody_has_answered_is_unknown_and_without_a_budget_there_is_none_to_keep() -> None:
    assert states() == {"language": "unknown", "platform": "unknown", "supported": "unknown"}


def test_answers_of_a_catalog_hold_for_its_editions_unless_the_edition_has_its_own() -> None:
    found = states("must: {north: {language: no, platform: yes}, north/one: {language: not_applicable}}\n")
    assert (found["language"], found["platform"], found["supported"]) == ("passed", "passed", "unknown")


@pytest.mark.parametrize(
    ("budget", "state"), [(799, "failed"), (800, "unknown"), (1199, "unknown"), (1200, "passed"), (9999, "passed")]
)
def test_the_budget_is_failed_only_if_even_the_lowest_total_is_above_it(budget: int, state: str) -> None:
    low, likely, high = (line("licence", amount).amount for amount in ("800", "1000", "1200"))
    assert states(f"budget: {budget}\n", Range(low, likely, high))["budget"] == state
