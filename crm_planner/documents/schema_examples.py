"""What an editor may offer where a value of our documents has parts: an example of each."""

from collections.abc import Mapping
from typing import Any

_PRICE = {"kind": "published", "totals": {"10": 51700}}
_ITEM = {"id": "licences", "category": "licence", "quantity": "licences", "price": _PRICE, "source": "article"}
_EDITION = {"id": "standard", "name": "Standard", "licence_metric": "concurrent_user", "items": [_ITEM]}

EXAMPLES: Mapping[tuple[str, str], list[Any]] = {
    ("Catalog", "editions"): [[_EDITION]],
    ("Catalog", "discounts"): [[{"id": "prepay", "percent": 10, "items": ["licences"]}]],
    ("Catalog", "inputs"): [{"region": {"values": ["region", "moscow"], "default": "region"}}],
    ("Catalog", "sources"): [[{"id": "article", "title": "Desktop CRM", "kind": "article", "grade": "S"}]],
    ("ClientFact", "values"): [["region", "moscow"]],
    ("Discount", "items"): [["licences"]],
    ("Discount", "requires"): [{"licences": {"min": 20}}],
    ("DatedPrice", "price"): [{"kind": "flat", "amount": 7000}],
    ("Item", "price"): [_PRICE, {"kind": "flat", "amount": 7000}, {"kind": "percent", "rate": 15, "of": ["licences"]}],
    ("Item", "prices"): [[{"from": "2026-01-01", "price": {"kind": "flat", "amount": 7000}}]],
    ("Item", "requires"): [{"licences": {"min": 5}}, {"region": "moscow"}],
    ("Edition", "items"): [[_ITEM]],
    ("Edition", "limits"): [{"users": {"max": 50}}],
    ("PacksPrice", "packs"): [{"5": 30000, "10": 51700}],
    ("PublishedPrice", "totals"): [{"10": 51700}],
    ("PercentPrice", "of"): [["licences"], ["licence", "infrastructure"]],
    ("VolumePrice", "tiers"): [[{"up_to": 10, "unit": 1250.5}, {"unit": 990}]],
    ("GraduatedPrice", "tiers"): [[{"up_to": 1000, "unit": 0}, {"unit": 0.125}]],
    ("GoldenCheck", "brief"): [{"users": 10}, {"users": {"total": 25, "peak": 12}}],
    ("GoldenCheck", "expect"): [{"licence": 51700, "support": "included", "total": 64700}],
    ("PriceList", "editions"): [[{"printed": "Standard", "id": "standard", "licence_metric": "named_user"}]],
    ("PriceList", "items"): [[{"printed": "Seats", "id": "licences", "category": "licence", "price": "per_unit"}]],
    ("Case", "brief"): [{"users": 10}, {"users": {"total": 25, "peak": 12}}],
    ("Case", "expect"): [{"licence": 51700, "support": "included", "total": 64700}],
    ("Case", "source"): ["price list of 2026-11-01, page 3"],
    ("Case", "edition"): ["standard"],
    ("Brief", "quantities"): [{"servers": 1, "contacts": 1500}],
    ("Brief", "options"): [{"support_plan": "premium", "regionsoft/standard": {"training": False}}],
    ("Brief", "proposal"): [{"number": "17", "addressee": {"person": "A. Sample"}, "valid_days": 14}],
    ("Company", "registration"): [{"inn": "0000000000", "kpp": "000000000", "ogrn": "0000000000000"}],
    ("Company", "terms"): [{"valid_days": 30, "legal_nature": "information"}],
    ("Brief", "candidates"): [["terrasoft/sales", "regionsoft"]],
    ("Brief", "scenarios"): [{"growth": {"users": 25}, "long": {"horizon_years": 5}}],
    ("Brief", "ranges"): [{"users": {"low": 20, "high": 30, "reason": "the owner's guess"}}],
    ("Brief", "answers"): [{"CL-01.1": "no"}],
    ("Brief", "mitigations"): [{"CL-05.m1": "done"}],
    ("Brief", "risks"): [{"CL-05": {"owner": "A. Sample", "response": "accept"}}],
    ("Risk", "when"): [["training-not-bought"]],
    ("Question", "in_country"): [{"RU": {"en": "Has the notice been filed?"}}],
    ("Contradiction", "answers"): [{"CL-01.1": "no", "CL-01.3": "no"}],
    ("Brief", "scores"): [{"regionsoft/standard": {"fit": 4}}],
    ("Brief", "must"): [{"terrasoft/sales": {"platform": "no"}}],
    ("Exchange", "rates"): [{"USD": 92.5}],
    ("Brief", "rates"): [{"developer": 3500}],
    ("Effort", "formula"): [
        [{"hours": 4}, {"hours": 0.2, "each": "users"}],
        [{"percent": 15, "of": ["customisation"]}],
    ],
    ("Effort", "when"): [{"wishes": {"min": 1}}, [{"modules": {"min": 1}}, {"industry_solutions": {"min": 1}}]],
    ("HourlyRate", "amounts"): [[{"from": "2026-01-01", "amount": 3000}]],
    ("Builder", "factor"): [{"low": 1, "likely": 1.3, "high": 1.5}],
    ("TaxTable", "rates"): [[{"from": "2026-01-01", "rate": 22}]],
}
"""What an editor may offer where a value has parts."""
