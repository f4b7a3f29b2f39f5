"""The consultant's own accounts of an estimate: what each line costs it, what the client pays, and what is left.

An internal view beside the client's: both are read from the same lines, but the client's estimate has no field for
what stands here, and the cells of costs are written after its model is complete.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.estimate.cost_model import all_cells, model_of
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.rates import called, own_currency
from crm_planner.estimate.sale import own_price
from crm_planner.estimate.services import LIKELY, over_the_horizon
from crm_planner.estimate.values import figure
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Choose, Exact, Expression, Number, Ref, Round, Subtract, total
from crm_planner.formula.model import Model, resting_on
from crm_planner.formula.units import HOURS, RATIO, money
from crm_planner.money import RoundingMode
from crm_planner.playbook.commercial import Commercial
from crm_planner.text import Message, Text, mark

COST, LEFT, MARKUP, MARGIN = "own-cost", "own-share", "own-markup", "own-margin"
"""What the cells are called: the cost, the amount left, and that amount in percent of the cost and of the price."""

_TENTH = Decimal("0.1")
_CLIENTS = ("client", "in_house")
"""Sides whose work the client does itself: the consultant neither pays nor sells it."""


class Account(NamedTuple):
    """One line, or the sum: what the client pays, what it costs, and the amount between them.

    Amounts are over the horizon, in the brief's currency, with or without tax as the client sees them. `markup` is the
    amount left in percent of the cost, `margin` in percent of the price, both to a tenth, half up; None where that is 0
    or the cost unknown. `how` says how the cost is known, or why it is not.
    """

    id: str
    name: Text | Message
    price: Decimal | None
    cost: Decimal | None
    left: Decimal | None
    markup: Decimal | None
    margin: Decimal | None
    how: Message | None = None


class Accounts(NamedTuple):
    """The lines the consultant sells, and their sum; lines whose cost nobody knows are in none of its figures.

    `unknown` are those lines; `of_the_client` what the client does itself or pays for what it has.
    """

    candidate: str
    lines: tuple[Account, ...]
    sum: Account
    unknown: tuple[Text | Message, ...]
    of_the_client: tuple[Text | Message, ...]


class _Cost(NamedTuple):
    formula: Expression | None
    how: Message


def accounts(ledgers: list[Ledger], bought: list[Ledger], name: str, commercial: Commercial) -> Accounts:
    """The accounts of the candidate `name` among `ledgers`; `bought` are the same lines at the vendors' prices."""
    ledger = next(one for one in ledgers if one.id == name)
    drafts = [draft for draft in ledger.drafts.values() if not draft.status.is_gap]
    own = [draft for draft in drafts if not _is_the_clients(ledger, draft)]
    paid = evaluate(model_of(bought, bought[0].setting, [ledger.name(draft.item) for draft in own]))
    costs = {draft.item.id: _cost(ledger, draft, commercial, paid) for draft in own}
    client_model = all_cells(ledgers, ledger.setting)
    known = {draft.item.id: formula for draft in own if (formula := costs[draft.item.id].formula) is not None}
    book = Ledger(ledger.candidate, ledger.setting, cells=[*ledger.cells])
    for draft in own:
        if draft.item.id in known:
            _write(book, ledger.name(draft.item), Ref(ledger.name(draft.item)), known[draft.item.id])
    prices = [Ref(ledger.name(draft.item)) for draft in own if draft.item.id in known]
    spent = [Ref(f"{one.name}.{COST}") for one in prices]
    _write(book, ledger.own("accounts"), total(prices, ledger.shown), total(spent, ledger.shown))
    names = {cell.name: cell for cell in (*client_model, *book.cells)}
    values = evaluate(Model.build(resting_on(list(names.values()), [cell.name for cell in book.cells])))
    lines = tuple(_read(values, ledger.name(one.item), one.item.id, _named(one), costs[one.item.id].how) for one in own)
    summed = _read(values, ledger.own("accounts"), "total", Message(mark("Total")), None)
    unknown = tuple(_named(draft) for draft in own if draft.item.id not in known)
    return Accounts(name, lines, summed, unknown, tuple(_named(one) for one in drafts if one not in own))


def _named(draft: Draft) -> Text | Message:
    return draft.selected.shown_name or Text.plain(draft.item.id)


def _is_the_clients(ledger: Ledger, draft: Draft) -> bool:
    return ledger.candidate.in_use is not None or (draft.work is not None and draft.work.side in _CLIENTS)


def _cost(ledger: Ledger, draft: Draft, commercial: Commercial, paid: Mapping[str, Exact]) -> _Cost:
    """Own hours at what they cost; anything else what the vendor charges, less what partners get off."""
    if draft.work is not None and draft.cited is None:
        if draft.work.role in commercial.hours:
            return _of_own_hours(ledger, draft, commercial)
        if draft.work.side == "consultant":
            values = {"role": called(ledger.setting, draft.work.role)}
            return _Cost(None, Message(mark("nobody has said what an hour of the role {role} costs"), values))
    price: Expression = Ref(ledger.name(draft.item))
    if draft.bought is not None:
        price = Number(paid[ledger.name(draft.item)], ledger.shown)
    found, sold = commercial.discount(ledger.id), _how_sold(ledger, draft)
    if found is None:
        return _Cost(price, _both(Message(mark("no partner discount")), sold))
    name, percent = found
    place = ledger.setting.knowledge.source.place(("commercial", "partner_discount", name))
    share = Number(1 - Fraction(percent) / 100, RATIO)
    formula = Round(share * price, ledger.setting.cent, RoundingMode.HALF_UP)
    said = Message(mark("partner discount {percent} % ({where})"), {"percent": percent, "where": place})
    return _Cost(formula, _both(said, sold))


def _how_sold(ledger: Ledger, draft: Draft) -> Message | None:
    """At which markup or margin a line of the price list is sold; None at the vendor's price."""
    found = own_price(ledger, draft)
    if found is None:
        return None
    place, price = found
    if price.margin is not None:
        return Message(mark("sold at a margin of {percent} % ({where})"), {"percent": price.margin, "where": place})
    return Message(mark("sold at a markup of {percent} % ({where})"), {"percent": price.markup, "where": place})


def _both(first: Message, second: Message | None) -> Message:
    return first if second is None else Message(mark("{first}; {second}"), {"first": first, "second": second})


def _of_own_hours(ledger: Ledger, draft: Draft, commercial: Commercial) -> _Cost:
    """Most likely hours at what one of the role costs, shown with or without tax as the price is."""
    setting, work, currency = ledger.setting, draft.work, own_currency(ledger.setting)
    exchange = setting.exchange_rate(currency)
    if work is None or exchange is None:
        return _Cost(None, Message(mark("the brief has no exchange for {currency}"), {"currency": currency}))
    hour = commercial.hours[work.role].cost
    rate = Number(Fraction(hour) * Fraction(exchange), money(setting.currency) / HOURS)
    once = Round(work.hours[LIKELY] * rate, setting.cent, RoundingMode.HALF_UP)
    place = setting.knowledge.source.place(("commercial", "hours", work.role, "cost"))
    values = {"amount": hour, "where": place, "role": called(setting, work.role)}
    formula = over_the_horizon(ledger, draft.item, once)
    return _Cost(formula, Message(mark("own hours of the role {role} at {amount} ({where})"), values))


def _write(book: Ledger, name: str, price: Expression, cost: Expression) -> None:
    """The cost, what is left of the price, and that in percent of either."""
    spent = book.write(f"{name}.{COST}", cost, book.shown, Message(mark("Own cost")))
    left = book.write(f"{name}.{LEFT}", Subtract(price, spent), book.shown, Message(mark("Left")))
    for part, of, said in ((MARKUP, spent, mark("Markup")), (MARGIN, price, mark("Margin"))):
        nothing = Number(Decimal(0), book.shown)
        percent = Round(left / of * Number(Decimal(100), RATIO), _TENTH, RoundingMode.HALF_UP)
        book.write(f"{name}.{part}", Choose(of, nothing, Number(Decimal(0), RATIO), percent), RATIO, Message(said))


def _read(values: Mapping[str, Exact], name: str, line: str, called_: Text | Message, how: Message | None) -> Account:
    cost, left, markup, margin = (figure(values, f"{name}.{part}") for part in (COST, LEFT, MARKUP, MARGIN))
    markup, margin = (None if one is None else one.quantize(_TENTH) for one in (markup, margin))
    price = figure(values, name) if cost is None or left is None else cost + left
    return Account(line, called_, price, cost, left, markup if cost else None, margin if price else None, how)
