"""`workbook`, and `--format xlsx`: files that a spreadsheet opens, written whole or not at all."""

import shlex
import sys
from errno import ENOSPC
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crm_planner.cli.main import run
from tests.cli.run import ran
from tests.cli.test_help import examples

Capture = pytest.CaptureFixture[bytes]
FIRM = "examples/firm-of-25.yaml"
QUICK = ("--draws", "100", "--quiet")


def test_workbook_writes_a_file_once(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "firm.xlsx"
    assert ran(capsysbinary, "workbook", FIRM, "-o", str(path), *QUICK) == (0, "", "")
    sheets = load_workbook(path).sheetnames
    assert sheets[:3] == ["Summary", "Inputs", "Comparison"]
    assert "RegionSoft CRM Standard" in sheets
    before = path.read_bytes()
    ended = ran(capsysbinary, "workbook", FIRM, "-o", str(path), *QUICK)
    assert (ended.status, path.read_bytes()) == (4, before)
    assert "add --force" in ended.err
    assert ran(capsysbinary, "workbook", FIRM, "-o", str(path), "--force", *QUICK).status == 0


def test_workbook_needs_no_temporary_files(
    capsysbinary: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk of those would end as a fault of the program."""

    def full(*_: object, **__: object) -> str:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", full)
    path = tmp_path / "firm.xlsx"
    assert ran(capsysbinary, "workbook", FIRM, "-o", str(path), *QUICK).status == 0
    assert load_workbook(path).sheetnames[0] == "Summary"


@pytest.mark.parametrize("missing", ["numpy", "holidays"])
def test_workbook_names_both_of_its_extras_in_one_line(
    capsysbinary: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    path = tmp_path / "firm.xlsx"
    ended = ran(capsysbinary, "workbook", FIRM, "-o", str(path), *QUICK)
    assert (ended.status, len(ended.err.splitlines()), path.exists()) == (4, 1, False)
    assert ended.err.endswith("pip install 'crm-planner[analysis,plan]'\n")


def test_workbook_goes_to_standard_output_where_something_reads_it(capsysbinary: Capture) -> None:
    capsysbinary.readouterr()
    assert run(("workbook", FIRM, "-o", "-", "--lang", "ja", *QUICK)) == 0
    assert load_workbook(BytesIO(capsysbinary.readouterr().out)).sheetnames[0] == "要約"


def test_workbook_says_how_sure_the_totals_are_and_when_that_was_drawn(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "firm.xlsx"
    assert ran(capsysbinary, "workbook", FIRM, "-o", str(path), "--seed", "7", *QUICK).status == 0
    cells = [cell.value for row in load_workbook(path)["Summary"].iter_rows() for cell in row]
    assert [text for text in cells if "100 draws, seed 7" in str(text)]


def test_compare_writes_one_sheet_with_numbers(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "compared.xlsx"
    assert ran(capsysbinary, "compare", "--format", "xlsx", "-o", str(path), "--quiet") == (0, "", "")
    (sheet,) = load_workbook(path).worksheets
    rows = {str(row[0].value): [cell.value for cell in row[1:4]] for row in sheet.iter_rows(min_row=2)}
    assert rows["First-year total"] == [93600, 64700, 100933]


def test_plan_writes_one_sheet_with_its_tasks(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    ended = ran(capsysbinary, "plan", FIRM, "regionsoft", "--format", "xlsx", "-o", str(path), "--quiet")
    assert (ended.status, ended.out) == (0, "")
    (sheet,) = load_workbook(path).worksheets
    assert [row[0].value for row in sheet.iter_rows() if str(row[0].value).startswith("7.2 User training")]


def test_the_examples_of_its_help_run(
    capsysbinary: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    (tmp_path / "examples").symlink_to(root / "examples")
    monkeypatch.chdir(tmp_path)
    found = examples(ran(capsysbinary, "workbook", "--help").out)
    assert found
    for example in found:
        ended = ran(capsysbinary, *shlex.split(example), *QUICK)
        assert (ended.status, ended.err) == (0, "")
        assert bool(ended.out) is ("--check" in example)
    assert len(list(tmp_path.glob("*.xlsx"))) == sum(" -o " in example for example in found)
    assert len(list(tmp_path.glob("*.yaml"))) == sum("--write-brief" in example for example in found)
