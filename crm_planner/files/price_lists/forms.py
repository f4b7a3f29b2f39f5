"""The price of one item from its printed figures, in the form the mapping declares: flat, totals, tiers and so on."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from crm_planner.files.price_lists.prices import Figure, Group
from crm_planner.files.price_lists.printed_numbers import from_to
from crm_planner.place import Path, Place, Plain
from crm_planner.problem import quoted

Say = Callable[[str, Place, str, str], None]
"""Keeps a problem: code, place, what is wrong and what to do."""

_ALONE = {"flat": "flat", "per_unit": "per_unit", "package": "package"}
_SKIP = "Skip the row in rows of the mapping, or read the prices in another form"


class Priced(NamedTuple):
    """A price as a catalog writes it, the cells it is from, and where each part of it stands in the list."""

    price: dict[str, Any]
    cell: str | dict[str, str] | None
    origins: Mapping[Path, Place]
    comments: Mapping[Path, tuple[str, ...]] = {}


def priced(group: Group, say: Say) -> Priced | None:
    """The price of `group`; None, and problems, where its figures do not make one."""
    states = {figure.price for figure in group.figures if figure.is_state}
    first = group.figures[0]
    if states and all(figure.is_state for figure in group.figures):
        if len(states) > 1:
            said = f"and others say {' and '.join(sorted(states))} of one item, {group.item.id}"
            say("IMP018", first.place, said, _SKIP)
            return None
        return Priced({"kind": first.price}, first.place.cell, {("kind",): first.place})
    if group.item.price in _ALONE:
        return _alone(group, say)
    if group.item.price in {"volume", "graduated"}:
        return _tiers(group, say)
    return _table(group, say)


def _alone(group: Group, say: Say) -> Priced | None:
    """A price with one figure; a package has its size as quantity, the others count ones."""
    first, *more = group.figures
    for figure in more:
        _second(figure, first, group, say)
    kind = group.item.price
    price: dict[str, Any] = {"kind": kind, "amount": Plain(first.price)}
    origins: dict[Path, Place] = {("amount",): first.place}
    if kind == "package":
        if first.quantity is None:
            said = "is empty, and should hold how many the package is for"
            say("IMP018", first.quantity_place, said, "Fill it in, or write at: in the item of the mapping")
            return None
        price = {"kind": kind, "size": Plain(first.quantity), "amount": Plain(first.price)}
        origins[("size",)] = first.quantity_place
    elif first.quantity not in {None, "1"}:
        said = f"is for {first.quantity}, and a {kind} price is for one"
        say("IMP018", first.quantity_place, said, "Read it as totals, package or tiers")
        return None
    return None if more else Priced(price, first.place.cell, origins)


def _table(group: Group, say: Say) -> Priced | None:
    """Printed totals, or packs: a figure for each quantity."""
    known: dict[str, Figure] = {}
    sound = True
    for figure in group.figures:
        if figure.is_state:
            sound = False
            say("IMP018", figure.place, f"says {figure.price} beside totals of {group.item.id}", _SKIP)
        elif figure.quantity is None:
            sound = False
            hint = "Fill it in, or write at: in the item of the mapping"
            say("IMP018", figure.quantity_place, "is empty, and should hold how many the price is for", hint)
        elif figure.quantity in known:
            sound = False
            _second(figure, known[figure.quantity], group, say)
        else:
            known[figure.quantity] = figure
    if not sound:
        return None
    key = "packs" if group.item.price == "packs" else "totals"
    price: dict[str, Any] = {"kind": "packs" if key == "packs" else "published"}
    price[key] = {quantity: Plain(figure.price) for quantity, figure in known.items()}
    if group.item.combine:
        price["combine"] = group.item.combine
    origins: dict[Path, Place] = {(key, quantity): figure.place for quantity, figure in known.items()}
    cells = {quantity: figure.place.cell for quantity, figure in known.items()}
    return Priced(price, cells if len(cells) > 1 else next(iter(cells.values())), origins)


class _Step(NamedTuple):
    """A tier: the last quantity of it (None: open) and its figure; without one it is on request."""

    up_to: str | None
    figure: Figure | None


def _tiers(group: Group, say: Say) -> Priced | None:
    steps = _STEPS[group.item.steps or "up_to"](group.figures, say)
    if steps is None:
        return None
    comments: dict[Path, tuple[str, ...]] = {}
    if steps[-1].up_to is not None:
        steps = [*steps, _Step(None, None)]
        comments[()] = (f"The list prints no price above {steps[-2].up_to}: on request there.",)
    tiers: list[dict[str, Any]] = []
    origins: dict[Path, Place] = {}
    for index, (up_to, figure) in enumerate(steps):
        tier: dict[str, Any] = {} if up_to is None else {"up_to": Plain(up_to)}
        if figure is None or figure.price == "on_request":
            tier["on_request"] = Plain("true")
        elif figure.price == "not_offered":
            say("IMP018", figure.place, f"says not_offered beside other tiers of {group.item.id}", _SKIP)
            return None
        else:
            tier["unit"] = Plain("0" if figure.price == "included" else figure.price)
        if figure is not None:
            tier["cell"] = figure.place.cell
            origins |= {("tiers", index): figure.place, ("tiers", index, "up_to"): figure.quantity_place}
        tiers.append(tier)
    return Priced({"kind": group.item.price, "tiers": tiers}, None, origins, comments)


def _up_to(figures: Sequence[Figure], say: Say) -> list[_Step] | None:
    """The quantity is the last of its tier; empty in the last row."""
    for figure in figures[:-1]:
        if figure.quantity is None:
            hint = "Fill it in; only the last tier has no end"
            say("IMP018", figure.quantity_place, "is empty, and should hold the end of a tier", hint)
            return None
    return [_Step(figure.quantity, figure) for figure in figures]


def _from(figures: Sequence[Figure], say: Say) -> list[_Step] | None:
    """The quantity is the first of its tier, a whole number; the tier ends before the next begins."""
    starts = []
    for figure in figures:
        if figure.quantity is None or not figure.quantity.isdecimal():
            said = f"is {quoted(figure.quantity or '')}, and should be the whole number a tier begins with"
            say("IMP018", figure.quantity_place, said, "Correct it")
            return None
        starts.append(int(figure.quantity))
    below = [_Step(str(starts[0] - 1), None)] if starts[0] > 1 else []
    ends = [*(str(start - 1) for start in starts[1:]), None]
    return below + [_Step(end, figure) for end, figure in zip(ends, figures, strict=True)]


def _range(figures: Sequence[Figure], say: Say) -> list[_Step] | None:
    """The quantity is a range such as 11-50, or 51+; each begins where the one before has ended."""
    found = []
    for figure in figures:
        ends = from_to(figure.quantity or "")
        if ends is None:
            said = f"is {quoted(figure.quantity or '')}, and should be a range"
            say("IMP018", figure.quantity_place, said, "Write it as 11-50, the last as 51+")
            return None
        found.append((*ends, figure))
    for (_, end, _), (start, _, figure) in pairwise(found):
        if end is None or start != end + 1:
            said = f"begins with {start}, and the range before it ends with {'no end' if end is None else end}"
            say("IMP018", figure.quantity_place, said, "Let each range begin where the one before has ended")
            return None
    first = found[0][0]
    below = [_Step(str(first - 1), None)] if first > 1 else []
    return below + [_Step(None if end is None else str(end), figure) for _, end, figure in found]


_STEPS: Mapping[str, Callable[[Sequence[Figure], Say], list[_Step] | None]] = {
    "up_to": _up_to,
    "from": _from,
    "range": _range,
}


def _second(figure: Figure, first: Figure, group: Group, say: Say) -> None:
    said = f"is a second price of {group.item.id} in {group.edition.id}"
    if group.item.price not in _ALONE:
        said += f" for {figure.quantity}"
    say("IMP011", figure.place, f"{said}; the first is in {first.place.cell}", "Skip one of the rows")
