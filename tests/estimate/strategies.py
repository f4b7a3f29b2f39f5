"""Random catalogs, briefs and playbooks that are valid, small enough to read, and full of edges."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.estimate.oracle_client import DIGITS
from tests.estimate.strategies_price import amounts, percents, prices

Tree = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

TODAY = date(2026, 11, 23)
DAYS = st.sampled_from([date(2026, 1, 1), date(2026, 11, 22), TODAY, date(2026, 11, 24), date(2027, 6, 30)])
CATEGORIES = ["licence", "licence", "support", "training", "deployment", "infrastructure", "customisation", "other"]
CURRENCIES = st.sampled_from(["RUB", "RUB", "RUB", "JPY", "USD", "KWD"])
IDS = ["one", "two", "three", "four", "support", "training"]
"""Ids of items; two of them are names of categories as well, which a percentage may confuse."""

PLAYBOOK: Tree = {
    "schema": "crm-planner/playbook/1",
    "id": "test",
    "name": "Test",
    "sizing": {"occasional_share": Decimal("0.1"), "service_level": Decimal("0.95")},
    "gaps": {"fill": "mean"},
    "rates": {
        "consultant": {"name": "Consultant", "amount": Decimal("2999.99"), "currency": "RUB"},
        "developer": {"name": "Developer", "amount": Decimal("33.333333")},
        "trainer": {"name": "Trainer"},
    },
    "sources": [{"id": "law", "title": "Law", "grade": "A"}],
    "taxes": [
        {
            "country": "RU",
            "name": "VAT",
            "source": "law",
            "rates": [{"from": date(2019, 1, 1), "rate": 20}, {"from": date(2026, 11, 23), "rate": 22}],
        }
    ],
}


def maybe(draw: Draw, tree: Tree, key: str, values: st.SearchStrategy[Any], *, often: bool = False) -> None:
    """Give `tree` the key in every fourth draw, or `often` in every second."""
    if draw(st.integers(0, 1 if often else 3)) == 0:
        tree[key] = draw(values)


TAXES = st.fixed_dictionaries(
    {"treatment": st.sampled_from(["included", "excluded", "exempt", "unknown", "included", "excluded"])},
    optional={"rate": st.sampled_from([Decimal(0), Decimal(10), Decimal("22.5")]), "round": st.sampled_from(["total", "line"])},
)  # fmt: skip


@st.composite
def items(draw: Draw, name: str, ids: list[str], digits: int) -> Tree:
    category = draw(st.sampled_from(CATEGORIES))
    item: Tree = {"id": name, "category": category}
    price = prices(ids, digits)
    if draw(st.integers(0, 5)) == 0:
        days = draw(st.lists(DAYS, min_size=1, max_size=2, unique=True))
        item["prices"] = [{"from": day, "price": draw(price)} for day in days]
    else:
        item["price"] = draw(price)
    maybe(draw, item, "quantity", st.sampled_from(["licences", "users", "trainees", "servers", "contacts"]))
    item["charge"] = draw(st.sampled_from(["once", "once", "yearly", "yearly", "quarterly", "monthly"]))
    maybe(draw, item, "from_year", st.integers(1, 4))
    maybe(draw, item, "indexation", percents())
    maybe(draw, item, "tax", TAXES)
    maybe(draw, item, "owned", st.sampled_from(["difference", "remainder", "ignore"]))
    if draw(st.integers(0, 3)) == 0:
        item["choice"] = draw(st.sampled_from(["plan", "extra"]))
    maybe(draw, item, "optional", st.booleans())
    maybe(draw, item, "requires", requirements())
    return item


@st.composite
def requirements(draw: Draw) -> Tree:
    found: Tree = {}
    maybe(draw, found, "region", st.sampled_from(["moscow", ["moscow", "region"], "region"]), often=True)
    maybe(draw, found, draw(st.sampled_from(["licences", "users", "contacts"])), ranges())
    return found


@st.composite
def ranges(draw: Draw) -> Tree:
    low, high = sorted((draw(st.integers(0, 15)), draw(st.integers(5, 40))))
    return draw(st.sampled_from([{"min": low}, {"max": high}, {"min": low, "max": high}]))  # type: ignore[no-any-return]


@st.composite
def editions(draw: Draw, name: str, digits: int) -> Tree:
    ids = draw(st.permutations(IDS))[: draw(st.integers(1, 6))]
    written = [draw(items(one, ids, digits)) for one in ids]
    for choice in ("plan", "extra"):
        several = [item for item in written if item.get("choice") == choice]
        if several and draw(st.booleans()):
            draw(st.sampled_from(several))["default"] = True
    edition: Tree = {"id": name, "name": name.title(), "items": written}
    edition["licence_metric"] = draw(st.sampled_from(["named_user", "concurrent_user", "server", "company"]))
    maybe(draw, edition, "limits", st.dictionaries(st.sampled_from(["users", "contacts", "licences"]), ranges(), max_size=1))
    return edition


@st.composite
def discounts(draw: Draw, digits: int, **more: Any) -> Tree:
    found: Tree = dict(more)
    if draw(st.booleans()):
        found["percent"] = draw(st.sampled_from([Decimal(0), Decimal(10), Decimal("33.333"), Decimal(50), Decimal(100)]))
    else:
        found["amount"] = draw(amounts(digits))
    return found


SCOPES = st.lists(st.sampled_from([*IDS, "licence", "deployment"]), min_size=1, max_size=2, unique=True)


@st.composite
def published_discounts(draw: Draw, number: int, digits: int) -> Tree:
    found: Tree = draw(discounts(digits, id=f"sale-{number}", items=draw(SCOPES)))
    maybe(draw, found, "requires", st.fixed_dictionaries({"licences": ranges()}))
    maybe(draw, found, "from", DAYS)
    maybe(draw, found, "until", DAYS.filter(lambda day: day >= found.get("from", day)))
    return found


@st.composite
def catalogs(draw: Draw, number: int) -> Tree:
    currency = draw(CURRENCIES)
    digits = DIGITS[currency]
    steps = [Decimal(1), Decimal(10), Decimal(1).scaleb(-digits)]
    tree: Tree = {
        "schema": "crm-planner/catalog/1",
        "id": f"catalog-{number}",
        "vendor": draw(st.sampled_from(["North", "South", {"en": "North", "ru": "Север"}, "East"])),
        "product": f"Product {number}",
        "currency": currency,
        "rounding": {"mode": draw(st.sampled_from(["half_up", "half_up", "half_even", "up", "down"]))},
        "inputs": {"region": {"values": ["region", "moscow"], "default": "region"}},
        "editions": [draw(editions(name, digits)) for name in ("basic", "full")[: draw(st.integers(1, 2))]],
    }
    maybe(draw, tree["rounding"], "step", st.sampled_from(steps), often=True)
    maybe(draw, tree, "tax", TAXES, often=True)
    maybe(draw, tree, "stacking", st.sampled_from(["compound", "additive", "best"]), often=True)
    tree["discounts"] = [draw(published_discounts(one, digits)) for one in range(draw(st.integers(0, 2)))]
    return tree


PEOPLE = st.one_of(
    st.integers(1, 30),
    st.sampled_from([1, 2, 9, 10, 11, 1_000_000]),
    st.integers(1, 30).flatmap(lambda n: st.fixed_dictionaries({"total": st.just(n), "peak": st.integers(1, n)})),
    st.fixed_dictionaries(
        {"total": st.integers(1, 25), "simultaneity": st.sampled_from([Decimal("0.3"), Decimal("0.5"), Decimal(1)])},
        optional={"service_level": st.sampled_from([Decimal("0.9"), Decimal("0.99"), Decimal(1)])},
    ),
    st.fixed_dictionaries({"core": st.integers(0, 9), "occasional": st.integers(1, 21)}),
)


@st.composite
def briefs(draw: Draw, known: list[str]) -> Tree:
    """A brief for candidates called `known`."""
    currency = draw(st.sampled_from(["RUB", "RUB", "JPY", "USD"]))
    digits = DIGITS[currency]
    rates = {code: Decimal(rate) for code, rate in {"RUB": "0.0123", "USD": "92.5", "JPY": "0.61234567", "KWD": "301"}.items()}
    tree: Tree = {
        "client": {"name": "Client"},
        "currency": currency,
        "exchange": {"as_of": TODAY, "rates": rates},
        "users": draw(PEOPLE),
        "horizon_years": draw(st.sampled_from([1, 1, 2, 3, 5, 30])),
    }
    scopes = st.sampled_from([*known, *(name.partition("/")[0] for name in known)])
    maybe(draw, tree["client"], "country", st.sampled_from(["RU", "JP"]), often=True)
    maybe(draw, tree, "date", DAYS)
    maybe(draw, tree, "trainees", st.integers(0, 31))
    tree["quantities"] = draw(
        st.fixed_dictionaries({}, optional={"servers": st.sampled_from([0, 1, 3]), "contacts": st.sampled_from([0, 7, Decimal("12.5"), 1000])})
    )  # fmt: skip
    maybe(draw, tree, "customisations", st.just([{"name": "A", "kind": "form", "count": 2}, {"name": "B", "kind": "field"}]))
    maybe(draw, tree, "discount_rate", st.sampled_from([Decimal(0), Decimal("0.12"), Decimal("0.333333"), Decimal(1)]), often=True)
    maybe(draw, tree, "gaps", st.sampled_from(["none", "lowest", "mean", "highest", "ratio", "rate_card"]), often=True)
    maybe(draw, tree, "options", options(known))
    owned = st.fixed_dictionaries({"candidate": scopes, "licences": st.integers(0, 12)})
    maybe(draw, tree, "owned", st.lists(owned, max_size=2, unique_by=lambda one: one["candidate"]))
    quotes = st.fixed_dictionaries({"candidate": scopes, "item": st.sampled_from(IDS), "amount": amounts(digits), "source": st.just("letter")})
    maybe(draw, tree, "quoted", st.lists(quotes, max_size=2, unique_by=lambda one: (one["candidate"], one["item"])))
    by_category = st.fixed_dictionaries({"candidate": scopes, "reason": st.just("agreed"), "category": st.sampled_from(CATEGORIES)})
    by_item = st.fixed_dictionaries({"candidate": scopes, "reason": st.just("agreed"), "items": SCOPES})
    if draw(st.integers(0, 2)) == 0:
        tree["discounts"] = [draw(discounts(digits, **draw(st.one_of(by_category, by_item))))]
    return tree


@st.composite
def options(draw: Draw, known: list[str]) -> Tree:
    """Wishes for items, the region and choices, general and for single candidates; many of them cannot be granted."""
    wishes: dict[str, st.SearchStrategy[Any]] = {name: st.booleans() for name in IDS}
    wishes |= {"region": st.sampled_from(["moscow", "region"]), "plan": st.sampled_from([*IDS, "none"])}
    some = st.fixed_dictionaries({}, optional=wishes).map(lambda one: dict(list(one.items())[:2]))
    found = dict(draw(some)) if draw(st.booleans()) else {}
    if draw(st.booleans()):
        found[draw(st.sampled_from(known))] = draw(some)
    return found
