"""Tax by the contract: whose rate holds, in or on top, rounded once per rate or on each line, never guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.estimate.pricing import catalog, item, only

Tree = dict[str, Any]


def totals(*items: Tree, tax: Tree, brief: Tree | None = None, **more: Any) -> tuple[Decimal | None, ...]:
    """Tax, net and gross of a catalog that treats tax so."""
    found = only([catalog(*items, tax=tax, **more)], {"users": 1} | (brief or {})).totals
    return found.tax, found.net, found.gross


def test_tax_that_is_in_the_price_is_taken_out_of_it() -> None:
    assert totals(item("a", "other", 122), tax={"treatment": "included", "rate": 22}) == (22, 100, 122)


def test_tax_that_is_not_in_the_price_comes_on_top() -> None:
    assert totals(item("a", "other", 100), tax={"treatment": "excluded", "rate": 22}) == (22, 100, 122)


def test_exempt_prices_have_no_tax() -> None:
    assert totals(item("a", "other", 100), tax={"treatment": "exempt"}) == (0, 100, 100)


def test_an_unknown_treatment_is_left_as_printed_and_said() -> None:
    known = item("a", "other", 100, tax={"treatment": "excluded", "rate": 10})
    found = only([catalog(known, item("b", "other", 100))], {"users": 1})
    assert (found.totals.tax, found.totals.net, found.totals.gross, found.totals.horizon) == (None, None, None, 200)
    assert "vendor/tax" in [note.id for note in found.notes]


@pytest.mark.parametrize(
    ("treatment", "said"), [("included", "contain VAT"), ("excluded", "on top"), ("exempt", "exempt from VAT")]
)
def test_a_reader_is_told_how_prices_are_taxed(treatment: str, said: str) -> None:
    found = only([catalog(item("a", "other", 100), tax={"treatment": treatment, "rate": 22})], {"users": 1})
    assert [said in str(note.text) for note in found.notes if "/tax" in note.id] == [True]


def test_a_tax_without_a_known_rate_is_said() -> None:
    found = only([catalog(item("a", "other", 100), tax={"treatment": "included"})], {"users": 1})
    assert found.totals.net is None
    assert "vendor/tax-rate" in [note.id for note in found.notes]


@pytest.mark.parametrize(
    ("own", "general", "tax"),
    [
        ({"treatment": "excluded", "rate": 5}, {"treatment": "excluded", "rate": 10}, 5),
        ({"treatment": "excluded"}, {"treatment": "included", "rate": 10}, 10),
        ({"treatment": "excluded"}, {"treatment": "included"}, 22),
        ({"treatment": "excluded", "rate": 0}, {"treatment": "included", "rate": 10}, 0),
    ],
)
def test_the_rate_is_the_item_s_else_the_catalog_s_else_the_country_s(own: Tree, general: Tree, tax: int) -> None:
    brief = {"client": {"name": "Client", "country": "RU"}, "date": date(2026, 11, 23)}
    assert totals(item("a", "other", 100, tax=own), tax=general, brief=brief)[0] == tax


@pytest.mark.parametrize(
    ("day", "tax"), [(date(2026, 11, 22), 20), (date(2026, 11, 23), 22), (date(2018, 12, 31), None)]
)
def test_the_country_s_rate_is_the_one_of_the_day(day: date, tax: int | None) -> None:
    brief = {"client": {"name": "Client", "country": "RU"}, "date": day}
    assert totals(item("a", "other", 100), tax={"treatment": "excluded"}, brief=brief)[0] == tax


def test_without_a_country_and_a_rate_no_tax_is_guessed() -> None:
    assert totals(item("a", "other", 100), tax={"treatment": "excluded"}) == (None, None, None)


@pytest.mark.parametrize(("how", "tax"), [("total", "0.16"), ("line", "0.15")])
def test_tax_is_rounded_once_per_rate_or_on_each_line(how: str, tax: str) -> None:
    """10.9 % of 0.50 is 0.0545: 0.05 a line, and 0.1635 of all three."""
    several = [item(name, "other", Decimal("0.50")) for name in "abc"]
    found = totals(*several, tax={"treatment": "excluded", "rate": Decimal("10.9"), "round": how})
    assert found[0] == Decimal(tax)


def test_a_line_tells_its_own_tax_where_it_is_known() -> None:
    known = item("a", "other", 100, charge="yearly", tax={"treatment": "excluded", "rate": Decimal("10.555")})
    found = only([catalog(known, item("b", "other", 100))], {"users": 1, "horizon_years": 2})
    assert [one.tax for one in found.lines] == [Decimal("21.12"), None]
    assert found.totals.tax is None


def test_each_rate_is_rounded_by_itself() -> None:
    """0.05 at 10 % and 0.05 at 30 % are 0.01 (from 0.005) and 0.02 (from 0.015); their sum of 0.02 would be less."""
    low = item("a", "other", Decimal("0.05"), tax={"treatment": "excluded", "rate": 10})
    high = item("b", "other", Decimal("0.05"), tax={"treatment": "excluded", "rate": 30})
    assert totals(low, high, tax={"treatment": "unknown"})[0] == Decimal("0.03")


def test_an_item_that_only_changes_the_treatment_keeps_the_catalog_s_way_of_rounding() -> None:
    several = [item(name, "other", Decimal("0.05"), tax={"treatment": "excluded"}) for name in "ab"]
    assert totals(*several, tax={"treatment": "included", "rate": 10, "round": "line"})[0] == Decimal("0.02")


def test_gaps_and_included_items_do_not_hide_the_tax_of_the_rest() -> None:
    several = [item("a", "other", 100), item("b", "other", "included"), item("c", "training", "not_offered")]
    assert totals(*several, tax={"treatment": "excluded", "rate": 22}) == (22, 100, 122)


def test_tax_follows_a_discount_on_the_price() -> None:
    sale = {"id": "sale", "percent": 50, "items": ["a"]}
    assert totals(item("a", "other", 200), tax={"treatment": "excluded", "rate": 22}, discounts=[sale]) == (
        22,
        100,
        122,
    )


def test_tax_is_of_every_year() -> None:
    yearly = item("a", "other", 100, charge="yearly")
    brief = {"horizon_years": 3}
    assert totals(yearly, tax={"treatment": "included", "rate": 25}, brief=brief) == (60, 240, 300)
