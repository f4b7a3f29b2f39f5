"""Which items of an edition belong in this client's estimate: options, choices and requirements."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Item, Requirement, Requirements
from crm_planner.catalog.price import OnRequest
from crm_planner.estimate.setting import Setting
from crm_planner.place import Path
from crm_planner.problem import Problem
from crm_planner.text import Message, Text, mark


class Again(NamedTuple):
    """Buying an item again after years without it: in which years, and where the price of each is written."""

    name: Message
    prices: Mapping[int, Path]


class Selected(NamedTuple):
    """An item of the estimate with its number in the edition; `gap` says why a default cannot be had.

    With `again` it is not the item itself, but what buying it again costs. `name` is ours where no vendor names it.
    """

    number: int
    item: Item
    gap: Message | None = None
    again: Again | None = None
    name: Message | None = None

    @property
    def called(self) -> Message | Text | str:
        """What a reader calls it."""
        return self.shown_name or self.item.id

    @property
    def shown_name(self) -> Message | Text | None:
        """Its name; None where it has only an id."""
        return (self.name or self.item.name) if self.again is None else self.again.name


class Circumstances(NamedTuple):
    """What requirements are measured against: quantities, facts of the client, and the choices made."""

    quantities: Mapping[str, Decimal]
    facts: Mapping[str, str | None]

    def unmet(self, requirements: Requirements) -> Message | None:
        """Why the first unmet requirement is unmet; None if all are met."""
        return next((said for name, one in requirements.items() if (said := self._unmet(name, one))), None)

    def _unmet(self, name: str, requirement: Requirement) -> Message | None:
        if requirement.range is None:
            if self.facts.get(name) in requirement.values:
                return None
            return Message(mark("it needs {name}: {values}"), {"name": name, "values": requirement.values})
        at = self.quantities.get(name)
        if at is None:
            return Message(mark("the brief does not say how many {name}"), {"name": name})
        if requirement.range.holds(at):
            return None
        values = {"name": name, "range": shown_range(requirement.range.min, requirement.range.max), "at": at}
        return Message(mark("it needs {name} {range}, and there are {at}"), values)


def shown_range(low: Decimal | None, high: Decimal | None) -> Message:
    """A range in words."""
    if low is None:
        return Message(mark("up to {high}"), {"high": high})
    if high is None:
        return Message(mark("from {low}"), {"low": low})
    return Message(mark("from {low} to {high}"), {"low": low, "high": high})


def circumstances(candidate: Candidate, setting: Setting) -> Circumstances:
    """What the requirements of a candidate's items and discounts are measured against."""
    switches = setting.brief.switches(candidate.id)
    facts: dict[str, str | None] = {name: fact.default for name, fact in candidate.catalog.inputs.items()}
    facts |= {name: str(switches[name]) for name in facts if name in switches}
    return Circumstances(setting.quantities(candidate), facts | choices_made(candidate, switches))


def choices_made(candidate: Candidate, switches: Mapping[str, bool | str]) -> dict[str, str | None]:
    """For each choice of the edition the item chosen by the brief, else the default, else none."""
    made: dict[str, str | None] = {}
    for item in candidate.edition.items:
        if item.choice is not None:
            made.setdefault(item.choice, None)
            if item.default:
                made[item.choice] = item.id
    for choice in made:
        if choice in switches:
            wanted = switches[choice]
            made[choice] = None if wanted in (False, "none") else str(wanted)
    return made


def select(candidate: Candidate, setting: Setting) -> tuple[tuple[Selected, ...], tuple[Problem, ...]]:
    """The items of the estimate in the catalog's order, and what the brief asks for that cannot be had."""
    around = circumstances(candidate, setting)
    switches = setting.brief.switches(candidate.id)
    made = choices_made(candidate, switches)
    chosen: list[Selected] = []
    problems: list[Problem] = []
    for number, item in enumerate(candidate.edition.items):
        quoted = setting.quoted(candidate, item.id) is not None
        wish = _wish(item, switches, made, quoted=quoted)
        if wish == "out":
            continue
        reason = None if quoted else around.unmet(item.requires)  # what the vendor has offered can be had
        if reason is None:
            chosen.append(_selected(candidate, number, item))
        elif wish == "asked":
            problems.append(_cannot_be_had(candidate, item, reason, setting))
        elif wish == "default" or _is_unknown(item, around):
            chosen.append(Selected(number, item, reason))
    return tuple(chosen) + _undecided(candidate, made, setting), tuple(problems)


def _selected(candidate: Candidate, number: int, item: Item) -> Selected:
    """An item as the vendor names it, or as we do one of what the client has already."""
    used = candidate.in_use
    if used is None:
        return Selected(number, item)
    unknown = isinstance(item.price, OnRequest)
    return Selected(number, item, used.unknown if unknown else None, name=used.items[item.id])


def _wish(item: Item, switches: Mapping[str, bool | str], made: Mapping[str, str | None], *, quoted: bool) -> str:
    """Whether the brief asked for the item, it comes as a default or of itself, or stays out."""
    if item.choice is not None:
        if made[item.choice] != item.id:
            return "out"
        return "asked" if item.choice in switches else "default"
    if switches.get(item.id) is False:
        return "out"
    if switches.get(item.id) is True or (item.optional and quoted):
        return "asked"
    return "out" if item.optional else "of itself"


def _is_unknown(item: Item, around: Circumstances) -> bool:
    """Whether a requirement cannot be judged because the brief does not give the quantity."""
    return any(one.range is not None and name not in around.quantities for name, one in item.requires.items())


def _cannot_be_had(candidate: Candidate, item: Item, reason: Message, setting: Setting) -> Problem:
    said = reason.say(str, _plain)
    place = setting.place("options", candidate.id, item.choice or item.id)
    return Problem(
        place,
        "REF010",
        f'"{item.id}" of {candidate.id} was chosen, but {said}',
        "Choose another, or leave the option out",
    )


def _plain(value: object) -> str:
    if isinstance(value, Message):
        return value.say(str, _plain)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _undecided(candidate: Candidate, made: Mapping[str, str | None], setting: Setting) -> tuple[Selected, ...]:
    """Choices somebody must make, where the catalog has no default and the brief is silent: a gap each.

    No gap where the vendor has made an offer for the first of them.
    """
    gaps, switches = [], setting.brief.switches(candidate.id)
    for choice, item_id in made.items():
        items = [(number, item) for number, item in enumerate(candidate.edition.items) if item.choice == choice]
        if item_id is not None or choice in switches or all(item.optional for _, item in items):
            continue
        reason = Message(mark("nobody has chosen one of {items}"), {"items": tuple(item.id for _, item in items)})
        number, first = items[0]
        gaps.append(Selected(number, first, None if setting.quoted(candidate, first.id) else reason))
    return tuple(gaps)
