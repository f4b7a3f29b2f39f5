"""Whatever somebody writes into the yellow cells, every formula of every sheet shows what the engine says of it."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from crm_planner.formula import excel_nodes
from crm_planner.formula.excel_nodes import Writer
from crm_planner.formula.expression import Minimum
from tests.documents.workbook import live
from tests.documents.workbook.live import EXAMPLES, Made, Pages, Point, recalculated, sent, with_inputs, wrong
from tests.documents.workbook.made import made
from tests.living.sameness import points

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
    [(("firm-of-25",), 2), pytest.param(BRIEFS, 5, marks=pytest.mark.slow)],
    ids=["some", "many"],
)
def test_every_cell_of_every_sheet_follows_the_inputs(
    names: tuple[str, ...], each: int, tool: Tool, tmp_path: Path
) -> None:
    several = sets(names, each)
    planted = defective()
    point = next(iter(sets(("firm-of-25",), 1).values()))[1]
    found = tried(tool, tmp_path, {**several, "planted": (planted, point)})
    assert wrong(sent("firm-of-25"), point, found.pop("planted").found)
    assert {name: wrong(*one)[:5] for name, one in found.items() if wrong(*one)} == {}
    seen = Counter(title for one in found.values() for title, cells in one.found.sheets.items() for _ in cells)
    assert len(seen) >= 10
    assert live.pages(sent(names[0]).data).sheets.keys() <= seen.keys()
