"""People over the years: who joins, who leaves, and how the peak follows."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.brief.model import Users
from crm_planner.brief.sizing import Staff, staff_by_year
from crm_planner.brief.years import Growth

SHARE, LEVEL = Decimal("0.1"), Decimal("0.95")


def staff(users: Any, growth: Any, years: int = 4) -> tuple[Staff, ...]:
    return staff_by_year(Users.model_validate(users), Growth.model_validate(growth), years, SHARE, LEVEL)


def totals(users: Any, growth: Any) -> list[tuple[int, int]]:
    return [(year.total, year.joined) for year in staff(users, growth)]


@pytest.mark.parametrize(
    ("growth", "expected"),
    [
        ({"joiners": 3, "leavers": 1}, [(10, 0), (12, 3), (14, 3), (16, 3)]),
        ({"leavers": 2}, [(10, 0), (8, 0), (6, 0), (4, 0)]),
        ({"users": {2: 15, 4: 12}}, [(10, 0), (15, 5), (15, 0), (12, 0)]),
        ({"users": {2: 15, 4: 12}, "leavers": 2}, [(10, 0), (15, 7), (15, 2), (12, 0)]),
        ({"users": {9: 20}}, [(10, 0), (10, 0), (10, 0), (10, 0)]),
    ],
)
def test_people_come_and_go(growth: Any, expected: list[tuple[int, int]]) -> None:
    assert totals(10, growth) == expected


@pytest.mark.parametrize(
    ("users", "growth", "peaks"),
    [
        (10, {"joiners": 5}, [10, 15, 20, 25]),
        ({"total": 15, "peak": 10}, {"joiners": 5}, [10, 14, 17, 20]),
        ({"core": 8, "occasional": 12}, {"users": {3: 30}}, [10, 10, 15, 15]),
        ({"total": 10, "simultaneity": Decimal("0.3")}, {"joiners": 5}, [5, 8, 9, 11]),
        ({"total": 15, "peak": 10}, {"users": {2: {"total": 20, "peak": 12}, 3: 30}}, [10, 12, 18, 18]),
    ],
)
def test_the_peak_follows_by_the_rule_of_the_first_year(users: Any, growth: Any, peaks: list[int]) -> None:
    assert [year.peak.people for year in staff(users, growth)] == peaks


@given(st.integers(1, 200), st.integers(0, 20), st.integers(0, 20), st.data())
def test_nobody_is_lost_or_invented(total: int, joiners: int, leavers: int, data: st.DataObject) -> None:
    """Everybody of a year was there before or has joined; the peak is never above the total."""
    leavers = min(leavers, joiners + (total - 1) // 3)
    peak = data.draw(st.integers(1, total))
    years = staff({"total": total, "peak": peak}, {"joiners": joiners, "leavers": leavers})
    for before, now in pairwise(years):
        assert now.total == before.total + now.joined - leavers
        assert 1 <= now.peak.people <= now.total


def test_without_growth_every_year_is_like_the_first() -> None:
    assert set(staff_by_year(Users(total=7), None, 30, SHARE, LEVEL)) == {
        staff_by_year(Users(total=7), None, 1, SHARE, LEVEL)[0]
    }
