"""A comparison or an estimate as JSON, by the contract: money as decimal strings, states beside amounts, gaps null."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crm_planner.compare.ranking import Ranking, Unranked
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.footnotes import own_notes
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.risk_section import risks_entry
from crm_planner.documents.simulation_section import ranges_entry
from crm_planner.documents.sources import base_name
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Assumed, Estimate, Gap, Line, Note, Range, Totals
from crm_planner.estimate.metric import MetricChoice
from crm_planner.layers import NewPlace
from crm_planner.money import MINOR_DIGITS
from crm_planner.place import Place, in_one_line

if TYPE_CHECKING:
    from crm_planner.risk.assessment import Assessment
    from crm_planner.simulation.simulate import Simulation

COMPARISON = "crm-planner/comparison/1"
ESTIMATE = "crm-planner/estimate/1"


def comparison_json(
    comparison: Comparison,
    speech: Speech,
    assessment: "Assessment | None" = None,
    simulation: "Simulation | None" = None,
) -> str:
    """`comparison` as a document of the schema crm-planner/comparison/1, texts in the reader's language."""
    teller = _Teller(comparison.currency, speech)
    document = _asked(COMPARISON, comparison, speech) | {
        "candidates": [teller.candidate(one) for one in comparison.estimates],
        "ranking": teller.ranking(comparison.ranking),
        "assumptions": [teller.note(note) for note in comparison.notes],
        "scenarios": [teller.scenario(one) for one in comparison.scenarios],
        "risks": risks_entry(assessment, speech),
    }
    rate = None if comparison.discount_rate is None else str(comparison.discount_rate)
    metric = teller.metric(comparison.metric)
    document |= ranges_entry(simulation, speech)
    document |= _known({"budget": teller.money(comparison.budget), "discount_rate": rate, "licence_metric": metric})
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


def estimate_json(
    comparison: Comparison,
    estimate: Estimate,
    speech: Speech,
    assessment: "Assessment | None" = None,
    simulation: "Simulation | None" = None,
) -> str:
    """One candidate as a document of the schema crm-planner/estimate/1; `comparison` says what it was asked for."""
    teller = _Teller(comparison.currency, speech)
    head = _asked(ESTIMATE, comparison, speech)
    notes = own_notes(comparison, estimate)
    document = head | teller.candidate(estimate) | {"assumptions": [teller.note(note) for note in notes]}
    document["risks"] = risks_entry(assessment, speech)
    document |= ranges_entry(simulation, speech, estimate.id)
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


def _asked(schema: str, comparison: Comparison, speech: Speech) -> dict[str, object]:
    """What stands at the top of both documents: the schema, and what was asked for."""
    return {
        "schema": schema,
        "client": speech.show(comparison.client),
        "currency": comparison.currency,
        "users": comparison.users,
        "peak": comparison.peak,
        "horizon_years": comparison.horizon_years,
        "priced_on": comparison.priced_on.isoformat(),
        "tax_shown": comparison.tax_shown,
    }


def written(document: Mapping[str, object]) -> str:
    """`document` as indented JSON with its letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def whereabouts(place: Place, source: str | None = None) -> dict[str, object]:
    """File and line of a figure, the id of the source it was taken from, and the cell there.

    A figure of a price book adds what it `replaces`: the value as it was written and its place, in their turn; null
    where the book added something new.
    """
    known = _known({"file": base_name(place), "line": place.line, "id": source, "cell": place.cell or None})
    if isinstance(place, NewPlace):
        old = place.replaced
        known["replaces"] = None if old is None else whereabouts(old.place) | {"value": in_one_line(old.value)}
    return known


class _Teller:
    """Writes the parts of a document in one currency and one language."""

    def __init__(self, currency: str, speech: Speech) -> None:
        self.digits = MINOR_DIGITS[currency]
        self.show = speech.show

    def money(self, amount: Decimal | None) -> str | None:
        return None if amount is None else f"{with_digits(amount, self.digits):f}"

    def candidate(self, estimate: Estimate) -> dict[str, Any]:
        return {
            "id": estimate.id,
            "vendor": self.show(estimate.vendor),
            "product": self.show(estimate.product),
            "edition": self.show(estimate.edition),
            "licence_metric": estimate.licence_metric,
            "licences": estimate.licences,
            "licences_by_year": list(estimate.licences_by_year),
            "tax_shown": estimate.shown,
            "complete": estimate.complete,
            "suitable": estimate.suitable,
            "unsuitable_because": [self.show(reason) for reason in estimate.unsuitable_because],
            "lines": [self.line(line) for line in estimate.lines],
            "totals": self.totals(estimate.totals),
            "gaps": [self.gap(gap) for gap in estimate.gaps],
        } | ({"lacks": [self.show(one) for one in estimate.lacks]} if estimate.lacks else {})

    def line(self, line: Line) -> dict[str, object]:
        always = {
            "id": line.id,
            "category": line.category,
            "charge": line.charge,
            "status": line.status.value,
            "amount": self.money(line.amount),
            "by_year": [self.money(amount) for amount in line.by_year],
        }
        return always | _known(
            {
                "name": self.show(line.name) or None,
                "basis": line.basis.value if line.basis else None,
                "quantity": None if line.quantity is None else f"{line.quantity:f}",
                "unit": "hours" if line.work else None,
                "billed": None if line.billed is None else f"{line.billed:f}",
                "list_amount": self.money(line.list_amount),
                "discount": self.money(line.discount),
                "tax": self.money(line.tax),
                **self.work(line),
                "rule": self.show(line.rule) or None,
                "reason": self.show(line.reason) or None,
                "note": self.show(line.note) or None,
                "source": whereabouts(line.place, line.source),
            }
        )

    def work(self, line: Line) -> dict[str, object]:
        """Who does the work, its hours, and between which amounts it may come out over the horizon."""
        work = line.work
        if work is None:
            return {}
        hours = {end: f"{getattr(work.hours, end):f}" for end in ("low", "likely", "high")}
        between = None if work.low is None else self.span(Range(work.low, line.amount, work.high))
        return {"role": work.role, "side": work.side, "hours": hours, "range": between}

    def totals(self, totals: Totals) -> dict[str, object]:
        always = {
            "first_year": self.money(totals.first_year),
            "horizon": self.money(totals.horizon),
            "by_year": [self.money(amount) for amount in totals.by_year],
            "npv": self.money(totals.npv),
            "like_for_like": self.span(totals.like_for_like),
            "firm": self.money(totals.firm),
            "estimated": self.money(totals.estimated),
            "unknown": totals.unknown,
            "user_month": self.money(totals.user_month),
        }
        tax = {"tax": self.money(totals.tax), "net": self.money(totals.net), "gross": self.money(totals.gross)}
        return always | _known(tax | {"assumed": self.assumed(totals.assumed)})

    def assumed(self, part: Assumed | None) -> dict[str, object] | None:
        """What of the horizon total rests on assumed hours; of the likely amount, what rests on assumed rates too."""
        return None if part is None else {name: self.money(amount) for name, amount in part._asdict().items()}

    def metric(self, choice: MetricChoice | None) -> dict[str, object] | None:
        """Named against concurrent licences; shares of people inside at once, rounded to a thousandth."""
        if choice is None:
            return None
        sides = {"named_user": choice.named, "concurrent_user": choice.concurrent}
        return {
            "better": choice.better,
            "peak_share": str(choice.peak_share),
            "turning_share": str(choice.turning_share),
            "candidates": [
                {"metric": metric, "id": one.candidate, "licences": one.licences, "amount": self.money(one.amount)}
                for metric, one in sides.items()
            ],
        }

    def span(self, between: Range | None) -> dict[str, object] | None:
        if between is None:
            return None
        return {end: self.money(getattr(between, end)) for end in ("low", "likely", "high")}

    def gap(self, gap: Gap) -> dict[str, object]:
        return {
            "category": gap.category,
            "items": list(gap.items),
            "status": gap.status.value,
            "reason": self.show(gap.reason) or None,
            "amount": None,
            "fill": self.span(gap.fill),
            "filled_from": list(gap.filled_from),
        }

    def ranking(self, ranking: Ranking) -> dict[str, object]:
        return {
            "published": list(ranking.published),
            "like_for_like": list(ranking.like_for_like),
            "unranked": {
                "published": self.unranked(ranking.unranked_published),
                "like_for_like": self.unranked(ranking.unranked_like_for_like),
            },
            "ties": {
                "published": [list(tie) for tie in ranking.ties_published],
                "like_for_like": [list(tie) for tie in ranking.ties_like_for_like],
            },
        }

    def unranked(self, entries: Iterable[Unranked]) -> list[dict[str, object]]:
        return [{"id": one.id, "reason": self.show(one.reason)} for one in entries]

    def note(self, note: Note) -> dict[str, object]:
        place = None if note.place is None else whereabouts(note.place)
        return {"id": note.id, "text": self.show(note.text), "source": note.source} | _known({"place": place})

    def scenario(self, scenario: Scenario) -> dict[str, object]:
        return {
            "name": scenario.name,
            "changes": dict(scenario.changes),
            "users": scenario.users,
            "peak": scenario.peak,
            "horizon_years": scenario.horizon_years,
            "candidates": [self.candidate(one) for one in scenario.estimates],
            "ranking": self.ranking(scenario.ranking),
        }


def _known(entries: Mapping[str, object]) -> dict[str, object]:
    """Only the entries that have a value."""
    return {key: value for key, value in entries.items() if value is not None}
