"""The whole order of calculation a second time: trees in, lines and totals in fractions out, slow and straightforward."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_client import BY_CATEGORY, World
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

Tree = Mapping[str, Any]
PERIODS = {"once": 1, "yearly": 1, "quarterly": 4, "monthly": 12}
GAPS = ("not_offered", "on_request")


@dataclass
class Row:
    """One line; `listed` and `net` are of one charge period, `years` in the brief's currency."""

    item: Tree
    status: str
    basis: str | None = None
    listed: Fraction | None = None
    net: Fraction | None = None
    years: list[Fraction] = field(default_factory=list)
    quoted: bool = False

    @property
    def amount(self) -> Fraction | None:
        return None if self.status in GAPS else sum(self.years, NOTHING)


@dataclass
class Answer:
    """What one candidate costs, or why nobody can say (`refused`: codes of problems)."""

    world: World
    rows: list[Row]
    refused: list[str]

    @property
    def missing(self) -> list[str]:
        return list(dict.fromkeys(row.item["category"] for row in self.rows if row.status in GAPS))

    @property
    def by_year(self) -> list[Fraction]:
        years = range(self.world.brief.get("horizon_years", 1))
        return [sum((row.years[year] for row in self.rows if row.years), NOTHING) for year in years]

    @property
    def total(self) -> Fraction:
        return sum(self.by_year, NOTHING)

    @property
    def npv(self) -> Fraction | None:
        rate = self.world.brief.get("discount_rate")
        if rate is None:
            return self.total if len(self.by_year) == 1 else None
        worth = NOTHING
        for year, amount in enumerate(self.by_year):
            worth += amount / (1 + Fraction(rate)) ** year
        return rounded(worth, self.world.cent, "half_up")

    def category(self, name: str) -> Fraction | None:
        """The sum of a category, if there are such lines and all amounts are known."""
        amounts = [row.amount for row in self.rows if row.item["category"] == name]
        return None if not amounts or None in amounts else sum((one for one in amounts if one is not None), NOTHING)

    def taxes(self) -> tuple[Fraction, Fraction, Fraction] | None:
        """Tax, net and gross over the horizon, if the treatment of every priced line is known."""
        groups: dict[tuple[Any, ...], list[Row]] = {}
        for row in self.rows:
            if row.status == "priced":
                how = _tax(self.world, row.item)
                if how is None:
                    return None
                groups.setdefault(how, []).append(row)
        inside = on_top = NOTHING
        for (treatment, rate, once), rows in groups.items():
            factor = rate / (100 + rate) if treatment == "included" else rate / 100
            tax = NOTHING
            for year in range(len(self.by_year)):
                amounts = [row.years[year] for row in rows]
                bases = amounts if once == "line" else [sum(amounts, NOTHING)]
                tax += sum((rounded(base * factor, self.world.cent, "half_up") for base in bases), NOTHING)
            inside, on_top = (inside + tax, on_top) if treatment == "included" else (inside, on_top + tax)
        return inside + on_top, self.total - inside, self.total + on_top


def _tax(world: World, item: Tree) -> tuple[str, Fraction, str] | None:
    """Treatment, rate and rounding: the item's, else the catalog's, else for the rate the playbook's by date."""
    own, general = item.get("tax", {}), world.catalog.get("tax", {"treatment": "unknown"})
    treatment = own.get("treatment", general["treatment"])
    once = own.get("round", general.get("round", "total"))
    if treatment == "unknown":
        return None
    if treatment == "exempt":
        return treatment, NOTHING, once
    rate = own.get("rate", general.get("rate"))
    if rate is None:
        country = world.brief["client"].get("country")
        dated = [one for table in world.playbook["taxes"] if table["country"] == country for one in table["rates"]]
        begun = [one for one in dated if one["from"] <= world.day]
        rate = max(begun, key=lambda one: one["from"])["rate"] if begun else None
    return None if rate is None else (treatment, Fraction(rate), once)


def estimate(world: World) -> Answer:
    """Steps 1 to 6 for every item that belongs in the estimate."""
    answer = Answer(world, [], [])
    selected = []
    for item, what in world.selection():
        if what == "refused":
            answer.refused.append("REF010")
        else:
            selected.append((item, what))
    discounts = _granted(world)
    known: dict[str, Row] = {}

    def row_of(item: Tree) -> Row:
        if item["id"] not in known:
            what = next(what for one, what in selected if one is item)
            known[item["id"]] = _row(answer, item, what, bases, discounts)
        return known[item["id"]]

    def bases(item: Tree, names: list[str], which: str) -> Bases | None:
        """One year's charge of what `names` mean among the selected items; None if one is on request."""
        meant = []
        for name in names:
            ids = [one for one in world.edition["items"] if one["id"] == name]
            of_category = [one for one in world.edition["items"] if one["category"] == name and one is not item]
            meant += [one for one in ids or of_category if one not in meant]
        rows = [row_of(one) for one in meant if any(one is other for other, _ in selected)]
        if any(row.status == "on_request" for row in rows):
            return None
        charges = []
        for row in rows:
            figure = row.listed if which == "list" else row.net
            if figure is not None:
                own = figure / world.exchange if row.quoted else figure
                charges.append(own * PERIODS[row.item.get("charge", "once")])
        return Bases(charges, {row.basis for row in rows})

    answer.rows = [row_of(item) for item, _ in selected]
    for row in answer.rows:
        if row.net is not None:
            row.years = [_in_year(world, row, row.net, year) for year in _years(world)]
        elif row.status == "included":
            row.years = [NOTHING for _ in _years(world)]
    _amounts_off(world, answer.rows, discounts)
    return answer


def _years(world: World) -> range:
    return range(1, world.brief.get("horizon_years", 1) + 1)


Lookup = Callable[[Tree, list[str], str], Bases | None]


def _row(answer: Answer, item: Tree, what: str, bases: Lookup, discounts: list[Tree]) -> Row:
    world = answer.world
    offers = [one for one in world.brief.get("quoted", ()) if world.named(one["candidate"]) and one["item"] == item["id"]]
    if offers:
        amount = Fraction(offers[0]["amount"])
        return Row(item, "priced", "quoted", amount, amount, quoted=True)
    if what == "gap":
        return Row(item, "on_request")
    offer = _offer(world, item, bases)
    row = Row(item, offer.status, offer.basis, offer.amount, offer.amount)
    if offer.amount is not None:
        _percents_off(answer, row, [one for one in discounts if _covers(world, one, item)])
    return row


def _offer(world: World, item: Tree, bases: Lookup) -> Asked:
    """Steps 1 and 2: the price that holds on the day, at the quantity, less what is owned."""
    price = item.get("price")
    if price is None:
        begun = [one for one in item["prices"] if one["from"] <= world.day]
        if not begun:
            return ON_REQUEST
        price = max(begun, key=lambda one: one["from"])["price"]
    name = item.get("quantity") or BY_CATEGORY.get(item["category"])
    quantity = world.quantities().get(name) if name else Fraction(1)
    if quantity is None and price["kind"] in NEEDS_A_QUANTITY:
        return ON_REQUEST

    def at(count: Fraction) -> Asked:
        around = Circumstance(
            count, item.get("quantity") is not None, world.step, world.mode,
            lambda names, which: bases(item, names, which), lambda role: _rate(world, role),
        )  # fmt: skip
        return asked(price, around)

    quantity = Fraction(1) if quantity is None else quantity
    owned = Fraction(sum(one["licences"] for one in world.brief.get("owned", ()) if world.named(one["candidate"])))
    of_licences = item["category"] == "licence" and _counts_licences(world, name)
    how = item.get("owned") or ("remainder" if of_licences else "ignore")
    if how == "ignore" or not owned:
        return at(quantity)
    if how == "remainder":
        return at(max(quantity - owned, NOTHING))
    whole, part = at(quantity), at(owned)
    if whole.amount is None or part.amount is None:
        return whole if whole.amount is None else part
    return whole._replace(amount=max(whole.amount - part.amount, NOTHING))


def _counts_licences(world: World, name: str | None) -> bool:
    """Licences owned lessen what is counted in licences, not the number of servers or contacts."""
    same = {"named_user": "users", "server": "servers"}.get(world.edition["licence_metric"])
    return name in ("licences", same)


def _rate(world: World, role: str) -> Fraction | None:
    rate = world.playbook["rates"].get(role)
    if rate is None or rate.get("amount") is None:
        return None
    return Fraction(rate["amount"]) if rate.get("currency", world.currency) == world.catalog["currency"] else None


def _granted(world: World) -> list[Tree]:
    """The vendor's discounts that hold on the day and whose requirements are met, then the brief's."""
    vendor = [
        {**one, "vendor": True}
        for one in world.catalog.get("discounts", ())
        if (one.get("from") is None or one["from"] <= world.day)
        and (one.get("until") is None or world.day <= one["until"])
        and not world.unmet(one.get("requires", {}))
    ]
    return vendor + [one for one in world.brief.get("discounts", ()) if world.named(one["candidate"])]


def _covers(world: World, discount: Tree, item: Tree) -> bool:
    """Names are items of the edition, else categories; `category` is a category."""
    if discount.get("category"):
        return bool(item["category"] == discount["category"])
    ids = {one["id"] for one in world.edition["items"]}
    return any(item["id"] == name if name in ids else item["category"] == name for name in discount["items"])


def _percents_off(answer: Answer, row: Row, discounts: list[Tree]) -> None:
    """Step 3, percent discounts: each rounded, combined as the catalog says."""
    world, stacking = answer.world, answer.world.catalog.get("stacking")
    if len(discounts) > 1 and stacking is None:
        answer.refused.append("REF011")
        return
    listed = left = row.listed or NOTHING
    off = []
    for one in discounts:
        if one.get("percent") is not None:
            of = left if stacking == "compound" else listed
            off.append(rounded(of * Fraction(one["percent"]) / 100, world.step, world.mode))
            left -= off[-1]
    if stacking == "best" and off:
        left = listed - max(off)
    row.net = max(left, NOTHING)


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


def _amounts_off(world: World, rows: list[Row], discounts: list[Tree]) -> None:
    """Step 3, amount discounts: once, in year 1, in minor units by largest remainder; never below 0."""
    best = world.catalog.get("stacking") == "best"
    listed = {row.item["id"]: _in_year(world, row, row.listed, 1) for row in rows if row.listed is not None}
    for one in discounts:
        covered = [row for row in rows if row.years and row.net is not None and not row.quoted]
        covered = [row for row in covered if one.get("amount") is not None and _covers(world, one, row.item)]
        due = [listed[row.item["id"]] if best else row.years[0] for row in covered]
        if not sum(due):
            continue
        off = Fraction(one["amount"])
        if one.get("vendor") and world.catalog["currency"] != world.currency:
            off = rounded(off * world.exchange, world.cent, "half_up")
        for row, before, share in zip(covered, due, spread(min(off, sum(due, NOTHING)), due, world.cent), strict=True):
            row.years[0] = min(row.years[0], before - share) if best else before - share


def spread(amount: Fraction, over: list[Fraction], cent: Fraction) -> list[Fraction]:
    """`amount` in proportion to `over`: whole cents first, the rest one by one to the largest remainders."""
    fair = [amount * one / sum(over) / cent for one in over]
    cents = [int(one) for one in fair]
    order = sorted(range(len(fair)), key=lambda number: (-(fair[number] - cents[number]), number))
    for number in order[: int(amount / cent) - sum(cents)]:
        cents[number] += 1
    return [number * cent for number in cents]
