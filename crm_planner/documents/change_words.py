"""One difference between price lists as a sentence in the trade's words."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from crm_planner.catalog.change import Change
from crm_planner.catalog.model import Discount, Item, Reentry, Requirement, Rounding, Tax
from crm_planner.catalog.offer import Status
from crm_planner.document import Part
from crm_planner.documents.conditions import discount_in_words, required, terms_of
from crm_planner.documents.names import TREATMENTS
from crm_planner.documents.prices import in_words, price_in_words
from crm_planner.estimate.selection import shown_range
from crm_planner.spans import Range
from crm_planner.text import Message, Text, mark

_KEYS = {
    "vendor": mark("vendor"),
    "product": mark("product"),
    "currency": mark("currency"),
    "rounding": mark("rounding"),
    "prices_as_of": mark("prices of"),
    "tax": mark("tax"),
    "stacking": mark("how discounts meet"),
    "discounts": mark("order of discounts"),
    "licence_metric": mark("licence metric"),
    "limits": mark("limits"),
    "category": mark("category"),
    "quantity": mark("quantity"),
    "charge": mark("charge"),
    "from_year": mark("first year charged"),
    "indexation": mark("yearly rise in percent"),
    "source": mark("source"),
    "optional": mark("optional"),
    "choice": mark("choice"),
    "default": mark("the usual choice"),
    "requires": mark("requirements"),
    "owned": mark("licences already owned"),
    "assumes": mark("assumptions"),
    "name": mark("name"),
    "title": mark("title"),
    "kind": mark("kind"),
    "retrieved": mark("retrieved"),
    "published": mark("published on"),
    "grade": mark("grade"),
    "url": mark("address"),
    "percent": mark("percent"),
    "amount": mark("amount"),
    "items": mark("items"),
    "from": mark("from"),
    "until": mark("until"),
    "values": mark("values"),
    "checks": mark("checks"),
    "cell": mark("cell"),
    "every": mark("years between charges"),
    "covers": mark("what it covers"),
    "reentry": mark("price of re-entry"),
    "reassignable": mark("licences may be reassigned"),
    "supported_until": mark("supported until"),
    "note": mark("note"),
}
"""What a reader calls a key; one that is not here is shown as it is written."""

_WHOLE: Mapping[tuple[str, str], str] = {
    ("catalog", "added"): mark("new price list"),
    ("catalog", "removed"): mark("price list removed"),
    ("catalog", "renamed"): mark("the price list {before} is now called {after}"),
    ("edition", "added"): mark("new edition: {name}"),
    ("edition", "removed"): mark("no longer listed: edition {name}"),
    ("edition", "renamed"): mark("the edition {before} is now called {after}"),
    ("item", "added"): mark("new: {name}, {words}"),
    ("item", "removed"): mark("no longer listed: {name}, {words}"),
    ("item", "renamed"): mark("{name}: the item {before} is now called {after}"),
    ("discount", "added"): mark("discount begins: {words}"),
    ("discount", "removed"): mark("discount ends: {words}"),
    ("discount", "renamed"): mark("the discount {before} is now called {after}"),
    ("source", "added"): mark("new source: {name}"),
    ("source", "removed"): mark("source removed: {name}"),
    ("source", "renamed"): mark("the source {before} is now called {after}"),
    ("input", "added"): mark("prices now depend on: {name}"),
    ("input", "removed"): mark("prices no longer depend on: {name}"),
}
"""All of something came, went, or has another id."""


def change_in_words(change: Change, day: date) -> Message:
    """The difference in a sentence; of a discount also whether it holds on `day` and did not before, or vice versa."""
    if change.key is None:
        ids = {"before": Text.plain(str(change.before)), "after": Text.plain(str(change.after))}
        return Message(_WHOLE[change.subject, change.how], {"name": change.called, "words": _whole(change), **ids})
    if change.key == "price":
        return _price(change)
    values = {"name": _name(change), "key": _key(change.key)}
    before, after = (_value(change.key, value) for value in (change.before, change.after))
    if before is None or after is None or before == after:
        said = Message(mark("{name}: {key} changed"), values)
    else:
        said = Message(mark("{name}: {key}: {before} -> {after}"), values | {"before": before, "after": after})
    return _in_force(change, said, day)


def _name(change: Change) -> object:
    """What a reader calls the subject; a source has a title, not a name, and that may be what differs."""
    if change.subject in {"source", "input"}:
        wording = mark("source {id}") if change.subject == "source" else mark("fact of the client {id}")
        return Message(wording, {"id": Text.plain(change.id)})
    return change.called


def _whole(change: Change) -> object:
    match change.whole:
        case Item() as item:
            return price_in_words(item)
        case Discount() as discount:
            return discount_in_words(discount)
    return None


def _price(change: Change) -> Message:
    """What became of a price, or of the one that holds from a day on."""
    before, after = (None if price is None else in_words(price) for price in (change.before, change.after))
    values = {"name": change.called, "day": change.day, "before": before, "after": after}
    if change.how == "changed":
        dated = mark("{name} from {day}: {before} -> {after}")
        return Message(dated if change.day else mark("{name}: {before} -> {after}"), values)
    if change.how == "added":
        dated = mark("{name}: new price from {day}: {after}")
        return Message(dated if change.day else mark("{name}: new price: {after}"), values)
    dated = mark("{name}: price from {day} removed: {before}")
    return Message(dated if change.day else mark("{name}: price without a day removed: {before}"), values)


def _in_force(change: Change, said: Message, day: date) -> Message:
    """The sentence, with what it means today where the time of a discount is about to pass, or has come."""
    if not isinstance(change.whole, Discount) or change.key not in {"from", "until"}:
        return said
    field = "from_" if change.key == "from" else "until"
    now = change.whole.in_force(day)
    if now == change.whole.model_copy(update={field: change.before}).in_force(day):
        return said
    wording = mark("{said}; in force on {day}") if now else mark("{said}; no longer in force on {day}")
    return Message(wording, {"said": said, "day": day})


def _key(key: str) -> object:
    return Message(_KEYS[key]) if key in _KEYS else Text.plain(key)


def _value(key: str, value: Any) -> object:
    """A value in words; None where words would say less than the file, as of a long note."""
    if key in {"note", "basis", "checks"}:
        return None
    for kind, words in _WORDS:
        if isinstance(value, kind):
            return words(value)
    return None


def _tax(tax: Tax) -> Message:
    treatment = Message(TREATMENTS[tax.treatment])
    if tax.rate is None:
        return treatment
    return Message(mark("{treatment}, {rate} %"), {"treatment": treatment, "rate": tax.rate})


def _of_mapping(value: dict[str, Any]) -> object:
    """Limits or requirements by the quantity they are about."""
    if not value:
        return Message(mark("none"))
    if not all(isinstance(one, Range | Requirement) for one in value.values()):
        return None
    if all(isinstance(one, Range) for one in value.values()):
        return tuple(
            Message(mark("{name} {range}"), {"name": name, "range": shown_range(one.min, one.max)})
            for name, one in value.items()
        )
    return required(value)


def _of_list(value: tuple[Any, ...]) -> object:
    """Names and terms of re-entry in a row; other parts of a price list are not said, the file shows them better."""
    if value and all(isinstance(one, Reentry) for one in value):
        return tuple(map(terms_of, value))
    if any(isinstance(one, Part) for one in value):
        return None
    return tuple(map(str, value)) or Message(mark("none"))


_WORDS: tuple[tuple[Any, Callable[[Any], object]], ...] = (
    (type(None), lambda _: Message(mark("none"))),
    (bool, lambda value: Message(mark("yes") if value else mark("no"))),
    (Status, lambda value: value),
    (str, str),
    ((Decimal, int, date, Text), lambda value: value),
    (Tax, _tax),
    (Rounding, lambda value: Message(mark("to {step}, {mode}"), {"step": value.step, "mode": Text.plain(value.mode)})),
    (dict, _of_mapping),
    (tuple, _of_list),
)
"""How values of each type are said, the first that fits."""
