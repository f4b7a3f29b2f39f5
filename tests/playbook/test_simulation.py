"""The section `simulation` of a playbook: replaced as a whole, checked key by key, and left unread where not needed."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError
from crm_planner.files.bundled import folder
from crm_planner.files.playbooks import load_playbook, load_playbook_with_risks

SHIPPED = folder("playbooks") / "desktop-crm" / "risks" / "simulation.yaml"


def own(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """The shipped section with some of its text replaced, as a playbook of one's own."""
    text = SHIPPED.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_section_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    found = load_playbook_with_risks(own(tmp_path, ("correlation: 0.3", "correlation: 0.5"))).playbook.simulation
    assert str(found.correlation) == "0.5"
    assert load_playbook_with_risks().playbook.simulation.correlation != found.correlation


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("correlation: 0.3", "correlation: 3", "NUM018"),
        ("distribution: pert", "distribution: normal", "ENU001"),
        ("{low: 50, likely: 100, high: 200}", "{low: 150, likely: 100, high: 200}", "RSK002"),
        ("categories: [deployment,", "categories: [deploymet,", "RSK001"),
        ("sources: [flyv]", "sources: [nobody]", "RSK005"),
        ("{level: 5, known: product,", "{level: 4, known: product,", "NUM021"),
        ("probability: 0.05", "probability: 5%", "NUM"),
        ("overlap_share: 0.5", "overlap_shar: 0.5", "KEY"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(before: str, after: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        load_playbook_with_risks(own(tmp_path, (before, after)))
    said = [str(problem) for problem in refused.value.problems]
    assert any(f"error[{code}" in line for line in said), said
    assert all("own.yaml:" in line for line in said)


def test_a_command_that_draws_nothing_does_not_read_the_section(tmp_path: Path) -> None:
    assert load_playbook(own(tmp_path, ("correlation: 0.3", "correlation: 3"))).playbook.id == "desktop-crm"
