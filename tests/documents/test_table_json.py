"""The comparison as JSON, by the contract."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crm_planner.catalog.offer import Status
from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.table_json import comparison_json, estimate_json
from crm_planner.estimate.lines import Note, Range
from crm_planner.estimate.metric import MetricChoice, Side
from crm_planner.place import Place
from crm_planner.text import Text
from tests.documents.made import comparison, estimate, line, speech, two_vendors


def read(made: Comparison, language: str = "en") -> Any:
    return json.loads(comparison_json(made, speech(language)))


def test_the_document_has_the_keys_of_the_contract() -> None:
    document = read(two_vendors())
    assert document["schema"] == "crm-planner/comparison/1"
    assert {"currency", "users", "horizon_years", "candidates", "ranking", "assumptions"} <= set(document)
    said = {"id", "vendor", "product", "edition", "licence_metric", "licences", "complete", "suitable"}
    assert said | {"lines", "totals", "gaps"} <= set(document["candidates"][0])
    assert document["priced_on"] == date(2026, 11, 23).isoformat()


def test_money_is_text_with_the_minor_digits_of_the_currency() -> None:
    licence = read(two_vendors())["candidates"][0]["lines"][0]
    assert licence["amount"] == "100000.00"
    assert licence["by_year"] == ["100000.00"]
    yen = read(comparison(estimate("a/b", line("licence", "5")), currency="JPY"))
    assert yen["candidates"][0]["lines"][0]["amount"] == "5"


def test_a_gap_is_null_and_included_is_zero() -> None:
    north = read(two_vendors())["candidates"][0]
    by_id = {one["id"]: one for one in north["lines"]}
    assert (by_id["training"]["status"], by_id["training"]["amount"]) == ("not_offered", None)
    assert (by_id["support"]["status"], by_id["support"]["amount"]) == ("included", "0.00")
    (gap,) = north["gaps"]
    assert (gap["category"], gap["amount"], gap["fill"]["likely"]) == ("training", None, "6000.00")


def test_a_figure_names_the_file_without_its_folders() -> None:
    licence = read(two_vendors())["candidates"][1]["lines"][0]
    assert licence["source"] == {"file": "vendor.yaml", "line": 17, "id": "list"}
    assert licence["basis"] == "extrapolated"


def test_a_total_that_cannot_be_filled_is_null() -> None:
    alone = comparison(estimate("a/b", line("training", Status.ON_REQUEST)))
    assert read(alone)["candidates"][0]["totals"]["like_for_like"] is None


def test_the_ranking_says_who_is_left_out_and_who_is_level() -> None:
    ranking = read(two_vendors())["ranking"]
    assert ranking["published"] == ["rival/one"]
    assert ranking["like_for_like"] == ["rival/one", "north/basic"]
    assert ranking["unranked"]["published"][0]["id"] == "north/basic"
    level = read(comparison(*(estimate(f"{name}/x", line("licence", "5")) for name in "ab")))
    assert level["ranking"]["ties"]["published"] == [["a/x", "b/x"]]


def test_notes_are_assumptions_with_id_text_and_source() -> None:
    note = Note("gap-filling", Text.plain("filled"), "article", Place("/x/playbook.yaml", 3, 1))
    (assumption,) = read(comparison(estimate("a/b", line("licence", "5")), notes=(note,)))["assumptions"]
    assert assumption == {
        "id": "gap-filling",
        "text": "filled",
        "source": "article",
        "place": {"file": "playbook.yaml", "line": 3},
    }


def test_scenarios_are_whole_comparisons() -> None:
    grown = estimate("a/b", line("licence", "9"))
    scenario = Scenario("growth", {"users": "25"}, 25, 25, 5, (grown,), rank([grown]))
    (told,) = read(comparison(estimate("a/b", line("licence", "5")), scenarios=(scenario,)))["scenarios"]
    assert (told["name"], told["changes"], told["horizon_years"]) == ("growth", {"users": "25"}, 5)
    assert told["candidates"][0]["totals"]["horizon"] == "9.00"


def test_texts_are_in_the_language_asked_for_and_states_are_not() -> None:
    document = read(two_vendors(), "ru")
    assert document["language"] == "ru"
    assert document["assumptions"][0]["text"] == "North CRM: дата цен неизвестна"
    assert document["candidates"][0]["lines"][1]["status"] == "not_offered"


def test_a_language_that_had_to_stand_in_is_named() -> None:
    made = comparison(estimate("a/b", line("licence", "5"), text=Text({"ru": "Продажи"})))
    assert read(made)["fell_back"] == ["ru"]


def test_an_estimate_is_one_candidate_with_its_head() -> None:
    made = two_vendors()
    document = json.loads(estimate_json(made, made.estimates[0], speech()))
    assert document["schema"] == "crm-planner/estimate/1"
    assert (document["id"], document["users"], document["currency"]) == ("north/basic", 10, "RUB")


@pytest.mark.parametrize("amount", ["0.1", "999999999999.99", "0.005"])
def test_amounts_are_never_rounded_by_writing_them(amount: str) -> None:
    written = read(comparison(estimate("a/b", line("licence", amount))))["candidates"][0]["lines"][0]["amount"]
    assert Decimal(written) == Decimal(amount)


def test_a_range_is_written_with_its_three_ends() -> None:
    gapped = estimate("a/b", line("training", Status.NOT_OFFERED), fill=Range(Decimal(1), Decimal(2), Decimal(3)))
    totals = read(comparison(gapped))["candidates"][0]["totals"]
    assert totals["like_for_like"] == {"low": "1.00", "likely": "2.00", "high": "3.00"}


def test_totals_say_what_is_firm_estimated_and_unknown() -> None:
    made = estimate("a/b", line("licence", "120"))
    totals = made.totals._replace(firm=Decimal(100), estimated=Decimal(20), unknown=2, user_month=Decimal("1.5"))
    document = json.loads(comparison_json(comparison(made._replace(totals=totals)), speech()))
    found = document["candidates"][0]["totals"]
    assert (found["firm"], found["estimated"], found["unknown"]) == ("100.00", "20.00", 2)
    assert found["user_month"] == "1.50"


def test_the_licence_metric_is_there_where_two_are_compared() -> None:
    text = Text.plain("CRM")
    sides = (Side("a/b", text, 15, Decimal(1500)), Side("c/d", text, 10, Decimal(1200)))
    metric = MetricChoice(*sides, peak_share=Decimal("0.667"), turning_share=Decimal("0.833"))
    made = comparison(estimate("a/b", line("licence", "1500")))
    assert "licence_metric" not in json.loads(comparison_json(made, speech()))
    assert json.loads(comparison_json(made._replace(metric=metric), speech()))["licence_metric"] == {
        "better": "concurrent_user",
        "peak_share": "0.667",
        "turning_share": "0.833",
        "candidates": [
            {"metric": "named_user", "id": "a/b", "licences": 15, "amount": "1500.00"},
            {"metric": "concurrent_user", "id": "c/d", "licences": 10, "amount": "1200.00"},
        ],
    }
