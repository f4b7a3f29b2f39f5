"""Several price books over one catalog: an order that is written holds, and nothing is left to chance."""

from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner.catalog.price_book import hidden
from crm_planner.files.catalogs import load_catalogs
from tests.files.price_books_made import CATALOG, book, cheaper, items, read, refused, said

TRAINING = items("id: training, price: {kind: flat, amount: 8000}")


def amounts(folder: Path, *books: str) -> list[Decimal]:
    """What licences and training cost under the books."""
    (written,) = read(folder, *books)
    return [getattr(item.price, "amount", Decimal(-1)) for item in written.catalog.editions[0].items[:2]]


def test_two_books_that_change_different_things_both_hold(tmp_path: Path) -> None:
    assert amounts(tmp_path, cheaper(4000, "one"), book(TRAINING, "other")) == [4000, 8000]


def test_a_book_over_a_book_holds_whatever_the_files_are_called(tmp_path: Path) -> None:
    lower, upper = cheaper(4000, "lower"), cheaper(3000, "upper", "lower")
    assert amounts(tmp_path, lower, upper) == amounts(tmp_path, upper, lower) == [3000, 9000]


def test_a_figure_replaced_twice_remembers_both(tmp_path: Path) -> None:
    (written,) = read(tmp_path, cheaper(3000, "upper", "lower"), cheaper(4000, "lower"))
    path = ("editions", 0, "items", 0, "price", "amount")
    assert [one.figure for one in hidden(written.source.place(path))] == [4000, 5000]
    assert [one.book.id for one in written.books] == ["lower", "upper"]


def added(name: str, amount: int) -> str:
    return book(items(f"id: visit, category: other, price: {{kind: flat, amount: {amount}}}"), name)


DATED = items("id: licences, prices: [{from: 2026-01-01, price: {kind: included}}]")
FIVE_PERCENT, FIVE, NONE = (
    f"discounts:{changes}\n" for changes in ("\n  - {id: prepay, percent: 5}", "\n  - {id: prepay, amount: 5}", " null")
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (cheaper(4000, "one"), cheaper(3000, "other")),
        (cheaper(4000, "one"), book(DATED, "other")),
        (book(FIVE_PERCENT, "one"), book(NONE, "other")),
        (book(FIVE_PERCENT, "one"), book(FIVE, "other")),
        (added("one", 700), added("other", 900)),
    ],
    ids=["prices", "price and dated prices", "a part of what is gone", "percent and amount", "additions"],
)
def test_two_books_beside_each_other_that_change_one_thing_are_refused(first: str, second: str, tmp_path: Path) -> None:
    found = refused(tmp_path, first, second)
    assert {problem.code for problem in found} == {"OVL003"}
    assert "book-0.yaml" in found[0].message
    assert found[0].place.file.endswith("book-1.yaml")


def test_a_change_to_what_only_a_book_beside_it_adds_is_refused(tmp_path: Path) -> None:
    added = book(items("id: visit, category: other, price: {kind: flat, amount: 5}"), "one")
    change = book(items("id: visit, price: {kind: flat, amount: 4}"), "other")
    assert [said(problem) for problem in refused(tmp_path, added, change)] == ["book-1.yaml:7 OVL005"]
    assert refused(tmp_path, added, change.replace("extends: example", "extends: one")) == []


def test_books_in_a_circle_are_refused_and_the_circle_is_drawn(tmp_path: Path) -> None:
    found = refused(tmp_path, cheaper(1, "one", "other"), cheaper(2, "other", "one"))
    assert [said(problem) for problem in found] == ["book-0.yaml:3 OVL002", "book-1.yaml:3 OVL002"]
    assert "one -> other -> one" in found[0].message


def test_two_books_with_one_id_are_refused(tmp_path: Path) -> None:
    found = refused(tmp_path, cheaper(1, "one"), cheaper(2, "one"))
    assert [said(problem) for problem in found] == ["book-1.yaml:2 ID005"]


def test_a_book_over_a_wrong_one_is_not_judged(tmp_path: Path) -> None:
    found = refused(tmp_path, book("currency: USD\n", "one"), cheaper(2, "other", "one"))
    assert [said(problem) for problem in found] == ["book-0.yaml:4 OVL006"]


def test_a_book_over_a_catalog_that_cannot_be_read_adds_nothing_to_what_is_said(tmp_path: Path) -> None:
    found = refused(tmp_path, cheaper(), catalog=CATALOG.replace("RUB", "ROUBLE"))
    assert [problem.code for problem in found] == ["CUR001"]


def test_a_book_given_beside_a_folder_lies_over_its_catalog(tmp_path: Path) -> None:
    (tmp_path / "catalogs").mkdir()
    read(tmp_path / "catalogs")
    upper = tmp_path / "mine.yaml"
    upper.write_text(cheaper(), encoding="utf-8")
    (written,) = load_catalogs(tmp_path / "catalogs", overlays=[upper])
    assert [Path(one.file).name for one in written.books] == ["mine.yaml"]
