"""Rivals that cost nearly the same: every flip and concession is what exact figures say, and none is missed."""

from collections import Counter
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crm_planner.compare.break_even import Flip
from crm_planner.compare.concessions import Concession
from crm_planner.compare.measures import MEASURES
from crm_planner.project import Project
from crm_planner.what_if import changed
from crm_planner.what_if.break_even import break_even
from tests.estimate.pricing import catalog, item, project_of
from tests.what_if.test_break_even import Tree, of, proved

SOME = 5


def bounded(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """Amounts in quarters, so that ties and half kopecks of percentages come up."""
    return st.integers(4 * low, 4 * high).map(lambda quarters: Decimal(quarters) / 4)


LICENCES = st.one_of(
    st.fixed_dictionaries({"kind": st.just("flat"), "amount": bounded(800, 2400)}),
    st.fixed_dictionaries({"kind": st.just("per_unit"), "amount": bounded(60, 120), "free_units": st.integers(0, 3)}),
    st.fixed_dictionaries({"kind": st.just("package"), "size": st.integers(2, 9), "amount": bounded(180, 720)}),
    st.fixed_dictionaries({"kind": st.sampled_from(["volume", "graduated"]), "tiers": st.builds(
        lambda end, dear, cheap: [{"up_to": end, "unit": dear, "flat": 200}, {"unit": cheap}],
        st.integers(9, 25), bounded(80, 120), bounded(60, 90))}),
    st.fixed_dictionaries({"kind": st.just("packs"), "combine": st.just("cover"), "packs": st.fixed_dictionaries(
        {1: bounded(80, 120), 10: bounded(600, 1100)})}),
    st.fixed_dictionaries({"kind": st.just("published"), "totals": st.fixed_dictionaries(
        {10: bounded(700, 1200), 25: bounded(1200, 2500)})}),
)  # fmt: skip


@st.composite
def vendors(draw: Any, name: str) -> Tree:
    """Licences of about 90 a head, percentages of support, and training that not everybody has a price for."""
    items = [item("licences", "licence", draw(LICENCES), charge=draw(st.sampled_from(["once", "once", "yearly"])))]
    percent = {"kind": "percent", "rate": draw(st.integers(10, 60)) / Decimal(2), "of": ["licence"]}
    items += [item("support", "support", percent, charge="yearly")] if draw(st.booleans()) else []
    items.append(item("training", "training", draw(st.sampled_from(["on_request", 100, 250]))))
    limits = draw(st.sampled_from([{}, {}, {"limits": {"users": {"max": 22}}}]))
    return catalog(*items, id=name, **limits)


@pytest.mark.parametrize("examples", [SOME, pytest.param(80, marks=pytest.mark.slow)], ids=["some", "many"])
def test_every_flip_and_concession_of_close_rivals_is_what_compare_says_and_none_is_missed(examples: int) -> None:
    met: Counter[str] = Counter()

    @given(st.tuples(*map(vendors, "abc")), st.integers(1, 3))
    @settings(max_examples=examples, phases=[Phase.generate])
    def sampled(several: tuple[Tree, ...], years: int) -> None:
        project = project_of([*several], {"users": 12, "horizon_years": years})
        found = break_even(project, range(8, 30))
        exact = {people: changed.totals(changed.with_users(project, people)) for people in range(8, 30)}
        for measure in MEASURES:
            assert {turn(one) for one in of(found, "users", measure)} == searched(exact, measure)
        for one in found.flips:
            assert proved(project, one)
        met.update(one.figure.driver for one in found.flips)
        for gift in found.concessions:
            if gift.percent is not None:
                assert enough(project, gift, gift.percent) is gift.suffices
                assert not gift.suffices or not enough(project, gift, gift.percent - Decimal("0.01"))
                met[gift.kind] += gift.suffices

    sampled()
    wanted = {"users", "discount", "licence_discount"} | ({"years", "support_rate"} if examples > SOME else set())
    assert wanted <= {name for name in met if met[name]}


def enough(project: Project, gift: Concession, percent: Decimal) -> bool:
    """Whether a discount makes a candidate cost no more than its rival, by exact figures."""
    totals = changed.totals(changed.with_discount(project, gift.candidate, "licence", percent))[gift.measure]
    own, other = totals[gift.candidate], totals[gift.rival]
    return own is not None and other is not None and own <= other


def turn(flip: Flip) -> tuple[str, str, int, int]:
    """Who is cheaper up to where, and who from where."""
    return flip.cheaper_before, flip.cheaper_after, int(flip.before.value), int(flip.after.value)


def searched(exact: dict[int, Any], measure: str) -> set[tuple[str, str, int, int]]:
    """Every flip by users, by a plain search among exact figures."""
    found = set()
    names = sorted(exact[8][measure])
    for one, other in combinations(names, 2):
        ahead: tuple[str, int] | None = None
        for people, totals in exact.items():
            first, second = totals[measure][one], totals[measure][other]
            if first is None or second is None:
                ahead = None
            elif first != second:
                leader = one if first < second else other
                if ahead is not None and ahead[0] != leader:
                    found.add((ahead[0], leader, ahead[1], people))
                ahead = leader, people
    return found
