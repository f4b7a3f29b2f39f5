"""What a brief asks for that no candidate has: options, offers, owned licences and discounts that fit nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate, unknown_candidate
from crm_planner.catalog.vocabulary import REENTRY
from crm_planner.estimate.sale import items_sold, unknown_terms
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.support import lapses
from crm_planner.estimate.work import pieces_of_work, work_switches
from crm_planner.letters import nearest, one_of
from crm_planner.place import Place
from crm_planner.problem import Problem
from crm_planner.terms import CATEGORIES

Wish = bool | str


def unknown_wishes(candidates: Sequence[Candidate], setting: Setting, known: Sequence[Candidate]) -> Iterator[Problem]:
    """A problem for every wish that would silently do nothing; `known` are all candidates there are.

    What names a candidate that is not compared is left alone: a brief may hold more than one comparison asks for.
    """
    yield from _strangers(known, setting)
    yield from _options(known, setting)
    for candidate in candidates:
        yield from _values(candidate, setting)
    for number, quote in enumerate(setting.brief.quoted):
        place = setting.place("quoted", number, "item")
        yield from _items(known, quote.candidate, (quote.item,), place, *pieces_of_work(setting))
    for number, discount in enumerate(setting.brief.discounts):
        place = setting.place("discounts", number)
        names = (*discount.items, *((discount.category,) if discount.category else ()))
        yield from _items(known, discount.candidate, names, place, *CATEGORIES)
    yield from _rates(setting)
    yield from _hours(setting)
    yield from unknown_terms(known, setting)
    for place, sold_by, items in items_sold(setting):
        yield from _items(known, sold_by, items, place)


def _hours(setting: Setting) -> Iterator[Problem]:
    """Hours of work that the playbook does not know: they would change nothing."""
    known = pieces_of_work(setting)
    for name, (_, path) in setting.brief.plan.hours.items():
        if name not in known:
            yield Problem(setting.place(*path), "WBS012", f'there is no work called "{name}"', _hint(name, known))


def _rates(setting: Setting) -> Iterator[Problem]:
    """Rates of roles nobody has: they would change nothing."""
    roles = list(setting.playbook.rates)
    places = {role: setting.place("rates", role) for role in setting.brief.rates}
    places |= {role: setting.place(*path) for role, (_, path) in setting.brief.plan.rates.items()}
    for role, place in places.items():
        if role not in roles:
            yield Problem(place, "REF015", f'the playbook has no role "{role}"', _hint(role, roles))


def _strangers(known: Sequence[Candidate], setting: Setting) -> Iterator[Problem]:
    """What is said of a candidate that no catalog has, such as a misspelt one."""
    brief = setting.brief
    scopes = [key for key, value in brief.options.items() if isinstance(value, dict)]
    places: list[tuple[str | None, Place]] = [(name, setting.place("options", name)) for name in scopes]
    named: dict[str, list[str | None]] = {
        key: [one.candidate for one in getattr(brief, key)] for key in ("quoted", "discounts", "owned", "lapses")
    }
    for key, names in named.items():
        places += [(name, setting.place(key, number, "candidate")) for number, name in enumerate(names)]
    for name, place in places:
        if name is not None and not any(candidate.answers_to(name) for candidate in known):
            yield Problem(place, "REF012", unknown_candidate(name, [candidate.id for candidate in known]))


def _items(
    known: Sequence[Candidate], wanted: str | None, names: Iterable[str], place: Place, *others: str
) -> Iterator[Problem]:
    """Names that are neither items of the candidate, or of any, nor one of `others`."""
    meant = [candidate for candidate in known if wanted is None or candidate.answers_to(wanted)]
    items = {item.id for candidate in meant for item in candidate.edition.items}
    items |= {f"{item.id}{REENTRY}" for candidate in meant for item in candidate.edition.items if lapses(item)}
    for name in names if meant else ():
        if name not in items and name not in others:
            said = f'{wanted} has no item "{name}"' if wanted else f'no catalog has the item "{name}"'
            yield Problem(place, "REF008", said, _hint(name, items))


class UnknownOption(NamedTuple):
    """An option that nobody it is meant for has, and the one it is a slip of the pen for, if any."""

    name: str
    place: Place
    meant: str | None


_A_SLIP = 0.75
"""From this likeness on (difflib's ratio) an unknown option is a misspelt one: trainin and training have 0.93."""


def unknown_options(known: Sequence[Candidate], setting: Setting) -> Iterator[UnknownOption]:
    """Options that nobody they are meant for has; no fault by itself, since a brief may serve several markets."""
    for key, value in setting.brief.options.items():
        if not isinstance(value, dict):
            yield from _unknown_option(known, setting, key, setting.place("options", key))
            continue
        meant = [candidate for candidate in known if candidate.answers_to(key)]
        for name in value if meant else ():
            yield from _unknown_option(meant, setting, name, setting.place("options", key, name))


def _unknown_option(meant: Sequence[Candidate], setting: Setting, name: str, place: Place) -> Iterator[UnknownOption]:
    names = {option for candidate in meant for option in _known_options(candidate)}
    names |= set(work_switches(setting))
    if name not in names:
        yield UnknownOption(name, place, nearest(name, names, _A_SLIP))


def _options(known: Sequence[Candidate], setting: Setting) -> Iterator[Problem]:
    """Options misspelt: what they were to switch would stay as it is."""
    for one in unknown_options(known, setting):
        if one.meant:
            yield Problem(
                one.place, "REF009", f'no candidate has the option "{one.name}"', f'Did you mean "{one.meant}"?'
            )


def _values(candidate: Candidate, setting: Setting) -> Iterator[Problem]:
    """Values a candidate's own options do not have: its line would vanish from the total, and nobody would know."""
    switches = setting.brief.switches(candidate.id)
    if not switches:
        return
    known = {name: {"true", "false"} for name in work_switches(setting)} | dict(_known_options(candidate))
    for name, wish in switches.items():
        if name in known and _spoken(wish) not in known[name]:
            place = setting.place("options", *setting.brief.scope_of(candidate.id, name), name)
            said = f'"{_spoken(wish)}" is no value of the option "{name}" of {candidate.id}'
            one = one_of(sorted(known[name]))
            hint = f"Write {one}; for this candidate alone, under options: {{{candidate.id}: {{{name}: ...}}}}"
            yield Problem(place, "REF009", said, hint)


def _spoken(wish: Wish) -> str:
    return {True: "true", False: "false"}[wish] if isinstance(wish, bool) else wish


def _known_options(candidate: Candidate) -> Mapping[str, set[str]]:
    """Every option of a candidate with its values: client facts, choices, and items that can be switched."""
    known: dict[str, set[str]] = {name: set(fact.values) for name, fact in candidate.catalog.inputs.items()}
    for item in candidate.edition.items:
        if item.choice is None:
            known.setdefault(item.id, set()).update({"true", "false"})
        else:
            known.setdefault(item.choice, set()).add(item.id)
            others = [one for one in candidate.edition.items if one.choice == item.choice]
            if all(one.optional for one in others):
                known[item.choice] |= {"none", "false"}
    return known


def _hint(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = nearest(name, names)
    return f'Did you mean "{near}"?' if near else f"Known are {one_of(names)}" if names else "Remove it"
