"""Every way to fail: its status, one line for each thing that is wrong, and nothing on standard output."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Never

import pytest

from crm_planner.cli import failures, streams
from crm_planner.cli.failures import exit_status, problem_lines
from crm_planner.cli.main import run
from crm_planner.errors import DataError, InputError, MissingExtra, ModelError, OutputError, TargetRefused, UsageError
from crm_planner.place import Place
from crm_planner.problem import Problem
from tests.cli.run import ran

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.yaml"
    path.write_text("client: {name: A firm}\nusers: 10\n", encoding="utf-8")
    return path


def test_bad_data_ends_with_1_and_a_line_for_every_problem(capsysbinary: Capture, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text('client: {name: A firm}\nusers: "10"\nhorizon: 3\n', encoding="utf-8")
    ended = ran(capsysbinary, "compare", str(bad))
    assert (ended.status, ended.out) == (1, "")
    first, second = ended.err.splitlines()
    assert first.startswith(f"{bad}:2:8: error[NUM002]: ")
    assert second.startswith(f"{bad}:3:1: error[KEY001]: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("compare", "--user", "3"), "--users"),
        (("compare", "--format", "xls"), "'table', 'json', 'csv', 'markdown', 'html', 'xlsx'"),
        (("compare", "--format", "xlsx"), "a workbook needs a file: -o FILE.xlsx"),
        (("compare", "--format", "json", "-o", "x.json"), "-o is for --format xlsx"),
        (("workbook", "examples/box-comparison.yaml"), "a workbook needs a file: -o FILE.xlsx"),
        (("compare", "--lang", "de"), "there are en, ru, ja"),
        (("compare", "--candidate", "terasoft"), 'did you mean "terrasoft"?'),
        (("compare", "--set", "users"), "KEY=VALUE"),
        (("compare", "--set", "client.name=\udcff"), "encoding of this terminal"),
        (("compare", "--users", "\udcff"), "encoding of this terminal"),
        (("compare", "--scenario", "growth"), 'no scenario "growth"'),
        (("compare", "--catalogs", ""), "'--catalogs': it is empty"),
        (("--playbook", "", "compare"), "'--playbook': it is empty"),
        (("compare", "a", "b"), "compare --help"),
        (("estimate",), "BRIEF"),
        (("schema", "brif"), "'brief'"),
        (("catalog", "show", "regonsoft"), 'did you mean "regionsoft"?'),
        (("nothing",), "'nothing'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_ends_with_2_and_one_helpful_line(
    arguments: tuple[str, ...], words: str, capsysbinary: Capture
) -> None:
    ended = ran(capsysbinary, *arguments)
    assert (ended.status, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("crm-planner: ")
    assert words in line


@pytest.mark.parametrize("arguments", [(), ("catalog",)])
def test_no_command_at_all_shows_the_help_and_ends_with_2(arguments: tuple[str, ...], capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert "Usage: crm-planner" in ended.err


def test_an_input_that_cannot_be_read_ends_with_3(capsysbinary: Capture, tmp_path: Path, brief: Path) -> None:
    for arguments in (
        ("compare", str(tmp_path / "missing.yaml")),
        ("compare", str(tmp_path)),
        ("compare", str(brief), "--catalogs", str(tmp_path / "nowhere")),
        ("compare", str(brief), "--catalogs", "a" * 5000),
        ("compare", str(brief), "--playbook", "a" * 5000),
        ("compare", ""),
    ):
        ended = ran(capsysbinary, *arguments)
        assert (ended.status, ended.out, len(ended.err.splitlines())) == (3, "", 1), ended.err


def test_a_folder_that_may_not_be_listed_ends_with_3(
    capsysbinary: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def denied(path: Path) -> Iterator[Path]:
        if path == tmp_path:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", denied)
    ended = ran(capsysbinary, "compare", "--catalogs", str(tmp_path))
    assert (ended.status, ended.err) == (
        3,
        f"{tmp_path}: error[IO004]: reading it is not permitted. Change its permissions\n",
    )


def test_a_closed_standard_input_is_an_empty_one(monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ended = ran(capsysbinary, "compare", "-")
    assert (ended.status, ended.out) == (1, "")
    assert "YML002" in ended.err


class Full(io.StringIO):
    """Standard output on a disk with no room left."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("arguments", [("compare",), ("--help",), ("--version",)])
def test_an_output_that_cannot_be_written_ends_with_4(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    assert run(arguments) == 4
    assert capsys.readouterr().err == "crm-planner: standard output cannot be written: No space left on device\n"


def test_no_output_at_all_ends_with_4(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run(["--help"]) == 4
    assert len(capsys.readouterr().err.splitlines()) == 1


class Left(io.StringIO):
    """A pipe whose reader has gone."""

    def flush(self) -> None:
        raise BrokenPipeError(32, "Broken pipe")


def test_a_reader_who_has_seen_enough_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Left())
    assert run(["compare"]) == 0
    assert capsys.readouterr().err == ""


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> None:
    monkeypatch.setattr("crm_planner.project.compare", interrupted)
    assert ran(capsysbinary, "compare") == (130, "", "")


def interrupted(_: object) -> Never:
    raise KeyboardInterrupt


def test_a_fault_of_ours_ends_with_70_one_line_and_a_report(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture, tmp_path: Path
) -> None:
    def broken(_: object) -> Never:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("crm_planner.project.compare", broken)
    monkeypatch.setattr(failures, "_log_folder", lambda: tmp_path)
    ended = ran(capsysbinary, "compare")
    (report,) = tmp_path.iterdir()
    assert (ended.status, ended.out) == (70, "")
    assert ended.err == (
        f"crm-planner: a fault of the program: ZeroDivisionError: a; b. Please report it, with {report}\n"
    )
    assert "Traceback" in report.read_text(encoding="utf-8")


def test_a_report_goes_to_the_temporary_folder_where_there_is_no_other(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(failures, "_log_folder", lambda: tmp_path / "file" / "logs")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    assert exit_status(RecursionError("too deep")) == 70
    assert len(list(tmp_path.glob("crm-planner-*.txt"))) == 1
    assert str(tmp_path).encode() in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (DataError([Problem(Place("f.yaml", 1, 1), "KEY001", "said")]), 1),
        (UsageError("said"), 2),
        (InputError("said"), 3),
        (OutputError("said"), 4),
        (MissingExtra("said"), 4),
        (TargetRefused("said"), 4),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_error_has_its_status(error: BaseException, status: int, capsysbinary: Capture) -> None:
    assert exit_status(error) == status
    assert len(capsysbinary.readouterr().err.splitlines()) == (0 if status == 130 else 1)


def test_a_model_that_does_not_hold_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(failures, "_log_folder", lambda: tmp_path)
    assert exit_status(ModelError("a circle")) == 70


def test_fifty_problems_of_a_file_are_shown_and_the_rest_is_counted() -> None:
    many = [Problem(Place("a.yaml", number, 1), "KEY001", "said") for number in range(1, 201)]
    lines = list(problem_lines([*many, Problem(Place("b.yaml", 1, 1), "KEY001", "other")]))
    assert len(lines) == 52
    assert "and 150 more" in lines[50]
    assert lines[51].startswith("b.yaml:1:1")


def test_messages_cannot_steer_the_terminal(capsysbinary: Capture) -> None:
    streams.complain("\x1b[31mred\u202e")
    assert capsysbinary.readouterr().err == b"\\u001b[31mred\\u202e\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1251"])
def test_an_encoding_that_lacks_letters_is_no_failure(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crm_planner", "compare", "--lang", "ja"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"100,933" in done.stdout


def test_json_is_utf_8_whatever_the_terminal_is() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crm_planner", "compare", "--lang", "ru", "--format", "json"],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert "Продажи" in done.stdout.decode("utf-8")
