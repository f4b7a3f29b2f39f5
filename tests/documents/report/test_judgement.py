"""What the page says first is what `decide` says of the brief that its reader has moved to."""

from pathlib import Path
from random import Random

import pytest

from crm_planner.decision.decide import Decision
from crm_planner.decision.step import next_step
from crm_planner.documents.report.source import Source
from crm_planner.judgement import judge
from crm_planner.living.moved import moved
from crm_planner.project import assess
from tests.browser import Browser
from tests.documents.report.made import State, answer, drawn, figures, fragment, source_of, written

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def decided(found: Source, state: State) -> Decision:
    """The decision there, without all that `decide` tries around it."""
    project = moved(found.project, found.living, state)
    judged = judge(project, found.knowledge)
    assessment = assess(project, found.knowledge, judged.comparison.estimates)
    return Decision(judged, assessment, (), (), (), next_step(judged, assessment, None))


@pytest.fixture(scope="module")
def scored() -> Source:
    return source_of(EXAMPLES / "scored.yaml")


def told_apart(browser: Browser, found: Source, path: Path, times: int) -> list[tuple[str, str, str]]:
    """Random states at which the page and `decide` say something else, with what each says."""
    opened, chance, wrong = browser.open(written(found, path)), Random(7), []  # noqa: S311 - states, no secrets
    for _ in range(times):
        state = drawn(found, chance)
        address = fragment(found, state)
        figures(opened, address)
        said = opened.page.locator("#headline").inner_text()
        expected = answer(found._replace(decision=decided(found, state)))
        if said != expected:
            wrong.append((address, said, expected))
    return wrong


def test_the_page_recommends_what_decide_recommends(browser: Browser, scored: Source, tmp_path: Path) -> None:
    assert told_apart(browser, scored, tmp_path / "report.html", 5) == []


def test_with_scores_it_says_that_the_budget_holds_while_other_numbers_are_tried(
    browser: Browser, scored: Source, tmp_path: Path
) -> None:
    turns = browser.open(written(scored, tmp_path / "report.html")).page.locator("#turns")
    turns.get_by_text("whoever is beyond the budget of 150,000 RUB is out").wait_for()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["firm-of-25", "print-shop", "order-desk", "scored"])
def test_it_does_at_thirty_random_states(browser: Browser, tmp_path: Path, name: str) -> None:
    assert told_apart(browser, source_of(EXAMPLES / f"{name}.yaml"), tmp_path / "report.html", 30) == []
