"""The register as CSV, marked as UTF-8 for Excel: a row for each risk, in the terms of ISO 31000 and PMBOK."""

import csv
import io
from collections.abc import Iterable

from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_number, csv_text
from crm_planner.documents.sources import base_name
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Range
from crm_planner.risk.assessment import Assessed, Assessment
from crm_planner.risk.measures import Level

_COLUMNS = (
    *("id", "side", "phase", "cause", "event", "consequence", "state", "gate", "override"),
    *("likelihood", "impact", "score", "band", "residual_likelihood", "residual_impact", "residual_score"),
    *("owner", "response", "due", "trigger", "mitigation", "mitigation_done", "secondary"),
    *("hours_low", "hours_likely", "hours_high", "cost_low", "cost_likely", "cost_high", "currency"),
    *("effect_category", "effect_low", "effect_likely", "effect_high"),
    *("time_unit", "time_low", "time_likely", "time_high"),
    *("bad_answers", "open_questions", "facts", "grade", "sources", "source_file", "source_line"),
)


def risks_csv(assessment: Assessment, shown: Iterable[Assessed], speech: Speech) -> str:
    """The risks `shown`. Column heads are the same in every language; several texts of a cell are split by `; `."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS)
    writer.writeheader()
    writer.writerows(_row(assessment, one, speech) for one in shown)
    return BYTE_ORDER_MARK + out.getvalue()


def _row(assessment: Assessment, one: Assessed, speech: Speech) -> dict[str, str]:
    risk = one.risk
    joined = _Joined(speech)
    schedule = risk.effects.schedule
    return {
        "id": one.id,
        "side": risk.side,
        "phase": risk.phase,
        "cause": joined(risk.cause),
        "event": joined(risk.name),
        "consequence": joined(risk.consequence),
        "state": one.state.value,
        "gate": one.gate.value,
        "override": csv_text(one.decision.override or ""),
        **_levels("", one.now),
        "band": assessment.scales.band(one.now.score),
        **_levels("residual_", one.residual),
        "owner": joined(assessment.owner(one)),
        "response": one.response,
        "due": one.decision.due.isoformat() if one.decision.due else "",
        "trigger": joined(*risk.signs),
        "mitigation": joined(*(measure.mitigation.action for measure in one.measures)),
        "mitigation_done": joined(*(measure.id for measure in one.measures if measure.state == "done")),
        "secondary": joined(*dict.fromkeys(other for each in one.measures for other in each.mitigation.secondary)),
        **_points("hours", _sum([measure.hours for measure in one.measures])),
        **_points("cost", _sum([measure.cost for measure in one.measures])),
        "currency": assessment.currency,
        "effect_category": risk.effects.cost.category,
        **_points("effect", one.cost),
        "time_unit": "percent" if schedule.percent else "days",
        **_points("time", one.time),
        "bad_answers": joined(*(reply.id for reply in one.replies if reply.is_bad)),
        "open_questions": joined(*(reply.id for reply in one.open_questions)),
        "facts": joined(*(fact.name for fact in one.facts)),
        "grade": risk.grade,
        "sources": joined(*risk.sources),
        "source_file": csv_text(base_name(one.place)),
        "source_line": str(one.place.line),
    }


class _Joined:
    """Writes several texts into one cell."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def __call__(self, *values: object) -> str:
        return csv_text("; ".join(self._speech.show(value) for value in values))


def _levels(before: str, level: Level) -> dict[str, str]:
    values = {"likelihood": level.likelihood, "impact": level.impact, "score": level.score}
    return {f"{before}{name}": str(value) for name, value in values.items()}


def _points(before: str, three: Range | None) -> dict[str, str]:
    values = three or Range(None, None, None)
    return {f"{before}_{end}": csv_number(value) for end, value in zip(("low", "likely", "high"), values, strict=True)}


def _sum(ranges: list[Range | None]) -> Range | None:
    """The ranges added end by end; None if one is not known, because a sum without it would hide it."""
    if not ranges or any(one is None or None in one for one in ranges):
        return None
    ends = zip(*(one for one in ranges if one is not None), strict=True)
    return Range(*(sum(amount for amount in end if amount is not None) for end in ends))
