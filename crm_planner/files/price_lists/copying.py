"""From a price list and its mapping to a draft catalog: every figure with its cell, every fault with its place."""

from collections.abc import Sequence
from pathlib import Path as File
from typing import Any

from crm_planner.catalog.draft import NO_TOTAL, Draft, unknowns
from crm_planner.catalog.model import Catalog
from crm_planner.catalog.price_list import WrittenPriceList
from crm_planner.errors import DataError
from crm_planner.files.price_lists.forms import Priced, priced
from crm_planner.files.price_lists.prices import Group, Understanding
from crm_planner.files.price_lists.rows import Rows
from crm_planner.files.price_lists.table import Table
from crm_planner.files.typed import check
from crm_planner.place import Copied, Path, Place, WrittenMapping
from crm_planner.problem import Problem, listed

_HEAD = ("schema", "id", "vendor", "product", "currency", "rounding", "prices_as_of", "tax")
_SHOWN_ROWS = 10


def copy_list(table: Table, written: WrittenPriceList) -> Draft:
    """The catalog in `table` as `written` maps it, checked as any catalog is.

    Raises DataError with every problem of the list, each at its cell, and of the mapping, each at its line.
    """
    rows = Rows(table, written)
    groups = Understanding(rows).groups(rows.prices())
    made = [(group, price) for group in groups if (price := priced(group, rows.say)) is not None]
    if not made:
        raise DataError(listed(rows.problems))
    copy = _Copy(written)
    copy.editions(made)
    try:
        check(Catalog, Copied(written.source.file, copy.tree, copy.origins), [])
    except DataError as error:
        rows.problems += [_named(problem) for problem in error.problems if isinstance(problem, Problem)]
    if rows.problems:
        raise DataError(listed(rows.problems))
    return Draft(copy.tree, {(): _about(table, rows), **unknowns(copy.tree), **copy.comments})


def _named(problem: Problem) -> Problem:
    """A problem of the catalog's own rules, with the name of the cell in front."""
    return problem._replace(message=f"{problem.place.cell}: {problem.message}") if problem.place.cell else problem


def _about(table: Table, rows: Rows) -> tuple[str, ...]:
    """What the head of the draft says of where it is from."""
    sheet = f", sheet {table.sheet}" if table.sheet else ""
    said = [
        f"A draft from {File(table.file).name}{sheet}. `cell` beside a price is the cell it was copied from.",
        "Read it against the list, complete what is unknown, and check it with `crm-planner catalog lint`.",
        NO_TOTAL,
    ]
    if rows.left_out:
        shown = ", ".join(map(str, rows.left_out[:_SHOWN_ROWS]))
        more = f" and {len(rows.left_out) - _SHOWN_ROWS} more" if len(rows.left_out) > _SHOWN_ROWS else ""
        said.append(f"The mapping leaves out these rows of the list: {shown}{more}.")
    return tuple(said)


class _Copy:
    """The tree of a catalog while it is copied, and the place each of its values is from."""

    def __init__(self, written: WrittenPriceList) -> None:
        self.mapping, self.source = written.mapping, written.source
        self.tree = WrittenMapping((1, 1))
        self.origins: dict[Path, Place] = {(): self.source.place(("catalog",))}
        self.comments: dict[Path, tuple[str, ...]] = {}
        head: dict[str, Any] = {"schema": "crm-planner/catalog/1", "prices_as_of": None}
        head |= {"tax": {"treatment": "unknown"}, **self._entry(("catalog",))}
        for key in (*_HEAD, *(key for key in head if key not in _HEAD)):
            if key in head:
                self._put((key,), head[key], ("catalog", key))
        self._put(("sources",), [self._entry(("source",))], ("source",))

    def editions(self, made: Sequence[tuple[Group, Priced]]) -> None:
        """The editions in the order of the list, each with its items."""
        entries = {id(one): number for number, one in enumerate(self.mapping.editions)}
        numbers: dict[str, int] = {}
        editions: list[dict[str, Any]] = []
        self.tree["editions"] = editions
        for group, price in made:
            number = numbers.setdefault(group.edition.id, len(numbers))
            if number == len(editions):
                editions.append(self._edition(group, entries[id(group.edition)], number))
            path = ("editions", number, "items", len(editions[number]["items"]))
            editions[number]["items"].append(self._item(group, price, path))

    def _edition(self, group: Group, entry: int, number: int) -> dict[str, Any]:
        path, there = ("editions", number), ("editions", entry)
        self.origins[path] = self.source.place(there)
        written = self._entry(there)
        name = written.get("name", group.edition.printed or group.edition.id)
        edition: dict[str, Any] = {"id": written["id"], "name": name, "licence_metric": written["licence_metric"]}
        edition |= {"note": written["note"]} if "note" in written else {}
        for key in edition:
            self.origins[(*path, key)] = self.source.place((*there, key))
        return edition | {"items": []}

    def _item(self, group: Group, price: Priced, path: Path) -> dict[str, Any]:
        there, first = ("items", group.number), group.figures[0].place
        written = self._entry(there)
        name = written.get("name", group.name)
        item: dict[str, Any] = {"id": written["id"]} | ({} if name is None else {"name": name})
        item["category"] = group.category
        item |= {key: written[key] for key in ("quantity",) if key in written}
        item |= {"charge": group.charge} if group.charge != "once" else {}
        item |= {key: written[key] for key in ("optional",) if key in written}
        item["price"] = price.price
        item["source"] = self.mapping.source.id
        item |= {"cell": price.cell} if price.cell else {}
        note = group.note or written.get("note")
        item |= {} if note is None else {"note": note}
        self.origins[path] = first
        for key in item:
            self.origins[(*path, key)] = self.source.place((*there, key)) if key in written else first
        self.origins |= {(*path, "price", *below): place for below, place in price.origins.items()}
        self.origins[(*path, "price")] = first
        self.comments |= {(*path, "price", *below): said for below, said in price.comments.items()}
        return item

    def _entry(self, there: Path) -> dict[str, Any]:
        node: Any = self.source.tree
        for part in there:
            node = node[part]
        entry: dict[str, Any] = node
        return entry

    def _put(self, path: Path, value: Any, there: Path) -> None:
        """A value as the mapping has it, and where each part of it stands there."""
        self.tree[str(path[0])] = value
        self._trace(path, value, there)

    def _trace(self, path: Path, value: Any, there: Path) -> None:
        self.origins[path] = self.source.place(there)
        if path == ("sources",):
            self._trace((*path, 0), value[0], there)
        elif isinstance(value, dict):
            for key, below in value.items():
                self._trace((*path, key), below, (*there, key))
