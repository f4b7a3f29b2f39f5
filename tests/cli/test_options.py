"""Options: before and after the command, from the settings of the folder, and from standard input."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
BRIEF = "client: {name: A firm}\nusers: 10\nscenarios: {growth: {users: 25}}\n"
WARNED = BRIEF + "discounts: [{candidate: terrasoft/sales, category: licence, percent: 0.5, reason: x}]\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a brief, nothing else."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", [("--lang", "ru", "compare"), ("compare", "--lang", "ru")])
def test_the_language_may_stand_before_or_after_the_command(arguments: tuple[str, ...], capsysbinary: Capture) -> None:
    assert "Редакция" in ran(capsysbinary, *arguments).out


def test_an_option_after_the_command_wins(capsysbinary: Capture) -> None:
    assert "Edition" in ran(capsysbinary, "--lang", "ru", "compare", "--lang", "en").out


def test_options_before_a_command_of_a_group_hold_too(capsysbinary: Capture) -> None:
    assert "Каталоги" in ran(capsysbinary, "--lang", "ru", "catalog", "show").out


def test_settings_give_the_language_and_the_catalogs(desk: Path, root: Path, capsysbinary: Capture) -> None:
    (desk / "prices").mkdir()
    (desk / "prices" / "one.yaml").write_bytes((root / "vendor_catalogs" / "regionsoft.yaml").read_bytes())
    (desk / "crm-planner.toml").write_text('language = "ru"\ncatalogs = "prices"\n', encoding="utf-8")
    shown = ran(capsysbinary, "compare").out
    assert "Редакция" in shown
    assert "Terrasoft" not in shown
    assert "Edition" in ran(capsysbinary, "compare", "--lang", "en").out


def test_settings_give_the_playbook(desk: Path, capsysbinary: Capture) -> None:
    (desk / "own").mkdir()
    own = "schema: crm-planner/playbook/1\nid: own\ngaps: {fill: lowest, grade: J}\n"
    (desk / "own" / "playbook.yaml").write_text(own, encoding="utf-8")
    (desk / "crm-planner.toml").write_text('playbook = "own"\n', encoding="utf-8")
    shown = ran(capsysbinary, "compare").out
    assert "Terrasoft CRM Sales like for like: 113,533, the lowest" in shown
    assert "takes the mean" not in shown


def test_settings_of_another_folder_do_not_count(
    desk: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "crm-planner.toml").write_text('language = "ru"\n', encoding="utf-8")
    (desk / "below").mkdir()
    monkeypatch.chdir(desk / "below")
    assert "Edition" in ran(capsysbinary, "compare").out


@pytest.mark.usefixtures("desk")
def test_a_brief_comes_from_standard_input(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BRIEF.encode())))
    assert "A firm. Users: 10" in ran(capsysbinary, "compare", "-").out


@pytest.mark.usefixtures("desk")
def test_the_command_line_changes_the_brief(capsysbinary: Capture) -> None:
    arguments = ("brief.yaml", "--users", "25", "--years", "2", "--set", "client.name=Another", "--format", "json")
    document = json.loads(ran(capsysbinary, "compare", *arguments).out)
    assert (document["users"], document["horizon_years"], document["client"]) == (25, 2, "Another")


@pytest.mark.usefixtures("desk")
def test_scenarios_stand_beside_the_brief_unless_one_is_chosen(capsysbinary: Capture) -> None:
    both = json.loads(ran(capsysbinary, "compare", "brief.yaml", "--format", "json").out)
    assert (both["users"], [one["users"] for one in both["scenarios"]]) == (10, [25])
    one = json.loads(ran(capsysbinary, "compare", "brief.yaml", "--scenario", "growth", "--format", "json").out)
    assert (one["users"], one["scenarios"]) == (25, [])


@pytest.mark.usefixtures("desk")
def test_candidates_are_chosen_by_name_of_catalog_or_edition(capsysbinary: Capture) -> None:
    arguments = ("--candidate", "terrasoft", "--candidate", "regionsoft/standard", "--format", "json")
    document = json.loads(ran(capsysbinary, "compare", *arguments).out)
    assert [one["id"] for one in document["candidates"]] == ["terrasoft/sales", "regionsoft/standard"]


def test_warnings_go_to_standard_error_and_quiet_holds_them_back(desk: Path, capsysbinary: Capture) -> None:
    (desk / "brief.yaml").write_text(WARNED, encoding="utf-8")
    loud, quiet = (ran(capsysbinary, "compare", "brief.yaml", *extra) for extra in ((), ("--quiet",)))
    assert "warning[NUM024]" in loud.err
    assert (loud.status, quiet.status, quiet.err) == (0, 0, "")
    assert loud.out == quiet.out


def test_texts_that_had_to_stand_in_are_admitted(desk: Path, capsysbinary: Capture) -> None:
    (desk / "brief.yaml").write_text("client: {name: {ru: Фирма}}\nusers: 10\n", encoding="utf-8")
    for form in ("table", "markdown", "html"):
        shown = ran(capsysbinary, "compare", "brief.yaml", "--format", form).out
        assert "not written in this language" in shown


@pytest.mark.usefixtures("desk")
def test_an_estimate_of_a_candidate_outside_the_brief_has_rivals_to_fill_its_gaps(capsysbinary: Capture) -> None:
    arguments = ("brief.yaml", "terrasoft", "--set", "candidates=[regionsoft]", "--format", "json")
    document = json.loads(ran(capsysbinary, "estimate", *arguments).out)
    assert document["id"] == "terrasoft/sales"
    assert {tuple(gap["filled_from"]) for gap in document["gaps"]} == {("regionsoft/standard",)}


@pytest.mark.parametrize("subject", ["catalog", "brief", "playbook"])
def test_schemas_are_json_schema(subject: str, capsysbinary: Capture) -> None:
    document = json.loads(ran(capsysbinary, "schema", subject).out)
    assert document["$schema"].endswith("2020-12/schema")
    assert document["properties"]["schema"]["const"] == f"crm-planner/{subject}/1"
