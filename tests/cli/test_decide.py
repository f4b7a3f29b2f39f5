"""`decide` and `score`: one page, exit status, every format and language, pipes and wrong input."""

import csv
import io
import json
from pathlib import Path

import pytest

from crm_planner.documents.folding import width
from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]
SHOP, SCORED, BOX = (f"examples/{name}.yaml" for name in ("print-shop", "scored", "box-comparison"))


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.chdir(root)


def test_the_seed_is_decided_for_the_cheapest_with_the_printed_figures(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "decide", BOX)
    assert (ended.status, ended.err) == (0, "")
    assert "Recommended: RegionSoft CRM Standard" in ended.out
    assert "costs 64,700, Client Communicator 93,600 (years: 1): 28,900 less, or 31 %" in ended.out


@pytest.mark.parametrize("form", ["table", "markdown", "html", "json"])
def test_the_print_shop_is_stopped_with_status_1_in_every_format(form: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "decide", SHOP, "--format", form)
    assert (ended.status, ended.err) == (1, "")
    if form == "json":
        assert json.loads(ended.out)["outcome"] == "stop"
    else:
        assert ended.out.index("Repair production first") < ended.out.index("Afterwards")


@pytest.mark.parametrize("brief", [SHOP, SCORED, BOX])
@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_the_decision_fits_on_one_page_of_80_columns_in_every_language(
    brief: str, language: str, capsysbinary: Capture
) -> None:
    lines = ran(capsysbinary, "decide", brief, "--lang", language).out.splitlines()
    assert sum(max(1, -(-width(line) // 76)) for line in lines) <= 52


def test_json_of_the_decision_carries_everything(capsysbinary: Capture) -> None:
    found = json.loads(ran(capsysbinary, "decide", SCORED, "--format", "json").out)
    assert (found["schema"], found["outcome"], found["basis"]) == ("crm-planner/decision/1", "recommended", "scores")
    assert found["lead"]["order"][0] == "regionsoft/standard"
    assert found["candidates"][1]["score"]["exact"] == "21/5"
    assert found["next_step"]["by"] == "2027-01-11"
    assert {one["kind"] for one in found["changes"]} == {"weight", "users", "years"}
    assert found["risks"]["verdict"] == "clear"
    assert {one["state"] for one in found["must_haves"]} == {"passed", "unknown"}


def test_json_of_scores_gives_the_turning_weights_exactly(capsysbinary: Capture) -> None:
    found = json.loads(ran(capsysbinary, "score", SCORED, "--format", "json").out)
    assert found["schema"] == "crm-planner/scores/1"
    assert found["weights"] == {"from": "brief", "agreed": "2026-10-05"}
    (regionsoft,) = (one for one in found["candidates"] if one["id"] == "regionsoft/standard")
    assert regionsoft["scores"]["fit"]["source"] == {"file": "scored.yaml", "line": 29}
    assert {one["criterion"] for one in found["turns"]} == {"fit", "tco", "use", "adapt", "support"}


def test_csv_of_scores_has_a_row_for_each_candidate_and_criterion_and_one_mean(capsysbinary: Capture) -> None:
    rows = list(csv.DictReader(io.StringIO(ran(capsysbinary, "score", SCORED, "--format", "csv").out.lstrip("\ufeff"))))
    assert len(rows) == 3 * (5 + 1)
    assert next(row["likely"] for row in rows if row["origin"] == "weighted_mean") == "4.20"


def test_scores_of_the_command_line_count(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "score", SCORED, "--set", "scores.client-communicator/click-crm.fit=5")
    assert ended.status == 0
    assert "5.00" in next(line for line in ended.out.splitlines() if line.startswith("Fit"))


@pytest.mark.parametrize("command", ["score", "decide"])
def test_a_brief_that_names_what_nobody_knows_is_refused_with_every_problem(
    command: str, capsysbinary: Capture, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "schema: crm-planner/brief/1\nclient: {name: A}\nusers: 10\n"
        "weights: {tcoo: 3}\nscores: {regionsof: {fit: 3}, regionsoft: {tco: 2}}\nmust: {regionsoft: {lingua: no}}\n",
        encoding="utf-8",
    )
    ended = ran(capsysbinary, command, str(wrong))
    assert (ended.status, ended.out) == (1, "")
    assert [line.rpartition("wrong.yaml:")[2].partition(":")[0] for line in ended.err.splitlines()] == [
        "4",
        "5",
        "5",
        "6",
    ]
    for code in ("SCR002", "REF012", "SCR003", "SCR004"):
        assert f"error[{code}]" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("command", ["score", "decide"])
@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("nowhere.yaml",), 3), ((), 2), ((BOX, "--format", "svg"), 2), ((BOX, "--lang", "fr"), 2)],
)
def test_wrong_usage_and_missing_files_end_as_everywhere(
    command: str, arguments: tuple[str, ...], status: int, capsysbinary: Capture
) -> None:
    ended = ran(capsysbinary, command, *arguments)
    assert (ended.status, ended.out) == (status, "")


def test_how_the_cost_is_scored_is_said_only_where_the_cost_counts(capsysbinary: Capture) -> None:
    pages = [ran(capsysbinary, "score", SCORED, "--set", f"weights={one}").out for one in ("{fit: 1}", "{tco: 1}")]
    assert ["Cost: the cheapest has 5" in page for page in pages] == [False, True]


def test_a_score_says_who_is_ahead_under_each_scenario(tmp_path: Path, capsysbinary: Capture) -> None:
    brief = tmp_path / "brief.yaml"
    scored = "scores: {regionsoft: {fit: 2}, client-communicator: {fit: 5}}\nweights: {fit: 10, tco: 90}\n"
    scenarios = "scenarios: {seen: {weights: {fit: 90, tco: 10}}, small: {users: 5}}\n"
    head = "client: {name: A firm}\nusers: 10\ncandidates: [regionsoft, client-communicator]\n"
    brief.write_text(head + scored + scenarios, encoding="utf-8")
    shown = ran(capsysbinary, "score", str(brief)).out
    assert "Scenario seen: first is Client Communicator" in shown
    assert "Scenario small: the same answer" in shown
    found = json.loads(ran(capsysbinary, "score", str(brief), "--format", "json").out)
    assert [one["lead"]["order"][0].split("/")[0] for one in found["scenarios"]] == [
        "client-communicator",
        "regionsoft",
    ]


def test_the_decision_is_written_as_a_pdf_and_into_a_file_of_any_format(capsysbinary: Capture, tmp_path: Path) -> None:
    ended = ran(capsysbinary, "decide", BOX, "--format", "pdf", "-o", str(tmp_path / "one.pdf"))
    assert (ended.status, ended.out) == (0, "")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert ran(capsysbinary, "decide", BOX, "--format", "html", "-o", str(tmp_path / "one.html"), "-q").err == ""
    assert "Recommended: RegionSoft" in (tmp_path / "one.html").read_text(encoding="utf-8")


def test_a_pdf_goes_into_a_file_only_and_replaces_none_unasked(capsysbinary: Capture, tmp_path: Path) -> None:
    assert ran(capsysbinary, "decide", BOX, "--format", "pdf").status == 2
    there = tmp_path / "there.pdf"
    there.write_bytes(b"mine")
    assert ran(capsysbinary, "decide", BOX, "--format", "pdf", "-o", str(there)).status == 4
    assert there.read_bytes() == b"mine"
    assert ran(capsysbinary, "decide", BOX, "--format", "pdf", "-o", str(there), "--force").status == 0
    assert there.read_bytes().startswith(b"%PDF")
