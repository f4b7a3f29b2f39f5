"""Which tasks a project has: links of every kind and lag, and what stands in for a task that is not there."""

from decimal import Decimal
from typing import Any

from crm_planner.plan.outline import outline
from crm_planner.playbook.with_plan import PlaybookWithPlan
from tests.plan.templates import knowledge

Tree = dict[str, Any]


def outlined(tasks: Tree, *off: str, shape: str = "box") -> dict[str, list[tuple[str, str, Decimal]]]:
    """What each task waits for in a playbook with these tasks alone."""
    shipped = knowledge().playbook
    parts = {name: {"name": name, "phase": "start"} | one for name, one in tasks.items()}
    templates = {name: type(shipped.tasks["1.1"]).model_validate(one) for name, one in parts.items()}
    book: PlaybookWithPlan = shipped.model_copy(update={"tasks": templates})
    found = outline(book, shape, {"settings"}, off)
    return {one.id: [(link.task, link.kind, link.lag) for link in one.after] for one in found}


def test_links_of_every_kind_keep_their_lag() -> None:
    after = [{"task": "1.1", "kind": kind, "lag": lag} for kind, lag in (("SS", 1), ("FF", -2), ("SF", 0))]
    found = outlined({"1.1": {}, "1.2": {"after": ["1.1", *after]}})
    assert found["1.2"] == [("1.1", "FS", 0), ("1.1", "SS", 1), ("1.1", "FF", -2), ("1.1", "SF", 0)]


def test_a_task_without_work_in_a_shape_it_is_not_for_or_switched_off_is_left_out() -> None:
    tasks = {
        "1.1": {"efforts": ["settings"]},
        "1.2": {"efforts": ["pilot"]},
        "1.3": {"shapes": ["industry"]},
        "1.4": {},
    }
    assert list(outlined(tasks, "1.4")) == ["1.1"]
    assert list(outlined(tasks, shape="industry")) == ["1.1", "1.3", "1.4"]


def test_what_waited_for_absent_tasks_waits_for_what_those_waited_for_with_their_lag() -> None:
    chain = {
        "1.1": {},
        "1.2": {"after": [{"task": "1.1", "lag": 3}]},
        "1.3": {"after": ["1.2"]},
        "1.4": {"after": ["1.3"]},
    }
    assert outlined(chain, "1.2", "1.3")["1.4"] == [("1.1", "FS", 3)]


def test_of_two_ways_to_one_task_the_longer_lag_counts() -> None:
    tasks = {
        "1.1": {},
        "1.2": {"after": [{"task": "1.1", "lag": 3}]},
        "1.3": {"after": ["1.2", {"task": "1.1", "lag": 1}]},
    }
    assert outlined(tasks, "1.2")["1.3"] == [("1.1", "FS", 3)]


def test_what_came_in_place_of_an_absent_task_and_is_waited_for_anyway_is_not_said_twice() -> None:
    tasks = {"1.1": {}, "1.2": {"after": ["1.1"]}, "1.3": {"after": ["1.1"]}, "1.4": {"after": ["1.2", "1.3"]}}
    assert outlined(tasks, "1.3")["1.4"] == [("1.2", "FS", 0)]


def test_tasks_stand_in_the_order_of_their_numbers() -> None:
    assert list(outlined({"10.1": {}, "2.10": {}, "2.2": {}, "1": {}})) == ["1", "2.2", "2.10", "10.1"]
