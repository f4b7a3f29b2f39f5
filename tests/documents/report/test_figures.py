"""The figures of the page are the model's own, wherever its reader moves them."""

from pathlib import Path
from random import Random

import pytest

from crm_planner.documents.report import page
from crm_planner.documents.report.engine import engine
from crm_planner.documents.report.source import Source
from crm_planner.formula.model import Model
from tests.browser import Browser
from tests.documents.report.made import differences, drawn, exactly, figures, fragment, source_of, written

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture(scope="module")
def firm() -> Source:
    return source_of(EXAMPLES / "firm-of-25.yaml")


def moved_about(browser: Browser, found: Source, path: Path, times: int) -> tuple[list[str], int, list[str]]:
    """Differences at so many random states, how many figures were compared, and what the page complained of."""
    opened = browser.open(written(found, path))
    chance, wrong, compared = Random(12), list[str](), 0  # noqa: S311 - states, no secrets
    for _ in range(times):
        state = drawn(found, chance)
        shown = figures(opened, fragment(found, state))
        compared += len(shown)
        wrong += differences(shown, exactly(found, state))
    return wrong, compared, [*opened.faults, *opened.requests, *opened.dialogs]


def test_every_figure_on_the_page_is_that_of_the_exact_target(browser: Browser, firm: Source, tmp_path: Path) -> None:
    wrong, compared, complaints = moved_about(browser, firm, tmp_path / "report.html", 12)
    assert wrong == []
    assert complaints == []
    assert compared > 300


def test_a_defect_in_the_rounding_would_be_seen(
    browser: Browser, firm: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def planted(model: Model, templates: Path) -> str:
        sound = engine(model, templates)
        wrong = sound.replace("Math.floor((n+Math.floor(d/2))/d)", "Math.floor(n/d)")
        assert wrong != sound
        return wrong

    monkeypatch.setattr(page, "engine", planted)
    wrong, _, complaints = moved_about(browser, firm, tmp_path / "report.html", 4)
    assert wrong
    assert complaints == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["firm-of-25", "print-shop", "order-desk", "scored", "box-comparison"])
def test_no_figure_differs_at_eighty_random_states(browser: Browser, name: str, tmp_path: Path) -> None:
    found = source_of(EXAMPLES / f"{name}.yaml")
    wrong, compared, complaints = moved_about(browser, found, tmp_path / "report.html", 80)
    assert (wrong, complaints) == ([], [])
    assert compared > 3000
