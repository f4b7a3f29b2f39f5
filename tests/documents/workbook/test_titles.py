"""Names of sheets and of cells: whatever somebody is called, a spreadsheet takes them."""

import re

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from crm_planner.documents.workbook.titles import LONGEST, cell_title, sheet_prefix, sheet_title


@given(st.lists(st.text(max_size=60), max_size=6))
def test_every_name_becomes_one_a_sheet_may_have_and_no_two_are_alike(wanted: list[str]) -> None:
    taken: list[str] = []
    for name in wanted:
        taken.append(sheet_title(name, taken))
    assert len({one.casefold() for one in taken}) == len(taken)
    book = Workbook()
    for one in taken:
        assert one
        assert len(one.encode("utf-16-le")) <= 2 * LONGEST
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", one)
        assert one.casefold() != "history"
        assert book.create_sheet(one).title in (one, f"{one}1")


def test_a_long_name_leaves_room_for_its_number() -> None:
    long = "A very long name of a very long product of a firm"
    first = sheet_title(long, [])
    assert sheet_title(long, [first]) == "A very long name of a very (2)"


def test_no_name_spells_a_sign_by_its_number() -> None:
    """Spreadsheets read `_x0041_` in the name of a sheet as A, and then no formula finds it."""
    assert sheet_title("_x0041_ and __x0041_", []) == "x0041_ and _ x0041_"


def test_a_quote_in_a_sheets_name_is_doubled_in_formulas() -> None:
    assert sheet_prefix("O'Hara & Co") == "'O''Hara & Co'!"


@given(st.lists(st.from_regex(r"[a-z0-9./_-]{1,40}", fullmatch=True), max_size=6))
def test_names_of_cells_are_no_addresses_and_no_two_are_alike(wanted: list[str]) -> None:
    taken: list[str] = []
    for name in wanted:
        taken.append(cell_title(name, taken))
    assert len({one.casefold() for one in taken}) == len(taken)
    for one in taken:
        assert re.fullmatch(r"[A-Za-z_]\w*", one)
        assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[RrCc][0-9]*|[Rr][0-9]*[Cc][0-9]*", one)
