"""Tax in or on the prices: once per rate on the sum of a year, or on each line; unknown treatment is never guessed.

included: tax = round(price x rate / (100 + rate)); excluded: tax = round(net x rate / 100); both half up to the
minor unit of the brief's currency. Exempt prices have none.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from crm_planner.catalog.model import Tax
from crm_planner.catalog.offer import Status
from crm_planner.estimate.ledger import Draft, Ledger
from crm_planner.formula.expression import Expression, Number, Ref, Round, total
from crm_planner.formula.units import RATIO
from crm_planner.money import RoundingMode
from crm_planner.text import Message, mark


class Treated(NamedTuple):
    """How a group of lines is taxed: in the price or on top, at which rate, rounded on the sum or line by line."""

    treatment: str
    rate: Decimal
    round: str

    def of(self, price: Expression) -> Expression:
        """The tax in, or on top of, a price; not rounded."""
        return _share(self.rate, 100 + self.rate if self.treatment == "included" else Decimal(100)) * price


@lru_cache
def _share(rate: Decimal, divisor: Decimal) -> Number:
    return Number(Fraction(rate) / Fraction(divisor), RATIO)


def treatment(ledger: Ledger, draft: Draft) -> Treated | None:
    """How a line is taxed: the item's own way, else the catalog's; None where treatment or rate is unknown.

    The rate is the item's, else the catalog's, else the playbook's for the client's country and the brief's day.
    """
    general: Tax = ledger.candidate.catalog.tax
    tax = draft.item.tax or general
    once = tax.round if "round" in tax.model_fields_set else general.round
    if tax.treatment == "unknown":
        return None
    if tax.treatment == "exempt":
        return Treated("exempt", Decimal(0), once)
    rate = ledger.setting.tax_rate(ledger.candidate) if tax.rate is None else tax.rate
    return None if rate is None else Treated(tax.treatment, rate, once)


def add_tax(ledger: Ledger) -> None:
    """Write the tax of each line, and tax, net and gross totals if the treatment of all priced lines is known."""
    groups: dict[Treated | None, list[Draft]] = {}
    for draft in ledger.drafts.values():
        if draft.status is Status.PRICED:
            treated = treatment(ledger, draft)
            groups.setdefault(treated, []).append(draft)
            if treated is not None:
                _line(ledger, treated, draft)
    if None not in groups:
        _totals(ledger, {treated: drafts for treated, drafts in groups.items() if treated is not None})


def _line(ledger: Ledger, treated: Treated, draft: Draft) -> None:
    """The tax of one line by itself, each year rounded; where tax is rounded on the total, that one is what is due."""
    years = [_rounded(ledger, treated.of(_amount(ledger, draft, year))) for year in ledger.setting.years]
    called = {"item": draft.item.called, "remark": Message(mark("tax"))}
    name = ledger.name(draft.item, "tax")
    ledger.write(name, total(years, ledger.shown), ledger.shown, Message(mark("{item}: {remark}"), called))


def _totals(ledger: Ledger, groups: dict[Treated, list[Draft]]) -> None:
    taxes = {
        treated: _group(ledger, number, treated, drafts)
        for number, (treated, drafts) in enumerate(groups.items(), start=1)
    }
    _sum(ledger, "tax", [Ref(name) for names in taxes.values() for name in names], mark("Tax over the horizon"))
    inside = [Ref(name) for treated, names in taxes.items() for name in names if treated.treatment == "included"]
    on_top = [Ref(name) for treated, names in taxes.items() for name in names if treated.treatment == "excluded"]
    whole = Ref(ledger.own("total"))
    _sum(ledger, "net", [whole - total(inside, ledger.shown)], mark("Total without tax"))
    _sum(ledger, "gross", [whole, *on_top], mark("Total with tax"))


def _sum(ledger: Ledger, part: str, terms: list[Expression], wording: str) -> None:
    ledger.write(ledger.own("total", part), total(terms, ledger.shown), ledger.shown, Message(wording))


def _group(ledger: Ledger, number: int, treated: Treated, drafts: list[Draft]) -> list[str]:
    """One cell of tax for each year of the group."""
    names = []
    for year in ledger.setting.years:
        amounts = [_amount(ledger, draft, year) for draft in drafts]
        if treated.round == "line":
            formula = total([_rounded(ledger, treated.of(amount)) for amount in amounts], ledger.shown)
        else:
            formula = _rounded(ledger, treated.of(total(amounts, ledger.shown)))
        name = ledger.own("tax", f"rate{number}", f"year{year}")
        label = Message(mark("Tax of {rate} % in year {year}"), {"rate": treated.rate, "year": year})
        ledger.write(name, formula, ledger.shown, label, source=ledger.candidate.source.place(("tax",)))
        names.append(name)
    return names


def _amount(ledger: Ledger, draft: Draft, year: int) -> Expression:
    return Ref(ledger.name(draft.item, f"year{year}") if len(ledger.setting.years) > 1 else ledger.name(draft.item))


def _rounded(ledger: Ledger, formula: Expression) -> Expression:
    return Round(formula, ledger.setting.cent, RoundingMode.HALF_UP)
