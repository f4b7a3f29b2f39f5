"""The import contracts bite: each deliberate fault, laid into a skeleton of the house, is found by its contract."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "documents", "files", "compare", "risk", "estimate", "catalog", "brief", "formula")
DOWN = "An import points down"
FORMATS = "Floors below 7 touch no file format, terminal, web or database"
CIRCLES = "No package knows itself in a circle"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Every room with two modules, one of which imports a floor below, under the contracts of pyproject.toml."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for room in ROOMS:
        lay(tmp_path, f"{room}/__init__.py", "")
        lay(tmp_path, f"{room}/one.py", "from crm_planner.errors import UsageError")
        lay(tmp_path, f"{room}/two.py", "from decimal import Decimal")
    lay(tmp_path, "__init__.py", "")
    lay(tmp_path, "errors.py", "class UsageError(Exception): ...")
    lay(tmp_path, "files/reader.py", "import yaml")
    return tmp_path


def lay(house: Path, module: str, text: str) -> None:
    path = house / "crm_planner" / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def broken(house: Path) -> list[str]:
    """The contracts that do not hold in `house`."""
    program = str(Path(sys.executable).with_name("lint-imports"))
    done = subprocess.run([program, "--no-logo", "--no-cache"], cwd=house, capture_output=True, text=True, check=False)
    verdicts = re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)
    assert [name for name, _ in verdicts] == [DOWN, FORMATS, CIRCLES], done.stdout
    return [name for name, verdict in verdicts if verdict == "BROKEN"]


def test_a_sound_house_breaks_nothing(house: Path) -> None:
    assert broken(house) == []


@pytest.mark.parametrize(
    ("module", "text", "contract"),
    [
        ("catalog/two.py", "from crm_planner.estimate import one", DOWN),
        ("catalog/two.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import crm_planner.cli.one", DOWN),
        ("catalog/two.py", "from crm_planner.brief import one", DOWN),
        ("compare/two.py", "import crm_planner.risk.one", DOWN),
        ("utils.py", "", DOWN),
        ("estimate/two.py", "import yaml", FORMATS),
        ("formula/two.py", "def show():\n    from rich.table import Table", FORMATS),
    ],
    ids=["upward", "upward for types only", "sibling inputs", "sibling readers", "room without floor", "yaml", "rich"],
)
def test_a_deliberate_fault_is_found(house: Path, module: str, text: str, contract: str) -> None:
    lay(house, module, text)
    assert broken(house) == [contract]


def test_a_circle_inside_a_package_is_found(house: Path) -> None:
    lay(house, "formula/one.py", "from crm_planner.formula import two")
    lay(house, "formula/two.py", "from crm_planner.formula import one")
    assert broken(house) == [CIRCLES]
