"""Models in which whole numbers are delicate, each with the points to look at."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Choose, Divide, Expression, Number, Ref, Step, power
from crm_planner.formula.javascript_text import SAFE
from crm_planner.formula.model import Model
from crm_planner.formula.units import RATIO
from crm_planner.money import RoundingMode
from tests.formula.models import edges
from tests.formula.points import Point, every_point


def long_tables() -> tuple[Model, list[Point]]:
    """Tables too long for a formula, over a figure and over a quotient, asked at their bounds and between them."""
    bounds = tuple(Decimal(number) + Decimal("0.3") * (number % 3) for number in range(1, 40, 2))
    rows = tuple(Fraction(number * number, 3) - 30 for number in range(len(bounds) + 1))
    asked = Input("asked", Decimal(1), RATIO, Decimal(0), Decimal(45), step=Decimal("0.1"))
    parts = Input("parts", Decimal(1), RATIO, Decimal(1), Decimal(3))
    ladder = tuple(map(Decimal, range(20)))
    cells = {
        "row": Step(Ref("asked"), bounds, rows, RATIO),
        "row of a quotient": Step(Ref("asked") / Ref("parts"), bounds, rows, RATIO),
        "stairs": Step(Ref("asked"), ladder, (*ladder, Decimal(99)), RATIO),
    }
    several = [
        {"asked": (bound + Decimal(shift) / 10) * number, "parts": Decimal(number)}
        for bound in (*bounds, *ladder[1:])
        for shift in (-1, 0, 1)
        for number in (1, 2, 3)
        if (bound + Decimal(shift) / 10) * number <= 45
    ]
    return Model.build([asked, parts, *(Cell(name, formula, RATIO) for name, formula in cells.items())]), several


def up_to_the_last_safe_number() -> tuple[Model, list[Point]]:
    """Quotients in every mode as large as plain Numbers hold them, at multiples of the divisor and beside them."""
    divisors = (2, 3, 7, 1000, 94906265, 999999937)
    last = SAFE - 1 - max(divisors)
    n = Input("n", Decimal(0), RATIO, Decimal(-last), Decimal(last))
    cells = [
        Cell(f"{mode} of {by}", (Ref("n") / by).rounded(1, mode), RATIO) for mode in RoundingMode for by in divisors
    ]
    near = {last // by * by + shift for by in divisors for shift in (-1, 0, 1)}
    halves = {(last // by - 1) * by + by // 2 + shift for by in divisors for shift in (0, 1)}
    counts = [count * up for count in sorted(near | halves) for up in (1, -1) if count <= last]
    return Model.build([n, *cells]), [{"n": Decimal(count)} for count in counts]


def beside_each_other() -> tuple[Model, list[Point]]:
    """Choices between quotients, met again by others with the same divisors."""
    x = Input("x", Decimal(1), RATIO, Decimal(-3), Decimal(3))
    y = Input("y", Decimal(1), RATIO, Decimal(1), Decimal(4))
    one, other = Divide(Ref("x"), Ref("y")), Divide(Ref("x"), Ref("y") + 5)
    chosen = Choose(Ref("x"), Number(Decimal(0)), one, other)
    cells = {
        "chosen": chosen,
        "product": one * other,
        "sum": Ref("chosen") + Ref("product") + one,
        "again": Ref("chosen") - chosen,
        "quotient": Ref("chosen") / (Ref("product") + 100),
        "downwards": Divide(Ref("chosen"), Ref("y") - 9),
    }
    built = Model.build([x, y, *(Cell(name, formula, RATIO) for name, formula in cells.items())])
    return built, every_point(built)


def long_scales() -> tuple[Model, list[Point]]:
    """Present values over many years: scales of far more digits than a figure has."""
    rate = Input("rate", Decimal("0.12"), RATIO, Decimal(0), Decimal(1), step=Decimal("0.000001"))
    amount = Input("amount", Decimal(100), RATIO, Decimal(0), Decimal(10**6), step=Decimal("0.01"))
    growth = power(Ref("rate") + 1, 20)
    cells: dict[str, Expression] = {
        "grown": Ref("amount") * growth,
        "worth": (Ref("amount") / growth).rounded(Decimal("0.01")),
        "share": Ref("amount") / Ref("grown"),
    }
    several = [
        {"rate": Decimal(rate), "amount": Decimal(amount)}
        for rate in ("0", "0.12", "0.333333", "1")
        for amount in ("1", "99999.99")
    ]
    return Model.build([rate, amount, *(Cell(name, formula, RATIO) for name, formula in cells.items())]), several


DELICATE: dict[str, Callable[[], tuple[Model, list[Point]]]] = {
    "edges": lambda: (edges(10**6), every_point(edges(10**6))),
    "edges beyond 2**53": lambda: (edges(), every_point(edges())),
    "long tables": long_tables,
    "up to the last safe number": up_to_the_last_safe_number,
    "long scales": long_scales,
    "beside each other": beside_each_other,
}
