"""What a printed result is made of, whatever the format: a title, tables and outlines, and the notes under them.

Cells hold values, not strings: numbers, states, texts in several languages, messages. They become words
when a format is written for one reader (`Speech.show`), so one page serves every language and format.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from crm_planner.documents.bars import Bar, Spark
from crm_planner.documents.wording import Speech
from crm_planner.text import Message, mark

Kind = Literal["text", "figure", "state", "low", "medium", "high", "critical"]
"""Words, a number or amount, a word that stands where a number is missing, or a band of risk."""

Tone = Literal["plain", "stop", "ask"]
"""How loud an outline is: as other text, as what stops a project, or as what must be asked first."""

EXTRAPOLATED = "~"
INCOMPLETE = "*"


class Cell(NamedTuple):
    """One value of a table. `before` and `after` are signs that a note under the table explains."""

    value: object
    kind: Kind = "text"
    before: str = ""
    after: str = ""

    def text(self, speech: Speech, *, blocks: bool = False) -> str:
        """The value without the sign after it, so that figures stay aligned; bars in `blocks`, or in plain letters."""
        drawn = self.value.drawn(blocks=blocks) if isinstance(self.value, Bar | Spark) else None
        return self.before + (speech.show(self.value) if drawn is None else drawn)

    @property
    def is_drawn(self) -> bool:
        """Whether it is a picture in letters, all of which must be as wide."""
        return isinstance(self.value, Bar | Spark)


class Row(NamedTuple):
    """A line of a table; `strong` for totals. The label is the cell in front."""

    label: object
    cells: tuple[Cell, ...]
    strong: bool = False


class Column(NamedTuple):
    """The head of a column, and the side its cells stand on."""

    head: object
    align: Literal["left", "right"] = "right"


class Table(NamedTuple):
    """A table; on a narrow screen it is read column by column (`upright`), or row by row.

    In a pipe it is as wide as it needs, or `folded` into 80 columns.
    """

    corner: object
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: object = None
    upright: bool = False
    folded: bool = False

    def blocks(self) -> Iterator[tuple[object, list[tuple[object, Cell]]]]:
        """The same table for a narrow screen: a heading, then pairs of label and cell."""
        if self.upright:
            for number, column in enumerate(self.columns):
                yield column.head, [(row.label, row.cells[number]) for row in self.rows]
        else:
            heads = [column.head for column in self.columns]
            for row in self.rows:
                yield row.label, list(zip(heads, row.cells, strict=True))


class Outline(NamedTuple):
    """Indented lines: the depth of each, and what it says."""

    lines: tuple[tuple[int, object], ...]
    title: object = None
    tone: Tone = "plain"


class Page(NamedTuple):
    """A whole result: its title, what it shows, and the notes a reader needs to trust it."""

    title: object
    parts: tuple[Table | Outline, ...]
    notes: tuple[object, ...] = ()

    def admitting(self, languages: Iterable[str]) -> "Page":
        """The page with a note that some of its texts are in other languages than the one asked for."""
        return self._replace(notes=(*self.notes, other_languages(languages)))


def other_languages(languages: Iterable[str]) -> Message:
    """The admission that some texts are not in the language asked for, and in which they are instead."""
    wording = mark("Some texts are not written in this language; they are shown in: {languages}")
    return Message(wording, {"languages": tuple(sorted(languages))})
