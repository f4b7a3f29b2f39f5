"""The order of calculation a second time: trees in, lines and totals in fractions out, slow and straightforward."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_answer import Answer, Charge, Row
from tests.estimate.oracle_client import World
from tests.estimate.oracle_discounts import amounts_off, covers, granted, percents_off
from tests.estimate.oracle_prices import (
    NEEDS_A_QUANTITY,
    NOTHING,
    Asked,
    Bases,
    Circumstance,
    asked,
    rounded,
)
from tests.estimate.oracle_sale import sell
from tests.estimate.oracle_tax import settle
from tests.estimate.oracle_work import add_ends, add_work, hourly
from tests.estimate.oracle_years import (
    comebacks,
    counted,
    counted_name,
    counts_licences,
    covered,
    due,
    is_support,
    moves,
    reentry_price,
    so_far,
)

Tree = Mapping[str, Any]
PERIODS = {"once": 1, "yearly": 1, "quarterly": 4, "monthly": 12}
STATES = ("included", "not_offered", "on_request")
FIRMNESS = [None, "published", "computed", "extrapolated", "assumed"]


def estimate(world: World) -> Answer:
    """Steps 1 to 7 for every item that belongs in the estimate."""
    answer, selected = Answer(world, [], []), []
    for item, what in world.selection():
        if what == "refused":
            answer.refused.append("REF010")
        else:
            selected.append((item, what))
    book = _Book(answer, selected, granted(world))
    answer.rows = [row for item, _ in selected for row in (book.row(item), *book.comeback(item))]
    for row in answer.rows:
        if row.charges:
            row.years = [book.amount(row, year, "net") for year in world.years()]
            row.taxable = [book.amount(row, year, "taxed") for year in world.years()]
        elif row.status == "included":
            row.years = [NOTHING for _ in world.years()]
    listed = {row.item["id"]: book.amount(row, 1, "listed") for row in answer.rows if row.charges}
    amounts_off(world, answer.rows, book.discounts, listed)
    add_work(answer)
    settle(answer)
    add_ends(answer)
    return answer


class _Book:
    """The rows found so far: a percentage looks up those it is of, which may not have been asked yet."""

    def __init__(self, answer: Answer, selected: list[tuple[Tree, str]], discounts: list[Tree]) -> None:
        self.answer, self.world = answer, answer.world
        self.selected, self.discounts = selected, discounts
        self.known: dict[str, Row] = {}
        self.had = [item for item, what in selected if what == "line"]
        items = (item for item, _ in selected)
        self.keeps = any(one["category"] == "licence" and one.get("charge", "once") == "once" for one in items)

    def row(self, item: Tree) -> Row:
        if item["id"] not in self.known:
            what = next(what for one, what in self.selected if one is item)
            self.known[item["id"]] = self._reduced(self._row(item, what))
        return self.known[item["id"]]

    def comeback(self, item: Tree) -> list[Row]:
        """The line for buying support again after years without it."""
        price = _price_on_the_day(self.world, item)
        had = any(item is one for one in self.had) and is_support(item)
        years = dict(comebacks(self.world, item)) if had else {}
        if not years or price is None or price["kind"] in ("included", "not_offered"):
            return []
        again = {**item, "id": f"{item['id']}-reentry", "charge": "once", "owned": None, "every": None, "covers": []}
        row = Row(again, "on_request", again=True)
        prices = {year: reentry_price(item, missed) for year, missed in years.items()}
        if None not in prices.values():
            row = self._priced(row, {year: one for year, one in prices.items() if one is not None})
        return [self._reduced(row)]

    def amount(self, row: Row, year: int, part: str) -> Fraction:
        """Steps 4 to 6 for one year."""
        item = row.item
        if row.again or (item.get("charge", "once") == "once" and not item.get("every")):
            charge = row.due.get(year) if row.again or year >= item.get("from_year", 1) else None
        else:
            charge = _one_year(row.due, year) if due(self.world, item, year) else None
        if charge is None or (
            not row.again and due(self.world, item, year) and covered(self.world, item, self.had, year)
        ):
            return NOTHING
        return _in_year(self.world, row, getattr(charge, part), year)

    def bases(self, item: Tree, price: Tree, year: int, *, extra: bool) -> Bases | None:
        """One year's charge of what a percentage is of among the selected items; None if one is on request."""
        names, which = list(price["of"]), price.get("base", "list")
        rows = [self.row(one) for one in self._meant(item, names)]
        if any(row.status == "on_request" for row in rows):
            return None
        charges, firmness = [], set[str | None]()
        for row in rows:
            whole = self._list_of_all(row, year) if row.charges and which == "all" and not extra else None
            firmness.add(whole.basis if whole else row.basis)
            if whole is not None:
                if whole.amount is None:
                    return None
                charges.append(whole.amount)
            elif row.charges:
                figure = self._base(row, "net" if which == "net" else "listed", year, extra=extra)
                own = figure / self.world.exchange if row.quoted else figure
                charges.append(own * PERIODS[row.item.get("charge", "once")])
        return Bases(charges, firmness)

    def _base(self, row: Row, part: str, year: int, *, extra: bool) -> Fraction:
        if row.item.get("charge", "once") != "once" or row.item.get("every"):
            return Fraction(getattr(_one_year(row.charges, year), part))
        first = min(row.charges)
        years = [at for at in row.charges if (at == year and at != first if extra else at <= year or at == first)]
        return sum((getattr(row.charges[at], part) for at in years), NOTHING)

    def _list_of_all(self, row: Row, year: int) -> Asked | None:
        """The list price of all the client has of something bought once; None where that is its charge."""
        item, world, name = row.item, self.world, counted_name(row.item)
        price = _price_on_the_day(world, item)
        if row.quoted or name is None or item.get("charge", "once") != "once" or price is None:
            return None
        if price["kind"] in ("percent", "effort") or name not in world.quantities():
            return None
        owned, how = self._owned(item)
        if how == "ignore":
            return None
        return self._at(item, price, max(so_far(world, name, year), owned), year)

    def _meant(self, item: Tree, names: list[str]) -> list[Tree]:
        """Selected items called so, or where no item of the edition is, those of the category but the item itself."""
        meant: list[Tree] = []
        for name in names:
            ids = [one for one in self.world.edition["items"] if one["id"] == name]
            of_category = [
                one for one in self.world.edition["items"] if one["category"] == name and one["id"] != item["id"]
            ]
            meant += [one for one in ids or of_category if one not in meant]
        return [one for one in meant if any(one is other for other, _ in self.selected)]

    def _row(self, item: Tree, what: str) -> Row:
        offers = [one for one in self.world.brief.get("quoted", ()) if self.world.named(one["candidate"])]
        amounts = [Fraction(one["amount"]) for one in offers if one["item"] == item["id"]]
        if amounts:
            first = min(item.get("from_year", 1), max(self.world.years()))
            return Row(item, "priced", "quoted", {first: Charge(*amounts[:1] * 3)}, quoted=True)
        if what == "gap":
            return Row(item, "on_request")
        when = [year for year in self.world.years() if due(self.world, item, year)]
        if when and all(covered(self.world, item, self.had, year) for year in when):
            return Row(item, "included")
        price = _price_on_the_day(self.world, item)
        return Row(item, "on_request") if price is None else self._priced(Row(item, "priced"), {1: price})

    def _priced(self, row: Row, prices: dict[int, Tree]) -> Row:
        """Steps 1 and 2 for the first purchase and for each later year with a charge of its own."""
        item, name = row.item, counted_name(row.item)
        known = name is None or name in self.world.quantities()
        if not known and any(price["kind"] in NEEDS_A_QUANTITY for price in prices.values()):
            row.status = "on_request"
            return row
        last = max(self.world.years())
        first = min(item.get("from_year", 1), last)
        price = next(iter(prices.values()))
        if row.again:
            offers = {year: self._offer(item, one, year) for year, one in prices.items()}
        elif item.get("charge", "once") != "once":
            offers = {year: self._offer(item, price, year) for year in range(first, last + 1)}
        elif item.get("every"):
            years = [year for year in self.world.years() if due(self.world, item, year)] or [first]
            offers = {year: self._offer(item, price, year) for year in years}
        else:
            offers = {first: self._offer(item, price, first)}
            more = ((year, self._addition(item, price, year)) for year in range(first + 1, last + 1))
            offers |= {year: one for year, one in more if one is not None}
        return self._together(row, offers)

    def _together(self, row: Row, offers: dict[int, Asked]) -> Row:
        usual = next(iter(offers.values()))
        gap = next((one for one in offers.values() if one.status in ("on_request", "not_offered")), None)
        row.status = gap.status if gap else usual.status
        row.basis = None if gap else max((one.basis for one in offers.values()), key=FIRMNESS.index)
        if gap is None:
            row.charges = {at: Charge(*[one.amount] * 3) for at, one in offers.items() if one.amount is not None}
        return row

    def _reduced(self, row: Row) -> Row:
        if row.charges:
            percents_off(self.answer, row, [one for one in self.discounts if covers(self.world, one, row)])
            sell(self.world, row)
        return row

    def _owned(self, item: Tree) -> tuple[Fraction, str]:
        """How many of what an item counts the client owns, and what those, and what is added, do to its price."""
        world, name = self.world, counted_name(item)
        owned = Fraction(sum(one["licences"] for one in world.brief.get("owned", ()) if world.named(one["candidate"])))
        of_licences = item["category"] == "licence" and counts_licences(world, name)
        how = item.get("owned") or ("remainder" if item["category"] == "licence" else "ignore")
        lessens = item.get("owned") or of_licences
        return (owned if lessens and how != "ignore" else NOTHING), how

    def _offer(self, item: Tree, price: Tree, year: int) -> Asked:
        """What an item costs in a year at the quantity of that year, less what is owned."""
        known = counted_name(item) is None or counted_name(item) in self.world.quantities()
        quantity = counted(self.world, item, year, keeps=self.keeps) if known else Fraction(1)
        owned, how = self._owned(item)
        if not owned:
            return self._at(item, price, quantity, year)
        if how == "remainder":
            return self._at(item, price, max(quantity - owned, NOTHING), year)
        return self._difference(item, price, quantity, owned, year)

    def _addition(self, item: Tree, price: Tree, year: int) -> Asked | None:
        """What more of something bought once costs in a year; None where nothing is added."""
        name, (owned, how) = counted_name(item), self._owned(item)
        if how == "ignore" or price["kind"] in (*STATES, "flat"):
            return None
        if price["kind"] == "percent":
            listed = self.bases(item, {**price, "base": "list"}, year, extra=True)
            if listed is None or not sum(listed.charges):
                return None
            return self._at(item, price, Fraction(1), year, extra=True)
        if name is None or not moves(self.world, name):
            return None
        had, has = max(so_far(self.world, name, year - 1), owned), so_far(self.world, name, year)
        if has <= had:
            return None
        if how == "difference":
            return self._difference(item, price, has, had, year)
        return self._at(item, price, has - had, year)

    def _difference(self, item: Tree, price: Tree, all_of_it: Fraction, had: Fraction, year: int) -> Asked:
        whole, part = self._at(item, price, all_of_it, year), self._at(item, price, had, year)
        if whole.amount is None or part.amount is None:
            return whole if whole.amount is None else part
        return whole._replace(amount=max(whole.amount - part.amount, NOTHING))

    def _at(self, item: Tree, price: Tree, quantity: Fraction, year: int, *, extra: bool = False) -> Asked:
        named = item.get("quantity") is not None
        around = Circumstance(
            quantity, named, self.world.step, self.world.mode,
            lambda: self.bases(item, price, year, extra=extra),
            lambda role: hourly(self.world, role, self.world.catalog["currency"]),
        )  # fmt: skip
        return asked(price, around)


def _one_year(charges: Mapping[int, Charge], year: int) -> Charge:
    """The charge that holds in a year: the last one up to it, else the first."""
    return charges[max((at for at in charges if at <= year), default=min(charges))]


def _price_on_the_day(world: World, item: Tree) -> Tree | None:
    dated: list[Tree] = [one for one in item.get("prices", ()) if one["from"] <= world.day]
    latest = max(dated, key=lambda one: one["from"])["price"] if dated else None
    return item.get("price") or latest


def _in_year(world: World, row: Row, amount: Fraction, year: int) -> Fraction:
    """Periods, indexation, exchange."""
    growth = Fraction(row.item.get("indexation", 0))
    amount *= PERIODS[row.item.get("charge", "once")]
    foreign = world.catalog["currency"] != world.currency
    if growth and year > 1:
        step = world.cent if row.quoted and foreign else world.step
        amount = rounded(amount * (1 + growth / 100) ** (year - 1), step, world.mode)
    if foreign and not row.quoted:
        amount = rounded(amount * world.exchange, world.cent, "half_up")
    return amount
