"""The twelve nodes as JavaScript over whole numbers.

A figure is a whole number times a scale that is known beforehand, over a divisor where a division by a figure that
varies left one. It is a plain Number where the proven bound of what its own node meets is below 2**53, and a BigInt
where it is not. The branch of a choice that is not taken is not computed: a division by zero counts where it is chosen.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor, prod
from typing import Any

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
from crm_planner.formula.javascript_part import Part, before, brought_together, constant, in_turn, product, sign
from crm_planner.formula.javascript_text import ROUNDED, SAFE, as_kind, literal, several, written
from crm_planner.formula.ranges import Range, against, common, in_play, in_steps, range_from

ROWS_INLINE = 4
"""Bounds of a table that are written into the formula; longer tables are arrays, once for all formulas."""

_Join = Callable[[list[str], bool], str]


class Writer:
    """One formula on its way to JavaScript: that of the cell `name`, over the parts that are `known`.

    Arrays go into `tables`, by their text, where each has its name.
    """

    def __init__(self, known: Mapping[str, Part], tables: dict[str, str], name: str) -> None:
        self.known = known
        self.tables = tables
        self.name = name
        self.temporaries = 0
        self.is_wide = False
        self._found: dict[int, tuple[Expression, Range]] = {}

    def range(self, node: Expression) -> Range:
        """The range of a part; `largest` is what its own node meets, without those below it."""
        if isinstance(node, Ref):
            return self.known[node.name].reach
        if id(node) not in self._found:
            reach = range_from(node, lambda part: self.range(part).settled)
            self._found[id(node)] = node, self.chosen_range(node, reach) if isinstance(node, Choose) else reach
        return self._found[id(node)][1]

    def chosen_range(self, node: Choose, reach: Range) -> Range:
        """Of two branches, the divisor is that of the one that is taken, so it is like no other divisor."""
        branches = [self.range(one) for one in in_play(node, self.range(node.left), self.range(node.right))]
        if len(branches) == 1 or not reach.over:
            return reach
        wholes = [one.whole * factor for one, factor in zip(branches, common(branches).factors, strict=True)]
        return reach._replace(whole=max(wholes), over=(node,), divisor=max(one.divisor for one in branches))

    def part(self, node: Expression) -> Part:
        """How a part of the formula is computed."""
        if isinstance(node, Ref):
            return self.known[node.name]
        reach, made = self.range(node), _JAVASCRIPT[type(node)](self, node)
        if reach.low < reach.high:
            return made
        if not made.risky:
            return constant(reach)
        always = literal(sign(reach), big=False)
        return Part(reach.settled, in_turn(*made.before, made.code, always), risky=True)

    def parts(self, *nodes: Expression) -> list[Part]:
        return [self.part(node) for node in nodes]

    def temporary(self) -> str:
        """A variable that nothing else in this formula uses."""
        self.temporaries += 1
        return f"x{self.temporaries}"

    def table(self, array: str) -> str:
        """The name of an array."""
        return self.tables.setdefault(array, f"t{len(self.tables)}")

    def needs_big(self, largest: int) -> bool:
        """Whether numbers as large as that take BigInt; that the formula needed it is remembered."""
        self.is_wide = self.is_wide or largest >= SAFE
        return largest >= SAFE

    def made(self, node: Expression, code: str, divisor: str, of: Sequence[Part], *, big: bool) -> Part:
        """What `node` makes `of` some parts, in the kinds of number that its range calls for."""
        part = Part(self.range(node).settled, code, divisor, before(of), any(one.risky for one in of))
        code = as_kind(code, big=big, wanted=part.big)
        if not divisor:
            return part._replace(code=in_turn(*part.before, code), before=())
        divisor = as_kind(divisor, big=big, wanted=part.big_divisor)
        if divisor.isalnum():
            return part._replace(code=code, divisor=divisor)
        name = self.temporary()
        first = f"{name}={divisor}"
        return part._replace(code=code, divisor=name, before=(*part.before, first))

    def joined(self, node: Expression, nodes: Sequence[Expression], join: _Join) -> Part:
        """One figure made of several that were brought to one scale and one divisor."""
        parts = self.parts(*nodes)
        big = self.needs_big(self.range(node).largest)
        wholes, divisor = brought_together(parts, big=big)
        return self.made(node, join(wholes, big), divisor, parts, big=big)

    def product(self, node: Multiply) -> Part:
        """Of a constant the scale has all but the sign."""
        parts = self.parts(*node.factors)
        big = self.needs_big(self.range(node).largest)
        code = product(*(part.whole(1, big=big) for part in parts if not part.is_constant)) or literal(1, big=big)
        if prod(sign(part.reach) for part in parts if part.is_constant) < 0:
            code = f"(-{code})"
        return self.made(node, code, product(*(part.over(big=big) for part in parts)), parts, big=big)

    def quotient(self, node: Divide) -> Part:
        """By a constant only the scale changes; of another divisor the whole number divides, and its sign goes up."""
        left, right = self.parts(node.left, node.right)
        big, low, high = self.needs_big(self.range(node).largest), right.reach.low, right.reach.high
        above, below = left.whole(1, big=big), right.whole(1, big=big)
        if low == high:
            code = above if below == "1" else product(above, below)
            return self.made(node, code, left.over(big=big), (left, right), big=big)
        by = self.temporary()
        first = [f"{by}={f'apart({below},{written(self.name)})' if low <= 0 <= high else below}"]
        code, divisor = product(above, right.over(big=big)), by
        if low < 0:
            up, down, turn = literal(1, big=big), literal(-1, big=big), self.temporary()
            first += [f"{turn}={by}>{literal(0, big=big)}?{up}:{down}"]
            code, divisor = product(code, turn), f"{by}*{turn}"
        divided = right._replace(before=(*right.before, *first), risky=right.risky or low <= 0 <= high)
        return self.made(node, code, product(left.over(big=big), divisor), (left, divided), big=big)

    def in_steps(self, node: Round | Ceiling, step: Exact | int, function: str) -> Part:
        """Multiples of `step`: as they are where every value is one, else made whole by `function`."""
        of = self.part(node.of)
        factor, divisor = in_steps(of.reach, step)
        big = self.needs_big(self.range(node).largest)
        whole = of.whole(factor, big=big)
        below = product(of.over(big=big), literal(divisor, big=big) if divisor > 1 else "")
        name = f"big{function[0].upper()}{function[1:]}" if big else function
        return self.made(node, f"{name}({whole},{below})" if below else whole, "", (of,), big=big)

    def row(self, node: Step) -> Part:
        """The row below as many bounds as are exceeded; only rows that some input reaches are kept, equal ones once."""
        of, reach = self.part(node.of), self.range(node)
        marks, rows = _reached(node, of.reach)
        wholes = [int(Fraction(row) / reach.scale) if reach.scale else 0 for row in rows]
        big = reach.whole >= SAFE
        if len(wholes) == 1:
            return self.made(node, in_turn(of.code, literal(wholes[0], big=big)), "", (of,), big=big)
        if of.divisor:
            return self.made(
                node, f"{self.table(several(wholes, big=big))}[{self.beyond(of, marks)}]", "", (of,), big=big
            )
        ends = [floor(Fraction(mark) / of.reach.scale) for mark in marks]
        if len(marks) <= ROWS_INLINE:
            return self.made(node, self.listed(of, ends, wholes, big=big), "", (of,), big=big)
        found = f"row({self.table(several(ends, big=of.big))},{of.code})"
        return self.made(node, f"{self.table(several(wholes, big=big))}[{found}]", "", (of,), big=big)

    def listed(self, of: Part, ends: Sequence[int], wholes: Sequence[int], *, big: bool) -> str:
        """A short table, from its last row up."""
        name = self.temporary()
        rows = [
            f"{f'({name}={of.code})' if at == 0 else name}>{literal(end, big=of.big)}?{literal(whole, big=big)}:"
            for at, (end, whole) in enumerate(zip(reversed(ends), reversed(wholes), strict=False))
        ]
        return f"({''.join(rows)}{literal(wholes[0], big=big)})"

    def beyond(self, of: Part, marks: Sequence[Exact]) -> str:
        """How many bounds a figure with a divisor exceeds: both sides are multiplied by the divisor first."""
        sides = [against(of.reach, mark) for mark in marks]
        largest = max(max(of.reach.whole * factor, of.reach.divisor * abs(mark)) for factor, mark in sides)
        big = self.needs_big(largest)
        factors, ends = (self.table(several(side, big=big)) for side in zip(*sides, strict=True))
        return f"rowOver({factors},{ends},{of.whole(1, big=big)},{of.over(big=big)})"

    def choice(self, node: Choose) -> Part:
        """The branch that is taken is computed, where both are in play; what is compared always is."""
        sides = self.parts(node.left, node.right)
        branches = self.parts(*in_play(node, sides[0].reach, sides[1].reach))
        (left, right), _ = brought_together(sides, big=self.needs_big(common(side.reach for side in sides).largest))
        first, risky = before(sides), any(one.risky for one in (*sides, *branches))
        if len(branches) == 1:
            return branches[0] if not any(side.risky for side in sides) else _after((*first, left, right), branches[0])
        part = Part(self.range(node).settled, "", risky=risky)
        factors = common(one.reach for one in branches).factors
        wholes = [one.whole(factor, big=part.big) for one, factor in zip(branches, factors, strict=True)]
        if not part.reach.over:
            code = f"({left}>{right}?{wholes[1]}:{wholes[0]})"
            return part._replace(code=in_turn(*first, code))
        whole, divisor = self.temporary(), self.temporary()
        one = literal(1, big=part.big_divisor)
        then, otherwise = (
            in_turn(*branch.before, f"{whole}={code}", f"{divisor}={branch.over(big=part.big_divisor) or one}")
            for branch, code in zip(branches, wholes, strict=True)
        )
        chosen = f"{left}>{right}?{otherwise}:{then}"
        return part._replace(code=whole, divisor=divisor, before=(*first, chosen))


def _reached(node: Step, of: Range) -> tuple[list[Exact], list[Exact]]:
    """The bounds of a table that some values of `of` exceed and some do not, and the rows around them."""
    marks: list[Exact] = []
    rows = [node.values[sum(mark < of.low for mark in node.bounds)]]
    for mark, row in zip(node.bounds, node.values[1:], strict=True):
        if of.low <= mark < of.high and row != rows[-1]:
            marks.append(mark)
            rows.append(row)
    return marks, rows


def _after(looked: Sequence[str], part: Part) -> Part:
    """`part`, after something was looked at that may have no value."""
    if part.divisor:
        return part._replace(before=(*looked, *part.before), risky=True)
    return part._replace(code=in_turn(*looked, part.code), risky=True)


def _sum(wholes: Sequence[str], big: bool) -> str:  # noqa: FBT001 - as all joins are called
    nothing = literal(0, big=big)
    terms = [one for one in wholes if one != nothing]
    return f"({'+'.join(terms)})" if len(terms) > 1 else (terms or [nothing])[0]


def _one_of(number: str, bigint: str) -> _Join:
    """The function that takes one of several, of Numbers and of BigInt."""
    return lambda wholes, big: f"{bigint if big else number}({','.join(wholes)})" if len(wholes) > 1 else wholes[0]


_least, _most = _one_of("Math.min", "bigLeast"), _one_of("Math.max", "bigMost")

_JAVASCRIPT: dict[type[Expression], Callable[[Writer, Any], Part]] = {
    Number: lambda writer, node: constant(writer.range(node)),
    Add: lambda writer, node: writer.joined(node, node.terms, _sum),
    Subtract: lambda writer, node: writer.joined(
        node, (node.left, node.right), lambda sides, _: f"({'-'.join(sides)})"
    ),
    Multiply: Writer.product,
    Divide: Writer.quotient,
    Round: lambda writer, node: writer.in_steps(node, node.step, ROUNDED[node.mode]),
    Ceiling: lambda writer, node: writer.in_steps(node, 1, "ceiling"),
    Minimum: lambda writer, node: writer.joined(node, node.of, _least),
    Maximum: lambda writer, node: writer.joined(node, node.of, _most),
    Step: Writer.row,
    Choose: Writer.choice,
}
