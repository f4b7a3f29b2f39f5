"""What a comparison of targets has met: nodes, modes, ties and bounds, counted in points."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from crm_planner.formula.exact import Values, value_of
from crm_planner.formula.expression import NODES, Choose, Expression, Round, Step, parts
from crm_planner.formula.model import Model
from crm_planner.money import RoundingMode

EDGES = ("a tie of rounding", "a bound of a table", "both sides of a choice equal")
WANTED = (*(node.__name__ for node in NODES), *(f"Round {mode}" for mode in RoundingMode), *EDGES)


def taken(node: Expression, values: Values) -> Iterator[Expression]:
    """`node` and all its parts that are computed for `values`."""
    yield node
    below = parts(node)
    if isinstance(node, Choose):
        left, right = (value_of(side, values) for side in below[:2])
        below = (*below[:2], node.then if left <= right else node.otherwise)
    for part in below:
        yield from taken(part, values)


def met(model: Model, values: Values) -> Counter[str]:
    """What one point of a model meets, each once."""
    found: set[str] = set()
    for cell in model.cells.values():
        for node in taken(cell.formula, values):
            found.add(type(node).__name__)
            found.update(_edges(node, values))
    return Counter(found)


def _edges(node: Expression, values: Values) -> Iterator[str]:
    match node:
        case Round(of, step, mode):
            yield f"Round {mode}"
            if (Fraction(value_of(of, values)) / Fraction(step) * 2).as_integer_ratio()[1] == 1 and (
                Fraction(value_of(of, values)) % Fraction(step)
            ):
                yield EDGES[0]
        case Step(of, bounds, _, _) if value_of(of, values) in bounds:
            yield EDGES[1]
        case Choose(left, right, _, _) if value_of(left, values) == value_of(right, values):
            yield EDGES[2]


def table(title: str, counted: Counter[str]) -> str:
    """What was met at how many points, for a reader."""
    rows = [f"  {name:30}{points:>10,}" for name, points in counted.items()]
    return "\n".join([f"\n{title:32}{'points':>10}", *rows])
