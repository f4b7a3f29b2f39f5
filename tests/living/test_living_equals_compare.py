"""Moved anywhere, a living model says what a new comparison of the moved brief says, to the last kopeck."""

from random import Random
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from crm_planner.errors import DataError
from crm_planner.living.model import living
from crm_planner.project import compare
from tests.estimate.pricing import project_of
from tests.estimate.strategies import catalogs
from tests.estimate.strategies_brief import PLAYBOOK, briefs
from tests.living.sameness import differences, points

Tree = dict[str, Any]


@st.composite
def cases(draw: Any) -> tuple[list[Tree], Tree]:
    """Two or three catalogs and a brief for them."""
    several = [draw(catalogs(number)) for number in range(1, draw(st.integers(2, 3)) + 1)]
    return several, draw(briefs(several))


@given(cases(), st.integers(0, 10**6))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_everywhere_it_is_what_compare_says(case: tuple[list[Tree], Tree], seed: int) -> None:
    several, brief = case
    project = project_of(several, brief, PLAYBOOK)
    try:
        compare(project)
    except DataError:
        event("refused")
        return
    event("compared")
    found = living(project, years=4, most=60)
    for point in points(found, Random(seed), 3):
        assert differences(project, found, point) == [], point
