"""The plan on one page: phases as bars, gates and milestones as diamonds, each with its dates."""

from collections.abc import Iterator
from datetime import date, timedelta

from crm_planner.documents.charts.chart import Chart, chart
from crm_planner.documents.charts.look import INK, PALETTE, SPLIT, Entry, folded
from crm_planner.documents.charts.series import listed
from crm_planner.documents.numbers import CONVENTIONS
from crm_planner.documents.plain import heading, said
from crm_planner.documents.plan.words import numbered, span
from crm_planner.documents.wording import Speech
from crm_planner.plan.implementation import Implementation, Stretch
from crm_planner.plan.schedule import Planned
from crm_planner.text import Message, mark

_WIDE = 400
_LABEL = 38
_ROOM = 0.36
"""Room behind the last bar for its dates, as a part of the plan's length."""


def gantt(plan: Implementation, speech: Speech) -> Chart:
    """The phases of `plan` in order, after each the gates and milestones it ends with; critical ones are dark."""
    rows = _Rows(plan, speech)
    entries = list(rows.entries())
    first, last = plan.schedule.start.day, plan.schedule.finish.day + timedelta(days=1)
    end = last + (last - first) * _ROOM
    day = {"type": "temporal", "title": None}
    scale = {"scale": {"type": "utc", "domain": [_stamp(first), _stamp(end)], "nice": False}}
    axis = {
        "axis": {
            "format": CONVENTIONS[speech.language].date,
            "tickCount": 5,
            "orient": "top",
            "labelOverlap": "greedy",
            "labelSeparation": 12,
        }
    }
    fill = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": rows.kinds, "range": [INK, PALETTE[5]]},
        "legend": {"orient": "bottom", "title": None, "symbolType": "square"},
    }
    names = [entry["row"] for entry in entries]
    body = {
        "data": {"values": entries},
        "width": _WIDE,
        "height": {"step": 30},
        "encoding": {
            "y": {
                "field": "row",
                "type": "nominal",
                "sort": names,
                "title": None,
                "axis": {"labelExpr": SPLIT, "domain": False, "ticks": False, "labelPadding": 8},
            }
        },
        "layer": [
            {
                "transform": [{"filter": "!datum.point"}],
                "mark": {"type": "bar", "height": 12, "stroke": INK, "strokeWidth": 0.6},
                "encoding": {"x": day | scale | axis | {"field": "start"}, "x2": {"field": "end"}, "color": fill},
            },
            {
                "transform": [{"filter": "datum.point"}],
                "mark": {"type": "point", "shape": "diamond", "size": 130, "filled": True, "opacity": 1, "stroke": INK},
                "encoding": {"x": day | scale | axis | {"field": "end"}, "color": fill},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 9},
                "encoding": {"x": day | scale | axis | {"field": "end"}, "text": {"field": "dates"}},
            },
        ],
    }
    alt = Message(mark("Plan from {start} to {finish}: {rows}."), rows.values())
    return chart("gantt", Message(mark("Plan")), alt, body, speech)


class _Rows:
    """A row for each phase and each gate or milestone."""

    def __init__(self, plan: Implementation, speech: Speech) -> None:
        self.plan, self.speech = plan, speech
        self.kinds = [heading(Message(wording), speech) for wording in (mark("critical task"), mark("other work"))]

    def shown(self) -> Iterator[Stretch | Planned]:
        for stretch in self.plan.phases:
            yield stretch
            yield from (one for one in stretch.tasks if one.task.gate or one.task.is_milestone)

    def entries(self) -> Iterator[Entry]:
        taken: set[str] = set()
        for number, row in enumerate(self.shown()):
            name = folded(heading(self.name(row), self.speech), _LABEL, 2)
            name = f"{name} ({number + 1})" if name in taken else name
            taken.add(name)
            first, last = row.start.day, row.finish.day
            point = isinstance(row, Planned)
            yield {
                "row": name,
                "start": _stamp(first),
                "end": _stamp(last if point else last + timedelta(days=1)),
                "dates": said(last if point else span(first, last), self.speech),
                "point": point,
                "kind": self.kinds[not row.critical],
            }

    @staticmethod
    def name(row: Stretch | Planned) -> object:
        if isinstance(row, Planned):
            return numbered(row.task)
        return row.phase.name

    def values(self) -> dict[str, object]:
        """What the alternative text says."""
        schedule = self.plan.schedule
        rows = [
            Message(
                mark("{name} {dates}"),
                {
                    "name": self.name(row),
                    "dates": row.finish.day if isinstance(row, Planned) else span(row.start.day, row.finish.day),
                },
            )
            for row in self.shown()
        ]
        return {"start": schedule.start.day, "finish": schedule.finish.day, "rows": listed(rows, self.speech)}


def _stamp(day: date) -> str:
    return day.isoformat()
