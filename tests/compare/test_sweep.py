"""A sweep says at every point what `compare` says there: random price lists, and the turns a price list can take."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from crm_planner.brief.sizing import with_total
from crm_planner.compare.sweep import Axis, Course, Sweep
from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate
from crm_planner.project import Project, compare, sweep, with_discounts
from tests.estimate.pricing import project_of
from tests.estimate.strategies import catalogs
from tests.estimate.strategies_brief import briefs

Tree = dict[str, Any]
NOW = Axis()


def there(project: Project, users: int, years: int, percent: Decimal | None = None) -> Project:
    """The project of one point: its number of users, its horizon, and the percent of all discounts that vary."""
    brief = project.brief.brief
    agreed = tuple(one.model_copy(update={"percent": percent}) for one in brief.discounts if percent is not None)
    changes = {"users": with_total(brief.users, users), "horizon_years": years}
    changed = brief.model_copy(update=changes | ({} if percent is None else {"discounts": agreed}))
    return project._replace(brief=project.brief._replace(brief=changed))


def said(course: Course, at: tuple[int, int, int], unit: Decimal) -> tuple[object, ...]:
    """What a sweep says of a candidate at a point."""
    likely = int(course.like_for_like[at]) * unit if course.comparable[at] else None
    return bool(course.suitable[at]), bool(course.complete[at]), int(course.total[at]) * unit, likely


def estimated(one: Estimate) -> tuple[object, ...]:
    """What `compare` says of it."""
    likely = one.totals.like_for_like
    return one.suitable, one.complete, one.totals.horizon, likely.likely if likely else None


def agrees(found: Sweep, project: Project, at: tuple[int, int, int], percent: Decimal | None = None) -> bool:
    """Whether there was something to compare at a point, and then that it is the same."""
    refused = [name for name, course in found.courses.items() if course.refused[at]]
    try:
        comparison = compare(there(project, found.users[at[1]], found.years[at[0]], percent))
    except DataError:
        assert refused
        return False
    assert not refused
    for one in comparison.estimates:
        assert said(found.courses[one.id], at, found.unit) == estimated(one), one.id
    first = {True: comparison.ranking.like_for_like, False: comparison.ranking.published}
    for like_for_like, ranked in first.items():
        best = int(found.cheapest(like_for_like=like_for_like)[at])
        assert (list(found.courses)[best] if best >= 0 else None) == next(iter(ranked), None)
    return True


@st.composite
def cases(draw: Any) -> tuple[list[Tree], Tree]:
    several = [draw(catalogs(number)) for number in range(1, draw(st.integers(2, 3)) + 1)]
    return several, draw(briefs(several))


@given(
    cases(), st.booleans(), st.lists(st.tuples(st.integers(0, 1), st.integers(0, 29), st.integers(0, 3)), min_size=6)
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_every_sampled_point_is_what_compare_says(
    case: tuple[list[Tree], Tree],
    discounted: bool,  # noqa: FBT001
    points: list[tuple[int, int, int]],
) -> None:
    project = project_of(*case)
    axis: Axis = NOW
    percents: list[Decimal | None] = [None]
    if discounted and not project.brief.brief.discounts:
        project, figures = with_discounts(project, [one.id for one in project.candidates()], "licence")
        axis = Axis(figures, tuple(map(Decimal, ("0", "12.5", "33.3", "100"))))
        percents = [*axis.values]
    try:
        found = sweep(project, range(1, 31), (1, 3), axis)
    except DataError:
        event("refused")
        return
    for year, users, value in points:
        number = value % len(percents)
        event("compared" if agrees(found, project, (year, users, number), percents[number]) else "refused there")
