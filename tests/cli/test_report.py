"""The command `report`: one file, written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import ran

BRIEF = str(Path(__file__).resolve().parents[2] / "examples" / "print-shop.yaml")


def test_it_writes_one_page_and_says_where(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    ended = ran(capsysbinary, "report", BRIEF, "-o", str(path), "--lang", "ru")
    assert (ended.status, ended.out) == (0, "")
    assert str(path) in ended.err
    written = path.read_text(encoding="utf-8")
    assert written.startswith('<!DOCTYPE html>\n<html lang="ru">')
    assert ran(capsysbinary, "report", BRIEF, "-o", "-", "--lang", "ru").out == written  # the same bytes again


def test_another_file_is_not_replaced_unasked(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("mine", encoding="utf-8")
    ended = ran(capsysbinary, "report", BRIEF, "-o", str(path))
    assert ended.status == 4
    assert "OUT001" in ended.err
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_broken_brief_is_told_in_full_and_nothing_is_written(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    brief = tmp_path / "brief.yaml"
    brief.write_text("schema: crm-planner/brief/1\nclient: {name: x}\nusers: -1\nhorizon_years: 0\n", encoding="utf-8")
    ended = ran(capsysbinary, "report", str(brief), "-o", str(tmp_path / "report.html"))
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 2
    assert not (tmp_path / "report.html").exists()


def test_without_the_drawing_program_one_line_says_what_to_install(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_planner.documents.report.runtime import runtime

    monkeypatch.setitem(sys.modules, "vl_convert", None)
    runtime.cache_clear()
    ended = ran(capsysbinary, "report", BRIEF, "-o", str(tmp_path / "report.html"))
    assert ended.status == 4
    assert ended.err.splitlines()[-1].endswith('pip install "crm-planner[docs]"')
    assert not (tmp_path / "report.html").exists()


@pytest.mark.slow
def test_the_script_of_the_examples_makes_both_reports_from_any_folder(tmp_path: Path) -> None:
    paths = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    script = Path(BRIEF).with_name("all-reports.sh")
    subprocess.run([str(script), "made"], check=True, env=os.environ | paths, cwd=tmp_path, timeout=120)
    assert sorted(one.name for one in (tmp_path / "made").iterdir()) == ["firm-of-25.html", "print-shop.html"]
    assert all(one.stat().st_size > 10**6 for one in (tmp_path / "made").iterdir())
