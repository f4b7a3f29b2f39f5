"""The coverage matrix: how each edition stands to each category."""

from datetime import date

import pytest

from crm_planner.lint.matrix import columns, rows_of
from crm_planner.lint.minimal import AS_OF, laid_over
from tests.lint.made import edition, read

ANY = "source: letter, price: {kind: flat, amount: 1}"


def stands(*items: str, day: date = AS_OF) -> dict[str, str]:
    (reading,) = read([laid_over(edition(*items))])
    assert reading.written is not None
    (row,) = rows_of(reading.written, day)
    assert row.candidate == "example/standard"
    return dict(row.stands)


@pytest.mark.parametrize(
    ("item", "stand"),
    [
        (ANY, "priced"),
        (f"optional: true, {ANY}", "option"),
        ("price: {kind: included}", "included"),
        ("price: {kind: on_request}", "on request"),
        ("price: {kind: not_offered}", "not offered"),
        ("optional: true, price: {kind: not_offered}", "not offered"),
        ("prices: [{from: 2026-12-01, price: {kind: included}}]", "on request"),
        (
            "prices: [{from: 2026-01-01, price: {kind: on_request}}, {from: 2026-11-01, price: {kind: included}}]",
            "included",
        ),
    ],
)
def test_an_edition_stands_to_a_category_as_its_item_does_on_the_day(item: str, stand: str) -> None:
    assert stands(f"id: course, category: training, {item}") == {"training": stand}


def test_of_several_items_the_one_that_says_most_stands_for_the_category() -> None:
    course = "id: course, category: training, price: {kind: not_offered}"
    assert stands(course, f"id: lesson, category: training, {ANY}") == {"training": "priced"}
    assert stands(course, f"id: lesson, category: training, optional: true, {ANY}") == {"training": "option"}


def test_columns_are_the_categories_that_are_there_in_the_order_of_every_table() -> None:
    text = laid_over(edition(f"id: course, category: training, {ANY}", f"id: seats, category: licence, {ANY}"))
    (reading,) = read([text])
    assert reading.written is not None
    assert columns(rows_of(reading.written, AS_OF)) == ["licence", "training"]
