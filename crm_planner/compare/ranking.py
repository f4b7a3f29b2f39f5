"""Who is cheapest, as published and like for like; who is not ranked, and why; who is level."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from crm_planner.estimate.lines import Estimate
from crm_planner.text import Message, mark


class Unranked(NamedTuple):
    """A candidate that stands in no ranking of this kind, with the reason a reader needs."""

    id: str
    reason: Message


class Ranking(NamedTuple):
    """Candidate ids, cheapest first; ties (equal amounts) are in order of id and named in `ties`."""

    published: tuple[str, ...]
    like_for_like: tuple[str, ...]
    unranked_published: tuple[Unranked, ...] = ()
    unranked_like_for_like: tuple[Unranked, ...] = ()
    ties_published: tuple[tuple[str, ...], ...] = ()
    ties_like_for_like: tuple[tuple[str, ...], ...] = ()


def rank(estimates: Iterable[Estimate]) -> Ranking:
    """Order candidates by what the horizon costs.

    As published, only candidates without gaps are ranked: a total that hides a gap says nothing. Like
    for like, those whose gaps can be filled. Unsuitable candidates are never ranked. Where some amounts are shown
    without tax, or with it, those of which nobody knows how they are taxed are not ranked beside them.
    """
    candidates = list(estimates)
    apart = _apart(candidates)
    published, ties = _order(candidates, lambda one: None if one.id in apart else _published(one))
    like_for_like, like_ties = _order(candidates, lambda one: None if one.id in apart else _like_for_like(one))
    return Ranking(
        published,
        like_for_like,
        tuple(Unranked(one.id, apart.get(one.id) or _why_not(one)) for one in candidates if one.id not in published),
        tuple(
            Unranked(one.id, apart.get(one.id) or _why_not_filled(one))
            for one in candidates
            if one.id not in like_for_like
        ),
        ties,
        like_ties,
    )


_APART = {
    "net": mark("it is not known how its prices are taxed, and the others are compared without tax"),
    "gross": mark("it is not known how its prices are taxed, and the others are compared with tax"),
}


def left_apart(shown: Mapping[str, str]) -> dict[str, str]:
    """The candidates whose amounts stay as published, with what those of the others are: without tax, or with it.

    `shown` says how the amounts of each suitable candidate are shown.
    """
    views = {*shown.values()} - {"published"}
    return {name: max(views) for name, view in shown.items() if views and view == "published"}


def _apart(candidates: list[Estimate]) -> dict[str, Message]:
    """Why candidates are left apart."""
    apart = left_apart({one.id: one.shown for one in candidates if one.suitable})
    return {name: Message(_APART[others]) for name, others in apart.items()}


def _published(estimate: Estimate) -> Decimal | None:
    return estimate.totals.horizon if estimate.suitable and estimate.complete else None


def _like_for_like(estimate: Estimate) -> Decimal | None:
    likely = estimate.totals.like_for_like
    return likely.likely if estimate.suitable and likely else None


def _order(
    candidates: list[Estimate], amount: Callable[[Estimate], Decimal | None]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    ranked = sorted((figure, one.id) for one in candidates if (figure := amount(one)) is not None)
    groups = [tuple(name for _, name in group) for _, group in groupby(ranked, key=lambda pair: pair[0])]
    return tuple(name for _, name in ranked), tuple(group for group in groups if len(group) > 1)


def _why_not(estimate: Estimate) -> Message:
    if not estimate.suitable:
        return estimate.unsuitable_because[0]
    missing = tuple(gap.category for gap in estimate.gaps)
    return Message(mark("the published total is not complete: {categories} missing"), {"categories": missing})


def _why_not_filled(estimate: Estimate) -> Message:
    if not estimate.suitable:
        return estimate.unsuitable_because[0]
    missing = tuple(gap.category for gap in estimate.gaps if gap.fill is None or gap.fill.likely is None)
    return Message(mark("no price takes the place of what is missing: {categories}"), {"categories": missing})
