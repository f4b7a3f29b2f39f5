"""What must hold between the parts of a catalog: one small change at a time breaks it, at the right place."""

import re
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from pydantic import ValidationError

from crm_planner.catalog.crosscheck import CROSS_CHECKS
from crm_planner.catalog.model import Catalog
from crm_planner.place import Path, WrittenMapping
from tests.catalog.trees import Change, Tree, catalog, changed, item, items


def test_the_small_catalog_is_valid() -> None:
    assert Catalog.faults(catalog()) == []
    assert Catalog.model_validate(catalog()).id == "example"


def put(key: str, value: Any) -> Change:
    return lambda tree: tree.update({key: value})


def in_item(index: int, **more: Any) -> Change:
    return lambda tree: items(tree)[index].update(more)


def in_price(index: int, **more: Any) -> Change:
    return lambda tree: items(tree)[index]["price"].update(more)


def in_discount(**more: Any) -> Change:
    return lambda tree: tree["discounts"][0].update(more)


def dated(*amounts: Any) -> Change:
    """The licences with a flat price from each new year on, instead of one price."""

    def change(tree: Tree) -> None:
        del items(tree)[0]["price"]
        entries = enumerate(amounts)
        items(tree)[0]["prices"] = [
            {"from": f"202{n}-01-01", "price": {"kind": "flat", "amount": a}} for n, a in entries
        ]

    return change


def second(key: str) -> Change:
    """The first entry of a list once more."""
    return lambda tree: tree[key].append(dict(tree[key][0]))


def in_check(**more: Any) -> Change:
    return lambda tree: tree["checks"][0].update(more)


def in_region(**more: Any) -> Change:
    return lambda tree: tree["inputs"]["region"].update(more)


def half_a_yen(tree: Tree) -> None:
    tree.update(currency="JPY")
    items(tree)[2]["price"].update(amount=Decimal("0.5"))


HALF_A_KOPECK = Decimal("100.005")


class Broken(NamedTuple):
    """A change, and the fault it makes: code, place (`items` are the first edition's) and words of its message."""

    change: Change
    code: str
    place: str
    said: str

    @property
    def path(self) -> Path:
        parts = self.place.replace("items.", "editions.0.items.", self.place.startswith("items.")).split(".")
        return tuple(int(part) if part.isdigit() else part for part in parts)


FAULTS = {
    "two sources with one id": Broken(second("sources"), "ID005", "sources.1.id", "already used by sources[0]"),
    "two discounts with one id": Broken(second("discounts"), "ID005", "discounts.1.id", "already used by discounts[0]"),
    "two editions with one id": Broken(second("editions"), "ID005", "editions.2.id", "already used by editions[0]"),
    "two items with one id": Broken(in_item(3, id="basic"), "ID005", "items.3.id", "already used by items[2]"),
    "an item called total": Broken(in_item(3, id="total"), "ID007", "items.3.id", "the name of the sum"),
    "an item called as a choice": Broken(in_item(3, id="plan"), "ID008", "items.3.id", "would mean two things"),
    "an item called as an input": Broken(in_item(3, id="region"), "ID008", "items.3.id", "would mean two things"),
    "an unknown source": Broken(in_item(0, source="artcle"), "REF001", "items.0.source", 'did you mean "article"?'),
    "a discount's source": Broken(in_discount(source="letter"), "REF001", "discounts.0.source", 'has the id "letter"'),
    "a percentage of what": Broken(in_price(1, of=["licence", "x"]), "REF002", "items.1.price.of.1", 'called "x"'),
    "a percentage of itself": Broken(in_price(1, of=["support"]), "REF003", "items.1.price.of.0", "name another item"),
    "a discount on what": Broken(in_discount(items=["licence", "x"]), "REF002", "discounts.0.items.1", 'called "x"'),
    "a check of what": Broken(in_check(edition="standart"), "REF005", "checks.0.edition", 'did you mean "standard"?'),
    "an input's default": Broken(
        in_region(default="paris"), "REF006", "inputs.region.default", '"paris" is not one of'
    ),
    "a required input": Broken(
        in_discount(requires={"region": "paris"}), "REF006", "discounts.0.requires.region", '"paris" is not one of'
    ),
    "a required item": Broken(
        in_item(0, requires={"plan": ["basic", "gold"]}), "REF006", "items.0.requires.plan", '"gold" is not one of'
    ),
    "a requirement of nothing known": Broken(
        in_item(0, requires={"licences": "many"}), "REF007", "items.0.requires.licences", "a quantity needs min or max"
    ),
    "two defaults": Broken(in_item(3, default=True), "KEY008", "items.3.default", 'already has the default "basic"'),
    "half a kopeck": Broken(in_price(2, amount=HALF_A_KOPECK), "NUM011", "items.2.price.amount", "100.005"),
    "a fine minimum": Broken(in_price(0, minimum=HALF_A_KOPECK), "NUM011", "items.0.price.minimum", "100.005"),
    "a fine step": Broken(put("rounding", {"step": HALF_A_KOPECK}), "NUM011", "rounding.step", "100.005"),
    "a fine discount": Broken(
        lambda tree: tree["discounts"].append({"id": "a", "amount": HALF_A_KOPECK, "items": ["licences"]}),
        "NUM011",
        "discounts.1.amount",
        "100.005",
    ),
    "half a yen": Broken(half_a_yen, "NUM011", "items.2.price.amount", "more digits than JPY, which has 0"),
}


@pytest.mark.parametrize("broken", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_at_its_place(broken: Broken) -> None:
    faults = Catalog.faults(changed(broken.change))
    assert [(fault.code, fault.path) for fault in faults] == [(broken.code, broken.path)]
    assert broken.said in faults[0].message


@pytest.mark.parametrize("broken", FAULTS.values(), ids=FAULTS)
def test_a_catalog_with_a_fault_is_refused(broken: Broken) -> None:
    with pytest.raises(ValidationError, match=re.escape(broken.said)):
        Catalog.model_validate(changed(broken.change))


def test_every_fault_of_a_catalog_is_found_at_once() -> None:
    tree = catalog()
    for name in ("two sources with one id", "an item called total", "an unknown source", "a check of what"):
        FAULTS[name].change(tree)
    assert sorted(fault.code for fault in Catalog.faults(tree)) == ["ID005", "ID007", "REF001", "REF005"]


def test_amounts_of_every_price_table_are_looked_at() -> None:
    too_fine = Decimal("1.001")
    prices: list[Tree] = [
        {"kind": "published", "totals": {10: too_fine}},
        {"kind": "packs", "packs": {10: too_fine}, "combine": "cover"},
        {"kind": "volume", "tiers": [{"flat": too_fine}]},
    ]
    for price in prices:
        tree = changed(in_item(2, price=price))
        assert [fault.code for fault in Catalog.faults(tree)] == ["NUM011"], price["kind"]
    assert [fault.path[:4] for fault in Catalog.faults(changed(dated(too_fine)))] == [("editions", 0, "items", 0)]


def test_prices_for_a_unit_may_be_finer_than_the_currency() -> None:
    assert Catalog.faults(changed(in_price(0, amount=Decimal("0.000004")))) == []


def circle(tree: Tree) -> None:
    items(tree)[0]["price"] = {"kind": "percent", "rate": 5, "of": ["support"]}


def test_percentages_in_a_circle_are_drawn() -> None:
    faults = Catalog.faults(changed(circle))
    assert [fault.code for fault in faults] == ["REF004"]
    assert re.search("licences -> support -> licences|support -> licences -> support", faults[0].message)


def test_a_circle_through_categories_and_dated_prices_is_found() -> None:
    """Support of the licence category, and from 2021 a licence that is a percentage of support."""
    tree = changed(dated(100, 200))
    items(tree)[0]["prices"][1]["price"] = {"kind": "percent", "rate": 5, "of": ["support"]}
    items(tree)[1]["price"]["of"] = ["licence"]
    assert [fault.code for fault in Catalog.faults(tree)] == ["REF004"]


def test_a_category_never_means_the_item_that_refers_to_it() -> None:
    tree = catalog()
    items(tree).append(item("updates", "licence", {"kind": "percent", "rate": 5, "of": ["licence"]}))
    assert Catalog.faults(tree) == []


def test_a_circle_names_the_lines_of_a_written_catalog() -> None:
    written = as_written(changed(circle))
    assert isinstance(written, WrittenMapping)
    assert re.search(
        r"licences \(line \d+\) -> support \(line \d+\)|support \(line \d+\) -> licences",
        Catalog.faults(written)[0].message,
    )


def as_written(node: Any) -> Any:
    """Mappings as a reader of files leaves them, each in line 1."""
    if isinstance(node, dict):
        mapping = WrittenMapping((1, 1))
        mapping.update({key: as_written(value) for key, value in node.items()})
        return mapping
    return [as_written(entry) for entry in node] if isinstance(node, list) else node


@pytest.mark.parametrize("shape", [None, "text", 7, [], {}, [[]], [None], {"id": None}])
@pytest.mark.parametrize("key", ["sources", "discounts", "inputs", "editions", "checks", "rounding", "currency"])
def test_the_checks_forgive_parts_of_any_other_shape(key: str, shape: object) -> None:
    """Fields report their own faults; a check that stumbled over them would hide the rest."""
    tree = changed(put(key, shape))
    for check in CROSS_CHECKS:
        list(check(tree))


@pytest.mark.parametrize("shape", [None, "text", 7, [], {}, [[]], [None]])
@pytest.mark.parametrize("key", ["id", "category", "price", "prices", "choice", "default", "requires", "source"])
def test_the_checks_forgive_items_of_any_other_shape(key: str, shape: object) -> None:
    tree = changed(in_item(1, **{key: shape}))
    for check in CROSS_CHECKS:
        list(check(tree))


@pytest.mark.parametrize("shape", [None, "text", 7, [], {}, [[]], [None]])
@pytest.mark.parametrize("key", ["of", "totals", "packs", "tiers", "amount", "minimum", "kind"])
def test_the_checks_forgive_prices_of_any_other_shape(key: str, shape: object) -> None:
    tree = changed(in_price(1, **{key: shape}))
    for check in CROSS_CHECKS:
        list(check(tree))
