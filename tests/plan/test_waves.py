"""A roll-out in phases: no hour is lost or won, waves follow each other, what comes after waits for the last."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.errors import DataError
from crm_planner.plan.task import Task
from tests.plan.templates import BOX, CUSTOMISED, Tree, hours, network, planned

AT_ONCE = {**CUSTOMISED, "users": 25}


def tasks(brief: Tree) -> dict[str, Task]:
    return {task.id: task for task in planned(brief)[1].undertaking.tasks}


def after(found: dict[str, Task], name: str) -> set[str]:
    return {link.after for link in found[name].links}


@settings(max_examples=8)
@given(waves=st.integers(1, 9), users=st.sampled_from([1, 7, 25]))
def test_waves_share_the_hours_and_change_no_price(waves: int, users: int) -> None:
    brief = {**CUSTOMISED, "users": users}
    (_, whole), (_, parted) = planned(brief), planned({**brief, "phases": waves})
    for side in ("vendor", "client"):
        assert hours(parted, side) == hours(whole, side)
    assert parted.estimate == whole.estimate
    paid = [sum((cost.amount or Decimal(0) for cost in made.costs.values()), Decimal(0)) for made in (whole, parted)]
    assert paid[0] == paid[1]


def test_no_wave_has_less_than_no_hours() -> None:
    few = {"8.2": {"hours": {"acceptance": Decimal("0.05")}}}
    found = tasks({**BOX, "phases": 9, "plan": {"tasks": few}})
    shares = [one.hours.likely for task in found.values() for one in task.assignments if one.role == "sponsor"]
    assert sum(shares) == Decimal("1.05")
    assert min(shares) >= 0


def test_a_later_wave_begins_when_the_one_before_is_live() -> None:
    found = tasks({**AT_ONCE, "phases": 3})
    assert after(found, "7.2") == {"6.1", "3.3", "4.1"}
    assert after(found, "8.1") == {"7.1", "7.2"}
    assert after(found, "8.2") == {"8.1", "5.2"}
    assert after(found, "7.2.2") == {"8.2"}
    assert after(found, "8.2.2") == {"7.2.2"}
    assert after(found, "7.2.3") == {"8.2.2"}
    assert after(found, "8.3") == {"8.2", "8.2.2", "8.2.3"}
    assert {link.lag for link in found["7.2.2"].links} == {5}


def test_a_wave_is_named_in_every_language() -> None:
    name = tasks({**BOX, "phases": 2})["7.2.2"].name
    assert [name.in_language(language) for language in ("en", "ru", "ja")] == [
        "User training, wave 2",
        "Обучение пользователей, волна 2",
        "利用者研修(第2波)",
    ]


def test_a_plan_in_waves_is_longer_and_its_waves_do_not_overlap() -> None:
    whole, parted = (network(planned({**AT_ONCE, "phases": waves})[1]) for waves in (1, 2))
    assert parted.days > whole.days
    assert parted.planned("7.2.2").start >= parted.planned("8.2").finish


def test_what_the_brief_says_of_a_task_holds_for_each_wave_unless_it_names_the_wave() -> None:
    found = tasks({**BOX, "phases": 2, "plan": {"tasks": {"7.2": {"days": 4}, "8.2.2": {"days": 2}}}})
    days = {name: found[name].days for name in ("7.2", "7.2.2", "8.2", "8.2.2")}
    assert [one.likely if one else None for one in days.values()] == [4, 4, 1, 2]


@pytest.mark.parametrize("waves", [1, 2])
def test_a_task_switched_off_is_off_in_every_wave(waves: int) -> None:
    found = tasks({**BOX, "phases": waves, "plan": {"tasks": {"7.2": {"off": True}}}})
    assert not [name for name in found if name.startswith("7.2")]


def test_more_phases_than_a_plan_has_room_for_are_refused_at_once() -> None:
    with pytest.raises(DataError, match=r"PLN008.*1,000,000 phases"):
        planned({**BOX, "phases": 1_000_000})
