"""What a price list makes depend on something: limits, options, choices, requirements and discounts, in words."""

from collections.abc import Iterator

from crm_planner.catalog.model import Catalog, Discount, Edition, Item, Reentry, Requirement, Requirements
from crm_planner.documents.prices import in_words
from crm_planner.estimate.selection import shown_range
from crm_planner.text import Message, Text, mark


def conditions(catalog: Catalog) -> Iterator[Message]:
    """Every condition of a catalog, a sentence each, in the order of the file."""
    for edition in catalog.editions:
        for name, limit in edition.limits.items():
            values = {"edition": edition.name, "name": name, "range": shown_range(limit.min, limit.max)}
            yield Message(mark("{edition}: {name} {range} only"), values)
        if edition.reassignable is not None:
            yield Message(_REASSIGNED[edition.reassignable], {"edition": edition.name})
        for item in edition.items:
            yield from _of_item(edition, item)
    for discount in catalog.discounts:
        yield discount_in_words(discount)


def _of_item(edition: Edition, item: Item) -> Iterator[Message]:
    called = {"item": item.name or Text.plain(item.id)}
    if item.optional and item.choice is None:
        yield Message(mark("{item}: only where the client wants it"), called)
    if item.choice is not None:
        others = tuple(Text.plain(one.id) for one in edition.items if one.choice == item.choice)
        wording = (
            mark("{item}: one of {others}, and the usual one") if item.default else mark("{item}: one of {others}")
        )
        yield Message(wording, called | {"others": others})
    if item.requires:
        yield Message(mark("{item}: needs {requirements}"), called | {"requirements": required(item.requires)})
    yield from _over_the_years(item, called)


_REASSIGNED = {
    True: mark("{edition}: licences may be reassigned"),
    False: mark("{edition}: licences may not be reassigned"),
}


def _over_the_years(item: Item, called: dict[str, Text]) -> Iterator[Message]:
    """When an item is due again, what it contains, and what it costs to come back to it."""
    if item.every is not None:
        yield Message(mark("{item}: due again every {years} years"), {**called, "years": item.every})
    if item.covers:
        yield Message(mark("{item}: contains {items}"), {**called, "items": tuple(map(Text.plain, item.covers))})
    for term in item.reentry:
        yield Message(mark("{item}: bought again {terms}"), {**called, "terms": terms_of(term)})


def terms_of(term: Reentry) -> Message:
    """After which time without it something costs what to buy again."""
    values = {"years": term.missed, "price": in_words(term.price)}
    if term.missed is None:
        return Message(mark("after any longer time without it: {price}"), values)
    return Message(mark("after up to {years} years without it: {price}"), values)


def required(requires: Requirements) -> tuple[Message, ...]:
    """What must hold before an item or discount applies, in words."""
    return tuple(
        Message(mark("{name} {range}"), {"name": name, "range": _wanted(one)}) for name, one in requires.items()
    )


def _wanted(one: Requirement) -> object:
    return tuple(map(Text.plain, one.values)) if one.range is None else shown_range(one.range.min, one.range.max)


def discount_in_words(discount: Discount) -> Message:
    """How much a discount takes off what, under which conditions and how long."""
    values: dict[str, object] = {
        "discount": discount.name or Text.plain(discount.id),
        "items": tuple(map(Text.plain, discount.items)),
        "percent": discount.percent,
        "amount": discount.amount,
        "requirements": required(discount.requires),
        "from": discount.from_,
        "until": discount.until,
    }
    if discount.percent is None:
        said = Message(mark("{discount}: {amount} off {items}"), values)
    else:
        said = Message(mark("{discount}: {percent} % off {items}"), values)
    for wording, applies in (
        (mark("{said}; needs {requirements}"), bool(discount.requires)),
        (mark("{said}; from {from}"), discount.from_ is not None),
        (mark("{said}; until {until}"), discount.until is not None),
    ):
        said = Message(wording, values | {"said": said}) if applies else said
    return said
