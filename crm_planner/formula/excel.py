"""The excel target: every cell as the text of a spreadsheet formula whose value is the exact one.

    excel = compile_excel(model, places)
    sheet["B7"] = "=" + excel.formulas["regionsoft/standard.total"]

Proven by how excel_nodes.py rounds; a cell it cannot prove is named in `unproven`: it can be a step off where the exact
figure lies within a hair of a tie, or is larger than a spreadsheet's digits, and so can what rests on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula.excel_nodes import Places, Writer
from crm_planner.formula.excel_part import Known, written_down
from crm_planner.formula.model import Model
from crm_planner.formula.ranges import given_range

LONGEST, DEEPEST = 8192, 64
"""Signs of a formula, and functions within functions, that a spreadsheet takes."""


@dataclass(frozen=True, slots=True)
class ExcelModel:
    """The formulas of all cells, without the equals sign, in the order of the model; and which are not proven exact.

    `errors` is how far from exact floats can hold each cell: nothing that shows, unless it is not rounded.
    """

    formulas: Mapping[str, str]
    unproven: tuple[str, ...]
    errors: Mapping[str, float]


def compile_excel(model: Model, places: Places) -> ExcelModel:
    """`model` as spreadsheet formulas over its inputs' ranges.

    Raises TargetRefused, with its name, for a cell that has no range, or is longer than a spreadsheet's formulas.
    """
    known: dict[str, Known] = {
        name: written_down(given_range(one.low, one.high, one.step)) for name, one in model.inputs.items()
    }
    formulas: dict[str, str] = {}
    unproven: dict[str, None] = {}
    for name, cell in model.cells.items():
        writer = Writer(places, known, unproven)
        try:
            shown = writer.write(cell.formula)
        except (ModelError, OverflowError) as error:
            raise TargetRefused(f"excel cannot hold the model: cell '{name}' {error}") from None
        if len(shown.text) >= LONGEST or shown.depth >= DEEPEST:
            raise TargetRefused(f"excel cannot hold '{name}': its formula has {len(shown.text):,} signs")
        formulas[name] = shown.text
        known[name] = shown.reach.settled, shown.error, shown.relative
        if not writer.proven:
            unproven[name] = None
    return ExcelModel(formulas, tuple(unproven), {name: known[name][1] for name in formulas})
