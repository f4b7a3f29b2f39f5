"""What the charts say: their figures are the model's, an unknown is no zero, and every language says the same."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_planner.catalog.offer import Status
from crm_planner.documents.charts.by_category import cost_by_category
from crm_planner.documents.charts.by_year import cost_by_year
from crm_planner.documents.charts.chart import Chart
from crm_planner.documents.charts.gantt import gantt
from crm_planner.documents.charts.risk_map import risk_heat_map
from crm_planner.estimate.lines import Range
from crm_planner.text import LANGUAGES, Text
from tests.documents.charts.made import every_chart, moved, turning
from tests.documents.made import comparison, estimate, line, speech, two_vendors
from tests.documents.plan.made import plan
from tests.risk.made import answers, assessed, bad


def values(chart: Chart) -> list[dict[str, object]]:
    found: list[dict[str, object]] = chart.specification["data"]["values"]
    return found


def sums(chart: Chart) -> dict[object, float]:
    """The length of each bar."""
    amounts: dict[object, float] = {}
    for entry in values(chart):
        if isinstance(part := entry.get("amount"), float):
            amounts[entry["candidate"]] = amounts.get(entry["candidate"], 0.0) + part
    return amounts


def test_a_bar_is_as_long_as_what_is_known_and_what_stands_in_for_the_rest() -> None:
    chart = cost_by_category(two_vendors(), speech())
    assert sums(chart) == {"North CRM Basic": 106000.0, "Rival CRM One": 96000.0}
    assert [entry["amount"] for entry in values(chart) if entry.get("filled")] == [6000.0]
    assert [entry["total"] for entry in values(chart) if "total" in entry] == [
        "100,000; like for like 106,000",
        "96,000",
    ]


def test_a_price_nobody_knows_is_said_and_is_no_bar() -> None:
    gapped = estimate("north/basic", line("licence", "1000"), line("training", Status.ON_REQUEST))
    chart = cost_by_category(comparison(gapped), speech())
    assert "1,000 + unknown: 1" in chart.alt
    assert [entry["category"] for entry in values(chart) if "category" in entry] == ["Licences"]
    assert "(incomplete)" in cost_by_year(comparison(gapped), speech()).alt


def test_categories_beyond_the_colours_are_drawn_together_and_nothing_is_lost() -> None:
    chart = every_chart("en")[0]
    colours = chart.specification["layer"][0]["encoding"]["color"]["scale"]
    assert len(set(colours["range"])) == len(colours["range"]) == len(colours["domain"])
    assert "Everything else" in colours["domain"]
    assert sums(chart)["North CRM One"] == 45000.0


def test_candidates_of_one_name_have_bars_of_their_own() -> None:
    same = Text.plain("The same")
    chart = cost_by_category(
        comparison(*(estimate(name, line("licence", "5"), text=same) for name in ("a/one", "b/one"))), speech()
    )
    assert len(sums(chart)) == 2


def test_only_the_candidates_asked_for_are_drawn() -> None:
    chart = cost_by_year(two_vendors(), speech(), ["rival/one"])
    assert [entry["text"] for entry in values(chart)] == ["96,000"]
    assert "North" not in chart.alt


def test_figures_that_would_run_into_each_other_are_left_to_the_words() -> None:
    few = comparison(estimate("a/one", line("licence", "1000000")), estimate("b/one", line("licence", "2000000")))
    many = comparison(*(estimate(f"v{at}/one", line("licence", "1000000")) for at in range(12)))
    assert len(cost_by_year(few, speech()).specification["layer"]) == 2
    assert len(cost_by_year(many, speech()).specification["layer"]) == 1
    assert cost_by_year(many, speech()).alt.count("1,000,000") == 12


def test_a_gap_filled_from_rivals_is_the_likely_amount() -> None:
    filled = estimate(
        "north/basic",
        line("licence", "10"),
        line("training", Status.NOT_OFFERED),
        fill=Range(Decimal(1), Decimal(2), Decimal(9)),
    )
    assert list(sums(cost_by_category(comparison(filled), speech())).values()) == [12.0]


def test_lines_turn_where_the_cheapest_changes() -> None:
    chart = turning()
    assert chart.alt == "Cheapest by number of users: 1 to 10 South CRM One; 11 to 30 North CRM One."
    assert [entry["users"] for entry in values(chart) if "turn" in entry] == [11.0]
    there = {
        entry["candidate"]: entry["amount"] for entry in values(chart) if entry["users"] == 11.0 and "turn" not in entry
    }
    assert there["South CRM One"] == 1100.0
    assert there["North CRM One"] == 1050.0


def test_the_heat_map_holds_every_detected_risk_and_counts_the_others() -> None:
    found = assessed(answers({"CL-02.1": bad("CL-02.1")}))
    chart = risk_heat_map(found, speech())
    assert len(values(chart)) == 25
    shown = " ".join(str(entry["risks"]) for entry in values(chart))
    assert "CL-02" in shown
    open_ones = sum(int(part[1:]) for part in shown.split() if part.startswith("+"))
    assert open_ones == sum(one.state.value == "open" for one in found.risks)


def test_a_map_without_risks_says_that_there_are_none() -> None:
    assert "none is detected" in risk_heat_map(assessed(), speech(), ()).alt


def test_the_plan_has_a_bar_for_each_phase_and_a_diamond_for_each_gate() -> None:
    made = plan()
    chart = gantt(made, speech())
    bars = [entry for entry in values(chart) if not entry["point"]]
    assert [(entry["start"], entry["end"]) for entry in bars] == [
        (str(one.start.day), str(one.finish.day + timedelta(days=1))) for one in made.phases
    ]
    gates = [one for one in made.schedule.tasks if one.task.gate or one.task.is_milestone]
    ends = [date.fromisoformat(str(entry["end"])) for entry in values(chart) if entry["point"]]
    assert sorted(ends) == sorted(one.finish.day for one in gates)


def test_what_moves_a_total_is_drawn_from_the_total_to_both_ends() -> None:
    chart = moved(candidate="south/one")
    assert chart is not None
    users = [entry for entry in values(chart) if entry["figure"] == "Number of users"]
    assert [(entry["value"], entry["total"], entry["now"]) for entry in users] == [
        ("8", 800.0, 1000.0),
        ("12", 1200.0, 1000.0),
    ]
    assert "number of users: 800 to 1,200" in chart.alt


def test_a_candidate_without_a_total_has_no_such_chart() -> None:
    assert moved(candidate="nobody/one") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_beside_a_chart_are_in_the_readers_language(language: str) -> None:
    for chart, english in zip(every_chart(language), every_chart("en"), strict=True):
        assert chart.id == english.id
        assert chart.alt.endswith("。" if language == "ja" else ".")
        assert (chart.title == english.title) == (language == "en")
