"""What a brief may say: the ways to give users, what is required, dates, options and offers."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from crm_planner.brief.model import Brief
from crm_planner.place import Plain

TODAY = date(2026, 11, 23)


def brief(**more: Any) -> Brief:
    return Brief.model_validate({"client": {"name": "Example"}, "users": 10, **more})


def test_a_brief_needs_only_a_client_and_users() -> None:
    smallest = brief()
    assert (smallest.currency, smallest.horizon_years, smallest.candidates, smallest.gaps) == ("RUB", 1, (), None)


@pytest.mark.parametrize("missing", ["client", "users"])
def test_client_and_users_are_required(missing: str) -> None:
    written = {"client": {"name": "Example"}, "users": 10}
    del written[missing]
    with pytest.raises(ValidationError, match=missing):
        Brief.model_validate(written)


@pytest.mark.parametrize(
    ("users", "said"),
    [
        (0, "too small"),
        ({}, "users is a number"),
        ({"peak": 5}, "users is a number"),
        ({"total": 10, "core": 5}, "users is a number"),
        ({"total": 10, "peak": 11}, "peak 11 is above total 10"),
        ({"total": 10, "peak": 5, "simultaneity": "0.5"}, "Write one of them"),
        ({"core": 5, "peak": 5}, "core and occasional already give the peak"),
        ({"core": 0, "occasional": 0}, "At least one person"),
    ],
)
def test_users_that_contradict_themselves_are_refused(users: Any, said: str) -> None:
    if isinstance(users, dict):
        users = {key: Plain(value) for key, value in users.items()}
    with pytest.raises(ValidationError, match=said):
        brief(users=users)


@pytest.mark.parametrize(
    ("more", "priced_on", "begins"),
    [
        ({}, TODAY, TODAY),
        ({"date": date(2026, 5, 1)}, date(2026, 5, 1), date(2026, 5, 1)),
        ({"start": date(2027, 1, 11)}, TODAY, date(2027, 1, 11)),
        ({"date": date(2026, 5, 1), "start": date(2027, 1, 11)}, date(2026, 5, 1), date(2027, 1, 11)),
    ],
)
def test_prices_hold_on_the_date_and_years_count_from_the_start(more: Any, priced_on: date, begins: date) -> None:
    read = brief(**more)
    assert (read.priced_on(TODAY), read.begins(TODAY)) == (priced_on, begins)


def test_a_start_before_the_date_is_refused() -> None:
    with pytest.raises(ValidationError, match="start 2026-04-30 is before date 2026-05-01"):
        brief(date=date(2026, 5, 1), start=date(2026, 4, 30))


def test_the_option_of_a_candidate_beats_its_catalogs_and_that_the_general_one() -> None:
    read = brief(
        options={
            "support_plan": "premium",
            "moscow": Plain("true"),
            "regionsoft": {"support_plan": "standard"},
            "regionsoft/standard": {"support_plan": "basic"},
        }
    )
    assert read.switches("terrasoft/sales") == {"support_plan": "premium", "moscow": True}
    assert read.switches("regionsoft/professional") == {"support_plan": "standard", "moscow": True}
    assert read.switches("regionsoft/standard") == {"support_plan": "basic", "moscow": True}


OFFER = {"candidate": "terrasoft/sales", "item": "training", "amount": 9000, "source": "letter 12"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"candidates": ["terrasoft/sales", "terrasoft/sales"]}, "already a candidate"),
        ({"quoted": [OFFER, OFFER | {"amount": 8000}]}, "already has an entry"),
        ({"owned": [{"candidate": "terrasoft", "licences": 5}] * 2}, "already has an entry"),
        ({"weights": {"tco": 0, "fit": 0}}, "all weights are 0"),
        ({"discounts": [{"candidate": "terrasoft", "category": "licence", "reason": "x"}]}, "either percent or amount"),
        ({"discounts": [{"candidate": "terrasoft", "percent": 5, "reason": "x"}]}, "on a category or on items"),
        ({"answers": {"CL-01.1": "perhaps"}}, "answers"),
        ({"client": {"name": "Example", "country": "Russia"}}, "country"),
        ({"discount_rate": Plain("12")}, "0.12"),
    ],
)
def test_what_cannot_be_meant_is_refused(more: Any, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        brief(**more)


def test_no_offer_for_one_item_is_an_offer_for_another() -> None:
    assert len(brief(quoted=[OFFER, OFFER | {"item": "deployment"}]).quoted) == 2
