"""A price list never looks more generous than it is: every condition is said in words."""

from typing import Any

from crm_planner.catalog.model import Catalog
from crm_planner.documents.conditions import conditions
from crm_planner.documents.wording import Speech
from crm_planner.files.bundled import folder

PLAN: dict[str, Any] = {"category": "support", "choice": "plan", "price": {"kind": "included"}}
TWENTY = {"licences": {"min": 20}}
CATALOG = {
    "schema": "crm-planner/catalog/1",
    "id": "example",
    "vendor": "Example",
    "product": "Example CRM",
    "currency": "RUB",
    "inputs": {"region": {"values": ["region", "moscow"], "default": "region"}},
    "discounts": [
        {
            "id": "prepay",
            "percent": 10,
            "items": ["licence"],
            "requires": {"licences": {"min": 20}},
            "until": "2026-12-31",
        },
        {"id": "gift", "amount": 500, "items": ["basic"]},
    ],
    "editions": [
        {
            "id": "one",
            "name": "One",
            "licence_metric": "named_user",
            "limits": {"users": {"max": 50}},
            "items": [
                {"id": "visit", "category": "training", "optional": True, "price": {"kind": "flat", "amount": 100}},
                {"id": "basic", "default": True, **PLAN},
                {"id": "gold", "requires": {"region": "moscow"}, **PLAN},
            ],
        }
    ],
}


def test_every_condition_of_a_catalog_is_said() -> None:
    speech = Speech("en", folder("templates") / "wording")
    said = [speech.show(one) for one in conditions(Catalog.model_validate(CATALOG))]
    assert said == [
        "One: users up to 50 only",
        "visit: only where the client wants it",
        "basic: one of basic, gold, and the usual one",
        "gold: one of basic, gold",
        "gold: needs region moscow",
        "prepay: 10 % off licence; needs licences from 20; until 2026-12-31",
        "gift: 500 off basic",
    ]


def test_what_happens_over_the_years_is_said() -> None:
    support = {
        "id": "support", "category": "support", "charge": "yearly", "price": {"kind": "flat", "amount": 100},
        "covers": ["upgrade"],
        "reentry": [
            {"missed": 1, "price": {"kind": "percent", "rate": 30, "of": ["licences"], "base": "all"}},
            {"price": {"kind": "on_request"}},
        ],
    }  # fmt: skip
    upgrade = {"id": "upgrade", "category": "other", "every": 3, "price": {"kind": "flat", "amount": 9}}
    licences = {"id": "licences", "category": "licence", "price": {"kind": "flat", "amount": 9}}
    edition = {"id": "one", "name": "One", "licence_metric": "named_user", "reassignable": False}
    tree = {**CATALOG, "discounts": [], "editions": [{**edition, "items": [licences, support, upgrade]}]}
    speech = Speech("en", folder("templates") / "wording")
    assert [speech.say(one) for one in conditions(Catalog.model_validate(tree))] == [
        "One: licences may not be reassigned",
        "support: contains upgrade",
        "support: bought again after up to 1 years without it: 30 % of the list price of all licences the client has",
        "support: bought again after any longer time without it: on request",
        "upgrade: due again every 3 years",
    ]
