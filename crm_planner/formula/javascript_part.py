"""A part of a formula in JavaScript: whole numbers as text, and how several are brought to one scale and divisor."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_planner.formula.javascript_text import SAFE, as_kind, literal
from crm_planner.formula.ranges import Range, common


class Part(NamedTuple):
    """`code` gives the whole number; it binds as closely as a product and is to stand in the text once.

    With a divisor, `before` are the assignments to be made first; `divisor` is a name. Whether each is a BigInt or a
    plain Number follows from the range alone, so that all who use a figure know.
    """

    reach: Range
    code: str
    divisor: str = ""
    before: tuple[str, ...] = ()
    risky: bool = False
    """Whether it may divide by zero, which its code refuses to."""

    @property
    def is_constant(self) -> bool:
        return self.reach.low == self.reach.high and not self.risky

    @property
    def big(self) -> bool:
        """Whether the whole number is a BigInt."""
        return self.reach.whole >= SAFE

    @property
    def big_divisor(self) -> bool:
        return self.reach.divisor >= SAFE

    def whole(self, factor: int, *, big: bool) -> str:
        """The whole number times `factor`, as a BigInt if `big`."""
        if self.is_constant:
            return literal(sign(self.reach) * factor, big=big)
        code = as_kind(self.code, big=self.big, wanted=big)
        return code if factor == 1 else f"{code}*{literal(factor, big=big)}"

    def over(self, *, big: bool) -> str:
        """The divisor, as a BigInt if `big`; nothing where it is 1."""
        return self.divisor and as_kind(self.divisor, big=self.big_divisor, wanted=big)


def constant(reach: Range) -> Part:
    """A figure that is always the same: one whole scale, up or down."""
    return Part(reach.settled, literal(sign(reach), big=False))


def sign(reach: Range) -> int:
    """The sign of a figure that is always the same."""
    return (reach.low > 0) - (reach.low < 0)


def product(*codes: str) -> str:
    """What is there of `codes`, multiplied."""
    return "*".join(code for code in codes if code)


def in_turn(*codes: str) -> str:
    """Assignments, and then a figure."""
    return codes[0] if len(codes) == 1 else f"({','.join(codes)})"


def before(parts: Sequence[Part]) -> tuple[str, ...]:
    """All assignments that `parts` need."""
    return tuple(one for part in parts for one in part.before)


def brought_together(parts: Sequence[Part], *, big: bool) -> tuple[list[str], str]:
    """The whole numbers of several parts over one scale and one divisor, and that divisor."""
    factors = common(part.reach for part in parts).factors
    divisors = {part.reach.over: part.over(big=big) for part in parts if part.divisor}
    wholes = [
        product(part.whole(factor, big=big), *(code for over, code in divisors.items() if over != part.reach.over))
        for part, factor in zip(parts, factors, strict=True)
    ]
    return wholes, product(*divisors.values())
