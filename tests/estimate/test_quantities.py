"""From people to quantities: what each metric buys, default quantities, and the ends of what is allowed."""

from decimal import Decimal
from typing import Any

import pytest

from tests.estimate.pricing import catalog, item, line, only

EACH = {"kind": "per_unit", "amount": 1}
MILLION = 1_000_000


def bought(metric: str, users: Any, **brief: Any) -> tuple[int, Decimal | None]:
    """How many licences are bought, and counted by the price."""
    found = only([catalog(item("a", "licence", EACH), licence_metric=metric)], {"users": users} | brief)
    return found.licences, line(found, "a").amount


@pytest.mark.parametrize("users", [1, 2, 10, MILLION])
def test_a_plain_number_of_users_is_total_and_peak(users: int) -> None:
    assert bought("named_user", users) == bought("concurrent_user", users) == (users, users)


@pytest.mark.parametrize(
    ("metric", "licences"), [("named_user", 15), ("concurrent_user", 10), ("server", 3), ("company", 1)]
)
def test_each_metric_buys_its_own_number(metric: str, licences: int) -> None:
    assert bought(metric, {"total": 15, "peak": 10}, quantities={"servers": 3}) == (licences, licences)


def test_a_server_is_one_unless_the_brief_says_more_and_never_a_part_of_one() -> None:
    assert bought("server", 5) == (1, 1)
    assert bought("server", 5, quantities={"servers": Decimal("1.5")}) == (2, 2)
    assert bought("server", 5, quantities={"servers": 0}) == (0, 0)


def test_of_occasional_people_a_share_rounded_up_is_inside() -> None:
    assert bought("concurrent_user", {"core": 8, "occasional": 12}) == (10, 10)
    assert bought("named_user", {"core": 8, "occasional": 12}) == (20, 20)


@pytest.mark.parametrize(
    ("total", "chance", "level", "licences"),
    [
        (10, "0.3", "0.95", 5),
        (10, "0.3", "1", 10),
        (1000, "0.5", "1", 1000),
        (10, "0", "0.95", 1),
        (10, "1", "0.95", 10),
    ],
)
def test_a_pool_is_the_smallest_that_suffices(total: int, chance: str, level: str, licences: int) -> None:
    users = {"total": total, "simultaneity": Decimal(chance), "service_level": Decimal(level)}
    assert bought("concurrent_user", users) == (licences, licences)


def test_a_pool_for_a_million_does_not_vanish() -> None:
    """The chance that all are inside is 10 ** -1301030; taken for nothing it would make one licence enough."""
    users = {"total": MILLION, "simultaneity": Decimal("0.05"), "service_level": Decimal("0.95")}
    licences, _ = bought("concurrent_user", users)
    assert licences == 50_359


@pytest.mark.parametrize(
    ("category", "counted"),
    [
        ("licence", 10), ("support", 10), ("training", 15), ("infrastructure", 2), ("customisation", 4),
        ("integration", 2), ("deployment", 1), ("migration", 1), ("other", 1),
    ],
)  # fmt: skip
def test_each_category_counts_its_own_quantity(category: str, counted: int) -> None:
    brief = {
        "users": {"total": 15, "peak": 10},
        "quantities": {"servers": 2},
        "customisations": [{"name": "A", "kind": "form", "count": 3}, {"name": "B", "kind": "report"}],
        "integrations": [{"name": "Accounting"}, {"name": "Telephony"}],
    }
    found = only([catalog(item("a", category, EACH), licence_metric="concurrent_user")], brief)
    assert line(found, "a").amount == counted


def test_an_item_may_name_another_quantity() -> None:
    found = only(
        [catalog(item("a", "support", EACH, quantity="contacts"))], {"users": 3, "quantities": {"contacts": 1500}}
    )
    assert (line(found, "a").quantity, line(found, "a").amount) == (1500, 1500)


def test_nobody_to_train_still_owes_what_does_not_count_heads() -> None:
    """At quantity 0 a flat, the first tier's flat and a minimum are due; counted units are not."""
    tiers = [{"up_to": 5, "flat": 50, "unit": 7}, {"flat": 60}]
    several = [
        item("flat", "training", 10),
        item("volume", "training", {"kind": "volume", "tiers": tiers}),
        item("graduated", "training", {"kind": "graduated", "tiers": tiers}),
        item("minimum", "training", EACH | {"minimum": 20}),
        item("units", "training", EACH),
        item("least", "training", EACH | {"minimum_quantity": 3, "free_units": 1}),
        item("package", "training", {"kind": "package", "size": 10, "amount": 99}),
        item("packs", "training", {"kind": "packs", "packs": {5: 99}, "combine": "exact"}),
        item("published", "training", {"kind": "published", "totals": {10: 99}}),
    ]
    found = only([catalog(*several)], {"users": 4, "trainees": 0})
    assert {one.id: one.amount for one in found.lines} == {
        "flat": 10, "volume": 50, "graduated": 50, "minimum": 20, "units": 0, "least": 2, "package": 0, "packs": 0,
        "published": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        (EACH, MILLION),
        ({"kind": "package", "size": 10, "amount": 6000}, 600_000_000),
        ({"kind": "published", "totals": {10: 51700}}, 5_170_000_000),
        ({"kind": "packs", "packs": {1: 10, 7: 65, 100: 900}, "combine": "cover"}, 9_000_000),
        ({"kind": "graduated", "tiers": [{"up_to": 10, "unit": 2}, {"unit": 1}]}, 1_000_010),
        ({"kind": "volume", "tiers": [{"up_to": 10, "unit": 2}, {"unit": Decimal("0.000001")}]}, 1),
    ],
    ids=lambda price: str(price.get("kind", "")) if isinstance(price, dict) else "",
)
def test_a_million_licences_are_priced_to_the_kopeck(price: dict[str, Any], amount: int) -> None:
    assert line(only([catalog(item("a", "licence", price))], {"users": MILLION}), "a").amount == amount
