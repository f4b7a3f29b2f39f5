"""What a discount is on: the price, the amount without tax, or what is payable while the tax stays as it was."""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner.estimate.lines import Totals
from tests.estimate.pricing import catalog, compared, item

Tree = dict[str, Any]


def totals(on: str, treatment: str, price: int = 1200, more: Tree | None = None, **off: Any) -> Totals:
    """The totals of one licence at 20 % tax with one agreed discount."""
    tree = catalog(item("a", "licence", price), tax={"treatment": treatment, "rate": 20}, **(more or {}))
    agreed = {"candidate": "vendor", "category": "licence", "on": on, "reason": "agreed", **off}
    (found,) = compared([tree], {"users": 1, "discounts": [agreed]}).estimates
    return found.totals


@pytest.mark.parametrize(
    ("on", "treatment", "published", "tax", "net", "gross"),
    [
        ("price", "included", 1080, 180, 900, 1080),
        ("net", "included", 1080, 180, 900, 1080),
        ("total", "included", 1080, 200, 880, 1080),
        ("price", "excluded", 1080, 216, 1080, 1296),
        ("net", "excluded", 1080, 216, 1080, 1296),
        ("total", "excluded", 1056, 240, 1056, 1296),
    ],
)
def test_ten_percent_off(on: str, treatment: str, published: int, tax: int, net: int, gross: int) -> None:
    """1,200 with 20 % in it is 1,000 and 200; on top it is 1,200 and 240, payable 1,440."""
    found = totals(on, treatment, percent=10)
    assert (found.horizon, found.tax, found.net, found.gross) == (published, tax, net, gross)


@pytest.mark.parametrize(
    ("on", "treatment", "published", "tax"),
    [
        ("price", "included", 1080, 180), ("net", "included", 1056, 176), ("total", "included", 1080, 200),
        ("price", "excluded", 1080, 216), ("net", "excluded", 1080, 216), ("total", "excluded", 1080, 240),
    ],
)  # fmt: skip
def test_an_amount_of_120_off(on: str, treatment: str, published: int, tax: int) -> None:
    found = totals(on, treatment, amount=120)
    assert (found.horizon, found.tax) == (published, tax)


@pytest.mark.parametrize("off", [{"percent": 100}, {"amount": 5000}])
def test_off_what_is_payable_never_more_than_all_but_the_tax(off: Tree) -> None:
    found = totals("total", "included", **off)
    assert (found.horizon, found.tax, found.net) == (200, 200, 0)


def test_an_amount_is_shared_out_by_what_lines_are_without_tax() -> None:
    """At 20 % and exempt, 1,200 and 1,000 are both 1,000 without tax: each bears half of 100."""
    items = [
        item("a", "licence", 1200, tax={"treatment": "included", "rate": 20}),
        item("b", "licence", 1000, tax={"treatment": "exempt"}),
    ]
    agreed = {"candidate": "vendor", "category": "licence", "on": "net", "amount": 100, "reason": "agreed"}
    (found,) = compared([catalog(*items)], {"users": 1, "discounts": [agreed]}).estimates
    assert [one.amount for one in found.lines] == [1140, 950]


def test_without_a_known_tax_it_is_taken_off_the_price_and_said() -> None:
    agreed = {"candidate": "vendor", "category": "licence", "on": "net", "percent": 10, "reason": "agreed"}
    found = compared([catalog(item("a", "licence", 1200))], {"users": 1, "discounts": [agreed]})
    assert found.estimates[0].totals.horizon == 1080
    assert [note.id for note in found.notes if "discount" in note.id] == ["vendor/standard/discount-on-price/agreed.1"]
    assert not [
        note for note in compared([catalog(item("a", "licence", 1200), tax={"treatment": "exempt"})],
                                  {"users": 1, "discounts": [agreed]}).notes if "discount-on-price" in note.id
    ]  # fmt: skip


def test_of_two_where_the_best_counts_the_tax_follows_the_one_that_won() -> None:
    own = {"id": "own", "percent": 10, "items": ["a"], "on": "total"}
    for percent, tax in ((20, Decimal(160)), (5, Decimal(200))):
        more = {"discounts": [own], "stacking": "best"}
        assert totals("price", "included", more=more, percent=percent).tax == tax
