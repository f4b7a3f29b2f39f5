"""A comparison or estimate as CSV, marked as UTF-8 for Excel: a row for each candidate and line, and for each total."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.compare.table import Comparison
from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_number, csv_text
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.sources import base_name
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Estimate, Line, WorkDone
from crm_planner.money import MINOR_DIGITS

_COLUMNS = (
    *("scenario", "row", "candidate", "vendor", "product", "edition", "licence_metric", "licences"),
    *("tax_shown", "complete", "suitable", "id", "name", "category", "charge", "status", "basis", "quantity", "billed"),
    *("list_amount", "discount", "tax", "currency", "amount", "source_file", "source_line", "source", "source_cell"),
    *("role", "hours_low", "hours_likely", "hours_high", "amount_low", "amount_high"),
)
_TOTALS = ("first_year", "horizon", "npv", "tax", "net", "gross", "firm", "estimated", "user_month")


class Run(NamedTuple):
    """The estimates of one reckoning: the brief itself (no name), or one of its scenarios."""

    scenario: str
    years: int
    estimates: Sequence[Estimate]


def comparison_csv(comparison: Comparison, speech: Speech) -> str:
    """Every candidate of `comparison`, then every candidate of each of its scenarios."""
    runs = [Run("", comparison.horizon_years, comparison.estimates)]
    runs += [Run(one.name, one.horizon_years, one.estimates) for one in comparison.scenarios]
    return _csv(runs, comparison.currency, speech)


def estimate_csv(comparison: Comparison, estimate: Estimate, speech: Speech) -> str:
    """One candidate of `comparison`."""
    return _csv([Run("", comparison.horizon_years, [estimate])], comparison.currency, speech)


def _csv(runs: Sequence[Run], currency: str, speech: Speech) -> str:
    """All lines and totals of `runs`. Column heads are the same in every language; amounts in minor digits."""
    out = io.StringIO()
    years = range(1, max(run.years for run in runs) + 1)
    writer = csv.DictWriter(out, (*_COLUMNS, *(f"year_{year}" for year in years)), restval="")
    writer.writeheader()
    for run in runs:
        for estimate in run.estimates:
            writer.writerows({"scenario": run.scenario} | row for row in _rows(estimate, currency, speech))
    return BYTE_ORDER_MARK + out.getvalue()


def _rows(estimate: Estimate, currency: str, speech: Speech) -> Iterator[dict[str, str]]:
    who = {
        "candidate": estimate.id,
        "vendor": csv_text(speech.show(estimate.vendor)),
        "product": csv_text(speech.show(estimate.product)),
        "edition": csv_text(speech.show(estimate.edition)),
        "licence_metric": estimate.licence_metric,
        "licences": str(estimate.licences),
        "tax_shown": estimate.shown,
        "complete": _truth(estimate.complete),
        "suitable": _truth(estimate.suitable),
        "currency": currency,
    }
    for line in estimate.lines:
        yield who | _line(line, currency, speech)
    for name, amount in _totals(estimate):
        years = estimate.totals.by_year if name == "horizon" else ()
        yield who | {"row": "total", "id": name, "amount": _money(amount, currency)} | _by_year(years, currency)
    yield who | {"row": "total", "id": "unknown", "quantity": str(estimate.totals.unknown), "currency": ""}


def _line(line: Line, currency: str, speech: Speech) -> dict[str, str]:
    return {
        "row": "line",
        "id": line.id,
        "name": csv_text(speech.show(line.name)),
        "category": line.category,
        "charge": line.charge,
        "status": line.status.value,
        "basis": line.basis.value if line.basis else "",
        "quantity": csv_number(line.quantity),
        "billed": csv_number(line.billed),
        "list_amount": _money(line.list_amount, currency),
        "discount": _money(line.discount, currency),
        "tax": _money(line.tax, currency),
        "amount": _money(line.amount, currency),
        "source_file": csv_text(base_name(line.place)),
        "source_line": str(line.place.line),
        "source": csv_text(line.source or ""),
        "source_cell": csv_text(line.place.cell),
    } | (_work(line.work, currency) | _by_year(line.by_year, currency))


def _work(work: WorkDone | None, currency: str) -> dict[str, str]:
    if work is None:
        return {}
    hours = {f"hours_{end}": csv_number(getattr(work.hours, end)) for end in ("low", "likely", "high")}
    ends = {"amount_low": _money(work.low, currency), "amount_high": _money(work.high, currency)}
    return {"role": work.role} | hours | ends


def _totals(estimate: Estimate) -> Iterator[tuple[str, Decimal]]:
    """The totals that are known, by name."""
    known = {name: getattr(estimate.totals, name) for name in _TOTALS}
    between = estimate.totals.like_for_like
    if between is not None:
        known |= {f"like_for_like_{end}": getattr(between, end) for end in ("low", "likely", "high")}
    if estimate.totals.assumed is not None:
        known |= {f"assumed_{name}": amount for name, amount in estimate.totals.assumed._asdict().items()}
    return ((name, amount) for name, amount in known.items() if amount is not None)


def _by_year(amounts: Iterable[Decimal], currency: str) -> dict[str, str]:
    return {f"year_{year}": _money(amount, currency) for year, amount in enumerate(amounts, start=1)}


def _money(amount: Decimal | None, currency: str) -> str:
    return csv_number(amount if amount is None else with_digits(amount, MINOR_DIGITS[currency]))


def _truth(value: bool) -> str:  # noqa: FBT001 - a value to write, not a switch
    return "true" if value else "false"
