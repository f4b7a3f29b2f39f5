"""The comparison as a grid that every format prints: a row for each question, a column for each candidate."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.figures import Figures, extrapolated, likely
from crm_planner.documents.names import CATEGORIES, scenario_name
from crm_planner.documents.numbers import digits_for
from crm_planner.documents.page import EXTRAPOLATED, INCOMPLETE, Cell, Column, Row, Table
from crm_planner.documents.rows_drawn import drawn_rows
from crm_planner.estimate.lines import Estimate, Line
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark

_ALWAYS = ("licence", "training", "deployment", "support")
"""The rows the table always has, in the seed's order; others appear when a candidate has them."""

_YEARS_SHOWN = 10
"""A longer horizon is shown by its first year and its total only: all its years are in `estimate` and in JSON."""


def comparison_table(comparison: Comparison, *, drawn: bool = False) -> Table:
    """Edition, licences, a row for each category, totals, like for like, ranks, then the scenarios; `drawn`: bars."""
    figures = figures_of(comparison)
    columns = tuple(Column(one.product) for one in comparison.estimates)
    return Table(comparison.currency, columns, tuple(_rows(comparison, figures, drawn=drawn)), upright=True)


def figures_of(comparison: Comparison) -> Figures:
    """The decimals of the whole table, its scenarios included."""
    return Figures.of_totals(comparison.currency, [*comparison.estimates, *scenario_estimates(comparison)])


def scenario_estimates(comparison: Comparison) -> list[Estimate]:
    """Every candidate under every scenario."""
    return [one for scenario in comparison.scenarios for one in scenario.estimates]


def _rows(comparison: Comparison, figures: Figures, *, drawn: bool) -> Iterator[Row]:
    estimates = comparison.estimates
    yield Row(Message(mark("edition")), tuple(Cell(one.edition) for one in estimates))
    yield Row(Message(mark("licence metric")), tuple(Cell(one.licence_metric) for one in estimates))
    yield Row(Message(mark("number of licences")), tuple(Cell(one.licences, "figure") for one in estimates))
    if any(one.licences_by_year[-1:] not in ((), (one.licences,)) for one in estimates):
        label = Message(mark("licences in year {year}"), {"year": comparison.horizon_years})
        yield Row(label, tuple(Cell(one.licences_by_year[-1], "figure") for one in estimates))
    for category in shown_categories(estimates):
        yield Row(category, tuple(_category(one, category, figures) for one in estimates))
    yield from _totals(comparison, figures)
    if drawn:
        yield from drawn_rows(estimates)
    yield from _ranks(comparison)
    for scenario in comparison.scenarios:
        yield from _scenario(comparison, scenario, figures)


def shown_categories(estimates: Sequence[Estimate]) -> list[str]:
    """The categories that have a row, in order."""
    present = {line.category for one in estimates for line in one.lines}
    return [category for category in CATEGORIES if category in present or category in _ALWAYS]


def _category(estimate: Estimate, category: str, figures: Figures) -> Cell:
    """What a category costs over the horizon, or the word for why that is not known."""
    lines = [line for line in estimate.lines if line.category == category]
    if not lines:
        return Cell(Message(mark("not listed")), "state")
    states = tuple(dict.fromkeys(line.status for line in lines if line.status.is_gap))
    priced = [line.amount for line in lines if line.status.value == "priced" and line.amount is not None]
    if not priced:
        included = [line.status for line in lines if not line.status.is_gap][:1]
        return Cell(_joined(included, states), "state" if states else "text")
    amount = figures.amount(sum(priced, Decimal(0)))
    return Cell(_joined([amount], states), "figure", EXTRAPOLATED if extrapolated(lines) else "")


def _joined(first: Sequence[object], states: Sequence[object]) -> object:
    """`12,000 + on request`: what is known of a category, and then what is missing of it."""
    parts = [*first, *states]
    joined = parts[0]
    for part in parts[1:]:
        joined = Message(mark("{left} + {right}"), {"left": joined, "right": part})
    return joined


def _totals(comparison: Comparison, figures: Figures) -> Iterator[Row]:
    estimates = comparison.estimates
    first_year = tuple(total_cell(one, one.totals.first_year, figures) for one in estimates)
    yield Row(Message(mark("first-year total")), first_year, strong=True)
    if comparison.horizon_years > 1:
        if comparison.horizon_years <= _YEARS_SHOWN:
            yield from _later_years(estimates, comparison.horizon_years, figures)
        label = Message(mark("total over {years} years"), {"years": comparison.horizon_years})
        yield Row(label, tuple(total_cell(one, one.totals.horizon, figures) for one in estimates), strong=True)
        yield from _present_values(comparison)
    yield from _assumed(Message(mark("of this by assumed hours")), estimates, figures)
    if any(not one.complete for one in estimates):
        yield Row(Message(mark("like for like")), tuple(_likely(one, figures) for one in estimates), strong=True)
        if any(_has_range(one) for one in estimates):
            yield Row(Message(mark("range like for like")), tuple(_range(one, figures) for one in estimates))
    yield Row(Message(mark("firm + estimated")), tuple(Cell(firmness(one, figures), "figure") for one in estimates))
    months = tuple(user_month(one, comparison.currency) for one in estimates)
    yield Row(Message(mark("per user and month")), months)


def _present_values(comparison: Comparison) -> Iterator[Row]:
    """What the totals are worth today. A division has kopecks even where every price is whole: decimals of its own."""
    worth = [one.totals.npv for one in comparison.estimates]
    known = [amount for amount in worth if amount is not None]
    if len(known) == len(worth):
        own = Figures(digits_for(known, MINOR_DIGITS[comparison.currency]))
        cells = tuple(total_cell(one, one.totals.npv, own) for one in comparison.estimates)
        yield Row(present_value(comparison), cells)


def _later_years(estimates: Sequence[Estimate], years: int, figures: Figures) -> Iterator[Row]:
    """What is paid in each year after the first."""
    for year in range(2, years + 1):
        amounts = tuple(total_cell(one, one.totals.by_year[year - 1], figures) for one in estimates)
        yield Row(Message(mark("year {year}"), {"year": year}), amounts)


def firmness(estimate: Estimate, figures: Figures) -> object:
    """The total in its parts, `100,933 + 15,800 + 1 unknown`: what is firm, estimated, and what nobody can say."""
    totals = estimate.totals
    parts: list[object] = [figures.amount(totals.firm)]
    if totals.estimated:
        parts.append(figures.amount(totals.estimated))
    unknown = (Message(mark("{number} unknown"), {"number": totals.unknown}),) if totals.unknown else ()
    return _joined(parts[:1], (*parts[1:], *unknown))


def user_month(estimate: Estimate, currency: str) -> Cell:
    """What the total is for one user and month, to the currency's minor unit, with the signs of the total."""
    own = Figures(MINOR_DIGITS[currency])
    return total_cell(estimate, estimate.totals.user_month, own)


def _assumed(label: Message, estimates: Sequence[Estimate | None], figures: Figures) -> Iterator[Row]:
    """What of the totals rests on assumed hours, where anything does."""
    parts = [one.totals.assumed if one else None for one in estimates]
    if any(parts):
        yield Row(label, tuple(Cell(None if one is None else figures.amount(one.likely), "figure") for one in parts))


def present_value(comparison: Comparison) -> Message:
    """What the present value is called: it means little without the rate it is discounted with."""
    percent = Fraction(comparison.discount_rate or 0) * 100
    return Message(mark("present value at {rate} %"), {"rate": percent})


def total_cell(estimate: Estimate, amount: Decimal | None, figures: Figures) -> Cell:
    """A total, with the signs that say it is incomplete or extrapolated."""
    if amount is None:
        return Cell(Message(mark("unknown")), "state")
    before = EXTRAPOLATED if amount and extrapolated(_counted(estimate)) else ""
    return Cell(figures.amount(amount), "figure", before, "" if estimate.complete else INCOMPLETE)


def _counted(estimate: Estimate) -> list[Line]:
    return [line for line in estimate.lines if not line.status.is_gap]


def _likely(estimate: Estimate, figures: Figures) -> Cell:
    amount = likely(estimate)
    if amount is None:
        return Cell(Message(mark("unknown")), "state")
    return Cell(figures.amount(amount), "figure", EXTRAPOLATED if extrapolated(_counted(estimate)) else "")


def _has_range(estimate: Estimate) -> bool:
    """Whether rivals, or hours, fill the gaps of a total with more than one amount."""
    between = estimate.totals.like_for_like
    return not estimate.complete and between is not None and between.low != between.high


def _range(estimate: Estimate, figures: Figures) -> Cell:
    """From the lowest to the highest amount that could fill the gaps; nothing where none is open."""
    between = estimate.totals.like_for_like
    if estimate.complete:
        return Cell(None, "figure")
    return Cell(Message(mark("unknown")), "state") if between is None else Cell(figures.span(between), "figure")


def _ranks(comparison: Comparison) -> Iterator[Row]:
    ranking = comparison.ranking
    estimates = comparison.estimates
    published = tuple(_rank(one, ranking.published, ranking.ties_published) for one in estimates)
    yield Row(Message(mark("rank as published")), published)
    if any(not one.complete for one in estimates):
        filled_up = tuple(_rank(one, ranking.like_for_like, ranking.ties_like_for_like) for one in estimates)
        yield Row(Message(mark("rank like for like")), filled_up)


def _rank(estimate: Estimate, order: tuple[str, ...], ties: tuple[tuple[str, ...], ...]) -> Cell:
    """The place in `order`; candidates that cost the same share the first of their places."""
    if estimate.id not in order:
        return Cell(Message(mark("not ranked") if estimate.suitable else mark("unsuitable")), "state")
    level = next((tie for tie in ties if estimate.id in tie), (estimate.id,))
    return Cell(min(order.index(name) for name in level) + 1, "figure")


def _scenario(comparison: Comparison, scenario: Scenario, figures: Figures) -> Iterator[Row]:
    """The totals over the scenario's own horizon, in the columns of the table."""
    by_id = {one.id: one for one in scenario.estimates}
    columns = [by_id.get(one.id) for one in comparison.estimates]
    said = {"name": scenario_name(scenario.name, scenario.changes)}
    absent = Cell(Message(mark("not compared")), "state")
    totals = tuple(total_cell(one, one.totals.horizon, figures) if one else absent for one in columns)
    yield Row(Message(mark("scenario {name}: total"), said), totals, strong=True)
    yield from _assumed(Message(mark("scenario {name}: by assumed hours"), said), columns, figures)
    if any(one and not one.complete for one in columns):
        filled = tuple(_likely(one, figures) if one else absent for one in columns)
        yield Row(Message(mark("scenario {name}: like for like"), said), filled)
