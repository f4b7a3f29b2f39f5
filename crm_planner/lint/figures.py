"""What a check may expect, looked up in lines that are drafted: a category, an item, or a figure of the whole.

Only the cells a figure rests on are computed: a check asks for a few figures of many.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.offer import Status
from crm_planner.estimate import gaps, totals
from crm_planner.estimate.cost_model import model_of
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.reading import unsuitable_because
from crm_planner.estimate.values import figure
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Exact
from crm_planner.formula.model import Model

TOTAL, LIKE_FOR_LIKE = "total", "like_for_like"
YES_OR_NO = ("complete", "suitable")

UNKNOWN = "unknown"
"""What stands for a figure of the whole that cannot be known, such as tax where the treatment is unknown."""

_CELLS: Mapping[str, str] = {
    TOTAL: totals.TOTAL,
    "first_year": totals.FIRST_YEAR,
    "npv": totals.NPV,
    LIKE_FOR_LIKE: "total/like-for-like/likely",
    "tax": "total/tax",
    "net": "total/net",
    "gross": "total/gross",
    "firm": gaps.FIRM,
    "estimated": gaps.ESTIMATED,
    "user_month": totals.USER_MONTH,
}
"""The figures of the whole, and what their cells are called after the candidate."""

WHOLE = (*_CELLS, "licence_count", *YES_OR_NO)

_BESIDE_THE_SUMS = frozenset({LIKE_FOR_LIKE, "tax", "net", "gross", "firm", "estimated"})


def are_sums(keys: Iterable[str]) -> bool:
    """Whether lines and their sums are all that these figures rest on."""
    return _BESIDE_THE_SUMS.isdisjoint(keys)


class Figure(NamedTuple):
    """An amount, a state or another word; its cell in the cost model, if it is a figure there; the lines behind it."""

    value: Decimal | str
    cell: str | None
    lines: tuple[Draft, ...]


class Computed(NamedTuple):
    """The figures asked for by key, the part of the cost model they rest on, and the values of its cells."""

    figures: Mapping[str, Figure]
    model: Model
    values: Mapping[str, Exact]


def compute(ledgers: Sequence[Ledger], keys: Sequence[str]) -> Computed:
    """What the estimate of the first candidate says of each key: of a category, else of an item, else of the whole.

    Amounts are in the brief's currency.
    """
    ledger = ledgers[0]
    lines = {key: _lines(ledger, key) for key in keys}
    cells = {key: _cell(ledger, key, lines[key]) for key in keys}
    model = model_of(ledgers, ledger.setting, [cell for cell in cells.values() if cell])
    values = evaluate(model)
    return Computed({key: _figure(ledger, key, lines[key], cells[key], values) for key in keys}, model, values)


def _lines(ledger: Ledger, key: str) -> tuple[Draft, ...]:
    of_category = tuple(draft for draft in ledger.drafts.values() if draft.item.category == key)
    return of_category or tuple(draft for draft in ledger.drafts.values() if draft.item.id == key)


def _cell(ledger: Ledger, key: str, lines: tuple[Draft, ...]) -> str | None:
    """The name of the cell that holds the figure; None where there is none, as for a gap."""
    if not lines:
        return ledger.own(_CELLS[key]) if key in _CELLS else None
    if any(draft.status.is_gap for draft in lines):
        return None
    return ledger.name(lines[0].item) if len(lines) == 1 else ledger.own("category", key)


def _figure(
    ledger: Ledger, key: str, lines: tuple[Draft, ...], cell: str | None, values: Mapping[str, Exact]
) -> Figure:
    amount = None if cell is None else figure(values, cell)
    if amount is None:
        return Figure(_state(ledger, key, lines), None, lines)
    included = lines and all(draft.status is Status.INCLUDED for draft in lines)  # never 0 for nothing
    return Figure(Status.INCLUDED.value if included else amount, cell, lines)


def _state(ledger: Ledger, key: str, lines: tuple[Draft, ...]) -> Decimal | str:
    """What is said where no cell holds an amount."""
    gap = next((draft.status for draft in lines if draft.status.is_gap), None)
    if gap is not None:
        return gap.value
    match key:
        case "licence_count":
            return Decimal(ledger.setting.licences(ledger.candidate))
        case "complete":
            return str(not gaps.missing(ledger)).lower()
        case "suitable":
            return str(not unsuitable_because(ledger)).lower()
        case _:
            return UNKNOWN if key in WHOLE else "no such line"
