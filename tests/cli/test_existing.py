"""What the client has, on the command line: beside the vendors, alone, explained, in every format."""

import json
from pathlib import Path

import pytest

from tests.cli.run import ran

BRIEF = """\
client: {name: Example Workshop}
date: 2026-11-23
users: 12
horizon_years: 2
candidates: [regionsoft]
existing: {name: Example CRM 7, yearly: 40123, upgrade: 60123, training: null, lacks: [{name: Mobile access}]}
"""


@pytest.fixture
def brief(tmp_path: Path) -> str:
    file = tmp_path / "brief.yaml"
    file.write_text(BRIEF, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "html", "json"])
def test_it_stands_beside_the_vendors_in_every_format(
    form: str, brief: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = ran(capsysbinary, "compare", brief, "--format", form).out
    assert "Example CRM 7" in text
    assert "140,369" in text or "140369" in text


def test_json_has_its_basis_its_place_in_the_brief_and_what_it_lacks(
    brief: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    document = json.loads(ran(capsysbinary, "compare", brief, "--format", "json").out)
    upgrade = document["candidates"][-1]
    assert (upgrade["id"], upgrade["lacks"], upgrade["complete"]) == ("existing/upgrade", ["Mobile access"], False)
    assert upgrade["lines"][0]["basis"] == "stated"
    assert upgrade["lines"][0]["source"] == {"file": "brief.yaml", "line": 6}


def test_the_command_line_may_name_it_alone_or_leave_it_out(
    brief: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name, ids in (("existing/keep", ["existing/keep"]), ("regionsoft", ["regionsoft/standard"])):
        answer = ran(capsysbinary, "compare", brief, "--candidate", name, "--format", "json").out
        assert [one["id"] for one in json.loads(answer)["candidates"]] == ids


def test_its_figures_are_explained_down_to_the_line_of_the_brief(
    brief: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert "brief.yaml:6" in ran(capsysbinary, "explain", brief, "existing/upgrade", "upgrade").out
    assert (
        "the brief does not say what it costs" in ran(capsysbinary, "explain", brief, "existing/keep", "training").out
    )
