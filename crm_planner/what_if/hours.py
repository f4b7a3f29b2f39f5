"""Work that takes its least or its most hours: the project in which these are the most likely ones.

What is a percentage of that work moves with it, as it does in an estimate.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from crm_planner.catalog.derived import EffortPrice
from crm_planner.catalog.model import Item
from crm_planner.estimate.lines import Estimate
from crm_planner.estimate.work import pieces
from crm_planner.playbook.effort import Builders, Effort, Term
from crm_planner.project import Project
from crm_planner.spans import ThreePoint
from crm_planner.text import Message, Text
from crm_planner.what_if.changed import with_items

Bound = Literal["low", "high"]


class Work(NamedTuple):
    """Something whose hours have three points: an effort, an item priced by the hour, or who builds.

    `low`, `likely` and `high` are hours, or what hours are multiplied by; None of work that is in no line.
    """

    id: str
    name: Text | Message | str
    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    at_low: Project
    at_high: Project


def efforts(project: Project, estimates: tuple[Estimate, ...], used: frozenset[str]) -> Iterator[Work]:
    """The efforts of the playbook that some figure rests on, at their ends."""
    by_effort: dict[int, set[str]] = {}
    for piece in pieces(project.setting):
        if any(f"{one.id}/hours/{piece.id}/likely" in used for one in estimates):
            by_effort.setdefault(piece.number, set()).add(piece.id)
    for number, ids in by_effort.items():
        effort = project.playbook.playbook.efforts[number]
        ends = [_with_effort(project, number, _at(effort, bound)) for bound in ("low", "high")]
        if _at(effort, "low") != _at(effort, "high"):
            yield Work(f"hours.{effort.id}", effort.name, *_hours(estimates, ids), *ends)


def _hours(estimates: tuple[Estimate, ...], ids: set[str]) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The hours of pieces of work in the first candidate that charges them."""
    for one in estimates:
        done = [line.work.hours for line in one.lines if line.work and line.id in ids]
        if done:
            low, likely, high = (sum((at or Decimal(0) for at in ends), Decimal(0)) for ends in zip(*done, strict=True))
            return low, likely, high
    return None, None, None


def _at(effort: Effort, bound: Bound) -> Effort:
    """The effort whose most likely hours are its least, or its most."""
    by: Decimal = getattr(effort.spread, bound) if effort.spread else Decimal(1)
    terms = tuple(_term(term, bound, by) for term in effort.formula)
    return effort.model_copy(update={"formula": terms, "spread": None})


def _term(term: Term, bound: Bound, by: Decimal) -> Term:
    name = next(name for name in ("hours", "minutes", "percent") if getattr(term, name) is not None)
    return term.model_copy(update={name: certain(getattr(term.figure, bound) * by)})


def certain(value: Decimal) -> ThreePoint:
    """Three points that are one."""
    return ThreePoint.model_construct(low=value, likely=value, high=value)


def _with_effort(project: Project, number: int, effort: Effort) -> Project:
    known = project.playbook.playbook.efforts
    return _with_playbook(project, efforts=(*known[:number], effort, *known[number + 1 :]))


def _with_playbook(project: Project, **changes: object) -> Project:
    book = project.playbook
    return project._replace(playbook=book._replace(playbook=book.playbook.model_copy(update=changes)))


def builders(project: Project) -> Iterator[Work]:
    """What the hours of customisations are multiplied by, for each builder the brief names."""
    known = project.playbook.playbook.builders
    named = {one.builder for one in project.brief.brief.customisations}
    for name in sorted(named) if known is not None else ():
        factor: ThreePoint = getattr(known, name).factor
        if known is not None and factor.low != factor.high:
            ends = [_with_builder(project, known, name, getattr(factor, bound)) for bound in ("low", "high")]
            yield Work(f"builders.{name}", name, factor.low, factor.likely, factor.high, *ends)


def _with_builder(project: Project, known: Builders, name: str, factor: Decimal) -> Project:
    builder = getattr(known, name).model_copy(update={"factor": certain(factor)})
    return _with_playbook(project, builders=known.model_copy(update={name: builder}))


def items(project: Project, estimates: tuple[Estimate, ...]) -> Iterator[Work]:
    """Items of price lists that are priced by the hour."""
    for candidate, estimate in zip(project.candidates(), estimates, strict=True):
        charged = {line.id for line in estimate.lines if line.amount}
        for item in candidate.edition.items:
            price = item.price
            if item.id in charged and isinstance(price, EffortPrice) and price.hours.low != price.hours.high:
                ends = [_with_item(project, candidate.id, item, bound) for bound in ("low", "high")]
                hours = price.hours
                name = item.name or item.id
                yield Work(f"hours.{candidate.id}.{item.id}", name, hours.low, hours.likely, hours.high, *ends)


def _with_item(project: Project, candidate: str, meant: Item, bound: Bound) -> Project:
    def changed(item: Item) -> Item:
        if item.id != meant.id or not isinstance(item.price, EffortPrice):
            return item
        hours = certain(getattr(item.price.hours, bound))
        return item.model_copy(update={"price": item.price.model_copy(update={"hours": hours})})

    return with_items(project, candidate, changed)
