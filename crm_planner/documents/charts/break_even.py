"""What candidates cost at each number of users, and where another becomes the cheapest."""

from collections.abc import Iterator, Sequence

from crm_planner.compare.break_even import Race, intervals
from crm_planner.documents.charts.chart import Chart, chart
from crm_planner.documents.charts.look import AMOUNT, QUIET, WIDE, Entry
from crm_planner.documents.charts.series import colours, listed
from crm_planner.documents.plain import said
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Estimate
from crm_planner.text import Message, mark

_POINTS = 200
"""Points of a line at most; the numbers of users at which the cheapest changes are always among them."""

_DARK = 5
"""Colours that are dark enough for a line; what else they need to differ are dashes."""

_DASHES = ([1, 0], [8, 3], [3, 3], [10, 3, 2, 3], [1, 3], [6, 2, 2, 2, 2, 2])


def break_even_chart(race: Race, estimates: Sequence[Estimate], currency: str, speech: Speech) -> Chart:
    """A line for each candidate over the number of users, like for like; gone where it is in no ranking."""
    lines = _Lines(race, estimates, speech)
    names = list(lines.names.values())
    legend = {"orient": "bottom", "columns": 1, "symbolType": "stroke", "symbolSize": 500, "title": None}
    candidate = {"field": "candidate", "type": "nominal", "sort": names, "legend": legend}
    dashes = {"domain": names, "range": [_DASHES[number % len(_DASHES)] for number in range(len(names))]}
    users = {"field": "users", "type": "quantitative", "title": said(Message(mark("number of users")), speech)}
    amount = {"field": "amount", "type": "quantitative", "title": currency, "axis": {"format": AMOUNT, "tickCount": 5}}
    drawn = {
        "transform": [{"filter": "isDefined(datum.candidate)"}],
        "mark": {
            "type": "line",
            "strokeWidth": 2.4,
            "interpolate": "step-after",
            "invalid": "break-paths-show-path-domains",
        },
        "encoding": {
            "y": amount,
            "color": candidate | {"scale": colours(names, _DARK)},
            "strokeDash": candidate | {"scale": dashes},
        },
    }
    turns = {
        "transform": [{"filter": "isDefined(datum.turn)"}],
        "layer": [
            {"mark": {"type": "rule", "color": QUIET, "strokeDash": [2, 2]}},
            {
                "mark": {"type": "text", "align": "left", "baseline": "top", "dx": 4, "dy": 2, "color": QUIET},
                "encoding": {"text": {"field": "turn"}, "y": {"value": 0}},
            },
        ],
    }
    ends = [float(race.values[0]), float(race.values[-1])]
    body = {
        "data": {"values": [*lines.entries(), *lines.turns()]},
        "width": WIDE,
        "height": 260,
        "encoding": {"x": users | {"scale": {"domain": ends, "nice": False}}},
        "layer": [drawn, turns],
    }
    alt = Message(mark("Cheapest by number of users: {runs}."), {"runs": listed(lines.runs(), speech)})
    return chart("break-even", Message(mark("Cost by number of users")), alt, body, speech)


class _Lines:
    """The candidates of a race that are ranked somewhere."""

    def __init__(self, race: Race, estimates: Sequence[Estimate], speech: Speech) -> None:
        self.race, self.speech = race, speech
        standing = race.standing("like_for_like")
        self.names = {one.id: said(one.called, speech) for one in estimates if one.id in standing}
        self.intervals = intervals(race, "like_for_like")

    def entries(self) -> Iterator[Entry]:
        places = self._places()
        for name, called in self.names.items():
            for at in places:
                amount = self.race.amount("like_for_like", name, at)
                users = float(self.race.values[at])
                yield {"candidate": called, "users": users, "amount": None if amount is None else float(amount)}

    def _places(self) -> list[int]:
        """The points of every line: evenly spread, and both sides of each change."""
        values = self.race.values
        every = max(1, -(-len(values) // _POINTS))
        edges = {values.index(end) for one in self.intervals for end in (one.low, one.high)}
        return sorted({*range(0, len(values), every), *edges, len(values) - 1})

    def turns(self) -> Iterator[Entry]:
        for one in self.intervals[1:]:
            yield {"users": float(one.low), "turn": said(one.low, self.speech)}

    def runs(self) -> Iterator[Message]:
        """Who is cheapest from where to where."""
        for one in self.intervals:
            who = tuple(self.names[name] for name in one.cheapest) or Message(mark("nobody is ranked"))
            values = {"low": one.low, "high": one.high, "names": who}
            yield Message(mark("{low} to {high} {names}") if one.low != one.high else mark("{low} {names}"), values)
