"""A catalog as it was written, part by part, for checks that come before any model: other shapes are passed over."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crm_planner.document import entries
from crm_planner.letters import nearest, one_of
from crm_planner.place import Path

Tree = Mapping[str, Any]


def written_items(catalog: Tree) -> Iterator[tuple[Path, Tree, Tree]]:
    """Every item with its path and its edition."""
    for number, edition in entries(catalog, "editions"):
        for index, item in entries(edition, "items"):
            yield ("editions", number, "items", index), item, edition


def written_prices(item: Tree) -> list[tuple[Path, Tree]]:
    """The price of an item, or each of its dated prices, and those of re-entry, with its path in the item."""
    price = item.get("price")
    found: list[tuple[Path, Tree]] = [(("price",), price)] if isinstance(price, dict) else []
    for key in ("prices", "reentry"):
        several = entries(item, key)
        found += [((key, index, "price"), one["price"]) for index, one in several if isinstance(one.get("price"), dict)]
    return found


def written_choices(edition: Tree) -> dict[str, list[str]]:
    """The choices of an edition, and the ids of the items of each."""
    found: dict[str, list[str]] = {}
    for _, item in entries(edition, "items"):
        if isinstance(item.get("choice"), str) and isinstance(item.get("id"), str):
            found.setdefault(item["choice"], []).append(item["id"])
    return found


def meant(name: str, known: Iterable[str]) -> str:
    """What an unknown name may have meant, else what is known; nothing where nothing is."""
    choices = sorted(set(known))
    near = nearest(name, choices)
    return f'; did you mean "{near}"?' if near else f"; known are {one_of(choices)}" if choices else ""
