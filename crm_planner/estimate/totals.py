"""Sums: each line over its years, each category, each year, the horizon, its present value, and a user's month."""

from decimal import Decimal

from crm_planner.catalog.offer import Status
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.estimate.people import MONTHS
from crm_planner.estimate.setting import DISCOUNT_RATE
from crm_planner.estimate.years import order_of_calculation
from crm_planner.formula.cell import Input
from crm_planner.formula.expression import Expression, Number, Ref, Round, power, total
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.money import RoundingMode
from crm_planner.text import Message, mark

TOTAL, FIRST_YEAR, NPV, USER_MONTH = "total", "total/first-year", "total/npv", "total/user-month"


def add_up(ledger: Ledger) -> None:
    """Write the cells of all lines, categories and totals of one candidate. Gaps add nothing."""
    known = [draft for draft in ledger.drafts.values() if not draft.status.is_gap]
    for draft in known:
        _line(ledger, draft)
    _categories(ledger, known)
    _years(ledger, known)
    _present_value(ledger)
    _user_month(ledger)


def _line(ledger: Ledger, draft: Draft) -> None:
    """The amount of a line over the horizon; with more than one year, each year's amount beside it."""
    called = {"item": draft.called}
    whole = Message(mark("{item}"), called)
    if draft.status is Status.INCLUDED:
        nothing, source = Number(Decimal(0), ledger.shown), ledger.places(draft)
        ledger.write(ledger.name(draft.item), nothing, ledger.shown, whole, draft.offer.rule, source)
    elif not ledger.setting.tells_years_apart:
        rule = order_of_calculation(ledger, draft, 1)
        ledger.write(ledger.name(draft.item), draft.years[0], ledger.shown, whole, rule)
    else:
        parts = []
        for year, formula in enumerate(draft.years, start=1):
            label = Message(mark("{item}, year {year}"), called | {"year": year})
            rule = order_of_calculation(ledger, draft, year)
            parts.append(ledger.write(ledger.year_name(draft.item, year), formula, ledger.shown, label, rule))
        ledger.write(ledger.name(draft.item), total(parts, ledger.shown), ledger.shown, whole)


def _categories(ledger: Ledger, known: list[Draft]) -> None:
    for category in dict.fromkeys(draft.item.category for draft in known):
        parts = [Ref(ledger.name(draft.item)) for draft in known if draft.item.category == category]
        label = Message(mark("{category} over the horizon"), {"category": category})
        ledger.write(ledger.own("category", category), total(parts, ledger.shown), ledger.shown, label)


def _years(ledger: Ledger, known: list[Draft]) -> None:
    """The sum of each year, the first of them under its own name, and of all."""
    for year in ledger.setting.years:
        parts = [part for draft in known if (part := _in_year(ledger, draft, year)) is not None]
        label = Message(mark("Total of year {year}"), {"year": year})
        ledger.write(_year_name(ledger, year), total(parts, ledger.shown), ledger.shown, label)
    years: list[Expression] = [Ref(_year_name(ledger, year)) for year in ledger.setting.years]
    label = (
        Message(mark("Total over {years} years"), {"years": len(years)}) if len(years) > 1 else Message(mark("Total"))
    )
    ledger.write(ledger.own(TOTAL), total(years, ledger.shown) if len(years) > 1 else years[0], ledger.shown, label)


def _year_name(ledger: Ledger, year: int) -> str:
    return ledger.own(FIRST_YEAR if year == 1 else f"total/year{year}")


def _in_year(ledger: Ledger, draft: Draft, year: int) -> Ref | None:
    """The amount of a line in a year; what is included is in the first."""
    if draft.status is not Status.INCLUDED:
        return Ref(ledger.year_name(draft.item, year))
    return Ref(ledger.name(draft.item)) if year == 1 else None


def _present_value(ledger: Ledger) -> None:
    """Each year divided by (1 + rate)^(year - 1): the first year is not discounted. None without a rate."""
    rate, years = ledger.setting.brief.discount_rate, ledger.setting.years
    varies = DISCOUNT_RATE in ledger.setting.varied
    if rate is None and len(years) > 1 and not varies:
        return
    growth: Expression = Number(1 + (rate or Decimal(0)), RATIO)
    if varies:
        source = ledger.setting.place(DISCOUNT_RATE)
        growth = ledger.once(Input(DISCOUNT_RATE, rate or Decimal(0), RATIO, label=_RATE, source=source)) + 1
    worth: list[Expression] = [
        Ref(_year_name(ledger, year)) / power(growth, year - 1) if year > 1 else Ref(_year_name(ledger, 1))
        for year in years
    ]
    formula = worth[0]
    if len(worth) > 1 or varies:  # the same for every horizon
        formula = Round(total(worth, ledger.shown), ledger.setting.cent, RoundingMode.HALF_UP)
    rule = Message(mark("Net present value; the first year is not discounted"))
    ledger.write(ledger.own(NPV), formula, ledger.shown, Message(mark("Present value")), rule)


_RATE = Message(mark("Discount rate"))


def _user_month(ledger: Ledger) -> None:
    """What the horizon costs for one user and month, over the months of all users, those who come later included."""
    formula = Round(Ref(ledger.own(TOTAL)) / Ref(MONTHS), ledger.setting.cent, RoundingMode.HALF_UP)
    ledger.write(ledger.own(USER_MONTH), formula, ledger.shown / COUNT, Message(mark("Cost per user and month")))
