"""What candidates are judged by: criteria with weights, what rules a candidate out, and how scores are added up."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from crm_planner.document import Fault, Part
from crm_planner.fields import Identifier, LongTextField, Percent, TextField, Weight
from crm_planner.letters import nearest, one_of
from crm_planner.problem import quoted
from crm_planner.refusal import refuse
from crm_planner.terms import Grade

FROM_TOTAL = "total"


class Criterion(Part):
    """One thing candidates are scored by, 1 (poor) to 5 (excellent).

    `weight` counts against the other weights where a brief agrees on none. `from: total` computes the score from what
    a candidate costs; all others are given by people who have seen the candidate.
    """

    name: TextField
    weight: Weight
    how: LongTextField
    from_: Literal["total"] | None = Field(default=None, alias="from")
    grade: Grade = "J"
    sources: tuple[Identifier, ...] = ()
    note: LongTextField | None = None


class MustHave(Part):
    """Something without which a candidate is out, whatever its score.

    `within: budget` is checked against the brief's budget; all others are answered in the brief.
    """

    name: TextField
    ask: LongTextField
    whom: Literal["vendor", "client", "consultant"]
    within: Literal["budget"] | None = None
    note: LongTextField | None = None


class Scoring(Part):
    """How scores are added up. `tie_percent`: a lead of less, in percent of the leader, is called a tie.

    `price_score`: linear gives the cheapest 5 and the dearest 1; ratio gives 5 x the cheapest / this one, at least 1.
    """

    price_score: Literal["linear", "ratio"]
    tie_percent: Percent
    grade: Grade = "J"

    @model_validator(mode="after")
    def _ties_are_narrow(self) -> "Scoring":
        if self.tie_percent >= 100:  # noqa: PLR2004 - the whole
            refuse("NUM025", f"tie_percent is {self.tie_percent}", "Write less than 100, such as 5", at="tie_percent")
        return self


Tree = Mapping[str, Any]


def _entries(playbook: Tree, key: str) -> Mapping[str, Any]:
    found = playbook.get(key)
    return {name: one for name, one in found.items() if isinstance(one, Mapping)} if isinstance(found, Mapping) else {}


def one_criterion_is_computed(playbook: Tree) -> Iterator[Fault]:
    """Two scores from one total would count the price twice."""
    computed = [name for name, one in _entries(playbook, "criteria").items() if "from" in one]
    for name in computed[1:]:
        said = f"{quoted(computed[0])} is computed from the total already; score {quoted(name)} by hand"
        yield Fault(("criteria", name, "from"), "SCR001", said)


def some_criterion_counts(playbook: Tree) -> Iterator[Fault]:
    """Weights that are all zero order nothing."""
    weights = [str(one.get("weight", "")) for one in _entries(playbook, "criteria").values()]
    if weights and all(weight and not weight.strip("0.") for weight in weights):
        yield Fault(("criteria",), "NUM008", "all weights are 0; give at least one criterion a weight")


def sources_of_criteria_are_graded(playbook: Tree) -> Iterator[Fault]:
    """A source nobody describes has no grade, so nobody knows how far to trust it."""
    listed = playbook.get("sources")
    known = {str(one.get("id")) for one in listed if isinstance(one, Mapping)} if isinstance(listed, list) else set()
    for name, one in _entries(playbook, "criteria").items():
        named = one.get("sources")
        for at, source in enumerate(named if isinstance(named, list | tuple) else ()):
            if source not in known:
                near = nearest(str(source), known)
                meant = f"did you mean {near}?" if near else f"there are {one_of(known)}"
                path = ("criteria", name, "sources", at)
                yield Fault(path, "REF001", f"{quoted(source)} is not among the sources; {meant}")


CROSS_CHECKS = (one_criterion_is_computed, some_criterion_counts, sources_of_criteria_are_graded)
"""Run in this order; a new check is one function and its name here."""
