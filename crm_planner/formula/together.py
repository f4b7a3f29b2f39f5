"""Several models as one, in which whatever they have in common is there, and is computed, once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from crm_planner.errors import ModelError
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Expression, Ref
from crm_planner.formula.model import Model
from crm_planner.formula.rewriting import rewritten

Names = Mapping[str, str]
"""What cells are called in the model of all, where that differs from what they were called."""


def together(models: Sequence[Model]) -> tuple[Model, tuple[Names, ...]]:
    """One model of all cells of several, and what those of each are called in it.

    A cell that comes about in another way than one of its name before gets a name of its own. Raises ModelError for an
    input that is not the same in all of them.
    """
    inputs: dict[str, Input] = {}
    cells: dict[str, Cell] = {}
    called: list[Names] = []
    for number, model in enumerate(models, start=1):
        for name, given in model.inputs.items():
            if inputs.setdefault(name, given) != given:
                raise ModelError(f"input '{name}' is not the same in all models")
        called.append(_added(cells, model, f" in model {number}"))
    for name in inputs.keys() & cells:
        raise ModelError(f"'{name}' is not the same in all models: an input here, a cell there")
    return Model(MappingProxyType(inputs), MappingProxyType(cells)), tuple(called)


def _added(cells: dict[str, Cell], model: Model, mark: str) -> Names:
    """Add the cells of a model to those there are; the names of the ones that had to get another."""
    called: dict[str, str] = {}
    for name, cell in model.cells.items():
        formula = renamed(cell.formula, called) if called else cell.formula
        known = cells.get(name)
        if known is None or known.formula != formula:
            own = name if known is None else name + mark
            called |= {} if own == name else {name: own}
            cells[own] = replace(cell, name=own, formula=formula)
    return called


def renamed(expression: Expression, called: Names) -> Expression:
    """The same formula over cells that are called otherwise."""
    return rewritten(
        expression, lambda node: Ref(called[node.name]) if isinstance(node, Ref) and node.name in called else node
    )
