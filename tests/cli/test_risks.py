"""`risks` and what other commands say of them: the print shop's story, exit status, filters, formats, wrong input."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.run import Ended, ran

Capture = pytest.CaptureFixture[bytes]
SHOP = "examples/print-shop.yaml"
PASSED = [
    *("--set", "answers.CL-01.1=yes", "--set", "answers.CL-01.2=yes", "--set", "answers.CL-01.3=no"),
    *(part for name in ("CL-08.1", "CL-08.2", "CL-08.3", "CL-16.1", "CL-16.2", "CL-16.3")
      for part in ("--set", f"answers.{name}=yes")),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.chdir(root)


def risks(capture: Capture, *arguments: str) -> Ended:
    return ran(capture, "risks", *arguments)


def test_the_print_shop_is_stopped_and_told_to_repair_production_first(capsysbinary: Capture) -> None:
    ended = risks(capsysbinary, SHOP)
    assert (ended.status, ended.err) == (1, "")
    stopped, why = ended.out.splitlines()[2:4]
    assert stopped.startswith("NO-GO until resolved: CL-01")
    assert "Repair production first" in why


def test_the_print_shop_that_has_repaired_production_may_go(capsysbinary: Capture) -> None:
    ended = risks(capsysbinary, SHOP, *PASSED, "--strict")
    assert ended.status == 0
    assert "no gate stops the project" in ended.out
    assert "NO-GO" not in ended.out


def test_a_reason_overrides_the_gate_and_is_printed(capsysbinary: Capture) -> None:
    ended = risks(capsysbinary, SHOP, *PASSED, "--set", "answers.CL-01.2=no", "--set", "risks.CL-01.override=March")
    assert ended.status == 0
    assert "Gate overridden: CL-01" in ended.out
    assert "Reason: March" in ended.out


def test_unanswered_gates_fail_only_when_asked_strictly(capsysbinary: Capture) -> None:
    assert risks(capsysbinary, "examples/firm-of-25.yaml").status == 0
    strict = risks(capsysbinary, "examples/firm-of-25.yaml", "--strict")
    assert strict.status == 1
    assert strict.out.count("Conditional, ask first:") == 3


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
@pytest.mark.parametrize("command", [("compare", SHOP), ("estimate", SHOP, "regionsoft")])
def test_the_gate_stands_in_front_of_prices_and_does_not_fail_them(
    command: tuple[str, ...], form: str, capsysbinary: Capture
) -> None:
    ended = ran(capsysbinary, *command, "--format", form)
    assert ended.status == 0
    assert ended.out.index("Repair production first") < ended.out.index("raining")
    assert " of 45; " in ended.out.replace("\\", "")


@pytest.mark.parametrize("command", [("compare", SHOP), ("estimate", SHOP, "regionsoft")])
def test_json_of_prices_carries_verdict_gates_and_counts(command: tuple[str, ...], capsysbinary: Capture) -> None:
    found = json.loads(ran(capsysbinary, *command, "--format", "json").out)["risks"]
    assert found["verdict"] == "no_go"
    assert [(one["id"], one["state"]) for one in found["gates"][:3]] == [
        ("CL-01", "failed"), ("CL-08", "unanswered"), ("CL-16", "unanswered"),
    ]  # fmt: skip
    assert sum(count for name, count in found["counts"].items() if name != "all") == found["counts"]["all"] == 45


def test_a_brief_without_answers_is_not_said_to_be_without_risks(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "compare", "--format", "json")
    assert json.loads(ended.out)["risks"] == {"verdict": "not_assessed"}
    assert "no question about risks is answered" in ran(capsysbinary, "compare").out


def test_filters_choose_rows_but_never_hide_a_gate(capsysbinary: Capture) -> None:
    for filters, kept in (
        (["--side", "vendor"], "VN-"),
        (["--side", "client", "--phase", "training"], "CL-05"),
        (["--owner", "trainer"], "-0"),
        (["--risk", "em-03,EM-04"], "EM-0"),
    ):
        ended = risks(capsysbinary, SHOP, *filters)
        assert ended.status == 1
        assert "NO-GO until resolved: CL-01" in ended.out
        rows = ended.out.partition("---\n")[2].partition("\n\n")[0].splitlines()
        assert rows
        assert all(kept in row[:6] for row in rows)


def test_one_candidate_is_judged_by_its_own_offer(capsysbinary: Capture) -> None:
    found = json.loads(risks(capsysbinary, SHOP, "--candidate", "regionsoft", "--format", "json").out)
    assert found["candidates"] == ["regionsoft/standard"]
    training = next(one for one in found["risks"] if one["id"] == "CL-05")
    assert (training["state"], training["facts"]) == ("open", [])


def test_csv_has_a_row_for_each_risk_in_the_terms_of_a_register(capsysbinary: Capture) -> None:
    text = risks(capsysbinary, SHOP, "--format", "csv").out.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 45
    assert {"cause", "event", "consequence", "owner", "trigger", "response", "secondary"} <= set(rows[0])
    assert rows[0]["id"] == "CL-01"
    assert (rows[0]["score"], rows[0]["residual_score"], rows[0]["cost_likely"]) == ("15", "15", "36000.00")


def test_the_json_of_risks_traces_answers_and_risks_to_file_and_line(capsysbinary: Capture) -> None:
    document = json.loads(risks(capsysbinary, SHOP, "--format", "json").out)
    assert (document["schema"], len(document["risks"])) == ("crm-planner/risks/1", 45)
    first = document["risks"][0]
    assert first["source"]["file"] == "client.yaml"
    lines = Path(SHOP).read_text(encoding="utf-8").splitlines()
    assert "CL-01.1: no" in lines[first["questions"][0]["source"]["line"] - 1]


def test_the_drawing_is_well_formed_and_names_what_is_detected(capsysbinary: Capture) -> None:
    drawing = ET.fromstring(risks(capsysbinary, SHOP, "--format", "svg").out)  # noqa: S314 - our own output
    assert drawing.tag.endswith("svg")
    words = " ".join(element.text or "" for element in drawing.iter())
    assert "CL-01" in words
    assert len([element for element in drawing.iter() if element.tag.endswith("rect")]) == 26


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--risk", "CL-99"], 2, "CL-99"),
        (["--owner", "sponsr"], 2, "did you mean sponsor?"),
        (["--candidate", "nobody"], 2, "nobody"),
        (["--side", "nobody"], 2, "side"),
        (["--set", "answers.CL-01.7=no"], 1, "RSK011"),
        (["--set", "risks.CL-05.override=x"], 1, "RSK015"),
    ],
)
def test_wrong_input_is_said_on_one_line(arguments: list[str], status: int, words: str, capsysbinary: Capture) -> None:
    ended = risks(capsysbinary, SHOP, *arguments)
    assert (ended.status, ended.out) == (status, "")
    assert words in ended.err
    assert len(ended.err.splitlines()) == 1


def test_what_a_client_writes_is_text_in_every_format(capsysbinary: Capture, tmp_path: Path) -> None:
    brief = tmp_path / "brief.yaml"
    head = "schema: crm-planner/brief/1\nclient: {name: A firm}\nusers: 10\nanswers: {CL-01.1: no}\n"
    brief.write_text(f"{head}risks: {{CL-01: {{owner: '<b>[red]', override: '=1+1|<b>[/red]'}}}}\n", encoding="utf-8")
    shown = {form: risks(capsysbinary, str(brief), "--format", form).out for form in ("table", "html", "csv", "svg")}
    assert "Reason: =1+1|<b>[/red]" in shown["table"]
    assert "<b>" not in shown["html"]
    assert "<b>" not in shown["svg"]
    rows = csv.DictReader(io.StringIO(shown["csv"].removeprefix("\ufeff")))
    first = next(row for row in rows if row["id"] == "CL-01")
    assert (first["override"], first["owner"]) == ("'=1+1|<b>[/red]", "<b>[red]")
