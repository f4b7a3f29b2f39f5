"""The plan as CSV: read by the standard library it says what the plan does; no cell is a formula."""

import csv
import io

from crm_planner.documents.plan.page import Section
from crm_planner.documents.plan.plan_csv import plan_csv
from crm_planner.plan.implementation import Implementation
from crm_planner.text import Text
from tests.documents.made import speech
from tests.documents.plan.made import SCHEDULE, plan


def rows(section: Section = Section.TASKS, made: Implementation | None = None) -> list[dict[str, str]]:
    text = plan_csv(made or plan(), speech(), section)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_tasks_have_a_row_each_with_dates_links_people_and_cost() -> None:
    found = rows()
    assert [row["id"] for row in found] == [one.task.id for one in SCHEDULE.tasks]
    interviews, cleansing = found[1], found[2]
    assert (interviews["start"], interviews["finish"], interviews["critical"]) == ("2027-01-12", "2027-01-13", "yes")
    assert (interviews["cost"], interviews["currency"], interviews["people"]) == (
        "37000.00",
        "RUB",
        "Anna <A&B>; Key users",
    )
    assert cleansing["after"] == "t2SS+0.5d; t2FF+1d"
    assert (cleansing["hours_low"], cleansing["hours_likely"], cleansing["hours_high"]) == ("10", "16", "30")


def test_the_to_do_list_has_only_what_the_client_does() -> None:
    assert [(row["id"], row["done_by"], row["hours"]) for row in rows(Section.TODO)] == [
        ("t1", "2027-01-11", "1"),
        ("t2", "2027-01-13", "10"),
        ("t3", "2027-01-15", "16"),
    ]


def test_the_matrix_has_a_column_for_each_role_and_one_accountable_role_a_row() -> None:
    found = rows(Section.RESPONSIBILITY)
    assert list(found[0]) == ["id", "task", "consultant", "sponsor", "key-user", "project-manager"]
    assert all(sum("A" in part for part in list(row.values())[2:]) == 1 for row in found)


def test_the_load_says_hours_and_capacity_of_each_week() -> None:
    assert [(row["person"], row["hours"], row["capacity"], row["percent"]) for row in rows(Section.LOAD)] == [
        ("anna", "12", "15", "80.0"),
        ("boss", "1", "1", "100.0"),
        ("users", "26", "32", "81.2"),
        ("manager", "3", "30", "10.0"),
    ]


def test_a_list_without_rows_is_a_head_alone() -> None:
    empty = plan()._replace(schedule=SCHEDULE._replace(tasks=SCHEDULE.tasks[3:4]))
    assert rows(Section.TODO, empty) == []


def test_no_cell_begins_like_a_formula() -> None:
    first = SCHEDULE.tasks[0]
    evil = first._replace(task=first.task._replace(id="=1+1", name=Text.plain("=cmd|' /C calc'!A0")))
    made = plan()._replace(schedule=SCHEDULE._replace(tasks=(evil,)))
    for section in (Section.TASKS, Section.TODO, Section.RESPONSIBILITY):
        assert not any(cell.startswith(("=", "+", "@")) for row in rows(section, made) for cell in row.values())


def test_payments_have_a_row_each() -> None:
    assert [(row["due"], row["payment"], row["amount"], row["task"]) for row in rows(Section.PAYMENTS)] == [
        ("2027-01-11", "Order", "64700.00", "t1"),
        ("2027-01-16", "Acceptance", "53500.00", "t4"),
        ("2028-03-01", "Year 2", "0.50", ""),
    ]
