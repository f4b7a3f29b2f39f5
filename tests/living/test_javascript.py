"""The page of a living model shows the exact figures wherever its reader moves it: examples and random price lists."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from crm_planner.errors import DataError
from crm_planner.formula.expression import NODES
from crm_planner.living.model import living
from crm_planner.project import compare
from tests.estimate.pricing import project_of
from tests.estimate.strategies_brief import PLAYBOOK
from tests.estimate.varied import PRICED, Case, cases
from tests.formula.coverage import table
from tests.formula.scripts import Script
from tests.living.sameness import points
from tests.living.shipped import CHECKLIST, shipped

Tool = Callable[[str], str]
EXAMPLES = ("firm-of-25", "order-desk", "scored")
LONG = 4
"""Years: every horizon is a case of its own, so that many of them take long."""
QUICKLY = settings(phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("names", "each"), [(EXAMPLES[:1], 3), pytest.param(EXAMPLES, 170, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_the_examples_are_exact_wherever_they_are_moved(names: Sequence[str], each: int, tool: Tool) -> None:
    script = Script()
    for name in names:
        found = living(shipped(name), CHECKLIST)
        script.add(name, found.model, points(found, Random(each), each))  # noqa: S311 - no secrets here
    assert script.run(tool("node")).differences() == []
    assert script.compared == each * len(names)


def kinds_of(case: Case) -> Iterator[str]:
    """The kinds of price in all price lists of a case."""
    for catalog in case[0]:
        for edition in catalog["editions"]:
            yield from (item["price"]["kind"] for item in edition["items"] if "price" in item)


def of_random_projects(examples: int, each: int, kinds: Counter[str]) -> Script:
    """Random price lists and briefs, each moved to some points; `kinds` counts the kinds of price among them."""
    script = Script()

    @given(cases(), st.integers(0, 10**6))
    @settings(QUICKLY, max_examples=examples)
    def several(case: Case, seed: int) -> None:
        assume(case[1]["horizon_years"] <= LONG)
        project = project_of(*case, PLAYBOOK)
        try:
            compare(project)
        except DataError:
            return
        found = living(project, years=2, most=25)
        script.add(str(len(script.asked)), found.model, points(found, Random(seed), each))  # noqa: S311
        kinds.update(kinds_of(case))

    several()
    return script


@pytest.mark.parametrize(
    ("examples", "each", "at_least"),
    [(2, 5, 5), pytest.param(40, 25, 500, marks=pytest.mark.slow)],
    ids=["some", "many"],
)
def test_random_projects_are_exact_wherever_they_are_moved(
    examples: int, each: int, at_least: int, tool: Tool, capsys: pytest.CaptureFixture[str]
) -> None:
    """The coverage is a result: nodes in points, kinds of price in lines."""
    kinds: Counter[str] = Counter()
    script = of_random_projects(examples, each, kinds)
    assert script.run(tool("node")).differences() == []
    assert script.compared >= at_least
    if examples > 2:
        counted = script.coverage()
        assert not [node.__name__ for node in NODES if not counted[node.__name__]]
        assert set(kinds) >= PRICED
        with capsys.disabled():
            print(table(f"exact == javascript, {script.compared:,} points of living models", counted + kinds))  # noqa: T201
