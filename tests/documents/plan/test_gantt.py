"""The Gantt chart: sound XML with words for those who hear it, and every bar where its dates are."""

from datetime import date
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from crm_planner.documents.plan.gantt import gantt_svg
from crm_planner.documents.plan.gantt_scale import Scale, fitted
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.schedule import Moment
from tests.documents.made import speech
from tests.documents.plan.made import SCHEDULE, moment, plan

SVG = "{http://www.w3.org/2000/svg}"


def drawn(language: str = "en", made: Implementation | None = None) -> Element:
    root: Element = fromstring(gantt_svg(made or plan(), speech(language)))
    return root


def bars(root: Element) -> dict[str, Element]:
    """The group of each task, by its name in words."""
    return {str(group.findtext(f"{SVG}title")).partition(" ")[0]: group for group in root.findall(f"{SVG}g")}


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_the_drawing_has_a_title_and_a_description_in_its_language(language: str) -> None:
    root = drawn(language)
    assert (root.get("role"), root.get("lang")) == ("img", language)
    named = {one.get("id"): one.text or "" for one in root if one.tag in (f"{SVG}title", f"{SVG}desc")}
    assert set(str(root.get("aria-labelledby")).split()) == set(named)
    assert "Firm & <Co>" in named["plan-title"]
    interviews = SCHEDULE.tasks[1].task.name.in_language(language)
    assert interviews in named["plan-description"]


def test_every_task_has_a_group_that_says_in_words_when_who_and_how_much_leeway() -> None:
    said = [group.findtext(f"{SVG}title") for group in bars(drawn()).values()]
    assert said == [
        "t1 Scope; confirmed: go/no-go (gate), 2027-01-11, critical task, Anna <A&B>, Sponsor",
        "t2 Interviews, 2027-01-12\u00a0to 2027-01-13, critical task, Anna <A&B>, Key users",
        "t3 Cleansing of data, 2027-01-12\u00a0to 2027-01-15, leeway 1.5 days, Key users",
        "t4 Go-live (milestone), 2027-01-16, critical task",
        "m Management (throughout), 2027-01-11\u00a0to 2027-01-16, Manager",
    ]


def test_a_bar_is_as_long_as_its_task_and_critical_ones_differ_in_lightness() -> None:
    found, scale = bars(drawn()), Scale.of(SCHEDULE)
    colours = {}
    for one in SCHEDULE.tasks:
        bar = found[one.task.id].find(f"{SVG}rect")
        if one.task.is_milestone:
            assert bar is None
            continue
        assert bar is not None
        assert float(str(bar.get("x"))) == scale.x(one.start)
        assert float(str(bar.get("width"))) == pytest.approx(scale.x(one.finish) - scale.x(one.start))
        colours[one.task.id] = bar.get("fill")
    assert colours["t1"] == colours["t2"] != colours["t3"]
    assert colours["m"] == "url(#plan-hatch)"


def test_all_links_and_all_days_off_are_drawn() -> None:
    root = drawn(made=plan()._replace(schedule=SCHEDULE._replace(finish=moment(18, 8))))
    arrows = [path for path in root.findall(f"{SVG}path") if path.get("marker-end")]
    assert len(arrows) == sum(len(one.task.links) for one in SCHEDULE.tasks)
    shaded = [rect for rect in root.findall(f"{SVG}rect") if rect.get("fill") == "#f1f3f5"]
    assert len(shaded) == 1 + 1  # the Sunday, for the Saturday is worked, and the sign in the legend


def test_the_chart_stays_as_wide_as_a_page_however_long_the_plan_is() -> None:
    long = SCHEDULE._replace(finish=Moment(date(2028, 6, 30), 8))
    assert Scale.of(long).width < 1400
    labelled = [day for day, shown in Scale.of(long).mondays() if shown]
    assert 5 < len(labelled) < 16


def test_a_text_is_cut_to_its_room_and_wide_letters_take_two() -> None:
    assert fitted("short", 300) == "short"
    assert fitted("x" * 100, 120).endswith("…")
    assert len(fitted("漢" * 100, 120)) <= len(fitted("x" * 100, 120)) // 2 + 1
