"""What a command may never load: start-up time is a promise, and this is the part of it that can be tested exactly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    *("numpy", "openpyxl", "jinja2", "sqlalchemy", "fastapi", "ortools", "altair", "docxtpl", "pandas", "defusedxml"),
    *("babel", "num2words", "typst", "vl_convert"),
}
PROBE = """
import sys
from crm_planner.cli.main import main
sys.argv = ["crm-planner", *sys.argv[1:]]
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
BRIEF = """\
schema: crm-planner/brief/1
client: {name: A firm of ten}
users: 10
"""


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.yaml"
    path.write_text(BRIEF, encoding="utf-8")
    return path


def loaded_by(*arguments: str) -> set[str]:
    """The top-level names of all modules the command has loaded when it ends, its output going to a pipe."""
    return {module.partition(".")[0] for module in modules_of(*arguments)}


def modules_of(*arguments: str) -> set[str]:
    """The full names of the same modules."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_help_loads_no_models_and_no_yaml() -> None:
    assert not loaded_by("--help") & (HEAVY | {"pydantic", "pydantic_core", "yaml"})


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_compare_into_a_pipe_loads_nothing_heavy_and_no_rich(form: str) -> None:
    assert not loaded_by("compare", "--format", form) & (HEAVY | {"rich"})


@pytest.mark.parametrize("command", ["estimate", "explain"])
def test_one_candidate_loads_nothing_heavy(command: str, brief: Path) -> None:
    assert not loaded_by(command, str(brief), "regionsoft/standard") & HEAVY


@pytest.mark.parametrize(
    "command",
    [
        "catalog show",
        "catalog show terrasoft",
        "catalog lint",
        "catalog rules",
        "catalog test",
        "schema brief",
        "playbook lint",
        "catalog diff examples/price-change/before examples/price-change/after",
    ],
)
def test_a_command_about_price_lists_loads_nothing_heavy(command: str) -> None:
    assert not loaded_by(*command.split()) & HEAVY


def test_a_comparison_without_answers_does_not_read_the_checklist(brief: Path) -> None:
    assert "crm_planner.playbook.checklist" not in modules_of("compare", str(brief))


@pytest.mark.parametrize("command", ["risks", "score", "decide", "sensitivity"])
def test_risks_scores_trials_and_the_decision_load_nothing_heavy(command: str, brief: Path) -> None:
    assert not loaded_by(command, str(brief)) & (HEAVY | {"rich"})


def test_a_plan_that_needs_no_search_loads_no_solver(brief: Path) -> None:
    loaded = loaded_by("plan", str(brief), "regionsoft/standard", "--format", "json")
    assert not loaded & (HEAVY | {"rich", "icalendar"})


def test_a_break_even_loads_numpy_and_nothing_else_heavy(brief: Path) -> None:
    assert loaded_by("breakeven", str(brief)) & (HEAVY | {"rich"}) == {"numpy"}


def test_a_new_brief_loads_nothing_heavy_and_no_rich() -> None:
    assert not loaded_by("init", "-", "--company", "A firm", "--users", "5") & (HEAVY | {"rich"})


def test_a_page_loads_the_templates_and_nothing_else_heavy() -> None:
    assert loaded_by("compare", "--format", "html") & HEAVY <= {"jinja2"}


def test_a_report_loads_numpy_the_templates_the_charts_and_nothing_else_heavy(brief: Path) -> None:
    assert loaded_by("report", str(brief), "--output", "-", "--quiet") & HEAVY <= {"numpy", "jinja2", "vl_convert"}


def test_the_probe_sees_what_is_loaded() -> None:
    """Were the probe blind, every test above would pass."""
    assert {"yaml", "pydantic", "crm_planner"} <= loaded_by("compare")
