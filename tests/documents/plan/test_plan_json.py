"""The plan as JSON: the schema's keys, decimal strings, and the same figures as the plan."""

import json
from decimal import Decimal
from typing import Any

import pytest

from crm_planner.documents.plan.plan_json import plan_json
from tests.documents.made import speech
from tests.documents.plan.made import SCHEDULE, plan


def document(language: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(plan_json(plan(), speech(language)))
    return found


def test_the_head_says_when_how_it_was_found_and_what_it_costs() -> None:
    found = document()
    assert (found["schema"], found["candidate"]) == ("crm-planner/plan/1", "regionsoft/standard")
    assert (found["start"], found["finish"]) == ({"day": "2027-01-11", "hour": 0}, {"day": "2027-01-16", "hour": 8})
    assert (found["found"], found["bound"], found["gap"]) == ("heuristic", "5", "1")
    assert found["critical_path"] == ["t1", "t2", "t4"]
    assert found["cost"] == {"total": "118200.00", "in_plan": "53500.00"}


def test_tasks_carry_dates_links_work_and_the_cost_of_each_assignment() -> None:
    tasks = {task["id"]: task for task in document()["tasks"]}
    assert list(tasks) == [one.task.id for one in SCHEDULE.tasks]
    assert [tasks[name]["kind"] for name in tasks] == ["gate", "work", "work", "milestone", "throughout"]
    assert tasks["t3"]["links"] == [
        {"after": "t2", "kind": "SS", "lag_days": "0.5"},
        {"after": "t2", "kind": "FF", "lag_days": "1"},
    ]
    assert [(one["people"], one["cost"]) for one in tasks["t2"]["work"]] == [
        (["anna"], "30000.00"),
        (["users"], "0.00"),
    ]
    assert tasks["t2"]["cost"] == {"fixed": "7000.00", "total": "37000.00"}


def test_costs_of_the_tasks_add_up_to_what_is_in_the_plan() -> None:
    found = document()
    assert sum(Decimal(task["cost"]["total"]) for task in found["tasks"]) == Decimal(found["cost"]["in_plan"])


@pytest.mark.parametrize(("language", "name"), [("ru", "Интервью"), ("ja", "ヒアリング")])
def test_names_are_in_the_language_asked_for(language: str, name: str) -> None:
    found = document(language)
    assert found["language"] == language
    assert name in {task["name"] for task in found["tasks"]}


def test_phases_roll_up_their_tasks() -> None:
    start, launch = document()["phases"]
    assert (start["start"]["day"], start["finish"]["day"], start["tasks"]) == ("2027-01-11", "2027-01-13", ["t1", "t2"])
    assert start["hours"] == {"vendor": "12", "client": "11"}
    assert launch["hours"] == {"vendor": "3", "client": "16"}


def test_payments_and_cash_by_month_are_amounts_as_strings() -> None:
    found = document()
    assert [(one["due"], one["amount"], one["task"]) for one in found["payments"]] == [
        ("2027-01-11", "64700.00", "t1"),
        ("2027-01-16", "53500.00", "t4"),
        ("2028-03-01", "0.50", None),
    ]
    assert found["cash_by_month"][1] == {"month": "2027-02", "amount": "0.00", "so_far": "118200.00"}
