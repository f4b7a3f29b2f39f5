"""Differences between price lists: by meaning, matched by id, with both places."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.change import Change, changes, renamed_candidates
from crm_planner.catalog.model import Catalog
from crm_planner.place import Source
from tests.estimate.strategies import catalogs
from tests.repricing.markets import NORTH, SOUTH, price_list


def between(old: str, new: str) -> list[Change]:
    return list(changes([price_list(old, "old.yaml")], [price_list(new, "new.yaml")]))


def changed(old: str, new: str) -> list[Change]:
    """What differs in NORTH once `old` reads `new`."""
    assert old in NORTH
    return between(NORTH, NORTH.replace(old, new, 1))


def only(old: str, new: str) -> Change:
    (change,) = changed(old, new)
    return change


def test_a_price_list_differs_in_nothing_from_itself() -> None:
    assert between(NORTH, NORTH) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: training, category: training", "{category: training, id: training"),
        ("vendor: North\nproduct: North CRM\n", "product: North CRM # the same\nvendor: 'North'\n"),
        ("of: [licences, training]", "of: [training, licences]"),
        ("{id: training, category: training,", "{id: training, category: training, quantity: trainees,"),
        ("{id: training, category: training,", "{id: training, category: training, charge: once, indexation: 0,"),
        ("price: {kind: flat, amount: 4000}", "price: {kind: flat, amount: 4000.00}"),
        ("rounding: {step: 1}", "rounding: {step: 1, mode: half_up}"),
        ("amount: 1000}", "amount: 1000, free_units: 0}"),
    ],
)
def test_another_spelling_of_the_same_is_no_difference(old: str, new: str) -> None:
    assert changed(old, new) == []


def test_the_smallest_unit_of_the_currency_is_the_rounding_nobody_writes() -> None:
    plain = NORTH.replace("rounding: {step: 1}\n", "")
    assert between(plain, NORTH.replace("{step: 1}", "{step: 0.01}")) == []
    assert [change.key for change in between(plain, NORTH)] == ["rounding"]


def test_hours_count_a_quantity_only_if_it_is_named() -> None:
    """A default spelt out is no difference, except where it doubles the price."""
    work = NORTH.replace(
        "price: {kind: flat, amount: 4000}",
        "price: {kind: effort, hours: {low: 1, likely: 2, high: 3}, role: consultant}",
    )
    named = work.replace("category: training,", "category: training, quantity: trainees,")
    assert [change.key for change in between(work, named)] == ["quantity"]


def test_a_changed_price_names_both_values_and_both_places() -> None:
    change = only("amount: 1000}", "amount: 1060}")
    assert (change.candidate, change.subject, change.id, change.how, change.key) == (
        *("north/basic", "item", "licences", "changed", "price"),
    )
    assert (change.before.amount, change.after.amount) == (Decimal(1000), Decimal(1060))
    assert (str(change.old), str(change.new)) == ("old.yaml:17:66", "new.yaml:17:66")


@pytest.mark.parametrize(
    ("old", "new", "subject", "how", "key"),
    [
        ("kind: per_unit, amount: 1000", "kind: on_request", "item", "changed", "price"),
        ("charge: yearly", "charge: monthly", "item", "changed", "charge"),
        ("category: training, ", "category: deployment, ", "item", "changed", "category"),
        ("category: training, ", "category: training, optional: true, ", "item", "changed", "optional"),
        ("category: training, ", "category: training, note: Asked by phone., ", "item", "added", "note"),
        ("category: training, ", "category: training, tax: {treatment: exempt}, ", "item", "added", "tax"),
        ("source: letter", "source: phone", "item", "changed", "source"),
        (", source: letter", "", "item", "removed", "source"),
        ("percent: 10, items", "percent: 20, items", "discount", "changed", "percent"),
        ("items: [licences]}", "items: [licences], until: 2026-10-31}", "discount", "added", "until"),
        ("  - {id: sale, name: Sale, percent: 10, items: [licences]}\n", "  []\n", "discount", "removed", None),
        ("grade: C", "grade: B", "source", "changed", "grade"),
        ("currency: RUB", "currency: USD", "catalog", "changed", "currency"),
        ("currency: RUB", "currency: RUB\ntax: {treatment: included, rate: 20}", "catalog", "changed", "tax"),
        ("currency: RUB", "currency: RUB\nprices_as_of: 2026-11-01", "catalog", "added", "prices_as_of"),
        ("currency: RUB", "currency: RUB\ninputs: {region: {values: [a], default: a}}", "input", "added", None),
        ("    name: Basic\n", "    name: Basic\n    limits: {users: {max: 5}}\n", "edition", "added", "limits"),
        (
            "    licence_metric: named_user",
            "    licence_metric: concurrent_user",
            "edition",
            "changed",
            "licence_metric",
        ),
    ],
)
def test_a_difference_says_what_it_is_about(old: str, new: str, subject: str, how: str, key: str | None) -> None:
    change = only(old, new)
    assert (change.subject, change.how, change.key) == (subject, how, key)
    assert (change.old is None, change.new is None) == (how == "added", how == "removed")


def test_a_new_dated_price_leaves_the_old_one_alone() -> None:
    dated = NORTH.replace(
        "price: {kind: flat, amount: 4000}", "prices: [{from: 2026-01-01, price: {kind: flat, amount: 4000}}]"
    )
    later = dated.replace("4000}}]", "4000}}, {from: 2027-01-01, price: {kind: flat, amount: 4400}}]")
    (change,) = between(dated, later)
    assert (change.how, change.key, str(change.day), change.before) == ("added", "price", "2027-01-01", None)


def test_a_new_id_is_a_new_name_not_a_loss() -> None:
    change = only("  - id: basic", "  - id: start")
    assert (change.how, change.before, change.after, change.candidate) == ("renamed", "basic", "start", "north/start")
    old, new = ([price_list(text)] for text in (NORTH, NORTH.replace("id: basic", "id: start")))
    assert renamed_candidates(old, new) == {"north/basic": "north/start"}


def test_an_edition_with_another_name_and_other_items_is_another_edition() -> None:
    found = changed("  - id: full\n    name: Full\n", "  - id: best\n    name: Best\n")
    assert [change.how for change in found] == ["renamed", "changed"]
    other = NORTH.replace("  - id: full\n    name: Full\n", "  - id: best\n    name: Best\n").replace("3000", "3300")
    assert [(change.how, change.id) for change in between(NORTH, other)] == [("removed", "full"), ("added", "best")]


def test_nobody_guesses_which_of_two_twins_was_renamed() -> None:
    full = NORTH[NORTH.index("  - id: full") :]
    twins = NORTH.replace(full, full.replace("id: full", "id: one") + full.replace("id: full", "id: two"))
    assert [(change.how, change.id) for change in between(NORTH, twins)] == [
        *(("removed", "full"), ("added", "one"), ("added", "two")),
    ]


def test_price_lists_are_matched_by_id_whatever_the_file_is_called() -> None:
    old = [price_list(NORTH, "a.yaml"), price_list(SOUTH, "b.yaml")]
    assert changes(old, [price_list(SOUTH, "a.yaml"), price_list(NORTH, "elsewhere/z.yml")]) == ()


def test_a_price_list_of_the_same_product_under_a_new_id_is_renamed() -> None:
    (change,) = changes([price_list(NORTH)], [price_list(NORTH.replace("id: north", "id: polar"))])
    assert (change.subject, change.how, change.before, change.after) == ("catalog", "renamed", "north", "polar")


def test_price_lists_come_and_go() -> None:
    found = changes([price_list(NORTH)], [price_list(SOUTH)])
    assert [(change.catalog, change.how) for change in found] == [("north", "removed"), ("south", "added")]


@pytest.mark.parametrize(("stacking", "keys"), [("compound", ["discounts"]), ("best", [])])
def test_the_order_of_discounts_matters_only_where_one_is_taken_on_the_rest_of_another(
    stacking: str, keys: list[str]
) -> None:
    sale = "  - {id: sale, name: Sale, percent: 10, items: [licences]}\n"
    other = "  - {id: gift, amount: 500, items: [licences]}\n"
    text = NORTH.replace("currency: RUB", f"currency: RUB\nstacking: {stacking}")
    found = between(text.replace(sale, sale + other), text.replace(sale, other + sale))
    assert [change.key for change in found] == keys


def shuffled(tree: Any, chance: random.Random) -> Any:
    """The same price list in another order: keys, and lists of parts that have ids; discounts are left alone."""
    if isinstance(tree, dict):
        keys = list(tree)
        chance.shuffle(keys)
        return {key: tree[key] if key == "discounts" else shuffled(tree[key], chance) for key in keys}
    if isinstance(tree, list) and tree and all(isinstance(one, dict) and "id" in one for one in tree):
        parts = [shuffled(one, chance) for one in tree]
        chance.shuffle(parts)
        return parts
    return tree


def of(tree: dict[str, Any]) -> WrittenCatalog:
    return WrittenCatalog(Catalog.model_validate(tree), Source("made.yaml"))


@given(catalogs(1), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_another_order_of_a_random_price_list_is_no_difference(tree: dict[str, Any], chance: random.Random) -> None:
    assert changes([of(tree)], [of(shuffled(tree, chance))]) == ()


@given(catalogs(1), catalogs(1))
@settings(max_examples=40)
def test_the_way_back_undoes_every_difference(one: dict[str, Any], other: dict[str, Any]) -> None:
    turned: dict[str, str] = {"added": "removed", "removed": "added"}

    def facts(found: tuple[Change, ...], turn: Callable[[Change], tuple[Any, ...]]) -> set[str]:
        return {repr(turn(change)) for change in found}

    there = facts(changes([of(one)], [of(other)]), lambda c: (c.subject, c.id, c.key, c.how, c.before, c.after, c.day))
    back = facts(
        changes([of(other)], [of(one)]),
        lambda c: (c.subject, c.id, c.key, turned.get(c.how, c.how), c.after, c.before, c.day),
    )
    assert there == back
