"""A brief with moved keys is written as a person would write it."""

from decimal import Decimal

import pytest

from crm_planner.brief.risks import MitigationPlan
from crm_planner.files.moved_brief import moved_text

BRIEF = "schema: crm-planner/brief/1\nclient: {{name: Example}}\nusers: 10\nmitigations:\n  CL-05.m1: {}\n"


@pytest.mark.parametrize("given", ["done", "{state: done}"])
def test_a_mitigation_set_back_is_open_in_a_word(given: str) -> None:
    changes = {"mitigations": {"CL-05.m1": MitigationPlan(state="open")}}
    assert moved_text(BRIEF.format(given), changes, "brief.yaml") == BRIEF.format("open")


def test_a_mitigation_that_is_done_keeps_the_hours_of_the_brief() -> None:
    plan = MitigationPlan.model_validate({"state": "done", "hours": 3})
    found = moved_text(BRIEF.format("{hours: 3}"), {"mitigations": {"CL-05.m1": plan}}, "brief.yaml")
    assert "state: done" in found
    assert "hours: " in found


def test_one_score_is_a_number_and_two_are_a_range() -> None:
    scores = {"regionsoft/standard": {"fit": (Decimal(4),), "use": (Decimal(2), Decimal(3))}}
    found = moved_text(BRIEF.format("open"), {"scores": scores}, "brief.yaml")
    assert "regionsoft/standard: {fit: 4, use: [2, 3]}" in found
