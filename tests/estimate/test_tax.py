"""Tax by the contract: whose rate holds, in or on top, rounded once per rate or on each line, never guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crm_planner import project
from crm_planner.brief.model import Brief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.compare.table import Comparison
from crm_planner.files.briefs import load_brief
from crm_planner.files.playbooks import load_playbook
from crm_planner.place import Source
from crm_planner.text import Message
from tests.estimate.pricing import catalog, compared, item, only
from tests.estimate.strategies_brief import PLAYBOOK

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
    ("treatment", "said"), [("included", "contain {tax}"), ("excluded", "on top"), ("exempt", "exempt from {tax}")]
)
@pytest.mark.parametrize(("country", "called"), [("JP", "consumption tax"), ("US", "VAT")])
def test_a_reader_is_told_how_prices_are_taxed(treatment: str, said: str, country: str, called: str) -> None:
    tree = catalog(item("a", "other", 100), tax={"treatment": treatment, "rate": 22})
    rates = [{"from": date(2020, 1, 1), "rate": 10}]
    law = {"country": "JP", "name": "consumption tax", "source": "law", "rates": rates}
    playbook = PLAYBOOK | {"taxes": [law]}
    client = {"users": 1, "client": {"name": "C", "country": country}}
    (text,) = (note.text for note in compared([tree], client, playbook).estimates[0].notes if "/tax" in note.id)
    assert isinstance(text, Message)
    assert (said in text.wording, called in str(text.values["tax"])) == (True, True)


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


LAW = [{"from": date(2004, 1, 1), "rate": 18}, {"from": date(2019, 1, 1), "rate": 20}]
BOOK = {
    **PLAYBOOK,
    "taxes": [{"country": "RU", "name": "VAT", "source": "law", "rates": LAW}],
    "assumptions": [{"id": "tax-rates-stay", "text": "The law of today"}],
}
RUSSIA = {"name": "Client", "country": "RU"}
CARE = item("care", "support", 100, charge="yearly")


def over_years(
    *items: Tree, tax: Tree, day: date = date(2018, 3, 1), show: str = "published", **brief: Any
) -> Comparison:
    asked = {"users": 1, "client": RUSSIA, "date": day, "horizon_years": 3, "tax": {"show": show}, **brief}
    return compared([catalog(*items, tax=tax)], asked, BOOK)


@pytest.mark.parametrize(
    ("day", "start", "tax"),
    [
        (date(2018, 3, 1), None, 18 + 20 + 20),
        (date(2017, 3, 1), None, 18 + 18 + 20),
        (date(2018, 3, 1), date(2019, 1, 1), 20 + 20 + 20),
        (date(2016, 2, 29), None, 18 + 18 + 18),
        (date(2019, 1, 1), None, 20 + 20 + 20),
    ],
)
def test_each_year_is_taxed_at_the_rate_of_the_day_it_begins(day: date, start: date | None, tax: int) -> None:
    (found,) = over_years(CARE, tax={"treatment": "excluded"}, day=day, start=start).estimates
    assert (found.totals.tax, found.totals.gross) == (tax, 300 + tax)


def test_what_is_bought_once_in_a_later_year_is_taxed_at_the_rate_of_that_year() -> None:
    late = item("late", "licence", 1000, from_year=2)
    (found,) = over_years(late, tax={"treatment": "excluded"}).estimates
    assert found.totals.tax == 200


@pytest.mark.parametrize(
    "tax", [{"treatment": "excluded", "rate": 5}, {"treatment": "exempt"}, {"treatment": "unknown"}]
)
def test_a_rate_the_price_list_names_is_that_of_every_year_and_no_change_is_told(tax: Tree) -> None:
    found = over_years(CARE, tax=tax)
    assert found.estimates[0].totals.tax == {"excluded": 15, "exempt": 0, "unknown": None}[tax["treatment"]]
    assert not {note.id for note in found.notes} & {"tax-changes", "tax-rates-stay"}


def test_a_line_of_another_rate_joins_the_rest_in_the_year_in_which_theirs_is_the_same() -> None:
    """0.02 at 18 %, 20 % and 20 %: each line's tax is less than half a kopeck, that of both together is more."""
    several = [
        item("a", "other", Decimal("0.02"), charge="yearly"),
        item("b", "other", Decimal("0.02"), charge="yearly", tax={"treatment": "excluded", "rate": 20}),
    ]
    (found,) = over_years(*several, tax={"treatment": "excluded"}).estimates
    assert found.totals.tax == Decimal("0.02")


@pytest.mark.parametrize("show", ["net", "gross"])
def test_lines_without_tax_and_with_it_add_up_in_every_year_of_another_rate(show: str) -> None:
    several = [item(name, "other", Decimal("33.33"), charge="yearly") for name in "abc"]
    treatment = "included" if show == "net" else "excluded"
    (found,) = over_years(*several, tax={"treatment": treatment}, show=show).estimates
    assert found.totals.horizon == getattr(found.totals, show)
    assert [sum(one.by_year[year] for one in found.lines) for year in range(3)] == list(found.totals.by_year)
    assert sum(one.tax or 0 for one in found.lines) == found.totals.tax


def test_a_discount_on_what_is_payable_is_of_each_years_tax() -> None:
    """10 % of 118, then of 120 and 120, taken off the price, the tax as it was."""
    agreed = {"candidate": "vendor", "items": ["care"], "percent": 10, "on": "total", "reason": "letter"}
    (found,) = over_years(CARE, tax={"treatment": "excluded"}, discounts=[agreed]).estimates
    assert list(found.totals.by_year) == [Decimal("88.20"), 88, 88]
    assert found.totals.tax == 58


def test_a_change_of_the_rate_and_that_no_other_is_foreseen_are_told() -> None:
    told = {note.id: str(note.text) for note in over_years(CARE, tax={"treatment": "included"}).notes}
    assert [told["tax-changes"].count(f"Decimal('{rate}')") for rate in (18, 20, 22)] == [1, 1, 0]
    assert "tax-rates-stay" in told


def test_within_one_year_or_one_rate_no_change_is_told() -> None:
    one_year = over_years(CARE, tax={"treatment": "included"}, horizon_years=1)
    one_rate = over_years(CARE, tax={"treatment": "included"}, day=date(2019, 5, 1))
    assert not {note.id for note in one_year.notes} & {"tax-changes", "tax-rates-stay"}
    assert {note.id for note in one_rate.notes} & {"tax-changes", "tax-rates-stay"} == {"tax-rates-stay"}


def test_work_by_the_hour_is_taxed_by_law_whatever_rate_the_price_list_names() -> None:
    review = {"id": "review", "name": "Review", "category": "operation", "side": "vendor", "role": "trainer"}
    book = {
        **{key: one for key, one in BOOK.items() if key not in ("efforts", "builders", "drivers")},
        "rates": {"trainer": {"name": "Trainer", "amount": 100, "tax": "excluded"}},
        "efforts": [review | {"formula": [{"hours": 1}], "charge": "yearly"}],
    }
    asked = {"users": 1, "client": RUSSIA, "date": date(2018, 3, 1), "horizon_years": 2, "tax": {"show": "gross"}}
    (found,) = compared([catalog(CARE, tax={"treatment": "excluded", "rate": 5})], asked, book).estimates
    work = next(one for one in found.lines if one.id == "review")
    assert list(work.by_year) == [118, 120]
    assert work.work is not None
    assert (work.work.low, work.work.high) == (238, 238)
    assert found.totals.tax == 10 + 18 + 20


def test_lines_taxed_in_different_ways_are_named() -> None:
    several = [
        item("seats", "licence", 100, tax={"treatment": "exempt"}),
        CARE,
        item("gone", "training", "not_offered"),
    ]
    (found,) = over_years(*several, tax={"treatment": "excluded"}).estimates
    told = {note.id: note.text.values["items"] for note in found.notes if "vendor/tax/" in note.id}  # type: ignore[union-attr]
    assert told == {"vendor/tax/excluded": ("care",), "vendor/tax/exempt": ("seats",)}


def test_a_rate_of_the_country_is_traced_to_the_line_of_the_law() -> None:
    brief = load_brief(None)
    catalog_of_one = WrittenCatalog(
        Catalog.model_validate(catalog(CARE, tax={"treatment": "excluded"})), Source("v.yaml")
    )
    asked = {"users": 1, "client": RUSSIA, "date": date(2018, 3, 1), "horizon_years": 2}
    written = brief._replace(brief=Brief.model_validate(asked))
    one = project.Project(written, (catalog_of_one,), load_playbook(), date(2026, 11, 23))
    cells = project.price(one).model.cells
    lines = [cells[f"vendor/standard/tax/rate{year}/year{year}"].places[1] for year in (1, 2)]
    assert [place.file.rpartition("/")[2] for place in lines] == ["taxes.yaml"] * 2
    assert lines[1].line - lines[0].line == 1
