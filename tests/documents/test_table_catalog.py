"""Price lists for other programs: no condition, gap or unknown is lost on the way."""

import csv
import json
from typing import Any

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.documents.csv_cells import BYTE_ORDER_MARK
from crm_planner.documents.table_catalog import PRICE_LISTS, catalogs_csv, catalogs_json
from crm_planner.place import Source
from tests.documents.made import speech
from tests.documents.test_conditions import CATALOG

UNKNOWN = "The date of the prices is unknown"
LIMIT = "One: users up to 50 only"


def as_json(**changed: object) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(catalogs_json([made(changed)], speech()))
    assert document["schema"] == PRICE_LISTS
    return document


def as_rows(**changed: object) -> list[dict[str, str]]:
    written = catalogs_csv([made(changed)], speech())
    return list(csv.DictReader(written.removeprefix(BYTE_ORDER_MARK).splitlines()))


def made(changed: dict[str, object]) -> WrittenCatalog:
    return WrittenCatalog(Catalog.model_validate(CATALOG | changed), Source("example.yaml"))


def test_an_item_says_its_price_in_words_and_where_it_is_written() -> None:
    [found] = as_json()["catalogs"]
    visit = found["items"][0]
    assert (visit["candidate"], visit["id"], visit["price"]) == ("example/one", "visit", "100")
    assert (visit["source_file"], visit["tax"], visit["prices_as_of"]) == ("example.yaml", "unknown", None)


def test_rows_hold_what_json_holds() -> None:
    [found] = as_json()["catalogs"]
    rows = as_rows()
    assert [row["id"] for row in rows if row["row"] == "item"] == [item["id"] for item in found["items"]]
    assert [row["remark"] for row in rows if row["row"] == "remark"] == found["remarks"]
    assert {row["catalog"] for row in rows} == {"example"}


def test_conditions_and_what_is_unknown_go_along() -> None:
    assert {UNKNOWN, LIMIT} <= set(as_json()["catalogs"][0]["remarks"])
    assert UNKNOWN not in as_json(prices_as_of="2026-01-01")["catalogs"][0]["remarks"]


def test_a_vendor_s_name_is_no_formula_of_a_spreadsheet() -> None:
    assert as_rows(vendor="=1+1")[0]["vendor"] == "'=1+1"
