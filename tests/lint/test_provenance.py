"""Sources, ages and tax: the day before and after, and what one item may say for itself."""

from datetime import date

import pytest

from crm_planner.lint.selection import Selection
from tests.lint.made import codes, edition, found

LICENCES = "id: licences, category: licence, price: {kind: per_unit, amount: 5000}"


@pytest.mark.parametrize(
    ("as_of", "max_age", "expected"),
    [
        (date(2026, 4, 30), 180, []),
        (date(2026, 5, 1), 180, ["CAT204"]),
        (date(2026, 4, 30), 179, ["CAT204"]),
        (date(2025, 10, 30), 180, ["CAT205"]),
    ],
)
def test_prices_are_old_after_the_days_allowed_and_not_before(as_of: date, max_age: int, expected: list[str]) -> None:
    letter = "{id: letter, title: Letter, kind: letter, published: 2025-01-01, grade: B}"
    text = f"prices_as_of: 2025-11-01\nsources: [{letter}]\n"
    assert codes(text, asked=Selection(max_age=max_age), as_of=as_of) == expected


def test_a_dated_price_may_have_its_own_source() -> None:
    price = "price: {kind: per_unit, amount: 5000}"
    dated = f"[{{from: 2020-01-01, source: letter, {price}}}, {{from: 2025-01-01, {price}}}]"
    item = f"id: licences, category: licence, prices: {dated}"
    (finding,) = found(edition(item))
    assert finding.code == "CAT201"
    assert finding.place.column > item.index("2025")


def test_a_price_on_request_needs_no_source() -> None:
    text = edition("id: licences, category: licence, price: {kind: on_request}, source: letter")
    assert codes(text.replace(", source: letter", "")) == ["CAT207"]


def test_a_source_a_discount_names_is_used() -> None:
    discount = "discounts:\n  - {id: prepay, percent: 5, items: [licences], source: letter}\n"
    assert codes(edition(LICENCES) + discount) == ["CAT201"]


def test_tax_left_out_is_unknown_and_stands_at_the_top_of_the_file() -> None:
    whole = "schema: crm-planner/catalog/1\nid: x\nvendor: X\nproduct: X\ncurrency: RUB\nprices_as_of: 2026-11-01\n"
    whole += "sources:\n  - {id: letter, title: Letter, kind: letter, published: 2026-01-01, grade: B}\n"
    whole += edition(LICENCES + ", source: letter")
    assert [(one.code, one.place.line) for one in found(whole)] == [("CAT206", 1)]


def test_a_catalog_whose_items_all_say_their_own_tax_needs_none() -> None:
    own = ", source: letter, tax: {treatment: exempt}"
    assert codes("tax: {treatment: unknown}\n" + edition(LICENCES + own)) == []


def test_an_item_may_be_the_only_one_whose_tax_is_unknown() -> None:
    own = ", source: letter, tax: {treatment: unknown}"
    (finding,) = found(edition(LICENCES + own))
    assert (finding.code, "licences" in finding.message) == ("CAT206", True)
