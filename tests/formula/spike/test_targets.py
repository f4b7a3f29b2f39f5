"""A spreadsheet and a web page compute what exact computes, from the same nodes and nothing else."""

import json
import subprocess
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from crm_planner.formula.bounds import require
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.expression import NODES, parts
from crm_planner.formula.model import Model
from tests.formula.spike import javascript
from tests.formula.spike.seed import QUANTITIES, box_comparison, every_node
from tests.formula.spreadsheet import Spreadsheet

MODELS = {"box comparison": box_comparison, "every node": every_node}
Tool = Callable[[str], str]


def exact(model: Model) -> list[Values]:
    return [evaluate(model, {"users": users}) for users in QUANTITIES]


@pytest.mark.parametrize(
    ("users", "totals"),
    [
        (10, {"terrasoft": 100933, "regionsoft": 64700, "click": 93600}),
        (1, {"terrasoft": 10094, "regionsoft": 18170, "click": 26100}),
        (25, {"terrasoft": 252333, "regionsoft": 154250, "click": 230100}),
    ],
)
def test_the_seed_totals_come_out_as_published(users: int, totals: dict[str, int]) -> None:
    values = evaluate(box_comparison(), {"users": Decimal(users)})
    assert {vendor: values[f"{vendor}.total"] for vendor in totals} == totals


def test_the_second_model_uses_every_node() -> None:
    found = set()
    waiting = [cell.formula for cell in every_node().cells.values()]
    while waiting:
        node = waiting.pop()
        found.add(type(node))
        waiting.extend(parts(node))
    assert found == set(NODES)


@pytest.mark.parametrize("build", MODELS.values(), ids=MODELS)
def test_javascript_computes_what_exact_computes(build: Callable[[], Model], tool: Tool) -> None:
    model = build()
    require(model, "javascript")
    asked = ",".join(f"{{users: {javascript.number(users)}}}" for users in QUANTITIES)
    script = (
        f"{javascript.ARITHMETIC}{javascript.javascript(model)}"
        f"console.log(JSON.stringify([{asked}].map(model), (_, x) => typeof x === 'bigint' ? String(x) : x));"
    )
    done = subprocess.run([tool("node"), "-"], input=script, capture_output=True, text=True, check=True, timeout=60)
    found = [{name: Fraction(int(n), int(d)) for name, (n, d) in v.items()} for v in json.loads(done.stdout)]
    assert found == exact(model)


def test_a_spreadsheet_computes_what_exact_computes(tool: Tool, tmp_path: Path) -> None:
    """One sheet a model, one column a number of users, recalculated by LibreOffice."""
    book = Spreadsheet()
    for name, build in MODELS.items():
        require(build(), "excel")
        book.add(name, build(), [{"users": users} for users in QUANTITIES])
    book.recalculated(tool("soffice"), tmp_path)
    assert all(not book.differences(name) and not book.sheets[name].unproven for name in MODELS)
