"""A price book over a catalog: what differs is taken from it, with its place; all the rest stays the catalog's."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.price import FlatPrice, NotOffered, UnitPrice
from crm_planner.catalog.price_book import hidden
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.price_books import read_price_list
from crm_planner.files.settled import settle
from crm_planner.place import Place
from tests.files.price_books_made import CATALOG, book, cheaper, items, read, refused, said

LICENCES = ("editions", 0, "items", 0)


def at(place: Place) -> str:
    return f"{Path(place.file).name}:{place.line}"


def test_a_price_is_replaced_and_the_candidate_keeps_its_name(tmp_path: Path) -> None:
    (written,) = read(tmp_path, cheaper())
    assert [candidate.id for candidate in written.candidates()] == ["example/standard"]
    price = written.catalog.editions[0].items[0].price
    assert isinstance(price, UnitPrice)
    assert price.amount == 4000


def test_the_place_of_a_replaced_figure_is_in_the_book_and_remembers_the_catalogs(tmp_path: Path) -> None:
    (written,) = read(tmp_path, cheaper())
    place = written.source.place((*LICENCES, "price", "amount"))
    (before,) = hidden(place)
    assert at(place) == "book-0.yaml:7"
    assert (at(before.place), before.figure) == ("example.yaml:16", Decimal(5000))


def test_the_place_of_everything_else_stays_the_catalogs(tmp_path: Path) -> None:
    (written,) = read(tmp_path, cheaper())
    for path in (("currency",), ("editions", 0, "items", 1, "price", "amount"), (*LICENCES, "category")):
        assert at(written.source.place(path)).startswith("example.yaml:")
        assert list(hidden(written.source.place(path))) == []


def test_a_price_of_another_kind_says_the_whole_old_price(tmp_path: Path) -> None:
    (written,) = read(tmp_path, book(items("id: licences, price: {kind: flat, amount: 40000}")))
    (before,) = hidden(written.source.place((*LICENCES, "price", "amount")))
    assert before.figure == "{kind: per_unit, amount: 5000}"


def test_a_new_price_takes_the_old_ones_source_note_and_assumptions_away(tmp_path: Path) -> None:
    (written,) = read(tmp_path, book(items("id: training, price: {kind: flat, amount: 8000}")))
    training = written.catalog.editions[0].items[1]
    assert (training.source, training.note, training.assumes) == (None, None, ())


def test_what_is_said_beside_the_new_price_stays(tmp_path: Path) -> None:
    (written,) = read(tmp_path, book(items("id: training, price: {kind: flat, amount: 8000}, source: list, note: Two")))
    training = written.catalog.editions[0].items[1]
    assert (training.source, training.note and training.note.in_language("en")) == ("list", "Two")


def test_dated_prices_put_the_one_price_away(tmp_path: Path) -> None:
    dated = "prices: [{from: 2026-01-01, price: {kind: flat, amount: 1}}]"
    (written,) = read(tmp_path, book(items(f"id: training, {dated}")))
    training = written.catalog.editions[0].items[1]
    (before,) = hidden(written.source.place(("editions", 0, "items", 1, "prices", 0, "price", "amount")))
    assert (training.price, len(training.prices or ())) == (None, 1)
    assert before.figure == "{kind: flat, amount: 9000}"


def test_an_amount_puts_the_percentage_of_a_discount_away(tmp_path: Path) -> None:
    (written,) = read(tmp_path, book("discounts:\n  - {id: prepay, amount: 500}\n"))
    (discount,) = written.catalog.discounts
    assert (discount.percent, discount.amount, discount.items) == (None, 500, ("licences",))


def test_an_item_is_withdrawn_as_not_offered(tmp_path: Path) -> None:
    (written,) = read(tmp_path, book(items("id: training, price: {kind: not_offered}")))
    assert isinstance(written.catalog.editions[0].items[1].price, NotOffered)


def test_a_new_item_comes_after_the_catalogs_and_replaces_nothing(tmp_path: Path) -> None:
    visit = "id: visit, category: deployment, price: {kind: flat, amount: 700}"
    (written,) = read(tmp_path, book(items(visit)))
    item = written.catalog.editions[0].items[3]
    assert isinstance(item.price, FlatPrice)
    place = written.source.place(("editions", 0, "items", 3, "price", "amount"))
    assert (at(place), list(hidden(place))) == ("book-0.yaml:7", [])


def test_null_takes_a_value_away(tmp_path: Path) -> None:
    (written,) = read(tmp_path, book("discounts: null\nprices_as_of: null\n"))
    assert (written.catalog.discounts, written.catalog.prices_as_of) == ((), None)
    assert at(written.source.place(("prices_as_of",))) == "book-0.yaml:5"


def test_a_tax_is_replaced_as_a_whole(tmp_path: Path) -> None:
    catalog = CATALOG.replace("discounts:", "tax: {treatment: included, rate: 20, round: line}\ndiscounts:")
    (written,) = read(tmp_path, book("tax: {treatment: excluded}\n"), catalog=catalog)
    assert (written.catalog.tax.treatment, written.catalog.tax.rate, written.catalog.tax.round) == (
        "excluded",
        None,
        "total",
    )


def test_an_input_of_the_client_is_replaced_by_its_name(tmp_path: Path) -> None:
    inputs = "inputs:\n  region: {values: [north, south], default: north}\n  branch: {values: [a], default: a}\n"
    changed = book("inputs: {region: {values: [north, south], default: south}}\n")
    (written,) = read(tmp_path, changed, catalog=CATALOG + inputs)
    assert {name: fact.default for name, fact in written.catalog.inputs.items()} == {"region": "south", "branch": "a"}


def test_the_catalog_itself_is_left_as_it_was(tmp_path: Path) -> None:
    """Two runs share what was read: laying a book over a catalog changes a copy."""
    catalog = read_price_list(CATALOG.encode(), "example.yaml")
    assert isinstance(catalog, WrittenCatalog)
    upper = read_price_list(cheaper().encode(), "book.yaml")
    assert not isinstance(upper, WrittenCatalog)
    settle([catalog], [upper], lambda: ())
    again = read_price_list(CATALOG.encode(), "example.yaml")
    assert (catalog.source.tree, catalog.catalog) == (again.source.tree, getattr(again, "catalog", None))


def test_the_checks_of_the_catalog_hold_for_its_own_prices_only(tmp_path: Path) -> None:
    (written,) = read(tmp_path, cheaper())
    assert written.catalog.checks == ()
    own = "checks:\n  - {name: Ten, edition: standard, brief: {users: 10}, expect: {licence: 36000}}\n"
    (written,) = read(tmp_path, cheaper() + own)
    assert [check.name for check in written.catalog.checks] == ["Ten"]


def test_without_its_catalog_at_hand_a_book_lies_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(book("prices_as_of: 2026-11-01\n", extends="terrasoft"), encoding="utf-8")
    (written,) = load_catalogs(tmp_path)
    assert written.catalog.id == "terrasoft"
    assert at(written.source.place(("currency",))).startswith("terrasoft.yaml")


BAD = {
    "unknown catalog": (book("prices_as_of: 2026-11-02\n", extends="exampel"), ["book-0.yaml:3 OVL001"], "example"),
    "itself": (book("prices_as_of: 2026-11-02\n", "loop", "loop"), ["book-0.yaml:3 OVL002"], "loop -> loop"),
    "nothing": (book(""), ["book-0.yaml:3 OVL004"], "changes nothing"),
    "the same again": (book("prices_as_of: 2026-11-01\n"), ["book-0.yaml:3 OVL004"], "changes nothing"),
    "a slip": (
        book(items("id: licenses, price: {kind: flat, amount: 1}")),
        ["book-0.yaml:7 OVL005"],
        'Did you mean "licences"? A new item needs category too',
    ),
    "an unknown edition": (book("editions:\n  - {id: standart}\n"), ["book-0.yaml:5 OVL005"], '"standard"'),
    "an unknown discount": (book("discounts:\n  - {id: prepaid, percent: 5}\n"), ["book-0.yaml:5 OVL005"], '"prepay"'),
    "another currency": (book("currency: USD\nprices_as_of: 2026-11-02\n"), ["book-0.yaml:4 OVL006"], "example.yaml:5"),
    "another product": (book("product: Other\nprices_as_of: 2026-11-02\n"), ["book-0.yaml:4 OVL006"], "product"),
    "an item twice": (
        book(items("id: training, optional: true", "id: training, from_year: 2")),
        ["book-0.yaml:8 ID005"],
        "one entry",
    ),
    "the catalog's id": (book("prices_as_of: 2026-11-02\n", "example"), ["book-0.yaml:2 ID005"], "example.yaml:2"),
    "no id": ("schema: crm-planner/catalog/1\nextends: example\n", ["book-0.yaml:1 KEY002"], '"id" is missing'),
    "an unknown key": (book("prises_as_of: 2026-11-02\n"), ["book-0.yaml:4 KEY001"], "prices_as_of"),
    "an unknown source": (
        book(items("id: training, price: {kind: flat, amount: 1}, source: letter")),
        ["book-0.yaml:7 REF001"],
        "letter",
    ),
    "a price and no kind": (book(items("id: training, price: {amount: 1}")), ["book-0.yaml:7 KEY002"], "kind"),
    "kopecks of yen": (
        book(items("id: training, price: {kind: flat, amount: 0.001}")),
        ["book-0.yaml:7 NUM011"],
        "RUB",
    ),
    "no list": (book("editions: {standard: {}}\n"), ["book-0.yaml:4 TYP002"], "list"),
    "an entry that is no mapping": (book("discounts: [prepay]\n"), ["book-0.yaml:4 TYP004"], "keys with values"),
    "an id that is a list": (book("discounts:\n  - {id: [prepay]}\n"), ["book-0.yaml:5 KEY002"], "items"),
    "a price taken away": (
        book(items("id: training, price: null")),
        ["example.yaml:17 KEY006"],
        "under the price book",
    ),
    "the referred item's fault": (
        book(items("id: licences, price: {kind: percent, rate: 5, of: [support]}")),
        ["book-0.yaml:7 REF004"],
        "circle: licences -> support -> licences",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_book_is_refused_at_its_line_with_what_to_do(name: str, tmp_path: Path) -> None:
    text, wanted, words = BAD[name]
    found = refused(tmp_path, text)
    assert wanted[0] in [said(problem) for problem in found], "\n".join(map(str, found))
    assert words in "\n".join(map(str, found))


def test_every_fault_of_a_book_is_said_at_once(tmp_path: Path) -> None:
    wrong = book("currency: USD\n" + items("id: licenses, optional: true", "id: training, charge: weekly"))
    assert [said(problem) for problem in refused(tmp_path, wrong)] == [
        "book-0.yaml:4 OVL006",
        "book-0.yaml:8 OVL005",
        "book-0.yaml:9 ENU001",
    ]


def test_a_change_that_changes_nothing_is_warned_about(tmp_path: Path) -> None:
    (written,) = read(tmp_path, cheaper() + "prices_as_of: 2026-11-01\n")
    assert [said(problem) for problem in written.warnings] == ["book-0.yaml:8 OVL007"]


def test_an_addition_named_like_something_there_is_is_warned_about(tmp_path: Path) -> None:
    added = "id: licenses, category: licence, price: {kind: flat, amount: 1}"
    (written,) = read(tmp_path, book(items(added)))
    assert [said(problem) for problem in written.warnings] == ["book-0.yaml:7 OVL008"]


PRICES = st.one_of(
    st.integers(1, 99999).map(lambda n: {"kind": "flat", "amount": n}),
    st.integers(1, 99999).map(lambda n: {"kind": "per_unit", "amount": n, "minimum_quantity": 2}),
    st.just({"kind": "included"}),
)
ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "price": PRICES,
        "optional": st.booleans(),
        "from_year": st.integers(1, 9),
        "charge": st.sampled_from(["once", "yearly", "monthly"]),
        "note": st.sampled_from(["Said by phone", "A guess"]),
    },
)
CHANGES = st.dictionaries(st.sampled_from(["licences", "training", "support", "visit", "hotline"]), ENTRY, min_size=1)


def merged(tree: Any, changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The same, an independent way: the items that come out, as plain dicts."""
    out = [dict(item) for item in tree["editions"][0]["items"]]
    for name, entry in changes.items():
        old = next((item for item in out if item["id"] == name), None)
        if old is None:
            out.append({"id": name, "category": "other", "price": {"kind": "flat", "amount": 1}, **entry})
            continue
        if "price" in entry and entry["price"] != old["price"]:
            old = {key: value for key, value in old.items() if key not in {"source", "note"}}
        position = next(number for number, item in enumerate(out) if item["id"] == name)
        out[position] = {**old, **entry}
    return out


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_every_value_is_that_of_the_file_and_line_its_place_names(changes: dict[str, Any]) -> None:
    whole = {"category": "other", "price": {"kind": "flat", "amount": 1}}
    known = {"licences", "training", "support"}
    entries = [{"id": name, **({} if name in known else whole), **entry} for name, entry in changes.items()]
    text = book(f"prices_as_of: 2026-10-01\neditions:\n- id: standard\n  items: {json.dumps(entries, indent=2)}\n")
    catalog, upper = read_price_list(CATALOG.encode(), "example.yaml"), read_price_list(text.encode(), "book.yaml")
    assert isinstance(catalog, WrittenCatalog)
    assert not isinstance(upper, WrittenCatalog)
    settled = settle([catalog], [upper], lambda: ())
    assert settled.problems == {}
    (written,) = settled.catalogs
    tree = written.source.tree
    assert tree is not None
    expected = merged(as_text(CATALOG), as_text(json.dumps(changes)))
    assert [plain(item) for item in tree["editions"][0]["items"]] == [plain(item) for item in expected]
    texts = {"example.yaml": CATALOG.split("\n"), "book.yaml": text.split("\n")}
    for path, value in leaves(tree, ()):
        place = written.source.place(path)
        rest = texts[place.file][place.line - 1][place.column - 1 :]
        assert rest.lstrip("'\"").startswith(value), (path, place, rest)


def as_text(text: str) -> Any:
    """What is written, every scalar as text."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes texts only


def plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(one) for one in node] if isinstance(node, list) else str(node)


def leaves(node: Any, path: tuple[str | int, ...]) -> Any:
    """Every written scalar with its path."""
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(value, (*path, key))
    elif node is not None:
        yield path, str(node)
