"""Why a task takes as long as it does: its days, somebody's hours, what it spans, or nothing."""

from crm_planner.plan.length import Length, Rule, length_of
from tests.plan.templates import BOX, INDUSTRY, Tree, planned


def rules(brief: Tree) -> dict[str, Length]:
    _, made = planned(brief)
    return {task.id: length_of(task, made.undertaking.people) for task in made.undertaking.tasks}


def test_a_task_takes_its_days_unless_its_people_need_longer() -> None:
    found = rules(BOX)
    assert found["8.1"] == Length(Rule.DAYS)
    assert found["5.4"] == Length(Rule.HOURS, "key-users")
    assert found["3.1"] == Length(Rule.HOURS, "owner-and-administrator")
    assert rules({**BOX, "plan": {"tasks": {"3.1": {"days": 1}}}})["3.1"] == Length(Rule.DAYS)


def test_a_build_takes_what_its_developers_need() -> None:
    assert rules(INDUSTRY)["4.2"] == Length(Rule.HOURS, "developers")


def test_level_of_effort_takes_what_it_spans_and_a_milestone_nothing() -> None:
    found = rules(BOX)
    assert (found["9"].rule, found["10.1"].rule) == (Rule.SPANS, Rule.MILESTONE)
