"""Where a day stands in a Gantt chart, how finely its axis is labelled, and how much text fits beside it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from xml.sax.saxutils import escape

from crm_planner.documents.folding import width as columns
from crm_planner.plan.schedule import HOURS_A_DAY, Moment, Schedule
from crm_planner.plan.weeks import monday

INK, QUIET = "#1d2329", "#55606b"
LABELS, ROW = 320, 24
"""Pixels for the names of tasks, and the height of a row."""

_CHART, _BESIDE = 860, 190
_WIDEST_DAY = 40
_LABEL_ROOM = 76
_PIXELS_A_COLUMN = 0.54
"""Width of a letter as a part of the size of its font; East Asian letters take two. A little more than most need."""


class Scale(NamedTuple):
    """The first day of the chart, how many days it shows, and the pixels of a day."""

    first: date
    days: int
    day: float

    @classmethod
    def of(cls, schedule: Schedule) -> "Scale":
        """A chart that begins on a Monday and holds the latest finishes too."""
        latest = max((one.late_finish.day for one in schedule.tasks), default=schedule.finish.day)
        first = monday(schedule.start.day)
        days = (max(latest, schedule.finish.day) - first).days + 1
        return cls(first, days, min(_WIDEST_DAY, round(_CHART / days, 2)))

    @property
    def width(self) -> int:
        """Pixels of the whole drawing."""
        return round(LABELS + self.days * self.day + _BESIDE)

    def at(self, number: float) -> float:
        """Where so many days after the first one stand."""
        return round(LABELS + number * self.day, 2)

    def x(self, moment: Moment) -> float:
        """Where a moment stands; a day is as wide as its working hours."""
        return self.at((moment.day - self.first).days + moment.hour / HOURS_A_DAY)

    def mondays(self) -> Iterator[tuple[date, bool]]:
        """Every Monday, and whether there is room for its date."""
        every = -(-_LABEL_ROOM // max(1, round(7 * self.day)))
        for number in range(-(-self.days // 7)):
            yield self.first + timedelta(weeks=number), number % every == 0

    @staticmethod
    def wide(words: str, size: int = 12) -> float:
        """About how many pixels a text takes."""
        return columns(words) * size * _PIXELS_A_COLUMN


def fitted(words: str, room: float, size: int = 12, *, bold: bool = False) -> str:
    """`words` cut to about `room` pixels, with an ellipsis where something is left out."""
    most = int(room / (size * _PIXELS_A_COLUMN * (1.1 if bold else 1)))
    if columns(words) <= most:
        return words
    while words and columns(words) > most - 1:
        words = words[:-1]
    return f"{words.rstrip()}…"


def text(left: float, base: float, words: str, more: str = "") -> str:
    """A line of text; `more` are further attributes."""
    return f'<text x="{left:g}" y="{base:g}"{f" {more}" if more else ""}>{escape(words)}</text>'
