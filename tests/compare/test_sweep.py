"""A sweep says at every point what `compare` says there: random price lists, and the turns a price list can take."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_planner.brief.sizing import with_total
from crm_planner.compare.sweep import Axis, Course, Sweep
from crm_planner.errors import DataError, UsageError
from crm_planner.estimate.lines import Estimate
from crm_planner.project import Project, compare, sweep, with_discounts
from tests.estimate.pricing import catalog, item, project_of
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


POINTS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 29), st.integers(0, 3)), min_size=6, max_size=12)


@pytest.mark.parametrize("examples", [4, pytest.param(150, marks=pytest.mark.slow)], ids=["some", "many"])
def test_every_sampled_point_is_what_compare_says(examples: int) -> None:
    """Random price lists and briefs, with a discount that varies in half of them."""
    compared: list[bool] = []

    @given(cases(), st.booleans(), POINTS)
    @settings(
        max_examples=examples,
        phases=[Phase.generate],  # to make a failing case smaller takes minutes
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    def sampled(case: tuple[list[Tree], Tree], discounted: bool, points: list[tuple[int, int, int]]) -> None:  # noqa: FBT001
        project = project_of(*case)
        axis: Axis = NOW
        percents: list[Decimal | None] = [None]
        if discounted and not project.brief.brief.discounts:
            project, figures = with_discounts(project, [one.id for one in project.candidates()], "licence")
            axis = Axis(figures, tuple(map(Decimal, ("0", "12.5", "33.3", "100"))))
            percents = [*axis.values]
        try:
            found = sweep(project, range(10, 40), (1, 3), axis)
        except DataError:
            return
        for year, users, value in points:
            number = value % len(percents)
            compared.append(agrees(found, project, (year, users, number), percents[number]))

    sampled()
    assert sum(compared) >= examples, "points at which there was something to compare"


def seats(amount: int, **more: Any) -> Tree:
    """Licences at so much for each user."""
    return item("licences", "licence", {"kind": "per_unit", "amount": amount}, **more)


def market(*offers: Tree) -> list[Tree]:
    """Vendors called a, b, c, ... with one item each."""
    return [catalog(one, id=name) for name, one in zip("abcdef", offers, strict=False)]


def agrees_everywhere(project: Project, found: Sweep) -> None:
    for year in range(len(found.years)):
        for users in range(len(found.users)):
            for value, percent in enumerate(found.axis.values if found.axis.figures else [None]):
                agrees(found, project, (year, users, value), percent)


def test_the_cheapest_flips_where_it_should() -> None:
    """100 each against 480 for all: four people are cheaper by the head, five are not; 5 for each more from 40 on."""
    flat, dear = item("licences", "licence", 480), {"kind": "per_unit", "amount": 12}
    found = sweep(project_of(market(seats(100), flat, item("licences", "licence", dear)), {"users": 1}), range(1, 61))
    best = found.cheapest()[0, :, 0].tolist()
    assert best == [2] * 39 + [1] * 21, "12 each up to 39; at 40 both cost 480, and b comes before c"
    assert found.courses["b/standard"].total[0, :3, 0].tolist() == [48_000] * 3


def test_a_gap_is_never_the_cheapest_as_published() -> None:
    offers = market(item("licences", "licence", "on_request"), seats(100))
    found = sweep(project_of(offers, {"users": 1}), [1, 50])
    assert found.cheapest(like_for_like=False)[0, :, 0].tolist() == [1, 1]
    assert not found.courses["a/standard"].complete.any()


def test_who_has_left_the_race_is_never_the_cheapest() -> None:
    cheap = catalog(seats(1), id="a", limits={"users": {"max": 9}})
    found = sweep(project_of([cheap, catalog(seats(100), id="b")], {"users": 1}), range(8, 12))
    assert found.cheapest()[0, :, 0].tolist() == [0, 0, 1, 1]


def test_what_cannot_be_had_there_is_refused_there_alone() -> None:
    plans = [
        item("basic", "support", 100, choice="plan", default=True),
        item("premium", "support", 300, choice="plan", requires={"licences": {"min": 5}}),
    ]
    trees = [catalog(seats(10), *plans, id="a"), catalog(seats(90), id="b")]
    project = project_of(trees, {"users": 1, "options": {"a": {"plan": "premium"}}})
    found = sweep(project, range(3, 8))
    assert found.courses["a/standard"].refused[0, :, 0].tolist() == [True, True, False, False, False]
    assert found.cheapest()[0, :, 0].tolist() == [1, 1, 0, 0, 0]
    agrees_everywhere(project, found)


def test_where_nobody_can_be_had_all_are_refused() -> None:
    """The only candidate sells the plan the brief asks for to five or more."""
    plans = [
        item("basic", "support", 100, choice="plan", default=True),
        item("premium", "support", 300, choice="plan", requires={"licences": {"min": 5}}),
    ]
    project = project_of([catalog(seats(10), *plans, id="a")], {"users": 1, "options": {"a": {"plan": "premium"}}})
    found = sweep(project, range(3, 8))
    assert found.courses["a/standard"].refused[0, :, 0].tolist() == [True, True, False, False, False]
    assert found.cheapest()[0, :, 0].tolist() == [-1, -1, 0, 0, 0]
    agrees_everywhere(project, found)


def test_a_discount_varies_across_and_users_down() -> None:
    """Half a per cent makes ties: half up on each line, as `compare` rounds."""
    project, figures = with_discounts(project_of(market(seats(25), seats(20)), {"users": 3}), ["a/standard"], "licence")
    axis = Axis(figures, tuple(Decimal(number) / 2 for number in range(0, 61, 5)))
    found = sweep(project, range(1, 8), (1, 2), axis)
    assert found.courses["a/standard"].total.shape == (2, 7, 13)
    assert found.cheapest()[0, 0].tolist() == [1] * 8 + [0] * 5, "from 20 % on both cost the same"
    agrees_everywhere(project, found)


@pytest.mark.parametrize("gaps", ["mean", "lowest", "highest", "ratio", "none"])
def test_gaps_are_filled_at_every_point_by_the_rule_of_the_brief(gaps: str) -> None:
    """By shares of licences too where some licences are free: no share can be had of those."""
    free = item("licences", "licence", {"kind": "per_unit", "amount": 50, "free_units": 4})
    trees = [
        catalog(seats(70), item("training", "training", "on_request"), id="a"),
        catalog(free, item("training", "training", 300), id="b"),
        catalog(seats(80), item("training", "training", {"kind": "package", "size": 10, "amount": 90}), id="c"),
    ]
    project, figures = with_discounts(project_of(trees, {"users": 3, "gaps": gaps}), ["c/standard"], "licence")
    found = sweep(project, range(1, 13), (), Axis(figures, (Decimal(0), Decimal(50), Decimal(100))))
    agrees_everywhere(project, found)


def test_rates_of_exchange_and_of_percentages_can_vary() -> None:
    """12 years' support at 15 % of 10 x 100 dollars is 150 dollars; at 20 % and 80 roubles it is 16,000 roubles."""
    support = item("support", "support", {"kind": "percent", "rate": 15, "of": ["licence"]})
    tree = catalog(seats(100), support, id="a", currency="USD")
    exchange = {"as_of": "2026-11-23", "rates": {"USD": Decimal("92.5")}}
    project = project_of([tree], {"users": 10, "exchange": exchange})
    by_rate = sweep(project, [10], (), Axis(("a/standard.support.rate",), (Decimal(15), Decimal("17.5"))))
    assert by_rate.courses["a/standard"].total.ravel().tolist() == [10_637_500, 10_868_750]
    by_exchange = sweep(project, [10], (), Axis(("exchange/USD",), (Decimal(80), Decimal("92.5"))))
    assert by_exchange.courses["a/standard"].total.ravel().tolist() == [9_200_000, 10_637_500]


def test_a_figure_nobody_has_is_refused_by_name() -> None:
    project = project_of(market(seats(100)), {"users": 1})
    with pytest.raises(UsageError, match="no candidate has a figure named 'exchange/EUR' that could vary"):
        sweep(project, [1, 2], (), Axis(("exchange/EUR",), (Decimal(1),)))


def test_horizons_of_the_same_users_are_computed_together_wherever_they_were_written() -> None:
    """Eight people in year 3: over three years the price list is first written for eight or more, who add nobody."""
    project = project_of(
        market(seats(9, charge="yearly"), seats(8, charge="yearly")), {"users": 3, "growth": {"users": {3: 8}}}
    )
    agrees_everywhere(project, sweep(project, range(1, 12), (1, 3)))


@pytest.mark.parametrize("users", [[], [0, 1], [3, 2], [2, 2]], ids=str)
def test_numbers_of_users_that_do_not_ascend_are_refused(users: list[int]) -> None:
    with pytest.raises(UsageError, match="the numbers of users of a sweep ascend from 1 or more"):
        sweep(project_of(market(seats(100)), {"users": 1}), users)


def test_more_people_who_leave_than_there_are_is_refused_with_the_least_number() -> None:
    project = project_of(market(seats(100)), {"users": 20, "horizon_years": 3, "growth": {"leavers": 4}})
    with pytest.raises(UsageError, match="of 5 users nobody is left after 3 years; begin with 9"):
        sweep(project, [5, 20])
    agrees_everywhere(project, sweep(project, range(9, 30)))
