"""Fills that follow the figures: a cell is painted while a condition holds."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle


def painted(condition: str, fill: str) -> Rule:
    """A rule for a range: `condition`, written for its first cell, and an RGB fill."""
    style = DifferentialStyle(fill=PatternFill("solid", bgColor=f"FF{fill}"))
    return Rule("expression", dxf=style, formula=[condition])
