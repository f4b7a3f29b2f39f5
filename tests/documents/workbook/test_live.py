"""Whatever somebody writes into the yellow cells, every formula of every sheet shows what the engine says of it."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_planner.errors import DataError, TargetRefused
from crm_planner.formula import excel_nodes
from crm_planner.formula.excel_nodes import Writer
from crm_planner.formula.expression import Minimum
from crm_planner.formula.model import Model
from crm_planner.living.model import Living, living
from crm_planner.living.returned import Pages
from tests.documents.workbook import live
from tests.documents.workbook.live import Point, recalculated, sent, with_inputs, wrong
from tests.documents.workbook.made import EXAMPLES, Made, made
from tests.estimate.pricing import project_of
from tests.estimate.strategies_brief import PLAYBOOK
from tests.formula.coverage import table
from tests.formula.spreadsheet import Spreadsheet
from tests.living.sameness import points
from tests.living.shipped import CHECKLIST, shipped
from tests.living.test_living_equals_compare import LONG, cases

Tool = Callable[[str], str]
BRIEFS = ("box-comparison", "firm-of-25", "order-desk", "scored", "print-shop")


class Tried(NamedTuple):
    """A workbook, what somebody wrote into it, and what LibreOffice made of it."""

    of: Made
    point: Point
    found: Pages


def tried(tool: Tool, folder: Path, several: Mapping[str, tuple[Made, Point]]) -> dict[str, Tried]:
    """All of them in one conversion."""
    files = {name: with_inputs(of, point) for name, (of, point) in several.items()}
    found = recalculated(tool("soffice"), folder, files)
    return {name: Tried(of, point, found[name]) for name, (of, point) in several.items()}


def sets(names: tuple[str, ...], each: int) -> dict[str, tuple[Made, Point]]:
    """Random values of all inputs of several examples, by a name of the file."""
    found = {}
    for name in names:
        of = sent(name)
        for number, point in enumerate(points(of.told.living, Random(name), each)):  # noqa: S311 - drawn by a seed
            found[f"{name}-{number}"] = of, point
    return found


def defective() -> Made:
    """A workbook written by an excel target that takes the highest for the lowest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(excel_nodes._WRITTEN, Minimum, Writer.highest)
        return made(EXAMPLES / "firm-of-25.yaml")


@pytest.mark.parametrize(
    ("names", "each"),
    [(("firm-of-25",), 1), pytest.param(BRIEFS, 3, marks=pytest.mark.slow)],
    ids=["some", "many"],
)
def test_every_cell_of_every_sheet_follows_the_inputs(
    names: tuple[str, ...], each: int, tool: Tool, tmp_path: Path
) -> None:
    several = sets(names, each)
    planted = dict.fromkeys(["planted"] if each > 1 else [], (defective, several["firm-of-25-0"][1]))
    found = tried(tool, tmp_path, several | {name: (make(), point) for name, (make, point) in planted.items()})
    for name, (_, point) in planted.items():
        assert wrong(sent("firm-of-25"), point, found.pop(name).found)
    assert {name: wrong(*one)[:5] for name, one in found.items() if wrong(*one)} == {}
    seen = Counter(title for one in found.values() for title, cells in one.found.sheets.items() for _ in cells)
    assert len(seen) >= 10
    assert live.pages(sent(names[0]).data).sheets.keys() <= seen.keys()


@pytest.mark.parametrize(("each", "drawn"), [(2, 1), pytest.param(45, 8, marks=pytest.mark.slow)], ids=["some", "many"])
def test_every_figure_of_a_living_model_is_the_exact_one_at_many_inputs(
    each: int, drawn: int, tool: Tool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A column for each set of inputs: the formulas are those of the workbook, sheets of it would take an hour."""
    book = Spreadsheet()
    examples = BRIEFS if each > 2 else ("firm-of-25",)
    for name in examples:
        found = living(shipped(name), CHECKLIST)
        book.add(name, found.model, whole(found, Random(name), each))  # noqa: S311 - drawn by a seed
    for number, (model, several) in enumerate(random_projects(drawn, 8)):
        try:
            book.add(f"random {number}", model, several)
        except TargetRefused:
            del book.book[f"random {number}"]
    book.recalculated(tool("soffice"), tmp_path)
    assert [fault for name in book.sheets for fault in book.differences(name)] == []
    assert [fault for name in book.sheets for fault in book.differences(name, proven=False)] == []
    tried = sum(len(one.values) for one in book.sheets.values())
    counted = book.coverage()
    assert counted["proven cells"] > 0
    if each > 2:
        assert tried >= 200
        with capsys.disabled():
            print(table(f"workbook == exact, {tried:,} sets", counted))  # noqa: T201 - the coverage is a result


def whole(found: Living, random: Random, number: int) -> list[Point]:
    """Random values of what may be moved, beside what may not."""
    given = {name: one.value for name, one in found.model.inputs.items()}
    return [given | dict(point) for point in points(found, random, number)]


def random_projects(number: int, each: int) -> list[tuple[Model, list[Point]]]:
    """Living models of random catalogs and briefs, with random inputs for each."""
    found: list[tuple[Model, list[Point]]] = []

    @given(cases(), st.integers(0, 10**6))
    @settings(max_examples=3 * number, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def draw(case: tuple[list[dict[str, object]], dict[str, object]], seed: int) -> None:
        several, brief = case
        if len(found) >= number or int(str(brief["horizon_years"])) > LONG:
            return
        try:
            one = living(project_of(several, brief, PLAYBOOK), years=2, most=25)
        except DataError:
            return
        found.append((one.model, whole(one, Random(seed), each)))  # noqa: S311 - drawn by a seed

    draw()
    return found
