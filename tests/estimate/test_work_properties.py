"""What must hold of work for every brief: more costs more; a fixed price removes its template and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.estimate.pricing import item
from tests.estimate.test_shapes import EVERYTHING, estimated, hours

Tree = dict[str, Any]
Hours = tuple[float, float, float]

KINDS = st.sampled_from(["field", "report", "form", "workflow", "module", "interface", "industry"])
WISHES = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.just("Wish"),
            "kind": KINDS,
            "size": st.sampled_from(["small", "medium", "large"]),
            "count": st.integers(1, 20),
            "builder": st.sampled_from(["vendor", "in_house", "consultant"]),
        }
    ),
    max_size=4,
)
MIGRATIONS = st.one_of(
    st.none(),
    st.fixed_dictionaries({"sources": st.integers(1, 4), "entities": st.integers(1, 9), "rows": st.integers(0, 9999)}),
)
BRIEFS = st.fixed_dictionaries(
    {
        "users": st.integers(1, 120),
        "customisations": WISHES,
        "migration": MIGRATIONS,
        "integrations": st.lists(st.just({"name": "System"}), max_size=2),
        "options": st.sampled_from([{}, EVERYTHING, {"operation": True}]),
    }
)


@given(BRIEFS, WISHES.filter(bool))
@settings(max_examples=40)
def test_more_wishes_never_cost_less(brief: Tree, more: list[Tree]) -> None:
    wider = brief | {"customisations": brief["customisations"] + more}
    before, after = estimated(brief).totals, estimated(wider).totals
    assert before.horizon <= after.horizon
    for end in ("low", "likely", "high"):
        assert getattr(before.assumed, end, 0) <= getattr(after.assumed, end)


@given(BRIEFS, st.sampled_from(["customisation", "migration", "testing", "training", "analysis"]))
@settings(max_examples=40)
def test_a_fixed_price_removes_exactly_the_lines_of_its_category(brief: Tree, category: str) -> None:
    template = {one.id: one.amount for one in estimated(brief).lines if one.category != category}
    fixed = estimated(brief, item("fixed", category, 777))
    assert {one.id: one.amount for one in fixed.lines} == template | {"fixed": 777}


@given(KINDS, st.integers(1, 9))
@settings(max_examples=20)
def test_who_builds_never_changes_the_least_hours(kind: str, count: int) -> None:
    def built(builder: str) -> Hours:
        wish = {"name": "Wish", "kind": kind, "count": count, "builder": builder}
        return hours({"users": 10, "customisations": [wish]}, "customisation-1")

    vendor, own, consultant = (built(one) for one in ("vendor", "in_house", "consultant"))
    assert vendor == consultant
    assert own == pytest.approx((vendor[0], vendor[1] * 1.3, vendor[2] * 1.5), abs=0.011)


@given(BRIEFS)
@settings(max_examples=30)
def test_hours_ascend_and_the_total_names_what_is_assumed(brief: Tree) -> None:
    found = estimated(brief)
    for one in found.lines:
        assert one.work is None or one.work.hours.low <= one.work.hours.likely <= one.work.hours.high  # type: ignore[operator]
    by_the_hour = sum(one.amount or 0 for one in found.lines if one.work)
    assert (found.totals.assumed.likely if found.totals.assumed else 0) == by_the_hour
