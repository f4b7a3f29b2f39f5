"""A sweep of 1,000,000 points against a loop in Decimal, and 1,000 numbers of users against one comparison.

Three made-up price lists of ten lines each; the loop is what one would write by hand for them, and is extrapolated
from a sample of points, at each of which the sweep must say the same:

    python -m benchmarks.sweep          the report
    python -m benchmarks.sweep POINTS   one sweep of so many points: processor seconds and peak KiB
"""

import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from random import Random
from time import process_time
from typing import Any

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.files.playbooks import load_playbook
from crm_planner.place import Source
from crm_planner.project import Project, compare, sweep, with_discounts

USERS, YEARS = range(1, 1001), (1, 2, 3, 4, 5)
PERCENTS = tuple(Decimal(number) / 2 for number in range(200))
POINTS = len(USERS) * len(YEARS) * len(PERCENTS)
SAMPLE, ROUNDS = 300, 5
AIM = 1_000
DAY = date(2026, 11, 23)
UNIT = Decimal(1)

Tree = Mapping[str, Any]


def tree(vendor: int) -> dict[str, Any]:
    """The price list of one vendor: its figures differ, its lines do not."""
    base = 100 * (vendor + 7)
    tiers = [{"up_to": 10 * size, "unit": base * 10 - size * (40 + vendor)} for size in (1, 3, 10, 30)]
    slices = [{"up_to": 5 * size, "unit": base - 9 * size, "flat": 50 * size} for size in (1, 4, 20)]
    items = [
        {"id": "licences", "category": "licence", "price": {"kind": "volume", "tiers": [*tiers, {"unit": base * 8}]}},
        {
            "id": "modules",
            "category": "licence",
            "charge": "yearly",
            "quantity": "licences",
            "price": {"kind": "graduated", "tiers": [*slices, {"unit": base // 2}]},
        },
        {"id": "connector", "category": "licence", "price": {"kind": "flat", "amount": 17_350 + base}},
        {"id": "training", "category": "training", "price": {"kind": "package", "size": 10, "amount": 6_000 + base}},
        {"id": "deployment", "category": "deployment", "price": {"kind": "flat", "amount": 7_000 + base}},
        {
            "id": "support",
            "category": "support",
            "charge": "yearly",
            "indexation": 7,
            "price": {"kind": "percent", "rate": Decimal("17.5"), "of": ["licences", "connector"], "base": "net"},
        },
        {
            "id": "updates",
            "category": "support",
            "charge": "yearly",
            "price": {"kind": "percent", "rate": Decimal("4.25"), "of": ["licences"], "base": "net"},
        },
        {
            "id": "hosting",
            "category": "infrastructure",
            "charge": "monthly",
            "quantity": "users",
            "indexation": 5,
            "price": {"kind": "per_unit", "amount": Decimal(base) / 16, "minimum_quantity": 5},
        },
        {
            "id": "mailbox",
            "category": "other",
            "charge": "quarterly",
            "quantity": "users",
            "price": {"kind": "per_unit", "amount": Decimal("31.125"), "free_units": 10},
        },
        {"id": "migration", "category": "migration", "price": {"kind": "flat", "amount": 21_000}},
    ]
    edition = {"id": "standard", "name": "Standard", "licence_metric": "named_user", "items": items}
    return {
        "schema": "crm-planner/catalog/1",
        "id": f"vendor-{vendor}",
        "vendor": f"Vendor {vendor}",
        "product": "CRM",
        "currency": "RUB",
        "rounding": {"step": 1},
        "editions": [edition],
    }


PERIODS = {"once": 1, "yearly": 1, "quarterly": 4, "monthly": 12}


def by_hand(catalog: Tree, users: int, percent: Decimal, years: int) -> Decimal:
    """What one vendor costs over the years, with a discount on licences: a plain loop in Decimal."""
    net: dict[str, Decimal] = {}
    total = Decimal(0)
    for item in catalog["editions"][0]["items"]:
        listed = list_amount(item["price"], Decimal(users), net)
        off = rounded(listed * percent / 100) if item["category"] == "licence" else Decimal(0)
        charge = net[item["id"]] = max(listed - off, Decimal(0))
        growth = 1 + Decimal(item.get("indexation", 0)) / 100
        for year in range(1, years + 1 if item.get("charge", "once") != "once" else 2):
            due = charge * PERIODS[item.get("charge", "once")]
            total += rounded(due * growth ** (year - 1)) if year > 1 and growth > 1 else due
    return total


def rounded(amount: Decimal) -> Decimal:
    """Half up to whole roubles."""
    return amount.quantize(UNIT, ROUND_HALF_UP)


def list_amount(price: Tree, quantity: Decimal, net: Mapping[str, Decimal]) -> Decimal:
    """One charge period of a price."""
    kind = price["kind"]
    if kind == "volume":
        return rounded(quantity * next(one["unit"] for one in price["tiers"] if quantity <= one.get("up_to", quantity)))
    if kind == "graduated":
        return rounded(sum(slices(price, quantity), Decimal(0)))
    if kind == "per_unit":
        billed = max(quantity, Decimal(price.get("minimum_quantity", 0))) - price.get("free_units", 0)
        return rounded(max(billed, Decimal(0)) * price["amount"])
    if kind == "package":
        return Decimal(ceil(quantity / price["size"]) * price["amount"])
    if kind == "percent":
        return rounded(sum((net[name] for name in price["of"]), Decimal(0)) * price["rate"] / 100)
    return Decimal(price["amount"])


def slices(price: Tree, quantity: Decimal) -> Iterator[Decimal]:
    """What each tier that is reached costs."""
    below = Decimal(0)
    for number, tier in enumerate(price["tiers"]):
        if number and quantity <= below:
            return
        end = min(quantity, Decimal(tier.get("up_to", quantity)))
        yield (end - below) * tier["unit"] + tier.get("flat", 0)
        below = end


def project() -> tuple[Project, tuple[str, ...]]:
    """The three vendors, for a client who negotiates a discount on licences with each of them."""
    catalogs = tuple(WrittenCatalog(Catalog.model_validate(one), Source("made-up")) for one in map(tree, range(3)))
    brief = WrittenBrief(Brief.model_validate({"client": {"name": "Client"}, "users": 10}), Source("made-up"))
    made = Project(brief, catalogs, load_playbook(), DAY)
    return with_discounts(made, [one.id for one in made.candidates()], "licence")


def seconds_by_hand(points: list[tuple[int, int, int]]) -> tuple[float, list[list[Decimal]]]:
    """Processor seconds of the loop over some points, and its totals for each vendor."""
    catalogs = [tree(vendor) for vendor in range(3)]
    began = process_time()
    found = [[by_hand(one, USERS[u], PERCENTS[p], YEARS[y]) for one in catalogs] for y, u, p in points]
    return process_time() - began, found


def swept(points: int) -> tuple[float, int]:
    """Processor seconds of a sweep of about so many points, and the peak memory of this process in KiB."""
    from crm_planner.compare.sweep import Axis

    made, figures = project()
    axis = Axis(figures, PERCENTS[: max(1, points * len(PERCENTS) // POINTS)])
    sweep(made, USERS[:2], YEARS[:1], axis)
    began = process_time()
    sweep(made, USERS, YEARS, axis)
    return process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def in_a_process(points: int) -> tuple[float, int]:
    """`swept`, in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.sweep", str(points)]
    seconds, peak = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    return float(seconds), int(peak)


def agree(points: list[tuple[int, int, int]], by_hand: list[list[Decimal]]) -> None:
    """Stop where the sweep says something else than the loop."""
    from crm_planner.compare.sweep import Axis

    made, figures = project()
    found = sweep(made, USERS, YEARS, Axis(figures, PERCENTS))
    for (y, u, p), totals in zip(points, by_hand, strict=True):
        said = [int(course.total[y, u, p]) * found.unit for course in found.courses.values()]
        if said != totals:
            sys.exit(f"{USERS[u]} users, {YEARS[y]} years, {PERCENTS[p]} %: the sweep says {said}, the loop {totals}")


def main() -> None:
    """Print the factor, the peak memory, and what a sweep over users takes of one comparison."""
    random = Random(1)  # noqa: S311 - a sample
    points = [(random.randrange(5), random.randrange(1000), random.randrange(200)) for _ in range(SAMPLE)]
    seconds, totals = seconds_by_hand(points)
    loops, sweeps, tenths, alone = [seconds], [], [], []
    for _ in range(ROUNDS):
        loops.append(seconds_by_hand(points)[0])
        sweeps.append(in_a_process(POINTS))
        tenths.append(in_a_process(POINTS // 10))
        alone.append(_users_against_compare())
    agree(points, totals)
    loop, fast = min(loops) / SAMPLE * POINTS, min(sweeps)[0]
    whole, tenth = (min(peak for _, peak in several) / 1024 for several in (sweeps, tenths))
    print(f"{POINTS:,} points of 3 price lists of 10 lines, {SAMPLE} of them checked, best of {ROUNDS} rounds")
    print(f"{'a loop in Decimal, extrapolated':36}{loop:>9.1f} s")
    print(f"{'crm-planner, sweep':36}{fast:>9.3f} s{loop / fast:>8,.0f} times as fast; aim >= {AIM:,}")
    print(f"{'peak memory':36}{whole:>7.0f} MiB{tenth:>7.0f} MiB for a tenth of the points")
    print(f"{'1,000 numbers of users':36}{min(alone):>9.1f} times one comparison")


def _users_against_compare() -> float:
    """How many comparisons for one number of users a sweep over 1,000 takes."""
    made, _ = project()
    began = process_time()
    compare(made)
    compared = process_time()
    sweep(made, USERS)
    return (process_time() - compared) / (compared - began)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(*swept(int(sys.argv[1])))
    else:
        main()
