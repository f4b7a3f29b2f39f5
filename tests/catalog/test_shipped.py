"""The shipped catalogs: every figure of the seed table and no other, its source, and what is unknown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.files.catalogs import load_catalogs

CATALOGS = {
    written.catalog.id: written for written in load_catalogs(Path(__file__).resolve().parents[2] / "vendor_catalogs")
}

TABLE = {  # the seed table: ten licences, a course for up to ten people, standard installation, support
    "terrasoft": ("sales", "named_user", ["87768", "not_offered", "not_offered", "15 %"]),
    "regionsoft": ("standard", "concurrent_user", ["51700", "6000", "7000", "included"]),
    "client-communicator": ("click-crm", "concurrent_user", ["75000", "12000", "6600", "included"]),
}
ITEMS = ["licences", "training", "deployment", "support"]

every_catalog = pytest.mark.parametrize("written", CATALOGS.values(), ids=CATALOGS)


def test_the_three_vendors_of_the_seed_article_are_shipped() -> None:
    assert set(CATALOGS) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_an_edition_has_the_metric_and_the_figures_of_the_table_and_no_other(name: str) -> None:
    edition_id, metric, figures = TABLE[name]
    (edition,) = CATALOGS[name].catalog.editions
    assert (edition.id, edition.licence_metric) == (edition_id, metric)
    assert [item.id for item in edition.items] == ITEMS
    assert [list(printed(item.price)) for item in edition.items] == [[figure] for figure in figures]


def printed(price: Any) -> Iterator[str]:
    """Every figure of a price, or its state."""
    written = price.model_dump(exclude_defaults=True)
    if price.kind in {"included", "not_offered"}:
        yield price.kind
    yield from (str(amount) for amount in written.get("totals", {}).values())
    yield from (str(written[key]) for key in ("amount", "minimum", "maximum") if key in written)
    if "rate" in written:
        yield f"{written['rate']} %"


@every_catalog
def test_licences_are_priced_at_ten_only_and_training_by_groups_of_ten(written: WrittenCatalog) -> None:
    licences, training, *_ = written.catalog.editions[0].items
    assert licences.price is not None
    assert [int(quantity) for quantity in licences.price.totals] == [10]  # type: ignore[union-attr]
    assert getattr(training.price, "size", 10) == 10


@every_catalog
def test_every_item_names_the_article_and_every_source_is_graded(written: WrittenCatalog) -> None:
    assert {item.source for item in written.catalog.editions[0].items} == {"article"}
    (article,) = written.catalog.sources
    assert (article.grade, article.kind, article.retrieved) == ("S", "article", None)


@every_catalog
def test_what_the_article_does_not_say_stays_unknown(written: WrittenCatalog) -> None:
    catalog = written.catalog
    assert (catalog.prices_as_of, catalog.tax.treatment, catalog.tax.rate) == (None, "unknown", None)
    assert (catalog.discounts, catalog.editions[0].limits) == ((), {})


@every_catalog
def test_what_is_assumed_of_an_item_is_said_in_three_languages(written: WrittenCatalog) -> None:
    for item in written.catalog.editions[0].items:
        for text in (item.name, item.note):
            assert text is not None, item.id
            assert set(text.by_language) == {"en", "ru", "ja"}, item.id


@every_catalog
def test_a_shipped_catalog_is_read_without_a_warning(written: WrittenCatalog) -> None:
    assert written.warnings == ()
