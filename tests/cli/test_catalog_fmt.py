"""`catalog fmt`: files are rewritten at once or not at all, and `--check` and `--diff` write nothing."""

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.run import ran

UNTIDY = "schema: crm-planner/brief/1  \nclient:   {name: 'A firm'}  # invented\nusers:    10\n"
TIDY = "schema: crm-planner/brief/1\nclient: {name: A firm}      # invented\nusers: 10\n"

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("brief.yaml")
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_a_file_is_rewritten_and_named_and_stays_so(brief: Path, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "fmt", "brief.yaml")
    assert (ended.status, ended.out) == (0, "brief.yaml\n")
    assert ended.err == "1 file rewritten, 0 already in canonical layout\n"
    assert brief.read_text(encoding="utf-8") == TIDY
    again = ran(capsysbinary, "catalog", "fmt", "--quiet", "brief.yaml")
    assert (again.status, again.out, again.err) == (0, "", "")


def test_check_names_the_file_writes_nothing_and_ends_with_status_1(brief: Path, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "fmt", "--check", ".")
    assert (ended.status, ended.out) == (1, "brief.yaml\n")
    assert brief.read_text(encoding="utf-8") == UNTIDY
    brief.write_text(TIDY, encoding="utf-8")
    assert ran(capsysbinary, "catalog", "fmt", "--check", ".").status == 0


def test_diff_shows_what_would_change_and_writes_nothing(brief: Path, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "fmt", "--diff", "brief.yaml")
    assert ended.status == 1
    assert "\n-users:    10\n" in ended.out
    assert "\n+users: 10\n" in ended.out
    assert ended.out.startswith("--- brief.yaml\n+++ brief.yaml, laid out\n@@")
    assert brief.read_text(encoding="utf-8") == UNTIDY


def test_a_file_without_a_last_line_end_is_shown_so(brief: Path, capsysbinary: Capture) -> None:
    brief.write_text(TIDY.rstrip("\n"), encoding="utf-8")
    out = ran(capsysbinary, "catalog", "fmt", "--diff", "brief.yaml").out
    assert "-users: 10\n\\ No newline at end of file\n+users: 10\n" in out


def test_standard_input_goes_to_standard_output(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, status, out in (((), 0, TIDY), (("--check",), 1, "standard input\n")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UNTIDY.encode())))
        ended = ran(capsysbinary, "catalog", "fmt", "-", *arguments)
        assert (ended.status, ended.out, ended.err) == (status, out, "")


def test_a_broken_file_is_left_alone_and_the_others_are_laid_out(brief: Path, capsysbinary: Capture) -> None:
    broken = "schema: crm-planner/brief/1\nusers: [10\n"
    Path("broken.yaml").write_text(broken, encoding="utf-8")
    ended = ran(capsysbinary, "catalog", "fmt", ".")
    assert (ended.status, ended.out) == (1, "brief.yaml\n")
    assert "broken.yaml:2:8: error[YML001]" in ended.err
    assert Path("broken.yaml").read_text(encoding="utf-8") == broken


def test_a_file_that_is_not_there_ends_with_status_3_after_the_others(brief: Path, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "fmt", "missing.yaml", "brief.yaml")
    assert (ended.status, ended.out) == (3, "brief.yaml\n")
    assert "missing.yaml: error[IO001]" in ended.err
    assert brief.read_text(encoding="utf-8") == TIDY


def test_what_would_not_say_the_same_is_left_alone_as_a_fault_of_the_program(
    brief: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_planner.files.canonical.laid_out", lambda text: text.replace("10", "11"))
    ended = ran(capsysbinary, "catalog", "fmt", "brief.yaml")
    assert (ended.status, ended.out) == (70, "")
    assert "brief.yaml: left as it is, for written anew it would not say the same" in ended.err
    assert brief.read_text(encoding="utf-8") == UNTIDY


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
def test_a_rewritten_file_keeps_its_permissions_and_a_link_stays_a_link(brief: Path, capsysbinary: Capture) -> None:
    brief.chmod(0o640)
    Path("link.yaml").symlink_to("brief.yaml")
    assert ran(capsysbinary, "catalog", "fmt", "link.yaml").status == 0
    assert stat.S_IMODE(brief.stat().st_mode) == 0o640
    assert Path("link.yaml").is_symlink()
    assert brief.read_text(encoding="utf-8") == TIDY


def test_a_file_that_cannot_be_written_is_left_whole(
    brief: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ended = ran(capsysbinary, "catalog", "fmt", "brief.yaml")
    assert (ended.status, "error[OUT002]" in ended.err) == (4, True)
    assert brief.read_text(encoding="utf-8") == UNTIDY
    assert [path.name for path in Path().iterdir()] == ["brief.yaml"]


def test_line_ends_of_windows_and_a_byte_order_mark_stay(brief: Path, capsysbinary: Capture) -> None:
    brief.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode())
    assert ran(capsysbinary, "catalog", "fmt", "brief.yaml").status == 0
    assert brief.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()


def test_without_a_path_the_projects_catalogs_are_meant(brief: Path, capsysbinary: Capture) -> None:
    assert ran(capsysbinary, "catalog", "fmt").status == 2
    Path("crm-planner.toml").write_text('catalogs = "."\n', encoding="utf-8")
    assert ran(capsysbinary, "catalog", "fmt").out == f"{brief}\n"


def test_standard_input_stands_alone(brief: Path, capsysbinary: Capture) -> None:
    assert ran(capsysbinary, "catalog", "fmt", "-", "brief.yaml").status == 2
