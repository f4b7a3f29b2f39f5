"""The twelve nodes as text of spreadsheet formulas, each with a bound of what binary floats can have lost.

A spreadsheet calculates in binary floats, so 0.15 x 51 700.50 may end a trifle below a tie that half up takes above
it. Wherever a formula looks at a figure closely (rounds it, compares it, finds its row in a table) the figure is first
rounded to a few places more than it needs: `ROUND(ROUND(x,6),2)`. How many is proven from the figure's range: so few
that the error floats can have gathered disappears, so many that the nearest figure that is no tie stays apart from it.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from itertools import groupby
from math import floor, inf, log10
from typing import Any, Protocol

from crm_planner.errors import ModelError
from crm_planner.formula.excel_part import (
    ATOM,
    HALF_DIGIT,
    PRODUCT,
    SLIP,
    SUM,
    Known,
    Shown,
    as_float,
    error_of_product,
    nearest_to_zero,
    written_down,
)
from crm_planner.formula.excel_text import TIES, WHOLE, number_text, power_of_ten
from crm_planner.formula.expression import (
    Add,
    Ceiling,
    Choose,
    Divide,
    Exact,
    Expression,
    Maximum,
    Minimum,
    Multiply,
    Number,
    Ref,
    Round,
    Step,
    Subtract,
)
from crm_planner.formula.ranges import Range, against, common, in_play, in_steps, range_from
from crm_planner.money import RoundingMode

DIGITS = 14
"""Decimal digits a spreadsheet keeps through a rounding: one fewer than the 15 it shows."""

ROWS_INLINE = 8
"""Rows of a table that are written into the formula; longer tables stand in cells of their own."""

_USUAL_PLACES = 6
_HALVES = tuple(0.5 * 10.0**-number for number in range(DIGITS + 1))
"""Half of the last place, for every number of places."""


class Places(Protocol):
    """Where figures stand in the workbook."""

    def cell(self, name: str) -> str:
        """The address, or the defined name, of a cell or input."""
        ...

    def table(self, node: Step) -> tuple[str, str]:
        """The ranges that hold the bounds and the values of a long table, one under the other."""
        ...


@dataclass(slots=True)
class Writer:
    """One formula on its way to text."""

    places: Places
    known: Mapping[str, Known]
    unproven: Container[str] = ()
    proven: bool = True
    _reached: dict[int, tuple[Expression, Range]] = field(default_factory=dict)
    """By identity; each node is kept beside its range, so that no other takes its place in memory."""

    def write(self, node: Expression) -> Shown:
        return _WRITTEN[type(node)](self, node)

    def reach(self, node: Expression) -> Range:
        """The range of a part; it is asked for at every level above it, so it is kept."""
        if isinstance(node, Ref):
            return self.known[node.name][0]
        if id(node) not in self._reached:
            self._reached[id(node)] = node, range_from(node, self.reach)
        return self._reached[id(node)][1]

    def closely(self, of: Shown, gap: Fraction) -> int:
        """The places to round `of` to, so that floats meet what is exact and nothing else does: it is 0 or `gap` off.

        Where no number of places does that however large the figure becomes, it is usual ones, and not proven.
        """
        most = DIGITS - (floor(log10(of.largest)) + 1 if of.largest >= 1 else 0)
        able = [number for number in range(most + 1) if _HALVES[number] > of.error]
        room = as_float(gap) - of.error
        exact = [number for number in able if room > _HALVES[number]]
        self.proven = self.proven and bool(exact)
        if not exact:  # fewer places would take what is near a tie for one: 3921.47 as 3921.5
            return max((_USUAL_PLACES, *able))
        return min(exact, key=lambda number: abs(number - _USUAL_PLACES))

    def number(self, node: Number) -> Shown:
        return Shown(number_text(node.value), ATOM, *written_down(self.reach(node)))

    def ref(self, node: Ref) -> Shown:
        self.proven = self.proven and node.name not in self.unproven
        return Shown(self.places.cell(node.name), ATOM, *self.known[node.name])

    def sum(self, node: Add) -> Shown:
        terms = [self.write(term) for term in node.terms]
        lost = sum(term.largest for term in terms) * SLIP * (len(terms) - 1)
        text = "+".join(term.within(SUM) for term in terms)
        made = self._made(node, text, SUM, sum(term.error for term in terms) + lost, terms)
        if any(term.reach.low < 0 for term in terms):
            return made
        return self._bounded(made, max(term.relative for term in terms) + (len(terms) - 1) * SLIP)

    def difference(self, node: Subtract) -> Shown:
        return self._difference(node, self.write(node.left), self.write(node.right))

    def _difference(self, node: Subtract, left: Shown, right: Shown) -> Shown:
        lost = (left.largest + right.largest) * SLIP
        text = f"{left.within(SUM)}-{right.within(PRODUCT)}"
        return self._made(node, text, SUM, left.error + right.error + lost, (left, right))

    def product(self, node: Multiply) -> Shown:
        factors = [self.write(factor) for factor in node.factors]
        if len(factors) == 1:
            return factors[0]
        text = "*".join(one.to_the(len(list(several))) for one, several in groupby(factors))
        error = reduce(error_of_product, ((one.largest, one.error) for one in factors))[1]
        return self._scaled(self._made(node, text, PRODUCT, error, factors), factors)

    def quotient(self, node: Divide) -> Shown:
        left, right = self.write(node.left), self.write(node.right)
        nearest = as_float(nearest_to_zero(right.reach))
        if not nearest:
            raise ModelError("divides by a figure that may come too near to zero")
        shaken = nearest - min(right.error, nearest * right.relative)
        if shaken > 0:
            error = left.error / shaken + left.largest * right.error / (nearest * shaken)
            error += left.largest / shaken * HALF_DIGIT
        else:  # floats may take what is nearest to zero for zero
            self.proven, error = False, left.largest / nearest
        text = f"{left.within(PRODUCT)}/{right.within(ATOM)}"
        return self._scaled(self._made(node, text, PRODUCT, error, (left, right)), (left, right))

    def rounding(self, node: Round) -> Shown:
        """To the nearest 0.01, 1 or 100 as spreadsheets do it; else by counting steps, whose whole part INT takes.

        ROUNDDOWN and ROUNDUP would not do: LibreOffice rounds to fewer digits of its own before them.
        """
        digits = power_of_ten(node.step) if node.mode is RoundingMode.HALF_UP else None
        if digits is not None:
            of = self.write(node.of)
            return self._settled(node, f"ROUND({self._close(of, Fraction(node.step), 2)},{digits})", ATOM, of)
        of = self.write(node.of if node.step == 1 else node.of / node.step)
        close = self._close(of, Fraction(1), 2 if node.mode in TIES else 1)
        times = "" if node.step == 1 else f"*{node.step:f}"
        return self._settled(node, WHOLE[node.mode](close, of.reach) + times, SUM, of)

    def ceiling(self, node: Ceiling) -> Shown:
        of = self.write(node.of)
        return self._settled(node, f"-INT(-{self._close(of, Fraction(1), 1)})", SUM, of)

    def _close(self, of: Shown, step: Fraction, parts: int) -> str:
        """`of` before it is rounded: near enough to tell a multiple of `step`/`parts` from all else."""
        gap = step / (in_steps(of.reach, step)[1] * of.reach.divisor * parts)
        return f"ROUND({of.text},{self.closely(of, gap)})"

    def lowest(self, node: Minimum) -> Shown:
        return self._one_of("MIN", node)

    def highest(self, node: Maximum) -> Shown:
        return self._one_of("MAX", node)

    def row(self, node: Step) -> Shown:
        of, rows = self.write(node.of), self.reach(node)
        if len(node.bounds) < ROWS_INLINE:
            above = "+".join(["1", *(f"({self._beyond(of, bound)})" for bound in node.bounds)])
            text = f"CHOOSE({above},{','.join(map(number_text, node.values))})"
        else:
            bounds, values = self.places.table(node)
            apart = self._apart(of, *node.bounds)
            places = self.closely(apart, min(_gap(of.reach, bound) for bound in node.bounds))
            text = f"INDEX({values},1+SUMPRODUCT(--(ROUND({of.within(SUM)}-{bounds},{places})>0)))"
        return Shown(text, ATOM, *written_down(rows), of.depth + 3)

    def choice(self, node: Choose) -> Shown:
        left, right = self.write(node.left), self.write(node.right)
        branches = [self.write(one) for one in in_play(node, left.reach, right.reach)]
        if len(branches) == 1:
            return branches[0]
        apart = self._difference(Subtract(node.left, node.right), left, right)
        alike = common((left.reach, right.reach))
        gap = alike.scale / alike.divisor if alike.scale else Fraction(1)
        text = f"IF(ROUND({apart.text},{self.closely(apart, gap)})<=0,{branches[0].text},{branches[1].text})"
        made = self._made(node, text, ATOM, max(one.error for one in branches), (apart, *branches), deeper=2)
        return self._bounded(made, max(one.relative for one in branches))

    def _beyond(self, of: Shown, bound: Exact) -> str:
        """Whether `of` is above a bound of a table."""
        sign, size = ("+", -bound) if bound < 0 else ("-", bound)
        text = f"{of.within(SUM)}{sign}{number_text(size)}" if bound else of.text
        return f"ROUND({text},{self.closely(self._apart(of, bound), _gap(of.reach, bound))})>0"

    def _apart(self, of: Shown, *bounds: Exact) -> Shown:
        """`of` less any of `bounds`."""
        low, high = of.reach.low - Fraction(bounds[-1]), of.reach.high - Fraction(bounds[0])
        lost = (of.largest + max(abs(float(bound)) for bound in bounds)) * SLIP
        return of._replace(reach=of.reach._replace(low=low, high=high), error=of.error + lost)

    def _one_of(self, function: str, node: Minimum | Maximum) -> Shown:
        several = [self.write(one) for one in node.of]
        text = f"{function}({','.join(one.text for one in several)})"
        made = self._made(node, text, ATOM, max(one.error for one in several), several, deeper=1)
        return self._bounded(made, max(one.relative for one in several))

    def _made(
        self,
        node: Expression,
        text: str,
        binds: int,
        error: float,
        of: Sequence[Shown],
        deeper: int = 0,
    ) -> Shown:
        return Shown(text, binds, self.reach(node), error, depth=max(one.depth for one in of) + deeper)

    def _scaled(self, made: Shown, of: Sequence[Shown]) -> Shown:
        """A product or a quotient: the shares that are lost of its parts add up, and each step loses one more."""
        return self._bounded(made, (sum(one.relative for one in of) + len(of) * HALF_DIGIT) * (1 + SLIP))

    def _bounded(self, made: Shown, relative: float) -> Shown:
        """A figure off by no more than a share of it: what a quotient can be at most may be a bound to all of it."""
        if relative == inf:
            return made
        return made._replace(error=min(made.error, made.largest * relative), relative=relative)

    def _settled(self, node: Expression, text: str, binds: int, of: Shown) -> Shown:
        """A figure that was rounded: floats hold it as closely as any figure, whatever they lost before."""
        return Shown(text, binds, *written_down(self.reach(node)), of.depth + 5)


def _gap(of: Range, bound: Exact) -> Fraction:
    """How near to a bound of a table a figure can come that is not the bound."""
    factor, _ = against(of, bound) if bound else (1, 1)
    return of.scale / factor / of.divisor if of.scale else Fraction(1)


_WRITTEN: dict[type[Expression], Callable[[Writer, Any], Shown]] = {
    Number: Writer.number,
    Ref: Writer.ref,
    Add: Writer.sum,
    Subtract: Writer.difference,
    Multiply: Writer.product,
    Divide: Writer.quotient,
    Round: Writer.rounding,
    Ceiling: Writer.ceiling,
    Minimum: Writer.lowest,
    Maximum: Writer.highest,
    Step: Writer.row,
    Choose: Writer.choice,
}
