"""Requirements that nobody can meet, through ranges, limits and choices; discounts that can and cannot meet."""

import pytest

from tests.lint.made import codes, edition, found

LICENCES = "id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}"


def item(name: str, more: str) -> str:
    return f"id: {name}, category: other, source: letter, price: {{kind: flat, amount: 9}}, {more}"


@pytest.mark.parametrize(
    ("requires", "limits", "reachable"),
    [
        ("{licences: {min: 60}}", "{licences: {max: 50}}", False),
        ("{licences: {min: 50}}", "{licences: {max: 50}}", True),
        ("{users: {min: 60}}", "{licences: {max: 50}}", False),
        ("{servers: {min: 60}}", "{licences: {max: 50}}", True),
        ("{licences: {max: 4}}", "{licences: {min: 5}}", False),
        ("{licences: {min: 60}}", "{}", True),
    ],
)
def test_an_item_beyond_the_limits_of_its_edition_is_never_reached(
    requires: str, limits: str, *, reachable: bool
) -> None:
    """Every named user needs a licence, so limits of one are limits of the other."""
    found_codes = codes(edition(LICENCES, item("cluster", f"requires: {requires}"), limits=limits))
    assert found_codes == ([] if reachable else ["CAT401"])


def test_users_and_licences_are_two_quantities_where_licences_are_shared() -> None:
    text = edition(LICENCES, item("cluster", "requires: {users: {min: 60}}"), limits="{licences: {max: 50}}")
    assert codes(text.replace("named_user", "concurrent_user")) == []


PLANS = (
    item("basic", "choice: plan, default: true"),
    item("premium", "choice: plan, requires: {licences: {min: 20}}"),
)


@pytest.mark.parametrize(
    ("more", "reachable"),
    [
        ("requires: {plan: premium, licences: {max: 10}}", False),
        ("requires: {plan: [basic, premium], licences: {max: 10}}", True),
        ("requires: {plan: premium, licences: {max: 20}}", True),
    ],
)
def test_an_item_needs_one_choice_that_can_be_made_with_it(more: str, *, reachable: bool) -> None:
    assert codes(edition(LICENCES, *PLANS, item("extra", more))) == ([] if reachable else ["CAT401"])


def test_an_item_that_requires_another_of_its_own_choice_is_never_reached() -> None:
    (finding,) = found(edition(LICENCES, *PLANS, item("gold", "choice: plan, requires: {plan: basic}")))
    assert finding.code == "CAT401"
    assert 'it is "gold" of the choice "plan" and requires basic' in finding.message


def discounts(first: str, second: str, stacking: str = "") -> str:
    lines = "".join(f"  - {{id: d{n}x, percent: 5, source: letter, {one}}}\n" for n, one in enumerate((first, second)))
    return f"{stacking}inputs: {{region: {{values: [north, south], default: north}}}}\ndiscounts:\n{lines}"


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        ("items: [licences]", "items: [licence]", True),
        ("items: [licences]", "items: [support]", False),
        ("items: [licences], until: 2026-12-31", "items: [licences], from: 2027-01-01", False),
        ("items: [licences], until: 2026-12-31", "items: [licences], from: 2026-12-31", True),
        ("items: [licences], requires: {users: {max: 9}}", "items: [licences], requires: {users: {min: 10}}", False),
        ("items: [licences], requires: {users: {max: 9}}", "items: [licences], requires: {users: {min: 9}}", True),
        ("items: [licences], requires: {region: north}", "items: [licences], requires: {region: south}", False),
        ("items: [licences], requires: {region: north}", "items: [licences], requires: {users: {min: 9}}", True),
    ],
)
def test_discounts_meet_on_a_shared_item_a_shared_day_and_for_one_client(
    first: str, second: str, *, meet: bool
) -> None:
    assert ("CAT406" in codes(discounts(first, second))) is meet


def test_discounts_may_meet_where_the_catalog_says_what_they_come_to() -> None:
    assert codes(discounts("items: [licences]", "items: [licences]", "stacking: best\n")) == []
