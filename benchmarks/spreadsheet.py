"""A sweep against LibreOffice: the price lists of `benchmarks.sweep` as a workbook, recalculated for one scenario.

The workbook is written by hand: a row for each scenario, a cell for each line, discount and year. One row is what
somebody does who types a number of users, recalculates and reads three totals; 1,000 rows show what LibreOffice needs
without its own start. Every total must be what a loop in Decimal says:

    python -m benchmarks.spreadsheet
"""

import csv
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from shutil import which
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from benchmarks.sweep import PERCENTS, POINTS, USERS, YEARS, Tree, by_hand, in_a_process, tree

ROUNDS, MANY = 3, 1_000
AIM = 25_000
CATALOGS = tuple(map(tree, range(3)))
Scenario = tuple[int, Decimal, int]
"""Users, the discount on licences in percent points, years."""

_SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="Scenarios">
{rows}
</table:table></office:spreadsheet></office:body></office:document>
"""


class Row(NamedTuple):
    """The row of one scenario: figures first, then formulas over the cells before them."""

    number: int
    cells: list[str]

    def add(self, formula: str) -> str:
        """Write a cell, and refer to it."""
        self.cells.append(formula)
        return f"[.{column(len(self.cells) - 1)}{self.number}]"


def column(number: int) -> str:
    """The letters of a column; 0 is A."""
    return (column(number // 26 - 1) if number >= 26 else "") + chr(65 + number % 26)  # noqa: PLR2004


def row_of(number: int, scenario: Scenario) -> Row:
    """The formulas of all three vendors, each ending in its total."""
    row = Row(number, [])
    users, percent, years = (row.add(str(figure)) for figure in scenario)
    totals = [_vendor(row, one, users, percent, years) for one in CATALOGS]
    for total in totals:
        row.add(total)
    return row


_PERIODS = {"once": 1, "yearly": 1, "quarterly": 4, "monthly": 12}


def _vendor(row: Row, catalog: Tree, users: str, percent: str, years: str) -> str:
    """The lines of one vendor as the loop has them, and the cell of its total."""
    net: dict[str, str] = {}
    due: list[str] = []
    for item in catalog["editions"][0]["items"]:
        listed = row.add(_listed(item["price"], users, net))
        off = f"ROUND({listed}*{percent}/100;0)" if item["category"] == "licence" else "0"
        charge = net[item["id"]] = row.add(f"MAX({listed}-{off};0)")
        due += [row.add(one) for one in _by_year(item, charge, years)]
    return row.add("+".join(due))


def _by_year(item: Tree, charge: str, years: str) -> Iterator[str]:
    periods, growth = _PERIODS[item.get("charge", "once")], 1 + Decimal(item.get("indexation", 0)) / 100
    yield f"{charge}*{periods}"
    for year in YEARS[1:] if "charge" in item else ():
        dearer = f"ROUND({charge}*{periods}*{growth}^{year - 1};0)" if growth > 1 else f"{charge}*{periods}"
        yield f"IF({years}>={year};{dearer};0)"


def _listed(price: Tree, users: str, net: dict[str, str]) -> str:
    """One charge period of a price."""
    kind = price["kind"]
    if kind == "volume":
        *tiers, last = price["tiers"]
        each = str(last["unit"])
        for tier in reversed(tiers):
            each = f"IF({users}<={tier['up_to']};{tier['unit']};{each})"
        return f"ROUND({users}*{each};0)"
    if kind == "graduated":
        return f"ROUND({'+'.join(_slices(price, users))};0)"
    if kind == "per_unit":
        billed = f"MAX({users};{price.get('minimum_quantity', 0)})-{price.get('free_units', 0)}"
        return f"ROUND(MAX({billed};0)*{price['amount']};0)"
    if kind == "package":
        return f"ROUNDUP({users}/{price['size']};0)*{price['amount']}"
    if kind == "percent":
        return f"ROUND(({'+'.join(net[name] for name in price['of'])})*{price['rate']}/100;0)"
    return str(price["amount"])


def _slices(price: Tree, users: str) -> Iterator[str]:
    below = 0
    for tier in price["tiers"]:
        reach = f"MIN({users};{tier['up_to']})" if "up_to" in tier else users
        inside = f"({reach}-{below})*{tier['unit']}+{tier.get('flat', 0)}"
        yield f"IF({users}>{below};{inside};0)"
        below = tier.get("up_to", below)


def workbook(scenarios: list[Scenario]) -> str:
    """The workbook as one plain file."""
    rows = (row_of(number, one) for number, one in enumerate(scenarios, start=1))
    return _SHEET.format(
        rows="\n".join(f"<table:table-row>{''.join(map(_cell, one.cells))}</table:table-row>" for one in rows)
    )


def _cell(formula: str) -> str:
    return f'<table:table-cell table:formula={quoteattr("of:=" + formula)} office:value-type="float"/>'


def recalculated(scenarios: list[Scenario], folder: Path) -> list[list[Decimal]]:
    """The totals LibreOffice finds."""
    source = folder / "scenarios.fods"
    source.write_text(workbook(scenarios), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", str(folder), str(source)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    with (folder / "scenarios.csv").open(encoding="utf-8") as lines:
        return [[Decimal(figure) for figure in line[-3:]] for line in csv.reader(lines)]


def seconds(scenarios: list[Scenario], folder: Path) -> float:
    """How long LibreOffice takes, its start included; stops where it says something else than the loop."""
    began = perf_counter()
    found = recalculated(scenarios, folder)
    taken = perf_counter() - began
    for (users, percent, years), totals in zip(scenarios, found, strict=True):
        said = [by_hand(one, users, percent, years) for one in CATALOGS]
        if totals != said:
            sys.exit(f"{users} users, {percent} %, {years} years: LibreOffice says {totals}, the loop {said}")
    return taken


def main() -> None:
    """Print what a scenario takes in LibreOffice and in a sweep of 1,000,000."""
    if not which("soffice"):
        sys.exit("this machine has no soffice: LibreOffice is not measured")
    random = Random(1)  # noqa: S311 - a sample
    many = [(random.choice(USERS), random.choice(PERCENTS), random.choice(YEARS)) for _ in range(MANY)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        seconds(many[:1], folder)
        one = min(seconds([scenario], folder) for scenario in many[:ROUNDS])
        all_of_them = min(seconds(many, folder) for _ in range(ROUNDS))
    swept = min(in_a_process(POINTS)[0] for _ in range(ROUNDS)) / POINTS
    print(f"a scenario of 3 price lists of 10 lines; best of {ROUNDS} rounds, every total checked")
    print(f"{'crm-planner, in a sweep of 1,000,000':44}{swept * 1e6:>12.3f} us")
    for said, each, aim in (
        ("LibreOffice, one workbook for each scenario", one, f"; aim >= {AIM:,}"),
        (f"LibreOffice, {MANY:,} scenarios in a workbook", all_of_them / MANY, ""),
    ):
        print(f"{said:44}{each * 1e6:>12.0f} us{each / swept:>12,.0f} times as long{aim}")


if __name__ == "__main__":
    main()
