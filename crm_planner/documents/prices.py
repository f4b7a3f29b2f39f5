"""A price list's prices in words: what each kind of price says, before any client has asked."""

from collections.abc import Callable
from typing import Any

from crm_planner.catalog.model import Item
from crm_planner.catalog.offer import Status
from crm_planner.text import Message, Text, mark


def price_in_words(item: Item) -> object:
    """The price of `item`; of several dated ones each with the day it begins."""
    if item.price is not None:
        return in_words(item.price)
    return tuple(
        Message(mark("from {day}: {price}"), {"day": entry.from_, "price": in_words(entry.price)})
        for entry in item.prices or ()
    )


_BOUNDS = ((mark("{price}, at least {bound}"), "minimum"), (mark("{price}, at most {bound}"), "maximum"))


def in_words(price: Any) -> object:
    """What one price says."""
    words: object = _WORDS[price.kind](price)
    for wording, name in _BOUNDS:
        if (bound := getattr(price, name, None)) is not None:
            words = Message(wording, {"price": words, "bound": bound})
    return words


def _tiers(wording: str) -> Callable[[Any], Message]:
    return lambda price: Message(wording, {"tiers": tuple(_tier(tier) for tier in price.tiers)})


def _tier(tier: Any) -> Message:
    price = Status.ON_REQUEST if tier.on_request else Message(_EACH, {"unit": tier.unit, "flat": tier.flat})
    if tier.flat == 0 and not tier.on_request:
        price = tier.unit
    if tier.up_to is None:
        return Message(mark("above that: {price}"), {"price": price})
    return Message(mark("up to {bound}: {price}"), {"bound": tier.up_to, "price": price})


_EACH = mark("{unit} plus {flat}")


def _packs(price: Any) -> Message:
    packs = tuple(_at(size, amount) for size, amount in sorted(price.packs.items()))
    return Message(mark("only in packs: {packs}"), {"packs": packs})


def _published(price: Any) -> Message:
    totals = tuple(_at(quantity, total) for quantity, total in sorted(price.totals.items()))
    return Message(mark("printed totals: {totals}"), {"totals": totals})


def _at(quantity: object, amount: object) -> Message:
    return Message(mark("{amount} for {quantity}"), {"amount": amount, "quantity": quantity})


def _effort(price: Any) -> Message:
    hours = price.hours
    values = {"low": hours.low, "likely": hours.likely, "high": hours.high, "role": Text.plain(price.role)}
    return Message(mark("{likely} hours ({low} to {high}) at the rate of the role {role}"), values)


_PERCENT = {
    "list": mark("{rate} % of {items}"),
    "net": mark("{rate} % of {items} after discounts"),
    "all": mark("{rate} % of the list price of all {items} the client has"),
}

_WORDS: dict[str, Callable[[Any], object]] = {
    "flat": lambda price: price.amount,
    "per_unit": lambda price: price.said,
    "volume": _tiers(mark("all units at the price of one tier: {tiers}")),
    "graduated": _tiers(mark("each slice at the price of its tier: {tiers}")),
    "package": lambda price: Message(
        mark("{amount} for each started package of {size}"), {"amount": price.amount, "size": price.size}
    ),
    "packs": _packs,
    "published": _published,
    "percent": lambda price: Message(_PERCENT[price.base], {"rate": price.rate, "items": price.of}),
    "effort": _effort,
    "included": lambda _: Status.INCLUDED,
    "not_offered": lambda _: Status.NOT_OFFERED,
    "on_request": lambda _: Status.ON_REQUEST,
}
