"""The cell a figure was copied from stands beside its price, and comes along wherever the figure is cited."""

from typing import Any

import pytest
from pydantic import ValidationError

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Catalog
from crm_planner.documents.sources import cited
from crm_planner.documents.table_json import whereabouts
from crm_planner.place import Path, Source

SOURCE = {"id": "list", "title": "Price list", "kind": "price-list", "grade": "B"}
TIERS = [{"up_to": 5, "unit": 100, "cell": "P!C6"}, {"unit": 90, "cell": "P!C7"}]


def catalog(item: dict[str, Any]) -> dict[str, Any]:
    whole = {"id": "licences", "category": "licence", "source": "list"} | item
    edition = {"id": "standard", "name": "Standard", "licence_metric": "named_user", "items": [whole]}
    head = {"schema": "crm-planner/catalog/1", "id": "acme", "vendor": "Acme", "product": "CRM", "currency": "RUB"}
    return head | {"sources": [SOURCE], "editions": [edition]}


def cell(item: dict[str, Any], path: Path) -> str:
    candidate = Candidate(Catalog.model_validate(catalog(item)), 0, Source("acme.yaml"))
    return candidate.item_place(0, path).cell


def test_a_price_has_one_cell_whichever_of_its_figures_is_asked_for() -> None:
    item = {"price": {"kind": "flat", "amount": 7000}, "cell": "Prices!D14"}
    assert cell(item, ("price",)) == cell(item, ("price", "amount")) == "Prices!D14"


def test_each_printed_total_has_its_own_cell_and_the_price_has_them_all() -> None:
    item = {"price": {"kind": "published", "totals": {"5": 30000, "10": 51700}}, "cell": {"5": "P!C2", "10": "P!C3"}}
    assert cell(item, ("price", "totals", "10")) == "P!C3"
    assert cell(item, ("price",)) == "P!C2, P!C3"


def test_each_tier_has_its_own_cell_and_the_price_has_them_all() -> None:
    item = {"price": {"kind": "volume", "tiers": TIERS}}
    assert cell(item, ("price", "tiers", 1)) == "P!C7"
    assert cell(item, ("price",)) == "P!C6, P!C7"


def test_each_dated_price_has_its_own_cell() -> None:
    prices = [
        {"from": day, "price": {"kind": "flat", "amount": 7000}, "cell": name}
        for day, name in (("2026-01-01", "Old!B2"), ("2026-07-01", "New!B2"))
    ]
    item = {"prices": prices}
    assert [cell(item, ("prices", number, "price", "amount")) for number in (0, 1)] == ["Old!B2", "New!B2"]
    assert cell(item, ("prices",)) == ""


def test_what_it_costs_to_come_back_has_no_cell_of_the_price() -> None:
    again = [{"missed": 1, "price": {"kind": "flat", "amount": 500}}, {"price": {"kind": "on_request"}}]
    item = {"category": "support", "price": {"kind": "volume", "tiers": TIERS}, "charge": "yearly", "reentry": again}
    assert cell(item, ("reentry", 0, "price", "amount")) == ""


def test_a_figure_copied_from_nowhere_has_no_cell() -> None:
    candidate = Candidate(
        Catalog.model_validate(catalog({"price": {"kind": "included"}})), 0, Source("prices/acme.yaml")
    )
    place = candidate.item_place(0, ("price",))
    assert whereabouts(place, "list") == {"file": "acme.yaml", "line": 1, "id": "list"}
    assert cited(place) == "acme.yaml:1"


def test_a_reader_is_told_file_line_and_cell() -> None:
    candidate = Candidate(
        Catalog.model_validate(catalog({"price": {"kind": "included"}, "cell": "P!C2"})), 0, Source("prices/acme.yaml")
    )
    place = candidate.item_place(0, ("price",))
    assert whereabouts(place, "list") == {"file": "acme.yaml", "line": 1, "id": "list", "cell": "P!C2"}
    assert cited(place) == "acme.yaml:1 (P!C2)"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"price": {"kind": "included"}, "cell": "P!C2", "source": None}, "KEY007"),
        ({"price": {"kind": "volume", "tiers": TIERS}, "source": None}, "KEY007"),
        ({"price": {"kind": "published", "totals": {"5": 1}}, "cell": {"6": "P!C2"}}, "REF013"),
        ({"price": {"kind": "included"}, "cell": {"6": "P!C2"}}, "REF013"),
        ({"prices": [{"from": "2026-01-01", "price": {"kind": "included"}}], "cell": "P!C2"}, "KEY006"),
    ],
    ids=["no source", "no source of a tier", "no such total", "no totals at all", "beside dated prices"],
)
def test_a_cell_of_nothing_is_refused(item: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Catalog.model_validate(catalog(item))
    assert [error["type"] for error in caught.value.errors()] == [code]
