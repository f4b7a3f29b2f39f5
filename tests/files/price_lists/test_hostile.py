"""Hostile and damaged lists: refused by name, before anything large is unpacked, within bounded time and memory."""

import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_planner.limits import LIST_BYTES, UNPACKED_BYTES, UNPACKED_RATIO, XML_ELEMENTS, ZIP_ENTRIES
from tests.files.price_lists.made import HEADINGS, MAPPING, bare, cells, problems, saved, workbook, zipped

ROW = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311 - the same in every run


def lying() -> bytes:
    """A sheet whose directory entry declares a hundredth of its size."""
    data = bytearray(zipped(bare(cells("<!-- " + noise(50_000).hex() + " -->"))))
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets"))
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(zipped(bare(cells(""))))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def with_part(name: str, data: bytes) -> bytes:
    return zipped({**bare(cells("")), name: data})


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "bomb": (lambda: zipped(bare(cells(" " * (UNPACKED_RATIO * 100_000)))), "IMP013", "more than 100 times its size"),
    "bomb nobody reads": (
        lambda: with_part("xl/media/a.png", b"\0" * (UNPACKED_BYTES + 1)),
        "IMP013",
        "at most 50 are read",
    ),
    "sizes that lie": (lying, "IMP012", "damaged"),
    "entries": (lambda: zipped({f"f{n}": b"" for n in range(ZIP_ENTRIES + 1)}), "IMP013", "201 files"),
    "way out": (lambda: with_part("../evil", b""), "IMP013", '"../evil"'),
    "absolute": (lambda: with_part("/etc/passwd", b""), "IMP013", '"/etc/passwd"'),
    "drive": (lambda: with_part("C:\\evil", b""), "IMP013", "evil"),
    "twins": (lambda: with_part("xl/Worksheets/Sheet1.xml", b"<x/>"), "IMP013", "2 files named"),
    "password": (encrypted, "IMP013", "Save it without a password"),
    "packing": (lambda: zipped(bare(cells("")), zipfile.ZIP_BZIP2), "IMP013", "no spreadsheet program packs"),
    "document type": (lambda: zipped(bare("<!DOCTYPE x>" + cells(""))), "IMP016", "document type"),
    "laughs": (
        lambda: zipped(bare(DOCTYPE + cells('<row><c t="str"><v>&b;</v></c></row>'))),
        "IMP016",
        "document type",
    ),
    "external": (
        lambda: zipped(bare('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + cells(""))),
        "IMP016",
        "document type",
    ),
    "entity": (lambda: zipped(bare(cells("&a;"))), "IMP012", "undefined entity"),
    "cut XML": (lambda: zipped(bare(cells("")[:-9])), "IMP012", "not sound XML"),
    "no XML": (lambda: zipped(bare("51700")), "IMP012", "not sound XML"),
    "long tag": (lambda: zipped(bare(f"<worksheet a='{noise(800_000).hex()}'/>")), "IMP013", "more than a megabyte"),
    "elements": (lambda: zipped(bare(cells("<row/>" * XML_ELEMENTS))), "IMP013", "more than 100 times"),
    "far row": (lambda: zipped(bare(cells(ROW.format(10_001)))), "IMP014", "Prices!A10001"),
    "far column": (lambda: zipped(bare(cells('<row r="1"><c r="CW1"><v>1</v></c></row>'))), "IMP014", "Prices!CW1"),
    "cut zip": (lambda: zipped(bare(cells("")))[:300], "IMP012", "damaged"),
    "zip of something": (lambda: zipped({"a.txt": b"x"}), "IMP012", "no workbook"),
    "sheet elsewhere": (
        lambda: zipped({**bare(cells("")), "xl/_rels/workbook.xml.rels": b"<Relationships/>"}),
        "IMP012",
        "lacks the part",
    ),
    "old office": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "ENC004", "an old or encrypted Office file"),
    "page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "ENC004", "a web page"),
    "table": (lambda: b"a;b\n1;2\n", "ENC004", "Name it .csv"),
    "empty": (lambda: b"", "ENC004", "an empty file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_by_name(name: str, tmp_path: Path) -> None:
    made, code, words = HOSTILE[name]
    found = problems(tmp_path, made())
    assert any("price.xlsx" in line and f"error[{code}]" in line and words in line for line in found), found


def test_control_and_direction_characters_are_refused_at_their_cell(tmp_path: Path) -> None:
    for text, code in (("Stan_x0007_dard", "CHR001"), ("Stan\u202edard", "CHR002"), ("Stan_xD800_dard", "CHR004")):
        row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'
        head = "".join(
            f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("Edition", "Item", "Quantity", "Price")
        )
        (line,) = problems(tmp_path, zipped(bare(cells(f'<row r="1">{head}</row>{row}'))))
        assert line.startswith(f"price.xlsx:2:1: error[{code}]: Prices!A2 ")


def test_the_largest_table_allowed_is_read_and_one_element_more_is_not(tmp_path: Path) -> None:
    around = len(
        ("Relationships", "Relationship") * 2 + ("workbook", "sheets", "sheet", "worksheet", "sheetData", "row")
    )
    for more, refused in ((0, False), (1, True)):
        sheet = cells("<row>" + "<c/>" * (XML_ELEMENTS - around + more) + "</row>")
        found = problems(tmp_path, zipped(bare(sheet), zipfile.ZIP_STORED))
        assert any("IMP014" in line for line in found) is refused


def test_a_list_over_five_megabytes_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "price.xlsx").write_bytes(b"PK\x03\x04" + bytes(LIST_BYTES))
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    done = command(tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("price.xlsx: error[IO002]: 5.1 MB, the limit is 5 MB")


MEASURED = """
import sys
from crm_planner.cli.main import run
status = run(sys.argv[1:])
with open("/proc/self/status") as own:
    print(*(line.split()[1] for line in own if line.startswith("VmHWM")), file=sys.stderr)
sys.exit(status)
"""


def command(folder: Path, *program: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, *(program or ("-m", "crm_planner")), "catalog", "import", "price.xlsx"]
    arguments += ["--map", "mapping.yaml"]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is asked of Linux")
@pytest.mark.parametrize("name", ["long tag", "noise", "many cells"])
def test_memory_is_bounded_whatever_the_list_holds(name: str, tmp_path: Path) -> None:
    many = "".join(ROW.format(number).replace("<v>1<", f"<v>{number * 7919}<") for number in range(1, 10_001))
    made = {"noise": cells(f"<!-- {noise(2_000_000).hex()} -->"), "many cells": cells(many)}
    (tmp_path / "price.xlsx").write_bytes(zipped(bare(made[name])) if name in made else HOSTILE[name][0]())
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    done = command(tmp_path, "-c", MEASURED)
    assert done.returncode == 1, done.stderr
    assert int(done.stderr.splitlines()[-1]) < 200 * 1024


def test_a_cut_or_changed_workbook_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    sound, chance = saved(workbook()), random.Random(20261123)  # noqa: S311 - the same in every run
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        problems(tmp_path, bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))


def test_a_merge_over_a_million_rows_is_one_problem(tmp_path: Path) -> None:
    texts = [f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in (*HEADINGS, "Standard", "Installation")]
    rows = f"<row>{''.join(texts[:4])}</row><row>{''.join(texts[4:])}<c/><c><v>7000</v></c></row>"
    merge = '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells></worksheet>'
    (line,) = problems(tmp_path, zipped(bare(cells(rows).replace("</worksheet>", merge))))
    assert line.startswith("price.xlsx:2:1: error[IMP007]: Prices!A2 is merged")
