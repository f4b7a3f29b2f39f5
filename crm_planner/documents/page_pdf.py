"""A page as a PDF: on one sheet of A4 where it fits, tagged, by the template page.typ."""

from datetime import date
from pathlib import Path
from typing import Any

from crm_planner.documents.page import Outline, Page, Table
from crm_planner.documents.plain import heading, said, table_cells
from crm_planner.documents.typesetting import typeset
from crm_planner.documents.wording import Speech


def page_pdf(page: Page, speech: Speech, day: date, templates: Path) -> bytes:
    """`page` of `day`; `templates` is the folder of the shipped templates, with their fonts.

    Raises MissingExtra without typst, OutputError for a letter the fonts lack.
    """
    data = page_data(page, speech, day)
    if speech.fell_back:
        data = page_data(page.admitting(speech.fell_back), speech, day)
    return typeset(templates / "page.typ", data, templates / "fonts", data["day"])


def page_data(page: Page, speech: Speech, day: date) -> dict[str, Any]:
    """What the template gets: every text as it stands on the page."""
    return {
        "language": speech.language,
        "day": day.isoformat(),
        "title": said(page.title, speech),
        "parts": [_table(part, speech) if isinstance(part, Table) else _outline(part, speech) for part in page.parts],
        "notes": [said(note, speech) for note in page.notes],
    }


def _outline(outline: Outline, speech: Speech) -> dict[str, Any]:
    lines = [{"depth": depth, "text": said(line, speech)} for depth, line in outline.lines]
    if outline.title is not None:
        lines = [{"depth": 0, "text": heading(outline.title, speech)}, *lines]
    return {"kind": "outline", "tone": outline.tone, "lines": lines}


def _table(table: Table, speech: Speech) -> dict[str, Any]:
    head, *rows = [[text + after for text, after in line] for line in table_cells(table, speech)]
    return {
        "kind": "table",
        "title": "" if table.title is None else heading(table.title, speech),
        "heads": head,
        "sides": ["left", *(column.align for column in table.columns)],
        "rows": [
            {"strong": "yes" if row.strong else "", "cells": cells} for row, cells in zip(table.rows, rows, strict=True)
        ],
    }
