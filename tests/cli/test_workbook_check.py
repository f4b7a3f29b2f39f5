"""`workbook --check`: what a client changed, what it costs now, and the brief that says the same; nothing else runs."""

import json
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from crm_planner.files.canonical import comments
from tests.cli.run import Ended, ran

Capture = pytest.CaptureFixture[bytes]
FIRM = "examples/firm-of-25.yaml"
QUICK = ("--draws", "100", "--quiet")
OURS = "RegionSoft CRM Standard"
Edit = Callable[[Workbook], None]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook as the client gets it."""
    from crm_planner.cli.main import run

    path = tmp_path_factory.mktemp("sent") / "firm.xlsx"
    assert run(("workbook", FIRM, "-o", str(path), *QUICK)) == 0
    return path


def edited(sent: Path, into: Path, edit: Edit) -> str:
    """What the client sends back."""
    book = load_workbook(sent)
    edit(book)
    book.save(into / "back.xlsx")
    return str(into / "back.xlsx")


def checked(capture: Capture, file: str, *more: str) -> tuple[Ended, dict[str, object]]:
    ended = ran(capture, "workbook", "--check", file, "--format", "json", "--quiet", *more)
    return ended, json.loads(ended.out)


def test_a_workbook_as_it_was_sent_is_as_it_was_sent(sent: Path, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "workbook", "--check", str(sent), "--quiet")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("inputs changed: 0\nformulas changed: 0\ntexts and figures changed: 0\n")
    assert ended.out.endswith("all formulas are intact\n")


def _inputs(book: Workbook) -> None:
    inputs = book["Inputs"]
    cells = {str(row[0].value): row[1] for row in inputs.iter_rows(min_row=6, max_row=16)}
    cells["People who use the system"].value = 40
    cells["Years"].value = 3
    cells[f"Discount: licences ({OURS})"].value = 7.5
    cells["What takes the place of a missing price"].value = "the highest of the rivals"


def test_inputs_become_a_brief_that_costs_what_the_workbook_costs(
    sent: Path, capsysbinary: Capture, tmp_path: Path
) -> None:
    brief = tmp_path / "moved.yaml"
    ended, found = checked(capsysbinary, edited(sent, tmp_path, _inputs), "--write-brief", str(brief))
    assert (ended.status, ended.err) == (0, "")
    inputs = found["inputs"]
    assert isinstance(inputs, list)
    assert [(one["name"], one["from"], one["to"]) for one in inputs] == [
        ("users/total", "25", "40"),
        ("years", "1", "3"),
        ("discount/agreed.2", "0", "7.5"),
        ("gaps/rule", "the mean of the rivals", "the highest of the rivals"),
    ]
    compared = json.loads(ran(capsysbinary, "compare", str(brief), "--format", "json", "--quiet").out)
    amounts = {one["id"]: one["totals"]["horizon"] for one in compared["candidates"]}
    totals = found["totals"]
    assert isinstance(totals, list)
    assert {one["candidate"]: one["now"] for one in totals} == amounts
    assert all(one["now"] != one["sent"] for one in totals)
    before, now = Path(FIRM).read_text(encoding="utf-8"), brief.read_text(encoding="utf-8")
    assert list(comments(before)) == list(comments(now))
    again = ran(capsysbinary, "workbook", "--check", str(sent), "--write-brief", str(brief), "--quiet")
    assert (again.status, brief.read_text(encoding="utf-8")) == (4, now)


def _formula(book: Workbook) -> None:
    book[OURS]["I9"].value = f"{book[OURS]['I9'].value}*2"


def _overwritten(book: Workbook) -> None:
    book[OURS]["I9"].value = 1


def _text(book: Workbook) -> None:
    book[OURS]["A1"].value = "Our own"


def _name(book: Workbook) -> None:
    book.defined_names["years"].attr_text = "Inputs!$B$6"


def _gone(book: Workbook) -> None:
    del book["Comparison"]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_formula, f"  {OURS}!I9: =I75 -> =I75*2\n"),
        (_overwritten, f"  {OURS}!I9: =I75 -> 1\n"),
        (_text, f"  {OURS}!A1: {OURS} -> Our own\n"),
        (_name, "names of inputs that stand for other cells: years\n"),
        (_gone, "sheets that are gone: Comparison\n"),
    ],
    ids=["formula", "overwritten", "text", "name", "sheet"],
)
def test_what_is_no_input_is_named_and_ends_with_1(
    edit: Edit, said: str, sent: Path, capsysbinary: Capture, tmp_path: Path
) -> None:
    ended = ran(capsysbinary, "workbook", "--check", edited(sent, tmp_path, edit), "--quiet")
    assert ended.status == 1
    assert said in ended.out
    assert ("all formulas are intact" in ended.out) is (edit is _text)


def _bad(book: Workbook) -> None:
    for cell, value in {"B6": "many", "B7": None, "B8": 99, "B9": "=1/0", "B13": "guess"}.items():
        book["Inputs"][cell].value = value


def test_every_input_without_a_value_is_named_and_no_brief_is_written(
    sent: Path, capsysbinary: Capture, tmp_path: Path
) -> None:
    brief = tmp_path / "moved.yaml"
    ended, found = checked(capsysbinary, edited(sent, tmp_path, _bad), "--write-brief", str(brief))
    problems = found["problems"]
    assert isinstance(problems, list)
    cells = [(one["cell"], one["code"]) for one in problems]
    assert cells == [
        ("Inputs!B6", "WBK005"),
        ("Inputs!B7", "WBK004"),
        ("Inputs!B8", "WBK007"),
        ("Inputs!B9", "WBK009"),
        ("Inputs!B13", "WBK006"),
    ]
    assert (ended.status, brief.exists()) == (1, False)
    assert ended.err.count("error[WBK") == len(cells)


def test_inputs_that_are_gone_with_their_sheet_are_said_once(sent: Path, capsysbinary: Capture, tmp_path: Path) -> None:
    def gone(book: Workbook) -> None:
        del book["Inputs"]

    brief = tmp_path / "moved.yaml"
    ended = ran(capsysbinary, "workbook", "--check", edited(sent, tmp_path, gone), "--write-brief", str(brief))
    assert (ended.status, brief.exists()) == (1, False)
    assert "sheets that are gone: Inputs\n" in ended.out
    assert ended.err.count("error[WBK004]") == 1


def test_a_number_of_hundreds_of_digits_is_told_in_few(sent: Path, capsysbinary: Capture, tmp_path: Path) -> None:
    def huge(book: Workbook) -> None:
        book["Inputs"]["B6"].value = 10**300

    ended = ran(capsysbinary, "workbook", "--check", edited(sent, tmp_path, huge), "--quiet")
    assert "Inputs!B6: 1e+300 is no value it may take" in ended.err


def test_another_brief_is_refused_and_its_own_is_not(sent: Path, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "workbook", "--check", str(sent), "examples/scored.yaml", "--quiet")
    assert (ended.status, ended.out) == (1, "")
    assert "error[WBK003]" in ended.err
    assert ran(capsysbinary, "workbook", "--check", str(sent), FIRM, "--quiet").status == 0


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def parts_of(sent: Path) -> dict[str, bytes]:
    with ZipFile(sent) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_doctype(parts: dict[str, bytes]) -> dict[str, bytes]:
    name = "xl/worksheets/sheet2.xml"
    return parts | {name: b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts[name]}


@pytest.mark.parametrize(
    ("make", "status", "said"),
    [
        (lambda _: b"", 1, "this is an empty file, not a workbook"),
        (lambda _: b"schema: x\n", 1, "this is a text, not a workbook"),
        (lambda _: b"\xd0\xcf\x11\xe0" * 9, 1, "an old or encrypted Office file"),
        (lambda _: zipped({"a.txt": b"a"}), 1, "but no workbook"),
        (lambda parts: zipped(parts)[:2000], 1, "the workbook is damaged"),
        (lambda parts: zipped(parts | {"xl/vbaProject.bin": b"x"}), 1, "error[WBK001]"),
        (lambda parts: zipped(with_doctype(parts)), 1, "error[IMP016]"),
        (lambda parts: zipped(parts | {"xl/bomb.xml": b"0" * 10**7}), 1, "error[IMP013]"),
        (lambda parts: zipped(parts | {"../out": b"0"}), 1, "error[IMP013]"),
    ],
    ids=["empty", "text", "encrypted", "zip", "cut", "macros", "document type", "bomb", "outside"],
)
def test_what_is_no_workbook_or_made_to_do_harm_is_refused(
    make: Callable[[dict[str, bytes]], bytes], status: int, said: str, sent: Path, capsysbinary: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "back.xlsx"
    path.write_bytes(make(parts_of(sent)))
    ended = ran(capsysbinary, "workbook", "--check", str(path), "--quiet")
    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_another_workbook_and_a_folder_are_named(capsysbinary: Capture, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "other.xlsx")
    ended = ran(capsysbinary, "workbook", "--check", str(tmp_path / "other.xlsx"), "--quiet")
    assert (ended.status, "error[WBK002]" in ended.err) == (1, True)
    assert ran(capsysbinary, "workbook", "--check", str(tmp_path), "--quiet").status == 3
    assert ran(capsysbinary, "workbook", "--check", str(tmp_path / "none.xlsx"), "--quiet").status == 3


def test_options_of_a_check_need_one(capsysbinary: Capture, tmp_path: Path) -> None:
    assert ran(capsysbinary, "workbook", "--quiet").status == 2
    ended = ran(capsysbinary, "workbook", FIRM, "-o", str(tmp_path / "x.xlsx"), "--write-brief", "y.yaml", "--quiet")
    assert ended.status == 2


def test_a_brief_the_command_line_changed_is_carried_as_it_was_priced(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "firm.xlsx"
    made = ran(capsysbinary, "workbook", FIRM, "-o", str(path), "--set", "users=12", "--years", "2", *QUICK)
    assert made.status == 0
    ended, found = checked(capsysbinary, str(path))
    assert (ended.status, found["inputs"]) == (0, [])
    assert Decimal(1) == load_workbook(path)["Inputs"]["B8"].value - 1
