"""A page as a Word document, by the template page.docx: for whoever edits or signs it."""

from datetime import date
from pathlib import Path

from crm_planner.documents.page import Page
from crm_planner.documents.page_pdf import page_data
from crm_planner.documents.templates.word import Properties, fill
from crm_planner.documents.wording import Speech


def page_docx(page: Page, speech: Speech, day: date, templates: Path) -> bytes:
    """`page` of `day`; `templates` is the folder of the shipped templates."""
    data = page_data(page, speech, day)
    if speech.fell_back:
        data = page_data(page.admitting(speech.fell_back), speech, day)
    about = Properties(data["title"], "", "", speech.language, day)
    return fill((templates / "page.docx").read_bytes(), data, (), {}, about)
