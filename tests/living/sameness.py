"""Where a living model, moved to a point, differs from a new estimate of the brief that says the same."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate
from crm_planner.formula.exact import Values, evaluate
from crm_planner.living.model import STATES, LiveCandidate, Living
from crm_planner.living.moved import moved
from crm_planner.project import Project, compare

Point = Mapping[str, Decimal]


def points(living: Living, random: Random, number: int) -> Iterator[Point]:
    """Random values of everything that may be moved: ends of ranges and the brief's own often among them."""
    for _ in range(number):
        point = {one.name: _value(living, one.name, random) for one in living.controls}
        if "users/peak-given" in point:
            point["users/peak-given"] = min(point["users/peak-given"], point["users/total"])
        yield point


def _value(living: Living, name: str, random: Random) -> Decimal:
    given = living.model.inputs[name]
    steps = int((given.high - given.low) / given.step)
    if name.startswith("users/") and random.random() < 0.5:
        steps = min(steps, 40)
    return random.choice([given.value, given.low, given.high, *[given.low + given.step * random.randint(0, steps)] * 4])


def differences(project: Project, living: Living, point: Point) -> list[tuple[str, object, object]]:
    """Figure by figure: its name, what the living model says, and what comparing anew says."""
    values = evaluate(living.model, point)
    try:
        comparison = compare(moved(project, living, point))
    except DataError:
        refused = any(values[f"{one.id}/refused"] for one in living.candidates)
        return [] if refused else [("refused", False, True)]
    found = [
        pair
        for estimate, candidate in zip(comparison.estimates, living.candidates, strict=True)
        for pair in (*_totals(living, values, estimate), *_lines(values, estimate, candidate))
    ]
    for estimate in comparison.estimates:
        for kind, order in (
            ("published", comparison.ranking.published),
            ("like-for-like", comparison.ranking.like_for_like),
        ):
            place = order.index(estimate.id) + 1 if estimate.id in order else 0
            found.append((f"{estimate.id}/rank/{kind}", values[f"{estimate.id}/rank/{kind}"], Decimal(place)))
    return [one for one in found if one[1] != one[2]]


def _totals(living: Living, values: Values, estimate: Estimate) -> Iterator[tuple[str, object, object]]:
    totals, nothing = estimate.totals, Decimal(0)
    said = {
        "suitable": Decimal(estimate.suitable),
        "gaps": Decimal(sum(line.status.is_gap for line in estimate.lines)),
        "open-gaps": Decimal(totals.unknown),
        "refused": nothing,
        "total": totals.horizon,
        "total/first-year": totals.first_year,
        "total/user-month": totals.user_month,
        "total/tax": totals.tax,
        "total/net": totals.net,
        "total/gross": totals.gross,
    }
    years = dict(enumerate(totals.by_year, start=1))
    said |= {f"total/year{year}": years.get(year, nothing) for year in range(2, living.years + 1)}
    between = totals.like_for_like
    said |= {f"total/like-for-like/{end}": getattr(between, end, None) for end in ("low", "likely", "high")}
    if totals.npv is not None:
        said["total/npv"] = totals.npv
    for name, wanted in said.items():
        found = values.get(f"{estimate.id}/{name}", nothing)
        yield f"{estimate.id}/{name}", found, nothing if wanted is None else wanted


def _lines(values: Values, estimate: Estimate, candidate: LiveCandidate) -> Iterator[tuple[str, object, object]]:
    lines = {line.id: line for line in estimate.lines}
    yield f"{estimate.id}: lines", set(lines) - {one.id for one in candidate.lines}, set()
    for live in candidate.lines:
        line = lines.get(live.id)
        yield live.status, STATES[int(values[live.status])], None if line is None else line.status
        if line is not None and not line.status.is_gap:
            yield live.amount, values[live.amount], line.amount
            if line.amount:
                for name, amount in zip(live.years, line.by_year, strict=False):
                    yield name, values[name], amount
