"""Gaps like for like and the ranking, a second time."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from tests.estimate.oracle_answer import GAPS, Answer
from tests.estimate.oracle_prices import NOTHING, rounded
from tests.estimate.oracle_work import Job

Span = tuple[Fraction, Fraction | None, Fraction]


class Fill(NamedTuple):
    """What rivals' prices put in the place of a category, and the likely total like for like."""

    gaps: dict[str, Span | None]
    low: Fraction | None
    likely: Fraction | None
    high: Fraction | None
    estimated: Fraction
    unknown: int


def vendor(answer: Answer) -> str:
    written = answer.world.catalog["vendor"]
    return str(written if isinstance(written, str) else written["en"])


def filled(answer: Answer, answers: Sequence[Answer]) -> Fill:
    """Each missing category once, from the amounts of other vendors' candidates that can be bought."""
    rule = answer.world.brief.get("gaps") or answer.world.playbook["gaps"]["fill"]
    able = [one for one in answers if one.shown == answer.shown and not one.world.unsuitable()]
    rivals = [one for one in able if vendor(one) != vendor(answer)]
    gaps = {category: _span(rule, category, answer, rivals) for category in answer.missing}
    spans = [span for span in gaps.values() if span is not None]
    likely = [span[1] for span in spans if span[1] is not None]
    filled = {category for category, span in gaps.items() if span is not None and span[1] is not None}
    weak = answer.total - answer.firm + sum(likely, NOTHING)
    unknown = sum(row.status in GAPS and row.item["category"] not in filled for row in answer.rows)
    if len(spans) < len(gaps):
        return Fill(gaps, None, None, None, weak, unknown)
    return Fill(
        gaps,
        answer.total + sum((span[0] for span in spans), NOTHING),
        answer.total + sum(likely, NOTHING) if len(likely) == len(spans) else None,
        answer.total + sum((span[2] for span in spans), NOTHING),
        weak,
        unknown,
    )


def _span(rule: str, category: str, answer: Answer, rivals: list[Answer]) -> Span | None:
    gaps = [row for row in answer.rows if row.status in GAPS and row.item["category"] == category]
    if rule == "none" or all(row.again for row in gaps):
        return None
    if rule == "rate_card":
        return Job(answer.world).fill(category, answer.shown)
    amounts = _shares(category, answer, rivals) if rule == "ratio" else _amounts(category, rivals)
    if not amounts:
        return None
    mean = sum(amounts, NOTHING) / len(amounts)
    likely = {"lowest": min(amounts), "highest": max(amounts), "mean": mean, "ratio": mean}.get(rule)
    world = answer.world
    step = world.step if world.catalog["currency"] == world.currency else world.cent
    low, high = (rounded(one, step, world.mode) for one in (min(amounts), max(amounts)))
    return low, None if likely is None else rounded(likely, step, world.mode), high


def _amounts(category: str, rivals: list[Answer]) -> list[Fraction]:
    return [amount for one in rivals if (amount := one.category(category)) is not None]


def _shares(category: str, answer: Answer, rivals: list[Answer]) -> list[Fraction]:
    """Each rival's share of the category in its licences, times these licences."""
    licences = answer.category("licence")
    if licences is None:
        return []
    found = []
    for one in rivals:
        amount, whole = one.category(category), one.category("licence")
        if amount is not None and whole:
            found.append(amount / whole * licences)
    return found


def ranking(answers: Sequence[Answer]) -> tuple[list[str], list[str]]:
    """As published: complete candidates by horizon total. Like for like: by the likely total. Ties by id."""
    able = [one for one in answers if not one.world.unsuitable()]
    views = {one.shown for one in able}
    able = [one for one in able if one.shown != "published" or views == {"published"}]
    published = sorted((one.total, one.world.id) for one in able if not one.missing)
    like = sorted((fill.likely, one.world.id) for one in able if (fill := filled(one, answers)).likely is not None)
    return [name for _, name in published], [name for _, name in like]
