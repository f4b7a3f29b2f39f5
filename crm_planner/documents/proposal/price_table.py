"""The price table of a proposal in words: positions, sums, tax, options, and the total in figures and in words."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from crm_planner.catalog.offer import Basis
from crm_planner.documents.names import CATEGORIES, STATES
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.estimate.tax import Treated
from crm_planner.proposal.positions import Position, Sum, added
from crm_planner.proposal.proposal import Proposal
from crm_planner.text import Counted, Message, mark

Context = dict[str, Any]
Row = dict[str, str]

_UNITS = {
    "licences": mark("licence"),
    "users": mark("pers."),
    "trainees": mark("pers."),
    "servers": mark("server"),
    "hours": mark("hour"),
    "packages": mark("package"),
    "customisations": mark("piece"),
    "integrations": mark("piece"),
}
_MOST_YEARS = 5
"""Years told one by one beside a line that costs more in some."""

_SERVICES = (
    *("deployment", "analysis", "configuration", "migration", "management", "testing", "change", "training"),
    *("support", "operation", "exit"),
)


def price_table(proposal: Proposal, speech: FormalSpeech) -> Context:
    """Everything templates need about prices."""
    prices, table = proposal.prices, _Table(proposal, speech)
    return {
        "text": table.introduction(),
        "once": table.group(mark("One-off payments"), prices.once, summed=True),
        "yearly": table.group(mark("Recurring payments, for one year"), prices.recurring, summed=True),
        "options": table.group(mark("Options, not in the total"), prices.options, summed=False),
        "open": [
            {"name": speech.text(one.name), "reason": speech.text(one.reason or Message(STATES[one.status]))}
            for one in prices.open
        ],
        "own": [
            {"name": speech.text(one.name), "hours": table.plain(one.hours), "amount": table.amount(one.amount)}
            for one in prices.own
        ],
        "years": table.years() if len(prices.years) > 1 else [],
        "taxes": table.taxes(),
        "total": table.total(),
        "tax_text": table.tax_text(),
        "unknown_tax": table.unknown_tax(),
    }


class _Table:
    """One price table in one language."""

    def __init__(self, proposal: Proposal, speech: FormalSpeech) -> None:
        self.proposal, self.speech, self.prices = proposal, speech, proposal.prices
        in_order = (*self.prices.once, *self.prices.recurring)
        self.numbers = {one.id: str(number) for number, one in enumerate(in_order, start=1)}
        self.tax = speech.text(proposal.tax_name)

    def amount(self, value: Decimal | None) -> str:
        return self.speech.amount(value, self.proposal.currency)

    def plain(self, value: Decimal | None) -> str:
        return "" if value is None else self.speech.number(value)

    def say(self, wording: str, **values: object) -> str:
        return self.speech.text(Message(wording, values))

    def sum(self, found: Sum) -> Row:
        return {"net": self.amount(found.net), "tax": self.amount(found.tax), "amount": self.amount(found.amount)}

    def introduction(self) -> list[str]:
        """What the figures are in, and what the price of a unit contains."""
        currency, known = self.speech.currency(self.proposal.currency), self.prices.tax_known
        ways = {one.treated.treatment for one in self.prices.positions if one.treated and one.price}
        lines = [self.say(mark("Amounts are in {currency}."), currency=currency)]
        if known and ways & {"included", "excluded"}:
            wordings = {
                "included": mark("The price of a unit contains {tax}."),
                "excluded": mark("{tax} comes on top of the price of a unit."),
            }
            both = mark("The price of a unit contains {tax} where the vendor's price list does.")
            (way, *others) = sorted(ways & wordings.keys())
            lines.append(self.say(both if others else wordings[way], tax=self.tax))
        if any(one.basis == Basis.EXTRAPOLATED.value for one in self.prices.positions):
            lines.append(
                self.speech.translate(
                    mark("~ The vendor prints no price for this quantity; it is computed from another.")
                )
            )
        return lines

    def group(self, title: str, found: tuple[Position, ...], *, summed: bool) -> Context:
        """Some positions under a title, with their sums."""
        rows = [self.row(one, f"O{at}") for at, one in enumerate(found, start=1)]
        whole = self.sum(added((one.sum for one in found), known=self.prices.tax_known))
        empty = {"net": "", "tax": "", "amount": ""}
        head = {"title": self.speech.translate(title) if rows else "", "rows": rows}
        return head | (whole if summed and any(not one.included for one in found) else empty)

    def row(self, one: Position, number: str) -> Row:
        """One line of the table."""
        found = self.sum(one.sum)
        if one.included:
            found |= {"net": "", "tax": "", "amount": self.speech.translate(mark("included"))}
        extrapolated = "~" if one.basis == Basis.EXTRAPOLATED.value else ""
        return {
            "number": self.numbers.get(one.id, number),
            "id": one.id,
            "name": self.name(one),
            "note": self.note(one),
            "unit": self.unit(one),
            "quantity": self.plain(one.quantity),
            "price": extrapolated + self.amount(one.price) if one.price is not None else "",
            "discount": self.amount(one.discount) if one.discount else "",
            "tax_rate": "" if one.included else self.rate(one.treated),
            **found,
        }

    def name(self, one: Position) -> str:
        said = self.speech.text(one.name)
        return said[:1].upper() + said[1:]

    def unit(self, one: Position) -> str:
        wording = _UNITS.get(one.unit)
        if wording is None:
            wording = mark("service") if one.category in _SERVICES else mark("piece")
        return self.speech.translate(wording)

    def note(self, one: Position) -> str:
        """What else is to be known of a position: what kind of cost, when it is due, how many are billed."""
        parts: list[object] = []
        if self.category(one).casefold() not in self.speech.text(one.name).casefold():
            parts.append(self.category(one))
        if one.billed is not None:
            parts.append(Message(mark("billed: {billed}"), {"billed": one.billed}))
        if not one.recurs and one.years and one.years != (1,):
            parts.append(Message(mark("in year {years}"), {"years": one.years}))
        if one.recurs and len({each.amount if each.net is None else each.net for each in one.by_year}) > 1:
            parts.append(self._each_year(one))
        if one.discount is None:
            parts.append(Message(mark("discounts are in the amount")))
        return "; ".join(self.speech.text(part) for part in parts)

    def category(self, one: Position) -> str:
        return self.speech.translate(CATEGORIES[one.category])

    def _each_year(self, one: Position) -> tuple[Message, ...]:
        """What it costs in each year; of many the first and the last, for `years` has them all together."""
        each = list(enumerate(one.by_year, start=1))
        told = each if len(each) <= _MOST_YEARS else (each[0], each[-1])
        return tuple(
            Message(mark("year {year}: {amount}"), {"year": year, "amount": self.amount(found.amount)})
            for year, found in told
        )

    def rate(self, how: Treated | None) -> str:
        """The rate of a line's tax in words."""
        if how is None:
            return self.speech.translate(mark("not known"))
        if how.treatment == "exempt":
            return self.speech.translate(mark("no tax"))
        rate = self.plain(how.rate)
        if not self.prices.tax_known and how.treatment == "excluded":
            return self.say(mark("{rate} % on top"), rate=rate)
        return self.say(mark("{rate} %"), rate=rate)

    def years(self) -> list[Row]:
        """The sum of each year."""
        return [
            {"label": self.say(mark("Year {year}"), year=year), **self.sum(found)}
            for year, found in enumerate(self.prices.years, start=1)
        ]

    def taxes(self) -> list[Row]:
        """The tax of each rate."""
        return [
            {
                "label": self.tax_of(one.treated),
                "base": self.amount(one.base),
                "tax": self.amount(one.tax),
            }
            for one in self.prices.taxes
        ]

    def tax_of(self, how: Treated) -> str:
        """The name of a tax with its rate, or that there is none."""
        if how.treatment == "exempt":
            return self.say(mark("exempt from {tax}"), tax=self.tax)
        return self.say(mark("{tax} {rate}"), tax=self.tax, rate=self.rate(how))

    def total(self) -> Row:
        """The total in figures, in words, and as a sentence of a contract."""
        whole, currency = self.prices.total, self.proposal.currency
        years = len(self.prices.years)
        label = (
            self.say(mark("Total"))
            if years == 1
            else self.say(mark("Total for {years}"), years=Counted(years, mark("{n} year"), "{n} years"))
        )
        figure, words = self.speech.money(whole.amount, currency), self.speech.words(whole.amount, currency)
        wording = mark("{label}: {figure} ({words}), {tax}.") if words else mark("{label}: {figure}, {tax}.")
        sentence = self.say(wording, label=label, figure=figure, words=words, tax=self.tax_text())
        return {"label": label, **self.sum(whole), "figure": figure, "words": words, "sentence": sentence}

    def tax_text(self) -> str:
        """The tax in the total: its amount, none, or that nobody knows."""
        whole = self.prices.total
        if not self.prices.tax_known or whole.tax is None:
            return self.say(mark("whether it contains {tax} is not known"), tax=self.tax)
        if not whole.tax:
            return self.say(mark("exempt from {tax}"), tax=self.tax)
        amount = self.speech.money(whole.tax, self.proposal.currency)
        return self.say(mark("including {tax} of {amount}"), tax=self.tax, amount=amount)

    def unknown_tax(self) -> list[str]:
        """What is not known of the tax, for the first page: unknown is not zero."""
        if self.prices.tax_known:
            return []
        on_top = [one for one in self.prices.positions if one.treated and one.treated.treatment == "excluded"]
        said = [self.say(mark("It is not known whether the prices of {product} contain {tax}."), **self._product())]
        if taxed := [one for one in on_top if one.treated and one.treated.rate]:
            values = {"items": tuple(self.name(one) for one in taxed), "rate": self._rates(taxed), "tax": self.tax}
            wording = mark("{tax} ({rate}) comes on top of these and is not in the total: {items}.")
            said.append(self.say(wording, **values))
        return said

    def _product(self) -> dict[str, object]:
        return {"product": self.proposal.estimate.product, "tax": self.tax}

    def _rates(self, found: Iterable[Position]) -> tuple[str, ...]:
        rates = dict.fromkeys(one.treated.rate for one in found if one.treated)
        return tuple(self.say(mark("{rate} %"), rate=self.plain(rate)) for rate in rates)
