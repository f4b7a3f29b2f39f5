"""Named or concurrent licences: which are cheaper for this client, and from what share of people inside it turns."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.people import PEAK, USERS
from crm_planner.estimate.seats import licences_by_year
from crm_planner.estimate.tax import priced_lines, view, way_of
from crm_planner.estimate.values import amount
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Choose, Exact, Minimum, Number, Ref, Round
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.money import RoundingMode
from crm_planner.text import Message, Text, mark

NAMED, CONCURRENT = "metric/named-price", "metric/concurrent-price"
TURNING, PEAK_SHARE = "metric/turning-share", "metric/peak-share"
"""The cells: what licences of either metric cost over the horizon, for each person who needs one; at which share of
people inside at once the two cost the same, and that share in the brief."""

_THOUSANDTH = Decimal("0.001")


class Side(NamedTuple):
    """The candidate with the cheapest licences of one metric: how many in the last year, and what all of them cost."""

    candidate: str
    product: Text
    licences: int
    amount: Decimal


class MetricChoice(NamedTuple):
    """Both sides, and the shares of people inside at once: that of the brief, and the one where the two are level.

    Named licences are the cheaper ones where the share is above `turning_share`: what they cost for each user,
    divided by what concurrent ones cost for each person inside at once. Above 1 it is never reached.
    """

    named: Side
    concurrent: Side
    peak_share: Decimal
    turning_share: Decimal

    @property
    def better(self) -> str | None:
        """The cheaper metric for this client; None if both cost the same."""
        if self.named.amount == self.concurrent.amount:
            return None
        return "named_user" if self.named.amount < self.concurrent.amount else "concurrent_user"

    def sentence(self) -> Message:
        """What a reader needs to know of it."""
        values = {
            "named": self.named.product,
            "concurrent": self.concurrent.product,
            "named_amount": self.named.amount,
            "concurrent_amount": self.concurrent.amount,
            "named_licences": self.named.licences,
            "concurrent_licences": self.concurrent.licences,
            "turning": _percent(self.turning_share),
            "share": _percent(self.peak_share),
        }
        return Message(_SENTENCES[self.better, self.turning_share >= 1], values)


_ALWAYS = mark(
    "Licence metric: {concurrent_licences} concurrent licences ({concurrent}, {concurrent_amount}) cost less than "
    "{named_licences} named ones ({named}, {named_amount}). {share} % of the people are inside at once; no share would "
    "turn it, for that would take {turning} %"
)
_CONCURRENT = mark(
    "Licence metric: {concurrent_licences} concurrent licences ({concurrent}, {concurrent_amount}) cost less than "
    "{named_licences} named ones ({named}, {named_amount}). With more than {turning} % of the people inside at once "
    "it would turn; here it is {share} %"
)
_NAMED = mark(
    "Licence metric: {named_licences} named licences ({named}, {named_amount}) cost less than {concurrent_licences} "
    "concurrent ones ({concurrent}, {concurrent_amount}). With less than {turning} % of the people inside at once it "
    "would turn; here it is {share} %"
)
_LEVEL = mark(
    "Licence metric: {named_licences} named licences ({named}) and {concurrent_licences} concurrent ones "
    "({concurrent}) cost the same, {named_amount}. With less than {turning} % of the people inside at once "
    "concurrent ones would be cheaper"
)
_SENTENCES = {
    ("concurrent_user", True): _ALWAYS,
    ("concurrent_user", False): _CONCURRENT,
    ("named_user", True): _NAMED,
    ("named_user", False): _NAMED,
    (None, True): _LEVEL,
    (None, False): _LEVEL,
}


def _percent(share: Decimal) -> Decimal:
    percent = (share * 100).quantize(Decimal("0.1"))
    return percent.to_integral_value() if percent == percent.to_integral_value() else percent


def metric_cells(ledgers: Sequence[Ledger]) -> tuple[Cell, ...]:
    """The cells that compare both metrics; none unless candidates of both have licences with a price."""
    sides = [_able(ledgers, metric) for metric in ("named_user", "concurrent_user")]
    if not all(sides) or not_compared(ledgers):
        return ()
    unit, none = ledgers[0].shown / COUNT, Number(Decimal(0), RATIO)
    cheapest = [Minimum(tuple(Ref(_licences(one)) for one in side)) for side in sides]
    said = (mark("Named licences, for each user"), mark("Concurrent licences, for each person inside"))
    inside = Message(mark("Share of the people inside at the same time"))
    level = Message(mark("Share of people inside at which named and concurrent licences cost the same"))
    turning = Round(Ref(NAMED) / Ref(CONCURRENT), _THOUSANDTH, RoundingMode.HALF_UP)
    rule = Message(mark("Named licences are cheaper where more of the people are inside at once"))
    return (
        Cell(NAMED, cheapest[0] / Ref(USERS), unit, Message(said[0])),
        Cell(CONCURRENT, cheapest[1] / Ref(PEAK), unit, Message(said[1])),
        Cell(PEAK_SHARE, Round(Ref(PEAK) / Ref(USERS), _THOUSANDTH, RoundingMode.HALF_UP), RATIO, inside),
        Cell(TURNING, Choose(Ref(CONCURRENT), Number(Decimal(0), unit), none, turning), RATIO, level, rule),
    )


def metric_choice(ledgers: Sequence[Ledger], values: Mapping[str, Exact]) -> MetricChoice | None:
    """Which metric is cheaper for this client, and where that turns; None where there is nothing to compare."""
    if TURNING not in values:
        return None
    named, concurrent = (_cheapest(_able(ledgers, one), values) for one in ("named_user", "concurrent_user"))
    if not named.amount or not concurrent.amount:
        return None  # what is free of charge is no price to compare
    return MetricChoice(named, concurrent, amount(values, PEAK_SHARE), amount(values, TURNING))


def not_compared(ledgers: Sequence[Ledger]) -> Message | None:
    """Why licences of both metrics cannot be compared: amounts with tax are not like those without, or unknown."""
    sides = [_able(ledgers, metric) for metric in ("named_user", "concurrent_user")]
    if not all(sides):
        return None
    able = [one for side in sides for one in side]
    ways = {one.id: _way(one) if view(one) == "published" else view(one) for one in able}
    found = set(ways.values())
    if len(found) == 1 and found != {"mixed"}:
        return None
    asked = found & {"net", "gross"}
    unlike = [one for one in able if ways[one.id] == "unknown" or (asked and ways[one.id] not in asked)]
    if unlike:
        products = tuple(dict.fromkeys(one.candidate.catalog.product for one in unlike))
        return Message(_TAX_UNKNOWN, {"product": products})
    mixed = len(found - {"exempt"}) > 1 or "mixed" in found
    return Message(_TAX_MIXED, {"key": "{show: gross}"}) if mixed else None


_TAX_UNKNOWN = mark(
    "Licence metric: named and concurrent licences are not compared, because nobody knows whether the prices of "
    "{product} contain tax, and of others it is known"
)
_TAX_MIXED = mark(
    "Licence metric: named and concurrent licences are not compared, because some licence prices contain tax and "
    "others do not: tax: {key} shows all alike"
)


def _way(ledger: Ledger) -> str:
    return way_of(ledger, (one for one in priced_lines(ledger) if one.item.category == "licence"))


def _able(ledgers: Sequence[Ledger], metric: str) -> list[Ledger]:
    """The candidates of a metric whose licences all have a price, none of which the client owns already."""
    return [one for one in ledgers if one.candidate.edition.licence_metric == metric and _has_prices(one)]


def _has_prices(ledger: Ledger) -> bool:
    states = [draft.status for draft in ledger.drafts.values() if draft.item.category == "licence"]
    known = bool(states) and not any(status.is_gap for status in states)
    return known and not ledger.setting.owned(ledger.candidate) and ledger.candidate.in_use is None


def _licences(ledger: Ledger) -> str:
    return ledger.own("category", "licence")


def _cheapest(ledgers: Sequence[Ledger], values: Mapping[str, Exact]) -> Side:
    best = min(ledgers, key=lambda one: (values[_licences(one)], one.candidate.id))
    licences = licences_by_year(best)[-1]
    return Side(best.candidate.id, best.candidate.catalog.product, licences, amount(values, _licences(best)))
