"""How the number of users may grow: a few whole ways, each priced by itself, for no price list knows half a user."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crm_planner.brief.years import Growth, UsersInYear
from crm_planner.project import Project
from crm_planner.simulation.draws import Stream
from crm_planner.simulation.sampling import Shape

WAYS = 9
"""Ways the growth is looked at, evenly from the lowest to the highest; many are alike where people are few."""

STREAM = Stream("growth", "client")


class Ways(NamedTuple):
    """Evenly spaced ways to grow, the one the brief expects being `usual`; what is drawn is the number of one."""

    several: tuple[Project, ...]
    shape: Shape
    step: Decimal
    usual: int


def ways_to_grow(project: Project) -> Ways:
    """The ways between the fewest and the most the playbook says may join; a single one where nobody comes or goes."""
    brief, spread = project.brief.brief, project.playbook.playbook.ranges.get("joiners")
    low, high = spread.around(Decimal(1)) if spread else (Decimal(1), Decimal(1))
    if brief.growth is None or brief.horizon_years == 1 or low == high:
        return Ways((project,), Shape(Decimal(0), Decimal(0), Decimal(0)), Decimal(1), 0)
    step = (high - low) / (WAYS - 1)
    usual = _whole((1 - low) / step)
    several = [_with(project, _grown(brief.growth, low + at * step, project.setting.users)) for at in range(WAYS)]
    if 0 <= usual < WAYS:
        several[usual] = project
    shape = Shape(Decimal(0), 1 - low, high - low)
    return Ways(tuple(several), shape, step, min(max(usual, 0), WAYS - 1))


def _grown(growth: Growth, times: Decimal, now: int) -> Growth:
    """The same growth so many times over, in whole people; who leaves, leaves."""
    joiners = None if growth.joiners is None else _whole(growth.joiners * times)
    users = {year: _then(one, times, now) for year, one in growth.users.items()}
    return growth.model_copy(update={"joiners": joiners, "users": users})


def _then(expected: UsersInYear, times: Decimal, now: int) -> UsersInYear:
    """The people of a year; a peak the brief gives keeps its share of them."""
    total = max(1, now + _whole((expected.total - now) * times))
    share = None if expected.peak is None else _whole(Decimal(expected.peak * total) / expected.total)
    return UsersInYear(total=total, peak=share and min(max(share, 1), total))


def _with(project: Project, growth: Growth) -> Project:
    brief = project.brief.brief.model_copy(update={"growth": growth})
    return project._replace(brief=project.brief._replace(brief=brief))


def _whole(people: Decimal) -> int:
    return int(people.quantize(Decimal(1), ROUND_HALF_UP))
