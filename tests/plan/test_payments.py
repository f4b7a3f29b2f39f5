"""Payments: on the days of their tasks, the whole price less the client's own time, and every month in between."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.plan.payments import Cash, cash_of
from crm_planner.plan.shares import shared
from crm_planner.playbook.with_plan import PlaybookWithPlan
from tests.plan.templates import BOX, CUSTOMISED, Tree, knowledge, network, planned

ALL_OF_IT = {"client_effort": True, "operation": True}
CENT = Decimal("0.01")


def paid(brief: Tree, playbook: PlaybookWithPlan | None = None, candidate: str = "regionsoft/standard") -> Cash:
    _, made = planned(brief, candidate)
    written = knowledge() if playbook is None else knowledge()._replace(playbook=playbook)
    schedule = network(made)
    return cash_of(made.estimate, schedule, written, made.undertaking.start, CENT)


def in_short(cash: Cash) -> list[tuple[str, str | None, Decimal]]:
    return [(str(one.due), one.task, one.amount) for one in cash.payments]


def test_a_box_is_paid_with_its_order_and_its_services_by_advance_and_acceptance() -> None:
    """There are no terms of reference and no test in a box: their shares are paid with the acceptance."""
    assert in_short(paid({"users": 10})) == [
        ("2027-01-13", "1.2", Decimal(3900)),
        ("2027-01-14", "1.2", Decimal(51_700)),
        ("2027-02-01", "8.2", Decimal(9100)),
    ]


def test_every_stage_there_is_is_paid_on_its_day() -> None:
    _, made = planned(CUSTOMISED)
    schedule, cash = network(made), paid(CUSTOMISED)
    services = [one for one in cash.payments if "customisation" in one.categories]
    assert [one.percent for one in services] == [30, 20, 20, 30]
    assert [one.due for one in services] == [
        schedule.planned("1.2").start.day,
        *(schedule.planned(name).finish.day for name in ("2.2", "6.1", "8.2")),
    ]


@pytest.mark.parametrize(
    ("brief", "candidate"),
    [
        ({"users": 10}, "regionsoft/standard"),
        (
            {**CUSTOMISED, "options": {"client_effort": True, "operation": True}, "horizon_years": 3},
            "regionsoft/standard",
        ),
        ({**BOX, "horizon_years": 5, "candidates": ["terrasoft/sales"]}, "terrasoft/sales"),
        ({**BOX, "phases": 2}, "regionsoft/standard"),
    ],
)
def test_payments_add_up_to_the_price_without_the_clients_own_time(brief: Tree, candidate: str) -> None:
    _, made = planned(brief, candidate)
    cash = paid(brief, candidate=candidate)
    whole = sum((one.amount for one in cash.payments), Decimal(0))
    assert whole == made.estimate.totals.horizon - cash.own_people
    assert cash.months[-1].so_far == whole
    assert sum((one.amount for one in cash.months), Decimal(0)) == whole


def test_later_years_are_due_on_the_anniversary_of_the_start() -> None:
    cash = paid({"users": 10, "horizon_years": 3, "candidates": ["terrasoft/sales"]}, candidate="terrasoft/sales")
    assert [one.due for one in cash.payments if one.task is None] == [date(2028, 1, 11), date(2029, 1, 11)]
    assert len(cash.months) == 25


def test_a_start_on_29_february_has_its_anniversary_on_the_28th() -> None:
    cash = paid(
        {"users": 1, "start": date(2028, 2, 29), "horizon_years": 2, "candidates": ["terrasoft/sales"]},
        candidate="terrasoft/sales",
    )
    assert cash.payments[-1].due == date(2029, 2, 28)


def test_a_payment_of_a_roll_out_in_waves_waits_for_the_last_wave() -> None:
    brief = {**BOX, "phases": 3}
    last = network(planned(brief)[1]).planned("8.2.3").finish.day
    assert [one.due for one in paid(brief).payments if one.task == "8.2.3"] == [last]


def test_a_payment_whose_task_is_in_no_plan_is_due_at_the_end() -> None:
    rule = knowledge().playbook.payments["services"]
    stages = tuple(stage for stage in rule.stages if stage.task == "2.2")
    alone = {"services": rule.model_copy(update={"stages": stages, "categories": ()})}
    ((due, task, amount),) = in_short(paid({"users": 10}, knowledge().playbook.model_copy(update={"payments": alone})))
    assert (due, task, amount) == (str(network(planned({"users": 10})[1]).finish.day), None, 64_700)


def test_a_payment_may_be_due_some_days_after_a_start() -> None:
    rule = knowledge().playbook.payments["services"]
    stage = rule.stages[0].model_copy(update={"percent": Decimal(100), "days": 30})
    book = knowledge().playbook.model_copy(update={"payments": {"all": rule.model_copy(update={"stages": (stage,)})}})
    assert in_short(paid({"users": 10}, book)) == [("2027-02-12", "1.2", Decimal(64_700))]


def test_without_terms_everything_is_paid_at_the_end() -> None:
    book = knowledge().playbook.model_copy(update={"payments": {}})
    ((due, task, amount),) = in_short(paid({"users": 10}, book))
    assert (task, amount) == (None, 64_700)
    assert due == str(network(planned({"users": 10})[1]).finish.day)


@settings(max_examples=60)
@given(
    cents=st.integers(0, 10**9),
    weights=st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=6),
)
def test_shares_are_whole_cents_that_add_up_and_differ_from_fair_ones_by_less_than_one(
    cents: int, weights: list[Decimal]
) -> None:
    whole = cents * CENT
    found = shared(whole, weights, CENT)
    assert sum(found) == whole
    total = sum(weights)
    for share, weight in zip(found, weights, strict=True):
        assert share == share.quantize(CENT)
        if total:
            assert abs(share - whole * weight / total) < CENT
