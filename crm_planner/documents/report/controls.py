"""What the page lets its reader move: each control with its words, its range, and where it stands on the page."""

from decimal import Decimal
from typing import Any

from crm_planner.documents.report.source import SCORES, Source
from crm_planner.documents.report.tongues import Tongues, Words, everywhere, template
from crm_planner.documents.report.wordings import CHOICES, CONTROLS
from crm_planner.formula.cell import Input
from crm_planner.living.controls import Control
from crm_planner.text import Message

GROUPS = {
    "main": ("users", "peak", "years"),
    "prices": ("discount", "gaps", "tax", "discount_rate"),
    "rates": ("rate", "exchange", "quantity"),
    "weights": ("weight", "score"),
    "answers": ("answer", "mitigation"),
}
"""What stands together, by kind of control; the first is always open."""

_SLIDES = {"users", "peak", "years", "discount", "discount_rate", "weight"}
_LABELS = {"users": "people", "peak": "at_once", "years": "how_long", "discount_rate": "worth_later"}
_FAR_ENOUGH = {"weight": Decimal(100), "discount_rate": Decimal("0.3")}
"""Where a slider ends, though its field takes more: what is usual would else be a few pixels."""

_PERCENT = {"discount", "discount_rate"}

Entry = dict[str, Any]


def groups(tongues: Tongues) -> list[Entry]:
    """The groups with their names."""
    return [
        {"id": name, "open": name == "main", "name": template(CONTROLS[name], tongues) if name in CONTROLS else ""}
        for name in GROUPS
    ]


def controls(source: Source, tongues: Tongues) -> list[Entry]:
    """Every control of the report that can be moved at all."""
    inputs = source.model.inputs
    return [
        _entry(one, inputs[one.name], source, tongues)
        for one in source.controls
        if inputs[one.name].low < inputs[one.name].high
    ]


def _entry(one: Control, given: Input, source: Source, tongues: Tongues) -> Entry:
    entry: Entry = {
        "name": one.name,
        "kind": one.kind,
        "group": next(name for name, kinds in GROUPS.items() if one.kind in kinds),
        "label": _label(one, given, source, tongues),
        "value": plain(given.value),
        "low": plain(given.low),
        "high": plain(given.high),
        "step": plain(given.step),
        "slides": one.kind in _SLIDES,
        "choices": _choices(one, given, tongues),
        "path": list(one.path),
    }
    if one.kind in _PERCENT:
        entry["unit"] = "%"
    if one.kind in {"rate", "exchange"}:
        entry["unit"] = source.living.comparison.currency
    if one.kind in _FAR_ENOUGH:
        entry["far"] = plain(min(given.high, max(given.value, _FAR_ENOUGH[one.kind])))
    if one.kind == "peak":
        entry["automatic"] = template(CONTROLS["by_rule"], tongues)
    if one.kind == "discount":
        entry["discount"] = one.of
    return entry


def _choices(one: Control, given: Input, tongues: Tongues) -> list[Entry]:
    """The few values a control may have, by what the brief writes for each; none where it may have any number."""
    if one.kind == "score":
        values = sorted({*SCORES, given.value} - {Decimal(0)})
        named = [{"value": plain(value), "code": plain(value), "name": _figure(value, tongues)} for value in values]
        return [{"value": "0", "code": "", "name": template(CONTROLS["not_scored"], tongues)}, *named]
    return [
        {"value": str(number), "code": code, "name": template(CHOICES[code], tongues) if code in CHOICES else code}
        for number, code in enumerate(one.choices)
    ]


def _figure(value: Decimal, tongues: Tongues) -> Words:
    return everywhere(value.normalize() if value % 1 else Decimal(int(value)), tongues)


def _label(one: Control, given: Input, source: Source, tongues: Tongues) -> Words:
    if one.kind == "discount":
        named = next(live.estimate for live in source.living.candidates if live.id == one.of)
        return everywhere(Message(CONTROLS["discount_of"], {"candidate": named.called}), tongues)
    if one.kind == "score":
        named = next(live.estimate for live in source.living.candidates if live.id == one.of)
        criterion = source.knowledge.playbook.criteria[str(one.path[2])].name
        values = {"candidate": named.called, "criterion": criterion}
        return everywhere(Message(CONTROLS["score_of"], values), tongues)
    known = _LABELS.get(one.kind)
    return everywhere(given.label, tongues) if known is None else template(CONTROLS[known], tongues)


def plain(value: Decimal) -> str:
    """A decimal as the page and a brief write it, without zeros behind."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
