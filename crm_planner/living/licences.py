"""The least that the licences of a candidate can cost: shares of licences divide by them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.people import PEAK, USERS
from crm_planner.formula.cell import Cell, Input, Span
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Exact
from crm_planner.formula.model import Model, resting_on
from crm_planner.living.fills import Least
from crm_planner.living.rivals import Rival
from crm_planner.money import minor_unit


def least_of(rival: Rival, spans: Mapping[str, Span], entries: Sequence[Input | Cell]) -> Least | None:
    """Whether the licences may cost nothing, and the least above that; None where they have no price in any case.

    Every number of people is tried, with the largest discount and the lowest rate of exchange there are.
    """
    models = {}
    for case, ledger in rival.offers.ledgers.items():
        if case not in rival.offers.refused and rival.licences in ledger.names:
            model = _model(rival, ledger, entries)
            models[tuple((cell.name, cell.formula) for cell in model.cells.values())] = model
    if not models:
        return None
    costs = [cost for model in models.values() for cost in _costs(rival, model, spans)]
    smallest = minor_unit(rival.offers.clients.usual.currency)
    may_be_free = min(costs) <= 0
    return Least(may_be_free, smallest if may_be_free else int(Fraction(min(costs)) / Fraction(smallest)) * smallest)


def _model(rival: Rival, ledger: Ledger, entries: Sequence[Input | Cell]) -> Model:
    """What the licences of one case rest on; people are given figures, where they may be moved apart."""
    clients = rival.offers.clients
    inputs = {one.name: one for one in (*entries, *ledger.cells) if isinstance(one, Input)}
    people = [one for one in entries if isinstance(one, Cell) and one.name.startswith("users/")]
    own = [one for one in ledger.cells if isinstance(one, Cell)]
    model = Model.build(resting_on([*inputs.values(), *people, *own], [rival.licences]))
    span = Span(0, clients.people.most, 1)
    return model.over({PEAK: span}) if clients.people.peak_moves and PEAK in model.cells else model


def _costs(rival: Rival, model: Model, spans: Mapping[str, Span]) -> Sequence[Exact]:
    """What the licences cost for every number of people; nothing where users and peak both decide it."""
    if PEAK in model.inputs and USERS in model.inputs and _both(model, rival.licences):
        return [Decimal(0)]
    low = {name: Decimal(span.low) for name, span in spans.items() if name in model.inputs}
    low |= {name: Decimal(span.high) for name, span in spans.items() if name in low and name.startswith("discount/")}
    moved = model.over({name: span for name, span in spans.items() if name in model.inputs and name != USERS})
    people = rival.offers.clients.people
    moved = moved.over({USERS: Span(people.low, people.most, 1)}) if USERS in moved.inputs else moved
    numbers = range(people.low, people.most + 1)
    names = [name for name in (USERS, PEAK) if name in moved.inputs]
    several = [low | dict.fromkeys(names, Decimal(number)) for number in numbers] if names else [low]
    return [evaluate(moved, one)[rival.licences] for one in several]


def _both(model: Model, wanted: str) -> bool:
    """Whether a cell rests on users and on the peak."""
    names = {one.name for one in resting_on([*model.inputs.values(), *model.cells.values()], [wanted])}
    return {USERS, PEAK} <= names
