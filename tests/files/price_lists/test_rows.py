"""Which columns and rows of a list are read: headings are found or named, rows are kept, skipped or end the table."""

from pathlib import Path

import pytest

from tests.files.price_lists.made import HEADINGS, LICENCES, MAPPING, ROWS, imported, problems, saved, workbook

SECTION = ("Licences and services", None, None, None)
FOOTER = ("Prices hold until they change", None, None, None)


def ids(folder: Path, rows: tuple[tuple[object, ...], ...], mapping: str) -> list[str]:
    catalog = imported(folder, saved(workbook(rows)), mapping)
    return [item.id for edition in catalog.editions for item in edition.items]


def test_a_missing_column_is_said_with_those_that_are_there_and_the_nearest(tmp_path: Path) -> None:
    found = problems(tmp_path, saved(workbook()), MAPPING.replace("price: Price", "price: Prise"))
    said = 'no column has the heading "Prise". Did you mean "Price"? Row 1 has "Edition", "Item", "Quantity" or "Price"'
    assert found == [f"mapping.yaml:4:68: error[IMP001]: {said}"]


def test_every_missing_column_is_said_at_once(tmp_path: Path) -> None:
    mapping = MAPPING + "rows: {skip: [{column: Colour, is: red}]}\n"
    found = problems(tmp_path, saved(workbook((("A", "B"),))), mapping)
    assert [line.partition(": no ")[0] for line in found] == [
        *(f"mapping.yaml:4:{column}: error[IMP001]" for column in (20, 35, 51, 68)),
        "mapping.yaml:12:24: error[IMP001]",
    ]


def test_a_heading_that_stands_twice_is_refused_with_both_cells(tmp_path: Path) -> None:
    rows = ((*HEADINGS, "Price"), (*LICENCES, 1))
    (line,) = problems(tmp_path, saved(workbook(rows)))
    assert '"Price" stands over 2 columns: Prices!D1 or Prices!E1' in line


def test_a_heading_may_stand_on_several_lines(tmp_path: Path) -> None:
    rows = (("Edition", "Item", "Quantity", " Price,\n RUB "), LICENCES)
    assert ids(tmp_path, rows, MAPPING.replace("price: Price", 'price: "Price, RUB"')) == ["licences"]


@pytest.mark.parametrize(
    ("conditions", "kept"),
    [
        ("rows: {skip: [{column: Price, empty: true}]}", 4),
        ("rows: {skip: [{column: Edition, is: Licences and services}, {column: Edition, begins: Prices hold}]}", 4),
        ("rows: {only: [{column: Edition, is: Standard}]}", 4),
        ("rows: {only: [{column: Item, empty: false}]}", 4),
        ("rows: {only: [{column: Edition, is: Standard}, {column: Item, is: Support}]}", 1),
        ("rows: {skip: [{column: Price, empty: true}], stop: [{column: Item, is: Training}]}", 1),
        ("rows: {skip: [{column: Price, empty: true}], last: 5}", 3),
    ],
)
def test_rows_are_kept_skipped_or_end_the_table(conditions: str, kept: int, tmp_path: Path) -> None:
    rows = (HEADINGS, SECTION, *ROWS[1:], FOOTER)
    assert len(ids(tmp_path, rows, f"{MAPPING}{conditions}\n")) == kept


def test_a_row_that_is_not_skipped_and_has_no_price_is_a_fault(tmp_path: Path) -> None:
    found = problems(tmp_path, saved(workbook((*ROWS, FOOTER))))
    assert any(line.startswith("price.xlsx:6:1: error[IMP010]: Prices!A6") for line in found)


def test_empty_rows_and_rows_without_anything_that_is_read_are_nothing(tmp_path: Path) -> None:
    rows = (HEADINGS, (), LICENCES, (None, None, None, None, "a remark far right"))
    assert ids(tmp_path, rows, MAPPING) == ["licences"]


def test_an_empty_cell_means_the_one_above_only_where_the_mapping_says_so(tmp_path: Path) -> None:
    rows = (HEADINGS, LICENCES, (None, "Installation", None, 7000))
    assert ids(tmp_path, rows, MAPPING + "fill_down: [edition]\n") == ["licences", "deployment"]
    (line,) = problems(tmp_path, saved(workbook(rows)))
    assert line.startswith("price.xlsx:3:1: error[IMP003]: Prices!A3 is empty, and names the edition of a price")


def test_a_list_without_rows_is_said_to_have_none(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, saved(workbook((HEADINGS,))))
    assert (
        line
        == "price.xlsx: error[IMP017]: no row below the headings is left to read. Check header and rows in the mapping"
    )


def test_the_draft_says_which_rows_were_left_out(tmp_path: Path) -> None:
    from crm_planner.files.price_lists.copying import copy_list
    from crm_planner.files.price_lists.lists import load_list, load_mapping

    (tmp_path / "price.xlsx").write_bytes(saved(workbook((HEADINGS, SECTION, LICENCES, FOOTER))))
    (tmp_path / "mapping.yaml").write_text(MAPPING + "rows: {skip: [{column: Price, empty: true}]}\n")
    written = load_mapping(str(tmp_path / "mapping.yaml"))
    said = copy_list(load_list(str(tmp_path / "price.xlsx"), written), written).comments[()]
    assert "The mapping leaves out these rows of the list: 2, 4." in said
