"""A second program that computes spreadsheets, written in Python, agrees on every amount of a living model.

It differs from Excel and LibreOffice in two places, so these are not asked of it: its ROUND makes 8.57 of 8.575, and it
finds another row of a table by INDEX and SUMPRODUCT, which the model of risks has.
"""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from crm_planner.living.model import living
from tests.documents.workbook.test_live import whole
from tests.formula.spreadsheet import Spreadsheet
from tests.living.shipped import shipped

SHEET = "MODEL"
"""In capitals, as the other program writes it."""


def rounded(number: float, digits: float) -> float:
    """ROUND as spreadsheets have it, by decimal digits."""
    return float(Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP))


@pytest.mark.filterwarnings("ignore")  # its own and those of its libraries
def test_formulas_computes_what_the_engine_says_once_it_rounds_as_spreadsheets_do(tmp_path: Path) -> None:
    import formulas
    from formulas.functions import wrap_ufunc

    formulas.get_functions()["ROUND"] = wrap_ufunc(rounded)
    found, book = living(shipped("firm-of-25")), Spreadsheet()
    book.add(SHEET, found.model, whole(found, Random("firm-of-25"), 4))  # noqa: S311 - drawn by a seed
    book.book.save(tmp_path / "model.xlsx")
    model = formulas.ExcelModel().loads(str(tmp_path / "model.xlsx")).finish()
    model.calculate()
    model.write(dirpath=str(tmp_path / "computed"))
    book.book = load_workbook(next((tmp_path / "computed").iterdir()))
    assert len(book.sheets[SHEET].values) == 4
    assert book.differences(SHEET) == []
    assert book.differences(SHEET, proven=False) == []
