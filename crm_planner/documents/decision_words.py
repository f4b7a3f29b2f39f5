"""Sentences of a decision made ready to print: amounts with their decimals, percentages and scores rounded."""

from decimal import Decimal
from fractions import Fraction

from crm_planner.decision.figures import Percent, Points
from crm_planner.documents.figures import Figures
from crm_planner.text import Message

_WHOLE_FROM = 10
"""From here on a percentage is printed without decimals."""


def dressed(value: object, figures: Figures) -> object:
    """`value` with every figure in it as it is printed; the exact ones stay in JSON."""
    match value:
        case Percent():
            return percent(value.share)
        case Points():
            return points(value.value)
        case Decimal():
            return figures.amount(value)
        case Message():
            return Message(value.wording, {name: dressed(one, figures) for name, one in value.values.items()})
        case tuple():
            return tuple(dressed(one, figures) for one in value)
        case _:
            return value


def percent(share: Fraction) -> Decimal:
    """A share of one as percent points: whole from ten on, else with one decimal."""
    return rounded(share * 100, 0 if share * 100 >= _WHOLE_FROM else 1)


def points(score: Fraction) -> Decimal:
    """A score with two decimals."""
    return rounded(score, 2)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """`value` rounded half up to so many decimals."""
    step = 10**decimals
    halves = (2 * value.numerator * step + value.denominator) // (2 * value.denominator)
    return Decimal(halves).scaleb(-decimals)
