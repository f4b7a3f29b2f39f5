"""Like for like: what rivals' prices would put where a candidate has none, low, likely and high.

A gap takes the mean (lowest, highest, or mean share of the licences) of that category's amounts among other
vendors' candidates; what is included there counts 0. By the rate card it takes the playbook's hours for that
category, at the price of an hour. Nobody priced: the gap stays open.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.offer import Basis, Status
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.services import in_place_of_a_price
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.tax import view
from crm_planner.formula.expression import Exact, Expression, Maximum, Minimum, Number, Ref, Round, total
from crm_planner.formula.units import RATIO
from crm_planner.text import Message, mark

BOUNDS = ("low", "likely", "high")
LIKE_FOR_LIKE = "total/like-for-like"
LIKELY = f"{LIKE_FOR_LIKE}/likely"
"""The cells of a candidate that hold its total with what fills the gaps: three of them, and the one that ranks."""

FIRM, ESTIMATED = "total/firm", "total/estimated"
"""What of a total is published, computed from that, offered or said by the client; and what is estimated or filled."""

_FIRM = (Basis.PUBLISHED, Basis.COMPUTED, Basis.QUOTED, Basis.STATED)

_WORDINGS = {
    "lowest": mark("{category} of rivals: the lowest"),
    "mean": mark("{category} of rivals: the mean"),
    "highest": mark("{category} of rivals: the highest"),
    "rate_card": mark("{category}: hours of the playbook at the rate card"),
    "ratio": mark("{category} of rivals: their mean share of the licences, times these licences"),
}


def rule_of(setting: Setting) -> str:
    """How the likely amount of a gap is found: the brief's way, else the playbook's."""
    return setting.brief.gaps or setting.playbook.gaps.fill


def missing(ledger: Ledger) -> dict[str, list[Draft]]:
    """The drafts without a price, by category; a category is filled once however many of its items are missing."""
    found: dict[str, list[Draft]] = {}
    for draft in ledger.drafts.values():
        if draft.status.is_gap:
            found.setdefault(draft.item.category, []).append(draft)
    return found


def rivals(ledger: Ledger, others: Sequence[Ledger], category: str) -> list[Ledger]:
    """Other vendors' candidates that know all of their amounts of a category, and can be bought at all.

    Their amounts must be shown with or without tax as the candidate's own are: a fill is not taxed once more. What
    the client has already is for sale to nobody, so it fills no gap of others.
    """
    sellers = [other for other in others if sells_beside(other.candidate, ledger.candidate)]
    return [other for other in sellers if knows(other, category) and view(other) == view(ledger)]


def sells_beside(other: Candidate, candidate: Candidate) -> bool:
    """Whether another vendor sells this; one may be written plainly in one catalog and by language in another."""
    return _vendor(other) != _vendor(candidate) and not other.in_use


def _vendor(candidate: Candidate) -> str:
    return candidate.catalog.vendor.in_language("en").casefold()


def knows(ledger: Ledger, category: str) -> bool:
    """Whether a candidate has an amount for all of a category."""
    statuses = [draft.status for draft in ledger.drafts.values() if draft.item.category == category]
    return bool(statuses) and not any(status.is_gap for status in statuses)


def fill_gaps(ledger: Ledger, others: Sequence[Ledger], values: Mapping[str, Exact]) -> None:
    """Write what fills each gap, and the totals like for like. `values` are those of the cells written so far."""
    rule = rule_of(ledger.setting)
    for category, drafts in missing(ledger).items():
        if rule == "rate_card" and not is_own(ledger, category, drafts):
            _by_hours(ledger, category)
        others_with = rivals(ledger, others, category)
        if rule in ("none", "rate_card") or not others_with or is_own(ledger, category, drafts):
            continue
        amounts = (
            _by_share(ledger, category, others_with, values) if rule == "ratio" else _amounts(category, others_with)
        )
        if amounts:
            _write_range(ledger, category, rule, amounts)
    for bound in BOUNDS:
        _total(ledger, bound)
    _split(ledger)


def _by_hours(ledger: Ledger, category: str) -> None:
    """The hours of the playbook for this category, at the price of an hour."""
    for bound, formula in in_place_of_a_price(ledger, category).items():
        _write(ledger, category, bound, formula, "rate_card")


def is_own(ledger: Ledger, category: str, drafts: Sequence[Draft]) -> bool:
    """Whether no rival's price could fill a gap: what a vendor takes for buying support again is its own to say.

    Of what the client has already nothing is like others but a course.
    """
    if ledger.candidate.in_use is not None:
        return category != "training"
    return all(draft.selected.again is not None for draft in drafts)


def _split(ledger: Ledger) -> None:
    """The total with its gaps filled, in two parts: what is firm, and what is estimated."""
    known = [draft for draft in ledger.drafts.values() if draft.status is Status.PRICED]
    firm = [Ref(ledger.name(draft.item)) for draft in known if draft.offer.basis in _FIRM]
    weak = [Ref(ledger.name(draft.item)) for draft in known if draft.offer.basis not in _FIRM]
    fills = (gap_name(ledger, category, "likely") for category in missing(ledger))
    weak += [Ref(name) for name in fills if name in ledger.names]
    said = Message(mark("Firm: published, computed from that, offered, or said by the client"))
    ledger.write(ledger.own(FIRM), total(firm, ledger.shown), ledger.shown, said)
    said = Message(mark("Estimated: extrapolated, assumed, or filled in"))
    ledger.write(ledger.own(ESTIMATED), total(weak, ledger.shown), ledger.shown, said)


def _write_range(ledger: Ledger, category: str, rule: str, amounts: list[Expression]) -> None:
    """The lowest and highest of what rivals' prices would put here, and what the rule picks, if it does."""
    mean = total(amounts, ledger.shown) / Number(Decimal(len(amounts)), RATIO)
    lowest, highest = Minimum(tuple(amounts)), Maximum(tuple(amounts))
    likely = {"lowest": lowest, "mean": mean, "highest": highest, "ratio": mean}.get(rule)
    for bound, formula, wording in (("low", lowest, "lowest"), ("high", highest, "highest"), ("likely", likely, rule)):
        if formula is not None:
            _write(ledger, category, bound, rounded(ledger, formula), wording)


def _amounts(category: str, others: list[Ledger]) -> list[Expression]:
    return [Ref(other.own("category", category)) for other in others]


def _by_share(ledger: Ledger, category: str, others: list[Ledger], values: Mapping[str, Exact]) -> list[Expression]:
    """Each rival's share of the category in its licences, times these; only of rivals whose licences have a price."""
    own = ledger.own("category", "licence")
    paid = [one for one in others if knows(one, "licence") and values.get(one.own("category", "licence"))]
    if own not in values or not knows(ledger, "licence"):
        return []
    return [Ref(other.own("category", category)) * Ref(own) / Ref(other.own("category", "licence")) for other in paid]


def rounded(ledger: Ledger, formula: Expression) -> Expression:
    """Rounded as the candidate's own catalog rounds, or to the brief's minor unit if the currencies differ."""
    step = ledger.setting.cent if ledger.is_foreign else ledger.step
    return Round(formula, step, ledger.candidate.catalog.rounding.mode)


def _write(ledger: Ledger, category: str, bound: str, formula: Expression, rule: str) -> None:
    label = Message(_WORDINGS[rule], {"category": category})
    source = (
        ledger.setting.knowledge.source.place(("gaps", "fill"))
        if bound == "likely" and ledger.setting.brief.gaps is None
        else None
    )
    ledger.write(gap_name(ledger, category, bound), formula, ledger.shown, label, source=source)


def gap_name(ledger: Ledger, category: str, bound: str) -> str:
    """The name of the cell that fills a gap."""
    return ledger.own("gap", category, bound)


def like_for_like_name(ledger: Ledger, bound: str) -> str:
    """The name of the cell of the total like for like."""
    return ledger.own(LIKE_FOR_LIKE, bound)


def _total(ledger: Ledger, bound: str) -> None:
    """The horizon total plus what fills the gaps; not written while one of them stays open."""
    names = [gap_name(ledger, category, bound) for category in missing(ledger)]
    if ledger.names.issuperset(names):
        parts = [Ref(ledger.own("total")), *(Ref(name) for name in names)]
        name, label = like_for_like_name(ledger, bound), called_like_for_like(bound)
        ledger.write(name, total(parts, ledger.shown), ledger.shown, label)


def called_like_for_like(bound: str) -> Message:
    """What a total like for like is called."""
    return Message(mark("Like for like: {bound}"), {"bound": Message(_BOUND_NAMES[bound])})


_BOUND_NAMES = {"low": mark("lowest"), "likely": mark("likely"), "high": mark("highest")}
