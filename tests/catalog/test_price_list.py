"""The mapping of a price list: it is whole and unambiguous, or every fault is said with its place."""

import pytest

from crm_planner.catalog.price_list import Condition, PriceList
from crm_planner.errors import DataError
from crm_planner.files.typed import read_document

MAPPING = """\
schema: crm-planner/import/1
catalog: {id: acme, vendor: Acme, product: Acme CRM, currency: RUB}
source: {id: list, title: A price list, kind: price-list, grade: B}
columns: {edition: Edition, item: Item, price: Price}
editions: [{printed: A, id: a, licence_metric: company}, {printed: B, id: b, licence_metric: company}]
items: [{printed: Seats, id: s, category: licence, price: flat}, {printed: Help, id: h, category: support, price: flat}]
"""


def faults(mapping: str) -> list[str]:
    try:
        read_document(PriceList, mapping.encode(), "mapping.yaml")
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_whole_mapping_is_accepted() -> None:
    assert faults(MAPPING) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (", price: Price}", "}", ":4:10: error[KEY006]: prices are found by columns.price, or by a list"),
        ("editions:", "prices: [{column: P}]\neditions:", ":5:9: error[KEY006]: prices are found by columns.price"),
        ("{printed: B, ", "{", ":5:58: error[KEY002]: of several editions each needs printed"),
        ("printed: B", "printed: A", ":5:68: error[ID005]: A is already described by editions[0]"),
        ("id: b", "id: a", ':5:75: error[ID005]: the id "a" is already used by editions[0]'),
        ("edition: Edition, ", "", ":5:11: error[KEY007]: nothing says which row is of which edition"),
        ("item: Item, ", "", ":6:8: error[KEY007]: nothing says which row is of which item"),
        (", category: support", "", ":6:66: error[KEY002]: the item has no category"),
        ("columns:", "fill_down: [charge]\ncolumns:", ":4:13: error[KEY007]: columns has no charge"),
        ("columns:", "words: {free: gratis}\ncolumns:", ':4:15: error[ENU001]: free "gratis" is not allowed'),
        (
            "columns:",
            "csv: {encoding: cp1521}\ncolumns:",
            ':4:17: error[ENU001]: encoding "cp1521" is not allowed. Did you',
        ),
        (
            "columns:",
            'csv: {decimal: ",", group: ","}\ncolumns:',
            ":4:28: error[KEY006]: csv: decimal and group are both",
        ),
        ("columns:", "header: 0\ncolumns:", ":4:9: error[NUM014]"),
        ("columns:", "header: 10001\ncolumns:", ":4:9: error[NUM015]"),
        ("columns:", "rows: {skip: [{column: A}]}\ncolumns:", ":4:15: error[KEY006]: skip: a condition has one of is"),
        ("columns:", "rows: {skip: [{column: A, is: b, empty: true}]}\ncolumns:", ":4:15: error[KEY006]"),
        ("columns:", "colums: {}\ncolumns:", ':4:1: error[KEY001]: unknown key "colums"'),
        ("price: flat}, {", "price: volume}, {", ":6:9: error[KEY007]: items: steps says how the tiers"),
        ("price: flat}, {", "price: flat, steps: range}, {", ":6:9: error[KEY007]: items: steps says how the tiers"),
        ("price: flat}, {", "price: packs}, {", ":6:9: error[KEY007]: items: combine says how packs add up"),
        ("currency: RUB", "currency: RUR", ":2:64: error[CUR003]"),
        ("/import/1", "/catalog/1", ":1:9: error[ENU001]"),
    ],
    ids=str,
)
def test_a_fault_of_a_mapping_is_said_at_its_line(old: str, new: str, words: str) -> None:
    found = faults(MAPPING.replace(old, new))
    assert any(words in line for line in found), found


def test_a_column_of_prices_names_what_is_described() -> None:
    mapping = MAPPING.replace(", price: Price", "") + "prices: [{column: P, edition: C, item: Seets}]\n"
    assert [line.partition("; ")[0] for line in faults(mapping)] == [
        'mapping.yaml:7:31: error[REF005]: no entry of editions has printed: "C"',
        'mapping.yaml:7:40: error[REF002]: no entry of items has printed: "Seets"',
    ]


@pytest.mark.parametrize(
    ("condition", "text", "holds"),
    [
        ({"is": "Total"}, "Total", True),
        ({"is": "Total"}, "Totals", False),
        ({"begins": "Total"}, "Totals", True),
        ({"begins": "Total"}, "A total", False),
        ({"empty": True}, "", True),
        ({"empty": True}, "x", False),
        ({"empty": False}, "x", True),
        ({"empty": False}, "", False),
    ],
    ids=str,
)
def test_a_condition_is_true_of_some_cells(condition: dict[str, object], text: str, holds: bool) -> None:  # noqa: FBT001
    assert Condition.model_validate({"column": "A", **condition}).holds(text) is holds
