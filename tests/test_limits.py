"""How many and how long: each limit is reached, then passed by one, then by far."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crm_planner import limits
from crm_planner.catalog.model import Catalog
from crm_planner.errors import DataError
from crm_planner.files.typed import read_document
from crm_planner.problem import Problem

VALID = (Path(__file__).parent / "broken" / "valid.yaml").read_text(encoding="utf-8")
PRICE = "price: {kind: flat, amount: 51700}"


def codes(document: str) -> set[str]:
    """The codes of what is said of a catalog."""
    try:
        read_document(Catalog, document.encode(), "many.yaml")
    except DataError as error:
        return {problem.code for problem in error.problems if isinstance(problem, Problem)}
    return set()


def with_tiers(number: int) -> str:
    bounded = "".join(f"{{up_to: {bound}, unit: 1}}, " for bound in range(1, number))
    return VALID.replace(PRICE, f"price: {{kind: volume, tiers: [{bounded}{{unit: 1}}]}}")


def with_editions(number: int) -> str:
    item = "{id: licences, category: licence, price: {kind: included}}"
    more = f"  - {{id: e%d, name: E, licence_metric: server, items: [{item}]}}\n"
    return VALID + "".join(more % edition for edition in range(1, number))


def with_name(length: int) -> str:
    return VALID.replace("vendor: RegionSoft", f"vendor: {'n' * length}")


def with_note(length: int) -> str:
    return f"{VALID}note: {'n' * length}\n"


def with_address(length: int) -> str:
    return VALID.replace("grade: S", "grade: S, url: https://example.com/".ljust(length + len("grade: S, url: "), "a"))


def with_id(length: int) -> str:
    return VALID.replace("id: regionsoft", f"id: {'i' * length}")


@pytest.mark.parametrize(
    ("made", "limit", "just", "far"),
    [
        (with_tiers, limits.TIERS, "LIM005", "LIM002"),
        (with_editions, limits.EDITIONS, "LIM005", "LIM002"),
        (with_name, limits.LINE_CHARACTERS, "TXT002", "LIM003"),
        (with_note, limits.NOTE_CHARACTERS, "TXT002", "LIM003"),
        (with_address, limits.URL_CHARACTERS, "URL004", "LIM003"),
        (with_id, limits.ID_CHARACTERS, "ID002", "ID002"),
    ],
)
def test_a_limit_may_be_reached_but_not_passed(made: Callable[[int], str], limit: int, just: str, far: str) -> None:
    assert codes(made(limit)) == set()
    assert codes(made(limit + 1)) == {just}
    assert codes(made(100 * limit)) == {far}
