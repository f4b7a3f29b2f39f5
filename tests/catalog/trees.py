"""A small valid catalog as a tree, to change in one place at a time."""

from collections.abc import Callable
from typing import Any

Tree = dict[str, Any]
Change = Callable[[Tree], Any]


def catalog() -> Tree:
    """Two editions; licences, support as a percentage of them, and a choice of two plans."""
    return {
        "schema": "crm-planner/catalog/1",
        "id": "example",
        "vendor": "Example",
        "product": "Example CRM",
        "currency": "RUB",
        "inputs": {"region": {"values": ["region", "moscow"], "default": "region"}},
        "sources": [{"id": "article", "title": "Article", "kind": "article", "grade": "S"}],
        "discounts": [
            {
                "id": "prepay",
                "percent": 10,
                "items": ["licences"],
                "requires": {"region": "moscow"},
                "source": "article",
            }
        ],
        "editions": [
            {
                "id": "standard",
                "name": "Standard",
                "licence_metric": "named_user",
                "items": [
                    item("licences", "licence", {"kind": "per_unit", "amount": 5000}),
                    item("support", "support", {"kind": "percent", "rate": 15, "of": ["licences"]}),
                    item("basic", "other", {"kind": "flat", "amount": 100}, choice="plan", default=True),
                    item("premium", "other", {"kind": "flat", "amount": 200}, choice="plan"),
                ],
            },
            {
                "id": "professional",
                "name": "Professional",
                "licence_metric": "concurrent_user",
                "items": [item("licences", "licence", {"kind": "per_unit", "amount": 9000})],
            },
        ],
        "checks": [{"name": "One user", "edition": "standard", "brief": {"users": 1}, "expect": {"licence": 5000}}],
    }


def item(name: str, category: str, price: Tree, **more: Any) -> Tree:
    return {"id": name, "category": category, "price": price, "source": "article", **more}


def changed(change: Change) -> Tree:
    """The catalog after `change`."""
    tree = catalog()
    change(tree)
    return tree


def items(tree: Tree) -> Any:
    """The items of the first edition."""
    return tree["editions"][0]["items"]
