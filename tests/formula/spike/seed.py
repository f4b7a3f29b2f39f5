"""Two models by hand: the seed article's box comparison, and one that uses every node."""

from decimal import Decimal
from fractions import Fraction

from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import (
    Ceiling,
    Choose,
    Expression,
    Maximum,
    Minimum,
    Number,
    Ref,
    Step,
    total,
)
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO, Unit, money
from crm_planner.money import RoundingMode

RUB = money("RUB")
QUANTITIES = tuple(map(Decimal, (1, 2, 9, 10, 11, 15, 25, 33, 100)))
USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))

_q = Ref("users")
_TENS = _q / Number(Decimal(10), COUNT)


def _rub(amount: str | int) -> Number:
    return Number(Decimal(amount), RUB)


def _vendor(name: str, lines: dict[str, Expression]) -> list[Cell]:
    cells = [Cell(f"{name}.{line}", formula, RUB) for line, formula in lines.items()]
    return [*cells, Cell(f"{name}.total", total([Ref(cell.name) for cell in cells], RUB), RUB)]


def box_comparison() -> Model:
    """Licences in proportion to the published ten, training a started group of ten, support 15 % of licences."""
    terrasoft: dict[str, Expression] = {
        "licences": (_rub(87768) * _q / Number(Decimal(10), COUNT)).rounded(1),
        "support": (Ref("terrasoft.licences") * Number(Decimal("0.15"))).rounded(1),
    }
    regionsoft: dict[str, Expression] = {
        "licences": (_rub(51700) * _TENS).rounded(1),
        "training": _rub(6000) * Ceiling(_TENS),
        "installation": _rub(7000),
    }
    click: dict[str, Expression] = {
        "licences": (_rub(75000) * _TENS).rounded(1),
        "training": _rub(12000) * Ceiling(_TENS),
        "installation": _rub(6600),
    }
    vendors = {"terrasoft": terrasoft, "regionsoft": regionsoft, "click": click}
    return Model.build([USERS, *(cell for name, lines in vendors.items() for cell in _vendor(name, lines))])


def every_node() -> Model:
    """Each of the twelve nodes, rounding in every mode, negative figures, ties and a third among them."""
    bounds = (Decimal(9), Decimal("15.5"), Decimal(33))
    unit_price = Step(_q, bounds, _prices("1000.05", "950.1", "900", "850.55"), RUB / COUNT)
    per_head = Ref("list") / _q
    balance = Ref("list") - _rub("20000.25")
    capped = Ref("capped")
    cells: dict[str, tuple[Expression, Unit]] = {
        "list": (_q * unit_price, RUB),
        "balance": (balance, RUB),
        "third": ((balance * Number(Fraction(1, 3))).rounded(Decimal("0.01")), RUB),
        "half": ((balance / 2).rounded(Decimal("0.05"), RoundingMode.HALF_EVEN), RUB),
        "tens": ((_q / 4).rounded(Decimal("0.5"), RoundingMode.HALF_EVEN), COUNT),
        "up": ((balance / 7).rounded(100, RoundingMode.UP), RUB),
        "down": ((per_head * Decimal("1.07")).rounded(Decimal("0.01"), RoundingMode.DOWN), RUB / COUNT),
        "groups": (Ceiling(_q / Number(Decimal(-10), COUNT)), RATIO),
        "capped": (Minimum((Ref("list"), _rub(20000), Maximum((balance, _rub(0))) + _rub(5000))), RUB),
        "discounted": (Choose(capped, _rub(15000), then=capped, otherwise=capped - _rub("0.1")), RUB),
    }
    return Model.build([USERS, *(Cell(name, formula, unit) for name, (formula, unit) in cells.items())])


def _prices(*amounts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, amounts))
