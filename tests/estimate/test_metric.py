"""Named or concurrent: the sentence, the share at which it turns, and when there is nothing to compare."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner import project
from crm_planner.estimate.metric import MetricChoice
from tests.estimate.pricing import catalog, item, project_of

Tree = dict[str, Any]


def each(price: int, metric: str, **more: Any) -> Tree:
    seats = item("seats", "licence", {"kind": "per_unit", "amount": price})
    return catalog(seats, licence_metric=metric, id=f"{metric.partition('_')[0]}-{price}", **more)


def choice(*catalogs: Tree, **brief: Any) -> MetricChoice | None:
    return project.compare(project_of(catalogs, {"users": {"total": 20, "peak": 10}, **brief})).metric


@pytest.mark.parametrize(
    ("named", "concurrent", "better", "turning"),
    [
        (100, 125, "concurrent_user", "0.8"),
        (100, 250, "named_user", "0.4"),
        (170, 100, "concurrent_user", "1.7"),
        (100, 200, None, "0.5"),
    ],
)
def test_named_is_better_above_the_quotient_of_the_prices(
    named: int, concurrent: int, better: str | None, turning: str
) -> None:
    """Half of the people are inside at once."""
    found = choice(each(named, "named_user"), each(concurrent, "concurrent_user"))
    assert found is not None
    assert (found.better, found.turning_share, found.peak_share) == (better, Decimal(turning), Decimal("0.5"))


@pytest.mark.parametrize(
    ("named", "concurrent", "words"),
    [
        (170, 100, "no share would turn it"),
        (100, 125, "With more than {turning} % of the people inside at once it would turn"),
        (100, 250, "With less than {turning} % of the people inside at once it would turn"),
        (100, 200, "cost the same"),
    ],
)
def test_the_sentence_says_who_wins_and_where_it_turns(named: int, concurrent: int, words: str) -> None:
    found = choice(each(named, "named_user"), each(concurrent, "concurrent_user"))
    assert found is not None
    assert words in found.sentence().wording


def test_the_cheapest_of_each_metric_is_compared() -> None:
    several = [each(price, metric) for price in (90, 70) for metric in ("named_user", "concurrent_user")]
    found = choice(*several)
    assert found is not None
    assert (found.named.candidate, found.concurrent.candidate) == ("named-70/standard", "concurrent-70/standard")


@pytest.mark.parametrize(
    "several",
    [
        [each(100, "named_user")],
        [each(100, "named_user"), each(100, "server")],
        [each(100, "named_user"), each(0, "concurrent_user")],
        [each(100, "named_user"), each(100, "concurrent_user", limits={"users": {"max": 5}})],
        [each(100, "named_user"), catalog(item("a", "licence", "on_request"), licence_metric="concurrent_user")],
    ],
)
def test_without_two_prices_there_is_no_sentence(several: list[Tree]) -> None:
    assert choice(*several) is None


def test_owned_licences_are_no_price_to_compare() -> None:
    several = [each(100, "named_user"), each(100, "concurrent_user")]
    assert choice(*several, owned=[{"candidate": "named-100", "licences": 5}]) is None


def taxed(metric: str, treatment: str, **more: Any) -> Tree:
    return each(100 if metric == "named_user" else 110, metric, tax={"treatment": treatment, "rate": 20}, **more)


@pytest.mark.parametrize(
    ("named", "concurrent", "show", "compared"),
    [
        ("included", "included", "published", True),
        ("excluded", "excluded", "published", True),
        ("unknown", "unknown", "published", True),
        ("included", "exempt", "published", True),
        ("included", "excluded", "published", False),
        ("unknown", "included", "published", False),
        ("exempt", "unknown", "published", False),
        ("included", "excluded", "gross", True),
        ("excluded", "included", "net", True),
        ("unknown", "included", "gross", False),
    ],
)
def test_amounts_are_compared_only_where_both_contain_tax_or_neither_does(
    named: str, concurrent: str, show: str, *, compared: bool
) -> None:
    several = [taxed("named_user", named), taxed("concurrent_user", concurrent)]
    brief = {"users": {"total": 20, "peak": 10}, "tax": {"show": show}}
    found = project.compare(project_of(several, brief))
    assert (found.metric is not None) is compared
    (said,) = (str(note.text) for note in found.notes if note.id == "licence-metric")
    assert ("are not compared" in said) is not compared
    assert ("nobody knows whether the prices" in said) is ("unknown" in (named, concurrent) and not compared)


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 500), st.integers(1, 500))
def test_at_the_turning_share_the_winner_changes(total: int, peak: int, named: int, concurrent: int) -> None:
    people = {"total": total + peak, "peak": peak}
    found = choice(each(named, "named_user"), each(concurrent, "concurrent_user"), users=people)
    assert found is not None
    cheaper = (total + peak) * named < peak * concurrent
    assert (found.better == "named_user") == cheaper
    assert abs(found.turning_share - Decimal(named) / concurrent) <= Decimal("0.0005")
