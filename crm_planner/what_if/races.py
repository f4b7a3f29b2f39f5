"""What all candidates of a project cost along one figure: users, years, discounts, rates of support and of exchange."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal

from crm_planner.compare.break_even import UNRANKED, Race
from crm_planner.compare.measures import MEASURES, Figure
from crm_planner.compare.sweep import Axis, Course, Sweep
from crm_planner.errors import DataError, UsageError
from crm_planner.estimate.lines import Estimate
from crm_planner.formula.arrays import Array, np
from crm_planner.project import Project, sweep, with_discounts
from crm_planner.what_if.changed import horizons, support_rates, totals, with_years

HUNDREDTHS = tuple(Decimal(number).scaleb(-2) for number in range(10_001))
"""From 0 to 100 percent points, in hundredths."""


def by_users(project: Project, users: range) -> Race:
    """At each number of users."""
    found = sweep(project, users)
    figure = Figure("users", now=Decimal(project.setting.users))
    return _race(figure, tuple(map(Decimal, users)), found, (0, slice(None), 0))


def by_years(project: Project) -> Race:
    """Over each number of years; those after which nobody is left are not looked at."""
    now = project.brief.brief.horizon_years
    several = []
    for years in horizons(project):
        try:
            several.append(totals(with_years(project, years)))
        except (DataError, UsageError):
            break
    unit = project.setting.cent
    amounts = {
        measure: {name: _counted([one[measure][name] for one in several], unit) for name in several[0][measure]}
        for measure in MEASURES
    }
    return Race(Figure("years", now=Decimal(now)), tuple(map(Decimal, range(1, len(several) + 1))), unit, amounts)


def _counted(amounts: Sequence[Decimal | None], unit: Decimal) -> Array:
    return np.array([UNRANKED if one is None else int(one / unit) for one in amounts], dtype=np.int64)


def by_discounts(project: Project, candidates: Sequence[str]) -> Iterator[Race]:
    """With a discount on the licences of each candidate in turn; none where another may not stand beside it."""
    for name in candidates:
        try:
            discounted, figures = with_discounts(project, [name], "licence")
            race = _across(discounted, Figure("discount", name, Decimal(0)), figures, HUNDREDTHS)
        except DataError:
            continue
        if not race.refused[name].any():
            yield race


def by_support_rates(project: Project, estimates: Sequence[Estimate]) -> Iterator[Race]:
    """With another rate for all support of a candidate that charges a percentage."""
    known = {one.id: one for one in estimates}
    for candidate in project.candidates():
        rates = support_rates(project, candidate, known[candidate.id])
        if rates:
            now = next(iter(rates.values())) if len({*rates.values()}) == 1 else None
            yield from _if_any(project, Figure("support_rate", candidate.id, now), tuple(rates), HUNDREDTHS)


def by_exchange(project: Project) -> Iterator[Race]:
    """With another rate of each currency that candidates are priced in: from half to twice the brief's."""
    own, known = project.setting.currency, project.brief.brief.exchange
    currencies = {candidate.catalog.currency for candidate in project.candidates()} - {own}
    for currency in sorted(currencies):
        now = known.rates[currency] if known else Decimal(1)
        step = Decimal(1).scaleb(now.adjusted() - 3)
        values = tuple(number * step for number in range(int(now / 2 / step), int(2 * now / step) + 1))
        yield from _if_any(project, Figure("exchange", currency, now), (f"exchange/{currency}",), values)


def _if_any(project: Project, figure: Figure, names: tuple[str, ...], values: tuple[Decimal, ...]) -> Iterator[Race]:
    """Nothing where no amount rests on the figure, such as a currency in which nothing is priced that is wanted."""
    with suppress(UsageError):
        yield _across(project, figure, names, values)


def _across(project: Project, figure: Figure, names: tuple[str, ...], values: tuple[Decimal, ...]) -> Race:
    found = sweep(project, [project.setting.users], (), Axis(names, values))
    return _race(figure, values, found, (0, 0, slice(None)))


def _race(figure: Figure, values: tuple[Decimal, ...], found: Sweep, where: tuple[int | slice, ...]) -> Race:
    amounts = {
        measure: {name: _amounts(course, like)[where] for name, course in found.courses.items()}
        for measure, like in zip(MEASURES, (False, True), strict=True)
    }
    refused = {name: course.refused[where] for name, course in found.courses.items()}
    return Race(figure, values, found.unit, amounts, refused)


def _amounts(course: Course, like_for_like: bool) -> Array:  # noqa: FBT001 - which of two, not a switch
    amounts = course.like_for_like if like_for_like else course.total
    return np.where(course.ranked(like_for_like=like_for_like), amounts, UNRANKED)
