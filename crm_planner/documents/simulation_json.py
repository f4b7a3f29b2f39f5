"""A simulation as JSON (crm-planner/simulation/1) and as CSV: everything that was found."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_number, csv_text
from crm_planner.documents.footnotes import called
from crm_planner.documents.simulation_figures import driver_entry, money_text
from crm_planner.documents.table_json import written
from crm_planner.documents.wording import Speech
from crm_planner.playbook.simulation import SimulationRules
from crm_planner.simulation.mitigations import Bought
from crm_planner.simulation.simulate import Outcome, Simulation

SCHEMA = "crm-planner/simulation/1"

Entry = dict[str, Any]

_COLUMNS = (
    *("row", "candidate", "name", "text", "base", "mean", "p10", "p50", "p80", "p90", "contingency"),
    *("within_budget", "cheapest", "rank_correlation", "variance_share", "p80_falls_by", "cost", "currency"),
)


def simulation_json(found: Simulation, speech: Speech) -> str:
    """`found` as a document of the schema crm-planner/simulation/1; shares are of one, amounts decimal strings."""
    document: Entry = {
        "schema": SCHEMA,
        "client": speech.show(found.client),
        "currency": found.currency,
        "users": found.users,
        "horizon_years": found.horizon_years,
        "priced_on": found.priced_on.isoformat(),
        "draws": found.draws,
        "seed": found.seed,
        "versions": {"numpy": found.numpy},
        "assumptions": _rules(found.rules),
        "budget": None if found.budget is None else _money(found, found.budget),
        "candidates": [_candidate(found, one, speech) for one in found.outcomes],
        "not_drawn": {"open_risks": found.open_risks, "controlled_risks": found.controlled_risks},
    }
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


def _rules(rules: SimulationRules) -> Entry:
    tail, points = rules.tail, rules.tail.percent
    return {
        "distribution": rules.distribution,
        "correlation": f"{rules.correlation:f}",
        "overlap_share": f"{rules.overlap_share:f}",
        "cap_percent": f"{rules.cap:f}",
        "tail": None
        if not tail.drawn
        else {
            "probability": f"{tail.probability:f}",
            "percent": [f"{one:f}" for one in (points.low, points.likely, points.high)],
            "categories": list(tail.categories),
        },
        "grade": rules.grade,
    }


def _candidate(found: Simulation, one: Outcome, speech: Speech) -> Entry:
    spread, marks = one.spread, one.spread.percentiles
    return {
        "id": one.estimate.id,
        "complete": one.complete,
        "base": _money(found, one.base),
        "mean": _money(found, spread.mean),
        "deviation": _money(found, spread.deviation),
        "percentiles": {name: _money(found, getattr(marks, name)) for name in marks._fields},
        "contingency": _money(found, one.contingency),
        "within_budget": _share(one.within_budget),
        "cheapest": _share(one.cheapest),
        "standard_error": {"mean": _money(found, spread.errors.mean), "p80": _money(found, spread.errors.p80)},
        "convergence": [{"draws": each.draws, "p80": _money(found, each.p80)} for each in spread.settling],
        "accuracy": {
            "class": one.accuracy.level,
            "known": one.accuracy.known,
            "name": speech.show(one.accuracy.name),
            "below_percent": f"{one.accuracy.below:f}",
            "above_percent": f"{one.accuracy.above:f}",
        },
        "risks": list(one.detected),
        "contradicted_risks": list(one.contradicted),
        "delay": {
            "percent": {name: f"{amount:f}" for name, amount in one.delay.percent._asdict().items()},
            "days": {name: f"{amount:f}" for name, amount in one.delay.days._asdict().items()},
        },
        "drivers": [driver_entry(each, found.currency, speech) for each in one.drivers],
        "mitigations": [_mitigation(found, each, speech) for each in one.bought],
        "histogram": {
            "low": _money(found, spread.histogram.low),
            "high": _money(found, spread.histogram.high),
            "counts": list(spread.histogram.counts),
        },
    }


def _mitigation(found: Simulation, one: Bought, speech: Speech) -> Entry:
    return {
        "id": one.id,
        "risk": one.risk,
        "text": speech.show(one.action),
        "p80_falls_by": _money(found, one.fall),
        "cost": None if one.cost is None else _money(found, one.cost),
    }


def _money(found: Simulation, amount: Decimal) -> str:
    return money_text(amount, found.currency)


def _share(share: Fraction | None) -> str | None:
    return None if share is None else f"{float(share):.4f}"


def simulation_csv(found: Simulation, speech: Speech) -> str:
    """The same: a row for each candidate, then for each of its drivers and mitigations. Heads are never translated."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="")
    writer.writeheader()
    for one in found.outcomes:
        known = {"candidate": one.estimate.id, "currency": found.currency}
        writer.writerows({**known, **row} for row in _csv_rows(found, one, speech))
    return BYTE_ORDER_MARK + out.getvalue()


def _csv_rows(found: Simulation, one: Outcome, speech: Speech) -> Iterator[dict[str, str]]:
    marks = one.spread.percentiles
    amounts = {"base": one.base, "mean": one.spread.mean, **marks._asdict(), "contingency": one.contingency}
    shares = {"within_budget": _share(one.within_budget) or "", "cheapest": _share(one.cheapest) or ""}
    yield (
        {"row": "total", "text": csv_text(speech.show(called(one.estimate)))}
        | shares
        | {name: csv_number(amount) for name, amount in amounts.items()}
    )
    for driver in one.drivers:
        yield {
            "row": "driver",
            "name": driver.name,
            "text": csv_text(speech.show(driver.label)),
            "rank_correlation": f"{driver.rank:.4f}",
            "variance_share": f"{driver.share:.4f}",
            "p80_falls_by": csv_number(driver.moves),
        }
    for bought in one.bought:
        yield {
            "row": "mitigation",
            "name": bought.id,
            "text": csv_text(speech.show(bought.action)),
            "p80_falls_by": csv_number(bought.fall),
            "cost": csv_number(bought.cost),
        }
