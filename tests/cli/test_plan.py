"""`plan`: every format and language of a real plan, price and plan from the same cells, baselines, and wrong input."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from icalendar import Calendar

from crm_planner import project
from crm_planner.cli.plan import Part, PlanFormat
from crm_planner.documents.folding import width
from crm_planner.documents.plan.page import Section
from crm_planner.plan.implementation import Implementation
from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
from crm_planner.project import Project
from tests.cli.run import Ended, ran
from tests.documents.plan.mpxj import computed_anew, read_back

Capture = pytest.CaptureFixture[bytes]
FIRM, DESK, SHOP = (f"examples/{name}.yaml" for name in ("firm-of-25", "order-desk", "print-shop"))
OFFER = "regionsoft/standard"


STYLE = re.compile(r"\x1b\[[\d;]*m")
_made: dict[tuple[str, str], Implementation] = {}


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Every command is run as it is, but the same plan is not searched for twice: a plan follows from its brief."""
    monkeypatch.chdir(root)
    search = project.plan

    def remembered(wanted: Project, knowledge: WrittenPlaybookWithPlan, name: str) -> Implementation:
        key = name, repr(wanted.brief.brief)
        if key not in _made:
            _made[key] = search(wanted, knowledge, name)
        return _made[key]

    monkeypatch.setattr(project, "plan", remembered)


def planned(capture: Capture, *arguments: str, brief: str = DESK) -> dict[str, Any]:
    """The plan as JSON."""
    found: dict[str, Any] = json.loads(done(capture, brief, OFFER, "--format", "json", *arguments).out)
    return found


def done(capture: Capture, *arguments: str) -> Ended:
    ended = ran(capture, "plan", *arguments)
    assert (ended.status, ended.err) == (0, "")
    return ended


def task(plan: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (one for one in plan["tasks"] if one["id"] == name)
    return dict(found)


def test_the_parts_of_the_option_are_the_sections_of_the_page() -> None:
    assert [part.value for part in Part] == [section.value for section in Section]


@pytest.mark.parametrize(
    ("form", "language"),
    [
        *(("table", "en"), ("table", "ru"), ("table", "ja"), ("csv", "ru"), ("markdown", "ja"), ("html", "ru")),
        *(("mermaid", "ja"), ("svg", "ru"), ("svg", "ja"), ("ics", "ja"), ("mspdi", "ru"), ("json", "ja")),
    ],
)
def test_every_format_speaks_the_language_asked_for(form: str, language: str, capsysbinary: Capture) -> None:
    said = done(capsysbinary, DESK, OFFER, "--format", form, "--lang", language).out
    assert {"en": "Workstations", "ru": "Рабочие места", "ja": "クライアント端末"}[language] in said


def test_the_formats_of_one_plan_agree_on_its_dates(capsysbinary: Capture) -> None:
    plan = planned(capsysbinary)
    dates = {one["id"]: (one["start"]["day"], one["finish"]["day"]) for one in plan["tasks"]}
    rows = csv.DictReader(io.StringIO(done(capsysbinary, DESK, OFFER, "--format", "csv").out.lstrip("\ufeff")))
    assert {row["id"]: (row["start"], row["finish"]) for row in rows} == dates
    events = Calendar.from_ical(done(capsysbinary, DESK, OFFER, "--format", "ics").out).walk("VEVENT")
    assert sorted(str(event.decoded("dtstart")) for event in events) == sorted(start for start, _ in dates.values())


@pytest.mark.parametrize("brief", [FIRM, DESK])
def test_mpxj_reads_the_work_and_the_cost_of_a_shipped_example(
    brief: str, capsysbinary: Capture, tmp_path: Path
) -> None:
    plan = planned(capsysbinary, brief=brief)
    read = read_back(done(capsysbinary, brief, OFFER, "--format", "mspdi").out, tmp_path)
    found = {one["wbs"]: one for one in read["tasks"] if one["outline_level"] == 2}
    for one in plan["tasks"]:
        hours = sum(Decimal(each["hours"]["likely"]) for each in one["work"])
        assert abs(Decimal(found[one["id"]].get("work", 0)) - hours * 3600) <= 1  # MPXJ cuts seconds
        assert Decimal(str(found[one["id"]].get("cost", 0))) == Decimal(one["cost"]["total"])
    phases = sum(Decimal(str(one.get("cost", 0))) for one in read["tasks"] if one["outline_level"] == 1)
    assert phases == Decimal(plan["cost"]["in_plan"])


CIRCUMSTANCES = """plan={
    people: [
        {id: anna, name: Anna, roles: [trainer], leave: [{from: 2027-03-12, until: 2027-03-16}]},
        {id: kim, name: Kim, roles: [developer], country: JP, weekdays: [mon, tue, wed, thu]}],
    blackouts: [{month_end: 3, roles: [key-user]}, {from: 2027-03-01, until: 2027-03-10}]}"""


def test_ms_project_computes_the_same_dates_from_links_calendars_and_durations(
    capsysbinary: Capture, tmp_path: Path
) -> None:
    changed = " ".join(CIRCUMSTANCES.split())
    plan = planned(capsysbinary, "--set", changed)
    xml = done(capsysbinary, DESK, OFFER, "--set", changed, "--format", "mspdi").out
    anew = computed_anew(xml, tmp_path)
    assert xml.count("<ConstraintType>") < len(plan["tasks"]) / 2  # or dates would only be repeated
    for one in plan["tasks"]:
        start, finish = anew[one["id"]]
        assert finish[:10] == one["finish"]["day"]
        assert start[:10] == one["start"]["day"]


ABROAD = """plan={people: [
    {id: kim, name: Kim, roles: [developer], country: JP},
    {id: aida, name: Aida, roles: [key-user], country: KZ, weekdays: [mon, tue]}]}"""


@pytest.mark.parametrize("form", [form for form in PlanFormat if form is not PlanFormat.XLSX])
def test_people_of_other_countries_are_named_in_every_text_that_names_people(
    form: PlanFormat, capsysbinary: Capture
) -> None:
    written = done(capsysbinary, DESK, OFFER, "--set", " ".join(ABROAD.split()), "--format", form.value).out
    assert ("Aida" in written) is (form is not PlanFormat.MERMAID)


@pytest.mark.parametrize("brief", [FIRM, DESK])
def test_the_plan_costs_what_the_estimate_says(brief: str, capsysbinary: Capture) -> None:
    plan = planned(capsysbinary, brief=brief)
    estimate = json.loads(ran(capsysbinary, "estimate", brief, OFFER, "--format", "json").out)
    assert plan["cost"]["total"] == estimate["totals"]["horizon"]
    assert sum(Decimal(one["cost"]["total"]) for one in plan["tasks"]) == Decimal(plan["cost"]["in_plan"])
    paid = sum(Decimal(one["amount"]) for one in plan["payments"]) + Decimal(plan["own_people"])
    assert paid == Decimal(plan["cost"]["total"])


def test_the_hours_of_the_plan_are_cells_of_the_price(capsysbinary: Capture) -> None:
    plan = planned(capsysbinary)
    work = next(one for one in task(plan, "4.2")["work"] if Decimal(one["cost"]))
    ended = ran(capsysbinary, "explain", DESK, OFFER, work["cells"][1])
    assert ended.status == 0
    assert work["hours"]["likely"] in ended.out.replace(",", "")


def test_other_hours_move_the_dates_and_the_price(capsysbinary: Capture) -> None:
    before = planned(capsysbinary)
    work = next(one for one in task(before, "4.2")["work"] if Decimal(one["cost"]))
    piece = work["cells"][1].split("/")[-2]
    more = ("--set", f"plan.tasks={{4.2: {{hours: {{{piece}: {{low: 200, likely: 300, high: 400}}}}}}}}")
    after = planned(capsysbinary, *more)
    assert after["finish"]["day"] > before["finish"]["day"]
    assert Decimal(after["cost"]["total"]) > Decimal(before["cost"]["total"])
    estimate = json.loads(ran(capsysbinary, "estimate", DESK, OFFER, *more, "--format", "json").out)
    assert after["cost"]["total"] == estimate["totals"]["horizon"]


def test_somebody_with_a_rate_and_half_a_day_moves_the_price_and_the_dates(capsysbinary: Capture) -> None:
    before = planned(capsysbinary)
    dear = "plan={people: [{id: anna, name: Anna, roles: [consultant], share: 0.5, hourly: 9000}]}"
    after = planned(capsysbinary, "--set", dear)
    assert after["finish"]["day"] > before["finish"]["day"]
    assert Decimal(after["cost"]["total"]) > Decimal(before["cost"]["total"])
    estimate = json.loads(ran(capsysbinary, "estimate", DESK, OFFER, "--set", dear, "--format", "json").out)
    assert after["cost"]["total"] == estimate["totals"]["horizon"]
    assert {"Anna"} <= {one["name"] for one in after["people"]}


def test_another_start_moves_every_task_and_an_earlier_plan_shows_it(capsysbinary: Capture, tmp_path: Path) -> None:
    agreed = tmp_path / "agreed.json"
    ended = ran(capsysbinary, "plan", DESK, OFFER, "--format", "json", "--lang", "ru", "-o", str(agreed))
    assert (ended.status, ended.out) == (0, "")
    assert ended.err.startswith("crm-planner: written to ")
    moved = planned(capsysbinary, "--set", "start=2027-01-18", "--baseline", str(agreed))
    assert {one["start_days"] > 0 for one in moved["baseline"]["tasks"]} == {True}
    assert len(moved["baseline"]["tasks"]) == len(moved["tasks"])
    same = done(capsysbinary, DESK, OFFER, "--baseline", str(agreed), "--show", "moved").out
    assert "working days later: 0" in same


def test_a_gate_that_stops_the_project_stands_before_its_plan(capsysbinary: Capture) -> None:
    said = done(capsysbinary, SHOP, OFFER, "--show", "todo").out
    assert 0 < said.index("NO-GO until resolved") < said.index("What the client must do")
    assert planned(capsysbinary, brief=SHOP)["risks"]["verdict"] == "no_go"
    assert planned(capsysbinary)["risks"]["verdict"] == "not_assessed"


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_no_line_of_a_plan_is_wider_than_80_columns_on_a_terminal(
    language: str, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    lines = done(capsysbinary, DESK, OFFER, "--range", "--lang", language, "--no-color").out.splitlines()
    lines = [STYLE.sub("", line) for line in lines]
    assert max(map(width, lines)) <= 80
    assert sum(set(line) == {"─"} for line in lines) == 8


def test_the_calendar_of_the_to_do_list_has_only_what_the_client_does(capsysbinary: Capture) -> None:
    plan = planned(capsysbinary)
    text = done(capsysbinary, DESK, OFFER, "--format", "ics", "--show", "todo").out
    assert len(Calendar.from_ical(text).walk("VEVENT")) == len(plan["todo"]) < len(plan["tasks"])


def test_a_file_is_written_whole_and_replaced_only_by_force(capsysbinary: Capture, tmp_path: Path) -> None:
    chart = tmp_path / "plan.svg"
    chart.write_text("mine", encoding="utf-8")
    ended = ran(capsysbinary, "plan", DESK, OFFER, "--format", "svg", "-o", str(chart))
    assert (ended.status, ended.out) == (4, "")
    assert "error[OUT001]" in ended.err
    assert chart.read_text(encoding="utf-8") == "mine"
    assert ran(capsysbinary, "plan", DESK, OFFER, "--format", "svg", "-o", str(chart), "--force").status == 0
    assert fromstring(chart.read_text(encoding="utf-8")).tag.endswith("svg")


def test_a_table_in_a_file_is_plain_text(capsysbinary: Capture, tmp_path: Path) -> None:
    page = tmp_path / "plan.txt"
    assert ran(capsysbinary, "plan", DESK, OFFER, "-o", str(page), "--quiet").err == ""
    assert page.read_text(encoding="utf-8") == done(capsysbinary, DESK, OFFER).out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nowhere.yaml", OFFER), 3, "IO001"),
        ((DESK,), 2, "CANDIDATE"),
        ((DESK, "nobody"), 2, "nobody"),
        ((DESK, OFFER, "--format", "gantt"), 2, "gantt"),
        ((DESK, OFFER, "--lang", "fr"), 2, "fr"),
        ((DESK, OFFER, "--show", "money"), 2, "money"),
        ((DESK, OFFER, "--show", "moved"), 2, "--baseline"),
        ((DESK, OFFER, "--format", "json", "--show", "todo"), 2, "leave out --show"),
        ((DESK, OFFER, "--format", "csv", "--show", "todo", "--show", "load"), 2, "one list"),
        ((DESK, OFFER, "--format", "ics", "--show", "load"), 2, "tasks and todo"),
        ((DESK, OFFER, "--baseline", "nowhere.json"), 3, "IO001"),
        ((DESK, OFFER, "--baseline", FIRM), 1, "PLN016"),
        ((DESK, OFFER, "-o", "nowhere/plan.txt"), 4, "OUT002"),
        ((DESK, OFFER, "--set", "plan.tasks={99.9: {off: true}}"), 1, "WBS004"),
        ((DESK, OFFER, "--set", "plan.deadline=2027-01-12"), 1, "PLN"),
    ],
)
def test_wrong_input_ends_with_its_status_one_line_and_nothing_on_standard_output(
    arguments: tuple[str, ...], status: int, said: str, capsysbinary: Capture
) -> None:
    ended = ran(capsysbinary, "plan", *arguments)
    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_all_formats_of_the_contract_are_there() -> None:
    assert {"table", "json", "csv", "mermaid", "ics", "mspdi", "svg"} <= {form.value for form in PlanFormat}


# --- how sure the dates are -----------------------------------------------------------------------------------


def test_with_range_json_has_percentiles_and_criticality_of_every_task_but_those_throughout(
    capsysbinary: Capture,
) -> None:
    found = planned(capsysbinary, "--range")
    sure = found["range"]
    assert found["finish"]["day"] <= sure["finish"]["p50"] <= sure["finish"]["p80"]
    known = {one["id"] for one in found["tasks"] if one["kind"] != "throughout"}
    assert {one["id"] for one in sure["tasks"]} == known
    assert all(0 <= Decimal(one["criticality"]) <= 1 for one in sure["tasks"])
    assert Decimal(sure["slip_costs"]["p80"]) > 0
    assert "range" not in planned(capsysbinary)


@pytest.mark.parametrize(
    ("language", "end", "p80"), [("en", "End of the plan", "2027-08-25"), ("ru", "Окончание плана", "25.08.2027")]
)
def test_with_range_the_table_says_p80_of_the_end(capsysbinary: Capture, language: str, end: str, p80: str) -> None:
    text = done(capsysbinary, DESK, OFFER, "--range", "--show", "payments", "--lang", language).out
    (line,) = (one for one in text.splitlines() if one.startswith(end))
    assert p80 in line


@pytest.mark.parametrize("form", ["csv", "mermaid", "svg", "ics", "mspdi"])
def test_a_format_without_room_for_ranges_is_refused(capsysbinary: Capture, form: str) -> None:
    ended = ran(capsysbinary, "plan", DESK, OFFER, "--range", "--format", form)
    assert (ended.status, ended.out) == (2, "")
    assert f"--format {form} has no room for --range" in ended.err
