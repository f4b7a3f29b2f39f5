"""A difference between price lists in the trade's words, whatever it is, in every language."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from crm_planner.catalog.change import changes
from crm_planner.documents.change_words import change_in_words
from crm_planner.text import LANGUAGES
from tests.catalog.test_change import of
from tests.documents.made import speech
from tests.estimate.strategies import catalogs
from tests.repricing.markets import DAY, NORTH, price_list

READERS = [speech(language) for language in LANGUAGES]
SALE = "  - {id: sale, name: Sale, percent: 10, items: [licences]}\n"
TRAINING = "      - {id: training, category: training, price: {kind: flat, amount: 4000}}\n"


def said(old: str, new: str, day: date = DAY) -> str:
    """What differs in NORTH once `old` reads `new`."""
    (change,) = changes([price_list(NORTH)], [price_list(NORTH.replace(old, new, 1))])
    return speech().say(change_in_words(change, day))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("amount: 1000}", "amount: 1060}", "licences: 1,000 for each unit -> 1,060 for each unit"),
        ("kind: flat, amount: 4000", "kind: on_request", "training: 4,000 -> on request"),
        ("charge: yearly", "charge: monthly", "support: charge: yearly -> monthly"),
        ("source: letter", "source: phone", "licences: source: letter -> phone"),
        ("category: training, ", "category: training, optional: true, ", "training: optional: no -> yes"),
        ("category: training, ", "category: training, note: Asked., ", "training: note changed"),
        ("currency: RUB", "currency: USD", "North CRM: currency: RUB -> USD"),
        ("currency: RUB", "currency: RUB\nprices_as_of: 2026-11-01", "North CRM: prices of: none -> 2026-11-01"),
        (
            "currency: RUB",
            "currency: RUB\ntax: {treatment: included, rate: 20}",
            "North CRM: tax: tax treatment unknown -> tax included, 20 %",
        ),
        ("{step: 1}", "{step: 10, mode: up}", "North CRM: rounding: to 1, half_up -> to 10, up"),
        ("    name: Basic", "    limits: {users: {max: 5}}\n    name: Basic", "Basic: limits: none -> users up to 5"),
        (
            "id: training, ",
            "id: training, requires: {users: {min: 3}}, ",
            "training: requirements: none -> users from 3",
        ),
        ("percent: 10, items", "percent: 20, items", "Sale: percent: 10 -> 20"),
        (SALE, "  []\n", "discount ends: Sale: 10 % off licences"),
        (SALE, SALE + "  - {id: gift, amount: 500, items: [training]}\n", "discount begins: gift: 500 off training"),
        (TRAINING, TRAINING + TRAINING.replace("training,", "course,", 1), "new: course, 4,000"),
        ("  - id: basic", "  - id: start", "the edition basic is now called start"),
        ("title: A call", "title: A visit", "source phone: title: A call -> A visit"),
        ("currency: RUB", "currency: RUB\ninputs: {region: {values: [a], default: a}}", "prices now depend on: region"),
    ],
)
def test_a_difference_is_said_in_the_words_of_the_trade(old: str, new: str, words: str) -> None:
    assert said(old, new) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 10, 31), "Sale: until: none -> 2026-10-31"),
        (date(2026, 11, 1), "Sale: until: none -> 2026-10-31; no longer in force on 2026-11-01"),
    ],
)
def test_a_discount_that_ends_says_so_from_the_day_after(day: date, words: str) -> None:
    assert said("items: [licences]}", "items: [licences], until: 2026-10-31}", day) == words


def test_a_discount_that_begins_today_says_so() -> None:
    later = NORTH.replace("items: [licences]}", "items: [licences], from: 2027-01-01}")
    (change,) = changes([price_list(later)], [price_list(later.replace("2027-01-01", "2026-11-01"))])
    words = "Sale: from: 2027-01-01 -> 2026-11-01; in force on 2026-11-23"
    assert speech().say(change_in_words(change, DAY)) == words


def test_a_dated_price_says_from_when() -> None:
    old = NORTH.replace(
        "price: {kind: flat, amount: 4000}", "prices: [{from: 2026-01-01, price: {kind: flat, amount: 4000}}]"
    )
    new = old.replace("4000}}]", "4400}}, {from: 2027-01-01, price: {kind: included}}]")
    sentences = [speech().say(change_in_words(one, DAY)) for one in changes([price_list(old)], [price_list(new)])]
    assert sentences == ["training from 2026-01-01: 4,000 -> 4,400", "training: new price from 2027-01-01: included"]


@given(catalogs(1), catalogs(1))
@settings(max_examples=30)
def test_every_difference_has_words_in_every_language(one: dict[str, Any], other: dict[str, Any]) -> None:
    for change in changes([of(one)], [of(other)]):
        for reader in READERS:
            words = reader.say(change_in_words(change, DAY))
            assert words.strip()
            assert "None" not in words
            assert "kind=" not in words
