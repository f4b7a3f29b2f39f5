"""Catalogs and price books written on the spot into a folder, and what is made of them."""

from pathlib import Path

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.errors import DataError
from crm_planner.files.catalogs import load_catalogs
from crm_planner.problem import Problem

CATALOG = """\
schema: crm-planner/catalog/1
id: example
vendor: Example
product: Example CRM
currency: RUB
prices_as_of: 2026-11-01
discounts:
  - {id: prepay, percent: 10, items: [licences], source: list}
sources:
  - {id: list, title: Price list, kind: price_list, retrieved: 2026-11-01, grade: B}
editions:
  - id: standard
    name: Standard
    licence_metric: named_user
    items:
      - {id: licences, category: licence, source: list, price: {kind: per_unit, amount: 5000}}
      - {id: training, category: training, source: list, price: {kind: flat, amount: 9000}, note: One day}
      - {id: support, category: support, charge: yearly, source: list, price: {kind: percent, rate: 15, of: [licences]}}
checks:
  - {name: Ten, edition: standard, brief: {users: 10}, expect: {licence: 45000, training: 9000, support: 7500}}
"""


def book(changes: str, name: str = "partner", extends: str = "example") -> str:
    """A price book: its head, and `changes` as they stand."""
    return f"schema: crm-planner/catalog/1\nid: {name}\nextends: {extends}\n{changes}"


def items(*entries: str) -> str:
    """Changes of items of the edition standard, each the inside of a mapping in one line."""
    head = "editions:\n  - id: standard\n    items:\n"
    return head + "".join(f"      - {{{entry}}}\n" for entry in entries)


def cheaper(amount: int = 4000, name: str = "partner", extends: str = "example") -> str:
    """A price book with another price of a licence, in line 7."""
    return book(items(f"id: licences, price: {{kind: per_unit, amount: {amount}}}"), name, extends)


def read(folder: Path, *books: str, catalog: str = CATALOG) -> tuple[WrittenCatalog, ...]:
    """The catalog with the books book-0.yaml, book-1.yaml ... beside it."""
    (folder / "example.yaml").write_text(catalog, encoding="utf-8")
    for number, text in enumerate(books):
        (folder / f"book-{number}.yaml").write_text(text, encoding="utf-8")
    return load_catalogs(folder)


def refused(folder: Path, *books: str, catalog: str = CATALOG) -> list[Problem]:
    """What is said of them."""
    try:
        read(folder, *books, catalog=catalog)
    except DataError as error:
        return [problem for problem in error.problems if isinstance(problem, Problem)]
    return []


def said(problem: Problem) -> str:
    """`book-0.yaml:7 CODE`."""
    return f"{Path(problem.place.file).name}:{problem.place.line} {problem.code}"
