"""The plan on a page: what is critical stands there in words, phases roll up, and it fits a screen of 80 columns."""

from decimal import Decimal

import pytest

from crm_planner.documents.folding import width
from crm_planner.documents.page import Table
from crm_planner.documents.plain import plain_text, table_cells
from crm_planner.documents.plan.load import sign
from crm_planner.documents.plan.page import Section, plan_page
from crm_planner.documents.plan.responsibility import role_codes
from crm_planner.documents.terminal import on_terminal
from crm_planner.plan.implementation import TaskCost
from crm_planner.plan.weeks import WeekLoad, monday
from tests.documents.made import speech
from tests.documents.plan.made import COSTS, SCHEDULE, plan


def tables(*sections: Section) -> list[list[list[str]]]:
    """The tables of the sections as strings, row by row, the head first."""
    shown = [part for part in plan_page(plan(), sections).parts if isinstance(part, Table)]
    return [[[text for text, _ in row] for row in table_cells(table, speech())] for table in shown]


def test_phases_roll_up_and_critical_tasks_are_so_in_words() -> None:
    work, gates = tables(Section.TASKS)
    assert work == [
        ["Task", "When", "Days", "Hours", "Leeway", "Who"],
        ["Start", "2027-01-11\u00a0to 2027-01-13", "", "23", "none, critical", ""],
        ["t1 Scope; confirmed: go/no-go (gate)", "2027-01-11", "1", "3", "none, critical", "Anna <A&B>, Sponsor"],
        ["t2 Interviews", "2027-01-12\u00a0to 2027-01-13", "2", "20", "none, critical", "Anna <A&B>, Key users"],
        ["Launch", "2027-01-11\u00a0to 2027-01-16", "", "19", "none, critical", ""],
        ["t3 Cleansing of data", "2027-01-12\u00a0to 2027-01-15", "3", "16", "1.5", "Key users"],
        ["t4 Go-live (milestone)", "2027-01-16", "0", "0", "none, critical", ""],
        ["m Management (throughout)", "2027-01-11\u00a0to 2027-01-16", "6", "3", "", "Manager"],
    ]
    assert [row[:3] for row in gates[1:]] == [
        ["t1 Scope; confirmed: go/no-go (gate)", "2027-01-11", "Signed scope"],
        ["t4 Go-live (milestone)", "2027-01-16", ""],
    ]


def test_the_client_is_told_what_to_do_by_when() -> None:
    (todo,) = tables(Section.TODO)
    assert todo[1:] == [
        ["t1 Scope; confirmed: go/no-go (gate)", "2027-01-11", "2027-01-11", "2027-01-11", "1", "Sponsor"],
        ["t2 Interviews", "2027-01-12", "2027-01-13", "2027-01-13", "10", "Key users"],
        ["t3 Cleansing of data", "2027-01-12", "2027-01-15", "2027-01-15", "16", "Key users"],
    ]


def test_the_price_and_the_plan_are_put_side_by_side() -> None:
    said = plain_text(plan_page(plan(), (Section.TASKS,)), speech())
    assert "Of the price of 118,200.00 RUB, 53,500.00 is work in this plan; licences and the rest are 64,700.00" in said


def test_an_unknown_rate_is_said_and_not_taken_for_nothing() -> None:
    unknown = plan()._replace(costs={**COSTS, "t3": TaskCost((None,))})
    said = plain_text(plan_page(unknown, (Section.TASKS,)), speech())
    assert "What the tasks cost is not known" in said
    assert "53,500" not in said


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_every_section_fits_a_screen_of_80_columns_as_a_table(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = on_terminal(plan_page(plan()), speech(language), colour=False)
    assert max(width(line) for line in shown.splitlines()) <= 80
    assert sum(set(line) == {"─"} for line in shown.splitlines()) == 7  # no table had to become a list
    assert "…" not in shown  # and no text was cut


def test_a_section_is_shown_alone_with_its_own_notes() -> None:
    said = plain_text(plan_page(plan(), (Section.RESPONSIBILITY,)), speech())
    assert "R does the work" in said
    assert "Leeway" not in said


@pytest.mark.parametrize(
    ("hours", "capacity", "drawn"),
    [
        ("0", "20", "."),
        ("0", "0", "."),
        ("1", "20", "0"),
        ("10", "20", "5"),
        ("20", "20", "F"),
        ("21", "20", "!"),
        ("1", "0", "!"),
    ],
)
def test_a_week_is_drawn_by_the_part_of_its_time_that_is_taken(hours: str, capacity: str, drawn: str) -> None:
    assert sign(WeekLoad("anna", monday(SCHEDULE.start.day), Decimal(hours), Decimal(capacity))) == drawn


def test_roles_have_codes_of_their_own() -> None:
    assert role_codes(["project-manager", "consultant", "controller", "post-master"]) == {
        "project-manager": "PM",
        "consultant": "CO",
        "controller": "CO2",
        "post-master": "PM2",
    }


def test_payments_say_when_for_what_and_how_much_and_months_add_up() -> None:
    payments, months = tables(Section.PAYMENTS)
    assert payments[1:] == [
        ["Order, 100 %", "2027-01-11", "licences", "t1 Scope; confirmed: go/no-go", "64,700.00"],
        ["Acceptance", "2027-01-16", "training", "t4 Go-live", "53,500.00"],
        ["Year 2", "2028-03-01", "support", "", "0.50"],
    ]
    assert months[1:] == [["2027-01-01", "118,200.00", "118,200.00"], ["2028-03-01", "0.50", "118,200.50"]]
