"""A reviewed price change as the comment on a pull request: one that can be found again, short enough, quiet."""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

from crm_planner.catalog.change import Change
from crm_planner.documents.page import Page, Table
from crm_planner.documents.plain import heading, said
from crm_planner.documents.review import difference, headline, review_notes, written_at
from crm_planner.documents.review_money import brief_tables, candidate_tables, cheapest_table
from crm_planner.documents.table_markdown import escaped, table_lines
from crm_planner.documents.wording import Speech
from crm_planner.repricing.effect import Review
from crm_planner.text import Text, mark

MARKER = "<!-- crm-planner: price change -->"
"""Invisible in the comment; who writes it again finds it by this line."""

LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""

LONGEST_ENTRY = 600
"""Characters of one difference; longer ones are cut."""

_MENTION = re.compile(r"(@|\\#)(?=\w)")


def review_markdown(review: Review, speech: Speech) -> str:
    """The review in Markdown: its marker, the headline, the money, and each price list's differences to unfold.

    What does not fit a comment is left out from the end, and said to be.
    """
    sections = ["".join(f"{line}\n" for line in section) for section in _sections(review, speech)]
    fitting = [length <= LONGEST for length in accumulate(map(len, sections))].count(True)
    if fitting < len(sections):
        more = speech.phrase(mark("More than fits here: the command crm-planner catalog diff shows all of it"))
        sections = [*sections[: max(fitting, 1)], f"\n{escaped(more)}\n"]
    return "".join(sections)


def _sections(review: Review, speech: Speech) -> Iterator[list[str]]:
    yield [MARKER, f"### {_quiet(headline(review), speech)}"]
    if review.moved:
        cheapest = cheapest_table(review)
        for table in (*([cheapest] if cheapest else []), *candidate_tables(review), *brief_tables(review)):
            yield _table(table, speech)
        yield ["", *(f"- {_quiet(note, speech)}" for note in review_notes(review))]
    for about, changes in groupby(review.changes, key=lambda change: change.candidate or change.catalog):
        yield list(_details(review, about, list(changes), speech))
    if speech.fell_back:
        yield ["", *(f"- {_quiet(note, speech)}" for note in Page(None, ()).admitting(speech.fell_back).notes)]


def _table(table: Table, speech: Speech) -> list[str]:
    title = [] if table.title is None else [f"**{_quiet(table.title, speech)}**", ""]
    return ["", *title, *(_unmentioned(line) for line in table_lines(table, speech))]


def _details(review: Review, about: str, changes: list[Change], speech: Speech) -> Iterator[str]:
    """What differs in one candidate or price list; ids are plain ASCII, so they may stand in the summary."""
    counted = speech.phrase(mark("{about}, differences: {count}"), about=Text.plain(about), count=len(changes))
    yield from ("", "<details>", f"<summary>{counted}</summary>", "")
    for change in changes:
        text = said(difference(review, change), speech)
        cut = text if len(text) <= LONGEST_ENTRY else text[:LONGEST_ENTRY] + "..."
        yield f"- {_unmentioned(escaped(cut))} ({_quiet(written_at(change), speech)})"
    yield from ("", "</details>")


def _quiet(value: object, speech: Speech) -> str:
    """`value` as text that reads as itself and calls nobody."""
    return _unmentioned(escaped(heading(value, speech)))


def _unmentioned(text: str) -> str:
    """`text` without names and numbers GitHub would make a mention or a link of: something invisible stands between."""
    return _MENTION.sub(r"\1&#8203;", text)
