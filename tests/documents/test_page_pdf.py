"""A page as a PDF: all of its text, on one sheet where it fits, in the reader's language."""

from datetime import date
from pathlib import Path

import pytest

from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.decision import decision_page
from crm_planner.documents.page import Outline, Page
from crm_planner.documents.page_pdf import page_data, page_pdf
from crm_planner.documents.typesetting import typeset_with_warnings
from crm_planner.text import LANGUAGES, Text
from tests.decision.made import decided, flat, vendor
from tests.documents.made import TEMPLATES, speech, two_vendors
from tests.documents.proposal.printed import FONTS, bare, leaves, read, unpacked

DAY = date(2026, 11, 23)
TWO = (vendor("south", {"licences": flat(900)}), vendor("north", {"licences": flat(1050)}))


def pages(pdf: bytes, place: Path) -> list[str]:
    return read(pdf, place).rstrip("\f").split("\f")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_decision_is_one_page_with_all_its_text(language: str, tmp_path: Path) -> None:
    page = decision_page(decided(*TWO))
    sheet = pages(page_pdf(page, speech(language), DAY, TEMPLATES), tmp_path)
    data = page_data(page, speech(language), DAY)
    assert len(sheet) == 1
    for key in ("kind", "tone", "day"):
        data.pop(key, None)
    texts = [one for path, one in leaves(data) if path[-1] in ("text", "title", "notes")]
    assert [one for one in texts if bare(one) not in bare(sheet[0])] == []


def test_tables_are_tagged_with_their_heads_and_figures_are_as_on_the_page(tmp_path: Path) -> None:
    pdf, warnings = typeset_with_warnings(
        TEMPLATES / "page.typ", page_data(comparison_page(two_vendors()), speech(), DAY), FONTS, "2026-11-23"
    )
    assert warnings == ()
    assert "106,000" in "".join(pages(pdf, tmp_path))
    assert b"/TH" in unpacked(pdf)


def test_what_does_not_fit_one_page_goes_on_with_numbers(tmp_path: Path) -> None:
    lines = tuple((1, Text.plain(f"line {at} " * 12)) for at in range(120))
    sheets = pages(page_pdf(Page(Text.plain("Long"), (Outline(lines),)), speech(), DAY, TEMPLATES), tmp_path)
    assert len(sheets) > 1
    assert all(f"{at} / {len(sheets)}" in sheet for at, sheet in enumerate(sheets, 1))


def test_texts_in_another_language_are_admitted(tmp_path: Path) -> None:
    page = Page(Text({"ru": "По-русски"}), ())
    assert "other" not in "".join(pages(page_pdf(page, speech("ru"), DAY, TEMPLATES), tmp_path))
    assert "shown in: ru" in "".join(pages(page_pdf(page, speech("en"), DAY, TEMPLATES), tmp_path))
