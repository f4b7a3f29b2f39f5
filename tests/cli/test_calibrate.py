"""`calibrate` on the command line: formats, the overlay it writes, wrong input."""

import json
from pathlib import Path

import pytest

from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
ENDED = "examples/actuals/ended.yaml"


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.chdir(root)


def test_json_counts_what_stayed_within_and_the_multiples_of_hours(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "calibrate", ENDED, "--format", "json")
    found = json.loads(ended.out)
    assert (ended.status, found["schema"], found["projects"]) == (0, "crm-planner/calibration/1", 5)
    assert [(one["percentile"], one["projects"], one["within"]) for one in found["coverage"]] == [
        (80, 5, 4),
        (50, 4, 1),
    ]
    assert found["hours"][0] == {
        "category": "customisation",
        "projects": 5,
        "suggested": True,
        "low": "0.92",
        "likely": "1.29",
        "high": "1.85",
    }


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_a_page_shows_both_tables(form: str, language: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "calibrate", ENDED, "--format", form, "--lang", language)
    assert ended.status == 0
    assert [word for word in ("P80", "P50", "1.85" if language != "ru" else "1,85") if word not in ended.out] == []


def test_the_overlay_changes_what_simulate_draws(tmp_path: Path, capsysbinary: Capture) -> None:
    file = tmp_path / "own.yaml"
    assert ran(capsysbinary, "calibrate", ENDED, "-o", str(file)).status == 0
    few = ("simulate", "examples/order-desk.yaml", "--draws", "1000", "--format", "json")
    usual, own = (json.loads(ran(capsysbinary, *few, *more).out) for more in ((), ("--playbook", str(file))))
    for before, after in zip(usual["candidates"], own["candidates"], strict=True):
        assert before["base"] == after["base"]
        assert before["percentiles"] != after["percentiles"]
    again = ran(capsysbinary, "calibrate", ENDED, "-o", str(file))
    assert (again.status, again.out) == (4, "")
    assert ran(capsysbinary, "calibrate", ENDED, "-o", str(file), "--force").status == 0


def test_every_fault_is_said_with_its_line(tmp_path: Path, capsysbinary: Capture) -> None:
    file = tmp_path / "ended.yaml"
    file.write_text(
        "schema: crm-planner/actuals/1\nprojects:\n  - name: One\n    currency: RUB\n"
        "    forecast: {p50: 3, p80: 2}\n    actual: 12,5\n",
        encoding="utf-8",
    )
    ended = ran(capsysbinary, "calibrate", str(file))
    assert (ended.status, ended.out) == (1, "")
    assert ":5:" in ended.err
    assert ":6:" in ended.err


def test_an_overlay_nobody_can_suggest_is_wrong_usage(tmp_path: Path, capsysbinary: Capture) -> None:
    file = tmp_path / "ended.yaml"
    file.write_text(
        "schema: crm-planner/actuals/1\nprojects:\n  - {name: One, currency: RUB, forecast: {p80: 2}, actual: 1}\n",
        encoding="utf-8",
    )
    ended = ran(capsysbinary, "calibrate", str(file), "-o", str(tmp_path / "own.yaml"))
    assert (ended.status, ended.out) == (2, "")
    assert not (tmp_path / "own.yaml").exists()
