"""Rules no linter knows: how long a file may be, what it may be called, and what it opens with."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300
VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "base", "core", "manager", "stuff"}

FOLDERS = ("crm_planner", "tests", "benchmarks", "tools")
MODULES = sorted(path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
named = pytest.mark.parametrize("module", MODULES, ids=str)


@named
def test_no_file_is_longer_than_300_lines(module: Path) -> None:
    lines = len((ROOT / module).read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{module} has {lines} lines: split it by concept"


@named
def test_no_name_is_vague(module: Path) -> None:
    names = {*module.parent.parts, module.stem}
    assert not names & VAGUE, f"{module}: name it after what it is in the trade"


@named
def test_every_module_opens_with_a_sentence(module: Path) -> None:
    said = ast.get_docstring(ast.parse((ROOT / module).read_text(encoding="utf-8")))
    assert said, f"{module} opens with no docstring"
    assert said.split("\n\n")[0].rstrip().endswith((".", ":")), f"{module} opens with no whole sentence: {said!r}"


@pytest.mark.parametrize("module", [module for module in MODULES if module.name == "__init__.py"], ids=str)
def test_a_package_file_holds_a_docstring_only(module: Path) -> None:
    """Names imported through `__init__` invite circles; only the top one lists public names."""
    statements = ast.parse((ROOT / module).read_text(encoding="utf-8")).body
    if module == Path("crm_planner/__init__.py"):
        assert all(isinstance(statement, ast.Expr | ast.Assign) for statement in statements), "no imports at the top"
    else:
        assert len(statements) == 1, f"{module} holds more than its docstring"
