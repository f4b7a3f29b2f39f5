"""One full comparison in the exact target against a loop in Decimal: 3 candidates, 30 lines, 5 years, tax of each cell.

The loop is what one would write by hand for these price lists; all must come to the same kopecks. A command evaluates
its model once, as it stands; a model that is evaluated many times is compiled to a function before:

    python -m benchmarks.exact
"""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from time import process_time
from typing import Any

from benchmarks.ratios import interleaved, report
from benchmarks.sweep import PERIODS, list_amount, rounded, tree
from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.files.playbooks import load_playbook
from crm_planner.formula.exact import evaluate
from crm_planner.formula.function import function_of
from crm_planner.place import Source
from crm_planner.project import Project, price

USERS, YEARS, COPIES, ROUNDS, IN_A_ROW = 25, 5, 3, 15, 5
KOPECK = Decimal("0.01")
FUNCTION, ONCE = "every cell, compiled before", "every cell, as it stands"
AIMS = {FUNCTION: 0.3, ONCE: 2}

Tree = Mapping[str, Any]


def long_tree(vendor: int) -> dict[str, Any]:
    """A price list of thirty lines: those of the sweep three times, every price with tax in it, shown line by line."""
    made = tree(vendor)
    edition = made["editions"][0]
    items = [copied(item, number) for number in range(COPIES) for item in edition["items"]]
    tax = {"treatment": "included", "rate": 20, "round": "line"}
    return {**made, "tax": tax, "editions": [{**edition, "items": items}]}


def copied(item: Tree, number: int) -> dict[str, Any]:
    """An item under an id of its own; a percentage refers to the copies of its items."""
    made = dict(item["price"])
    if "of" in made:
        made["of"] = [f"{name}-{number}" for name in made["of"]]
    return {**item, "id": f"{item['id']}-{number}", "price": made}


def by_hand(catalog: Tree) -> tuple[Decimal, Decimal]:
    """What a vendor costs over the years, and the tax in it."""
    net: dict[str, Decimal] = {}
    total = tax = Decimal(0)
    for item in catalog["editions"][0]["items"]:
        once = item.get("charge", "once") == "once"
        charge = net[item["id"]] = list_amount(item["price"], Decimal(USERS), net)
        growth = 1 + Decimal(item.get("indexation", 0)) / 100
        for year in range(1, 2 if once else YEARS + 1):
            due = charge * PERIODS[item.get("charge", "once")]
            amount = rounded(due * growth ** (year - 1)) if year > 1 and growth > 1 else due
            total += amount
            tax += (amount * 20 / 120).quantize(KOPECK, ROUND_HALF_UP)
    return total, tax


def project(trees: list[dict[str, Any]]) -> Project:
    """The three vendors, for a client of 25 people over five years."""
    catalogs = tuple(WrittenCatalog(Catalog.model_validate(one), Source("made-up")) for one in trees)
    brief = {"client": {"name": "Client"}, "users": USERS, "horizon_years": YEARS}
    return Project(
        WrittenBrief(Brief.model_validate(brief), Source("made-up")), catalogs, load_playbook(), date(2026, 11, 23)
    )


def seconds(work: Callable[[], object]) -> Callable[[], float]:
    """Processor seconds of doing it once, of several times in a row."""

    def timed() -> float:
        began = process_time()
        for _ in range(IN_A_ROW):
            work()
        return (process_time() - began) / IN_A_ROW

    return timed


def main() -> None:
    """Print how long each takes, as multiples of the loop."""
    trees = [long_tree(vendor) for vendor in range(3)]
    made = project(trees)
    priced = price(made)
    wanted = [by_hand(one) for one in trees]
    found = [(one.totals.horizon, one.totals.tax) for one in priced.estimates]
    if found != wanted:
        sys.exit(f"the comparison says {found}, the loop {wanted}")
    computed = function_of(priced.model)
    if dict(computed()) != priced.values:
        sys.exit("the compiled function does not say what the comparison says")
    totals = [f"{one.id}/{cell}" for one in priced.estimates for cell in ("total", "total/tax")]

    def loop() -> None:
        for one in trees:
            by_hand(one)

    def function() -> None:
        values = computed()
        for cell in totals:
            values[cell]

    contenders = {
        "a loop in Decimal": loop,
        FUNCTION: function,
        ONCE: lambda: evaluate(priced.model),
        "compiling": lambda: function_of(priced.model),
        "model built, checked, read": lambda: price(made),
    }
    timed = {name: seconds(work) for name, work in contenders.items()}
    report(interleaved(timed, ROUNDS), "a loop in Decimal", AIMS)
    print(f"{len(priced.model.cells)} cells; every total and its tax agree to the kopeck")


if __name__ == "__main__":
    main()
