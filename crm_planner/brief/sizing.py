"""From people to licences: the total and the peak of each year, and the quantities a price may count."""

from decimal import MIN_EMIN, Decimal, localcontext
from typing import NamedTuple

from crm_planner.brief.model import Brief, Users
from crm_planner.brief.years import Growth


class Peak(NamedTuple):
    """How the number of people inside at once was found."""

    people: int
    rule: str  # "given", "everybody", "probability", "roles", or in a later year "proportion"


def total_users(users: Users) -> int:
    """Everybody who uses the system."""
    return users.total if users.total is not None else (users.core or 0) + (users.occasional or 0)


def peak_users(users: Users, occasional_share: Decimal, service_level: Decimal) -> Peak:
    """The most people inside at the same time.

    Of occasional users, `occasional_share` (rounded up) count as always inside; `service_level` is how
    often everybody must get in, where the brief gives a simultaneity but no level of its own.
    """
    if users.peak is not None:
        return Peak(users.peak, "given")
    if users.simultaneity is not None:
        level = service_level if users.service_level is None else users.service_level
        return Peak(pool_size(total_users(users), users.simultaneity, level), "probability")
    if users.total is None:
        occasional = (users.occasional or 0) * occasional_share
        return Peak((users.core or 0) + int(occasional.to_integral_value("ROUND_CEILING")), "roles")
    return Peak(users.total, "everybody")


def with_total(users: Users, people: int) -> Users:
    """The same kind of client with so many users: a peak that was given, and core users, keep their share.

    The peak is rounded up, core users half up, so that the total is met.
    """
    if users.peak is not None:
        changes = {"total": people, "peak": -(-users.peak * people // total_users(users))}
    elif users.total is None:
        core = (2 * (users.core or 0) * people + total_users(users)) // (2 * total_users(users))
        changes = {"core": core, "occasional": people - core}
    else:
        changes = {"total": people}
    return users.model_copy(update=changes)


class Staff(NamedTuple):
    """The people of one year: how many, how many who joined since the year before, and the most inside at once."""

    total: int
    joined: int
    peak: Peak


def staff_by_year(
    users: Users, growth: Growth | None, years: int, occasional_share: Decimal, service_level: Decimal
) -> tuple[Staff, ...]:
    """The people of each year of the horizon, the first as `users` says.

    A later peak follows by the rule of the first: everybody, or the binomial pool of the new total; one that was
    given, or found from core and occasional users, grows in proportion to the total, rounded up. A peak the growth
    gives for a year holds from there on, and grows in the same way.
    """
    first = Staff(total_users(users), 0, peak_users(users, occasional_share, service_level))
    if growth is None:
        return (first,) * years
    staff, given = [first], first
    level = service_level if users.service_level is None else users.service_level
    for year in range(2, years + 1):
        total, joined = _moved(growth, year, staff[-1].total)
        written = growth.users.get(year)
        if written is not None and written.peak is not None:
            given = Staff(total, joined, Peak(written.peak, "given"))
            staff.append(given)
        elif total == staff[-1].total:
            staff.append(Staff(total, joined, _carried(staff[-1].peak)))
        else:
            staff.append(Staff(total, joined, _grown(given, total, users.simultaneity, level)))
    return tuple(staff)


def _moved(growth: Growth, year: int, before: int) -> tuple[int, int]:
    """The total of a year after one of `before` people, and how many of them are new."""
    if growth.joiners is not None or not growth.users:
        joiners = growth.joiners or 0
        return before + joiners - growth.leavers, joiners
    total = growth.users[year].total if year in growth.users else before
    return total, max(total - before + growth.leavers, 0)


def _carried(peak: Peak) -> Peak:
    """The peak of a year with as many people as the year before."""
    return peak if peak.rule in ("everybody", "probability") else peak._replace(rule="proportion")


def _grown(given: Staff, total: int, simultaneity: Decimal | None, level: Decimal) -> Peak:
    if given.peak.rule == "everybody":
        return Peak(total, "everybody")
    if given.peak.rule == "probability" and simultaneity is not None:
        return Peak(pool_size(total, simultaneity, level), "probability")
    return Peak(-(-given.peak.people * total // given.total), "proportion")


def pool_size(people: int, simultaneity: Decimal, service_level: Decimal) -> int:
    """The smallest pool that is too small at most `1 - service_level` of the time.

    Each of `people` is inside with probability `simultaneity`, independently of the others, so their
    number is binomial: the smallest c with P(more than c) <= 1 - service_level, and at least 1.
    Computed from the top with 50 digits, so that ties such as p = 0.5 are exact, and exponents so small
    that the chance that everybody of a million is inside does not vanish.
    """
    if simultaneity == 0:
        return 1
    if 1 in (simultaneity, service_level):
        return people
    with localcontext(prec=50, Emin=MIN_EMIN):
        odds = (1 - simultaneity) / simultaneity
        allowed = +(1 - service_level)
        inside, chance = people, simultaneity**people
        more = Decimal(0)  # P(more than `inside`)
        while inside > 1:
            more += chance
            if round(more, 40) > allowed:
                break
            chance = chance * inside / (people - inside + 1) * odds
            inside -= 1
    return inside


def quantities(brief: Brief, licences: int, people: int | None = None) -> dict[str, Decimal]:
    """Every quantity a price may count: those all briefs have, then its own; `people` are those of a later year."""
    people = total_users(brief.users) if people is None else people
    known = {
        "licences": licences,
        "users": people,
        "trainees": people if brief.trainees is None else brief.trainees,
        "servers": 1,
        "customisations": sum(entry.count for entry in brief.customisations),
        "integrations": len(brief.integrations),
    }
    return {name: Decimal(number) for name, number in known.items()} | dict(brief.quantities)
