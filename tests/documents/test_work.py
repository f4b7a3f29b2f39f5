"""Work by the hour as it is printed: hours, who does it, how far it may differ, and how much of a total rests on it."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest

from crm_planner.catalog.offer import Basis, Status
from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.estimate import estimate_page
from crm_planner.documents.plain import plain_text
from crm_planner.documents.table_csv import comparison_csv
from crm_planner.documents.table_json import comparison_json
from crm_planner.estimate.lines import Assumed, Estimate, Line, Range, WorkDone
from crm_planner.text import Message, Text
from tests.documents.made import comparison, estimate, line, speech


def report(low: str | None = "6000", high: str | None = "18000") -> Line:
    """Three (2 to 6) hours of a developer."""
    hours = Range(Decimal(2), Decimal(3), Decimal(6))
    work = WorkDone("developer", "vendor", hours, low and Decimal(low), high and Decimal(high))  # type: ignore[arg-type]
    said = Message("Most likely hours at the rate of the role {role}", {"role": Text.plain("Developer")})
    made = line("customisation", "9000", basis=Basis.ASSUMED, name=Text.plain("Sales report"))
    return made._replace(quantity=Decimal(3), work=work, rule=said)


def firm(rates: str = "9000") -> Estimate:
    made = estimate("north/basic", line("licence", "91000"), report())
    part = Assumed(Decimal(6000), Decimal(9000), Decimal(18_000), Decimal(rates))
    return made._replace(totals=made.totals._replace(assumed=part))


def page(made: Comparison, language: str = "en") -> str:
    return plain_text(comparison_page(made), speech(language))


def own_page(made: Estimate, language: str = "en") -> str:
    return plain_text(estimate_page(comparison(made), made), speech(language))


def row(text: str, label: str) -> str:
    return " ".join(next(one for one in text.splitlines() if one.startswith(label)).split())


def test_a_line_of_work_counts_hours_and_says_how_far_they_may_differ() -> None:
    text = own_page(firm())
    assert row(text, "Sales report  ") == "Sales report customisation 3 h 9,000 priced assumed vendor.yaml:17"
    assert "Sales report: Most likely hours at the rate of the role Developer; 2 to 6 hours, 6,000 to 18,000" in text


def test_work_without_a_price_shows_its_hours_alone() -> None:
    gap = report(None, None)._replace(status=Status.ON_REQUEST, amount=None, by_year=(), rule=None, reason=Message("x"))
    assert "Sales report: x; 2 to 6 hours\n" in own_page(estimate("north/basic", gap))


@pytest.mark.parametrize("text", [own_page(firm()), page(comparison(firm()))], ids=["estimate", "compare"])
def test_a_total_is_followed_by_what_of_it_is_assumed(text: str) -> None:
    assert row(text, "Of this by assumed hours") == "Of this by assumed hours 9,000"


@pytest.mark.parametrize(
    ("rates", "ending"),
    [
        ("9000", "rests on assumed hours (6,000 to 18,000) at rates without a source"),
        ("4000", "rests on assumed hours (6,000 to 18,000), 4,000 of it at rates without a source"),
        ("0", "rests on assumed hours (6,000 to 18,000)"),
    ],
)
def test_a_note_says_how_much_rests_on_hours_and_on_rates(rates: str, ending: str) -> None:
    said = f"North CRM Basic: 9,000 of the total (9 %) {ending}\n"
    assert said in page(comparison(firm(rates)))
    assert said in own_page(firm(rates))


def test_nothing_is_said_where_nothing_is_assumed() -> None:
    text = page(comparison(estimate("north/basic", line("licence", "91000"))))
    assert "assumed" not in text


def test_a_scenario_names_its_own_assumed_part() -> None:
    without = estimate("north/basic", line("licence", "91000"))
    scenario = Scenario("more", {"users": "20"}, 20, 20, 1, (firm(),), rank((firm(),)))
    text = page(comparison(without, scenarios=(scenario,)))
    assert row(text, "Scenario more: by assumed hours") == "Scenario more: by assumed hours 9,000"


def test_what_a_scenario_changes_stands_under_the_table_and_is_cut_where_long() -> None:
    changes = {"users": "20", "customisations": "x" * 200}
    scenario = Scenario("more", changes, 20, 20, 1, (firm(),), rank((firm(),)))
    lines = page(comparison(firm(), scenarios=(scenario,))).splitlines()
    assert f"Scenario more is the brief with users=20, customisations={'x' * 80}..." in lines
    assert not [line for line in lines if line.startswith("Scenario more: ") and "=" in line]


@pytest.mark.parametrize(("language", "words"), [("ru", "от 2 до 6 ч, от 6"), ("ja", "2~6時間、6,000~18,000")])
def test_work_is_told_in_the_reader_s_language(language: str, words: str) -> None:
    assert words in own_page(firm(), language)


def document() -> Any:
    return json.loads(comparison_json(comparison(firm()), speech()))["candidates"][0]


def test_json_holds_hours_role_side_and_range() -> None:
    _, work = document()["lines"]
    assert (work["quantity"], work["unit"], work["role"], work["side"]) == ("3", "hours", "developer", "vendor")
    assert work["hours"] == {"low": "2", "likely": "3", "high": "6"}
    assert work["range"] == {"low": "6000.00", "likely": "9000.00", "high": "18000.00"}


def test_json_holds_the_assumed_part_of_the_total_and_other_lines_no_hours() -> None:
    licence, _ = document()["lines"]
    assert {"hours", "range", "role", "side", "unit"} & set(licence) == set()
    assert document()["totals"]["assumed"] == {
        "low": "6000.00", "likely": "9000.00", "high": "18000.00", "rates": "9000.00",
    }  # fmt: skip


def test_csv_holds_hours_and_the_assumed_part() -> None:
    text = comparison_csv(comparison(firm()), speech()).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    work = next(one for one in rows if one["category"] == "customisation")
    names = ("role", "hours_low", "hours_likely", "hours_high", "amount_low", "amount_high")
    assert [work[name] for name in names] == ["developer", "2", "3", "6", "6000.00", "18000.00"]
    assert {one["id"]: one["amount"] for one in rows if one["id"].startswith("assumed")} == {
        "assumed_low": "6000.00",
        "assumed_likely": "9000.00",
        "assumed_high": "18000.00",
        "assumed_rates": "9000.00",
    }
