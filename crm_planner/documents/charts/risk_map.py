"""The heat map of risks: likelihood upwards, impact to the right, in each field its band and its risks."""

from collections.abc import Iterator, Sequence

from crm_planner.documents.charts.chart import Chart, chart
from crm_planner.documents.charts.look import BANDS, INK, SPLIT, Entry, folded
from crm_planner.documents.charts.series import listed
from crm_planner.documents.heat_map import Field, fields
from crm_planner.documents.plain import heading, said
from crm_planner.documents.risk_names import BANDS as BAND_NAMES
from crm_planner.documents.risk_names import LETTERS
from crm_planner.documents.wording import Speech
from crm_planner.risk.assessment import Assessed, Assessment
from crm_planner.text import Message, Text, mark

_FIELD, _HIGH = 96, 62
"""Pixels of a field."""

_IDS, _LINES = 2, 2
"""Risks in a line, and lines in a field; what does not fit is a number."""

_DARK = "critical"


def risk_heat_map(assessment: Assessment, speech: Speech, risks: Sequence[Assessed] | None = None) -> Chart:
    """The five by five map of `risks` (all, if nobody says); `+n` are those nobody has assessed."""
    every = list(fields(assessment.risks if risks is None else risks, assessment.scales))
    impact = [_level(one.level, one.name, speech) for one in assessment.scales.impact]
    likelihood = [_level(one.level, one.name, speech) for one in assessment.scales.likelihood]
    entries = [_entry(field, impact, likelihood, speech) for field in every]
    names = [heading(Message(BAND_NAMES[band]), speech) for band in BANDS]
    scale = {"domain": names, "range": list(BANDS.values())}
    legend = {"orient": "bottom", "columns": 4, "symbolType": "square", "title": None}
    dark = {"condition": {"test": "datum.dark", "value": "#ffffff"}, "value": INK}
    body = {
        "data": {"values": entries},
        "width": {"step": _FIELD},
        "height": {"step": _HIGH},
        "encoding": {
            "x": _axis("impact", impact, said(Message(mark("impact")), speech)) | {"axis": _AXIS | {"labelAngle": 0}},
            "y": _axis("likelihood", likelihood[::-1], said(Message(mark("likelihood")), speech)) | {"axis": _AXIS},
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 2},
                "encoding": {"color": {"field": "band", "type": "nominal", "scale": scale, "legend": legend}},
            },
            {
                "mark": {"type": "text", "align": "left", "xOffset": -_FIELD // 2 + 8, "yOffset": -_HIGH // 2 + 12},
                "encoding": {"text": {"field": "score"}, "color": dark},
            },
            {
                "mark": {"type": "text", "lineBreak": "\n", "baseline": "middle", "yOffset": 2, "fontWeight": "bold"},
                "encoding": {"text": {"field": "risks"}, "color": dark},
            },
        ],
    }
    found = list(_sentences(every, speech))
    alt = Message(mark("Heat map of risks: {risks}."), {"risks": listed(found, speech)})
    if not found:
        alt = Message(mark("Heat map of risks: none is detected, and none waits for an answer."))
    return chart("risk-heat-map", Message(mark("Heat map of risks")), alt, body, speech)


_AXIS: Entry = {"labelExpr": SPLIT, "domain": False, "ticks": False, "labelPadding": 6}


def _axis(field: str, names: list[str], title: str) -> Entry:
    return {"field": field, "type": "nominal", "sort": names, "scale": {"domain": names}, "title": title}


def _level(level: int, name: Text, speech: Speech) -> str:
    return folded(f"{level}: {said(name, speech)}", 16)


def _entry(field: Field, impact: list[str], likelihood: list[str], speech: Speech) -> Entry:
    letter = said(Message(LETTERS[field.band]), speech)
    return {
        "impact": impact[field.level.impact - 1],
        "likelihood": likelihood[field.level.likelihood - 1],
        "band": heading(Message(BAND_NAMES[field.band]), speech),
        "score": f"{letter} {field.level.score}",
        "risks": _contents(field),
        "dark": field.band == _DARK,
    }


def _contents(field: Field) -> str:
    """The ids of the risks in a field, two in a line, and how many more there are."""
    room = _IDS * _LINES
    ids = field.detected if len(field.detected) <= room else field.detected[: room - 1]
    left = len(field.detected) - len(ids)
    shown = [*ids, *([f"… {left}"] if left else [])]
    lines = ["  ".join(shown[start : start + _IDS]) for start in range(0, len(shown), _IDS)]
    return "\n".join([*lines, *([f"+{field.open}"] if field.open else [])])


def _sentences(every: Sequence[Field], speech: Speech) -> Iterator[Message]:
    """Every field somebody stands in: the gravest first."""
    for field in sorted(every, key=lambda one: -one.level.score):
        values: dict[str, object] = {
            "band": Message(BAND_NAMES[field.band]),
            "score": field.level.score,
            "risks": tuple(map(Text.plain, field.detected)),
            "open": field.open,
        }
        if field.detected:
            yield Message(mark("{band} {score} {risks}"), values)
        if field.open:
            yield Message(mark("{band} {score} not assessed: {open}"), values)
