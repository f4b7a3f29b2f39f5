"""What differs between two sets of price lists by meaning: what was, what is, and where both are written.

The order of keys, editions, items and sources means nothing, nor do comments, quotes, or a default that is spelt out.
Catalogs are matched by id, not by file. What has a new id but is otherwise the same is renamed, not lost.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.derived import EffortPrice
from crm_planner.catalog.model import AnyPrice, Catalog, Item
from crm_planner.catalog.vocabulary import DEFAULT_QUANTITY
from crm_planner.document import Part
from crm_planner.money import minor_unit
from crm_planner.place import Path, Place
from crm_planner.text import Text

How = Literal["added", "removed", "renamed", "changed"]
Subject = Literal["catalog", "edition", "item", "discount", "source", "input"]

_INSIDE: Mapping[Subject, tuple[tuple[str, Subject], ...]] = {
    "catalog": (("discounts", "discount"), ("inputs", "input"), ("sources", "source"), ("editions", "edition")),
    "edition": (("items", "item"),),
}
"""The parts of a part that are told apart by id."""

_APART = {"id", "schema_", "price", "prices", *(key for parts in _INSIDE.values() for key, _ in parts)}
"""Keys that say which part it is, or are compared in a way of their own."""

_ANY_ORDER = {"of", "items", "assumes", "covers", "values", "checks"}
"""Lists whose order means nothing."""


class Change(NamedTuple):
    """One difference. `old` and `new` are where both sides are written, None where a side has nothing of it.

    `key` is the key that differs and `before` and `after` its values; without a key, all of the subject came, went or
    has another id, and they are its ids. `day` is the one a dated price holds from. `whole` is the subject, the new one
    where there is one.
    """

    catalog: str
    edition: str | None
    subject: Subject
    id: str
    how: How
    key: str | None
    before: Any
    after: Any
    old: Place | None
    new: Place | None
    whole: Part
    day: date | None = None

    @property
    def candidate(self) -> str | None:
        """CATALOG/EDITION of what is about one edition."""
        return f"{self.catalog}/{self.edition}" if self.edition else None

    @property
    def called(self) -> Text | str:
        """What a reader calls the subject: its name, else its id."""
        name = self.whole.product if isinstance(self.whole, Catalog) else getattr(self.whole, "name", None)
        return name or self.id


class _Entry(NamedTuple):
    """A part of a price list: its id, the way to it, and the catalog it stands in."""

    id: str
    part: Any
    path: Path
    written: WrittenCatalog

    def place(self, *path: str | int) -> Place:
        return self.written.source.place((*self.path, *path))

    def inside(self, key: str) -> list["_Entry"]:
        """The parts under `key`, a list of parts with ids or a mapping of ids to parts."""
        parts = getattr(self.part, key)
        if isinstance(parts, Mapping):
            return [_Entry(name, part, (*self.path, key, name), self.written) for name, part in parts.items()]
        return [_Entry(part.id, part, (*self.path, key, at), self.written) for at, part in enumerate(parts)]

    def value(self, key: str) -> Any:
        """The value of a key as it is meant: what is left out is what it stands for."""
        value = getattr(self.part, key)
        match self.part:
            case Catalog() if key == "rounding" and value.step is None:
                return value.model_copy(update={"step": minor_unit(self.part.currency)})
            case Item() if key == "quantity" and value is None and not _by_effort(self.part):
                return DEFAULT_QUANTITY.get(self.part.category)
            case Item() if key == "tax" and value == self.written.catalog.tax:
                return None
        return value


def _by_effort(item: Item) -> bool:
    """Whether hours price the item: they are multiplied by a quantity only if it is named."""
    return any(isinstance(one.price, EffortPrice) for one in _prices(item).values())


Pair = tuple[_Entry | None, _Entry | None]


def changes(old: Iterable[WrittenCatalog], new: Iterable[WrittenCatalog]) -> tuple[Change, ...]:
    """Every difference: catalogs in order of id, in each the whole before its parts."""
    found = [list(_compare("catalog", *pair)) for pair in _catalogs(old, new)]
    return tuple(change for each in sorted(found, key=lambda each: each[0].catalog if each else "") for change in each)


def renamed_candidates(old: Iterable[WrittenCatalog], new: Iterable[WrittenCatalog]) -> dict[str, str]:
    """The new name of each candidate that is still sold, but under another one."""
    found = {}
    for before, after in _catalogs(old, new):
        if before and after:
            for one, other in _match(before.inside("editions"), after.inside("editions"), "edition"):
                if one and other:
                    found[f"{before.id}/{one.id}"] = f"{after.id}/{other.id}"
    return {was: now for was, now in found.items() if was != now}


def _catalogs(old: Iterable[WrittenCatalog], new: Iterable[WrittenCatalog]) -> list[Pair]:
    before, after = ([_Entry(one.catalog.id, one.catalog, (), one) for one in side] for side in (old, new))
    return _match(before, after, "catalog")


def _match(old: Sequence[_Entry], new: Sequence[_Entry], subject: Subject) -> list[Pair]:
    """Each part beside its other side: by id, then what is left by likeness, where only one is like one other."""
    known, present = {one.id: one for one in new}, {one.id for one in old}
    came = [one for one in new if one.id not in present]
    now = _renamed([one for one in old if one.id not in known], came, subject)
    taken = {other.id for other in now.values()}
    return [
        *((one, known.get(one.id) or now.get(one.id)) for one in old),
        *((None, other) for other in came if other.id not in taken),
    ]


def _renamed(gone: Sequence[_Entry], came: Sequence[_Entry], subject: Subject) -> dict[str, _Entry]:
    """What each part that is gone has become, where one new part, and only one, is like it and like no other."""
    like: dict[object, set[str]] = {}
    for one in came:
        for trait in _traits(subject, one.part):
            like.setdefault(trait, set()).add(one.id)
    twins = {one.id: set[str]().union(*(like.get(trait, ()) for trait in _traits(subject, one.part))) for one in gone}
    claimed = Counter(name for names in twins.values() for name in names)
    present = {one.id: one for one in came}
    single = {was: next(iter(names)) for was, names in twins.items() if len(names) == 1}
    return {was: present[now] for was, now in single.items() if claimed[now] == 1}


def _compare(subject: Subject, old: _Entry | None, new: _Entry | None, edition: str | None = None) -> Iterator[Change]:
    """What differs in one part and all parts inside it."""
    present = new or old
    if present is None:
        return
    if subject == "edition":
        edition = present.id
    about = (present.written.catalog.id, edition, subject, present.id)
    if old is None or new is None or old.id != new.id:
        how: How = "added" if old is None else "removed" if new is None else "renamed"
        ids, places = (old and old.id, new and new.id), (old and old.place(), new and new.place())
        yield Change(*about, how, None, *ids, *places, present.part)
    if old is None or new is None:
        return
    for found in _differences(old, new):
        how = "added" if found.old is None else "removed" if found.new is None else "changed"
        places = _place(old, found.old), _place(new, found.new)
        yield Change(*about, how, found.key, found.before, found.after, *places, new.part, found.day)
    for key, below in _INSIDE.get(subject, ()):
        for one, other in _match(old.inside(key), new.inside(key), below):
            yield from _compare(below, one, other, edition)


class _Difference(NamedTuple):
    """A key whose values differ; `old` and `new` lead to them, None where a side has no such entry."""

    key: str
    before: Any
    after: Any
    old: Path | None
    new: Path | None
    day: date | None = None


def _place(entry: _Entry, path: Path | None) -> Place | None:
    return None if path is None else entry.place(*path)


def _differences(old: _Entry, new: _Entry) -> Iterator[_Difference]:
    """What differs between the keys of a part that is on both sides."""
    if isinstance(old.part, Item) and isinstance(new.part, Item):
        yield from _of_prices(old.part, new.part)
    for key, field in type(new.part).model_fields.items():
        if key in _APART or getattr(old.part, key) == getattr(new.part, key):
            continue
        before, after = old.value(key), new.value(key)
        if _meaning(key, before) != _meaning(key, after):
            written = field.alias or key
            yield _Difference(written, before, after, _written(written, before), _written(written, after))
    if isinstance(new.part, Catalog) and new.part.stacking == "compound":
        yield from _of_order(old.part, new.part)


def _written(key: str, value: Any) -> Path | None:
    """The way to a value; None where there is nothing of it."""
    return None if value in (None, (), {}) else (key,)


def _of_order(old: Catalog, new: Catalog) -> Iterator[_Difference]:
    """One discount is taken on what another leaves, so their order decides."""
    both = {one.id for one in old.discounts} & {one.id for one in new.discounts}
    before, after = (tuple(one.id for one in side.discounts if one.id in both) for side in (old, new))
    if before != after:
        yield _Difference("discounts", before, after, ("discounts",), ("discounts",))


class _Price(NamedTuple):
    """The price of an item, or the one from a day on; `more` are the other keys of that entry."""

    price: AnyPrice
    path: Path
    more: Mapping[str, Any] = {}


def _prices(item: Item) -> dict[date | None, _Price]:
    """The prices of an item by the day they begin; one without a day under None."""
    if item.price is not None:
        return {None: _Price(item.price, ("price",))}
    found: dict[date | None, _Price] = {}
    for number, entry in enumerate(item.prices or ()):
        more = {key: getattr(entry, key) for key in type(entry).model_fields if key not in {"from_", "price"}}
        found[entry.from_] = _Price(entry.price, ("prices", number), more)
    return found


def _of_prices(old: Item, new: Item) -> Iterator[_Difference]:
    before, after = _prices(old), _prices(new)
    for day in sorted({*before, *after}, key=lambda day: (day is not None, day or date.min)):
        one, other = before.get(day), after.get(day)
        if one is None or other is None or _meaning("price", one.price) != _meaning("price", other.price):
            prices, paths = (one and one.price, other and other.price), (one and one.path, other and other.path)
            yield _Difference("price", *prices, *paths, day)
        elif one.more != other.more:
            for key in (key for key in one.more if one.more[key] != other.more[key]):
                yield _Difference(key, one.more[key], other.more[key], (*one.path, key), (*other.path, key), day)


def _meaning(key: str, value: Any) -> object:
    """What a value says, whatever order it is written in; two that are equal mean the same."""
    if isinstance(value, Part):
        return frozenset((name, _meaning(name, getattr(value, name))) for name in type(value).model_fields)
    if isinstance(value, Mapping):
        return frozenset((name, _meaning(str(name), one)) for name, one in value.items())
    if isinstance(value, tuple | list):
        each = [_meaning("", one) for one in value]
        return frozenset(each) if key in _ANY_ORDER else tuple(each)
    return value


def _traits(subject: Subject, part: Any) -> tuple[object, ...]:
    """What makes a part the same thing under another id: agreement in one of these is enough."""
    match subject:
        case "catalog":
            return ((part.vendor, part.product),)
        case "edition":
            return (part.name, _meaning("items", part.items))
        case "input":
            return ()
    return (frozenset((key, _meaning(key, getattr(part, key))) for key in type(part).model_fields if key != "id"),)
