"""Whether a target can hold a model: how large and how fine each of its cells can become.

`require` says of Excel that the *exact* value of each cell has at most 15 decimal digits (below 10**15 of its last
decimal place), so that it can be written down unchanged. It does not prove that arithmetic in binary floats arrives at
that value: a spreadsheet rounds twice. Of the vector and the javascript target it says that no cell needs more than 64
bits, or than the 53 of a plain Number; one that does is computed there too, but slowly.
"""

from math import ceil, floor
from typing import Literal

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula.model import Model
from crm_planner.formula.ranges import Range, Ranges, given_range, range_of

Target = Literal["exact", "vector", "excel", "javascript"]

LIMITS: dict[Target, tuple[int, str]] = {
    "vector": (2**63, "2**63, the end of a 64-bit whole number"),
    "excel": (10**15, "10**15, the 15 digits of a spreadsheet"),
    "javascript": (2**53, "2**53, the end of the safe whole numbers"),
}
"""The whole number each target has to stay below, and what it is."""


def bounds(model: Model) -> Ranges:
    """The range of every input and cell. Raises ModelError where none exists: a division always or almost by zero."""
    ranges = {name: given_range(given.low, given.high, given.step) for name, given in model.inputs.items()}
    for name, cell in model.cells.items():
        try:
            ranges[name] = range_of(cell.formula, ranges)
        except ModelError as error:
            raise ModelError(f"cell '{name}' {error}") from None
    return ranges


def require(model: Model, target: Target) -> None:
    """Refuse a model that `target` cannot hold; exact holds every one.

    Raises TargetRefused naming the first cell that is too large, too fine or without bounds, and its figure.
    """
    if target == "exact":
        return
    limit, meaning = LIMITS[target]
    try:
        ranges = bounds(model)
    except ModelError as error:
        raise TargetRefused(f"{target} cannot hold the model: {error}") from None
    for name, figures in ranges.items():
        taken = _digits(figures) if target == "excel" else figures.largest
        if taken is None:
            raise TargetRefused(f"{target} cannot hold '{name}': its digits need not end; round it to a step")
        if taken >= limit:
            reach = f"{floor(figures.low):,} to {ceil(figures.high):,}"
            raise TargetRefused(f"{target} cannot hold '{name}' ({reach}): it takes {taken:,}, not below {meaning}")


def _digits(figures: Range) -> int | None:
    """The largest value counted in its own last decimal place; None if no number of places writes every value."""
    denominator = figures.denominator
    if denominator is None:
        return None
    for places in range(denominator.bit_length()):
        counted: int = 10**places
        if counted % denominator == 0:
            return floor(max(abs(figures.low), abs(figures.high)) * counted)
    return None
