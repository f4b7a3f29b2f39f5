"""Laying a price book over a catalog: both trees become one, and every fault of the book's that shows on the way.

The trees are merged as they were written, before any model reads them, so that all that must hold of a catalog is
asked of both together, and every value keeps its place.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from crm_planner.catalog.model import Discount, Edition, Item, Source
from crm_planner.catalog.price_book import HEAD
from crm_planner.document import Part
from crm_planner.layers import LaidOver, Step
from crm_planner.letters import nearest, one_of
from crm_planner.limits import COMPARED_NAMES
from crm_planner.place import SEVERAL_FILES, Path, WrittenList, WrittenMapping
from crm_planner.place import Source as Document
from crm_planner.problem import Problem, Severity, quoted

FIXED = ("vendor", "product", "currency")
"""What a price book may repeat, and never change: it changes prices, not what is sold."""

_ENTRIES: Mapping[str, type[Part]] = {"editions": Edition, "items": Item, "discounts": Discount, "sources": Source}
"""Lists whose entries are found by their id."""

_BY_NAME = ("inputs",)
"""Mappings whose keys are names of the catalog's own."""

_INSTEAD = {"price": "prices", "prices": "price", "percent": "amount", "amount": "percent"}
"""Of these two an entry has one: the book's puts away the catalog's."""

_OF_THE_PRICE = ("source", "cell", "note", "assumes")
"""What is said of the old price and would be untrue of the new one."""

_NO_PRICES = ("sources", "checks")


class Laid(NamedTuple):
    """Both trees as one, the way from each path to the book, and what is wrong with the book."""

    tree: WrittenMapping
    steps: dict[Path, Step]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]


def lay(upper: Document, lower: Document, names: str) -> Laid:
    """The book `upper` over the catalog `lower`, which is called `names`. The checks are the book's own."""
    return _Laying(upper, lower, names).laid()


class _Laying:
    """One price book on its way over one catalog."""

    def __init__(self, upper: Document, lower: Document, names: str) -> None:
        self.upper, self.lower, self.names = upper, lower, names
        self.steps: dict[Path, Step] = {}
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []
        self.compared = 0

    def laid(self) -> Laid:
        written, tree = self.upper.tree or WrittenMapping((1, 1)), self.lower.tree or WrittenMapping((1, 1))
        merged = tree.copy()
        merged.start = SEVERAL_FILES
        merged.pop("checks", None)
        own = {key: value for key, value in written.items() if key not in HEAD and not self._is_fixed(key, tree)}
        self._over(merged, own, (), ())
        if not self.problems and not any(path[0] not in _NO_PRICES for path in self.steps):
            said = f"the price book changes nothing that {self.names} says"
            self._refuse(("extends",), "OVL004", said, "Write what differs, or remove the file")
            self.remarks.clear()
        return Laid(merged, self.steps, tuple(self.problems), tuple(self.remarks))

    def _is_fixed(self, key: str, tree: WrittenMapping) -> bool:
        """Whether `key` is none a book may change; a fault if it tries."""
        if key in FIXED and self.upper.tree is not None and self.upper.tree[key] != tree.get(key):
            said = f"{key} differs from that of {self.names} ({self.lower.place((key,))})"
            hint = "Prices of a price book are in the catalog's currency" if key == "currency" else "Remove it here"
            self._refuse((key,), "OVL006", said, hint)
        return key in FIXED

    def _over(self, merged: WrittenMapping, written: Mapping[str, Any], path: Path, own: Path) -> None:
        """Write the keys of the book at `own` over those of the catalog at `path`."""
        for key, value in written.items():
            here, there = (*path, key), (*own, key)
            old = merged.get(key)
            if key in _ENTRIES and isinstance(value, WrittenList):
                merged[key] = self._entries(old, value, here, there)
            elif not path and key in _BY_NAME and isinstance(value, WrittenMapping) and isinstance(old, WrittenMapping):
                merged[key] = old.copy()
                self._over(merged[key], value, here, there)
            else:
                self._replace(merged, key, value, (here, there), written)
                continue
            merged.places.setdefault(key, (*value.start, *value.start))

    def _replace(
        self, merged: WrittenMapping, key: str, value: Any, paths: tuple[Path, Path], written: Mapping[str, Any]
    ) -> None:
        """Put the book's value in place of the catalog's, or take that away; say so if nothing changes."""
        here, there = paths
        rival = _INSTEAD.get(key, "")
        if merged.get(key) == value and rival not in merged:
            said = f"{key} is what {self.lower.place(here)} says already"
            self._remark(there, "OVL007", said, "Remove it")
            return
        hidden = next((name for name in (key, rival) if name in merged), None)
        self.steps[here] = Step(there, None if hidden is None else (*here[:-1], hidden))
        gone = (rival, *(_OF_THE_PRICE if rival else ()), *([key] if value is None else []))
        for name in gone:
            if name == key or name not in written:
                merged.pop(name, None)
        if value is not None:
            merged[key] = value
            place, of_key = self.upper.place(there), self.upper.place(there, of_key=True)
            merged.places[key] = (of_key.line, of_key.column, place.line, place.column)

    def _entries(self, old: Any, written: WrittenList, path: Path, own: Path) -> WrittenList:
        """The catalog's entries with the book's: those with a known id changed, the others behind them."""
        entries = old.copy() if isinstance(old, WrittenList) else WrittenList(written.start)
        known = {entry["id"]: at for at, entry in enumerate(entries)}
        seen: set[str | None] = set()
        for number, entry in enumerate(written):
            there = (*own, number)
            name = _name(entry)
            if name in seen:
                said = f'the id "{name}" is already used above'
                self._refuse((*there, "id"), "ID005", said, "Write both changes in one entry")
            elif name is not None and name in known:
                entries[known[name]] = entries[known[name]].copy()
                changes = {key: value for key, value in entry.items() if key != "id"}
                self._over(entries[known[name]], changes, (*path, known[name]), there)
            elif self._is_whole(entry, name, known, there):
                self.steps[*path, len(entries)] = Step(there, None)
                entries.append(entry)
                entries.places.append(written.places[number])
            seen |= {name} - {None}
        return entries

    def _is_whole(self, entry: Any, name: str | None, known: Mapping[str, int], there: Path) -> bool:
        """Whether an entry that the catalog does not have can stand for itself; its name is a slip if it cannot."""
        kind = str(there[-2])
        if name is None:
            return True  # the catalog's own rules say what is wrong with it
        near = self._nearest(name, known)
        lacking = [key for key in _required(kind) if key not in entry and _INSTEAD.get(key) not in entry]
        if lacking:
            what = kind.removesuffix("s")
            said = f"no {what} of {self.names} has the id {quoted(name)}"
            meant = f'Did you mean "{near}"?' if near else f"It has {one_of(known)}." if known else ""
            hint = f"{meant} A new {what} needs {', '.join(lacking)} too".lstrip()
            self._refuse((*there, "id"), "OVL005", said, hint)
        elif near:
            said = f'{quoted(name)} is added beside "{near}" of {self.names}'
            self._remark((*there, "id"), "OVL008", said, f"If {near} is meant, write that")
        return not lacking

    def _nearest(self, name: str, known: Mapping[str, int]) -> str | None:
        """The known id that a new one resembles; nobody reads hundreds of such hints, and each takes its time."""
        self.compared += len(known)
        return nearest(name, known, alike=0.75) if self.compared <= COMPARED_NAMES else None

    def _refuse(self, path: Path, code: str, said: str, hint: str) -> None:
        self.problems.append(self._problem(path, code, said, hint, "error"))

    def _remark(self, path: Path, code: str, said: str, hint: str) -> None:
        self.remarks.append(self._problem(path, code, said, hint, "warning"))

    def _problem(self, path: Path, code: str, said: str, hint: str, severity: Severity) -> Problem:
        return Problem(self.upper.place(path), code, said, hint, severity)


def _name(entry: Any) -> str | None:
    name = entry.get("id") if isinstance(entry, WrittenMapping) else None
    return name if isinstance(name, str) else None


def _required(kind: str) -> list[str]:
    """The keys an entry cannot do without."""
    fields = _ENTRIES[kind].model_fields.items()
    needed = [field.alias or name for name, field in fields if field.is_required()]
    return [*needed, "price"] if kind == "items" else needed


def in_both(one: Document, other: Document) -> Iterator[tuple[Path, Path]]:
    """Where the topmost price books of two catalogs have their say on the same thing: the path in each."""
    if not isinstance(one, LaidOver) or not isinstance(other, LaidOver):
        return
    first = {_by_id(one.tree, path): path for path in one.steps if path[0] != "checks"}
    holders = {names[:length]: path for names, path in first.items() for length in range(1, len(names))}
    for path in other.steps:
        names = _by_id(other.tree, path)
        meant = [first.get(names[:length]) for length in range(1, len(names) + 1)]
        where = next((known for known in (*meant, holders.get(names)) if known is not None), None)
        if where is not None and path[0] != "checks":
            yield where, path


def _by_id(tree: Any, path: Path) -> Path:
    """`path` with ids in place of numbers, and one name for keys that exclude each other."""
    names: list[str | int] = []
    for part in path:
        tree = tree.get(str(part)) if isinstance(tree, dict) else tree[part]
        name = tree.get("id", part) if isinstance(part, int) and isinstance(tree, dict) else part
        names.append(min(str(name), _INSTEAD.get(str(name), str(name))))
    return tuple(names)
