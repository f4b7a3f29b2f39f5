"""The three worked examples: hours within five percent and go-live within two days of what the facts print."""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner.plan.levelling import level
from crm_planner.plan.solve import SEARCH_LIMIT
from tests.plan.templates import BOX, CUSTOMISED, INDUSTRY, Tree, hours, network, planned, working_days

FIVE_PERCENT = Decimal("0.05")


@pytest.mark.parametrize(
    ("brief", "users", "vendor", "client"),
    [  # sums of the rows, as recomputed; client hours of the box at 5 and 25 users follow from the drivers
        (BOX, 10, "44.6", "134.9"),
        (BOX, 5, "42", "102"),
        (BOX, 25, "67", "233"),
        (CUSTOMISED, 10, "169.1", "241.4"),
        (CUSTOMISED, 25, "191", "387"),
        (INDUSTRY, 25, "1118.6", "881.1"),
        (INDUSTRY, 10, "1094", None),
        (INDUSTRY, 50, "1153", None),
    ],
)
def test_hours_are_within_five_percent_of_the_worked_example(
    brief: Tree, users: int, vendor: str, client: str | None
) -> None:
    _, made = planned({**brief, "users": users})
    for side, printed in (("vendor", vendor), ("client", client)):
        if printed is not None:
            assert abs(hours(made, side) / Decimal(printed) - 1) <= FIVE_PERCENT


@pytest.mark.parametrize(
    ("brief", "recomputed", "printed"),
    [(BOX, "17.2", 16), (CUSTOMISED, "32.9", 33), (INDUSTRY, "133.7", 135)],
    ids=["box", "customised", "industry"],
)
def test_go_live_is_within_two_working_days_of_the_worked_example(brief: Tree, recomputed: str, printed: int) -> None:
    """The example counts nobody's other work and no holidays: it is the length of the network."""
    _, made = planned(brief)
    days = working_days(network(made), "8.2")
    assert abs(days - Decimal(recomputed)) <= 2
    assert abs(days - printed) <= 2


@pytest.mark.parametrize(("brief", "search", "most"), [(BOX, 0, 1), (CUSTOMISED, SEARCH_LIMIT, 2), (INDUSTRY, 0, 4)])
def test_people_who_are_busy_move_go_live_by_a_few_days(brief: Tree, search: float, most: int) -> None:
    """In the industry solution two developers build the interface as well, which the example does not count."""
    _, made = planned(brief)
    levelled = level(made.undertaking._replace(horizon_years=1), search)
    assert 0 <= working_days(levelled, "8.2") - working_days(network(made), "8.2") <= most


@pytest.mark.parametrize(
    ("brief", "shape", "tasks"),
    [
        (BOX, "Box deployment", "1.1 1.2 3.1 3.2 3.3 4.1 5.4 7.1 7.2 8.1 8.2 8.3 8.4 9 10.1"),
        (
            CUSTOMISED,
            "Box with small customisation",
            "1.1 1.2 2.1 2.2 3.1 3.2 3.3 4.1 4.2 4.4 5.1 5.2 5.3 6.1 7.1 7.2 8.1 8.2 8.3 8.4 9 10.1",
        ),
        (
            INDUSTRY,
            "Industry solution",
            "1.1 1.2 2.1 2.2 2.3 3.1 3.2 3.3 4.1 4.2 4.3 4.4 5.1 5.2 5.3 6.1 7.1 7.2 8.1 8.2 8.3 8.4 9 10.1",
        ),
    ],
)
def test_the_brief_chooses_the_shape_and_its_tasks(brief: Tree, shape: str, tasks: str) -> None:
    _, made = planned(brief)
    assert made.shape.in_language("en") == shape
    assert [task.id for task in made.undertaking.tasks] == tasks.split()


def links(made: Any, task: str) -> set[str]:
    (found,) = (one for one in made.undertaking.tasks if one.id == task)
    return {link.after for link in found.links}


def test_what_waits_for_a_task_that_is_not_there_waits_for_what_that_one_waits_for() -> None:
    """A box has no analysis and no test: settings follow the kick-off, the course follows the import."""
    _, made = planned(BOX)
    assert links(made, "4.1") == {"1.2", "3.2"}
    assert links(made, "7.2") == {"3.3", "4.1", "5.4"}
    assert links(made, "8.2") == {"8.1"}


def test_without_data_to_bring_over_people_enter_it_by_hand_after_their_course() -> None:
    _, made = planned({"users": 10})
    assert links(made, "5.5") == {"7.2"}
    assert "5.4" not in {task.id for task in made.undertaking.tasks}


def test_the_learning_curve_is_in_every_plan_and_has_hours_where_the_brief_asks_for_them() -> None:
    for options, expected in (({}, 0), ({"learning-curve": True}, 40)):
        _, made = planned({**BOX, "options": options})
        (curve,) = (one for one in made.undertaking.tasks if one.id == "8.4")
        assert (curve.spans, curve.hours(side="client")) == (("8.1", "8.3"), expected)


def test_a_box_with_two_sources_has_its_data_audited_and_loaded() -> None:
    found, _ = planned({**BOX, "migration": {**BOX["migration"], "sources": 2}})
    efforts = {part.piece.effort.id for part in found.parts if part.task.id == "5.4"}
    assert efforts == {"data-audit", "explained-data", "data-loading", "checked-loads", "cleansing"}


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        ({"users": 12}, False),
        ({"users": 13}, True),
        ({"users": 12, "quantities": {"departments": 2}}, True),
        ({"users": 13, "phases": 2}, False),
    ],
)
def test_many_users_or_several_departments_do_not_start_at_once(brief: Tree, said: bool) -> None:  # noqa: FBT001
    _, made = planned(brief)
    assert any("Not everything at once" in note.wording for note in made.notes) is said
