"""Workbooks: every cell exactly as it is stored, whichever program wrote it; what nobody sees as it is, is refused."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm_planner.errors import DataError
from crm_planner.files.price_lists.formats import meant
from crm_planner.files.price_lists.table import Kind
from crm_planner.files.price_lists.workbook import read_workbook
from tests.files.price_lists.made import (
    HEADINGS,
    MAPPING,
    ROWS,
    bare,
    cells,
    imported,
    problems,
    saved,
    workbook,
    zipped,
)


def read(data: bytes, sheet: str | None = None) -> dict[tuple[int, int], tuple[Kind, str]]:
    table = read_workbook(data, "price.xlsx", sheet)
    return {(row, column): (one.kind, one.text) for row, found in table.rows.items() for column, one in found.items()}


def one_cell(xml: str, **more: Any) -> tuple[Kind, str] | None:
    return read(zipped(bare(cells(f'<row r="1">{xml}</row>'), **more))).get((1, 1))


@pytest.mark.parametrize(
    ("stored", "meaning"),
    [
        ("51700", "51700"),
        ("51699.999999999993", "51700"),
        ("0.30000000000000004", "0.3"),
        ("1.1E3", "1100"),
        ("8776.8", "8776.8"),
        ("-5", "-5"),
        ("0", "0"),
        ("100", "100"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_a_number_has_the_fifteen_digits_a_spreadsheet_shows(stored: str, meaning: str) -> None:
    assert one_cell(f"<c><v>{stored}</v></c>") == (Kind.NUMBER, meaning)


@pytest.mark.parametrize("stored", ["INF", "-INF", "NaN", "1E+400", "1E+99", "1e16", "0x10", "1" * 41, "٥"])
def test_a_number_no_price_can_be_is_named_so(stored: str) -> None:
    assert one_cell(f"<c><v>{stored}</v></c>") == (Kind.ODD, stored)


@pytest.mark.parametrize(
    ("xml", "content"),
    [
        ('<c t="inlineStr"><is><t>Lic</t><r><t>ences</t></r></is></c>', (Kind.TEXT, "Licences")),
        ('<c t="str"><v>51 700</v></c>', (Kind.TEXT, "51 700")),
        ('<c t="inlineStr"><is><t>two_x000D_\nlines</t></is></c>', (Kind.TEXT, "two\r\nlines")),
        ('<c t="inlineStr"><is><t>価格</t><rPh><t>カカク</t></rPh></is></c>', (Kind.TEXT, "価格")),
        ("<c><f>1+1</f><v>2</v></c>", (Kind.FORMULA, "2")),
        ("<c><f>1+1</f></c>", (Kind.FORMULA, "")),
        ('<c t="e"><v>#REF!</v></c>', (Kind.ERROR, "#REF!")),
        ('<c t="b"><v>1</v></c>', (Kind.TRUTH, "true")),
        ('<c t="d"><v>2026-11-23</v></c>', (Kind.DATE, "2026-11-23")),
        ('<c t="s"><v>7</v></c>', None),
        ('<c s="3"/>', None),
        ('<c t="inlineStr"><is><t>  </t></is></c>', None),
        ("<c><v></v></c>", None),
    ],
)
def test_a_cell_is_what_it_is_stored_as(xml: str, content: tuple[Kind, str] | None) -> None:
    assert one_cell(xml) == content


def test_cells_without_their_own_names_follow_each_other() -> None:
    found = read(zipped(bare(cells("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))))
    assert {at: text for at, (_, text) in found.items()} == {(1, 1): "1", (1, 2): "2", (2, 1): "3"}


def test_prefixed_names_and_any_relation_to_the_sheet_are_understood() -> None:
    row = '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="u"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    parts = bare(sheet)
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"worksheets/", b"/xl/worksheets/"
    )
    assert read(zipped(parts)) == {(1, 1): (Kind.NUMBER, "5")}


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        ("0", "", Kind.NUMBER),
        ("4", "", Kind.NUMBER),
        ("14", "", Kind.DATE),
        ("9", "", Kind.PERCENT),
        ("164", "dd.mm.yyyy", Kind.DATE),
        ("164", "[h]:mm", Kind.DATE),
        ("164", '0.0" %"', Kind.NUMBER),
        ("164", "0.0%", Kind.PERCENT),
        ("164", '#,##0.00" руб."', Kind.NUMBER),
        ("164", "[Red]#,##0_);[Red](#,##0)", Kind.NUMBER),
        ("164", "[$-419]#,##0.00\\ [$₽-419]", Kind.NUMBER),
        ("164", "General", Kind.NUMBER),
    ],
)
def test_what_a_number_is_meant_as_follows_from_its_format(number: str, code: str, kind: Kind) -> None:
    assert meant(number, code) is kind


def test_a_date_and_a_percentage_are_no_prices(tmp_path: Path) -> None:
    book = workbook(
        (HEADINGS, ("Standard", "Installation", None, date(2026, 11, 23)), ("Standard", "Support", None, 0.15))
    )
    book.worksheets[0]["D3"].number_format = "0%"
    found = problems(tmp_path, saved(book))
    assert [line.partition(", where")[0] for line in found] == [
        "price.xlsx:2:4: error[IMP015]: Prices!D2 holds a date",
        "price.xlsx:3:4: error[IMP015]: Prices!D3 holds a percentage",
    ]


@pytest.mark.parametrize(
    ("value", "code"), [("=40000+11700", "IMP004"), ("#REF!", "IMP005"), (True, "IMP015"), ("51 700", "IMP006")]
)
def test_what_is_no_number_is_refused_at_its_cell(value: object, code: str, tmp_path: Path) -> None:
    (line,) = problems(tmp_path, saved(workbook((HEADINGS, ("Standard", "Licences", 10, value)))))
    assert line.startswith(f"price.xlsx:2:4: error[{code}]: Prices!D2 ")


def test_formulas_where_nothing_is_read_do_no_harm(tmp_path: Path) -> None:
    rows = [(*row, "=1+1") for row in ROWS]
    assert imported(tmp_path, saved(workbook(rows))).id == "acme"


def test_the_first_sheet_is_read_or_the_one_that_is_named() -> None:
    book = workbook((("first",),))
    book.create_sheet("Второй").append(["second"])
    assert read(saved(book)) == {(1, 1): (Kind.TEXT, "first")}
    assert read(saved(book), "Второй") == {(1, 1): (Kind.TEXT, "second")}


def test_a_sheet_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, saved(workbook()), MAPPING + "sheet: Price\n")
    assert line == 'price.xlsx: error[IMP009]: the workbook has no sheet "Price". Did you mean "Prices"?'


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_refused(state: str) -> None:
    with pytest.raises(DataError, match="IMP008"):
        read(zipped(bare(cells(""), state=f' state="{state}"')))


def test_hidden_rows_and_columns_are_refused_where_prices_are_read(tmp_path: Path) -> None:
    book = workbook((*ROWS, ("",), ("Not read",)))
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["C"].hidden = sheet.column_dimensions["F"].hidden = True
    found = problems(tmp_path, saved(book), MAPPING + "rows: {last: 5}\n")
    assert [line.partition(". ")[0] for line in found] == [
        "price.xlsx:1:3: error[IMP008]: Prices!C1 is in the hidden column C",
        "price.xlsx:3:1: error[IMP008]: Prices!A3 is in a hidden row",
    ]


def test_merged_cells_are_refused_where_prices_are_read(tmp_path: Path) -> None:
    book = workbook(((None, "A price list"), *ROWS))
    sheet = book.worksheets[0]
    sheet.merge_cells("B1:D1")
    sheet.merge_cells("A3:A4")
    (line,) = problems(tmp_path, saved(book), MAPPING + "header: 2\nrows: {skip: [{column: Edition, empty: true}]}\n")
    assert line.startswith("price.xlsx:3:1: error[IMP007]: Prices!A3 is merged with cells beside or below it")


def test_a_workbook_of_libreoffice_gives_the_same_catalog(tmp_path: Path, tool: Callable[[str], str]) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "price.xlsx").write_bytes(saved(workbook()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [tool("soffice"), profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path / "ods")]
    subprocess.run([*convert, str(tmp_path / "made" / "price.xlsx")], check=True, capture_output=True, timeout=120)
    convert[4:] = ["xlsx", "--outdir", str(tmp_path / "again"), str(tmp_path / "ods" / "price.ods")]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    again = (tmp_path / "again" / "price.xlsx").read_bytes()
    assert imported(tmp_path, again) == imported(tmp_path, saved(workbook()))
