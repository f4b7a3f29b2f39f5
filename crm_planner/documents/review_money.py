"""The tables of a reviewed price change: totals before and after, and who is cheapest."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crm_planner.documents.figures import Figures
from crm_planner.documents.footnotes import called
from crm_planner.documents.numbers import digits_for
from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.rows import total_cell
from crm_planner.estimate.lines import Estimate
from crm_planner.money import MINOR_DIGITS
from crm_planner.repricing.effect import KINDS, Effect, Kind, Review, Side
from crm_planner.repricing.standing import EVERY, TOTALS, Figure, Standing, Step, amount
from crm_planner.text import Message, Text, mark

_COLUMNS = tuple(
    Column(Message(wording)) for wording in (mark("before"), mark("after"), mark("difference"), mark("percent"))
)
_BLANK = Cell(None)
_SMALLEST = Decimal("0.01")


class Place(NamedTuple):
    """Where a candidate stands for one client."""

    effect: Effect
    standing: Standing


def candidate_tables(review: Review) -> list[Table]:
    """For each candidate that moves in a firm of standard size: its totals in every one of them, before and after."""
    by_candidate: dict[tuple[str, str], list[Place]] = {}
    for effect in review.effects:
        for standing in effect.standings if effect.client.users else ():
            by_candidate.setdefault((effect.currency, standing.id), []).append(Place(effect, standing))
    return [
        _candidate_table(review, places)
        for places in by_candidate.values()
        if any(place.standing.moved for place in places)
    ]


def _candidate_table(review: Review, places: Sequence[Place]) -> Table:
    currency = places[0].effect.currency
    figures = figures_of(review, currency)
    rows = [_row(_label(place.effect, figure), place, figure, figures) for place in places for figure in _shown(places)]
    estimate = places[0].standing.present
    name = Text.plain(places[0].standing.id)
    title = Message(mark("{candidate} ({id})"), {"candidate": called(estimate), "id": name})
    return Table(currency, _COLUMNS, tuple(rows), title)


def brief_tables(review: Review) -> list[Table]:
    """The totals that move in briefs, over the horizon of each; a table for each currency."""
    tables = []
    moved = [effect for effect in review.moved if not effect.client.users]
    for currency in sorted({effect.currency for effect in moved}):
        figures, rows = figures_of(review, currency), []
        for effect in (effect for effect in moved if effect.currency == currency):
            for place in (Place(effect, standing) for standing in effect.standings if standing.moved):
                rows += [
                    _row(_of_brief(place, one), place, one, figures) for one in _shown([place]) if one != "first_year"
                ]
        if rows:
            tables.append(Table(currency, _COLUMNS, tuple(rows), Message(mark("totals of the briefs"))))
    return tables


def _shown(places: Sequence[Place]) -> tuple[Figure, ...]:
    """First year and horizon; like for like too where a total is not whole."""
    sides = [one for place in places for one in (place.standing.before, place.standing.after)]
    filled: tuple[Figure, ...] = ("like_for_like",) if any(one and not one.complete for one in sides) else ()
    return (*TOTALS, *filled)


_LABELS: dict[Figure, str] = {
    "first_year": mark("{client}, first year"),
    "horizon": mark("{client}, {years} years"),
    "like_for_like": mark("{client}, {years} years like for like"),
}


def _label(effect: Effect, figure: Figure) -> Message:
    return Message(_LABELS[figure], {"client": effect.client.called, "years": effect.years})


def _of_brief(place: Place, figure: Figure) -> Message:
    values = {"client": place.effect.client.called, "candidate": called(place.standing.present)}
    filled = figure == "like_for_like"
    return Message(mark("{client}: {candidate}, like for like") if filled else mark("{client}: {candidate}"), values)


def _row(label: Message, place: Place, figure: Figure, figures: Figures) -> Row:
    standing = place.standing
    sides = (_total(standing, one, figure, figures) for one in (standing.before, standing.after))
    return Row(label, (*sides, *_differences(standing, figure, figures)))


def _total(standing: Standing, estimate: Estimate | None, figure: Figure, figures: Figures) -> Cell:
    """The total of one side, or the word for why there is none."""
    if estimate is None and standing.in_currencies:
        other = standing.in_currencies[0 if standing.before is None else 1]
        return Cell(Message(mark("in {currency}"), {"currency": other}), "state")
    if estimate is None:
        return Cell(Message(mark("not listed")), "state")
    if not estimate.suitable:
        return Cell(Message(mark("unsuitable")), "state")
    cell = total_cell(estimate, amount(estimate, figure), figures)
    return cell._replace(after="") if figure == "like_for_like" else cell


def _differences(standing: Standing, figure: Figure, figures: Figures) -> tuple[Cell, Cell]:
    """The difference and its percent; a word where it is no number."""
    before, after = (one if one and one.suitable else None for one in (standing.before, standing.after))
    if before is None and after is None:
        return _BLANK, _BLANK
    if before is None or after is None:
        word = Message(mark("new") if before is None else mark("gone"))
        return Cell(Message(mark("unknown")) if standing.in_currencies else word, "state"), _BLANK
    step = standing.step(figure)
    if step is None:
        return Cell(Message(mark("unknown")), "state"), _BLANK
    sign = "+" if step.difference > 0 else ""
    return Cell(figures.amount(step.difference), "figure", sign), Cell(percent(step), "figure")


def percent(step: Step) -> Message | None:
    """By how many percent an amount rose or fell, to a hundredth; nothing where it was 0."""
    if step.percent is None:
        return None
    points = Decimal(step.percent.numerator) / step.percent.denominator
    shown = points.quantize(_SMALLEST, ROUND_HALF_UP)
    if shown == shown.to_integral_value():
        shown = shown.quantize(Decimal(1))
    if points and not shown:
        return Message(mark("below 0.01 %"))
    return Message(mark("+{percent} %") if points > 0 else mark("{percent} %"), {"percent": shown})


def cheapest_table(review: Review) -> Table | None:
    """Who costs least over the horizon, before and after: for each firm of standard size, and where a brief moves."""
    shown = [effect for effect in review.effects if effect.moved or effect.client.users]
    rows = tuple(row for effect in shown for row in _winners(effect, figures_of(review, effect.currency)))
    columns = (Column(Message(mark("before")), "left"), Column(Message(mark("after")), "left"))
    return Table(Message(mark("cheapest")), columns, rows, winners_sentence(review)) if rows else None


_WINNERS: dict[Kind, str] = {
    "published": mark("{client}, as published"),
    "like_for_like": mark("{client}, like for like"),
}


def _winners(effect: Effect, figures: Figures) -> Iterator[Row]:
    """One row where both ways to compare agree, else one for each."""
    sides = {kind: (effect.before.cheapest(kind), effect.after.cheapest(kind)) for kind in KINDS}
    agree = len(set(sides.values())) == 1
    for kind in KINDS[:1] if agree else KINDS:
        label = effect.client.called if agree else Message(_WINNERS[kind], {"client": effect.client.called})
        cells = tuple(_names(side, kind, figures) for side in (effect.before, effect.after))
        yield Row(label, cells, strong=effect.winner_changes(kind))


def _names(side: Side, kind: Kind, figures: Figures) -> Cell:
    """Who is cheapest on one side, and what that costs."""
    first = [one for one in side.estimates if one.id in side.cheapest(kind)]
    total = amount(first[0], "horizon" if kind == "published" else "like_for_like") if first else None
    if total is None:
        return Cell(Message(mark("nobody can be ranked")), "state")
    values = {"candidate": tuple(map(called, first)), "amount": figures.amount(total)}
    return Cell(Message(mark("{candidate} {amount}"), values))


def winners_sentence(review: Review) -> Message:
    """Whether another candidate is cheapest for some client, and for whom."""
    changed = tuple(e.client.called for e in review.effects if any(e.winner_changes(kind) for kind in KINDS))
    if changed:
        return Message(mark("another candidate is cheapest for: {clients}"), {"clients": changed})
    return Message(mark("whoever was cheapest still is, for every client"))


def figures_of(review: Review, currency: str) -> Figures:
    """As many decimals as the totals in one currency need."""
    sides = (
        one
        for effect in review.effects
        if effect.currency == currency
        for side in (effect.before, effect.after)
        for one in side.estimates
    )
    totals = [amount(one, figure) for one in sides for figure in EVERY]
    return Figures(digits_for([one for one in totals if one is not None], MINOR_DIGITS[currency]))
