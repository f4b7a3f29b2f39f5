"""Work by the hour: who is charged for it and who sells it, what switches it, in which money, and how it is marked."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate
from crm_planner.problem import Problem
from tests.estimate.pricing import catalog, compared, item, line, only
from tests.estimate.strategies_brief import PLAYBOOK

Tree = dict[str, Any]

LICENCES = item("licences", "licence", 1000)
ONE_REPORT = {"users": 10, "customisations": [{"name": "Sales", "kind": "report", "size": "small"}]}
BOOK: Tree = {
    **{key: PLAYBOOK[key] for key in ("schema", "id", "name", "sizing", "gaps", "taxes", "sources", "builders")},
    "rates": {
        "developer": {"name": "Developer", "amount": 3000, "currency": "RUB", "tax": "excluded"},
        "consultant": {"name": "Consultant", "amount": 2000, "currency": "RUB", "grade": "B"},
        "programmer": {"name": "Programmer", "amount": 1000, "currency": "RUB", "tax": "exempt"},
        "trainer": {"name": "Trainer"},
    },
    "efforts": [
        {
            "id": "report", "name": "Reports", "category": "customisation", "for_each": "report",
            "formula": [
                {"hours": {"low": 2, "likely": 3, "high": 6}, "each": "small"},
                {"hours": {"low": 8, "likely": 12, "high": 20}, "each": "medium"},
            ],
        },
        {
            "id": "tests", "name": "Tests", "category": "testing", "side": "vendor", "role": "consultant",
            "formula": [{"percent": 50, "of": "customisation"}],
        },
        {
            "id": "course", "name": "Course", "category": "training", "side": "vendor", "role": "trainer",
            "formula": [{"hours": 6}], "optional": True,
        },
        {
            "id": "care", "name": "Care", "category": "operation", "side": "client", "role": "programmer",
            "formula": [{"hours": 10}], "optional": True, "charge": "yearly",
        },
    ],
}  # fmt: skip


def priced(brief: Tree, *items: Tree, book: Tree = BOOK, **more: Any) -> Estimate:
    return only([catalog(LICENCES, *items, **more)], brief, playbook=book)


def amounts(found: Estimate) -> dict[str, Any]:
    return {one.id: one.status.value if one.amount is None else one.amount for one in found.lines}


def said(found: Estimate) -> list[str]:
    return [one.id for one in found.notes]


def problems(brief: Tree, *items: Tree, book: Tree = BOOK) -> list[Problem]:
    with pytest.raises(DataError) as raised:
        priced(brief, *items, book=book)
    return [one for one in raised.value.problems if isinstance(one, Problem)]


def test_without_wishes_nothing_is_charged_that_nobody_asked_for() -> None:
    found = priced({"users": 10})
    assert (amounts(found), found.totals.assumed) == ({"licences": 1000}, None)


def test_a_wish_is_hours_at_the_rate_of_who_builds_it() -> None:
    found = priced(ONE_REPORT)
    report = line(found, "customisation-1")
    assert (report.amount, report.quantity, report.basis) == (9000, 3, "assumed")
    assert report.work is not None
    assert (report.work.role, report.work.side, report.work.low, report.work.high) == (
        "developer",
        "vendor",
        6000,
        18000,
    )
    assert report.place.file == "book.yaml"


def test_a_derived_line_is_a_percentage_of_likely_hours() -> None:
    tests = line(priced(ONE_REPORT), "tests")
    assert (tests.quantity, tests.amount) == (Decimal("1.5"), 3000)


@pytest.mark.parametrize(("builder", "hours", "amount"), [("vendor", 3, 9000), ("in_house", "3.9", 3900)])
def test_who_builds_it_decides_hours_and_rate(builder: str, hours: int | str, amount: int) -> None:
    wish = ONE_REPORT["customisations"][0] | {"builder": builder}  # type: ignore[index]
    report = line(priced({"users": 10, "customisations": [wish]}), "customisation-1")
    assert (report.quantity, report.amount) == (Decimal(hours), amount)


def test_in_house_hours_are_three_tenths_more_and_half_more_if_much_goes_wrong() -> None:
    wish = {"name": "Sales", "kind": "report", "size": "small", "builder": "in_house"}
    work = line(priced({"users": 10, "customisations": [wish]}), "customisation-1").work
    assert work is not None
    assert tuple(work.hours) == (2, Decimal("3.9"), 9)


@pytest.mark.parametrize("price", [40_000, "included"])
def test_what_the_edition_sells_is_the_cost_and_its_template_is_not_charged(price: int | str) -> None:
    found = priced(ONE_REPORT, item("build", "customisation", price))
    assert amounts(found) == {"licences": 1000, "build": 40_000 if price == 40_000 else 0, "tests": 3000}
    assert said(found)[-1:] == ["vendor/standard/sold/customisation"]


def test_what_the_vendor_has_offered_is_sold_too() -> None:
    offer = {"candidate": "vendor", "item": "build", "amount": 5000, "source": "letter"}
    found = priced(ONE_REPORT | {"quoted": [offer]}, item("build", "customisation", "on_request"))
    assert amounts(found) == {"licences": 1000, "build": 5000, "tests": 3000}


@pytest.mark.parametrize("state", ["on_request", "not_offered"])
def test_a_gap_gives_way_to_hours_and_it_is_said(state: str) -> None:
    found = priced(ONE_REPORT, item("build", "customisation", state))
    assert amounts(found) == {"licences": 1000, "customisation-1": 9000, "tests": 3000}
    assert (found.complete, "vendor/standard/in-place-of/build" in said(found)) == (True, True)


def test_a_template_is_only_replaced_by_its_own_category() -> None:
    found = priced(ONE_REPORT, item("testing", "licence", 500), item("course", "customisation", 700))
    assert amounts(found) == {"licences": 1000, "testing": 500, "course": 700, "tests": 3000}


def test_an_offer_for_a_piece_of_work_replaces_its_hours_in_the_price() -> None:
    offer = {"candidate": "vendor", "item": "customisation-1", "amount": 12_000, "source": "letter 7"}
    found = priced(ONE_REPORT | {"quoted": [offer]})
    report = line(found, "customisation-1")
    assert (report.amount, report.basis, report.source, report.quantity) == (12_000, "quoted", "letter 7", 3)
    assert found.totals.assumed is not None
    assert found.totals.assumed.likely == 3000


@pytest.mark.parametrize("name", ["customisation", "report", "customisation-1"])
def test_work_is_switched_off_by_category_effort_or_piece(name: str) -> None:
    found = priced(ONE_REPORT | {"options": {name: False}})
    assert amounts(found) == {"licences": 1000}


def test_optional_work_is_switched_on_for_one_candidate_alone() -> None:
    brief = {"users": 10, "options": {"vendor/standard": {"operation": True}}}
    several = compared([catalog(LICENCES), catalog(LICENCES, id="other")], brief, playbook=BOOK).estimates
    assert [amounts(one) for one in several] == [{"licences": 1000, "care": 10_000}, {"licences": 1000}]


def test_work_of_every_year_is_due_every_year() -> None:
    found = priced({"users": 10, "horizon_years": 3, "options": {"operation": True}})
    care = line(found, "care")
    assert (care.by_year, care.amount) == ((10_000, 10_000, 10_000), 30_000)
    assert care.work is not None
    assert care.work.high == 30_000


def test_a_switch_that_is_neither_on_nor_off_is_refused() -> None:
    (found,) = problems(ONE_REPORT | {"options": {"operation": "often"}})
    assert (found.code, "Write false or true" in found.hint) == ("REF009", True)


def test_an_option_nobody_has_is_compared_with_work_too() -> None:
    (found,) = problems(ONE_REPORT | {"options": {"operatoin": True}})
    assert (found.code, found.hint) == ("REF009", 'Did you mean "operation"?')


def test_work_nobody_set_a_rate_for_is_a_gap_and_not_nothing() -> None:
    found = priced({"users": 10, "options": {"training": True}})
    course = line(found, "course")
    assert (amounts(found)["course"], found.complete, course.quantity) == ("on_request", False, 6)
    assert course.work is not None
    assert (course.work.low, course.work.high) == (None, None)


def test_the_brief_s_rate_comes_before_the_playbook_s_and_is_no_assumption() -> None:
    found = priced(ONE_REPORT | {"rates": {"developer": 4000}})
    assert amounts(found) == {"licences": 1000, "customisation-1": 12_000, "tests": 3000}
    assert found.totals.assumed is not None
    assert (found.totals.assumed.likely, found.totals.assumed.rates) == (15_000, 0)


def test_a_rate_of_a_role_nobody_has_is_refused() -> None:
    (found,) = problems(ONE_REPORT | {"rates": {"develper": 4000}})
    assert (found.code, found.hint) == ("REF015", 'Did you mean "developer"?')


@pytest.mark.parametrize(
    ("day", "amount"), [("2025-12-31", "on_request"), ("2026-01-01", 3000), ("2026-06-30", 3000), ("2026-07-01", 6000)]
)
def test_a_rate_holds_from_its_day_and_not_the_day_before(day: str, amount: int | str) -> None:
    dated = [{"from": date(2026, 1, 1), "amount": 1000}, {"from": date(2026, 7, 1), "amount": 2000}]
    rates = BOOK["rates"] | {"developer": {"name": "Developer", "amounts": dated, "currency": "RUB"}}
    found = priced(ONE_REPORT | {"date": day}, book=BOOK | {"rates": rates})
    assert amounts(found)["customisation-1"] == amount


def test_rates_meet_another_currency_only_at_a_dated_rate_of_exchange() -> None:
    abroad = ONE_REPORT | {"currency": "USD", "exchange": {"as_of": "2026-11-23", "rates": {"RUB": Decimal("0.0123")}}}
    assert amounts(priced(abroad))["customisation-1"] == Decimal("110.70")
    without = priced(ONE_REPORT | {"currency": "USD"}, currency="USD")
    assert amounts(without)["customisation-1"] == "on_request"
    reason = line(without, "customisation-1").reason
    assert reason is not None
    assert reason.values["currency"] == "RUB"


def test_work_in_the_brief_s_currency_knows_no_exchange_of_the_catalog() -> None:
    brief = ONE_REPORT | {"exchange": {"as_of": "2026-11-23", "rates": {"USD": 90}}}
    assert amounts(priced(brief, currency="USD")) == {"licences": 90_000, "customisation-1": 9000, "tests": 3000}


def test_tax_follows_the_rate_card_and_not_the_catalog() -> None:
    brief = ONE_REPORT | {"client": {"name": "Client", "country": "RU"}, "options": {"operation": True}}
    found = priced(brief, tax={"treatment": "included", "rate": 10})
    taxes = {one.id: one.tax for one in found.lines}
    assert (taxes["customisation-1"], taxes["care"], taxes["licences"]) == (1980, 0, Decimal("90.91"))
    assert taxes["tests"] is None  # nobody said whether tax is in the consultant's rate
    assert found.totals.gross is None


def test_a_total_says_how_much_of_it_is_assumed() -> None:
    part = priced(ONE_REPORT).totals.assumed
    assert part is not None
    # tests are 1.5 hours at 2,000, a rate with a source; the report 3 (2 to 6) hours at 3,000, a judgement
    assert tuple(part) == (9000, 12_000, 21_000, 9000)


def test_work_no_effort_covers_is_said_to_be_missing() -> None:
    brief = {"users": 10, "integrations": [{"name": "Accounting"}]}
    found = compared([catalog(LICENCES)], brief, playbook=BOOK)
    assert "left-out/work" in [note.id for note in found.notes]
    assert "left-out/work" not in [note.id for note in compared([catalog(LICENCES)], ONE_REPORT, playbook=BOOK).notes]


def test_optional_work_is_named_where_there_is_work_at_all() -> None:
    def named(brief: Tree) -> list[object]:
        notes = compared([catalog(LICENCES)], brief, playbook=BOOK).notes
        return [note.text.values["categories"] for note in notes if note.id == "left-out/optional-work"]  # type: ignore[union-attr]

    assert named(ONE_REPORT) == [("training", "operation")]
    assert named({"users": 10}) == []


def test_usual_numbers_that_a_figure_rests_on_are_said_with_their_place() -> None:
    interviews = {
        "id": "talks", "name": "Talks", "category": "analysis", "side": "vendor", "role": "consultant",
        "formula": [{"hours": 3, "each": "processes"}],
    }  # fmt: skip
    drivers = {"processes": {"name": "processes", "default": 2}, "shops": {"name": "shops", "default": 5}}
    book = BOOK | {"efforts": [interviews], "drivers": drivers}
    found = compared([catalog(LICENCES)], {"users": 10}, playbook=book)
    assert [note.id for note in found.notes if note.id.startswith("number/")] == ["number/processes"]
    given = compared([catalog(LICENCES)], {"users": 10, "quantities": {"processes": 4}}, playbook=book)
    assert [note.id for note in given.notes if note.id.startswith("number/")] == []
    assert line(given.estimates[0], "talks").quantity == 12


def test_a_rate_that_begins_later_is_not_called_missing() -> None:
    book = {
        **BOOK,
        "rates": {**BOOK["rates"], "developer": {"name": "D", "amounts": [{"from": "2027-01-01", "amount": 1}]}},
    }
    report = line(priced(ONE_REPORT, book=book), "customisation-1")
    assert report.reason is not None
    assert "begins on {first}" in report.reason.wording
