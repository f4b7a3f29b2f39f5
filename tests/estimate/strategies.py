"""Random catalogs and briefs that are valid, small enough to read, and full of edges."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.estimate.oracle_client import DIGITS
from tests.estimate.strategies_price import IDS, NAMES, amounts, percents, prices

Tree = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]
Some = st.SearchStrategy[Any]

TODAY = date(2026, 11, 23)
DAYS = st.sampled_from([date(2026, 1, 1), date(2026, 11, 22), TODAY, date(2026, 11, 24), date(2027, 6, 30)])
CATEGORIES = ["licence", "licence", "support", "training", "deployment", "infrastructure", "customisation", "other"]
METRICS = st.sampled_from(["named_user", "concurrent_user", "server", "company"])


def seldom(**keys: Some) -> Some:
    """A mapping with each of `keys` in about one of four draws."""
    return st.fixed_dictionaries({key: st.one_of(*[st.none()] * 3, values) for key, values in keys.items()}).map(
        _written
    )


def often(**keys: Some) -> Some:
    """A mapping with each of `keys` in about one of two draws."""
    return st.fixed_dictionaries({key: st.one_of(st.none(), values) for key, values in keys.items()}).map(_written)


def _written(tree: Tree) -> Tree:
    return {key: value for key, value in tree.items() if value is not None}


def joined(*parts: Some) -> Some:
    """One mapping of several."""
    return st.tuples(*parts).map(lambda trees: {key: value for tree in trees for key, value in tree.items()})


TREATMENTS = st.sampled_from(["included", "excluded", "exempt", "unknown", "included", "excluded"])
TAXES = joined(
    st.fixed_dictionaries({"treatment": TREATMENTS}),
    often(rate=st.sampled_from([Decimal(0), Decimal(10), Decimal("22.5")]), round=st.sampled_from(["total", "line"])),
)
RANGES = st.tuples(st.integers(0, 15), st.integers(0, 25), st.sampled_from([("min",), ("max",), ("min", "max")])).map(
    lambda drawn: {key: {"min": drawn[0], "max": drawn[0] + drawn[1]}[key] for key in drawn[2]}
)
REGIONS = st.sampled_from(["moscow", ["moscow", "region"], "region"])
REQUIREMENTS = seldom(region=REGIONS, licences=RANGES, users=RANGES, contacts=RANGES)


@cache
def unnamed_items(digits: int) -> Some:
    dated = st.lists(st.fixed_dictionaries({"from": DAYS, "price": prices(digits)}), min_size=1, max_size=2)
    several = dated.filter(lambda found: len({one["from"] for one in found}) == len(found))
    price = st.fixed_dictionaries({"price": prices(digits)})
    charges = st.sampled_from(["once", "once", "yearly", "yearly", "quarterly", "monthly"])
    return joined(
        st.fixed_dictionaries({"category": st.sampled_from(CATEGORIES), "charge": charges}),
        st.one_of(price, price, price, price, st.fixed_dictionaries({"prices": several})),
        seldom(
            quantity=st.sampled_from(["licences", "users", "trainees", "servers", "contacts"]),
            from_year=st.integers(1, 4),
            indexation=percents(),
            tax=TAXES,
            owned=st.sampled_from(["difference", "remainder", "ignore"]),
            every=st.integers(1, 3),
            covers=st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True),
            reentry=st.lists(prices(digits), min_size=1, max_size=2).map(_terms_of_reentry),
            choice=st.sampled_from(["plan", "extra"]),
            optional=st.booleans(),
            requires=REQUIREMENTS,
        ),
    )


@cache
def editions(name: str, digits: int) -> Some:
    return st.tuples(
        joined(
            st.fixed_dictionaries({"id": st.just(name), "name": st.just(name), "licence_metric": METRICS}),
            often(reassignable=st.booleans()),
            seldom(
                limits=st.one_of(*(st.fixed_dictionaries({one: RANGES}) for one in ("users", "contacts", "licences")))
            ),
        ),
        st.lists(unnamed_items(digits), min_size=1, max_size=6),
        st.permutations(IDS),
        st.permutations(range(6)),
        st.booleans(),
    ).map(_edition)


def _terms_of_reentry(several: list[Tree]) -> list[Tree]:
    """One price for any lapse, or one for a year and one for more."""
    first, *others = several
    return [{"missed": 1, "price": first}, *({"price": one} for one in others)] if others else [{"price": first}]


def _edition(drawn: tuple[Tree, list[Tree], list[str], list[int], bool]) -> Tree:
    """Give the items names and a choice its default, let percentages be of what leads nowhere back, then shuffle."""
    edition, items, ids, order, with_defaults = drawn
    found: list[Tree] = []
    defaults: set[str] = set()
    shares = {item["category"] for item in items if any(price["kind"] == "percent" for price in _prices(item))}
    for name, unnamed in zip(ids, items, strict=False):
        item = {"id": name, **unnamed}
        before = [one["id"] for one in found]
        for price in _prices(item):
            if price["kind"] == "percent":
                of = [one for one in price["of"] if one in before or (one not in ids and one not in shares)]
                price["of"] = of or ["exit"]
        for again in item.get("reentry", ()):
            if again["price"]["kind"] == "percent":
                here = [*ids[: len(items)], *CATEGORIES]
                again["price"]["of"] = [one for one in again["price"]["of"] if one in here] or ["exit"]
        if item["charge"] != "once":
            item.pop("every", None)
        item["covers"] = [one for one in item.get("covers", ()) if one in ids[: len(items)] and one != name]
        if item.get("choice") and with_defaults and item["choice"] not in defaults:
            item["default"] = True
            defaults.add(item["choice"])
        found.append(item)
    return {**edition, "items": [found[number] for number in order if number < len(found)]}


def _prices(item: Tree) -> list[Tree]:
    return [item["price"]] if "price" in item else [one["price"] for one in item["prices"]]


PERCENT_OFF = st.sampled_from([Decimal(0), Decimal(10), Decimal("33.333"), Decimal(50), Decimal(100)])
SCOPES = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)


@cache
def reductions(digits: int) -> Some:
    return st.one_of(
        st.fixed_dictionaries({"percent": PERCENT_OFF}), st.fixed_dictionaries({"amount": amounts(digits)})
    )


@cache
def published_discounts(digits: int) -> Some:
    terms = seldom(
        on=st.sampled_from(["net", "total"]),
        **{"requires": st.fixed_dictionaries({"licences": RANGES}), "from": DAYS, "until": st.just(date(2027, 6, 30))},
    )
    return joined(reductions(digits), st.fixed_dictionaries({"items": SCOPES}), terms)


@cache
def catalogs_in(number: int, currency: str) -> Some:
    digits = DIGITS[currency]
    steps = st.sampled_from([Decimal(1), Decimal(10), Decimal(1).scaleb(-digits)])
    modes = st.sampled_from(["half_up", "half_up", "half_even", "up", "down"])
    vendors = st.sampled_from(["North", "South", {"en": "North", "ru": "Север"}, "East"])
    head = {
        "schema": st.just("crm-planner/catalog/1"),
        "id": st.just(f"catalog-{number}"),
        "vendor": vendors,
        "product": st.just(f"Product {number}"),
        "currency": st.just(currency),
        "rounding": joined(st.fixed_dictionaries({"mode": modes}), often(step=steps)),
        "inputs": st.just({"region": {"values": ["region", "moscow"], "default": "region"}}),
        "discounts": st.lists(published_discounts(digits), max_size=2),
    }
    more = often(tax=TAXES, stacking=st.sampled_from(["compound", "additive", "best"]))
    first = st.tuples(editions("basic", digits))
    both = st.one_of(first, first, st.tuples(editions("basic", digits), editions("full", digits)))
    return st.tuples(joined(st.fixed_dictionaries(head), more), both).map(lambda drawn: _catalog(*drawn))


def _catalog(tree: Tree, editions: tuple[Tree, ...]) -> Tree:
    """Number the discounts and keep those on something the catalog has."""
    ids = {item["id"] for edition in editions for item in edition["items"]}
    for number, discount in enumerate(tree["discounts"], start=1):
        known = [name for name in discount["items"] if name in ids or name not in IDS[:4]]
        discount |= {"id": f"sale-{number}", "items": known or ["licence"]}
    return {**tree, "editions": list(editions)}


CURRENCIES = st.sampled_from(["RUB", "RUB", "RUB", "JPY", "USD", "KWD"])


@cache
def catalogs(number: int) -> Some:
    return CURRENCIES.flatmap(lambda currency: catalogs_in(number, currency))


def name_of(catalog: Mapping[str, Any]) -> list[str]:
    """The candidates of a catalog."""
    return [f"{catalog['id']}/{edition['id']}" for edition in catalog["editions"]]
