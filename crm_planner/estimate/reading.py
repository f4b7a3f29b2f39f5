"""Reading a computed model back: the lines, gaps and totals of each candidate, with the figures of their cells."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from crm_planner.estimate import gaps, totals
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.lines import Assumed, Estimate, Gap, Line, Range, Totals, WorkDone
from crm_planner.estimate.notes import catalog_notes
from crm_planner.estimate.seats import licences_by_year
from crm_planner.estimate.selection import shown_range
from crm_planner.estimate.services import ASSUMED, ASSUMED_RATES
from crm_planner.estimate.tax import published_years, view
from crm_planner.estimate.values import amount, figure
from crm_planner.formula.exact import value_of
from crm_planner.formula.expression import Exact
from crm_planner.text import Message, Text, mark


def unsuitable_because(ledger: Ledger) -> tuple[Message, ...]:
    """Why the candidate cannot be bought for this client: a quantity outside the edition's limits in some year."""
    found: dict[str, Message] = {}
    for year in ledger.setting.years if ledger.setting.grows else (1,):
        known = ledger.setting.quantities(ledger.candidate, year)
        said = mark("{name} {range} only, and there are {at}")
        if year > 1:
            said = mark("{name} {range} only, and there are {at} in year {year}")
        for name, limit in ledger.candidate.edition.limits.items():
            if name in known and not limit.holds(known[name]):
                values = {"name": name, "range": shown_range(limit.min, limit.max), "at": known[name], "year": year}
                found.setdefault(name, Message(said, values))
    return (*found.values(), *_essential(ledger))


def _essential(ledger: Ledger) -> tuple[Message, ...]:
    """That what the client has lacks what the brief calls essential."""
    used = ledger.candidate.in_use
    missing = used.editions[ledger.candidate.edition.id].essential if used else ()
    return (Message(mark("it lacks what is essential: {functions}"), {"functions": missing}),) if missing else ()


def read(ledger: Ledger, suitable: Sequence[Ledger], values: Mapping[str, Exact]) -> Estimate:
    """One candidate's estimate, with the figures the model has for it."""
    catalog, edition = ledger.candidate.catalog, ledger.candidate.edition
    why = unsuitable_because(ledger)
    lines = tuple(_line(ledger, draft, values) for draft in ledger.drafts.values())
    open_gaps = tuple(
        _gap(ledger, suitable, category, drafts, values) for category, drafts in gaps.missing(ledger).items()
    )
    return Estimate(
        ledger.candidate.id,
        ledger.candidate.vendor,
        catalog.product,
        ledger.candidate.edition_called,
        edition.licence_metric,
        ledger.setting.licences(ledger.candidate),
        not open_gaps,
        not why,
        why,
        lines,
        open_gaps,
        _totals(ledger, values, open_gaps),
        catalog_notes(ledger),
        licences_by_year(ledger),
        view(ledger),
        _lacks(ledger),
    )


def _lacks(ledger: Ledger) -> tuple[Text, ...]:
    used = ledger.candidate.in_use
    return used.editions[ledger.candidate.edition.id].lacks if used else ()


def _line(ledger: Ledger, draft: Draft, values: Mapping[str, Exact]) -> Line:
    item = draft.item
    known = not draft.status.is_gap
    hours = _hours(draft, values)
    quantity = hours.likely if hours else figure(values, f"{ledger.id}/quantity/{draft.quantity}")
    charge = figure(values, draft.charge.listed.name if draft.charge else ledger.name(item, "list"))
    return Line(
        item.id,
        draft.selected.shown_name,
        item.category,
        draft.status,
        ledger.places(draft)[0],
        item.charge,
        draft.offer.basis,
        amount=figure(values, ledger.name(item)) if known else None,
        by_year=_by_year(ledger, draft, values) if known else (),
        quantity=quantity,
        billed=_billed(ledger, draft, quantity, values) if known else None,
        list_amount=charge,
        discount=_discount(ledger, draft, values),
        tax=figure(values, ledger.name(item, "tax")),
        rule=draft.offer.rule,
        reason=draft.offer.reason,
        source=draft.cited or item.source,
        note=item.note,
        cell=ledger.name(item) if known else None,
        work=_work(draft, hours, values),
    )


def _hours(draft: Draft, values: Mapping[str, Exact]) -> Range | None:
    if draft.work is None:
        return None
    return Range(*(_trimmed(amount(values, one.name)) for one in draft.work.hours))


def _trimmed(hours: Decimal) -> Decimal:
    """Without zeros at the end: 14.60 hours are 14.6."""
    return hours.quantize(Decimal(1)) if hours == hours.to_integral_value() else hours.normalize()


def _work(draft: Draft, hours: Range | None, values: Mapping[str, Exact]) -> WorkDone | None:
    if draft.work is None or hours is None:
        return None
    low, high = (None if end is None else figure(values, end.name) for end in (draft.work.low, draft.work.high))
    return WorkDone(draft.work.role, draft.work.side, hours, low, high)


def _billed(ledger: Ledger, draft: Draft, quantity: Decimal | None, values: Mapping[str, Exact]) -> Decimal | None:
    return figure(values, ledger.name(draft.item, "billed")) if draft.billed else quantity


def _by_year(ledger: Ledger, draft: Draft, values: Mapping[str, Exact]) -> tuple[Decimal, ...]:
    if len(draft.years) > 1:
        return tuple(amount(values, ledger.name(draft.item, f"year{year}")) for year in ledger.setting.years)
    nothing = (Decimal(0),) * (len(ledger.setting.years) - 1)
    return (amount(values, ledger.name(draft.item)), *nothing)


def _discount(ledger: Ledger, draft: Draft, values: Mapping[str, Exact]) -> Decimal | None:
    """What discounts take off the published prices of the line over the horizon, whatever view of tax is shown."""
    if not draft.reduced:
        return None
    paid = published_years(ledger, draft) if draft.projected else draft.years
    before, after = (sum(Fraction(value_of(year, values)) for year in years) for years in (draft.listed, paid))
    off = before - after
    return Decimal(off.numerator) / off.denominator


def _gap(
    ledger: Ledger, suitable: Sequence[Ledger], category: str, drafts: list[Draft], values: Mapping[str, Exact]
) -> Gap:
    low, likely, high = (figure(values, gaps.gap_name(ledger, category, bound)) for bound in gaps.BOUNDS)
    rule = gaps.rule_of(ledger.setting)
    from_rivals = low is not None and rule != "rate_card"
    names = tuple(other.candidate.id for other in gaps.rivals(ledger, suitable, category)) if from_rivals else ()
    first = drafts[0]
    fill = None if low is None else Range(low, likely, high)
    items = tuple(draft.item.id for draft in drafts)
    return Gap(category, items, first.status, first.offer.reason, fill, names, rule)


def _totals(ledger: Ledger, values: Mapping[str, Exact], open_gaps: tuple[Gap, ...]) -> Totals:
    years = [totals.FIRST_YEAR, *(f"total/year{year}" for year in ledger.setting.years[1:])]
    low, likely, high = (figure(values, gaps.like_for_like_name(ledger, bound)) for bound in gaps.BOUNDS)
    return Totals(
        first_year=amount(values, ledger.own(totals.FIRST_YEAR)),
        horizon=amount(values, ledger.own(totals.TOTAL)),
        by_year=tuple(amount(values, ledger.own(name)) for name in years),
        npv=figure(values, ledger.own(totals.NPV)),
        like_for_like=None if low is None else Range(low, likely, high),
        tax=figure(values, ledger.own("total", "tax")),
        net=figure(values, ledger.own("total", "net")),
        gross=figure(values, ledger.own("total", "gross")),
        firm=amount(values, ledger.own(gaps.FIRM)),
        estimated=amount(values, ledger.own(gaps.ESTIMATED)),
        unknown=sum(len(gap.items) for gap in open_gaps if gap.fill is None or gap.fill.likely is None),
        user_month=amount(values, ledger.own(totals.USER_MONTH)),
        assumed=_assumed(ledger, values),
    )


def _assumed(ledger: Ledger, values: Mapping[str, Exact]) -> Assumed | None:
    likely, rates = (figure(values, ledger.own("total", part)) for part in (ASSUMED, ASSUMED_RATES))
    low, high = (figure(values, ledger.own("total", ASSUMED, end)) for end in ("low", "high"))
    if likely is None or rates is None or low is None or high is None:
        return None
    return Assumed(low, likely, high, rates)
