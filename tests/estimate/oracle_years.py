"""Years a second time: what is due when, what has been bought so far, lapses of support and what covers what."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from tests.estimate.oracle_client import BY_CATEGORY, World

Tree = Mapping[str, Any]


def lapsed(world: World) -> set[int]:
    entries = (one for one in world.brief.get("lapses", ()) if world.named(one.get("candidate", world.id)))
    return {year for one in entries for year in one["years"] if year in world.years()}


def is_support(item: Tree) -> bool:
    return bool(item["category"] == "support" and item.get("charge", "once") != "once")


def due(world: World, item: Tree, year: int) -> bool:
    """Whether an item is charged in a year, additions apart."""
    first, every = item.get("from_year", 1), item.get("every")
    if item.get("charge", "once") == "once":
        return bool(year == first or (every and year > first and (year - first) % every == 0))
    return bool(year >= first and not (is_support(item) and year in lapsed(world)))


def covered(world: World, item: Tree, had: list[Tree], year: int) -> bool:
    return any(item["id"] in one.get("covers", ()) and due(world, one, year) for one in had)


def comebacks(world: World, item: Tree) -> Iterator[tuple[int, int]]:
    """The years in which support is bought again, with the number of years missed just before."""
    without = lapsed(world)
    for year in world.years():
        missed = 0
        while year - missed - 1 >= item.get("from_year", 1) and year - missed - 1 in without:
            missed += 1
        if missed and year not in without:
            yield year, missed


def reentry_price(item: Tree, missed: int) -> Tree | None:
    for one in item.get("reentry", ()):
        if one.get("missed") is None or missed <= one["missed"]:
            price: Tree = one["price"]
            return price
    return None


def counted_name(item: Tree) -> str | None:
    name = item.get("quantity") or BY_CATEGORY.get(item["category"])
    return None if name is None else str(name)


def counts_licences(world: World, name: str | None) -> bool:
    """Licences owned lessen what is counted in licences, not the number of servers or contacts."""
    same = {"named_user": "users", "server": "servers"}.get(world.edition["licence_metric"])
    return name in ("licences", same)


def moves(world: World, name: str | None) -> bool:
    """Whether growth changes a quantity."""
    if world.brief.get("growth") is None or len(world.years()) == 1 or name in world.brief.get("quantities", {}):
        return False
    if name == "licences":
        return world.edition["licence_metric"] in ("named_user", "concurrent_user")
    return name == "users" or (name == "trainees" and world.brief.get("trainees") is None)


def so_far(world: World, name: str, year: int) -> Fraction:
    """How many have been needed up to a year: each new head one, or the most there ever were."""
    if not moves(world, name):
        return world.quantities()[name]
    named = world.edition["licence_metric"] == "named_user" and counts_licences(world, name)
    if name == "trainees" or (named and not world.edition.get("reassignable")):
        return world.quantities()[name] + sum(world.staff(one).joined for one in range(2, year + 1))
    return max(world.quantities(one)[name] for one in range(1, year + 1))


def counted(world: World, item: Tree, year: int, *, keeps: bool) -> Fraction:
    """The quantity of an item in a year; `keeps`: licences are bought once, so support goes with all of them."""
    name = counted_name(item)
    if name is None:
        return Fraction(1)
    anew = item.get("charge", "once") != "once"
    if anew and (item["category"] == "licence" or not (keeps and counts_licences(world, name))):
        return world.quantities(year)[name]
    return so_far(world, name, year)
