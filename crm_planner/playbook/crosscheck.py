"""What must hold between the parts of a playbook: ids once, names that lead somewhere, no percentages in a circle.

The checks read the tree as it was written and forgive any other shape: fields report their own faults.
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from crm_planner.document import Check, Fault, entries
from crm_planner.letters import nearest, one_of
from crm_planner.place import Path
from crm_planner.playbook.effort import KINDS, OF_A_BRIEF, OF_A_WISH
from crm_planner.terms import CATEGORIES

Tree = Mapping[str, Any]

_RESERVED = ("total", *CATEGORIES)
"""Names that options and `explain` understand already."""


def efforts_have_ids_of_their_own(playbook: Tree) -> Iterator[Fault]:
    """No two efforts share an id, and none is called like a category, which an option switches as a whole."""
    seen: set[str] = set()
    for index, effort in entries(playbook, "efforts"):
        name = effort.get("id")
        if isinstance(name, str) and name in _RESERVED:
            yield Fault(("efforts", index, "id"), "ID007", f'"{name}" is the name of a sum; give the effort another id')
        elif isinstance(name, str) and name in seen:
            yield Fault(("efforts", index, "id"), "ID005", f'the id "{name}" is already used; choose another')
        seen.add(str(name))


def drivers_are_new(playbook: Tree) -> Iterator[Fault]:
    """A driver is no number every brief has, and groups are of a number that is not itself counted in groups."""
    drivers = _section(playbook, "drivers")
    plain = [name for name, one in drivers.items() if isinstance(one, dict) and "of" not in one]
    for name, one in drivers.items():
        if name in (*OF_A_BRIEF, *OF_A_WISH):
            yield Fault(("drivers", name), "ID005", f'every brief has the number "{name}"; choose another name')
        counted = one.get("of") if isinstance(one, dict) else None
        if isinstance(counted, str) and counted not in (*OF_A_BRIEF, *plain):
            yield Fault(("drivers", name, "of"), "REF014", _unknown("number", counted, (*OF_A_BRIEF, *plain)))


def numbers_exist(playbook: Tree) -> Iterator[Fault]:
    """What an effort counts, and what decides whether it is needed, is a number of the brief or a driver."""
    known = (*OF_A_BRIEF, *_section(playbook, "drivers"))
    for index, effort in entries(playbook, "efforts"):
        own = (*known, *OF_A_WISH) if effort.get("for_each") else known
        for number, term in entries(effort, "formula"):
            for name in _names(term.get("each")):
                if name not in own:
                    yield Fault(("efforts", index, "formula", number, "each"), "REF014", _unknown("number", name, own))
        for path, condition in _conditions(effort):
            for name in condition:
                if name not in known:
                    yield Fault(("efforts", index, *path, name), "REF014", _unknown("number", str(name), known))


def _conditions(effort: Tree) -> Iterator[tuple[Path, Tree]]:
    when = effort.get("when")
    if isinstance(when, dict):
        yield ("when",), when
    yield from ((("when", number), condition) for number, condition in entries(effort, "when"))


def roles_have_a_place_in_the_rate_card(playbook: Tree) -> Iterator[Fault]:
    """Whoever does a piece of work stands in `rates`, with an amount or without one."""
    rates = list(_section(playbook, "rates"))
    for path, part in _worked(playbook):
        role = part.get("role")
        if isinstance(role, str) and role not in rates:
            yield Fault((*path, "role"), "REF015", _unknown("role of rates", role, rates))


def _worked(playbook: Tree) -> Iterator[tuple[Path, Tree]]:
    """Everything that names a role."""
    for index, effort in entries(playbook, "efforts"):
        yield ("efforts", index), effort
    for name, builder in _section(playbook, "builders").items():
        if isinstance(builder, dict):
            yield ("builders", name), builder


def own_hours_are_of_roles(playbook: Tree) -> Iterator[Fault]:
    """What an hour costs the consultant is said of a role of the rate card."""
    hours, rates = _section(_section(playbook, "commercial"), "hours"), list(_section(playbook, "rates"))
    for role in hours:
        if role not in rates:
            yield Fault(("commercial", "hours", role), "REF015", _unknown("role of rates", role, rates))


def every_own_price_counts_somewhere(playbook: Tree) -> Iterator[Fault]:
    """Of several prices for a line the last one counts, so one that a later one covers whole never does."""
    prices = list(entries(_section(playbook, "commercial"), "prices"))
    for at, (index, price) in enumerate(prices):
        later = next((number for number, one in prices[at + 1 :] if _covers(one, price)), None)
        if later is not None:
            said = f"entry {later + 1} of prices holds for all of these lines, and the last one counts"
            yield Fault(("commercial", "prices", index), "REF016", f"{said}; write the particular after the general")


def _covers(later: Tree, earlier: Tree) -> bool:
    """Whether a price holds for every line another one holds for."""
    whose, other = later.get("candidate"), earlier.get("candidate")
    if whose not in (None, other, str(other).partition("/")[0]):
        return False
    of_items = set(_names(earlier.get("items"))) and set(_names(earlier.get("items"))) <= set(
        _names(later.get("items"))
    )
    same_category = "category" in later and later.get("category") == earlier.get("category")
    return bool(of_items or same_category or not (later.get("items") or later.get("category")))


def customisations_have_builders(playbook: Tree) -> Iterator[Fault]:
    """Efforts for customisations need to know who may build them."""
    for index, effort in entries(playbook, "efforts"):
        if effort.get("for_each") in KINDS and not _section(playbook, "builders"):
            yield Fault(("efforts", index, "for_each"), "KEY007", "nobody builds it; add the section builders")
            return


def percentages_lead_somewhere(playbook: Tree) -> Iterator[Fault]:
    """A percentage is of efforts or categories of efforts, never of itself, not even in a circle."""
    efforts = [effort for _, effort in entries(playbook, "efforts")]
    names = [str(effort.get("id")) for effort in efforts]
    known = [*names, *(str(effort.get("category")) for effort in efforts)]
    graph: dict[str, set[str]] = {}
    for index, effort in enumerate(efforts):
        own = names[index]
        for number, term in entries(effort, "formula"):
            path = ("efforts", index, "formula", number, "of")
            for reference in _names(term.get("of")):
                if reference == own:
                    yield Fault(path, "REF003", f'"{own}" is a percentage of itself; remove it from of')
                elif reference not in known:
                    yield Fault(path, "REF002", _unknown("effort or category of efforts", reference, known))
                graph.setdefault(own, set()).update(_meant(efforts, reference, own, term.get("sides")))
    yield from _circles(graph, names)


def _meant(efforts: list[Tree], reference: str, own: str, sides: Any) -> Iterator[str]:
    """The efforts a reference can mean: by id, or by category but the referring one, done by one of `sides`."""
    for effort in efforts:
        named = reference in (effort.get("id"), effort.get("category")) and effort.get("id") != own
        if named and (not isinstance(sides, list | tuple) or "side" not in effort or effort["side"] in sides):
            yield str(effort.get("id"))


def _circles(graph: dict[str, set[str]], names: list[str]) -> Iterator[Fault]:
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = error.args[1][::-1]
        said = f"percentages in a circle: {' -> '.join(circle)}; one of them must be of something else"
        yield Fault(("efforts", min(names.index(name) for name in circle), "formula"), "REF004", said)


def sources_exist(playbook: Tree) -> Iterator[Fault]:
    """Every `source` names one of the playbook's sources."""
    known = [str(one.get("id")) for _, one in entries(playbook, "sources")]
    for path, part in _sourced(playbook):
        name = part.get("source")
        if isinstance(name, str) and name not in known:
            yield Fault((*path, "source"), "REF001", _unknown("source", name, known))


def _sourced(playbook: Tree) -> Iterator[tuple[Path, Tree]]:
    for key in ("efforts", "taxes", "assumptions"):
        yield from (((key, index), entry) for index, entry in entries(playbook, key))
    for key in ("rates", "builders", "drivers", "ranges"):
        yield from (((key, name), one) for name, one in _section(playbook, key).items() if isinstance(one, dict))
    for key in ("sizing", "gaps"):
        yield (key,), _section(playbook, key)


def _section(playbook: Tree, key: str) -> Tree:
    found = playbook.get(key)
    return found if isinstance(found, dict) else {}


def _names(written: Any) -> list[str]:
    several = written if isinstance(written, list | tuple) else [written]
    return [name for name in several if isinstance(name, str)]


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    choices = sorted(set(known))
    near = nearest(name, choices)
    hint = f'; did you mean "{near}"?' if near else f"; known are {one_of(choices)}" if choices else ""
    return f'there is no {what} called "{name}"{hint}'


CROSS_CHECKS: tuple[Check, ...] = (
    efforts_have_ids_of_their_own,
    drivers_are_new,
    numbers_exist,
    roles_have_a_place_in_the_rate_card,
    own_hours_are_of_roles,
    every_own_price_counts_somewhere,
    customisations_have_builders,
    percentages_lead_somewhere,
    sources_exist,
)
"""Run in this order; a new check is one function and its name here."""
