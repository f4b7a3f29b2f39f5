"""The page of random price lists and briefs, moved at random: no figure of it differs from the exact target."""

from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_planner.documents.report.source import source
from crm_planner.errors import DataError
from crm_planner.files.playbooks import load_playbook_with_risks
from crm_planner.formula.expression import NODES
from tests.browser import Browser
from tests.documents.report.made import differences, drawn, exactly, figures, fragment, written
from tests.estimate.pricing import project_of
from tests.estimate.strategies import catalogs
from tests.estimate.strategies_brief import PLAYBOOK, briefs
from tests.formula.coverage import met, table

Tree = dict[str, Any]

STATES = 10
"""Places each page is moved to."""


@st.composite
def cases(draw: Any) -> tuple[list[Tree], Tree]:
    """Two catalogs and a brief for them."""
    several = [draw(catalogs(number)) for number in (1, 2)]
    return several, draw(briefs(several))


def kinds(tree: Any) -> set[str]:
    """The kinds of price somewhere in a price list."""
    if isinstance(tree, list):
        return {kind for one in tree for kind in kinds(one)}
    if not isinstance(tree, dict):
        return set()
    own = {tree["kind"]} if isinstance(tree.get("kind"), str) and "price" not in tree else set()
    return own | {kind for one in tree.values() for kind in kinds(one)}


@pytest.mark.slow
def test_no_figure_of_a_random_project_differs(browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    knowledge, counted = load_playbook_with_risks(None), Counter[str]()

    @given(cases(), st.integers(0, 10**6))
    @settings(
        max_examples=20, derandomize=True, database=None, deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip
    def compared(case: tuple[list[Tree], Tree], seed: int) -> None:
        several, brief = case
        try:
            found = source(project_of(several, brief, PLAYBOOK), knowledge)
        except DataError:
            return
        counted.update({"pages": 1, **dict.fromkeys(kinds(several), 1)})
        with TemporaryDirectory() as place:
            opened = browser.open(written(found, Path(place) / "report.html"))
            chance, values = Random(seed), exactly(found, {})  # noqa: S311 - states, no secrets
            for _ in range(STATES):
                state = drawn(found, chance)
                values = exactly(found, state)
                shown = figures(opened, fragment(found, state))
                assert differences(shown, values) == []
                counted.update({"states": 1, "figures": len(shown)})
            counted.update(met(found.model, values))
            assert [*opened.faults, *opened.requests, *opened.dialogs] == []
        browser.forget()

    compared()
    with capsys.disabled():
        print(table("the page of random projects", counted))  # noqa: T201 - what the proof has met
    assert {node.__name__ for node in NODES} <= set(counted)
    assert {"flat", "per_unit", "volume", "graduated", "package", "packs", "published", "percent"} <= set(counted)
    assert {"effort", "included", "not_offered", "on_request"} <= set(counted)
