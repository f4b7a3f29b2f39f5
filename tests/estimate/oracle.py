"""The order of calculation a second time: trees in, lines and totals in fractions out, slow and straightforward."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_answer import Answer, Row
from tests.estimate.oracle_client import BY_CATEGORY, World
from tests.estimate.oracle_discounts import amounts_off, covers, granted, percents_off
from tests.estimate.oracle_prices import (
    NEEDS_A_QUANTITY,
    NOTHING,
    ON_REQUEST,
    Asked,
    Bases,
    Circumstance,
    asked,
    rounded,
)
from tests.estimate.oracle_work import add_work, hourly

Tree = Mapping[str, Any]
PERIODS = {"once": 1, "yearly": 1, "quarterly": 4, "monthly": 12}


def estimate(world: World) -> Answer:
    """Steps 1 to 6 for every item that belongs in the estimate."""
    answer, selected = Answer(world, [], []), []
    for item, what in world.selection():
        if what == "refused":
            answer.refused.append("REF010")
        else:
            selected.append((item, what))
    book = _Book(answer, selected, granted(world))
    answer.rows = [book.row(item) for item, _ in selected]
    years = range(1, world.brief.get("horizon_years", 1) + 1)
    add_work(answer)
    for row in answer.rows:
        if row.hours:
            continue
        if row.net is not None:
            row.years = [_in_year(world, row, row.net, year) for year in years]
        elif row.status == "included":
            row.years = [NOTHING for _ in years]
    bought = [row for row in answer.rows if not row.hours]
    listed = {row.item["id"]: _in_year(world, row, row.listed, 1) for row in bought if row.listed is not None}
    amounts_off(world, bought, book.discounts, listed)
    return answer


class _Book:
    """The rows found so far: a percentage looks up those it is of, which may not have been asked yet."""

    def __init__(self, answer: Answer, selected: list[tuple[Tree, str]], discounts: list[Tree]) -> None:
        self.answer, self.world = answer, answer.world
        self.selected, self.discounts = selected, discounts
        self.known: dict[str, Row] = {}

    def row(self, item: Tree) -> Row:
        if item["id"] not in self.known:
            what = next(what for one, what in self.selected if one is item)
            self.known[item["id"]] = self._row(item, what)
        return self.known[item["id"]]

    def bases(self, item: Tree, names: list[str], which: str) -> Bases | None:
        """One year's charge of what `names` mean among the selected items; None if one is on request."""
        rows = [self.row(one) for one in self._meant(item, names)]
        if any(row.status == "on_request" for row in rows):
            return None
        charges = []
        for row in rows:
            figure = row.listed if which == "list" else row.net
            if figure is not None:
                own = figure / self.world.exchange if row.quoted else figure
                charges.append(own * PERIODS[row.item.get("charge", "once")])
        return Bases(charges, {row.basis for row in rows})

    def _meant(self, item: Tree, names: list[str]) -> list[Tree]:
        """Selected items called so, or where no item of the edition is, those of the category but the item itself."""
        meant: list[Tree] = []
        for name in names:
            ids = [one for one in self.world.edition["items"] if one["id"] == name]
            of_category = [one for one in self.world.edition["items"] if one["category"] == name and one is not item]
            meant += [one for one in ids or of_category if one not in meant]
        return [one for one in meant if any(one is other for other, _ in self.selected)]

    def _row(self, item: Tree, what: str) -> Row:
        offers = [one for one in self.world.brief.get("quoted", ()) if self.world.named(one["candidate"])]
        amounts = [Fraction(one["amount"]) for one in offers if one["item"] == item["id"]]
        if amounts:
            return Row(item, "priced", "quoted", amounts[0], amounts[0], quoted=True)
        if what == "gap":
            return Row(item, "on_request")
        offer = self._offer(item)
        row = Row(item, offer.status, offer.basis, offer.amount, offer.amount)
        if offer.amount is not None:
            percents_off(self.answer, row, [one for one in self.discounts if covers(self.world, one, item)])
        return row

    def _offer(self, item: Tree) -> Asked:
        """Steps 1 and 2: the price that holds on the day, at the quantity, less what is owned."""
        world, price = self.world, _price_on_the_day(self.world, item)
        name = item.get("quantity") or BY_CATEGORY.get(item["category"])
        quantity = world.quantities().get(name) if name else Fraction(1)
        if price is None or (quantity is None and price["kind"] in NEEDS_A_QUANTITY):
            return ON_REQUEST
        quantity = Fraction(1) if quantity is None else quantity
        owned = Fraction(sum(one["licences"] for one in world.brief.get("owned", ()) if world.named(one["candidate"])))
        of_licences = item["category"] == "licence" and _counts_licences(world, name)
        how = item.get("owned") or ("remainder" if of_licences else "ignore")
        if how == "ignore" or not owned:
            return self._at(item, price, quantity)
        if how == "remainder":
            return self._at(item, price, max(quantity - owned, NOTHING))
        whole, part = self._at(item, price, quantity), self._at(item, price, owned)
        if whole.amount is None or part.amount is None:
            return whole if whole.amount is None else part
        return whole._replace(amount=max(whole.amount - part.amount, NOTHING))

    def _at(self, item: Tree, price: Tree, quantity: Fraction) -> Asked:
        named = item.get("quantity") is not None
        around = Circumstance(
            quantity, named, self.world.step, self.world.mode,
            lambda names, which: self.bases(item, names, which),
            lambda role: hourly(self.world, role, self.world.catalog["currency"]),
        )  # fmt: skip
        return asked(price, around)


def _price_on_the_day(world: World, item: Tree) -> Tree | None:
    dated: list[Tree] = [one for one in item.get("prices", ()) if one["from"] <= world.day]
    latest = max(dated, key=lambda one: one["from"])["price"] if dated else None
    return item.get("price") or latest


def _counts_licences(world: World, name: str | None) -> bool:
    """Licences owned lessen what is counted in licences, not the number of servers or contacts."""
    same = {"named_user": "users", "server": "servers"}.get(world.edition["licence_metric"])
    return name in ("licences", same)


def _in_year(world: World, row: Row, amount: Fraction, year: int) -> Fraction:
    """Steps 4 to 6 for one year."""
    item = row.item
    charge, start, growth = item.get("charge", "once"), item.get("from_year", 1), Fraction(item.get("indexation", 0))
    if (year != start) if charge == "once" else (year < start):
        return NOTHING
    amount *= PERIODS[charge]
    foreign = world.catalog["currency"] != world.currency
    if growth and year > 1:
        step = world.cent if row.quoted and foreign else world.step
        amount = rounded(amount * (1 + growth / 100) ** (year - 1), step, world.mode)
    if foreign and not row.quoted:
        amount = rounded(amount * world.exchange, world.cent, "half_up")
    return amount
