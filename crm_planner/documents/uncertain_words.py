"""The English words for figures nobody is sure of."""

from collections.abc import Mapping
from decimal import Decimal

from crm_planner.documents.turning_words import FIGURES
from crm_planner.text import Message, Text, mark
from crm_planner.what_if.uncertain import Uncertain, Varies

_WORDS: Mapping[Varies, str] = {
    "users": FIGURES["users"],
    "peak": mark("people at the same time"),
    "joiners": mark("people who join each year"),
    "leavers": mark("people who leave each year"),
    "assumed_numbers": mark("{of} (the brief does not say)"),
    "rates": mark("price of an hour: {of}"),
    "exchange": FIGURES["exchange"],
    "discount_rate": mark("discount rate, %"),
    "indexation": mark("yearly rise of prices of {of}, %"),
    "support_rate": FIGURES["support_rate"],
    "licence_discount": FIGURES["discount"],
    "key": mark("{of} (of the brief)"),
    "hours": mark("hours: {of}"),
    "builders": mark("hours times, built by {of}"),
    "gap": mark("missing price of {of}: {category}"),
}
_BUILDERS = {
    "vendor": mark("the vendor"),
    "in_house": mark("the client's own programmer"),
    "consultant": mark("a consultant"),
}


def figure_words(one: Uncertain, names: Mapping[str, Message | Text]) -> Message:
    """What a reader calls the figure; `names` are those of candidates, by id."""
    of: object = one.of
    if one.varies == "builders":
        of = Message(_BUILDERS[str(one.of)])
    elif isinstance(one.of, str):
        of = names.get(one.of) or Text.plain(one.of)
    return Message(_WORDS[one.varies], {"of": of, "category": one.category})


def plainly(value: Decimal | str | None) -> Decimal | Text | None:
    """The value of a figure: a number without idle zeros, or what the brief writes."""
    return value.normalize() if isinstance(value, Decimal) else None if value is None else Text.plain(value)
