"""Who does the work of a plan: the people the brief names, and for the other roles the playbook's team."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from math import ceil

from crm_planner.brief.plan import Away, NoWork, PlannedPerson
from crm_planner.estimate.numbers import Counted
from crm_planner.estimate.setting import Setting
from crm_planner.letters import nearest, one_of
from crm_planner.plan.breakdown import Breakdown
from crm_planner.plan.calendar import FIVE_DAY_WEEK, Calendar
from crm_planner.plan.national import national
from crm_planner.plan.person import Absence, Blackout, Person
from crm_planner.playbook.with_plan import PlaybookWithPlan
from crm_planner.playbook.work_breakdown import Member
from crm_planner.problem import Problem, quoted
from crm_planner.text import Text

YEARS = 5
"""For how many years calendars and month ends are made."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNSAID = Decimal(0)
"""The hours of somebody nobody has said them of: whoever schedules that refuses it."""


def people_of(found: Breakdown, roles: Collection[str]) -> tuple[Person, ...]:
    """Everybody with one of the `roles` that have hours to do; people of the brief come first, and all of them."""
    setting, playbook = found.ledger.setting, found.knowledge.playbook
    named = tuple(_named(setting, playbook, at, one) for at, one in enumerate(setting.brief.plan.people))
    covered = {role for person in named for role in person.roles}
    generic = (
        _generic(found, name, member, [role for role in member.roles if role in roles and role not in covered])
        for name, member in playbook.team.items()
        if (not member.shapes or found.shape in member.shapes) and name not in {person.id for person in named}
    )
    return (*named, *(person for person in generic if person.roles))


def _named(setting: Setting, playbook: PlaybookWithPlan, at: int, person: PlannedPerson) -> Person:
    """Somebody of the brief: what it does not say of them is as the team has it."""
    alike = [member for member in playbook.team.values() if set(member.roles) & set(person.roles)]
    usual = alike[0].hours_a_day if alike else _UNSAID
    path = ("plan", "people", at)
    country = person.country and calendar_of(setting, person.country, (*path, "country"))
    return Person(
        id=person.id,
        name=person.name,
        roles=person.roles,
        side=alike[0].side if alike else "client",
        capacity=person.hours_a_day or usual,
        share=person.share,
        heads=person.heads,
        calendar=country or None,
        weekdays=tuple(_WEEKDAYS.index(day) for day in person.weekdays) if person.weekdays else None,
        absences=tuple(_absence(setting, one, (*path, "leave", number)) for number, one in enumerate(person.leave)),
        place=setting.place(*path),
    )


def _generic(found: Breakdown, name: str, member: Member, roles: list[str]) -> Person:
    heads = _heads(member, found.work.numbers)
    place = found.knowledge.source.place(("team", name))
    return Person(name, member.name, tuple(roles), member.side, member.hours_a_day, heads=heads, place=place)


def _heads(member: Member, numbers: Mapping[str, Counted]) -> int:
    heads = member.heads
    if heads.of is None or heads.size is None:
        return heads.at_least
    return max(heads.at_least, ceil(numbers[heads.of].value / heads.size))


def _absence(setting: Setting, away: Away, path: tuple[str | int, ...]) -> Absence:
    reason = Text.plain(away.reason) if away.reason else None
    return Absence(away.from_, away.until, reason, setting.place(*path))


def calendar_of(setting: Setting, country: str, path: tuple[str | int, ...]) -> Calendar:
    """The national calendar of a country from the year the plan begins. Raises as `national` does."""
    year = setting.brief.begins(setting.today).year
    return national(country, year, year + YEARS, place=setting.place(*path))


def project_calendar(setting: Setting) -> Calendar:
    """The calendar the plan goes by: of the country the plan names, else the client's; five days where none is."""
    wished, client = setting.brief.plan.country, setting.brief.client.country
    if wished:
        return calendar_of(setting, wished, ("plan", "country"))
    return calendar_of(setting, client, ("client", "country")) if client else FIVE_DAY_WEEK


def blackouts_of(setting: Setting) -> tuple[Blackout, ...]:
    """The days on which roles are not to be had; month ends for as long as a plan may last."""
    first = setting.brief.begins(setting.today)
    return tuple(
        Blackout(absence, one.roles)
        for at, one in enumerate(setting.brief.plan.blackouts)
        for absence in _absences(setting, at, one, first)
    )


def _absences(setting: Setting, at: int, one: NoWork, first: date) -> Iterator[Absence]:
    reason, place = Text.plain(one.reason) if one.reason else None, setting.place("plan", "blackouts", at)
    if one.from_ and one.until:
        yield Absence(one.from_, one.until, reason, place)
    for month in range(YEARS * 12 if one.month_end else 0):
        years, number = divmod(first.month - 1 + month, 12)
        year, last = first.year + years, monthrange(first.year + years, number + 1)[1]
        yield Absence(
            date(year, number + 1, last - (one.month_end or 1) + 1), date(year, number + 1, last), reason, place
        )


def unknown_people(found: Breakdown) -> Iterator[Problem]:
    """Roles that no rate card knows, and people of tasks whom nobody has described."""
    setting, wishes = found.ledger.setting, found.ledger.setting.brief.plan
    roles = list(found.knowledge.playbook.rates)
    listed = [(("plan", "people", at, "roles"), one.roles) for at, one in enumerate(wishes.people)]
    listed += [(("plan", "blackouts", at, "roles"), one.roles) for at, one in enumerate(wishes.blackouts)]
    for path, named in listed:
        for role in named:
            if role not in roles:
                said = f"the playbook has no role {quoted(role)}"
                yield Problem(setting.place(*path), "WBS011", said, _meant(role, roles))
    known = {one.id: one for one in wishes.people}
    needed = {task.id: [part.piece.role for part in found.parts if part.task.id == task.id] for task in found.tasks}
    for task, change in wishes.tasks.items():
        place = setting.place("plan", "tasks", task, "people")
        for name in change.people:
            if name not in known:
                yield Problem(
                    place, "WBS011", f"plan.people has nobody called {quoted(name)}", _meant(name, list(known))
                )
            elif needed.get(task) and not set(known[name].roles) & set(needed[task]):
                said = f"{quoted(name)} has no role of the task {task}"
                yield Problem(place, "WBS011", said, f"It needs {one_of(dict.fromkeys(needed[task]))}")


def _meant(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    return f'Did you mean "{near}"?' if near else f"There are {one_of(known)}" if known else "Describe them there"
