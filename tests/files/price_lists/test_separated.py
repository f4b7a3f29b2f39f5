"""Lists in CSV: read in the encoding and with the signs that are declared, every field with its line and character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.catalog.price_list import Csv
from crm_planner.files.price_lists.printed_numbers import from_to, plain_number
from crm_planner.files.price_lists.separated import read_separated
from tests.files.price_lists.made import COLUMNS, EDITIONS, HEAD, ITEMS, imported, problems

RUSSIAN = "Edition;Item;Quantity;Price\nStandard;Licences;10;51 700,00\nStandard;Installation;;7\u00a0000,5\n"
FORM = 'csv: {encoding: cp1251, delimiter: ";", decimal: ",", group: " "}\n'
MAPPING = HEAD + COLUMNS + EDITIONS + ITEMS


def amounts(folder: Path, data: bytes, mapping: str) -> list[str]:
    items = imported(folder, data, mapping, "price.csv").editions[0].items
    figures = [price_figures(item.price) for item in items]
    return [str(figure) for found in figures for figure in found]


def price_figures(price: object) -> list[object]:
    totals: dict[object, object] = getattr(price, "totals", {})
    return [*totals.values()] or [getattr(price, "amount", None)]


def test_a_list_as_excel_saves_it_in_russia_is_read_as_declared(tmp_path: Path) -> None:
    list_ = RUSSIAN.replace("Licences", "Лицензии")
    mapping = MAPPING.replace("printed: Licences", "printed: Лицензии") + FORM
    assert amounts(tmp_path, list_.encode("cp1251"), mapping) == ["51700", "7000.5"]


def test_its_cells_are_called_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    catalog = imported(tmp_path, RUSSIAN.encode("cp1251"), MAPPING + FORM, "price.csv")
    assert [item.cell.whole for item in catalog.editions[0].items if item.cell] == ["D2", "D3"]


def test_another_encoding_than_declared_is_refused_with_a_guess_to_write_down(tmp_path: Path) -> None:
    data = (RUSSIAN + "Базовая редакция;Лицензии на рабочее место;10;1\n").encode("cp1251")
    (line,) = problems(tmp_path, data, MAPPING, "price.csv")
    assert line.startswith("price.csv:3:1: error[ENC001]: not utf-8 (byte 0xA0, line 3); it looks like cp1251. ")
    assert line.endswith("Write csv: {encoding: cp1251} in the mapping")


@pytest.mark.parametrize(
    ("printed", "decimal", "group", "plain"),
    [
        ("51 700,00", ",", " ", "51700"),
        ("51\u00a0700", ",", " ", "51700"),
        ("51\u202f700,50", ",", " ", "51700.5"),
        ("51700", ".", "", "51700"),
        ("51,700.50", ".", ",", "51700.5"),
        ("51'700", ".", "'", "51700"),
        ("1.234.567", ",", ".", "1234567"),
        ("007", ".", "", "7"),
        ("-5", ".", "", "-5"),
        ("51.700", ".", "", "51.7"),
        ("51 700,00", ".", " ", None),
        ("51,700", ".", "", None),
        ("517 00", ",", " ", None),
        ("5 1700", ",", " ", None),
        ("51 700 руб.", ",", " ", None),
        ("1e3", ".", "", None),
        ("٥", ".", "", None),
        ("", ".", "", None),
        ("1" * 41, ".", "", None),
    ],
)
def test_a_number_is_read_in_the_declared_signs_or_not_at_all(
    printed: str, decimal: str, group: str, plain: str | None
) -> None:
    assert plain_number(printed, Csv.model_validate({"decimal": decimal, "group": group})) == plain


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from([" ", ".", "'", ""]))
def test_every_number_comes_back_from_its_printed_form(whole: int, cents: int, group: str) -> None:
    printed = f"{whole:,}".replace(",", group) + f",{cents:02}"
    expected = f"{whole}.{cents:02}".rstrip("0").rstrip(".") if cents else str(whole)
    assert plain_number(printed, Csv.model_validate({"decimal": ",", "group": group})) == expected


@pytest.mark.parametrize(
    ("printed", "ends"),
    [("1-10", (1, 10)), ("11 – 50", (11, 50)), ("11…50", (11, 50)), ("51+", (51, None)), ("10", None), ("a-b", None)],
)
def test_a_printed_range_has_two_ends_or_one(printed: str, ends: tuple[int, int | None] | None) -> None:
    assert from_to(printed) == ends


def test_a_field_has_the_line_and_character_an_editor_shows() -> None:
    text = 'a,"b, ""quoted""\nand more",c\nd,e,f\n'
    table = read_separated(text.encode(), "price.csv", Csv())
    places = {cell: table.place(*cell)[1:3] for cell in ((1, 1), (1, 2), (1, 3), (2, 3))}
    assert places == {(1, 1): (1, 1), (1, 2): (1, 3), (1, 3): (2, 11), (2, 3): (3, 5)}
    assert table.rows[1][2].text == 'b, "quoted"\nand more'


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b'Edition,Item\n"open,1\n2,3\n', "IMP012", 2),
        (b'Edition,Item\n"a"b,1\n', "IMP012", 2),
        (b"Edition,Item\na\x07,1\n", "CHR001", 2),
        (b"Edition,Item\n" + b"x," * 101 + b"\n", "IMP014", 2),
        (b"a\n" * 10_001, "IMP014", 10_001),
        (b"%PDF-1.7", "ENC004", 0),
        (b"<html><table>", "ENC004", 0),
        (b"\xd0\xcf\x11\xe0", "ENC004", 0),
    ],
    ids=["open quote", "text after a quote", "bell", "columns", "rows", "PDF", "page", "old office"],
)
def test_what_is_no_csv_is_refused_at_its_line(data: bytes, code: str, line: int, tmp_path: Path) -> None:
    said = problems(tmp_path, data, MAPPING, "price.csv")[0]
    assert said.startswith(f"price.csv:{line}:" if line else "price.csv: ")
    assert f"error[{code}]" in said


def test_a_workbook_under_the_name_of_a_csv_is_named(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, b"PK\x03\x04xl/workbook.xml", MAPPING, "price.csv")
    assert (
        line
        == "price.csv: error[ENC004]: this is an Excel file, and its name says .csv. Name it .xlsx, if it is a workbook"
    )


def test_a_mapping_for_the_other_kind_of_list_is_refused(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, RUSSIAN.encode(), MAPPING + "sheet: Prices\n", "price.csv")
    assert line.startswith("mapping.yaml:11:8: error[IMP019]: sheet names a sheet of a workbook")


def test_a_file_of_another_name_is_no_list(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, RUSSIAN.encode(), MAPPING, "price.yaml")
    assert line.startswith(
        "price.yaml: error[ENC004]: a price list is a workbook or CSV, and the name of this file says .yaml"
    )
