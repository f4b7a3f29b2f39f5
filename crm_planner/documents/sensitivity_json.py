"""What moves the answer, as JSON (crm-planner/sensitivity/1) and as CSV: every figure, not only those on the page."""

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from crm_planner.compare.measures import Totals
from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_text
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.table_json import written
from crm_planner.documents.uncertain_words import figure_words
from crm_planner.documents.wording import Speech
from crm_planner.money import MINOR_DIGITS
from crm_planner.what_if.sensitivity import Effect, Grid, Point, Sensitivity, Tornado, Within
from crm_planner.what_if.uncertain import Uncertain

SCHEMA = "crm-planner/sensitivity/1"

Entry = dict[str, Any]


def sensitivity_json(found: Sensitivity, grid: Grid | None, speech: Speech) -> str:
    """`found` as a document; amounts and values are strings."""
    teller = _Teller(found, speech)
    document: Entry = {
        "schema": SCHEMA,
        "client": speech.show(found.client),
        "currency": found.currency,
        "users": found.users,
        "horizon_years": found.horizon_years,
        "priced_on": found.priced_on.isoformat(),
        "decided_by": found.judged.basis,
        "budget": teller.money(found.budget),
        **teller.tornado(found.tornado),
        "grid": None if grid is None else teller.grid(grid),
        "scenarios": [
            {"name": one.name, "changes": dict(one.changes), **teller.tornado(one.tornado)} for one in found.scenarios
        ],
    }
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


class _Teller:
    """Writes the parts of the document in one currency and language."""

    def __init__(self, found: Sensitivity, speech: Speech) -> None:
        self.digits, self.speech = MINOR_DIGITS[found.currency], speech
        self.names = found.names

    def money(self, amount: Decimal | None) -> str | None:
        return None if amount is None else f"{with_digits(amount, self.digits):f}"

    def totals(self, totals: Totals) -> Entry:
        return {name: self.money(amount) for name, amount in totals.items()}

    def tornado(self, tornado: Tornado) -> Entry:
        return {
            "now": self.point(tornado.now),
            "figures": [self.effect(one, tornado) for one in tornado.effects],
            "without_effect": [self.figure(one) for one in tornado.idle],
            "within_budget": [self.within(one) for one in tornado.within],
        }

    def point(self, point: Point) -> Entry:
        return {
            **{measure: self.totals(totals) for measure, totals in point.totals.items()},
            "present_value": self.totals(point.present),
            "ahead": point.first,
            "front": list(point.front),
            "sure": point.sure.value,
            "cheapest": list(point.cheapest),
            "lead": self.money(point.ahead),
        }

    def figure(self, one: Uncertain) -> Entry:
        return {
            "id": one.id,
            "name": self.speech.say(figure_words(one, self.names)),
            "low": value_of(one.low),
            "now": value_of(one.now),
            "high": value_of(one.high),
            "origin": one.origin,
            "reason": one.reason,
        }

    def effect(self, one: Effect, tornado: Tornado) -> Entry:
        return self.figure(one.of) | {
            "swing": self.money(one.swing),
            "swings": self.totals(one.swings),
            "at_low": None if one.low is None else self.point(one.low),
            "at_high": None if one.high is None else self.point(one.high),
            "somebody_else_ahead": any(map(tornado.turned, one.ends)),
        }

    def within(self, one: Within) -> Entry:
        amounts = {"lowest": one.lowest, "now": one.now, "highest": one.highest}
        return {
            "candidate": one.candidate,
            **{name: self.money(amount) for name, amount in amounts.items()},
            "turned_by": list(one.broken_by),
        }

    def grid(self, grid: Grid) -> Entry:
        axes = {"rows": grid.rows, "columns": grid.columns}
        told = [[None if point is None else self.point(point) for point in points] for points in grid.points]
        return {name: {"key": axis.key, "values": list(axis.values)} for name, axis in axes.items()} | {"points": told}


def value_of(value: Decimal | str | None) -> str | None:
    """A value of a figure, a number without idle zeros."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


_COLUMNS = (
    *("row", "scenario", "figure", "origin", "low", "now", "high", "candidate"),
    *("total_low", "total_now", "total_high", "swing", "ahead_low", "ahead_now", "ahead_high", "currency"),
)


def sensitivity_csv(found: Sensitivity, grid: Grid | None, speech: Speech) -> str:
    """A row for each figure and candidate, like for like, and for each square of the grid; heads are never translated.

    Of a square, `figure` holds both keys and `now` both values; `total_now` and `ahead_now` are what holds there.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="")
    writer.writeheader()
    for row in _rows(found, grid, _Teller(found, speech)):
        told = {key: "" if value is None else csv_text(str(value)) for key, value in row.items()}
        writer.writerow({"currency": found.currency} | told)
    return BYTE_ORDER_MARK + out.getvalue()


def _rows(found: Sensitivity, grid: Grid | None, teller: _Teller) -> Iterator[Mapping[str, object]]:
    for scenario, tornado in [("", found.tornado), *((one.name, one.tornado) for one in found.scenarios)]:
        for effect in tornado.effects:
            for candidate, swing in effect.swings.items():
                ends = {"low": effect.low, "now": tornado.now, "high": effect.high}
                yield {
                    "row": "figure",
                    "scenario": scenario,
                    "figure": effect.of.id,
                    "origin": effect.of.origin,
                    **{name: value_of(getattr(effect.of, name)) for name in ends},
                    "candidate": candidate,
                    **{f"total_{name}": _total(point, candidate, teller) for name, point in ends.items()},
                    "swing": teller.money(swing),
                    **{f"ahead_{name}": point and point.first for name, point in ends.items()},
                }
    if grid is not None:
        yield from _squares(grid, teller)


def _squares(grid: Grid, teller: _Teller) -> Iterator[Mapping[str, object]]:
    for row, points in zip(grid.rows.values, grid.points, strict=True):
        for column, point in zip(grid.columns.values, points, strict=True):
            what = {"row": "square", "figure": f"{grid.rows.key}; {grid.columns.key}", "now": f"{row}; {column}"}
            for candidate in point.totals["like_for_like"] if point else ():
                total = _total(point, candidate, teller)
                yield what | {"candidate": candidate, "total_now": total, "ahead_now": point and point.first}


def _total(point: Point | None, candidate: str, teller: _Teller) -> str | None:
    return None if point is None else teller.money(point.totals["like_for_like"].get(candidate))
