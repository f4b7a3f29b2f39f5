"""`crm-planner propose -o FILE.pdf`: whole or not at all, the same again, and nothing of the consultant's own side."""

import re
from base64 import b64decode
from pathlib import Path

import pytest

from tests.cli.run import ran
from tests.documents.proposal.printed import read, unpacked

Capture = pytest.CaptureFixture[bytes]
ROOT = Path(__file__).resolve().parents[2]
FIRM = ("propose", str(ROOT / "examples" / "firm-of-25.yaml"), "regionsoft", "-q")
OWN = ("--playbook", str(ROOT / "examples" / "own-side"))
DESK = ("propose", str(ROOT / "examples" / "order-desk.yaml"), "terrasoft/sales")
NOTES = (
    *("--set", "note=INTERNALONE", "--set", "risks.CL-05.note=INTERNALTWO"),
    *("--set", "risks.CL-08.override=INTERNALTHREE", "--set", "answers.CL-08.1=no"),
)


def test_the_file_is_whole_and_the_same_again(tmp_path: Path, capsysbinary: Capture) -> None:
    first, second = (tmp_path / name for name in ("one.pdf", "two.pdf"))
    for path in (first, second):
        ended = ran(capsysbinary, *FIRM, "--set", "proposal.date=2026-11-23", "-o", str(path))
        assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().endswith(b"%%EOF")


def test_a_pdf_needs_a_file(capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, *FIRM, "--format", "pdf")
    assert (ended.status, ended.out) == (2, "")
    assert "name a file with --output" in ended.err


def test_a_letter_no_font_has_is_named_and_no_file_is_left(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "one.pdf"
    ended = ran(capsysbinary, *FIRM, "--set", 'client.name="Firm \u0e01"', "-o", str(path))
    assert ended.status == 4
    assert '"\u0e01" (U+0E01, in client.' in ended.err
    assert list(tmp_path.iterdir()) == []


def test_the_own_side_and_notes_are_nowhere_in_the_file(tmp_path: Path, capsysbinary: Capture) -> None:
    """With the playbook of examples/own-side: not in its text, not in its metadata, not in the pictures."""
    pdf, page = tmp_path / "one.pdf", tmp_path / "one.html"
    for path in (pdf, page):
        assert ran(capsysbinary, *DESK, *OWN, *NOTES, "-q", "-o", str(path)).err == ""
    told = [read(pdf.read_bytes(), tmp_path), *pictures(page.read_text(encoding="utf-8"))]
    figures = "".join(told).replace("\u00a0", "").replace(",", "")
    assert len(told) == 1 + 3
    for secret in ("2100", "1800.00", "INTERNAL"):
        assert secret not in figures, secret
    assert "3000.00" in figures
    for words in (b"INTERNAL", b"partner_discount", b"own-side"):
        assert words not in unpacked(pdf.read_bytes())


def pictures(html: str) -> list[str]:
    """What the charts of a page say."""
    drawn = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", html)
    return [" ".join(re.findall(r">([^<]+)</t", b64decode(one).decode())) for one in drawn]
