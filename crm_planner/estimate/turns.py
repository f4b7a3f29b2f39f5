"""Where formulas written for one number of users cease to hold, and which numbers of users are of one kind.

Whether a price is on request, a requirement is met or a limit is passed is decided while cells are written. All of
these compare a quantity with a figure of the catalog or the playbook: numbers of users on the same side of all of them
are of one kind, and have the same formulas.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Item
from crm_planner.catalog.packs import PacksPrice
from crm_planner.catalog.price import Price
from crm_planner.catalog.vocabulary import DEFAULT_QUANTITY
from crm_planner.estimate.numbers import numbers
from crm_planner.estimate.people import JOINED, in_year
from crm_planner.estimate.setting import Setting
from crm_planner.formula.arrays import Array, np

People = Mapping[str, Array]
"""The cells of people that the number of users decides, for each of these numbers."""


class Turns(NamedTuple):
    """The whole quantities beyond which something changes its kind; `back` and forth between two kinds, if it does."""

    ends: Sequence[int]
    back: bool = False

    def passed(self, quantity: Array) -> Array:
        """The kind of each of several quantities."""
        before = np.searchsorted(np.asarray(self.ends), quantity)
        return before % 2 if self.back else before


def kinds(candidate: Candidate, setting: Setting, people: People) -> Array:
    """The kind of a candidate for every number of users: prices, requirements and limits are the same in each."""
    years = setting.years if setting.grows else range(1, 2)
    owned, rows = int(setting.owned(candidate)), []
    joined = [people[in_year(JOINED, year)] for year in years]
    for name, turns in _turns(candidate, setting).items():
        source = setting.follows(candidate, name)
        if source is not None:
            needed = [people[in_year(source, year)] for year in years]
            rows += [one.passed(quantity) for quantity in _counted(needed, joined, owned) for one in turns]
    return numbered(rows, len(joined[0]))


def kinds_along(candidate: Candidate, setting: Setting, source: str, people: Array) -> Array:
    """The same for several numbers of people, as far as quantities that follow `source`, users or peak, decide it.

    Of a client whose people do not change from year to year.
    """
    follow = (turns for name, turns in _turns(candidate, setting).items() if setting.follows(candidate, name) == source)
    return numbered([one.passed(people) for turns in follow for one in turns], len(people))


def numbered(rows: Sequence[Array], places: int) -> Array:
    """The same number at all places at which all rows are the same."""
    telling = [row for row in rows if (row != row[0]).any()]
    if not telling:
        return np.zeros(places, dtype=np.int64)
    found: Array = np.unique(np.array(telling), axis=1, return_inverse=True)[1].reshape(-1)
    return found


def _turns(candidate: Candidate, setting: Setting) -> dict[str, list[Turns]]:
    """For every quantity that may follow the number of users; what is owned already shifts those of prices."""
    owned = int(setting.owned(candidate))
    names = [name for name in setting.quantities(candidate) if setting.follows(candidate, name)]
    ends: dict[str, set[int]] = {name: {0, owned} for name in names}
    for name, end in _of_ranges(candidate):
        ends.get(name, set()).add(end)
    turns = {name: [Turns(sorted(several))] for name, several in ends.items()}
    for item in candidate.edition.items:
        counted = turns.get(item.quantity or DEFAULT_QUANTITY.get(item.category, ""), [])
        for price in _prices(item) if counted else ():
            moved = sorted(price.turns(setting.most or Decimal(0)))
            back = isinstance(price, PacksPrice)
            counted += [Turns([end + shift for end in moved], back) for shift in {0, owned} if moved]
    return turns


def _of_ranges(candidate: Candidate) -> Iterator[tuple[str, int]]:
    """Where limits and requirements begin and cease to hold, and of which quantity."""
    catalog, edition = candidate.catalog, candidate.edition
    ranges = [*edition.limits.items()]
    for requires in (*(one.requires for one in edition.items), *(one.requires for one in catalog.discounts)):
        ranges += [(name, one.range) for name, one in requires.items() if one.range]
    return ((name, end) for name, span in ranges for end in span.turns)


def _prices(item: Item) -> list[Price]:
    every = (item.price, *(one.price for one in item.prices or ()), *(one.price for one in item.reentry))
    return [price for price in every if isinstance(price, Price)]


def _counted(needed: Sequence[Array], joined: Sequence[Array], owned: int) -> Iterator[Array]:
    """A quantity in each year; the most needed so far, and with everybody who joined; and what is added each year."""
    yield from needed
    if len(needed) > 1:
        most, everybody = needed[0], needed[0]
        for now, new in zip(needed[1:], joined[1:], strict=True):
            for before, so_far in ((most, np.maximum(most, now)), (everybody, everybody + new)):
                yield so_far
                yield so_far - np.maximum(before, owned)
            most, everybody = np.maximum(most, now), everybody + new


def kinds_of_work(at: Callable[[int], Setting], places: int) -> Array:
    """The kind of the playbook's work for every number of users: which is needed, and whether there is any.

    `at` is the client with the number of users in a place. What efforts count rises with the number of users, or stays,
    so a kind that was left does not come again.
    """
    turns = _turns_of_work(at(0))
    found: Array = np.zeros(places, dtype=np.int64)
    start = 0
    while turns and start < places:
        end = _last_alike(lambda place: _kind_of_work(at(place), turns), start, places - 1) + 1
        found[start:end] = start
        start = end
    return found


def _last_alike(kind: Callable[[int], object], first: int, last: int) -> int:
    """The last of several that is of the same kind as the first."""
    here = kind(first)
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if kind(middle) == here else (first, middle - 1)
    return first


def _turns_of_work(setting: Setting) -> dict[str, list[int]]:
    """The numbers beyond which work is needed, or not any more, or there is any at all, by what is counted."""
    turns: dict[str, set[int]] = {}
    for effort in setting.playbook.efforts:
        for name in (name for term in effort.formula for name in term.each):
            turns.setdefault(name, {0})
        for name, span in (pair for one in effort.when for pair in one.items()):
            turns.setdefault(name, {0}).update(span.turns)
    return {name: sorted(ends) for name, ends in turns.items()}


def _kind_of_work(setting: Setting, turns: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    known = numbers(setting)
    return tuple(bisect_left(ends, known[name].value) for name, ends in turns.items() if name in known)
