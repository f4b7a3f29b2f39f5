"""What a reader of a living model may move: the inputs, between which values, and what the brief calls them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.estimate.people import USERS
from crm_planner.estimate.setting import DISCOUNT_RATE, YEARS, Setting
from crm_planner.formula.cell import Input, Label, Span
from crm_planner.formula.units import HOURS, money
from crm_planner.living.fills import RULE, RULES
from crm_planner.living.offers import TAX_SHOWN, VIEWS
from crm_planner.living.people import PEAK_GIVEN, People
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


def movables(
    setting: Setting, people: People, views: Sequence[str], given: Sequence[Input], discounts: Mapping[str, str]
) -> Iterator[Movable]:
    """All of them, in the order in which readers ask. `discounts` says whom discounts still to be agreed are with."""
    inputs = {one.name: one for one in given}
    yield _movable(inputs[USERS], "users", Span(people.low, people.most, 1), path=("users",))
    if PEAK_GIVEN in inputs:
        yield _movable(inputs[PEAK_GIVEN], "peak", Span(0, people.most, 1), path=("users", "peak"))
    yield _movable(inputs[YEARS], "years", Span(1, people.years, 1), path=("horizon_years",))
    for name, candidate in discounts.items():
        if name in inputs:
            span = Span(0, MOST_DISCOUNT, Decimal("0.5"))
            path = ("discounts", int(name.rpartition(".")[2]) - 1)
            control = Control(name, "discount", inputs[name].label, (), path, candidate)
            yield Movable(control, span)
    rate = inputs[DISCOUNT_RATE]
    step = min(Decimal("0.001"), Decimal(1).scaleb(int(rate.value.as_tuple().exponent)))
    yield _movable(rate, "discount_rate", Span(0, 1, step), path=(DISCOUNT_RATE,))
    if TAX_SHOWN in inputs:
        yield _movable(inputs[TAX_SHOWN], "tax", Span(0, len(views) - 1, 1), VIEWS, ("tax", "show"))
    yield _movable(inputs[RULE], "gaps", Span(0, len(RULES) - 1, 1), RULES, ("gaps",))
    for name, one in inputs.items():
        if name.startswith("rate/") and one.unit == money(setting.currency) / HOURS:  # a brief writes them in its own
            step = min(minor_unit(setting.currency), one.step)
            yield _movable(one, "rate", Span(0, one.value * _TIMES, step), path=("rates", name.partition("/")[2]))
        elif name.startswith("exchange/"):
            span = Span(one.step, one.value * _TIMES, one.step)
            yield _movable(one, "exchange", span, path=("exchange", "rates", name.partition("/")[2]))


def _movable(
    one: Input, kind: str, span: Span, choices: tuple[str, ...] = (), path: tuple[str | int, ...] = ()
) -> Movable:
    return Movable(Control(one.name, kind, one.label, choices, path), span)
