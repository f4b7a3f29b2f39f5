"""What moves a candidate's total most: for each uncertain figure the total at its low and at its high end."""

from collections.abc import Iterator
from decimal import Decimal

from crm_planner.documents.charts.chart import Chart, chart
from crm_planner.documents.charts.look import AMOUNT, INK, PALETTE, SPLIT, WIDE, Entry, folded
from crm_planner.documents.charts.series import listed
from crm_planner.documents.figures import Figures
from crm_planner.documents.numbers import digits_for
from crm_planner.documents.plain import heading, said
from crm_planner.documents.uncertain_words import figure_words, plainly
from crm_planner.documents.wording import Speech
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark
from crm_planner.what_if.sensitivity import Effect, Point, Sensitivity

_LABEL = 40


def tornado(found: Sensitivity, speech: Speech, candidate: str | None = None, top: int = 10) -> Chart | None:
    """The `top` figures that move `candidate` (who is ahead, if nobody says); None where its total is not known."""
    of = candidate or found.tornado.now.first or next(iter(found.tornado.now.cheapest), None)
    if of is None or _total(found.tornado.now, of) is None:
        return None
    bars = _Bars(found, of, speech, top)
    entries = list(bars.entries())
    order = list(dict.fromkeys(entry["figure"] for entry in entries))
    fill = {
        "field": "end",
        "type": "nominal",
        "scale": {"domain": bars.ends, "range": [PALETTE[5], PALETTE[1]]},
        "legend": {"orient": "bottom", "title": None, "symbolType": "square"},
    }
    amount = {
        "type": "quantitative",
        "title": found.currency,
        "axis": {"format": AMOUNT, "tickCount": 5},
        "scale": {"zero": False, "padding": 24},
    }
    now = {"data": {"values": [{"now": float(bars.now)}]}, "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5}}
    label = {"x": amount | {"field": "total"}, "text": {"field": "value"}}
    body = {
        "data": {"values": entries},
        "width": WIDE - 80,
        "height": {"step": 30},
        "encoding": {
            "y": {
                "field": "figure",
                "type": "nominal",
                "sort": order,
                "title": None,
                "axis": {"labelExpr": SPLIT, "domain": False, "ticks": False, "labelPadding": 8},
            }
        },
        "layer": [
            {
                "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.6, "height": {"band": 0.6}},
                "encoding": {"x": amount | {"field": "now"}, "x2": {"field": "total"}, "color": fill},
            },
            {
                "transform": [{"filter": "datum.total < datum.now"}],
                "mark": {"type": "text", "align": "right", "dx": -4},
                "encoding": label,
            },
            {
                "transform": [{"filter": "datum.total >= datum.now"}],
                "mark": {"type": "text", "align": "left", "dx": 4},
                "encoding": label,
            },
            now | {"encoding": {"x": amount | {"field": "now"}, "y": None}},
        ],
    }
    values = {"name": found.names[of], "now": bars.money(bars.now), "currency": found.currency}
    title = Message(mark("What moves the total of {name}"), values)
    alt = Message(mark("What moves the total of {name}, {now} {currency} now: {figures}."), values | bars.values())
    return chart("tornado", title, alt, body, speech)


def _total(point: Point | None, of: str) -> Decimal | None:
    return None if point is None else point.totals["like_for_like"].get(of)


class _Bars:
    """The figures that move one candidate, the largest swing first."""

    def __init__(self, found: Sensitivity, of: str, speech: Speech, top: int) -> None:
        self.found, self.of, self.speech = found, of, speech
        moving = [one for one in found.tornado.effects if one.swings.get(of)]
        self.effects = sorted(moving, key=lambda one: -one.swings[of])[:top]
        points = [found.tornado.now, *(point for one in self.effects for point in one.ends)]
        amounts = [amount for point in points if (amount := _total(point, of)) is not None]
        self.now, self.figures = amounts[0], Figures(digits_for(amounts, MINOR_DIGITS[found.currency]))
        self.ends = [heading(Message(wording), speech) for wording in (mark("at the low end"), mark("at the high end"))]

    def money(self, amount: Decimal) -> Decimal:
        return self.figures.amount(amount)

    def name(self, one: Effect) -> Message:
        return figure_words(one.of, self.found.names)

    def entries(self) -> Iterator[Entry]:
        for one in self.effects:
            name = folded(heading(self.name(one), self.speech), _LABEL, 2)
            for end, value, point in zip(self.ends, (one.of.low, one.of.high), (one.low, one.high), strict=True):
                total = _total(point, self.of)
                if total is not None and total != self.now:
                    text = said(plainly(value), self.speech)
                    yield {"figure": name, "end": end, "total": float(total), "now": float(self.now), "value": text}

    def values(self) -> dict[str, object]:
        """What the alternative text says of the figures."""
        return {"figures": listed(map(self._sentence, self.effects), self.speech)}

    def _sentence(self, one: Effect) -> Message:
        low, high = (_total(point, self.of) for point in (one.low, one.high))
        unknown = Message(mark("cannot be had"))
        values = {
            "figure": self.name(one),
            "low": unknown if low is None else self.money(low),
            "high": unknown if high is None else self.money(high),
        }
        return Message(mark("{figure}: {low} to {high}"), values)
