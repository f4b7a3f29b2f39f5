"""Who the client is and which items belong in the estimate, a second time: people, quantities, choices."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import comb
from typing import Any, NamedTuple

Tree = Mapping[str, Any]


class Staff(NamedTuple):
    """The people of one year: all, those inside at once, those who are new."""

    total: int
    peak: int
    joined: int


DIGITS = {"RUB": 2, "USD": 2, "JPY": 0, "KWD": 3}
BY_CATEGORY = {
    "licence": "licences", "support": "licences", "training": "trainees", "infrastructure": "servers",
    "customisation": "customisations", "integration": "integrations",
}  # fmt: skip


class World(NamedTuple):
    """One candidate before one client: the trees as they were written, and the day."""

    catalog: Tree
    edition: Tree
    brief: Tree
    playbook: Tree
    today: date

    @property
    def id(self) -> str:
        return f"{self.catalog['id']}/{self.edition['id']}"

    @property
    def day(self) -> date:
        return self.brief.get("date") or self.today

    def year_begins(self, year: int) -> date:
        """The day a year of the horizon begins, that of its start; 28 February where there is no 29th."""
        first = self.brief.get("start") or self.day
        try:
            return first.replace(year=first.year + year - 1)
        except ValueError:
            return first.replace(year=first.year + year - 1, day=28)

    @property
    def currency(self) -> str:
        return str(self.brief.get("currency", "RUB"))

    @property
    def cent(self) -> Fraction:
        return Fraction(1, 10 ** DIGITS[self.currency])

    @property
    def step(self) -> Fraction:
        written = self.catalog.get("rounding", {}).get("step")
        return Fraction(1, 10 ** DIGITS[self.catalog["currency"]]) if written is None else Fraction(written)

    @property
    def mode(self) -> str:
        return str(self.catalog.get("rounding", {}).get("mode", "half_up"))

    @property
    def exchange(self) -> Fraction:
        if self.catalog["currency"] == self.currency:
            return Fraction(1)
        return Fraction(self.brief["exchange"]["rates"][self.catalog["currency"]])

    def named(self, name: str) -> bool:
        """Whether a brief that says `name` means this candidate."""
        return name in (self.id, self.catalog["id"])

    def years(self) -> range:
        return range(1, self.brief.get("horizon_years", 1) + 1)

    def staff(self, year: int = 1) -> Staff:
        return staff_of(self.brief, self.playbook, year)

    def licences(self, year: int = 1) -> Fraction:
        staff = self.staff(year)
        servers = Fraction(self.brief.get("quantities", {}).get("servers", 1))
        return {
            "named_user": Fraction(staff.total),
            "concurrent_user": Fraction(staff.peak),
            "server": Fraction(-(-servers // 1)),
            "company": Fraction(1),
        }[self.edition["licence_metric"]]

    def quantities(self, year: int = 1) -> dict[str, Fraction]:
        total, trainees = self.staff(year).total, self.brief.get("trainees")
        return {
            "licences": self.licences(year),
            "users": Fraction(total),
            "trainees": Fraction(total if trainees is None else trainees),
            "servers": Fraction(1),
            "customisations": Fraction(sum(one.get("count", 1) for one in self.brief.get("customisations", ()))),
            "integrations": Fraction(len(self.brief.get("integrations", ()))),
            **{name: Fraction(number) for name, number in self.brief.get("quantities", {}).items()},
        }

    def switches(self) -> dict[str, Any]:
        """The general options, those for the catalog, those for the edition: the closer one wins."""
        options = self.brief.get("options", {})
        general = {key: value for key, value in options.items() if not isinstance(value, Mapping)}
        return {**general, **options.get(self.catalog["id"], {}), **options.get(self.id, {})}

    def choices(self) -> dict[str, list[Tree]]:
        found: dict[str, list[Tree]] = {}
        for item in self.edition["items"]:
            if item.get("choice"):
                found.setdefault(item["choice"], []).append(item)
        return found

    def facts(self) -> dict[str, str | None]:
        """The client's facts and choices: what the brief says, else the default."""
        said = self.switches()
        facts: dict[str, str | None] = {
            name: str(said.get(name, one["default"])) for name, one in self.catalog.get("inputs", {}).items()
        }
        for name, items in self.choices().items():
            default = next((item["id"] for item in items if item.get("default")), None)
            wanted = said.get(name, default)
            facts[name] = None if wanted in (None, False, "none") else str(wanted)
        return facts

    def unmet(self, requires: Tree) -> list[str]:
        """The names of requirements that do not hold."""
        facts, known = self.facts(), self.quantities()
        return [name for name, wanted in requires.items() if not _met(name, wanted, facts, known)]

    def selection(self) -> Iterator[tuple[Tree, str]]:
        """Items with what becomes of them: `line`, `gap`, or `refused` where the brief asks for what cannot be had."""
        facts, said, known = self.facts(), self.switches(), self.quantities()
        quoted = {one["item"] for one in self.brief.get("quoted", ()) if self.named(one["candidate"])}
        for item in self.edition["items"]:
            name, choice = item["id"], item.get("choice")
            if choice and facts[choice] != name:
                continue
            if not choice and said.get(name) is False:
                continue
            if not choice and item.get("optional") and said.get(name) is not True and name not in quoted:
                continue
            unmet = [] if name in quoted else self.unmet(item.get("requires", {}))
            asked = choice in said if choice else said.get(name) is True
            unknown = any(one not in known and isinstance(item["requires"][one], Mapping) for one in unmet)
            if not unmet:
                yield item, "line"
            elif asked:
                yield item, "refused"
            elif choice or unknown:
                yield item, "gap"
        for choice, items in self.choices().items():
            if choice not in said and facts[choice] is None and not all(item.get("optional") for item in items):
                yield items[0], "line" if items[0]["id"] in quoted else "gap"

    def unsuitable(self) -> bool:
        return any(
            name in known and not within(known[name], limit)
            for known in map(self.quantities, self.years())
            for name, limit in self.edition.get("limits", {}).items()
        )


def within(quantity: Fraction, limit: Tree) -> bool:
    low, high = limit.get("min"), limit.get("max")
    return (low is None or quantity >= low) and (high is None or quantity <= high)


def _met(name: str, wanted: Any, facts: Mapping[str, str | None], known: Mapping[str, Fraction]) -> bool:
    if isinstance(wanted, Mapping):
        return name in known and within(known[name], wanted)
    return facts.get(name) in ([wanted] if isinstance(wanted, str) else wanted)


def people(users: Any, playbook: Tree) -> tuple[int, int]:
    """Everybody, and the most at once."""
    if isinstance(users, int | Decimal):
        return int(users), int(users)
    if users.get("total") is None:
        core, occasional = users.get("core") or 0, users.get("occasional") or 0
        inside = -(-occasional * Fraction(playbook["sizing"]["occasional_share"]) // 1)
        return core + occasional, core + int(inside)
    total = int(users["total"])
    if users.get("peak") is not None:
        return total, int(users["peak"])
    if users.get("simultaneity") is not None:
        level = users.get("service_level")
        level = Fraction(playbook["sizing"]["service_level"] if level is None else level)
        return total, pool(total, Fraction(users["simultaneity"]), level)
    return total, total


def staff_of(brief: Tree, playbook: Tree, year: int) -> Staff:
    """The people of a year, from the year before it."""
    users, growth = brief["users"], brief.get("growth")
    total, peak = people(users, playbook)
    if year == 1 or growth is None:
        return Staff(total, peak, 0)
    before = staff_of(brief, playbook, year - 1).total
    written, leavers = growth.get("users"), growth.get("leavers", 0)
    if not written:
        now, joined = before + growth.get("joiners", 0) - leavers, growth.get("joiners", 0)
    else:
        entry = written.get(year)
        now = before if entry is None else entry["total"] if isinstance(entry, Mapping) else entry
        joined = max(0, now - before + leavers)
    said = {at: one for at, one in (written or {}).items() if isinstance(one, Mapping) and "peak" in one and at <= year}
    if said:
        last = max(said)
        return Staff(now, -(-said[last]["peak"] * now // said[last]["total"]), joined)
    if isinstance(users, Mapping) and users.get("simultaneity") is not None and users.get("peak") is None:
        level = users.get("service_level")
        level = Fraction(playbook["sizing"]["service_level"] if level is None else level)
        return Staff(now, pool(now, Fraction(users["simultaneity"]), level), joined)
    everybody = not isinstance(users, Mapping) or not {"peak", "core", "occasional"} & set(users)
    return Staff(now, now if everybody else -(-peak * now // total), joined)


@cache
def pool(total: int, chance: Fraction, level: Fraction) -> int:
    """The smallest c with P(more than c of `total` are inside) at most 1 - level, term by term; at least one."""
    for size in range(1, total):
        more = (comb(total, n) * chance**n * (1 - chance) ** (total - n) for n in range(size + 1, total + 1))
        if sum(more, Fraction(0)) <= 1 - level:
            return size
    return total
