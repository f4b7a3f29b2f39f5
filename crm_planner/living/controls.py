"""What a reader of a living model may move: the inputs, between which values, and what the brief calls them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.estimate.people import USERS
from crm_planner.estimate.setting import DISCOUNT_RATE, YEARS
from crm_planner.formula.cell import Cell, Input, Label, Span
from crm_planner.formula.units import HOURS, money
from crm_planner.living.fills import RULE, RULES
from crm_planner.living.offers import TAX_SHOWN, VIEWS, Clients
from crm_planner.living.people import PEAK_GIVEN
from crm_planner.money import minor_unit

MOST_DISCOUNT = 90
"""Percent points: licences that cost nothing are another offer, not a discount."""

_TIMES = 10
"""How far rates and rates of exchange may rise, times what they are."""


class Control(NamedTuple):
    """One input of the model a reader may move, and where the brief says it.

    `choices` are those of a coded input, as the brief writes them: it holds the number of one, 0 the first.
    """

    name: str
    kind: str
    label: Label
    choices: tuple[str, ...] = ()
    path: tuple[str | int, ...] = ()
    of: str = ""
    """The candidate it is about, where it is about one."""


class Movable(NamedTuple):
    """A control, and the values it may take."""

    control: Control
    span: Span


def movables(clients: Clients, entries: Sequence[Input | Cell], discounts: Mapping[str, str]) -> list[Movable]:
    """All of them, in the order in which readers ask. `discounts` says whom discounts still to be agreed are with."""
    inputs = {one.name: one for one in entries if isinstance(one, Input)}
    people = clients.people
    found = [_movable(inputs[USERS], "users", Span(people.low, people.most, 1), path=("users",))]
    if PEAK_GIVEN in inputs:
        found.append(_movable(inputs[PEAK_GIVEN], "peak", Span(0, people.most, 1), path=("users", "peak")))
    found.append(_movable(inputs[YEARS], "years", Span(1, people.years, 1), path=("horizon_years",)))
    found += [_agreed(inputs[name], candidate) for name, candidate in discounts.items() if name in inputs]
    found.append(_rate_of_money(inputs[DISCOUNT_RATE]))
    if TAX_SHOWN in inputs:
        found.append(_coded(inputs[TAX_SHOWN], "tax", VIEWS, ("tax", "show")))
    found.append(_coded(inputs[RULE], "gaps", RULES, ("gaps",)))
    return [*found, *_rates(clients.usual.currency, inputs)]


def _movable(one: Input, kind: str, span: Span, *, path: tuple[str | int, ...], of: str = "") -> Movable:
    return Movable(Control(one.name, kind, one.label, (), path, of), span)


def _coded(one: Input, kind: str, choices: tuple[str, ...], path: tuple[str, ...]) -> Movable:
    return Movable(Control(one.name, kind, one.label, choices, path), Span(0, len(choices) - 1, 1))


def _agreed(one: Input, candidate: str) -> Movable:
    """A discount on the licences of a candidate, in percent points."""
    number = int(one.name.rpartition(".")[2]) - 1
    return _movable(one, "discount", Span(0, MOST_DISCOUNT, Decimal("0.5")), path=("discounts", number), of=candidate)


def _rate_of_money(one: Input) -> Movable:
    """The discount rate, as finely as the brief writes it."""
    written = one.value.as_tuple().exponent
    step = min(Decimal("0.001"), Decimal(1).scaleb(written if isinstance(written, int) else 0))
    return _movable(one, "discount_rate", Span(0, 1, step), path=(DISCOUNT_RATE,))


def _rates(currency: str, inputs: Mapping[str, Input]) -> Iterator[Movable]:
    """Prices of an hour in the brief's currency, which is the only one a brief writes them in, and of currencies."""
    for name, one in inputs.items():
        kind, _, rest = name.partition("/")
        if kind == "rate" and one.unit == money(currency) / HOURS:
            step = min(minor_unit(currency), one.step)
            yield _movable(one, "rate", Span(0, one.value * _TIMES, step), path=("rates", rest))
        elif kind == "exchange":
            span = Span(one.step, one.value * _TIMES, one.step)
            yield _movable(one, "exchange", span, path=("exchange", "rates", rest))
