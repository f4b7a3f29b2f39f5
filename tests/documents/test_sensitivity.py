"""The page on what moves the answer: who is ahead, what turns that, what cannot be had, whose judgements those are."""

import json
from pathlib import Path

import pytest

from crm_planner.documents.plain import plain_text
from crm_planner.documents.sensitivity import sensitivity_page
from crm_planner.documents.sensitivity_json import sensitivity_json
from crm_planner.documents.table_html import html
from crm_planner.files.bundled import folder
from crm_planner.project import Project
from crm_planner.text import LANGUAGES
from crm_planner.what_if.sensitivity import sensitivity
from tests.decision.made import flat, project, vendor
from tests.documents.made import speech
from tests.risk.made import checklist

SEATS = vendor("south", {"licences": "{kind: per_unit, amount: 100}"})
FLAT = vendor("north", {"licences": flat(1050)})
PLAN = vendor("south", {"licences": "{kind: per_unit, amount: 100}", "support": flat(10)}).replace(
    "category: support,", "category: support, optional: true, requires: {licences: {min: 10}},"
)


def shown(wanted: Project, top: int = 10, language: str = "en") -> str:
    return plain_text(sensitivity_page(sensitivity(wanted, checklist()), top=top), speech(language))


def test_who_is_ahead_at_an_end_is_named_there_and_on_top() -> None:
    text = shown(project(SEATS, FLAT))
    assert "Somebody else is ahead at an end of: number of users" in text
    (users,) = [line for line in text.splitlines() if line.startswith("Number of users") and "!" in line]
    assert users.split()[-4:] == ["!", "North", "CRM", "150"]


def test_an_end_that_cannot_be_had_is_said_and_has_no_figure() -> None:
    wanted = project(PLAN, FLAT, brief="options: {south: {support: true}}\n")
    assert "cannot be had" in shown(wanted)
    document = json.loads(sensitivity_json(sensitivity(wanted, checklist()), None, speech()))
    (users,) = [one for one in document["figures"] if one["id"] == "users"]
    assert users["at_low"] is None
    assert users["at_high"]["like_for_like"]["south/one"] == "1210.00"


def test_what_the_page_leaves_out_is_counted_and_stays_in_json() -> None:
    wanted = project(SEATS, FLAT)
    found = json.loads(sensitivity_json(sensitivity(wanted, checklist()), None, speech()))["figures"]
    assert f"{len(found) - 1} more figures" in shown(wanted, top=1)
    assert "more figures" not in shown(wanted, top=len(found))


def test_the_judgements_it_rests_on_are_named() -> None:
    text = shown(project(SEATS, FLAT, brief="ranges: {users: {low: 5, high: 15, reason: a hopeful owner}}\n"))
    assert "number of users: a hopeful owner" in text
    assert "judgements of the playbook (ranges), not statistics" in text


def test_what_nobody_knows_is_shown_as_unknown_and_drawn_nowhere() -> None:
    """West sells no training and nobody else does: it has no total to draw, and no present value."""
    gapped = vendor("west", {"licences": flat(900), "training": "{kind: on_request}"})
    lent = FLAT.replace("price:", "charge: yearly, price:")
    text = shown(project(gapped, lent, brief="horizon_years: 2\ndiscount_rate: 0.1\n"))
    assert "West CRM: " not in text
    assert "North CRM: 2,100 now" in text
    (worth,) = [line for line in text.partition("Present value")[2].splitlines() if line.startswith("West CRM")]
    assert worth.split()[2:] == ["unknown", "unknown", "unknown"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_one_language(language: str) -> None:
    text = shown(project(SEATS, FLAT, brief="budget: 1500\nscenarios: {crowd: {users: 40}}\n"), language=language)
    assert ("Swing" in text, "crowd" in text) == (language == "en", True)


def test_a_bar_on_a_web_page_stands_in_letters_all_as_wide() -> None:
    page = sensitivity_page(sensitivity(project(SEATS, FLAT), checklist()))
    written = html(page, speech(), Path(folder("templates")))
    assert "<samp>" in written
    assert "█" in written.partition("<samp>")[2].partition("</samp>")[0]
