"""From a price list to a catalog: what is printed comes over unchanged, each figure with the cell it was in."""

from pathlib import Path

import pytest

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Catalog
from crm_planner.place import Source
from tests.files.price_lists.made import (
    COLUMNS,
    EDITIONS,
    HEAD,
    HEADINGS,
    ITEMS,
    LICENCES,
    MAPPING,
    ROWS,
    WORDS,
    imported,
    problems,
    saved,
    workbook,
)


def prices(catalog: Catalog) -> dict[str, object]:
    """The prices of the first edition as a catalog writes them."""
    items = catalog.editions[0].items
    return {item.id: item.price.model_dump(exclude_unset=True, mode="json") for item in items if item.price}


def cell(catalog: Catalog, item: int, *path: str | int) -> str:
    return Candidate(catalog, 0, Source("draft.yaml")).item_place(item, ("price", *path)).cell


def test_rows_become_items_with_the_kind_of_price_the_mapping_declares(tmp_path: Path) -> None:
    assert prices(imported(tmp_path, saved(workbook()))) == {
        "licences": {"kind": "published", "totals": {"10": "51700"}},
        "training": {"kind": "package", "size": "10", "amount": "6000"},
        "deployment": {"kind": "flat", "amount": "7000"},
        "support": {"kind": "included"},
    }


def test_every_price_remembers_its_cell(tmp_path: Path) -> None:
    catalog = imported(tmp_path, saved(workbook()))
    assert [cell(catalog, number) for number in range(4)] == ["Prices!D2", "Prices!D3", "Prices!D4", "Prices!D5"]


def test_a_sheet_whose_name_has_a_space_is_quoted_as_spreadsheets_do(tmp_path: Path) -> None:
    catalog = imported(tmp_path, saved(workbook(title="Price list")))
    assert cell(catalog, 0) == "'Price list'!D2"


def test_rows_of_one_item_become_totals_each_with_its_own_cell(tmp_path: Path) -> None:
    rows = (HEADINGS, LICENCES, ("Standard", "Licences", 25, 120500))
    catalog = imported(tmp_path, saved(workbook(rows)))
    assert prices(catalog) == {"licences": {"kind": "published", "totals": {"10": "51700", "25": "120500"}}}
    assert cell(catalog, 0, "totals", "25") == "Prices!D3"


def test_the_head_and_the_source_are_those_of_the_mapping(tmp_path: Path) -> None:
    catalog = imported(tmp_path, saved(workbook()))
    assert (catalog.id, catalog.currency, catalog.prices_as_of, catalog.tax.treatment) == (
        "acme",
        "RUB",
        None,
        "unknown",
    )
    assert [(source.id, source.grade) for source in catalog.sources] == [("list", "B")]
    assert {item.source for item in catalog.editions[0].items} == {"list"}


TIERS = "items: [{printed: Seats, id: seats, category: licence, price: volume, steps: STEPS}]\n"


@pytest.mark.parametrize(
    ("steps", "printed"),
    [("up_to", (10, 50, None)), ("from", (1, 11, 51)), ("range", ("1-10", "11–50", "51+"))],
)
def test_tiers_by_rows_are_the_same_however_they_are_printed(
    steps: str, printed: tuple[object, ...], tmp_path: Path
) -> None:
    each = zip(printed, (100, 90, 80.5), strict=True)
    rows = (HEADINGS, *(("Standard", "Seats", quantity, price) for quantity, price in each))
    catalog = imported(tmp_path, saved(workbook(rows)), HEAD + COLUMNS + EDITIONS + TIERS.replace("STEPS", steps))
    tiers = [
        {"up_to": "10", "unit": "100", "cell": "Prices!D2"},
        {"up_to": "50", "unit": "90", "cell": "Prices!D3"},
        {"unit": "80.5", "cell": "Prices!D4"},
    ]
    assert prices(catalog) == {"seats": {"kind": "volume", "tiers": tiers}}


def test_what_lies_below_and_above_the_printed_tiers_is_on_request_not_free(tmp_path: Path) -> None:
    rows = (HEADINGS, ("Standard", "Seats", "5-10", 100))
    catalog = imported(tmp_path, saved(workbook(rows)), HEAD + COLUMNS + EDITIONS + TIERS.replace("STEPS", "range"))
    tiers = [
        {"up_to": "4", "on_request": True},
        {"up_to": "10", "unit": "100", "cell": "Prices!D2"},
        {"on_request": True},
    ]
    assert prices(catalog) == {"seats": {"kind": "volume", "tiers": tiers}}


def test_packs_are_bought_as_the_mapping_says(tmp_path: Path) -> None:
    items = "items: [{printed: Licences, id: packs, category: licence, price: packs, combine: cover}]\n"
    rows = (HEADINGS, ("Standard", "Licences", 1, 6000), ("Standard", "Licences", 5, 27000))
    catalog = imported(tmp_path, saved(workbook(rows)), HEAD + COLUMNS + EDITIONS + items)
    assert prices(catalog) == {"packs": {"kind": "packs", "packs": {"1": "6000", "5": "27000"}, "combine": "cover"}}


WIDE = (
    HEAD + "columns: {item: Item}\n" + EDITIONS.replace("]", ", {printed: Pro, id: pro, licence_metric: named_user}]")
)


def test_columns_of_prices_may_stand_for_editions(tmp_path: Path) -> None:
    mapping = (
        WIDE + "prices: [{column: S, edition: Standard}, {column: P, edition: Pro}]\n" + ITEMS + "empty: not_offered\n"
    )
    rows = (("Item", "S", "P"), ("Installation", 7000, 9000), ("Support", None, 500))
    catalog = imported(tmp_path, saved(workbook(rows)), mapping)
    amounts = {(edition.id, item.id): prices_of(item) for edition in catalog.editions for item in edition.items}
    assert amounts == {
        ("standard", "deployment"): ("flat", "7000", "Prices!B2"),
        ("pro", "deployment"): ("flat", "9000", "Prices!C2"),
        ("standard", "support"): ("not_offered", None, "Prices!B3"),
        ("pro", "support"): ("flat", "500", "Prices!C3"),
    }


def prices_of(item: object) -> tuple[str, str | None, str | None]:
    price, cells = getattr(item, "price", None), getattr(item, "cell", None)
    amount = getattr(price, "amount", None)
    return getattr(price, "kind", ""), None if amount is None else str(amount), getattr(cells, "whole", None)


def test_columns_of_prices_may_stand_for_quantities(tmp_path: Path) -> None:
    mapping = HEAD + "columns: {item: Item}\n" + EDITIONS + ITEMS
    mapping += "prices: [{column: for 5, quantity: 5}, {column: for 10, quantity: 10}]\n"
    rows = (("Item", "for 5", "for 10"), ("Licences", 28000, 51700))
    catalog = imported(tmp_path, saved(workbook(rows)), mapping)
    assert prices(catalog) == {"licences": {"kind": "published", "totals": {"5": "28000", "10": "51700"}}}
    assert cell(catalog, 0, "totals", "10") == "Prices!C2"


def test_category_charge_and_note_may_come_from_columns_in_the_words_of_the_list(tmp_path: Path) -> None:
    mapping = HEAD + EDITIONS + "columns: {item: Item, category: Kind, charge: Paid, price: Price, note: Remark}\n"
    mapping += (
        "items: [{printed: Поддержка, id: support, price: flat}]\nwords: {Сопровождение: support, в год: yearly}\n"
    )
    rows = (("Item", "Kind", "Paid", "Price", "Remark"), ("Поддержка", "Сопровождение", "в год", 500, "by phone"))
    (item,) = imported(tmp_path, saved(workbook(rows)), mapping).editions[0].items
    assert (item.category, item.charge) == ("support", "yearly")
    assert item.note is not None
    assert item.note.in_language("en") == "by phone"


def test_a_figure_the_catalog_refuses_is_named_by_its_cell(tmp_path: Path) -> None:
    rows = (HEADINGS, ("Standard", "Installation", None, 7000.005), ("Standard", "Licences", 10, -1))
    found = problems(tmp_path, saved(workbook(rows)))
    assert [line.partition(" ")[0] + line.partition("]")[0][-6:] for line in found] == [
        "price.xlsx:2:4:NUM011",
        "price.xlsx:3:4:NUM014",
    ]
    assert all(f": Prices!D{row}: " in line for row, line in enumerate(found, 2))


def test_everything_that_is_wrong_is_said_at_once_each_at_its_place(tmp_path: Path) -> None:
    rows = (
        HEADINGS,
        ("Standard", "Licences", 10, "51 700"),
        ("Pro", "Licences", 10, 60000),
        ("Standard", "Training", 10, None),
        ("Standard", "Consulting", None, 500),
        ("Standard", "Support", None, "call us"),
    )
    found = problems(tmp_path, saved(workbook(rows)))
    assert [line.partition("]")[0] for line in found] == [
        "price.xlsx:2:4: error[IMP006",
        "price.xlsx:3:1: error[IMP010",
        "price.xlsx:4:4: error[IMP003",
        "price.xlsx:5:2: error[IMP010",
        "price.xlsx:6:4: error[IMP006",
    ]


def test_a_text_nobody_described_is_said_once_however_often_it_stands(tmp_path: Path) -> None:
    rows = (HEADINGS, *(("Standard", "Consulting", None, 500 + number) for number in range(20)))
    (line,) = problems(tmp_path, saved(workbook(rows)))
    assert line.startswith('price.xlsx:2:2: error[IMP010]: Prices!B2 "Consulting" is not described in the mapping')


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (("Standard", "Licences", 10, 1), "IMP011"),
        (("Standard", "Licences", None, 1), "IMP018"),
        (("Standard", "Licences", 5, "free"), "IMP018"),
    ],
    ids=["the same quantity", "no quantity", "a state beside totals"],
)
def test_totals_that_do_not_fit_together_are_refused(second: tuple[object, ...], code: str, tmp_path: Path) -> None:
    (line,) = problems(tmp_path, saved(workbook((HEADINGS, LICENCES, second))))
    assert f"error[{code}]: Prices!" in line


def test_a_second_price_of_one_kind_names_the_cell_of_the_first(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, saved(workbook((*ROWS, ("Standard", "Installation", None, 8000)))))
    assert "Prices!D6 is a second price of deployment in standard; the first is in Prices!D4" in line


def test_a_mapping_without_words_for_a_state_says_what_to_write(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, saved(workbook()), MAPPING.replace(WORDS, ""))
    assert 'Prices!D5 "free" is no price. Say what it means in words of the mapping' in line
