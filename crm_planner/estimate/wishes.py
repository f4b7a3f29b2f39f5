"""What a brief asks for that no candidate has: options, offers, owned licences and discounts that fit nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.vocabulary import CATEGORIES
from crm_planner.estimate.setting import Setting
from crm_planner.letters import nearest, one_of
from crm_planner.place import Place
from crm_planner.problem import Problem

Wish = bool | str


def unknown_wishes(candidates: Sequence[Candidate], setting: Setting) -> Iterator[Problem]:
    """A problem for every wish that would silently do nothing.

    What names a candidate that is not compared is left alone: a brief may hold more than one comparison asks for.
    """
    yield from _options(candidates, setting)
    for number, quote in enumerate(setting.brief.quoted):
        yield from _items(candidates, quote.candidate, (quote.item,), setting.place("quoted", number, "item"))
    for number, discount in enumerate(setting.brief.discounts):
        place = setting.place("discounts", number)
        names = (*discount.items, *((discount.category,) if discount.category else ()))
        yield from _items(candidates, discount.candidate, names, place)


def _items(candidates: Sequence[Candidate], wanted: str, names: Iterable[str], place: Place) -> Iterator[Problem]:
    """Names that are neither items of the candidate nor categories."""
    meant = [candidate for candidate in candidates if candidate.answers_to(wanted)]
    known = {item.id for candidate in meant for item in candidate.edition.items}
    for name in names if meant else ():
        if name not in known and name not in CATEGORIES:
            yield Problem(place, "REF008", f'{wanted} has no item "{name}"', _hint(name, known))


def _options(candidates: Sequence[Candidate], setting: Setting) -> Iterator[Problem]:
    for key, value in setting.brief.options.items():
        if not isinstance(value, dict):
            yield from _option(candidates, key, value, setting.place("options", key))
            continue
        meant = [candidate for candidate in candidates if candidate.answers_to(key)]
        for name, wish in value.items() if meant else ():
            yield from _option(meant, name, wish, setting.place("options", key, name))


def _option(candidates: Sequence[Candidate], name: str, wish: Wish, place: Place) -> Iterator[Problem]:
    """An option nobody has, or a value none of those who have it knows."""
    known: dict[str, set[str]] = {}
    for candidate in candidates:
        for option, values in _known_options(candidate).items():
            known.setdefault(option, set()).update(values)
    if name not in known:
        yield Problem(place, "REF009", f'no candidate has the option "{name}"', _hint(name, known))
    elif _spoken(wish) not in known[name]:
        said = f'"{_spoken(wish)}" is no value of the option "{name}"'
        yield Problem(place, "REF009", said, f"Write {one_of(sorted(known[name]))}")


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
