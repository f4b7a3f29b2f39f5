"""What each kind of price asks, written down a second time from the contract: plain dicts in, fractions out.

Shares no code with the product, so that a slip has to be made twice to stay unseen.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

Tree = Mapping[str, Any]
NOTHING = Fraction(0)


class Asked(NamedTuple):
    """A status, and the list amount of one charge period if it is `priced`."""

    status: str
    amount: Fraction | None = None
    basis: str | None = None


class Bases(NamedTuple):
    """One year's charge of what a percentage is of, and how firm each of them is."""

    charges: list[Fraction]
    firmness: set[str | None]


class Circumstance(NamedTuple):
    """What a price may look at: the quantity, how to round, other lines, the rate card."""

    quantity: Fraction
    named: bool
    step: Fraction
    mode: str
    bases: Callable[[], "Bases | None"]
    rate: Callable[[str], Fraction | None]

    def rounded(self, amount: Fraction) -> Fraction:
        return rounded(amount, self.step, self.mode)


ON_REQUEST = Asked("on_request")


def rounded(amount: Fraction, step: Fraction, mode: str) -> Fraction:
    """`amount`, not below 0, as a multiple of `step`."""
    whole, rest = divmod(amount, step)
    middle = step / 2
    up = {
        "half_up": rest >= middle,
        "half_even": rest > middle or (rest == middle and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
    }[mode]
    return (whole + up) * step


def asked(price: Tree, around: Circumstance) -> Asked:
    """The answer of a price, between its minimum and maximum."""
    answer = KINDS[price["kind"]](price, around)
    if answer.amount is None:
        return answer
    amount = answer.amount
    if price.get("minimum") is not None:
        amount = max(amount, Fraction(price["minimum"]))
    if price.get("maximum") is not None:
        amount = min(amount, Fraction(price["maximum"]))
    return answer._replace(amount=amount)


def flat(price: Tree, around: Circumstance) -> Asked:
    return Asked("priced", Fraction(price["amount"]), "published")


def per_unit(price: Tree, around: Circumstance) -> Asked:
    billed = max(around.quantity, Fraction(price.get("minimum_quantity", 0))) - Fraction(price.get("free_units", 0))
    return Asked("priced", around.rounded(max(billed, NOTHING) * Fraction(price["amount"])), "computed")


def package(price: Tree, around: Circumstance) -> Asked:
    billed = max(around.quantity - Fraction(price.get("free_units", 0)), NOTHING)
    started = ceil(billed / Fraction(price["size"]))
    return Asked("priced", around.rounded(started * Fraction(price["amount"])), "computed")


def volume(price: Tree, around: Circumstance) -> Asked:
    tier = next(one for one in price["tiers"] if one.get("up_to") is None or around.quantity <= one["up_to"])
    if tier.get("on_request"):
        return ON_REQUEST
    unit, base = Fraction(tier.get("unit", 0)), Fraction(tier.get("flat", 0))
    return Asked("priced", base if not unit else around.rounded(around.quantity * unit + base), "computed")


def graduated(price: Tree, around: Circumstance) -> Asked:
    amount, below, printed_only = NOTHING, NOTHING, True
    for number, tier in enumerate(price["tiers"]):
        if number and around.quantity <= below:
            break
        if tier.get("on_request"):
            return ON_REQUEST
        end = around.quantity if tier.get("up_to") is None else min(around.quantity, Fraction(tier["up_to"]))
        amount += (end - below) * Fraction(tier.get("unit", 0)) + Fraction(tier.get("flat", 0))
        printed_only = printed_only and not tier.get("unit", 0)
        below = end if tier.get("up_to") is None else Fraction(tier["up_to"])
    return Asked("priced", amount if printed_only else around.rounded(amount), "computed")


def packs(price: Tree, around: Circumstance) -> Asked:
    sizes = {int(size): Fraction(amount) for size, amount in price["packs"].items()}
    if price["combine"] == "single":
        fitting = [amount for size, amount in sizes.items() if size >= around.quantity]
        cheapest = NOTHING if around.quantity == 0 else min(fitting, default=None)
    else:
        cheapest = _cheapest(sizes, around.quantity, exactly=price["combine"] == "exact")
    return ON_REQUEST if cheapest is None else Asked("priced", cheapest, "computed")


def _cheapest(sizes: Mapping[int, Fraction], quantity: Fraction, *, exactly: bool) -> Fraction | None:
    """The cheapest set for every number up to the quantity, each from those before it."""
    need = ceil(quantity)
    if exactly and need != quantity:
        return None
    known: list[Fraction | None] = [NOTHING]
    for number in range(1, need + 1):
        before = {size: max(number - size, 0) for size in sizes if not exactly or number >= size}
        costs = [(known[left], size) for size, left in before.items()]
        known.append(min((cost + sizes[size] for cost, size in costs if cost is not None), default=None))
    return known[need]


def published(price: Tree, around: Circumstance) -> Asked:
    totals = {Fraction(quantity): Fraction(total) for quantity, total in price["totals"].items()}
    at, printed = around.quantity, sorted(totals)
    if at in totals:
        return Asked("priced", totals[at], "published")
    if price.get("between") == "step":
        above = [quantity for quantity in printed if quantity > at]
        return Asked("priced", totals[above[0]], "extrapolated") if above else ON_REQUEST
    if len(printed) == 1 or at < printed[0]:
        return Asked("priced", around.rounded(totals[printed[0]] / printed[0] * at), "extrapolated")
    left = max(quantity for quantity in printed[:-1] if quantity < at)
    right = printed[printed.index(left) + 1]
    amount = totals[left] + (totals[right] - totals[left]) * (at - left) / (right - left)
    return Asked("priced", around.rounded(max(amount, NOTHING)), "extrapolated")


def percent(price: Tree, around: Circumstance) -> Asked:
    bases = around.bases()
    if bases is None:
        return ON_REQUEST
    rate = Fraction(price["rate"]) / 100
    basis = next((one for one in ("assumed", "extrapolated") if one in bases.firmness), "computed")
    if price.get("per") == "line":
        return Asked("priced", sum((around.rounded(base * rate) for base in bases.charges), NOTHING), basis)
    return Asked("priced", around.rounded(sum(bases.charges, NOTHING) * rate), basis)


def effort(price: Tree, around: Circumstance) -> Asked:
    rate = around.rate(price["role"])
    if rate is None:
        return ON_REQUEST
    times = around.quantity if around.named else Fraction(1)
    return Asked("priced", around.rounded(Fraction(price["hours"]["likely"]) * rate * times), "assumed")


KINDS: dict[str, Callable[[Tree, Circumstance], Asked]] = {
    "flat": flat,
    "per_unit": per_unit,
    "volume": volume,
    "graduated": graduated,
    "package": package,
    "packs": packs,
    "published": published,
    "percent": percent,
    "effort": effort,
    **dict.fromkeys(("included", "not_offered", "on_request"), lambda price, _: Asked(price["kind"])),
}
NEEDS_A_QUANTITY = {"per_unit", "volume", "graduated", "package", "packs", "published", "effort"}
