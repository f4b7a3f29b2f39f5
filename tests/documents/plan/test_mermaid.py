"""Mermaid charts: a section for each phase, whole days, marks for what is critical, and no sign that ends a name."""

import pytest

from crm_planner.documents.plan.mermaid import mermaid
from crm_planner.text import Text
from tests.documents.made import speech
from tests.documents.plan.made import plan


def test_the_chart_says_every_task_with_its_days_and_marks() -> None:
    assert mermaid(plan("Firm"), speech()).splitlines() == [
        "gantt",
        "    title Firm implementation of RegionSoft CRM Standard",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %Y-%m-%d",
        "    tickInterval 1week",
        "    weekday monday",
        "    todayMarker off",
        "    section Start",
        "    t1 Scope confirmed go/no-go (gate), critical :crit, tt1, 2027-01-11, 2027-01-12",
        "    t2 Interviews, critical :crit, tt2, 2027-01-12, 2027-01-14",
        "    section Launch",
        "    t3 Cleansing of data :tt3, 2027-01-12, 2027-01-16",
        "    t4 Go-live (milestone), critical :crit, milestone, tt4, 2027-01-16, 0d",
        "    m Management (throughout) :active, tm, 2027-01-11, 2027-01-17",
    ]


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_no_name_holds_a_sign_that_mermaid_reads_as_its_own(language: str) -> None:
    hostile = plan("A: b; #c %% --> <d>\n")
    tasks = tuple(
        one._replace(task=one.task._replace(name=Text.plain("x:y;z#1 %%{init}%% --> <b>")))
        for one in hostile.schedule.tasks
    )
    lines = mermaid(hostile._replace(schedule=hostile.schedule._replace(tasks=tasks)), speech(language)).splitlines()
    names = [line.rpartition(" :")[0] for line in lines[10:] if " :" in line] + [lines[1]]
    assert len(names) > 3
    assert not {sign for name in names for sign in name} & set(":;#%<>")
    assert not any("--" in name for name in names)
