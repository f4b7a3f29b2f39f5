"""Conditions that stop a change: what they accept, what they catch, and that nothing unknown slips through."""

import pytest

from crm_planner.errors import UsageError
from crm_planner.repricing.condition import hits, parse, unjudged
from crm_planner.repricing.effect import Review
from tests.repricing.markets import NORTH, SOUTH, brief, review
from tests.repricing.test_effect import DEARER, FIRM, UNKNOWN

WITHOUT = NORTH.replace("of: [licences, training]", "of: [licences]")
FREE = NORTH.replace("per_unit, amount: 3000", "flat, amount: 0")
NOT_FREE = NORTH.replace("per_unit, amount: 3000", "flat, amount: 1")


def caught(condition: str, reviewed: Review) -> list[str]:
    """What the condition says it holds for."""
    return [hit.said for hit in hits(parse(condition), reviewed)]


def rising() -> Review:
    """For 50 users 65,200 become 68,800 over three years: 3,600 or 5.52 % more; fewer users rise by less."""
    return review([NORTH], [DEARER])


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("increase>4%", True),
        ("increase > 5.5 %", True),
        ("increase>6%", False),
        ("increase>3500", True),
        ("increase>3600", False),
        ("increase>=3600", True),
        ("INCREASE>4% AND TOTAL>68000", True),
        ("increase>6% or total>68000", True),
        ("increase>6% and total>68000", False),
        ("total>77000", False),
        ("decrease>0", False),
        ("winner", False),
        ("removed", False),
        ("removed or winner or increase>0", True),
    ],
)
def test_a_condition_holds_or_does_not(condition: str, holds: bool) -> None:  # noqa: FBT001
    assert bool(caught(condition, rising())) == holds


def test_the_totals_the_cases_above_rely_on() -> None:
    assert "increase>3500: north/basic for 50 users, 3 years: 65,200 -> 68,800 RUB" in caught("increase>3500", rising())


def test_the_same_total_must_meet_all_tests_joined_by_and() -> None:
    """Full is above 100,000 and does not move; Basic moves and is below."""
    assert caught("increase>1% and total>100000", rising()) == []


def test_a_fall_is_caught_by_decrease() -> None:
    back = review([DEARER], [NORTH])
    assert caught("increase>0", back) == []
    assert caught("decrease>4%", back)


@pytest.mark.parametrize("condition", ["increase>900%", "decrease>900%", "total>900000"])
def test_a_price_that_became_unknown_meets_every_test_of_an_amount(condition: str) -> None:
    found = caught(condition, review([NORTH], [UNKNOWN]))
    assert found[0].endswith("north/basic for 5 users, first year: 9,400 -> 4,500 RUB and unknown prices")


def test_a_changed_currency_meets_every_test_of_an_amount() -> None:
    found = caught("increase>900%", review([NORTH], [NORTH.replace("RUB", "USD")]))
    assert found[0].endswith("north/basic for 5 users, first year: 9,400 RUB -> in another currency")


def test_a_brief_that_cannot_be_priced_any_more_meets_every_test_of_an_amount() -> None:
    without = NORTH[: NORTH.index("  - id: full")]
    owner = brief(FIRM + "owned: [{candidate: north/full, licences: 2}]\n")
    assert caught("increase>900%", review([NORTH], [without], owner)) == [
        "increase>900%: firm.yaml can no longer be priced"
    ]


def test_a_price_that_became_known_is_not_judged_and_said_so() -> None:
    reviewed = review([UNKNOWN], [NORTH])
    condition = parse("increase>5%")
    assert list(hits(condition, reviewed)) == []
    assert {case.standing.id for case in unjudged(condition, reviewed) if case.standing} == {"north/basic"}


def test_a_total_that_leaves_something_out_is_not_judged_below_the_limit() -> None:
    reviewed = review([UNKNOWN], [UNKNOWN.replace("amount: 1000}", "amount: 1060}")])
    assert list(unjudged(parse("total>900000"), reviewed))
    assert not list(unjudged(parse("increase>5%"), reviewed))
    assert caught("total>40000", reviewed)


def test_from_nothing_to_anything_is_more_than_any_percentage() -> None:
    assert caught("increase>900%", review([FREE], [NOT_FREE]))
    assert caught("increase>900%", review([NOT_FREE], [FREE])) == []


def test_a_new_candidate_is_no_increase_but_has_a_total() -> None:
    reviewed = review([SOUTH], [SOUTH, NORTH])
    assert caught("increase>0", reviewed) == []
    assert caught("total>100000", reviewed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (NORTH, NORTH[: NORTH.index("  - id: full")]),
        (NORTH, "\n".join(line for line in WITHOUT.splitlines() if "id: training" not in line)),
        (NORTH, NORTH.replace("    name: Basic\n", "    name: Basic\n    limits: {users: {max: 10}}\n")),
    ],
    ids=["an edition", "an item", "for larger firms"],
)
def test_what_is_gone_is_removed(old: str, new: str) -> None:
    assert caught("removed", review([old], [new]))
    assert not caught("removed", review([new], [old]))


def test_words_in_place_of_a_total_carry_no_currency() -> None:
    found = caught("removed", review([NORTH, SOUTH], [NORTH]))
    assert found[0] == "removed: south/team for 5 users, first year: 10,500 RUB -> not listed"


def test_a_new_winner_is_named() -> None:
    reviewed = review([NORTH, SOUTH], [NORTH.replace("amount: 1000}", "amount: 2000}"), SOUTH])
    assert "winner: north/basic -> south/team for 25 users, published" in caught("winner", reviewed)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "is empty"),
        ("increse>5%", 'did you mean "increase"?'),
        ("increase", "is no condition"),
        ("increase>5,000", "is no condition"),
        ("increase<5%", "is no condition"),
        ("total>5%", "is no condition"),
        ("increase>5% and", "is no condition"),
        ("increase>5% or or winner", "is no condition"),
        ("(increase>5%)", "is no condition"),
        ("increase>1e3", "is no condition"),
        ("increase>\u0665%", "is no condition"),
        ("__import__('os')", "is no condition"),
        ("winner or " * 60 + "winner", "is too long"),
    ],
)
def test_what_is_no_condition_is_refused_with_what_is_accepted(written: str, says: str) -> None:
    with pytest.raises(UsageError, match="write increase>5%, decrease>5000, total>100000, winner or removed") as error:
        parse(written)
    assert says in str(error.value)
