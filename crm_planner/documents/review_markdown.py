"""A reviewed price change as the comment on a pull request: one that can be found again, short enough, quiet."""

import re
from collections.abc import Iterator
from html import escape
from itertools import accumulate, groupby

from crm_planner.catalog.change import Change
from crm_planner.documents.page import Page, Table
from crm_planner.documents.plain import heading, said
from crm_planner.documents.review import difference, headline, review_notes, written_at
from crm_planner.documents.review_money import brief_tables, candidate_tables, cheapest_table
from crm_planner.documents.table_markdown import escaped, table_lines
from crm_planner.documents.wording import Speech
from crm_planner.repricing.effect import Review
from crm_planner.text import Message, Text, mark

MARKER = "<!-- crm-planner: price change -->"
"""Invisible in the comment; who writes it again finds it by this line."""

LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""

OPEN = 5
"""Candidates whose totals are shown at once; those of others unfold."""

MOST = 60
"""Rows of one table that are shown."""

LONGEST_ENTRY = 600
"""Characters of one difference; longer ones are cut."""

_COUNTED = mark("{about}, differences: {count}")
_MENTION = re.compile(r"(@|\\?#)(?=\w)")


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
    """The parts of the comment, the most important first; those a reader may not need are folded."""
    yield [MARKER, f"### {_quiet(headline(review), speech)}"]
    more: list[Table] = []
    if review.moved:
        cheapest, candidates = cheapest_table(review), candidate_tables(review)
        more = candidates[OPEN:]
        for table in (*([cheapest] if cheapest else []), *candidates[:OPEN], *brief_tables(review)):
            yield _table(table, speech)
        yield ["", *(f"- {_quiet(note, speech)}" for note in review_notes(review))]
    for about, changes in groupby(review.changes, key=lambda change: change.candidate or change.catalog):
        counted = Message(_COUNTED, {"about": Text.plain(about), "count": len(found := list(changes))})
        yield _folded(counted, [_entry(review, change, speech) for change in found], speech)
    for table in more:
        yield _folded(table.title, _table(table._replace(title=None), speech)[1:], speech)
    if speech.fell_back:
        yield ["", *(f"- {_quiet(note, speech)}" for note in Page(None, ()).admitting(speech.fell_back).notes)]


def _table(table: Table, speech: Speech) -> list[str]:
    """A table with its title, and how many rows are not shown of a long one."""
    title = [] if table.title is None else [f"**{_quiet(table.title, speech)}**", ""]
    lines = [_unmentioned(line) for line in table_lines(table._replace(rows=table.rows[:MOST]), speech)]
    rest = len(table.rows) - MOST
    more = ["", _quiet(Message(mark("More rows: {count}"), {"count": rest}), speech)] if rest > 0 else []
    return ["", *title, *lines, *more]


def _folded(summary: object, lines: list[str], speech: Speech) -> list[str]:
    """Lines to unfold. A summary is HTML, where Markdown's escapes mean nothing."""
    return [
        "",
        "<details>",
        f"<summary>{_unmentioned(escape(said(summary, speech), quote=False))}</summary>",
        "",
        *lines,
        "",
        "</details>",
    ]


def _entry(review: Review, change: Change, speech: Speech) -> str:
    """A difference and where it is written, cut where it is longer than anybody reads."""
    text = said(difference(review, change), speech)
    cut = text if len(text) <= LONGEST_ENTRY else text[:LONGEST_ENTRY] + "..."
    return f"- {_unmentioned(escaped(cut))} ({_quiet(written_at(change), speech)})"


def _quiet(value: object, speech: Speech) -> str:
    """`value` as text that reads as itself and calls nobody."""
    return _unmentioned(escaped(heading(value, speech)))


def _unmentioned(text: str) -> str:
    """`text` without names and numbers GitHub would make a mention or a link of: something invisible stands between."""
    return _MENTION.sub(r"\1&#8203;", text)
