"""Small falsifications of a catalog, one at a time: each figure, bound, date, base and state a little different."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from crm_planner.limits import LAST_YEAR
from crm_planner.place import Path, Plain, WrittenList, WrittenMapping
from crm_planner.terms import CATEGORIES

FIGURES = {
    *("amount", "unit", "flat", "minimum", "maximum", "step", "rate", "percent", "indexation", "likely", "from_year"),
    *("up_to", "size", "free_units", "minimum_quantity", "min", "max"),
}
"""Keys of single figures; of hours only the likely ones are priced."""

DATES = {"from", "until"}
TABLES = {"totals", "packs"}
_BASES = {"of", "items"}

WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {"included": "not_offered", "not_offered": "included", "on_request": "included"},
    "on_request": {"true": "false"},
    "charge": {"once": "yearly", "yearly": "once", "quarterly": "yearly", "monthly": "yearly"},
    "base": {"list": "net", "net": "list"},
    "between": {"linear": "step", "step": "linear"},
    "combine": {"cover": "exact", "exact": "cover", "single": "cover"},
    "mode": {"half_up": "down", "half_even": "down", "down": "up", "up": "down"},
    "licence_metric": {
        "named_user": "concurrent_user",
        "concurrent_user": "named_user",
        "server": "company",
        "company": "server",
    },
    "treatment": {"included": "excluded", "excluded": "included", "exempt": "included"},
    "optional": {"true": "false"},
    "default": {"true": "false"},
}
"""What a word is exchanged for. What is unknown is left so: no figure can tell."""

_PRICED = ("rounding", "tax", "discounts", "editions")
"""The parts of a catalog that prices come from."""

_TEXTS = {"name", "note", "basis"}
_NO_PRICE = {"included", "not_offered", "on_request"}
_OF_A_PRICE = {"charge", "indexation", "from_year"}
_UNTAXED = {"exempt", "unknown"}
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Change(NamedTuple):
    """One falsification: where, what stands there, what stands there now, and the whole tree with it."""

    path: Path
    written: str
    now: str
    tree: WrittenMapping
    of_key: bool = False

    @property
    def name(self) -> str:
        """The key it is about: `amount`, `totals` for the table."""
        return next((str(part) for part in reversed(self.path) if isinstance(part, str) and not part[0].isdigit()), "")


def changes(tree: WrittenMapping) -> Iterator[Change]:
    """Every falsification of a catalog, in the order of its sections."""
    for key in _PRICED:
        if isinstance(tree.get(key), WrittenMapping | WrittenList):
            for path, written, now, node in _below((key,), tree[key], tree):
                is_key = isinstance(node[1], WrittenMapping)
                yield Change(path, written, now, _replaced(tree, *node), of_key=is_key)


Edit = tuple[Path, str, str, tuple[Path, Any]]
"""Where, what stands there, what stands there now; and the path of the value that is exchanged, with the new one."""


def _below(path: Path, node: Any, tree: WrittenMapping) -> Iterator[Edit]:
    if isinstance(node, WrittenList):
        for index, entry in enumerate(node):
            yield from _below((*path, index), entry, tree)
        return
    for key, value in node.items() if isinstance(node, WrittenMapping) else ():
        where = (*path, key)
        if key in TABLES and isinstance(value, WrittenMapping):
            yield from _of_table(where, value)
        elif key in _BASES and isinstance(value, WrittenList) and _are_words(value):
            yield from _of_base(where, value, tree)
        elif isinstance(value, str):
            now = _other(key, value) if _counts(key, node) else None
            if now is not None:
                yield where, value, now, (where, Plain(now))
        elif key not in _TEXTS:
            yield from _below(where, value, tree)


def _counts(key: str, node: Mapping[str, Any]) -> bool:
    """Whether a value has a say in a price: the charge of what is included has none, nor the rate of no tax."""
    price = node.get("price")
    if key in _OF_A_PRICE and isinstance(price, dict) and price.get("kind") in _NO_PRICE:
        return False
    return not (key == "rate" and node.get("treatment") in _UNTAXED)


def _other(key: str, written: str) -> str | None:
    """What a value is changed to; None for one that is none of ours."""
    if key in WORDS:
        return WORDS[key].get(written)
    if key in DATES:
        return _next_day(written)
    return _one_up(written) if key in FIGURES and _NUMBER.fullmatch(written) else None


def _one_up(written: str) -> str:
    """The number with its last digit one up: 51701 for 51700, 0.13 for 0.12."""
    number = Decimal(written)
    return f"{number + Decimal((0, (1,), int(number.as_tuple().exponent))):f}"


def _next_day(written: str) -> str | None:
    day = date.fromisoformat(written)
    return (day + timedelta(days=1)).isoformat() if day.year < LAST_YEAR else None


def _of_table(path: Path, table: WrittenMapping) -> Iterator[Edit]:
    """Each quantity and each amount of `totals` or `packs`."""
    for key, value in table.items():
        quantity = _one_up(key)
        if quantity not in table:
            renamed = _copied(table)
            renamed.clear()
            renamed.update({Plain(quantity) if one == key else one: amount for one, amount in table.items()})
            yield (*path, key), key, quantity, (path, renamed)
        if isinstance(value, str):
            amount = _one_up(value)
            yield (*path, key), value, amount, ((*path, key), Plain(amount))


def _of_base(path: Path, names: WrittenList, tree: WrittenMapping) -> Iterator[Edit]:
    """Each name replaced by another item, and left out if there are several."""
    for index, name in enumerate(names):
        if len(names) > 1:
            fewer = _copied(names)
            del fewer[index]
            yield (*path, index), name, "nothing", (path, fewer)
        other = _stranger(path, names, tree)
        if other is not None:
            yield (*path, index), name, other, ((*path, index), other)


def _are_words(value: WrittenList) -> bool:
    return all(isinstance(name, str) for name in value)


def _stranger(path: Path, names: WrittenList, tree: WrittenMapping) -> str | None:
    """An item the names do not mean, and that does not depend on the item at `path`; of its edition, or of any."""
    editions, own = tree["editions"], None
    match path:
        case ("editions", int(number), "items", int(index), *_):
            editions = editions[number : number + 1]
            own = editions[0]["items"][index]["id"]
    for item in (item for edition in editions for item in edition["items"]):
        meant = item["id"] in names or (item["category"] in names and item["category"] in CATEGORIES)
        if item["id"] != own and not meant and not _is_percentage(item):
            return str(item["id"])
    return None


def _is_percentage(item: Mapping[str, Any]) -> bool:
    prices = [item.get("price"), *(dated.get("price") for dated in item.get("prices") or ())]
    return any(isinstance(price, dict) and price.get("kind") == "percent" for price in prices)


def _replaced(node: Any, path: Path, value: Any) -> Any:
    """`node` with `value` at `path`; everything beside the way there is shared."""
    copy = _copied(node)
    copy[path[0]] = value if len(path) == 1 else _replaced(node[path[0]], path[1:], value)
    return copy


def _copied(node: Any) -> Any:
    """A copy of a mapping or list that knows the same places."""
    copy = type(node)(node.start)
    copy.places = node.places
    if isinstance(node, WrittenMapping):
        copy.update(node)
    else:
        copy.extend(node)
    return copy
