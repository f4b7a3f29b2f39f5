"""What `crm-planner catalog new` asks: each answer that was not given as an option, then the items one by one."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, get_args

from crm_planner.catalog.answers import Answers
from crm_planner.catalog.vocabulary import PERIODS_A_YEAR, LicenceMetric, Treatment
from crm_planner.cli.interview import Interview, among
from crm_planner.limits import AMOUNT, NUMBER_DIGITS, PERCENT, QUANTITY, UNIT_AMOUNT_DIGITS
from crm_planner.money import MINOR_DIGITS
from crm_planner.numerals import decimal
from crm_planner.place import Plain
from crm_planner.problem import quoted
from crm_planner.prose import one_line
from crm_planner.refusal import refuse
from crm_planner.spelling import currency, day, identifier, tidy_id
from crm_planner.terms import CATEGORIES
from crm_planner.text import mark

_METRICS, _TREATMENTS = get_args(LicenceMetric), get_args(Treatment)
_LINE = one_line()


def complete(given: Answers, interview: Interview) -> Answers:
    """`given`, and the rest as it is answered. Raises KeyboardInterrupt where the questions are left."""
    ask, must = interview.ask, interview.must
    vendor = given.vendor or must(mark("Vendor: who sells it"), _LINE)
    product = given.product or must(mark("Product"), _LINE)
    name = given.id or must(mark("Id of the catalog, small letters"), identifier, tidy_id(vendor) or None)
    money = given.currency or must(mark("Currency, such as RUB"), currency)
    wording = mark("Do the prices contain tax: included, excluded, exempt or unknown")
    tax = given.tax or must(wording, among(_TREATMENTS), "unknown")
    of = given.prices_as_of or ask(mark("Day of the prices, such as 2026-11-23; nothing if it is not known"), day)
    source = given.source or must(mark("Where the prices are from"), _LINE, f"Price list of {vendor}")
    edition = given.edition or must(mark("Edition"), _LINE, "Standard")
    wording = mark("Who needs a licence: named_user, concurrent_user, server or company")
    metric = given.metric or must(wording, among(_METRICS))
    items = given.items or _items(interview, money)
    return Answers(vendor, product, name, money, tax, of, source, edition, metric, items)


def _items(interview: Interview, money: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    interview.note(mark("Now what the price list names: licences, support, training and so on"))
    while True:
        wording = mark("Item; nothing if there are no more") if found else mark("Item")
        name = interview.ask(wording, _LINE) if found else interview.must(wording, _LINE, "Licences")
        if name is None:
            return found
        found.append(_item(interview, name, money, {item["id"] for item in found}))


def _item(interview: Interview, name: str, money: str, taken: set[str]) -> dict[str, Any]:
    must = interview.must
    key = must(mark("Id of the item"), _new_id(taken), tidy_id(name) or None)
    interview.note(mark("Categories: {words}"), words=", ".join(CATEGORIES))
    category = must(mark("Category"), among(CATEGORIES), "licence" if not taken else None)
    charge = must(mark("Charged once, yearly, quarterly or monthly"), among(tuple(PERIODS_A_YEAR)), "once")
    interview.note(mark("Prices: {words}"), words=", ".join(_PRICES))
    kind = must(mark("How it is priced; on_request if the price is not known"), among(tuple(_PRICES)))
    item: dict[str, Any] = {"id": key} | ({"name": name} if name != key else {}) | {"category": category}
    return item | ({} if charge == "once" else {"charge": charge}) | {"price": _PRICES[kind](interview, money)}


def _new_id(taken: set[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if str(value) in taken or value == "total":
            refuse("ID005", f"{quoted(value)} is used already", "Choose another")
        return identifier(value)

    return read


def _amount(money: str, *, each: bool = False) -> Callable[[Any], Decimal]:
    """A reader of amounts with no more digits than the currency has; a price for one unit may have six."""
    return decimal(0, AMOUNT, UNIT_AMOUNT_DIGITS if each else MINOR_DIGITS[money], "51700", below=True)


_COUNT = decimal(0, QUANTITY, NUMBER_DIGITS, "10", above=True)


def _totals_of(money: str) -> Callable[[Any], dict[str, Any]]:
    """A reader of printed totals: 5=28000, 10=51700."""
    amount = _amount(money)

    def read(value: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for pair in str(value).split(","):
            quantity, _, total = (part.strip() for part in pair.partition("="))
            _COUNT(Plain(quantity))
            amount(Plain(total))
            if quantity in found:
                refuse("KEY005", f"{quantity} has two totals", "Keep one")
            found[quantity] = Plain(total)
        return found

    return read


def _flat(interview: Interview, money: str) -> dict[str, Any]:
    return {"kind": "flat", "amount": Plain(interview.must(mark("Amount"), _amount(money)))}


def _per_unit(interview: Interview, money: str) -> dict[str, Any]:
    return {"kind": "per_unit", "amount": Plain(interview.must(mark("Amount for one"), _amount(money, each=True)))}


def _totals(interview: Interview, money: str) -> dict[str, Any]:
    read = _totals_of(money)
    answer = interview.must(mark("Printed totals, such as 5=28000, 10=51700"), read)
    return {"kind": "published", "totals": read(answer)}


def _package(interview: Interview, money: str) -> dict[str, Any]:
    size = interview.must(mark("For how many one package is"), _COUNT)
    return {"kind": "package", "size": Plain(size), "amount": Plain(interview.must(mark("Amount"), _amount(money)))}


def _percent(interview: Interview, money: str) -> dict[str, Any]:
    rate = interview.must(mark("Percent points, such as 15"), decimal(0, PERCENT, NUMBER_DIGITS, "15"))
    base = interview.must(mark("Of which category"), among(CATEGORIES), "licence")
    return {"kind": "percent", "rate": Plain(rate), "of": [base]}


def _state(kind: str) -> Callable[[Interview, str], dict[str, Any]]:
    return lambda _interview, _money: {"kind": kind}


_PRICES: Mapping[str, Callable[[Interview, str], dict[str, Any]]] = {
    "per_unit": _per_unit,
    "flat": _flat,
    "totals": _totals,
    "package": _package,
    "percent": _percent,
    "included": _state("included"),
    "not_offered": _state("not_offered"),
    "on_request": _state("on_request"),
}
