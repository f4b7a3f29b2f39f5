"""What charts of several candidates share: names that differ, amounts in words, and the largest few of many."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from crm_planner.compare.table import Comparison
from crm_planner.documents.charts.look import PALETTE, Entry, folded
from crm_planner.documents.figures import Figures, likely
from crm_planner.documents.plain import said
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Estimate
from crm_planner.text import Message, Text, mark


def picked(comparison: Comparison, only: Sequence[str] | None) -> list[Estimate]:
    """The candidates a chart shows: those named in `only`, else all."""
    return [one for one in comparison.estimates if only is None or one.id in only]


def figures_of(comparison: Comparison) -> Figures:
    """The decimals of every amount the charts of a comparison say."""
    return Figures.of_totals(comparison.currency, comparison.estimates)


def labels(estimates: Iterable[Estimate], speech: Speech) -> dict[str, str]:
    """The name of each candidate in the lines a chart has room for; where two are alike, with the id."""
    every = list(estimates)
    names = {one.id: folded(said(one.called, speech)) for one in every}
    alike = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {key: f"{name}\n({key})" if name in alike else name for key, name in names.items()}


def known_and_missing(one: Estimate, figures: Figures) -> Message | Decimal:
    """What a candidate costs: one amount, or what is known of it and what is put in for the rest or stays unknown."""
    horizon = figures.amount(one.totals.horizon)
    if one.complete:
        return horizon
    between = likely(one)
    if between is None:
        return Message(mark("{amount} + unknown: {number}"), {"amount": horizon, "number": max(one.totals.unknown, 1)})
    values = {"amount": horizon, "likely": figures.amount(between)}
    return Message(mark("{amount}; like for like {likely}"), values)


def listed(parts: Iterable[Message], speech: Speech) -> Text:
    """Candidates one after the other, each with figures that are already set apart by commas."""
    return Text.plain({"ja": "；"}.get(speech.language, "; ").join([said(part, speech) for part in parts]))


def colours(names: Sequence[str], most: int = len(PALETTE)) -> Entry:
    """A scale with one of the `most` darkest colours for each name, as far apart in darkness as they can be."""
    steps = max(len(names) - 1, 1)
    chosen = [PALETTE[min(number, steps) * (most - 1) // steps] for number in range(len(names))]
    return {"domain": list(names), "range": [PALETTE[1]] if len(names) == 1 else chosen}
