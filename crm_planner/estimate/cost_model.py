"""The cost model of all candidates: one graph of cells, evaluated exactly, read back as estimates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.errors import DataError
from crm_planner.estimate import gaps, totals
from crm_planner.estimate.amounts_off import take_amounts_off
from crm_planner.estimate.charges import offer_lines
from crm_planner.estimate.discounts import granted
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.lines import Estimate, Note
from crm_planner.estimate.metric import MetricChoice, metric_cells, metric_choice
from crm_planner.estimate.notes import assumption_notes, option_notes
from crm_planner.estimate.people import people_cells
from crm_planner.estimate.reading import read, unsuitable_because
from crm_planner.estimate.sale import sealed
from crm_planner.estimate.selection import select
from crm_planner.estimate.services import add_assumed, add_work
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.support import with_reentries
from crm_planner.estimate.tax import add_tax
from crm_planner.estimate.wishes import unknown_wishes
from crm_planner.estimate.work import Work
from crm_planner.estimate.years import spread_over_years
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Exact
from crm_planner.formula.model import Model, resting_on
from crm_planner.problem import Problem


class CostModel(NamedTuple):
    """Estimates of all candidates, the graph they were read from, and the value of each of its cells."""

    estimates: tuple[Estimate, ...]
    model: Model
    values: Mapping[str, Exact]
    notes: tuple[Note, ...]
    metric: MetricChoice | None = None


def build(candidates: Sequence[Candidate], setting: Setting, known: Sequence[Candidate] = ()) -> CostModel:
    """Price every candidate for one client. `known` are those of all catalogs, which the brief may speak of too.

    Raises DataError with every problem: options, offers or discounts that fit no candidate, a missing
    rate of exchange, two discounts nobody said how to combine.
    """
    return computed(drafted(candidates, setting, known), setting, known or candidates)


def computed(ledgers: Sequence[Ledger], setting: Setting, known: Sequence[Candidate]) -> CostModel:
    """The cost model of what is drafted, and whatever else somebody has written into the ledgers."""
    suitable = [ledger for ledger in ledgers if not unsuitable_because(ledger)]
    model = Model.build([*all_cells(ledgers, setting), *metric_cells(suitable)])
    values = evaluate(model)
    estimates, shown = tuple(read(ledger, suitable, values) for ledger in ledgers), sealed(model, values, ledgers)
    metric = metric_choice(suitable, values)
    notes = (*assumption_notes(setting, ledgers, metric), *option_notes(setting, known))
    return CostModel(estimates, shown, values, notes, metric)


def drafted(
    candidates: Sequence[Candidate], setting: Setting, known: Sequence[Candidate] = (), *, sums_only: bool = False
) -> list[Ledger]:
    """Every line of every candidate written as cells, and nothing computed: what has a price, and what has none.

    With `sums_only` there are the lines and their sums, but no tax beside them, no parts of a total, and nothing that
    fills gaps. Raises DataError as `build` does.
    """
    ledgers = [Ledger(candidate, setting) for candidate in candidates]
    problems = list(unknown_wishes(candidates, setting, known or candidates))
    for ledger in ledgers:
        problems += write_lines(ledger, sums_only=sums_only)
    if problems:
        raise DataError(tuple(dict.fromkeys(problems)))
    if not sums_only:
        suitable = [ledger for ledger in ledgers if not unsuitable_because(ledger)]
        fill(ledgers, suitable, _licences_paid(ledgers, setting))
    return ledgers


def model_of(ledgers: Sequence[Ledger], setting: Setting, cells: Iterable[str]) -> Model:
    """The part of the cost model that only some `cells` rest on."""
    return Model.build(resting_on(all_cells(ledgers, setting), cells))


def _without_rate(ledger: Ledger) -> list[Problem]:
    """A catalog in another currency needs a dated rate in the brief: amounts are never mixed."""
    setting, currency = ledger.setting, ledger.candidate.catalog.currency
    if setting.exchange_rate(currency) is not None:
        return []
    said = f"{ledger.candidate.id} is priced in {currency}, and the brief has no rate for it"
    hint = f"Add exchange: {{as_of: ..., rates: {{{currency}: ...}}}}, what one {currency} costs in {setting.currency}"
    return [Problem(setting.place("exchange", "rates"), "CUR004", said, hint)]


def write_lines(ledger: Ledger, *, sums_only: bool = False) -> list[Problem]:
    """The order of calculation, one step after the other; the problems that stand in its way."""
    if unpriced := _without_rate(ledger):
        return unpriced
    chosen, problems = select(ledger.candidate, ledger.setting)
    ledger.chosen = with_reentries(ledger, chosen)
    ledger.covering = tuple(one.item for one in chosen if one.gap is None and one.item.covers)
    discounts = granted(ledger)
    offer_lines(ledger, discounts)
    add_work(ledger, Work(ledger))
    spread_over_years(ledger)
    take_amounts_off(ledger, discounts)
    if not sums_only or ledger.setting.brief.tax.show != "published":  # else tax changes no line
        add_tax(ledger)
    totals.add_up(ledger)
    if not sums_only:
        add_assumed(ledger)
    return [*problems, *ledger.problems]


def _licences_paid(ledgers: list[Ledger], setting: Setting) -> Mapping[str, Exact]:
    """The values that gaps are filled by where that goes by shares of licences; none where it does not."""
    return evaluate(Model.build(all_cells(ledgers, setting))) if gaps.rule_of(setting) == "ratio" else {}


def fill(ledgers: Sequence[Ledger], suitable: Sequence[Ledger], values: Mapping[str, Exact]) -> None:
    """Gaps take prices of rivals that can be bought, so they come when every candidate's own lines are written."""
    for ledger in ledgers:
        gaps.fill_gaps(ledger, suitable, values)


def all_cells(ledgers: Sequence[Ledger], setting: Setting) -> list[Cell | Input]:
    """The cells of all candidates; inputs they share, such as an exchange rate, stand once."""
    cells = [
        *people_cells(setting.written, setting.knowledge, setting.staff),
        *(cell for ledger in ledgers for cell in ledger.cells),
    ]
    shared = {cell.name: cell for cell in cells if isinstance(cell, Input)}
    return [*shared.values(), *(cell for cell in cells if isinstance(cell, Cell))]
