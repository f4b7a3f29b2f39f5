"""A page as a Word document: all of its text, in the reader's language."""

import importlib
import io
import sys
from datetime import date

import pytest
from docx import Document

from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.decision import decision_page
from crm_planner.documents.page_docx import page_docx
from crm_planner.documents.page_pdf import page_data
from crm_planner.errors import MissingExtra
from crm_planner.text import LANGUAGES
from tests.decision.made import decided, flat, vendor
from tests.documents.made import TEMPLATES, speech, two_vendors

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_decision_has_all_its_text_in_order(language: str) -> None:
    page = decision_page(decided(vendor("south", {"licences": flat(900)}), vendor("north", {"licences": flat(1050)})))
    data = page_data(page, speech(language), DAY)
    texts = [data["title"], *(line["text"] for part in data["parts"] for line in part["lines"]), *data["notes"]]
    document = Document(io.BytesIO(page_docx(page, speech(language), DAY, TEMPLATES)))
    assert [paragraph.text for paragraph in document.paragraphs] == texts


def test_a_table_has_as_many_columns_as_it_needs() -> None:
    document = Document(io.BytesIO(page_docx(comparison_page(two_vendors()), speech(), DAY, TEMPLATES)))
    shown = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    data = page_data(comparison_page(two_vendors()), speech(), DAY)
    first = next(part for part in data["parts"] if part["kind"] == "table")
    assert shown == [first["heads"], *(row["cells"] for row in first["rows"])]


def test_without_docxtpl_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    monkeypatch.delitem(sys.modules, "crm_planner.documents.templates.word")
    with pytest.raises(MissingExtra, match=r"crm-planner\[docs\]"):
        importlib.import_module("crm_planner.documents.templates.word")
