"""What candidates cost by category: a bar for each, its parts side by side, the whole in words behind it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.compare.table import Comparison
from crm_planner.documents.charts.chart import Chart, chart
from crm_planner.documents.charts.look import AMOUNT, INK, PALETTE, SPLIT, WIDE, Entry
from crm_planner.documents.charts.series import colours, figures_of, known_and_missing, labels, listed, picked
from crm_planner.documents.figures import likely as likely_total
from crm_planner.documents.folding import width
from crm_planner.documents.names import CATEGORIES
from crm_planner.documents.plain import heading, said
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Estimate
from crm_planner.text import Message, mark

_SHOWN = len(PALETTE) - 1
"""Categories with a colour of their own; the smaller ones of a longer list are one."""

_ROOM = 1.3
"""The axis is so much longer than the longest bar, for the total that stands behind it."""

_FILLED, _REST = mark("put in for missing prices"), mark("everything else")


def cost_by_category(comparison: Comparison, speech: Speech, only: Sequence[str] | None = None) -> Chart:
    """A bar for each candidate over the horizon, its categories side by side, and behind it what it costs."""
    shares = _Shares(comparison, picked(comparison, only), speech)
    names = labels(shares.estimates, speech)
    values: dict[str, object] = {"years": comparison.horizon_years}
    order = [names[one.id] for one in shares.estimates]
    category = {
        "field": "category",
        "type": "nominal",
        "title": None,
        "scale": shares.scale(),
        "legend": {"orient": "bottom", "columns": shares.columns(), "symbolType": "square"},
    }
    dashed = {"condition": {"test": "datum.filled", "value": [3, 2]}, "value": [1, 0]}
    place = {"field": "candidate", "type": "nominal", "sort": order, "title": None}
    axis = {"labelExpr": SPLIT, "domain": False, "ticks": False, "labelPadding": 8}
    longest = max((float(shares.length(one)) for one in shares.estimates), default=0.0)
    across = {
        "field": "amount",
        "type": "quantitative",
        "title": comparison.currency,
        "axis": {"format": AMOUNT, "tickCount": 5},
        "scale": {"domain": [0, longest * _ROOM or 1], "nice": False},
    }
    bars = {
        "transform": [{"filter": "isValid(datum.category)"}],
        "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.6, "height": {"band": 0.62}},
        "encoding": {
            "x": across | {"stack": "zero"},
            "color": category,
            "order": {"field": "order", "type": "quantitative"},
            "strokeDash": dashed,
        },
    }
    totals = {
        "transform": [{"filter": "isValid(datum.total)"}],
        "mark": {"type": "text", "align": "left", "dx": 6},
        "encoding": {
            "x": {"field": "end", "type": "quantitative"},
            "text": {"field": "total"},
        },
    }
    body = {
        "data": {"values": list(shares.entries(names))},
        "width": WIDE,
        "height": {"step": 48},
        "encoding": {"y": place | {"axis": axis}},
        "layer": [bars, totals],
    }
    title = Message(mark("Cost by category (years: {years})"), values)
    in_words = [shares.sentence(one) for one in shares.estimates]
    values |= {"currency": comparison.currency, "candidates": listed(in_words, speech)}
    alt = Message(mark("Cost in {currency} (years: {years}): {candidates}."), values)
    return chart("cost-by-category", title, alt, body, speech)


class _Shares:
    """The amounts of candidates by category: the largest with a colour each, the rest as one."""

    def __init__(self, comparison: Comparison, estimates: list[Estimate], speech: Speech) -> None:
        self.estimates, self.speech = estimates, speech
        self.figures = figures_of(comparison)
        sums = {name: sum((self.amount(one, name) for one in estimates), Decimal(0)) for name in CATEGORIES}
        paid = sorted((name for name in sums if sums[name] > 0), key=lambda name: -sums[name])
        most = _SHOWN if len(paid) <= _SHOWN else _SHOWN - 1
        self.shown = [name for name in CATEGORIES if name in paid[:most]]
        self.rest = paid[most:]

    @staticmethod
    def amount(one: Estimate, category: str) -> Decimal:
        """What is known of a category over the horizon."""
        return sum((line.amount for line in one.lines if line.category == category and line.amount), Decimal(0))

    @staticmethod
    def filled(one: Estimate) -> Decimal:
        """What stands in for the prices that are missing, as far as anything can."""
        likely = None if one.complete else likely_total(one)
        return Decimal(0) if likely is None else likely - one.totals.horizon

    def length(self, one: Estimate) -> Decimal:
        return one.totals.horizon + self.filled(one)

    def parts(self, one: Estimate) -> Iterator["_Part"]:
        """The parts of a candidate's bar that cost something."""
        for name in self.shown:
            yield _Part(heading(name, self.speech), self.amount(one, name))
        yield _Part(self.named(_REST), sum((self.amount(one, name) for name in self.rest), Decimal(0)))
        yield _Part(self.named(_FILLED), self.filled(one), filled=True)

    def named(self, wording: str) -> str:
        return heading(Message(wording), self.speech)

    def names(self) -> list[str]:
        """The parts some candidate has, in the order of the bars."""
        every = [part for one in self.estimates for part in self.parts(one)]
        used = {part.name for part in every if part.amount > 0}
        return [name for name in dict.fromkeys(part.name for part in every) if name in used]

    def scale(self) -> Entry:
        """A colour for each part; what is put in for missing prices is white."""
        names, white = self.names(), self.named(_FILLED)
        scale = colours([name for name in names if name != white])
        return scale if white not in names else {"domain": names, "range": [*scale["range"], "#ffffff"]}

    def columns(self) -> int:
        """Names side by side in the legend."""
        longest = max(map(width, self.names()), default=1)
        return max(1, min(4, WIDE // (longest * 7 + 28)))

    def entries(self, names: dict[str, str]) -> Iterator[Entry]:
        for one in self.estimates:
            for order, part in enumerate(self.parts(one)):
                if part.amount > 0:
                    figure = {"category": part.name, "amount": float(part.amount), "order": order}
                    yield {"candidate": names[one.id], **figure, "filled": part.filled}
            total = said(known_and_missing(one, self.figures), self.speech)
            yield {"candidate": names[one.id], "total": total, "end": float(self.length(one))}

    def sentence(self, one: Estimate) -> Message:
        """A candidate's figures in words."""
        parts = tuple(
            Message(mark("{name} {amount}"), {"name": part.name, "amount": self.figures.amount(part.amount)})
            for part in self.parts(one)
            if part.amount > 0
        )
        values = {"name": one.called, "total": known_and_missing(one, self.figures), "parts": parts}
        return Message(mark("{name} {total} ({parts})") if parts else mark("{name} {total}"), values)


class _Part(NamedTuple):
    name: str
    amount: Decimal
    filled: bool = False
