"""The product and a second, independent computation agree on every figure of random catalogs and briefs."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from crm_planner import project
from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate, Range
from tests.estimate import oracle_comparison
from tests.estimate.oracle import estimate
from tests.estimate.oracle_answer import Answer
from tests.estimate.oracle_client import World
from tests.estimate.oracle_prices import rounded
from tests.estimate.oracle_work import assumed
from tests.estimate.oracle_years import so_far
from tests.estimate.pricing import project_of
from tests.estimate.strategies import TODAY, catalogs
from tests.estimate.strategies_brief import PLAYBOOK, briefs
from tests.estimate.strategies_commercial import commercials

Tree = dict[str, Any]


@st.composite
def cases(draw: Any) -> tuple[list[Tree], Tree]:
    """Two or three catalogs and a brief for them."""
    several = [draw(catalogs(number)) for number in range(1, draw(st.integers(2, 3)) + 1)]
    return several, draw(briefs(several))


@st.composite
def with_playbooks(draw: Any) -> tuple[list[Tree], Tree, Tree]:
    """The same and a playbook, often of a consultant with prices of its own."""
    several, brief = draw(cases())
    return several, brief, {**PLAYBOOK, "commercial": draw(st.one_of(commercials(several), st.just({})))}


@given(with_playbooks())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_every_figure_equals_the_recomputation(case: tuple[list[Tree], Tree, Tree]) -> None:
    several, brief, playbook = case
    wanted = project_of(several, brief, playbook)
    worlds = [World(one, edition, brief, playbook, TODAY) for one in several for edition in one["editions"]]
    answers = [estimate(world) for world in worlds]
    refused = {code for answer in answers for code in answer.refused}
    try:
        comparison = project.compare(wanted)
    except DataError as error:
        codes = {problem.code for problem in error.problems}  # type: ignore[attr-defined]
        event(f"refused {sorted(codes)}")
        assert codes & {"REF008", "REF009"} or codes == refused, codes
        return
    assert refused == set()
    event("compared")
    for found, answer in zip(comparison.estimates, answers, strict=True):
        same_lines(found, answer)
        same_totals(found, answer)
        same_gaps(found, answer, answers)
    assert (list(comparison.ranking.published), list(comparison.ranking.like_for_like)) == oracle_comparison.ranking(
        answers
    )


def same_lines(found: Estimate, answer: Answer) -> None:
    lines = {line.id: (line.category, line.status.value, line.basis and line.basis.value) for line in found.lines}
    assert lines == {row.item["id"]: (row.item["category"], row.status, row.basis) for row in answer.rows}
    assert [line.amount for line in found.lines] == [row.amount for row in answer.rows]
    assert [list(line.by_year) for line in found.lines] == [row.years for row in answer.rows]
    assert [line.list_amount for line in found.lines] == [row.listed for row in answer.rows]
    assert [line.tax for line in found.lines] == [row.tax for row in answer.rows]
    works = [(line.work, row) for line, row in zip(found.lines, answer.rows, strict=True) if line.work or row.hours]
    assert [work and (*work.hours, work.low, work.high) for work, _ in works] == [
        (*row.hours, *(row.ends or (None, None))) for _, row in works
    ]
    for line in found.lines:
        assert (line.amount is None) == line.status.is_gap
        assert line.amount is None or line.amount >= 0 or found.shown == "net"


def same_totals(found: Estimate, answer: Answer) -> None:
    totals = found.totals
    assert [Fraction(year) for year in totals.by_year] == answer.by_year
    assert (totals.first_year, totals.horizon) == (answer.by_year[0], answer.total)
    assert totals.npv == answer.npv
    assert (totals.assumed and tuple(totals.assumed)) == assumed(answer)
    taxes = None if totals.tax is None else (totals.tax, totals.net, totals.gross)
    assert taxes == answer.taxes
    assert found.shown == answer.shown
    assert totals.user_month == answer.user_month
    assert (found.suitable, found.complete) == (not answer.world.unsuitable(), not answer.missing)
    assert found.licences == answer.world.licences()
    keeps = any(row.item["category"] == "licence" and row.item["charge"] == "once" for row in answer.rows)
    so_far_or_not = so_far if keeps else (lambda world, name, year: world.quantities(year)[name])
    years = answer.world.years()
    assert [*found.licences_by_year] == [so_far_or_not(answer.world, "licences", year) for year in years]
    for amount in (totals.first_year, totals.horizon, totals.npv, totals.tax, totals.net, totals.gross):
        assert amount is None or amount == rounded(Fraction(amount), answer.world.cent, "half_up"), "to the minor unit"


def same_gaps(found: Estimate, answer: Answer, answers: list[Answer]) -> None:
    fill = oracle_comparison.filled(answer, answers)
    assert {gap.category: gap.fill and tuple(gap.fill) for gap in found.gaps} == fill.gaps
    assert [gap.category for gap in found.gaps] == answer.missing
    expected = None if fill.low is None else Range(*(decimal(one) for one in (fill.low, fill.likely, fill.high)))
    assert found.totals.like_for_like == expected
    assert (found.totals.firm, found.totals.estimated) == (answer.firm, fill.estimated)
    assert found.totals.unknown == fill.unknown
    if expected is not None and expected.likely is not None and expected.low is not None and expected.high is not None:
        assert expected.low <= expected.likely <= expected.high


def decimal(figure: Fraction | None) -> Decimal | None:
    return None if figure is None else Decimal(figure.numerator) / figure.denominator
