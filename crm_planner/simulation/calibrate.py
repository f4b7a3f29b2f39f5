"""Whether forecasts held: did 80 of 100 projects stay within P80, and by how much did hours miss, by category."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import comb
from statistics import median
from typing import Literal, NamedTuple

from crm_planner.simulation.actuals import Actuals, EndedProject
from crm_planner.terms import Category

DOUBT = Fraction(1, 20)
"""What would happen in fewer than 5 of 100 cases if a forecast were right speaks against it: the usual convention."""

FEWEST = 5
"""Projects with hours of a category before a spread is suggested: the ends of fewer say next to nothing."""

Verdict = Literal["too_low", "too_high", "not_contradicted"]


class Coverage(NamedTuple):
    """How many projects stayed within a percentile; `so_few` and `so_many` are the chances of that if it were right."""

    percent: int
    projects: int
    within: int
    so_few: Fraction
    so_many: Fraction

    @property
    def verdict(self) -> Verdict:
        if self.so_few < DOUBT:
            return "too_low"
        return "too_high" if self.so_many < DOUBT else "not_contradicted"


class Multiples(NamedTuple):
    """Actual hours as multiples of the most likely ones: the lowest, the median and the highest of the projects."""

    low: Decimal
    likely: Decimal
    high: Decimal


class Worked(NamedTuple):
    """The hours of one category; `is_enough` says whether the multiples are a suggestion or an anecdote."""

    category: Category
    projects: int
    multiples: Multiples

    @property
    def is_enough(self) -> bool:
        return self.projects >= FEWEST


class Calibration(NamedTuple):
    """What projects that have ended say of the forecasts."""

    projects: tuple[EndedProject, ...]
    coverage: tuple[Coverage, ...]
    worked: tuple[Worked, ...]

    @property
    def suggested(self) -> Mapping[str, Multiples]:
        """The spreads there are enough projects for, by category."""
        return {one.category: one.multiples for one in self.worked if one.is_enough}


def calibrate(actuals: Actuals) -> Calibration:
    """Compare forecasts with what came. P50 is judged by the projects that have one."""
    projects = actuals.projects
    halves = [one for one in projects if one.forecast.p50 is not None]
    coverage = [_coverage(80, len(projects), sum(one.actual <= one.forecast.p80 for one in projects))]
    if halves:
        within = sum(one.forecast.p50 is not None and one.actual <= one.forecast.p50 for one in halves)
        coverage.append(_coverage(50, len(halves), within))
    categories = dict.fromkeys(category for one in projects for category in one.hours)
    return Calibration(projects, tuple(coverage), tuple(_worked(one, projects) for one in categories))


def _coverage(percent: int, projects: int, within: int) -> Coverage:
    """The binomial chances of so few or fewer, and of so many or more."""
    share = Fraction(percent, 100)
    chances = [comb(projects, one) * share**one * (1 - share) ** (projects - one) for one in range(projects + 1)]
    few, many = sum(chances[: within + 1], Fraction(0)), sum(chances[within:], Fraction(0))
    return Coverage(percent, projects, within, few, many)


def _worked(category: Category, projects: Sequence[EndedProject]) -> Worked:
    spent = [one.hours[category] for one in projects if category in one.hours]
    ratios = sorted(Fraction(one.actual) / Fraction(one.forecast) for one in spent)
    ends = (ratios[0], median(ratios), ratios[-1])
    return Worked(category, len(spent), Multiples(*(_hundredths(Fraction(one)) for one in ends)))


def _hundredths(ratio: Fraction) -> Decimal:
    return (Decimal(ratio.numerator) / ratio.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
