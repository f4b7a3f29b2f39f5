"""What must hold between the parts of a catalog: unique ids, references that lead somewhere, no circles, digits.

The checks read the tree as it was written and forgive any other shape: fields report their own faults.
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from crm_planner.catalog.crosscheck_amounts import amounts_fit_the_currency
from crm_planner.catalog.vocabulary import QUANTITIES, REENTRY
from crm_planner.catalog.written import Tree, meant, written_choices, written_items, written_prices
from crm_planner.document import Fault, entries
from crm_planner.limits import PERCENTAGES
from crm_planner.place import SEVERAL_FILES, Path, WrittenMapping, locate
from crm_planner.terms import CATEGORIES


def ids_are_unique(catalog: Tree) -> Iterator[Fault]:
    """No two sources, discounts, editions, or items of one edition share an id."""
    for key in ("sources", "discounts", "editions"):
        yield from _repeated(catalog, (), key)
    for number, edition in entries(catalog, "editions"):
        yield from _repeated(edition, ("editions", number), "items")


def _repeated(node: Tree, path: Path, key: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, entry in entries(node, key):
        name = entry.get("id")
        if not isinstance(name, str):
            continue
        if name in first:
            said = f'the id "{name}" is already used by {key}[{first[name]}]; choose another'
            yield Fault((*path, key, index, "id"), "ID005", said)
        first.setdefault(name, index)


def sources_exist(catalog: Tree) -> Iterator[Fault]:
    """Every `source` names one of the catalog's sources."""
    known = [entry["id"] for _, entry in entries(catalog, "sources") if isinstance(entry.get("id"), str)]
    for path, node in _sourced(catalog):
        name = node.get("source")
        if isinstance(name, str) and name not in known:
            yield Fault((*path, "source"), "REF001", f'no source has the id "{name}"{meant(name, known)}')


def _sourced(catalog: Tree) -> Iterator[tuple[Path, Tree]]:
    for index, discount in entries(catalog, "discounts"):
        yield ("discounts", index), discount
    for path, item, _ in written_items(catalog):
        yield path, item
        for index, dated in entries(item, "prices"):
            yield (*path, "prices", index), dated


def percentages_lead_somewhere(catalog: Tree) -> Iterator[Fault]:
    """A percentage refers to items or categories of its edition, never to itself, not even in a circle."""
    for number, edition in entries(catalog, "editions"):
        items = [(index, item) for index, item in entries(edition, "items") if isinstance(item.get("id"), str)]
        paths: dict[str, Path] = {item["id"]: ("editions", number, "items", index) for index, item in items}
        graph: dict[str, set[str]] = {}
        for _, item in items:
            for path, price in written_prices(item):
                again = path[0] == "reentry"  # may be a percentage of the item itself, and nothing refers to it
                for place, reference in enumerate(_references(price)):
                    where = (*paths[item["id"]], *path, "of", place)
                    targets = _targets(reference, "" if again else item["id"], items)
                    graph.setdefault(item["id"], set()).update(() if again else targets or ())
                    yield from _misled(where, reference, "" if again else item["id"], targets, paths)
        yield from _chains(graph, paths, catalog)


def _misled(where: Path, reference: str, of: str, targets: set[str] | None, names: Iterable[str]) -> Iterator[Fault]:
    if reference == of:
        yield Fault(where, "REF003", f'"{reference}" is a percentage of itself; name another item')
    elif targets is None:
        known = meant(reference, [*names, *CATEGORIES])
        yield Fault(where, "REF002", f'no item or category is called "{reference}"{known}')


def _references(price: Tree) -> list[str]:
    written = price.get("of")
    return [name for name in written if isinstance(name, str)] if isinstance(written, list | tuple) else []


def _targets(reference: str, of: str, items: list[tuple[int, Tree]]) -> set[str] | None:
    """The items an id or category refers to, without the referring item; None if there is no such name."""
    if any(item["id"] == reference for _, item in items):
        return {reference} - {of}
    if reference in CATEGORIES:
        return {item["id"] for _, item in items if item.get("category") == reference and item["id"] != of}
    return None


def _chains(graph: Mapping[str, set[str]], paths: Mapping[str, Path], catalog: Tree) -> Iterator[Fault]:
    """A percentage of too many percentages; a circle `support -> premium -> support`, with the line of each."""
    steps: dict[str, int] = {}
    try:
        for name in TopologicalSorter(graph).static_order():
            steps[name] = 1 + max(map(steps.__getitem__, graph[name]), default=0) if name in graph else 0
            if steps[name] == PERCENTAGES + 1:
                said = f'"{name}" is a percentage of a percentage, and so on {PERCENTAGES} times'
                yield Fault((*paths[name], "price"), "LIM008", f"{said}; refer to what the first of them is of")
    except CycleError as error:
        names: list[str] = list(reversed(error.args[1]))
        said = " -> ".join(f"{name}{_line_of(catalog, paths[name])}" for name in names)
        yield Fault(
            (*paths[names[0]], "price"),
            "REF004",
            f"percentages in a circle: {said}; let one of them have its own price",
        )


def _line_of(catalog: Tree, path: Path) -> str:
    if not isinstance(catalog, WrittenMapping) or catalog.start == SEVERAL_FILES:
        return ""
    return f" (line {locate(catalog, path)[0]})"


def edition_references_exist(catalog: Tree) -> Iterator[Fault]:
    """Discounts name items that exist, checks name editions that exist, requirements name facts with such values."""
    items = {item["id"] for _, item, _ in written_items(catalog) if isinstance(item.get("id"), str)}
    for index, discount in entries(catalog, "discounts"):
        for place, name in enumerate(discount["items"] if isinstance(discount.get("items"), list | tuple) else ()):
            if isinstance(name, str) and name not in items and name not in CATEGORIES:
                said = f'no item or category is called "{name}"{meant(name, [*items, *CATEGORIES])}'
                yield Fault(("discounts", index, "items", place), "REF002", said)
    editions = [edition.get("id") for _, edition in entries(catalog, "editions")]
    for index, check in entries(catalog, "checks"):
        name = check.get("edition")
        if isinstance(name, str) and name not in editions:
            known = [edition for edition in editions if isinstance(edition, str)]
            yield Fault(("checks", index, "edition"), "REF005", f'no edition has the id "{name}"{meant(name, known)}')


def requirements_can_be_met(catalog: Tree) -> Iterator[Fault]:
    """A required value is one the client fact may take, or an item of the choice."""
    written = catalog.get("inputs")
    inputs: Tree = written if isinstance(written, dict) else {}
    facts = {
        name: fact["values"]
        for name, fact in inputs.items()
        if isinstance(fact, dict) and isinstance(fact.get("values"), list | tuple)
    }
    for name, values in facts.items():
        default = inputs[name].get("default")
        if isinstance(default, str) and default not in values:
            yield Fault(
                ("inputs", name, "default"), "REF006", f'"{default}" is not one of {", ".join(map(str, values))}'
            )
    for path, item, edition in written_items(catalog):
        if "requires" in item:
            yield from _unmeetable(path, item, facts | written_choices(edition))
    for index, discount in entries(catalog, "discounts"):
        choices = [written_choices(edition) for _, edition in entries(catalog, "editions")]
        every = facts | {name: ids for found in choices for name, ids in found.items()}
        yield from _unmeetable(("discounts", index), discount, every)


def _unmeetable(path: Path, node: Tree, facts: Mapping[str, Any]) -> Iterator[Fault]:
    requires = node.get("requires")
    for name, wanted in requires.items() if isinstance(requires, dict) else ():
        if isinstance(wanted, dict):
            continue
        values = [wanted] if isinstance(wanted, str) else wanted if isinstance(wanted, list | tuple) else []
        where = (*path, "requires", name)
        if name not in facts:
            said = f'"{name}" is neither an input nor a choice of this catalog{meant(name, [*facts, *QUANTITIES])}'
            yield Fault(where, "REF007", f"{said}; a quantity needs min or max")
            continue
        for value in values:
            if isinstance(value, str) and value not in facts[name]:
                yield Fault(where, "REF006", f'"{value}" is not one of {", ".join(map(str, facts[name]))}')


def choices_have_one_default(catalog: Tree) -> Iterator[Fault]:
    """At most one item of a choice is the default."""
    for number, edition in entries(catalog, "editions"):
        first: dict[str, str] = {}
        for index, item in entries(edition, "items"):
            name = item.get("choice")
            if not isinstance(name, str) or item.get("default") not in ("true", True):
                continue
            if name in first:
                said = f'the choice "{name}" already has the default "{first[name]}"; keep one'
                yield Fault(("editions", number, "items", index, "default"), "KEY008", said)
            first.setdefault(name, str(item.get("id")))


def covers_lead_somewhere(catalog: Tree) -> Iterator[Fault]:
    """What support covers are other items of its edition; a name a line of re-entry takes is left free."""
    for path, item, edition in written_items(catalog):
        others = {str(other.get("id")) for _, other in entries(edition, "items")} - {str(item.get("id"))}
        covers = item.get("covers")
        for place, name in enumerate(covers if isinstance(covers, list | tuple) else ()):
            if isinstance(name, str) and name not in others:
                said = f'no other item of the edition is called "{name}"{meant(name, others)}'
                yield Fault((*path, "covers", place), "REF002", said)
        stem, again, rest = str(item.get("id")).rpartition(REENTRY)
        if again and not rest and stem in others:
            said = f'"{stem}{REENTRY}" is the name of the line for buying "{stem}" again; give the item another id'
            yield Fault((*path, "id"), "ID007", said)


def options_have_one_meaning(catalog: Tree) -> Iterator[Fault]:
    """An option of a brief names an item, a choice or a client fact; `total` is the sum, so no item is called so."""
    inputs = catalog.get("inputs")
    for number, edition in entries(catalog, "editions"):
        taken = {*written_choices(edition), *(inputs if isinstance(inputs, dict) else ())}
        for index, item in entries(edition, "items"):
            name, path = item.get("id"), ("editions", number, "items", index, "id")
            if name == "total":
                yield Fault(path, "ID007", '"total" is the name of the sum; give the item another id')
            elif isinstance(name, str) and name in taken:
                said = f'"{name}" is also a choice or an input, so an option of that name would mean two things'
                yield Fault(path, "ID008", f"{said}; give the item another id")


CROSS_CHECKS = (
    ids_are_unique,
    sources_exist,
    percentages_lead_somewhere,
    edition_references_exist,
    requirements_can_be_met,
    choices_have_one_default,
    options_have_one_meaning,
    covers_lead_somewhere,
    amounts_fit_the_currency,
)
"""Run in this order; a new check is one function and its name here."""
