"""What candidates cost year by year: a column for each in each year."""

from collections.abc import Iterator, Sequence

from crm_planner.compare.table import Comparison
from crm_planner.documents.charts.chart import Chart, chart
from crm_planner.documents.charts.look import AMOUNT, INK, WIDE, Entry
from crm_planner.documents.charts.series import colours, figures_of, listed, picked
from crm_planner.documents.plain import said
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Estimate
from crm_planner.text import Message, mark

_LETTER, _COLUMNS = 6.2, 0.8
"""Pixels of a letter, and the part of the width that columns take."""


def cost_by_year(comparison: Comparison, speech: Speech, only: Sequence[str] | None = None) -> Chart:
    """A column for each candidate in each year; of an incomplete one what is known, and its name says so."""
    columns = _Columns(comparison, picked(comparison, only), speech)
    entries = list(columns.entries())
    body = {
        "data": {"values": entries},
        "width": WIDE,
        "height": 220,
        "encoding": {
            "x": {"field": "year", "type": "nominal", "sort": columns.years, "title": None, "axis": {"labelAngle": 0}},
            "xOffset": columns.candidate,
            "y": {
                "field": "amount",
                "type": "quantitative",
                "title": comparison.currency,
                "axis": {"format": AMOUNT, "tickCount": 5},
            },
        },
        "layer": [columns.bars(), _FIGURES] if _have_room(entries) else [columns.bars()],
    }
    values = {"currency": comparison.currency, "candidates": listed(columns.sentences(), speech)}
    alt = Message(mark("Cost in each year in {currency}: {candidates}."), values)
    return chart("cost-by-year", Message(mark("Cost by year")), alt, body, speech)


_FIGURES: Entry = {
    "mark": {"type": "text", "baseline": "bottom", "dy": -3},
    "encoding": {"text": {"field": "text"}},
}


def _have_room(entries: Sequence[Entry]) -> bool:
    """Whether every figure fits over its column; otherwise they would run into each other, and the words have them."""
    widest = max((len(entry["text"]) for entry in entries), default=0)
    return widest * _LETTER * len(entries) <= WIDE * _COLUMNS


class _Columns:
    """The years of the candidates; each candidate has its own column in every year."""

    def __init__(self, comparison: Comparison, estimates: list[Estimate], speech: Speech) -> None:
        self.estimates, self.figures, self.speech = estimates, figures_of(comparison), speech
        numbers = range(1, comparison.horizon_years + 1)
        self.years = [said(Message(mark("year {year}"), {"year": number}), speech) for number in numbers]
        self.names = {one.id: said(_named(one), speech) for one in estimates}

    @property
    def candidate(self) -> Entry:
        return {"field": "candidate", "type": "nominal", "sort": list(self.names.values())}

    def bars(self) -> Entry:
        legend = {"orient": "bottom", "columns": 1, "symbolType": "square", "title": None}
        shown = {"scale": colours(list(self.names.values())), "legend": legend if len(self.names) > 1 else None}
        return {
            "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.6},
            "encoding": {"color": self.candidate | shown},
        }

    def entries(self) -> Iterator[Entry]:
        for one in self.estimates:
            for year, amount in zip(self.years, one.totals.by_year, strict=True):
                text = said(self.figures.amount(amount), self.speech)
                yield {"candidate": self.names[one.id], "year": year, "amount": float(amount), "text": text}

    def sentences(self) -> Iterator[Message]:
        for one in self.estimates:
            years = tuple(
                Message(mark("{year}: {amount}"), {"year": year, "amount": self.figures.amount(amount)})
                for year, amount in zip(self.years, one.totals.by_year, strict=True)
            )
            yield Message(mark("{name} {amount}"), {"name": _named(one), "amount": years})


def _named(one: Estimate) -> Message:
    return one.called if one.complete else Message(mark("{name} (incomplete)"), {"name": one.called})
