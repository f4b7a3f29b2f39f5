"""Figures in the sentences of a decision: percentages and scores, exact until they are printed."""

from fractions import Fraction
from typing import NamedTuple


class Percent(NamedTuple):
    """A share of one; printed as percent."""

    share: Fraction


class Points(NamedTuple):
    """A score of 1 to 5."""

    value: Fraction
