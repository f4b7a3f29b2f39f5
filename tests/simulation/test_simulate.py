"""The whole simulation: closed forms, acceptance bands, answers, growth, and that arrays equal exact figures."""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner.formula.arrays import np
from crm_planner.project import Project, price
from crm_planner.simulation import drivers
from crm_planner.simulation.scene import scene
from crm_planner.simulation.simulate import Outcome, Simulation, Wish, simulate
from crm_planner.simulation.stage import Stage
from crm_planner.simulation.summary import spread
from tests.estimate.pricing import catalog, item, project_of
from tests.risk.made import bad, checklist, good, shipped
from tests.simulation.made import ALL_GOOD, CALM, QUICK_BAD, drawn_totals, project, rules

FEW = Wish(draws=8192)
WORK = (
    "options: {client_effort: true}\nmigration: {sources: 1, entities: 3, rows: 6000, duplicate_share: 0.15}\n"
    "customisations:\n  - {name: Reports, kind: report, size: small, count: 3}\nintegrations: [{name: Accounting}]\n"
)
GROWING = "horizon_years: 3\ngrowth: {joiners: 4, leavers: 1}\n"


def simulated(made: Project, wish: Wish = FEW) -> Simulation:
    return simulate(made, checklist(), wish)


def one(found: Simulation, name: str = CALM) -> Outcome:
    return next(each for each in found.outcomes if each.estimate.id == name)


def over_base(found: Outcome) -> float:
    return float(found.spread.percentiles.p80 / found.base)


# --- closed forms -------------------------------------------------------------------------------------------------


def two_jobs(correlation: str) -> Any:
    """Two jobs of 10 to 40, most likely 16 hours, and of 5 to 8, most likely 6, at 1,000 an hour."""
    first = {"kind": "effort", "hours": {"low": 10, "likely": 16, "high": 40}, "role": "trainer"}
    second = {"kind": "effort", "hours": {"low": 5, "likely": 6, "high": 8}, "role": "trainer"}
    offered = catalog(item("course", "training", first), item("start", "deployment", second))
    made = project_of([offered], {"users": 10, "currency": "RUB", "rates": {"trainer": 1000}})
    return scene(made, price(made), rules(correlation=Decimal(correlation)), {"vendor/standard": ()})


def beta(low: int, likely: int, high: int) -> tuple[float, float]:
    mean = (low + 4 * likely + high) / 6
    return mean, (mean - low) * (high - mean) / 7


def test_two_independent_jobs_have_the_sum_of_their_means_and_variances() -> None:
    totals = drawn_totals(two_jobs("0"), 200_000)
    (first, wide), (second, narrow) = beta(10, 16, 40), beta(5, 6, 8)
    assert totals.mean() == pytest.approx(1000 * (first + second), abs=3 * totals.std() / 200_000**0.5)
    assert totals.var() == pytest.approx(1e6 * (wide + narrow), rel=0.015)


def test_two_jobs_that_move_as_one_reach_the_sum_of_their_percentiles() -> None:
    both = two_jobs("1")
    totals = np.sort(drawn_totals(both, 50_000, correlation=1))
    parts = [np.sort(figure.table) for figure in both.drawn]
    assert len(parts) == 2
    # at the position of a normal's 80th percentile
    place = int((0.8416 / 6 + 1) / 2 * len(parts[0]))
    expected = sum(float(part[place]) * float(figure.step) for part, figure in zip(parts, both.drawn, strict=True))
    assert totals[40_000 - 1] == pytest.approx(expected, rel=0.005)


def test_hours_of_a_price_list_keep_its_minimum_and_take_the_spreads_projects_have_shown() -> None:
    work = {"kind": "effort", "hours": {"low": 10, "likely": 16, "high": 40}, "role": "trainer", "minimum": 15000}
    made = project_of([catalog(item("course", "training", work))], {"users": 10, "rates": {"trainer": 1000}})
    points = {"low": Decimal("0.5"), "likely": Decimal(1), "high": Decimal(3)}
    shown = {"training": rules().tail.percent.model_copy(update=points)}
    for hours, high in (({}, 40_000), (shown, 48_000)):
        (drawn,) = scene(made, price(made), rules(hours=hours), {"vendor/standard": ()}).drawn
        assert (drawn.shape.low, drawn.shape.likely, drawn.shape.high) == (15_000, 16_000, high)


# --- equal to the exact figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [WORK, WORK + GROWING, "gaps: highest\n"])
def test_arrays_equal_the_exact_figures_at_drawn_points(more: str) -> None:
    stage = Stage(project(more, QUICK_BAD), checklist(), rules(), 7)
    totals = stage.totals(25)
    for draw in range(25):
        for name, amounts in totals.items():
            stage.prove(name, draw, int(amounts[draw]) * stage.unit)


# --- repeatable ---------------------------------------------------------------------------------------------------


def test_the_same_seed_says_the_same_and_another_one_nearly_the_same() -> None:
    first, again, other = (simulated(project(WORK), Wish(4096, seed)) for seed in (3, 3, 4))
    assert first == again
    assert one(first).spread.percentiles != one(other).spread.percentiles
    assert one(first).spread.percentiles.p80 == pytest.approx(one(other).spread.percentiles.p80, rel=Decimal("0.05"))


@pytest.mark.parametrize("chunk", [97, 333, 5000])
def test_the_size_of_chunks_changes_nothing(chunk: int) -> None:
    stage = Stage(project(WORK + GROWING, QUICK_BAD), checklist(), rules(), 1)
    whole = stage.totals(600)
    for name, amounts in whole.items():
        for start in range(0, 600, chunk):
            stop = min(start + chunk, 600)
            assert (stage.played(start, stop)[name] == amounts[start:stop]).all()


def test_a_candidate_is_drawn_alike_with_and_without_its_rivals() -> None:
    alone = simulated(project(WORK + f"candidates: [{CALM}]\n"), Wish(2048))
    beside = simulated(project(WORK), Wish(2048))
    assert one(alone).spread == one(beside).spread


# --- believable ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", ["", "options: {client_effort: true}\n"])
def test_a_box_with_all_answers_good_costs_at_p80_at_most_35_percent_more(more: str) -> None:
    for found in simulated(project(more, ALL_GOOD)).outcomes:
        assert 1 <= over_base(found) <= 1.35, found.estimate.id


@pytest.mark.parametrize("more", ["", "options: {client_effort: true}\n"])
def test_a_box_with_the_quick_profile_all_bad_costs_at_p80_60_to_130_percent_more(more: str) -> None:
    for found in simulated(project(more, QUICK_BAD)).outcomes:
        assert 1.6 <= over_base(found) <= 2.3, found.estimate.id


def test_open_questions_are_counted_and_not_drawn() -> None:
    found = simulated(project())
    assert found.open_risks > 35
    assert over_base(one(found)) < 1.2


def test_a_controlled_risk_is_not_drawn() -> None:
    found = simulated(project(given=ALL_GOOD))
    assert found.open_risks == 0
    assert found.controlled_risks >= 40
    assert "CL-02" not in one(found).detected


def test_a_risk_that_a_fact_shows_and_all_answers_deny_is_named_and_not_drawn() -> None:
    cheap = "regionsoft/standard"
    denied = one(simulated(project(given=ALL_GOOD)), cheap)
    assert {"VN-03", "VN-09"} <= set(denied.contradicted)
    assert denied.detected == ()
    unasked = one(simulated(project(given={name: good(name) for name in ALL_GOOD if name != "VN-03.1"})), cheap)
    assert unasked.detected == ("VN-03",)


@pytest.mark.parametrize("question", ["CL-02.1", "CL-08.1", "EM-01.1", "JT-06.1"])
def test_a_worse_answer_makes_no_draw_cheaper(question: str) -> None:
    made = [project(WORK, {question: answer}) for answer in (good(question), bad(question))]
    better, worse = (Stage(each, checklist(), rules(), 1).totals(2000) for each in made)
    for name, amounts in better.items():
        assert (worse[name] >= amounts).all()


def test_a_mitigation_that_is_done_lowers_p80_by_what_it_was_said_to_buy() -> None:
    answers = {name: QUICK_BAD[name] for name in ("CL-02.1", "CL-10.1", "EM-01.1")}
    before = simulated(project(WORK, answers))
    bought = max(one(before).bought, key=lambda each: each.fall)
    assert bought.fall > 0
    assert bought.cost
    done = simulated(project(WORK + f"mitigations: {{{bought.id}: {{state: done}}}}\n", answers))
    assert one(before).spread.percentiles.p80 - one(done).spread.percentiles.p80 == bought.fall


# --- what is said -------------------------------------------------------------------------------------------------


def test_percentiles_ascend_and_contingency_is_p80_less_the_base() -> None:
    for found in simulated(project(WORK, QUICK_BAD)).outcomes:
        marks = found.spread.percentiles
        assert sorted(marks) == list(marks)
        assert found.contingency == marks.p80 - found.base
        assert sum(found.spread.histogram.counts) == FEW.draws


def test_somebody_is_cheapest_in_every_draw_and_the_budget_is_met_as_often_as_totals_are_below_it() -> None:
    made = project(WORK + "budget: 700000\n")
    found = simulated(made)
    assert sum(each.cheapest or 0 for each in found.outcomes) == 1
    totals = Stage(made, checklist(), rules(), 1).totals(FEW.draws)
    for each in found.outcomes:
        within = int((totals[each.estimate.id] <= 70_000_000).sum())
        assert each.within_budget == within / FEW.draws


def test_the_standard_error_of_p80_is_the_scatter_of_p80_over_seeds() -> None:
    stages = [Stage(project(WORK), checklist(), rules(), seed) for seed in range(12)]
    each = [spread(stage.totals(2048)[CALM], Decimal("0.01")) for stage in stages]
    scatter = np.std([float(found.percentiles.p80) for found in each], ddof=1)
    said = np.mean([float(found.errors.p80) for found in each])
    assert said == pytest.approx(scatter, rel=0.6)


def test_what_moves_p80_most_is_found_among_all_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A risk that nearly always happens varies little, and costs much: it must not be overlooked."""
    made = project(WORK + f"candidates: [{CALM}]\n", {name: bad(name) for name in shipped().questions})
    usual = simulated(made, Wish(4096))
    monkeypatch.setattr(drivers, "TRIED", 1000)
    for some, everything in zip(usual.outcomes, simulated(made, Wish(4096)).outcomes, strict=True):
        assert some.top
        assert some.top == everything.top
        assert some.top.share < max(one.share for one in some.drivers) / 2


def test_growth_is_drawn_and_named_among_the_drivers() -> None:
    growing, certain = (simulated(project(GROWING, ALL_GOOD), Wish(4096)), simulated(project("horizon_years: 3\n")))
    assert "growth" in {driver.name for driver in one(growing).drivers}
    assert "growth" not in {driver.name for driver in one(certain).drivers}
    assert one(growing).spread.percentiles.p10 < one(growing).spread.percentiles.p90


def test_without_tail_no_disaster_is_among_the_drivers() -> None:
    with_tail, without = (simulated(project(WORK), FEW._replace(tail=tail)) for tail in (True, False))
    assert "tail" in {driver.name for driver in one(with_tail).drivers}
    assert "tail" not in {driver.name for driver in one(without).drivers}
    assert one(without).spread.mean < one(with_tail).spread.mean
