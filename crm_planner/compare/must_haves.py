"""What a candidate must have before any score counts: passed, failed, or still to be asked."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from crm_planner.brief.model import WrittenBrief
from crm_planner.estimate.lines import Estimate
from crm_planner.place import Place
from crm_planner.playbook.criteria import MustHave

State = Literal["passed", "failed", "unknown"]
_STATES: Mapping[str, State] = {"yes": "passed", "not_applicable": "passed", "no": "failed"}


class Checked(NamedTuple):
    """One must-have of one candidate; `place` is where the brief says so."""

    candidate: str
    id: str
    must_have: MustHave
    state: State
    place: Place | None = None


def checked(
    written: WrittenBrief, must_haves: Mapping[str, MustHave], estimates: Iterable[Estimate]
) -> tuple[Checked, ...]:
    """Every must-have of every candidate; of the budget only where the brief has one."""
    return tuple(one for estimate in estimates for one in _of(written, must_haves, estimate))


def _of(written: WrittenBrief, must_haves: Mapping[str, MustHave], estimate: Estimate) -> Iterator[Checked]:
    brief = written.brief
    paths = brief.judged("must", estimate.id)
    for name, one in must_haves.items():
        if one.within is not None:
            if brief.budget is not None:
                state = _within(brief.budget, estimate)
                yield Checked(estimate.id, name, one, state, written.source.place(("budget",)))
        elif name in paths:
            section, scope, _ = paths[name]
            state = _STATES.get(brief.must[scope][name], "unknown")
            yield Checked(estimate.id, name, one, state, written.source.place((section, scope, name)))
        else:
            yield Checked(estimate.id, name, one, "unknown")


def _within(budget: Decimal, estimate: Estimate) -> State:
    """Whether the total with its gaps filled stays within the budget; unknown while only part of its range does."""
    between = estimate.totals.like_for_like
    if between is None or between.low is None or between.high is None:
        return "failed" if estimate.totals.horizon > budget else "unknown"
    if between.low > budget:
        return "failed"
    return "passed" if between.high <= budget else "unknown"
