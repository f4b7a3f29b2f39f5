"""Which figures of a cost model are uncertain: hours, hourly rates, what fills gaps; each with its three points."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.derived import EffortPrice
from crm_planner.catalog.model import price_on
from crm_planner.catalog.offer import Basis
from crm_planner.estimate import rates
from crm_planner.estimate.cost_model import CostModel
from crm_planner.estimate.lines import Estimate, Range
from crm_planner.estimate.setting import Setting
from crm_planner.money import minor_unit
from crm_planner.playbook.checklist import ThreePoints
from crm_planner.simulation.draws import Stream
from crm_planner.simulation.sampling import Shape
from crm_planner.terms import Category
from crm_planner.text import Message, Text, mark

HOURS_STEP = Decimal("0.01")

_SIDES = {"in_house": "client", "consultant": "consultant", "client": "client", "vendor": "vendor"}
"""Whose side a worker is on: the client's own programmer errs with the client."""


class Figure(NamedTuple):
    """A cell or input of the model whose value is drawn, its three points and how finely it is drawn."""

    cell: str
    stream: Stream
    shape: Shape
    step: Decimal
    likely: Decimal
    label: Message | Text


def uncertain_figures(
    priced: CostModel, candidates: Mapping[str, Candidate], setting: Setting, shown: Mapping[Category, ThreePoints]
) -> tuple[Figure, ...]:
    """Every figure that has more than one value; whatever a vendor printed or offered is certain.

    `shown` are multiples of hours that ended projects have shown, by category.
    """
    found: dict[str, Figure] = {}
    for estimate in priced.estimates:
        for one in (
            *_hours(estimate, shown),
            *_efforts(priced, candidates[estimate.id], estimate, setting, shown),
            *_gaps(estimate, setting),
            *_rates(priced, estimate, setting),
        ):
            if one.shape.varies:
                found.setdefault(one.cell, one)
    return tuple(found.values())


def _hours(estimate: Estimate, shown: Mapping[Category, ThreePoints]) -> Iterator[Figure]:
    """The hours of all work that is priced by the hour: the effort's own points, unless projects have shown others."""
    for line in estimate.lines:
        if line.work is not None and line.basis is Basis.ASSUMED:
            label = Message(mark("{item}: hours"), {"item": line.name})
            stream = hours_stream(line.id, line.work.side)
            cell = f"{estimate.id}/hours/{line.id}/likely"
            usual = line.work.hours
            points = hours_points(usual, line.category, shown)
            figure = _figure(cell, stream, points, HOURS_STEP, label)
            yield figure._replace(likely=usual.likely or Decimal(0))


def hours_stream(work: str, side: str) -> Stream:
    """The draws of the hours of a piece of work: the same ones in the price and in the plan."""
    return Stream(f"hours/{work}", _SIDES[side])


def hours_points(usual: Range, category: str, shown: Mapping[Category, ThreePoints]) -> Range:
    """The points of some hours: their own, or what ended projects have shown for the category."""
    found = shown.get(category)  # type: ignore[call-overload]
    return usual if found is None else _times(usual.likely or Decimal(0), found)


def _times(hours: Decimal, shown: ThreePoints) -> Range:
    return Range(*(_to(hours * one, HOURS_STEP) for one in (shown.low, shown.likely, shown.high)))


def _efforts(
    priced: CostModel,
    candidate: Candidate,
    estimate: Estimate,
    setting: Setting,
    shown: Mapping[Category, ThreePoints],
) -> Iterator[Figure]:
    """The list amounts of items that a catalog prices by hours, inside the minimum and maximum it states."""
    items, step = {item.id: item for item in candidate.edition.items}, _step(candidate)
    for line in estimate.lines:
        cell = f"{estimate.id}.{line.id}.list"
        if line.work is not None or line.id not in items or line.list_amount is None or cell not in priced.model.cells:
            continue
        price, _ = price_on(items[line.id], setting.day)
        if isinstance(price, EffortPrice) and price.hours.likely:
            found, usual = shown.get(line.category), price.hours  # type: ignore[call-overload]
            multiples = [one / usual.likely for one in (usual.low, usual.likely, usual.high)]
            if found is not None:
                multiples = [found.low, found.likely, found.high]
            points = Range(*(_to(_bounded(line.list_amount * one, price), step) for one in multiples))
            label = Message(mark("{item}: hours"), {"item": line.name})
            figure = _figure(cell, Stream(f"hours/{line.id}", "vendor"), points, step, label)
            yield figure._replace(likely=line.list_amount)


def _bounded(amount: Decimal, price: EffortPrice) -> Decimal:
    lifted = amount if price.minimum is None else max(amount, price.minimum)
    return lifted if price.maximum is None else min(lifted, price.maximum)


def _gaps(estimate: Estimate, setting: Setting) -> Iterator[Figure]:
    """What fills a gap, between the lowest and the highest there is for it."""
    for gap in estimate.gaps:
        if gap.fill is not None and None not in gap.fill:
            label = Message(mark("{category}: what fills the gap"), {"category": gap.category})
            cell = f"{estimate.id}/gap/{gap.category}/likely"
            yield _figure(cell, Stream(f"gap/{gap.category}", "vendor"), gap.fill, setting.cent, label)


def _rates(priced: CostModel, estimate: Estimate, setting: Setting) -> Iterator[Figure]:
    """The price of an hour wherever it is a judgement itself, as far off as the playbook says rates may be."""
    spread = setting.playbook.ranges.get("rates")
    if spread is None:
        return
    roles = dict.fromkeys(line.work.role for line in estimate.lines if line.work and line.basis is Basis.ASSUMED)
    for role in roles:
        given = priced.model.inputs.get(f"rate/{role}")
        if given is not None and rates.is_assumed(setting, role):
            step = min(given.step, setting.cent)
            low, high = spread.around(given.value)
            points = (_to(end, step) for end in (low, given.value, high))
            label = Message(mark("{role}: price of an hour"), {"role": rates.called(setting, role)})
            yield _figure(given.name, Stream(f"rate/{role}", "rates"), Range(*points), step, label)


def _figure(cell: str, stream: Stream, points: Range, step: Decimal, label: Message) -> Figure:
    low, likely, high = (end or Decimal(0) for end in points)
    return Figure(cell, stream, Shape(low, min(max(likely, low), high), high), step, likely, label)


def _step(candidate: Candidate) -> Decimal:
    catalog = candidate.catalog
    return catalog.rounding.step or minor_unit(catalog.currency)


def _to(figure: Decimal, step: Decimal) -> Decimal:
    """The multiple of `step` nearest to `figure`, of two the higher."""
    return (figure / step).quantize(Decimal(1), ROUND_HALF_UP) * step
