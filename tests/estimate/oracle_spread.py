"""Sharing out an amount by largest remainder, a second time."""

from fractions import Fraction


def spread(amount: Fraction, over: list[Fraction], cent: Fraction) -> list[Fraction]:
    """`amount` in proportion to `over`: whole cents first, the rest one by one to the largest remainders."""
    if not sum(over):
        return [Fraction(0) for _ in over]
    fair = [amount * one / sum(over) / cent for one in over]
    cents = [int(one) for one in fair]
    order = sorted(range(len(fair)), key=lambda number: (-(fair[number] - cents[number]), number))
    for number in order[: int(amount / cent) - sum(cents)]:
        cents[number] += 1
    return [number * cent for number in cents]
