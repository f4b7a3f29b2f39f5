"""What each uncertain figure moves: every end is what the same client costs when that figure is written so."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from crm_planner.compare.lead import Sure
from crm_planner.playbook.ranges import Deviation
from crm_planner.project import Project, compare
from crm_planner.what_if.sensitivity import Effect, Point, Sensitivity, sensitivity
from tests.decision.made import flat, project, vendor
from tests.risk.made import checklist

SUPPORT = "{kind: percent, rate: 10, of: [licences]}"
SEATS = vendor("south", {"licences": "{kind: per_unit, amount: 100}"})
CONCURRENT = SEATS.replace("named_user", "concurrent_user")
FLAT = vendor("north", {"licences": flat(1100)})
SUPPORTED = vendor("south", {"licences": flat(1000), "support": SUPPORT}).replace(
    "category: support,", "category: support, charge: yearly,"
)
ABROAD = vendor("west", {"licences": flat(20)}).replace("currency: RUB", "currency: USD")
EXCHANGE = "exchange: {{as_of: 2026-11-23, rates: {{USD: {}}}}}\n"
WISHES = (
    "horizon_years: 1\nmigration: {sources: 1, entities: 2, rows: 1000}\n"
    "customisations: [{name: Calculator, kind: module, builder: in_house}]\nrates: {in-house-programmer: 1000}\n"
)


def moved(project: Project) -> Sensitivity:
    return sensitivity(project, checklist())


def effect(found: Sensitivity, name: str) -> Effect:
    return next(one for one in found.tornado.effects if one.of.id == name)


def likely(project: Project) -> dict[str, Decimal]:
    """What every candidate costs like for like, straight from the comparison."""
    several = compare(project).estimates
    return {one.id: one.totals.like_for_like.likely for one in several if one.totals.like_for_like}  # type: ignore[misc]


def totals(point: Point | None) -> dict[str, Decimal | None]:
    assert point is not None
    return dict(point.totals["like_for_like"])


ENDS: dict[str, tuple[str, tuple[str, ...], str, dict[str, Any], dict[str, Any]]] = {
    "fewer users": ("users", (SEATS, FLAT), "low", {}, {"users": "8"}),
    "more users": ("users", (SEATS, FLAT), "high", {}, {"users": "12"}),
    "fewer at once": ("users.peak", (CONCURRENT, FLAT), "low", {}, {"users": "{total: 10, peak: 8}"}),
    "more join": (
        "growth.joiners", (SEATS, FLAT), "high",
        {"brief": "horizon_years: 3\ngrowth: {joiners: 2}\n"}, {"brief": "horizon_years: 3\ngrowth: {joiners: 3}\n"},
    ),
    "fewer leave": (
        "growth.leavers", (CONCURRENT, FLAT), "low",
        {"brief": "horizon_years: 3\ngrowth: {joiners: 3, leavers: 2}\n"},
        {"brief": "horizon_years: 3\ngrowth: {joiners: 3, leavers: 1}\n"},
    ),
    "a cheaper dollar": (
        "exchange.rates.USD", (ABROAD, FLAT), "low",
        {"brief": EXCHANGE.format(80)}, {"brief": EXCHANGE.format(68)},
    ),
    "dearer hours": (
        "rates.in-house-programmer", (SEATS, FLAT), "high",
        {"brief": WISHES}, {"brief": WISHES.replace("programmer: 1000", "programmer: 1300")},
    ),
    "twice the trial loads": (
        "quantities.trial_loads", (SEATS, FLAT), "high",
        {"brief": WISHES}, {"brief": WISHES + "quantities: {trial_loads: 4}\n"},
    ),
    "dearer support": (
        "support_rate.south/one", (SUPPORTED, FLAT), "high", {}, {"south": ("rate: 10", "rate: 15")},
    ),
    "prices that rise": (
        "indexation.south/one", (SUPPORTED, FLAT), "high",
        {"brief": "horizon_years: 4\n"},
        {"brief": "horizon_years: 4\n", "south": ("charge: yearly,", "charge: yearly, indexation: 10,")},
    ),
    "a discount": (
        "discount.north/one", (SEATS, FLAT), "high", {},
        {"brief": "discounts: [{candidate: north, category: licence, percent: 10, reason: asked for}]\n"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_an_end_is_what_the_client_costs_when_the_figure_is_written_so(name: str) -> None:
    figure, vendors, end, now, there = ENDS[name]
    changed = tuple(text.replace(*there["south"]) if "south" in there else text for text in vendors)
    written = project(*changed, **{"users": "10"} | {key: value for key, value in there.items() if key != "south"})
    found = effect(moved(project(*vendors, **now)), figure)
    assert totals(getattr(found, end)) == likely(written)
    assert totals(getattr(found, end)) != likely(project(*vendors, **now))


def with_hours(wanted: Project, effort: str, **points: Any) -> Project:
    """The project in whose playbook an effort takes so many hours, neither more nor less."""
    book = wanted.playbook.playbook
    efforts = tuple(_rewritten(one, points) if one.id == effort else one for one in book.efforts)
    return wanted._replace(playbook=wanted.playbook._replace(playbook=book.model_copy(update={"efforts": efforts})))


def _rewritten(one: Any, points: dict[str, Any]) -> Any:
    written = one.model_dump(by_alias=True, exclude_none=True) | {"name": one.name} | points
    return type(one).model_validate({key: value for key, value in written.items() if key != "spread"})


def test_hours_at_their_high_pull_what_is_a_percentage_of_them_along() -> None:
    """Three or four data sources of 6 to 12 hours: with 12 each, tests and management grow too."""
    wanted = project(SEATS, FLAT, brief=WISHES)
    found = effect(moved(wanted), "hours.data-audit")
    before, after = likely(wanted), totals(found.high)
    line = next(one for one in compare(wanted).estimates[0].lines if one.id == "data-audit")
    assert line.work is not None
    assert line.work.hours.high == found.of.high
    alone = (line.work.high or Decimal(0)) - (line.amount or Decimal(0))
    assert all((after[name] or Decimal(0)) - before[name] > alone > 0 for name in before)
    certain = with_hours(wanted, "data-audit", formula=[{"hours": found.of.high}])
    assert after == likely(certain)


def test_a_builder_at_his_worst_multiplies_the_hours_so() -> None:
    wanted = project(SEATS, FLAT, brief=WISHES)
    found = effect(moved(wanted), "builders.in_house")
    book = wanted.playbook.playbook
    assert book.builders is not None
    factor = book.builders.in_house.factor
    assert (found.of.low, found.of.now, found.of.high) == (factor.low, factor.likely, factor.high)
    assert found.swing > 0


GAPPED = vendor("west", {"licences": flat(900), "training": "{kind: on_request}"})
CHEAP = vendor("east", {"licences": flat(1000), "training": flat(50)})
DEAR = vendor("north", {"licences": flat(1500), "training": flat(450)})


@pytest.mark.parametrize(("end", "rule"), [("low", "lowest"), ("high", "highest")])
def test_a_missing_price_lies_between_the_lowest_and_the_highest_of_its_rivals(end: str, rule: str) -> None:
    found = effect(moved(project(GAPPED, CHEAP, DEAR)), "gap.west/one.training")
    assert (found.of.low, found.of.now, found.of.high) == (50, 250, 450)
    assert totals(getattr(found, end)) == likely(project(GAPPED, CHEAP, DEAR, brief=f"gaps: {rule}\n"))


def test_a_missing_price_that_turns_the_lead_is_said_to() -> None:
    found = moved(project(GAPPED, CHEAP, DEAR))
    assert found.tornado.now.first == "east/one"
    one = effect(found, "gap.west/one.training")
    assert one.low is not None
    assert one.high is not None
    assert (one.low.first, one.high.first) == ("west/one", "east/one")
    assert found.tornado.turned(one.low)
    assert not found.tornado.turned(one.high)


def test_what_nobody_prices_stays_unknown_at_every_end() -> None:
    """Nobody else sells training, so west has no total like for like: neither now nor at any end."""
    found = moved(project(GAPPED, FLAT))
    points = [found.tornado.now, *(end for one in found.tornado.effects for end in one.ends)]
    assert {totals(point)["west/one"] for point in points} == {None}
    assert not any(one.of.id.startswith("gap.") for one in found.tornado.effects)


def test_the_candidate_that_is_ahead_at_fewer_users_is_named() -> None:
    """100 a head against 1,050: at 10 users south is cheaper by 50, at 12 north by 150."""
    found = moved(project(SEATS, vendor("north", {"licences": flat(1050)})))
    one = effect(found, "users")
    assert one.low is not None
    assert one.high is not None
    assert (found.tornado.now.first, found.tornado.now.ahead) == ("south/one", 50)
    assert (one.low.first, one.low.ahead, one.high.first, one.high.ahead) == ("south/one", 250, "north/one", 150)


def test_the_largest_swing_of_any_candidate_comes_first() -> None:
    found = moved(project(SUPPORTED, SEATS.replace("south", "east"), brief="horizon_years: 5\n"))
    swings = [one.swing for one in found.tornado.effects]
    assert swings == sorted(swings, reverse=True)
    assert swings[0] > swings[-1] > 0
    users = effect(found, "users")
    assert users.swings == {"south/one": 0, "east/one": 400}


def test_a_figure_that_moves_nothing_is_named_as_such() -> None:
    found = moved(project(FLAT, vendor("south", {"licences": flat(900)})))
    assert {one.id for one in found.tornado.idle} == {"users", "users.peak"}


def test_a_discount_rate_moves_present_values_only() -> None:
    found = effect(moved(project(SUPPORTED, FLAT, brief="horizon_years: 3\ndiscount_rate: 0.1\n")), "discount_rate")
    assert (found.of.low, found.of.now, found.of.high, found.swing) == (6, 10, 14, 0)
    for point, rate in ((found.low, "0.06"), (found.high, "0.14")):
        written = compare(project(SUPPORTED, FLAT, brief=f"horizon_years: 3\ndiscount_rate: {rate}\n"))
        assert point is not None
        assert point.present == {one.id: one.totals.npv for one in written.estimates}


def test_an_end_at_which_a_candidate_cannot_be_had_is_no_figure() -> None:
    """The chosen plan asks for ten licences; with eight users it cannot be had."""
    plan = vendor("south", {"licences": "{kind: per_unit, amount: 100}", "support": flat(10)}).replace(
        "category: support,", "category: support, optional: true, requires: {licences: {min: 10}},"
    )
    found = effect(moved(project(plan, FLAT, brief="options: {south: {support: true}}\n")), "users")
    assert found.low is None
    assert found.high is not None


def test_the_brief_says_better_than_the_playbook_how_far_a_figure_may_be_off() -> None:
    brief = 'ranges: {users: {low: 5, high: 40, reason: "the owner"}, horizon_years: {low: 1, high: 2, reason: x}}\n'
    found = moved(project(SEATS, SUPPORTED.replace("south", "north"), brief=brief))
    one = effect(found, "users")
    assert (one.of.low, one.of.now, one.of.high, one.of.origin, one.of.reason) == (5, 10, 40, "brief", "the owner")
    assert totals(one.high)["south/one"] == 4000
    years = effect(found, "horizon_years")
    assert (years.of.now, years.swings["north/one"]) == (None, 100)


def test_a_range_of_users_keeps_the_kind_of_client() -> None:
    """Twelve of 25 at once; of 50 these are 24, not all 50."""
    brief = "ranges: {users: {low: 20, high: 50, reason: a guess}}\n"
    found = effect(moved(project(CONCURRENT, FLAT, users="{total: 25, peak: 12}", brief=brief)), "users")
    assert totals(found.high)["south/one"] == 2400


def test_a_range_of_nothing_leaves_the_figure_where_it_is() -> None:
    wanted = project(SEATS, FLAT)
    book = wanted.playbook.playbook
    still = Deviation.model_validate({"below": 0, "above": 0})
    certain = book.model_copy(update={"ranges": dict(book.ranges) | {"users": still}})
    found = moved(wanted._replace(playbook=wanted.playbook._replace(playbook=certain)))
    assert "users" not in {one.of.id for one in found.tornado.effects} | {one.id for one in found.tornado.idle}


def test_the_budget_is_looked_at_by_itself() -> None:
    """1,000 now; 1,200 at twelve users are above 1,150; who is above it now may come back under it."""
    found = moved(project(SEATS, vendor("north", {"licences": flat(1200)}), brief="budget: 1150\n"))
    south, north = found.tornado.within
    assert (south.lowest, south.now, south.highest, south.broken_by) == (800, 1000, 1200, ("users",))
    assert (north.now, north.broken_by) == (1200, ("discount.north/one",))
    one = effect(found, "users")
    assert one.high is not None
    assert one.high.first == "south/one"


def test_who_fails_a_must_have_is_ahead_at_no_end() -> None:
    found = moved(project(SEATS, FLAT, brief="must: {south: {language: no}}\n"))
    assert {point.first for one in found.tornado.effects for point in one.ends} == {"north/one"}


def test_scores_say_who_is_ahead_where_somebody_has_scored() -> None:
    scored = (
        "weights: {fit: 90, tco: 10}\nscores: {south: {fit: 2}, north: {fit: 4}}\n"
        "ranges: {weights.fit: {low: 1, high: 99, reason: not agreed yet}}\n"
    )
    found = moved(project(SEATS, FLAT, brief=scored))
    one = effect(found, "weights.fit")
    assert found.judged.basis == "scores"
    assert one.low is not None
    assert one.high is not None
    assert (found.tornado.now.first, one.low.first, one.high.first) == ("north/one", "south/one", "north/one")
    assert one.swing == 0


def test_every_scenario_has_its_own_tornado() -> None:
    brief = "scenarios: {crowd: {users: 40}}\nranges: {trainees: {low: 1, high: 2, reason: x}}\n"
    found = moved(project(SEATS, FLAT, brief=brief))
    (case,) = found.scenarios
    assert (case.name, case.changes, case.tornado.now.first) == ("crowd", {"users": "40"}, "north/one")
    (users,) = [one for one in case.tornado.effects if one.of.id == "users"]
    assert (users.of.low, users.of.high, totals(users.high)["south/one"]) == (32, 48, 4800)
    assert "trainees" in {one.id for one in case.tornado.idle}


def test_equal_candidates_are_level_and_nobody_leads() -> None:
    found = moved(project(SEATS, SEATS.replace("south", "north")))
    now = found.tornado.now
    assert (now.cheapest, now.ahead, now.sure) == (("north/one", "south/one"), 0, Sure.TIE)


@pytest.mark.parametrize("build", [lambda: project(SEATS, FLAT), lambda: project(GAPPED, CHEAP, DEAR)])
def test_the_same_project_gives_the_same_figures_twice(build: Callable[[], Project]) -> None:
    def told(found: Sensitivity) -> list[object]:
        return [(one.of.id, one.swings, one.low, one.high) for one in found.tornado.effects]

    assert told(moved(build())) == told(moved(build()))
