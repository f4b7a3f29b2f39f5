"""The price of an hour of a role: the brief's, else the playbook's on the day, in the currency that is asked for.

A consultant who says what an hour costs, and the markup or margin, sells it for what follows from that.

Amounts in different currencies meet only at the brief's dated rate of exchange; without one there is no price.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.values import amount as amount_of
from crm_planner.formula.cell import Input
from crm_planner.formula.exact import value_of
from crm_planner.formula.expression import Expression, Number, Round
from crm_planner.formula.units import HOURS, RATIO, money
from crm_planner.money import RoundingMode, minor_unit
from crm_planner.place import Place
from crm_planner.text import Message, Text, mark


def hourly(ledger: Ledger, role: str, currency: str) -> Expression | None:
    """What an hour of `role` costs in `currency`; None where nobody set a rate, or nobody knows the exchange."""
    if (role, currency) not in ledger.rates:
        ledger.rates[role, currency] = _hourly(ledger, role, currency)
    return ledger.rates[role, currency]


def _hourly(ledger: Ledger, role: str, currency: str) -> Expression | None:
    given = _given(ledger.setting, role)
    if given is None:
        return None
    rate: Expression = ledger.once(given.cell)
    if given.currency == currency:
        return rate
    if None in (ledger.setting.exchange_rate(given.currency), ledger.setting.exchange_rate(currency)):
        return None
    if given.currency != ledger.setting.currency:
        rate = rate * ledger.exchange(given.currency)
    return rate if currency == ledger.setting.currency else rate / ledger.exchange(currency)


def price_of_an_hour(setting: Setting, role: str) -> Decimal | None:
    """The same as a number, in the brief's currency."""
    given = _given(setting, role)
    exchange = None if given is None else setting.exchange_rate(given.currency)
    return None if given is None or exchange is None else given.cell.value * exchange


class _Given(NamedTuple):
    """A written rate: its currency and its cell."""

    currency: str
    cell: Input


def _given(setting: Setting, role: str) -> _Given | None:
    said, known = _said(setting, role), setting.playbook.rates.get(role)
    own, place = said or (None, setting.place("rates", role))
    currency, amount = setting.currency, own
    if own is None and known is not None:
        amount, path = known.amount_on(setting.day)
        currency, place = known.currency or setting.currency, setting.knowledge.source.place(("rates", role, *path))
    if own is None and (sold := _sold_at(setting, role)) is not None:
        currency, amount = own_currency(setting), sold
        place = setting.knowledge.source.place(("commercial", "hours", role))
    if amount is None:
        return None
    label = Message(mark("{role}: price of an hour"), {"role": called(setting, role)})
    return _Given(currency, Input(f"rate/{role}", amount, money(currency) / HOURS, label=label, source=place))


def _said(setting: Setting, role: str) -> tuple[Decimal, Place] | None:
    """What the brief says an hour of `role` costs: the role itself, else whoever does its work."""
    if role in setting.brief.rates:
        return setting.brief.rates[role], setting.place("rates", role)
    if role in setting.brief.plan.rates:
        rate, path = setting.brief.plan.rates[role]
        return rate, setting.place(*path)
    return None


def own_currency(setting: Setting) -> str:
    """The currency of what an hour costs the consultant."""
    commercial = setting.playbook.commercial
    return (commercial and commercial.currency) or setting.currency


def _sold_at(setting: Setting, role: str) -> Decimal | None:
    """The price of an hour that follows from what it costs the consultant, to the minor unit; None where none does.

    A plain figure: nothing that a client's model holds leads from it to the cost.
    """
    commercial = setting.playbook.commercial
    hour = commercial.hours.get(role) if commercial else None
    if hour is None or hour.factor is None:
        return None
    exact = Number(Fraction(hour.cost) * hour.factor, RATIO)
    price = Round(exact, minor_unit(own_currency(setting)), RoundingMode.HALF_UP)
    return amount_of({role: value_of(price, {})}, role)


def called(setting: Setting, role: str) -> Text | str:
    """What a reader calls a role."""
    known = setting.playbook.rates.get(role)
    return known.name if known else role


def way_of_taxing(setting: Setting, role: str) -> Literal["included", "excluded", "exempt", "unknown"]:
    """Whether tax is in the price of an hour of `role`, as the rate card says."""
    known = setting.playbook.rates.get(role)
    return known.tax if known else "unknown"


def is_assumed(setting: Setting, role: str | None) -> bool:
    """Whether the rate of a role is a judgement of the playbook, and not the brief's or from a source."""
    known = setting.playbook.rates.get(role or "")
    given = _said(setting, role or "") is not None or _sold_at(setting, role or "") is not None
    return not given and (known is None or known.grade == "J")


def why_unknown(setting: Setting, role: str) -> Message:
    """Why an hour of `role` has no price here."""
    given, known = _given(setting, role), setting.playbook.rates.get(role)
    if given is None and known is not None and known.amounts:
        first = min(entry.from_ for entry in known.amounts)
        said = mark("the rate of the role {role} begins on {first}, and the prices are of {day}")
        return Message(said, {"role": known.name, "first": first, "day": setting.day})
    if given is None:
        return Message(mark("nobody has set a rate for the role {role}"), {"role": called(setting, role)})
    values = {"role": called(setting, role), "currency": given.currency}
    return Message(mark("the rate of the role {role} is in {currency}, and the brief has no exchange for it"), values)
