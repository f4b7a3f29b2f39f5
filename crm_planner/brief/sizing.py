"""From people to licences: the total, the peak, and how many licences each metric needs."""

from decimal import MIN_EMIN, Decimal, localcontext
from typing import NamedTuple

from crm_planner.brief.model import Brief, Users


class Peak(NamedTuple):
    """How the number of people inside at once was found."""

    people: int
    rule: str  # "given", "everybody", "probability" or "roles"


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
        return Users(total=people, peak=-(-users.peak * people // total_users(users)))
    if users.total is None:
        core = (2 * (users.core or 0) * people + total_users(users)) // (2 * total_users(users))
        return Users(core=core, occasional=people - core)
    return Users(total=people, simultaneity=users.simultaneity, service_level=users.service_level)


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


def quantities(brief: Brief, licences: int) -> dict[str, Decimal]:
    """Every quantity a price may count, by name: those all briefs have, then the brief's own."""
    people = total_users(brief.users)
    known = {
        "licences": licences,
        "users": people,
        "trainees": people if brief.trainees is None else brief.trainees,
        "servers": 1,
        "customisations": sum(entry.count for entry in brief.customisations),
        "integrations": len(brief.integrations),
    }
    return {name: Decimal(number) for name, number in known.items()} | dict(brief.quantities)
