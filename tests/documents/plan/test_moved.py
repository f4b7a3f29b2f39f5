"""What moved since an earlier plan: every task that is different, the end, and the price before and now."""

from datetime import date
from decimal import Decimal

from crm_planner.documents.plain import plain_text
from crm_planner.documents.plan.page import Section, plan_page
from crm_planner.documents.plan.plan_csv import plan_csv
from crm_planner.plan.comparison import Baseline, baseline
from tests.documents.made import speech
from tests.documents.plan.made import SCHEDULE, plan

NOW = {mark.id: mark for mark in baseline(SCHEDULE).marks}
EARLIER = Baseline(
    (
        NOW["t1"],
        NOW["t2"]._replace(start=date(2027, 1, 11), finish=date(2027, 1, 12), hours=Decimal(14)),
        NOW["t4"],
        NOW["m"],
        NOW["t1"]._replace(id="old"),
    )
)


def test_the_table_shows_what_moved_came_and_went() -> None:
    moved = plan().compared_with(EARLIER, Decimal("100000.00"))
    said = plain_text(plan_page(moved, (Section.MOVED,)), speech()).splitlines()
    assert [line.split("  ")[0] for line in said[6:9]] == [
        "t2 Interviews",
        "t3 Cleansing of data",
        "old Scope; confirmed: go/no-go",
    ]
    assert "2027-01-11\u00a0to 2027-01-12" in said[6]
    assert said[6].split()[-2:] == ["1", "6"]
    assert "new" in said[7]
    assert "gone" in said[8]
    assert said[-2:] == [
        "End: 2027-01-16, was 2027-01-16; working days later: 0, hours more: 19",
        "Price: 118,200.00 RUB, was 100,000.00",
    ]


def test_a_price_in_another_currency_is_not_compared() -> None:
    said = plain_text(plan_page(plan().compared_with(EARLIER, None), (Section.MOVED,)), speech())
    assert "Price" not in said


def test_without_an_earlier_plan_nothing_is_said_of_it() -> None:
    assert "earlier" not in plain_text(plan_page(plan()), speech())
    assert len(plan_csv(plan(), speech(), Section.MOVED).splitlines()) == 1


def test_csv_has_a_row_for_each_difference() -> None:
    rows = plan_csv(plan().compared_with(EARLIER, None), speech(), Section.MOVED).splitlines()
    assert rows[1] == "t2,Interviews,moved,2027-01-11,2027-01-12,2027-01-12,2027-01-13,1,1,6"
    assert [row.split(",")[2] for row in rows[2:]] == ["new", "gone"]
