"""One candidate with amounts as published, without tax, and with it: three graphs, of which the reader picks one.

In one view a line follows from its tax, in another the tax from the line, so what depends on the view has a cell in
each, and one of its usual name that picks among them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Expression, Number, Ref, references
from crm_planner.formula.together import renamed
from crm_planner.formula.woven import Case, woven, woven_cells
from crm_planner.living.offers import VIEWS, Offers


def in_each_view(offers: Offers, found: Mapping[Case, Mapping[str, Cell]]) -> Iterator[Cell]:
    """The cells of all cases, whose second axis is the view."""
    years, view, *own = offers.axes
    usual = (offers.usual[0], *offers.usual[2:])
    graphs: list[dict[str, Cell]] = []
    for number in range(len(VIEWS)):
        cases = {(case[0], *case[2:]): cells for case, cells in found.items() if case[1] == number}
        graphs.append({cell.name: cell for cell in woven_cells((years, *own), cases, usual)})
    shared = _shared(graphs)
    meant = graphs[offers.usual[1]]
    for name in dict.fromkeys((*meant, *(name for graph in graphs for name in graph))):
        one = meant.get(name) or next(graph[name] for graph in graphs if name in graph)
        if name in shared:
            yield one
        else:
            several = [_in_view(graph, number, shared, name) for number, graph in enumerate(graphs)]
            yield from (cell for cell in several if cell is not None)
            picked: dict[Case, Expression] = {(number,): _ref(cell, one) for number, cell in enumerate(several)}
            yield replace(one, formula=woven([view], picked))


def _in_view(graph: Mapping[str, Cell], number: int, shared: Collection[str], name: str) -> Cell | None:
    """A cell as one view has it, over others of that view."""
    cell = graph.get(name)
    if cell is None:
        return None
    called = {one: f"{one}/shown-{VIEWS[number]}" for one in graph if one not in shared}
    return replace(cell, name=called[name], formula=renamed(cell.formula, called))


def _ref(cell: Cell | None, like: Cell) -> Expression:
    return Number(Decimal(0), like.unit) if cell is None else Ref(cell.name)


def _shared(graphs: Sequence[Mapping[str, Cell]]) -> set[str]:
    """The cells that come about in the same way in every view."""
    first, *rest = graphs
    alike = {
        name for name, cell in first.items() if all(name in one and one[name].formula == cell.formula for one in rest)
    }
    known = {name for graph in graphs for name in graph}
    while apart := {name for name in alike if any(one in known - alike for one in references(first[name].formula))}:
        alike -= apart
    return alike
