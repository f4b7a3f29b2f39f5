"""The function target: a model as one Python function over whole numbers, for whoever evaluates it again and again.

Every figure is a whole number times a scale, and the scale is known before any figure is: it follows from the steps of
the inputs and of the roundings. So a cell becomes a line of integer arithmetic, such as `c7 = (c3*5 + c4*100)`. Where
a division that nothing rounds leaves no whole number, a Fraction goes on in its place, in the same lines.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, Inexact
from fractions import Fraction
from math import floor, gcd, lcm, prod
from typing import Any, NamedTuple, Protocol

from crm_planner.formula.exact import EXACT, Values, evaluate
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
from crm_planner.formula.model import Model
from crm_planner.money import RoundingMode

_ONE = Fraction(1)


class _Part(NamedTuple):
    """A part of a formula: what `code` gives times `scale`, which is above 0; `whole` if that is never a Fraction.

    Without code it is a figure that is always the same, and `scale` is that figure.
    """

    code: str
    scale: Fraction
    whole: bool = True

    def times(self, unit: Fraction) -> str:
        """How many times `unit`, which its scale is a multiple of, this is."""
        factor = self.scale / unit
        if not self.code:
            return f"({factor})"
        return self.code if factor == 1 else f"({self.code}*{factor})"


class Function(Protocol):
    """A compiled model: called with figures in place of those of its inputs, it gives the value of every cell."""

    def __call__(self, inputs: Mapping[str, Decimal] | None = None) -> Values: ...


def function_of(model: Model) -> Function:
    """What `exact.evaluate` does for this model, thirty times as fast; to make it takes as long as fifteen of those.

    The values are the same to the last digit, and made Decimals when somebody reads them; zeros at the end may differ.
    """
    writer = _Writer(model)
    computed, places = writer.computed(), writer.places
    usual = {name: _steps(given.value, given.step) for name, given in model.inputs.items()}

    def function(inputs: Mapping[str, Decimal] | None = None) -> Values:
        other = {name: _steps(model.taken(name, one), model.inputs[name].step) for name, one in (inputs or {}).items()}
        try:
            return _Read(places, computed(*(usual | other).values()))
        except ZeroDivisionError:
            return evaluate(model, inputs)  # which says in which cell

    return function


def _steps(figure: Exact, step: Decimal) -> int:
    return int(Fraction(figure) / Fraction(step))


class _Read(Mapping[str, Exact]):
    """The values of a model, each made a Decimal when somebody asks for it."""

    def __init__(self, places: Mapping[str, tuple[int | None, Exact]], found: tuple[Any, ...]) -> None:
        self.places, self.found = places, found

    def __getitem__(self, name: str) -> Exact:
        at, scale = self.places[name]
        return scale if at is None else _product(self.found[at], scale)

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def _product(number: int | Fraction, scale: Exact) -> Exact:
    try:
        return EXACT.multiply(number, scale)  # type: ignore[arg-type] # a Fraction is refused, and comes below
    except (Inexact, TypeError):
        return Fraction(number) * Fraction(scale)


class _Writer:
    """The lines of the function, and where its results are: `places` gives number and scale, or the figure itself."""

    def __init__(self, model: Model) -> None:
        self.tables: dict[str, Any] = {"Fraction": Fraction, "bisect_left": bisect_left}
        self.shared: dict[str, str] = {}
        self.parts: dict[str, _Part] = {}
        self.given = [f"i{number}" for number in range(len(model.inputs))]
        for code, (name, given) in zip(self.given, model.inputs.items(), strict=True):
            self.parts[name] = _Part(code, Fraction(given.step))
        self.lines: list[str] = []
        for number, (name, cell) in enumerate(model.cells.items()):
            self.parts[name] = self.named(f"c{number}", self.part(cell.formula))
        self.results = list(dict.fromkeys(part.code for part in self.parts.values() if part.code))
        numbers = {code: at for at, code in enumerate(self.results)}
        self.places = {name: (numbers.get(one.code), _short(one.scale)) for name, one in self.parts.items()}

    def computed(self) -> Callable[..., tuple[Any, ...]]:
        """The function: whole numbers of the inputs' steps in, numbers of the results' scales out."""
        body = [*self.lines, f"return ({''.join(f'{code}, ' for code in self.results)})"]
        source = "\n ".join([f"def computed({', '.join(self.given)}):", *body])
        exec(source, self.tables)  # noqa: S102 - numbers and names made here, nothing that anybody has written
        found: Callable[..., tuple[Any, ...]] = self.tables["computed"]
        return found

    def named(self, name: str, part: _Part) -> _Part:
        """A part under a name of its own, unless it is one figure."""
        if part.code.isalnum() or not part.code:
            return part
        self.lines.append(f"{name} = {part.code}")
        return part._replace(code=name)

    def shared_line(self, part: _Part) -> _Part:
        """A part in a line of its own, once for all cells it stands in.

        Not where it may divide by zero: whether it is computed at all is for the cell to choose.
        """
        if "Fraction" in part.code:
            return part
        if part.code not in self.shared:
            self.shared[part.code] = self.named(f"s{len(self.shared)}", part).code
        return part._replace(code=self.shared[part.code])

    def part(self, node: Expression) -> _Part:
        return _PARTS[type(node)](self, node)

    def alike(self, nodes: Iterable[Expression]) -> tuple[list[str], Fraction, bool]:
        """Several parts as multiples of one scale, and whether all are whole."""
        parts = [self.part(node) for node in nodes]
        scale = _common(part.scale for part in parts)
        return [part.times(scale) for part in parts], scale, all(part.whole for part in parts)

    def add(self, node: Add) -> _Part:
        """A sum, its figures that are always the same taken together."""
        parts = [self.part(term) for term in node.terms]
        constant = _Part("", sum((part.scale for part in parts if not part.code), Fraction(0)))
        parts = [part for part in parts if part.code] + ([constant] if constant.scale else [])
        if len(parts) < 2:  # noqa: PLR2004 - then it is no sum
            return parts[0] if parts else constant
        scale = _common(part.scale for part in parts)
        return _Part(f"({'+'.join(part.times(scale) for part in parts)})", scale, all(part.whole for part in parts))

    def subtract(self, node: Subtract) -> _Part:
        (left, right), scale, whole = self.alike((node.left, node.right))
        return _Part(f"({left}-{right})", scale, whole)

    def one_of(self, function: str, nodes: tuple[Expression, ...]) -> _Part:
        codes, scale, whole = self.alike(nodes)
        return _Part(f"{function}({', '.join(codes)})" if len(codes) > 1 else codes[0], scale, whole)

    def divide(self, node: Divide) -> _Part:
        above, below = self.part(node.left), self.part(node.right)
        if not below.code and below.scale:
            return _multiplied([above, _Part("", 1 / below.scale)])
        above, below = _coded(above), _coded(below)
        return _Part(f"Fraction({above.code}, {below.code})", above.scale / below.scale, whole=False)

    def rounded(self, node: Expression, step: Fraction, written: Callable[[str, int, int], str]) -> _Part:
        """Multiples of `step`; `written` gives the code for a number x `by` / `over`, rounded to a whole one.

        Several cells may round the same, as line and year do the tax.
        """
        of = _coded(self.part(node))
        by, over = (of.scale / step).as_integer_ratio()
        code = of.times(step) if of.whole and over == 1 else written(of.code, by, over)
        return self.shared_line(_Part(code, step))

    def step(self, node: Step) -> _Part:
        of, number, scale = (
            _coded(self.part(node.of)),
            len(self.tables),
            _common(Fraction(value) for value in node.values),
        )
        bounds = [Fraction(bound) / of.scale for bound in node.bounds]
        self.tables[f"b{number}"] = [floor(bound) for bound in bounds] if of.whole else bounds
        self.tables[f"v{number}"] = [int(Fraction(value) / scale) for value in node.values]
        return _Part(f"v{number}[bisect_left(b{number}, {of.code})]", scale)

    def choose(self, node: Choose) -> _Part:
        (left, right), _, _ = self.alike((node.left, node.right))
        (then, otherwise), scale, whole = self.alike((node.then, node.otherwise))
        return _Part(f"({then} if {left} <= {right} else {otherwise})", scale, whole)


def _common(scales: Iterable[Fraction]) -> Fraction:
    """The largest figure all `scales` are multiples of."""
    several = [scale for scale in scales if scale] or [_ONE]
    return Fraction(gcd(*(one.numerator for one in several)), lcm(*(one.denominator for one in several)))


def _coded(part: _Part) -> _Part:
    """The same with code, also of a figure that is always the same."""
    scale = abs(part.scale) or _ONE
    return part if part.code else _Part(part.times(scale), scale)


def _multiplied(parts: list[_Part]) -> _Part:
    codes = [part.code for part in parts if part.code]
    figure = prod((part.scale for part in parts if not part.code), start=_ONE)
    if not codes:
        return _Part("", figure)
    constant = _coded(_Part("", figure))  # 0 too: what it multiplies may divide by zero
    codes += [] if constant.code == "(1)" else [constant.code]
    scale = prod((part.scale for part in parts if part.code), start=constant.scale)
    return _Part(f"({'*'.join(codes)})" if len(codes) > 1 else codes[0], scale, all(part.whole for part in parts))


def _short(figure: Fraction) -> Exact:
    """A figure as a Decimal where its digits end."""
    try:
        return EXACT.divide(figure.numerator, figure.denominator)
    except Inexact:
        return figure


_MODES: dict[RoundingMode, Callable[[str, int, int], str]] = {
    RoundingMode.HALF_UP: lambda x, by, over: (
        f"((x*{2 * by}+{over})//{2 * over} if (x := {x}) > 0 else -(({over}-x*{2 * by})//{2 * over}))"
    ),
    RoundingMode.HALF_EVEN: lambda x, by, over: f"round(Fraction({x}*{by}, {over}))",
    RoundingMode.UP: lambda x, by, over: f"(-(-x*{by}//{over}) if (x := {x}) > 0 else x*{by}//{over})",
    RoundingMode.DOWN: lambda x, by, over: f"(x*{by}//{over} if (x := {x}) > 0 else -(-x*{by}//{over}))",
}
"""A number x `by` / `over` as a whole one; half up and up are away from zero."""


def _up(x: str, by: int, over: int) -> str:
    return f"(-(-{x}*{by}//{over}))"


_PARTS: dict[type[Expression], Callable[[_Writer, Any], _Part]] = {
    Number: lambda _, node: _Part("", Fraction(node.value)),
    Ref: lambda writer, node: writer.parts[node.name],
    Add: _Writer.add,
    Subtract: _Writer.subtract,
    Multiply: lambda writer, node: _multiplied([writer.part(factor) for factor in node.factors]),
    Divide: _Writer.divide,
    Round: lambda writer, node: writer.rounded(node.of, Fraction(node.step), _MODES[node.mode]),
    Ceiling: lambda writer, node: writer.rounded(node.of, _ONE, _up),
    Minimum: lambda writer, node: writer.one_of("min", node.of),
    Maximum: lambda writer, node: writer.one_of("max", node.of),
    Step: _Writer.step,
    Choose: _Writer.choose,
}
