"""What the page takes from other documents as it is: questions, assumptions and sources."""

from collections.abc import Iterable
from typing import Any

from crm_planner.decision.decide import Decision
from crm_planner.documents.catalog import sources_table
from crm_planner.documents.decision import decision_page
from crm_planner.documents.footnotes import gathered
from crm_planner.documents.page import Outline, Table
from crm_planner.documents.plain import heading
from crm_planner.documents.report.source import Source
from crm_planner.documents.report.tongues import Tongues, Words, everywhere, in_each
from crm_planner.problem import visible
from crm_planner.text import Message, mark

Entry = dict[str, Any]

_CHANGES = mark("What would change the answer")


def ask(decision: Decision, tongues: Tongues) -> list[Entry]:
    """What is not known yet, and the next step; what would change the answer is found by the page itself."""
    plain = [one for one in _outlines(decision) if one.tone == "plain"][1:]
    return [outline(one, tongues) for one in plain if one.lines[0][1] != Message(_CHANGES)]


def _outlines(decision: Decision) -> list[Outline]:
    return [part for part in decision_page(decision).parts if isinstance(part, Outline)]


def notes(source: Source, tongues: Tongues) -> list[Words]:
    """What the figures rest on."""
    return [everywhere(text, tongues) for text in gathered(source.living.comparison.notes)]


def sources(source: Source, tongues: Tongues) -> list[Entry]:
    """Where the figures of each price list come from."""
    compared = {one.id.partition("/")[0] for one in source.living.candidates}
    lists = [one.catalog for one in source.project.catalogs if one.catalog.id in compared and one.catalog.sources]
    return [table(sources_table(one.sources)._replace(title=one.product), tongues) for one in lists]


def outline(part: Outline, tongues: Tongues) -> Entry:
    """An outline in all languages."""
    return {"tone": part.tone, "lines": [[depth, everywhere(line, tongues)] for depth, line in part.lines]}


def table(part: Table, tongues: Tongues) -> Entry:
    """A table in all languages."""
    heads: Iterable[object] = (part.corner, *(column.head for column in part.columns))
    corner, *others = (in_each(lambda speech, head=head: heading(head, speech), tongues) for head in heads)  # type: ignore[misc]
    return {
        "title": in_each(lambda speech: heading(part.title, speech), tongues),
        "corner": corner,
        "heads": others,
        "rows": [
            {
                "label": in_each(lambda speech, row=row: heading(row.label, speech), tongues),  # type: ignore[misc]
                "strong": row.strong,
                "cells": [
                    {
                        "kind": cell.kind,
                        "text": in_each(lambda speech, cell=cell: visible(cell.text(speech)) + cell.after, tongues),  # type: ignore[misc]
                    }
                    for cell in row.cells
                ],
            }
            for row in part.rows
        ],
    }
