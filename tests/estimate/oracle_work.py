"""Work by the hour a second time, in fractions, from the playbook's own description of its keys alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_answer import Answer, Charge, Row
from tests.estimate.oracle_client import World, within
from tests.estimate.oracle_numbers import BOUNDS, numbers, points
from tests.estimate.oracle_prices import NOTHING, rounded
from tests.estimate.oracle_tax import tax_on

Tree = Mapping[str, Any]
ONE = Fraction(1)


@dataclass(frozen=True)
class Piece:
    """One effort for one client, or for one wish (`order` is its place in the brief)."""

    id: str
    effort: Tree
    side: str
    role: str
    order: tuple[int, ...] = ()
    own: Mapping[str, Fraction] = field(default_factory=dict)
    factor: Mapping[str, Fraction] = field(default_factory=dict)


class Job:
    """All work of one candidate."""

    def __init__(self, world: World) -> None:
        self.world, self.numbers = world, numbers(world)
        needed = [piece for piece in self._every() if self._is_needed(piece.effort)]
        categories = list(dict.fromkeys(piece.effort["category"] for piece in needed))
        by_category = [sorted((one for one in needed if one.effort["category"] == name), key=lambda one: one.order)
                       for name in categories]  # fmt: skip
        self.needed = [piece for several in by_category for piece in several]
        self.on = [piece for piece in self.needed if self._is_on(piece)]
        self.wanted = [piece for piece in self.on if self.busy(piece, self.on)]

    def _every(self) -> Iterator[Piece]:
        for effort in self.world.playbook.get("efforts", ()):
            kind = effort.get("for_each")
            if kind is None:
                yield Piece(effort["id"], effort, effort["side"], effort["role"])
            elif kind == "integration":
                for order in range(len(self.world.brief.get("integrations", ()))):
                    own = {"count": ONE, "medium": ONE, "small": NOTHING, "large": NOTHING}
                    yield Piece(f"integration-{order + 1}", effort, effort["side"], effort["role"], (order,), own)
            else:
                yield from self._built(effort, kind)

    def _built(self, effort: Tree, kind: str) -> Iterator[Piece]:
        for order, wish in enumerate(self.world.brief.get("customisations", ())):
            if wish["kind"] == kind:
                by = self.world.playbook["builders"][wish.get("builder", "vendor")]
                count, size = Fraction(wish.get("count", 1)), wish.get("size", "medium")
                own = {"count": count, "small": NOTHING, "medium": NOTHING, "large": NOTHING} | {size: count}
                factor = points(by.get("factor", 1))
                yield Piece(f"customisation-{order + 1}", effort, by["side"], by["role"], (order,), own, factor)

    def _is_needed(self, effort: Tree) -> bool:
        when = effort.get("when")
        if when is None:
            return True
        several = [when] if isinstance(when, Mapping) else when
        return any(all(within(self.numbers[name], span) for name, span in one.items()) for one in several)

    def _is_on(self, piece: Piece) -> bool:
        said, scheduled = self.world.switches(), piece.effort.get("serves") == "schedule"
        for name in (piece.id, piece.effort["id"], piece.effort["category"]):
            as_a_whole = name == piece.effort["category"] and scheduled
            if isinstance(said.get(name), bool) and not (as_a_whole and said[name]):
                return bool(said[name])
        return not (piece.effort.get("optional") or scheduled) or self.quoted(piece) is not None

    def quoted(self, piece: Piece) -> Fraction | None:
        offers = [one for one in self.world.brief.get("quoted", ()) if self.world.named(one["candidate"])]
        return next((Fraction(one["amount"]) for one in offers if one["item"] == piece.id), None)

    def given(self, piece: Piece) -> dict[str, Fraction] | None:
        """The hours the brief gives for a piece of work."""
        tasks = self.world.brief.get("plan", {}).get("tasks", {}).values()
        return next((points(one["hours"][piece.id]) for one in tasks if piece.id in one.get("hours", {})), None)

    def busy(self, piece: Piece, among: list[Piece]) -> bool:
        given = self.given(piece)
        if given is not None:
            return given["high"] > 0
        return any(self._counts(piece, term, among) for term in piece.effort["formula"])

    def _counts(self, piece: Piece, term: Tree, among: list[Piece]) -> bool:
        figure = points(term.get("hours", term.get("minutes", term.get("percent"))))
        if figure["high"] == 0:
            return False
        if "percent" in term:
            return any(self.busy(one, among) for one in self._bases(piece, term, among))
        return all(self._number(piece, name) for name in _several(term.get("each", ())))

    def _bases(self, piece: Piece, term: Tree, among: list[Piece]) -> list[Piece]:
        names, sides = _several(term["of"]), term.get("sides") or ("vendor", "consultant", "in_house", "client")
        return [
            one
            for one in among
            if one.effort["id"] != piece.effort["id"]
            and one.side in sides
            and (one.effort["id"] in names or one.effort["category"] in names)
        ]

    def _number(self, piece: Piece, name: str) -> Fraction:
        return piece.own.get(name, self.numbers.get(name, NOTHING))

    def hours(self, piece: Piece, bound: str, among: list[Piece] | None = None) -> Fraction:
        """To the hundredth, half up."""
        among, spread = self.wanted if among is None else among, piece.effort.get("spread")
        at, given = "likely" if spread else bound, self.given(piece)
        if given is not None:
            return rounded(given[bound], Fraction(1, 100), "half_up")
        whole = NOTHING
        for term in piece.effort["formula"]:
            if not self._counts(piece, term, among):
                continue
            if "percent" in term:
                base = sum((self.hours(one, "likely", among) for one in self._bases(piece, term, among)
                            if self.busy(one, among)), NOTHING)  # fmt: skip
                whole += points(term["percent"])[at] / 100 * base
            else:
                value = points(term["hours"])[at] if "hours" in term else points(term["minutes"])[at] / 60
                for name in _several(term.get("each", ())):
                    value *= self._number(piece, name)
                whole += value
        if spread and bound != "likely":
            whole *= Fraction(spread[bound])
        return rounded(whole * piece.factor.get(bound, ONE), Fraction(1, 100), "half_up")

    def amount(self, piece: Piece, bound: str, among: list[Piece] | None = None) -> Fraction | None:
        """Once, or of one year, in the brief's currency."""
        rate = hourly(self.world, piece.role, self.world.currency)
        return None if rate is None else rounded(self.hours(piece, bound, among) * rate, self.world.cent, "half_up")

    def over_the_horizon(self, piece: Piece, once: Fraction, shown: str) -> Fraction | None:
        """Without tax or with it, where the brief wants that, each year rounded; None where nobody knows how."""
        years = list(self.world.years()) if piece.effort.get("charge") == "yearly" else [1]
        ways = [tax_on(self.world, self.item(piece), year) for year in self.world.years()][: len(years)]
        if None in [tax_on(self.world, self.item(piece), year) for year in self.world.years()] and shown != "published":
            return None
        whole = NOTHING
        for how in ways:
            one = once
            if how is not None and (how[0], shown) == ("included", "net"):
                one *= 100 / (100 + how[1])
            if how is not None and (how[0], shown) == ("excluded", "gross"):
                one *= (100 + how[1]) / 100
            whole += rounded(one, self.world.cent, "half_up")
        return whole

    def item(self, piece: Piece) -> Tree:
        charge = piece.effort.get("charge", "once")
        tax = {"treatment": self.world.playbook["rates"][piece.role].get("tax", "unknown"), "by_law": True}
        return {"id": piece.id, "category": piece.effort["category"], "charge": charge, "tax": tax}

    def fill(self, category: str, shown: str) -> tuple[Fraction, Fraction, Fraction] | None:
        """What stands in for a category nobody priced: everything of it that could be done."""
        charged = [one for one in self.needed if one.effort.get("serves", "price") == "price"]
        could = [one for one in charged if one.effort["category"] == category]
        among = [one for one in self.needed if one in self.on or one in could]
        pieces = [one for one in among if one.effort["category"] == category and self.busy(one, among)]
        sums = []
        for bound in BOUNDS if pieces else ():
            once = [(one, self.amount(one, bound, among)) for one in pieces]
            amounts = [None if amount is None else self.over_the_horizon(one, amount, shown) for one, amount in once]
            if None in amounts:
                return None
            sums.append(sum((amount for amount in amounts if amount is not None), NOTHING))
        return (sums[0], sums[1], sums[2]) if sums else None


def said(world: World) -> dict[str, Any]:
    """What the brief says an hour of a role costs, by itself or because of who does it."""
    people = world.brief.get("plan", {}).get("people", ())
    rates = {role: one["hourly"] for one in people if "hourly" in one for role in one["roles"]}
    rates.update(world.brief.get("rates", {}))
    return rates


def hourly(world: World, role: str, currency: str) -> Fraction | None:
    """The brief's rate, else the playbook's of the day, exchanged by way of the brief's currency."""
    card, own = world.playbook["rates"].get(role), said(world).get(role)
    amount, of = own, world.currency
    if own is None and card is not None:
        dated = [one for one in card.get("amounts", ()) if one["from"] <= world.day]
        amount = max(dated, key=lambda one: one["from"])["amount"] if dated else card.get("amount")
        of = card.get("currency", world.currency)
    if amount is None:
        return None
    if of == currency:
        return Fraction(amount)
    rates = {**world.brief.get("exchange", {}).get("rates", {}), world.currency: 1}
    return Fraction(amount) * Fraction(rates[of]) / Fraction(rates[currency]) if {of, currency} <= set(rates) else None


def add_work(answer: Answer) -> None:
    """A row for each piece the edition does not sell; gaps of the same category or name make room for it."""
    world, job = answer.world, Job(answer.world)
    firm = [row for row in answer.rows if row.status in ("priced", "included")]
    categories, names = {row.item["category"] for row in firm}, {row.item["id"] for row in firm}
    pieces = [one for one in job.wanted if one.effort["category"] not in categories and one.id not in names]
    done = [(one.effort["category"], one.id) for one in pieces]
    gaps = [row for row in answer.rows if row not in firm and not row.again]
    replaced = [row for row in gaps if any(row.item["category"] == one or row.item["id"] == name for one, name in done)]
    answer.rows = [row for row in answer.rows if not any(row is one for one in replaced)]
    for piece in pieces:
        answer.rows.append(_row(world, job, piece))


def _row(world: World, job: Job, piece: Piece) -> Row:
    item, amount = job.item(piece), job.amount(piece, "likely")
    quoted = job.quoted(piece)
    row = Row(item, "on_request", hours=tuple(job.hours(piece, bound) for bound in BOUNDS))
    due = amount if quoted is None else quoted
    if due is not None:
        row.status, row.basis = "priced", "assumed" if quoted is None else "quoted"
        row.charges = {1: Charge(due, due, due)}
        row.years = [due if item["charge"] == "yearly" or year == 1 else NOTHING for year in world.years()]
        row.taxable = list(row.years)
        row.rate_is_assumed = is_judged(world, piece.role)
    return row


def add_ends(answer: Answer) -> None:
    """The least and the largest amount of each line of work, shown as the likely one is."""
    job = Job(answer.world)
    pieces = {piece.id: piece for piece in job.wanted}
    for row in answer.rows:
        if row.hours and row.basis == "assumed":
            piece = pieces[row.item["id"]]
            low, high = (
                job.over_the_horizon(piece, job.amount(piece, bound) or NOTHING, answer.shown)
                for bound in ("low", "high")
            )
            row.ends = (low or NOTHING, high or NOTHING)


def is_judged(world: World, role: str) -> bool:
    return role not in said(world) and world.playbook["rates"][role].get("grade", "J") == "J"


def assumed(answer: Answer) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
    """What of the total rests on assumed hours: low, likely, high; and what of the likely one on judged rates."""
    rows = [row for row in answer.rows if row.basis == "assumed"]
    if not rows:
        return None
    amounts = [row.amount or NOTHING for row in rows]
    ends = [row.ends or (amount, amount) for row, amount in zip(rows, amounts, strict=True)]
    low, high = (sum(side, NOTHING) for side in zip(*ends, strict=True))
    judged = sum((amount for row, amount in zip(rows, amounts, strict=True) if _judged(answer, row)), NOTHING)
    return low, sum(amounts, NOTHING), high, judged


def _judged(answer: Answer, row: Row) -> bool:
    if row.hours:
        return row.rate_is_assumed
    dated = [one for one in row.item.get("prices", ()) if one["from"] <= answer.world.day]
    price = row.item.get("price") or max(dated, key=lambda one: one["from"])["price"]
    return price["kind"] != "effort" or is_judged(answer.world, price["role"])


def _several(written: Any) -> list[str]:
    return [written] if isinstance(written, str) else list(written)
