"""A new catalog from a few answers: vendor, product, currency, one edition, its items; what is not known stays so."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crm_planner.catalog.draft import NO_TOTAL, Draft, unknowns
from crm_planner.place import Path, WrittenMapping
from crm_planner.spelling import tidy_id

SOURCE = "price-list"


class Answers(NamedTuple):
    """What was answered, as it was written; None is not known. `items` are items as a catalog writes them."""

    vendor: str | None = None
    product: str | None = None
    id: str | None = None
    currency: str | None = None
    tax: str | None = None
    prices_as_of: str | None = None
    source: str | None = None
    edition: str | None = None
    metric: str | None = None
    items: Sequence[Any] = ()

    @property
    def missing(self) -> list[str]:
        """The answers no catalog can do without and that are not given."""
        needed = ["vendor", "product", "currency", "metric"]
        needed += [] if self.id or tidy_id(self.vendor or "acme") else ["id"]
        return [*(name for name in needed if getattr(self, name) is None), *([] if self.items else ["item"])]


def draft_of(answers: Answers) -> Draft:
    """The catalog these answers make; whether they are sound is for the catalog's own rules to say."""
    edition = answers.edition or "Standard"
    source = {"id": SOURCE, "title": answers.source or f"Price list of {answers.vendor}", "kind": "price-list"}
    tree = WrittenMapping((1, 1))
    tree |= {"schema": "crm-planner/catalog/1", "id": answers.id or tidy_id(answers.vendor or "")}
    tree |= {"vendor": answers.vendor, "product": answers.product, "currency": answers.currency}
    tree |= {"prices_as_of": answers.prices_as_of, "tax": {"treatment": answers.tax or "unknown"}}
    tree["sources"] = [{**source, "retrieved": None, "grade": "B"}]
    offered: dict[str, Any] = {"id": tidy_id(edition) or "standard", "name": edition, "licence_metric": answers.metric}
    tree["editions"] = [offered | {"items": [_with_source(item) for item in answers.items]}]
    return Draft(tree, {(): _HEAD, **unknowns(tree), **_REMINDERS})


def _with_source(item: Any) -> Any:
    return {**item, "source": SOURCE} if isinstance(item, Mapping) and "source" not in item else item


_HEAD = (
    "A new catalog. `crm-planner schema catalog` describes every key; `crm-planner catalog lint` says what is missing.",
    "What is not known stays unknown: a price that nobody printed is on_request, never 0.",
    NO_TOTAL,
)
_REMINDERS: Mapping[Path, tuple[str, ...]] = {
    ("sources",): ("retrieved: the day the list was read. grade: B the vendor's own word, C someone else's.",),
}
