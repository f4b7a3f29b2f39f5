"""Where the answer turns, as JSON (crm-planner/breakeven/1) and as CSV: everything that was found."""

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from crm_planner.compare.break_even import Cliff, Flip, Interval, Side
from crm_planner.compare.concessions import Concession
from crm_planner.compare.measures import Figure
from crm_planner.compare.weights import turns
from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_number
from crm_planner.documents.decision_words import rounded
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.scorecard_json import turn_entries
from crm_planner.documents.table_json import written
from crm_planner.documents.wording import Speech
from crm_planner.money import MINOR_DIGITS
from crm_planner.what_if.break_even import BreakEven, Stage

SCHEMA = "crm-planner/breakeven/1"

Entry = dict[str, Any]


def break_even_json(found: BreakEven, speech: Speech) -> str:
    """`found` as a document; amounts and values are decimal strings."""
    teller = _Teller(found.currency)
    document: Entry = {
        "schema": SCHEMA,
        "client": speech.show(found.client),
        "currency": found.currency,
        "users": found.users,
        "peak": found.peak,
        "horizon_years": found.horizon_years,
        "priced_on": found.priced_on.isoformat(),
        "candidates": [_candidate(one.id, found, teller) for one in found.estimates],
        "stages": [teller.stage(one) for one in found.stages],
        "flips": [teller.flip(one) for one in found.flips],
        "concessions": [teller.concession(one) for one in found.concessions],
        "cliffs": [teller.cliff(one) for one in found.cliffs],
        "weights": [] if found.judged is None else turn_entries(found.judged.scorecard),
        "budget": teller.money(found.budget),
        "within_budget": [
            {
                "candidate": one.candidate,
                "measure": one.measure,
                "left": teller.money(one.left),
                "users": [[int(end) for end in run] for run in one.runs],
            }
            for one in found.within
        ],
        "scenarios": [
            {"name": one.name, "changes": dict(one.changes), **teller.stage(one.users)} for one in found.scenarios
        ],
    }
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


def _candidate(name: str, found: BreakEven, teller: "_Teller") -> Entry:
    return {"id": name} | {measure: teller.money(totals[name]) for measure, totals in found.totals.items()}


class _Teller:
    """Writes the parts of the document in one currency."""

    def __init__(self, currency: str) -> None:
        self.digits = MINOR_DIGITS[currency]

    def money(self, amount: Decimal | None) -> str | None:
        return None if amount is None else f"{with_digits(amount, self.digits):f}"

    def stage(self, stage: Stage) -> Entry:
        ends = {"low": f"{stage.low:f}", "high": f"{stage.high:f}"}
        every = {measure: [self.interval(one) for one in several] for measure, several in stage.intervals.items()}
        return _figure(stage.figure) | ends | {"cheapest": every}

    def interval(self, one: Interval) -> Entry:
        ends = {"low": f"{one.low:f}", "high": f"{one.high:f}"}
        return ends | {
            "candidates": list(one.cheapest),
            "first": self.money(one.first),
            "last": self.money(one.last),
        }

    def flip(self, flip: Flip) -> Entry:
        return _figure(flip.figure) | {
            "measure": flip.measure,
            "cheaper_before": flip.cheaper_before,
            "cheaper_after": flip.cheaper_after,
            "before": self.side(flip.before),
            "after": self.side(flip.after),
            "cheapest_of_all_changes": flip.leads,
        }

    def side(self, side: Side) -> Entry:
        amounts = {name: self.money(amount) for name, amount in side.amounts.items()}
        return {"value": f"{side.value:f}", "amounts": amounts}

    def concession(self, one: Concession) -> Entry:
        return {
            "measure": one.measure,
            "candidate": one.candidate,
            "rival": one.rival,
            "kind": one.kind,
            "gap": self.money(one.gap),
            "percent": None if one.percent is None else f"{one.percent:f}",
            "worth": self.money(one.worth),
            "left": self.money(one.left),
            "suffices": one.suffices,
        }

    def cliff(self, one: Cliff) -> Entry:
        ends = {"low": int(one.low), "high": int(one.high), "buy": int(one.buy)}
        return {"candidate": one.candidate, **ends, "amount": self.money(one.amount), "saved": self.money(one.saved)}


def _figure(figure: Figure) -> Entry:
    now = None if figure.now is None else f"{figure.now:f}"
    return {"varies": figure.driver, "of": figure.of or None, "now": now}


_COLUMNS = (
    *("row", "scenario", "measure", "varies", "of", "low", "high", "candidate", "rival", "amount_low", "amount_high"),
    *("rival_amount_low", "rival_amount_high", "kind", "percent", "gap", "worth", "left", "saved", "currency"),
)


def break_even_csv(found: BreakEven) -> str:
    """A row for each interval, flip, concession and edge, marked as UTF-8 for Excel; column heads are never translated.

    Of a flip, `low` is the value up to which `rival` is cheaper and `high` the one from which `candidate` is. Of a
    weight, `percent` is the share of all weights beyond which (`kind`: above, below) `candidate` is ahead.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="")
    writer.writeheader()
    for row in _rows(found, _Teller(found.currency)):
        writer.writerow({"currency": found.currency} | {key: _plain(value) for key, value in row.items()})
    return BYTE_ORDER_MARK + out.getvalue()


def _plain(value: object) -> str:
    return csv_number(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def _rows(found: BreakEven, teller: _Teller) -> Iterator[Mapping[str, object]]:
    for scenario, stage in [("", one) for one in found.stages] + [(one.name, one.users) for one in found.scenarios]:
        what = {"row": "interval", "scenario": scenario, "varies": stage.figure.driver, "of": stage.figure.of}
        for measure, several in stage.intervals.items():
            for one in several:
                amounts = {"amount_low": teller.money(one.first), "amount_high": teller.money(one.last)}
                who = {"candidate": "; ".join(one.cheapest), "low": one.low, "high": one.high}
                yield what | {"measure": measure} | who | amounts
    for flip in found.flips:
        yield _flip(flip, teller)
    for concession in found.concessions:
        money = {key: teller.money(getattr(concession, key)) for key in ("gap", "worth", "left")}
        said = {key: getattr(concession, key) for key in ("measure", "candidate", "rival", "kind", "percent")}
        yield {"row": "concession"} | said | money
    for turn in turns(found.judged.scorecard) if found.judged is not None else ():
        yield {"row": "weight", "varies": "weight", "of": turn.criterion, "candidate": turn.winner, "kind": turn.beyond,
               "percent": rounded(turn.share * 100, 2)}  # fmt: skip
    for edge in found.cliffs:
        money = {"amount_high": teller.money(edge.amount), "saved": teller.money(edge.saved)}
        yield {
            "row": "cliff",
            "candidate": edge.candidate,
            "low": edge.low,
            "high": edge.buy,
            "measure": "published",
        } | money


def _flip(flip: Flip, teller: _Teller) -> Mapping[str, object]:
    ends = {"low": flip.before, "high": flip.after}
    row = {"row": "flip", "measure": flip.measure, "varies": flip.figure.driver, "of": flip.figure.of}
    for end, side in ends.items():
        row[end] = f"{side.value:f}"
        row[f"amount_{end}"] = teller.money(side.amounts[flip.cheaper_after]) or ""
        row[f"rival_amount_{end}"] = teller.money(side.amounts[flip.cheaper_before]) or ""
    return row | {"candidate": flip.cheaper_after, "rival": flip.cheaper_before}
