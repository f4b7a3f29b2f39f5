"""Random briefs for the candidates of random catalogs, and the playbook they are priced with."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.estimate.oracle_client import DIGITS
from tests.estimate.strategies import (
    CATEGORIES,
    DAYS,
    SCOPES,
    TODAY,
    Some,
    Tree,
    joined,
    name_of,
    often,
    reductions,
    seldom,
)
from tests.estimate.strategies_price import IDS, amounts
from tests.estimate.strategies_work import SWITCHES, WORK, wished

PLAYBOOK: Tree = {
    "schema": "crm-planner/playbook/1",
    "id": "test",
    "name": "Test",
    "sizing": {"occasional_share": Decimal("0.1"), "service_level": Decimal("0.95")},
    "gaps": {"fill": "mean"},
    "rates": {
        "consultant": {"name": "Consultant", "amount": Decimal("2999.99"), "currency": "RUB", "tax": "excluded"},
        "developer": {"name": "Developer", "amount": Decimal("33.333333"), "tax": "included"},
        "trainer": {"name": "Trainer"},
        "engineer": {
            "name": "Engineer",
            "amounts": [{"from": date(2026, 1, 1), "amount": 50}, {"from": TODAY, "amount": Decimal("60.5")}],
            "currency": "USD",
            "tax": "excluded",
            "grade": "B",
        },
        "programmer": {"name": "Programmer", "amount": Decimal("1250.5"), "currency": "RUB", "tax": "exempt"},
    },
    **WORK,
    "sources": [{"id": "law", "title": "Law", "grade": "A"}],
    "taxes": [
        {
            "country": "RU",
            "name": "VAT",
            "source": "law",
            "rates": [
                {"from": date(2019, 1, 1), "rate": 20},
                {"from": TODAY, "rate": 22},
                {"from": date(2028, 1, 1), "rate": Decimal("23.5")},
            ],
        }
    ],
}

RATES = {"RUB": Decimal("0.0123"), "USD": Decimal("92.5"), "JPY": Decimal("0.61234567"), "KWD": Decimal(301)}

CHANCES = st.sampled_from([Decimal("0.3"), Decimal("0.5"), Decimal(1)])
PEOPLE = st.one_of(
    st.integers(1, 30),
    st.sampled_from([1, 2, 9, 10, 11, 1_000]),
    st.tuples(st.integers(1, 15), st.integers(0, 15)).map(lambda two: {"total": sum(two), "peak": two[0]}),
    joined(
        st.fixed_dictionaries({"total": st.integers(1, 25), "simultaneity": CHANCES}),
        often(service_level=st.sampled_from([Decimal("0.9"), Decimal("0.99"), Decimal(1)])),
    ),
    st.fixed_dictionaries({"core": st.integers(0, 9), "occasional": st.integers(1, 21)}),
)

GROWTH = st.one_of(
    st.fixed_dictionaries({"joiners": st.integers(0, 6)}, optional={"leavers": st.just(0)}),
    st.just({"joiners": 2, "leavers": 1}),
    st.just({"joiners": 4, "leavers": 4}),
    st.fixed_dictionaries(
        {
            "users": st.dictionaries(
                st.integers(2, 5),
                st.one_of(
                    st.integers(1, 40),
                    st.tuples(st.integers(1, 20), st.integers(0, 20)).map(
                        lambda two: {"total": sum(two), "peak": two[0]}
                    ),
                ),
                min_size=1,
                max_size=2,
            )
        },
        optional={"leavers": st.integers(0, 3)},
    ),
)
"""How people come and go; never so many leave that nobody would be left."""

ON = seldom(on=st.sampled_from(["net", "total"]))

LAPSES = st.lists(st.integers(2, 6), min_size=1, max_size=3, unique=True)

WISHES = seldom(
    **{name: st.booleans() for name in IDS[:4]},
    region=st.sampled_from(["moscow", "region"]),
    plan=st.sampled_from([*IDS, "none"]),
    **SWITCHES,
)


@cache
def briefs_in(currency: str, several: tuple[str, ...]) -> Some:
    """A brief in `currency` for the candidates `several`."""
    digits = DIGITS[currency]
    scopes = {"candidate": st.sampled_from([*several, *(name.partition("/")[0] for name in several)])}
    letter = {"amount": amounts(digits), "source": st.just("letter"), "item": st.sampled_from(IDS)}
    agreed = {**scopes, "reason": st.just("agreed")}
    scope = st.one_of(
        st.fixed_dictionaries({**agreed, "category": st.sampled_from(CATEGORIES)}),
        st.fixed_dictionaries({**agreed, "items": SCOPES}),
    )
    own = st.fixed_dictionaries(dict.fromkeys(several[:2], WISHES))
    return joined(
        st.fixed_dictionaries(
            {
                "currency": st.just(currency),
                "client": st.sampled_from([{"name": "Client", "country": "RU"}, {"name": "Client"}]),
                "exchange": st.just({"as_of": TODAY, "rates": RATES}),
                "users": PEOPLE,
                "horizon_years": st.sampled_from([1, 1, 2, 3, 5, 30]),
                **wished(),
                "quantities": often(
                    servers=st.sampled_from([0, 1, 3, Decimal("1.5")]),
                    contacts=st.sampled_from([0, 7, Decimal("12.5"), 1000]),
                    processes=st.sampled_from([0, 3, Decimal("1.5")]),
                ),
            }
        ),
        often(
            discount_rate=st.sampled_from([Decimal(0), Decimal("0.12"), Decimal("0.333333"), Decimal(1)]),
            gaps=st.sampled_from(["none", "lowest", "mean", "highest", "ratio", "rate_card"]),
            quoted=st.lists(st.fixed_dictionaries({**scopes, **letter}), max_size=2).map(_once),
            discounts=st.lists(joined(scope, reductions(digits), ON), max_size=1),
            growth=GROWTH,
            tax=st.sampled_from([{"show": "net"}, {"show": "gross"}]),
        ),
        seldom(
            lapses=st.lists(
                joined(st.fixed_dictionaries({"years": LAPSES}), st.one_of(st.just({}), st.fixed_dictionaries(scopes))),
                min_size=1,
                max_size=2,
            ),
            date=DAYS,
            start=st.sampled_from([date(2027, 12, 31), date(2028, 2, 29)]),
            trainees=st.integers(0, 31),
            options=st.one_of(WISHES, own, joined(WISHES, own)),
            rates=st.fixed_dictionaries({"trainer": st.sampled_from([Decimal(0), Decimal("999.99")])}),
            owned=st.lists(st.fixed_dictionaries({**scopes, "licences": st.integers(0, 12)}), max_size=2).map(_once),
        ),
    )


def _once(entries: list[Tree]) -> list[Tree]:
    """The entries without those that say the same candidate and item again."""
    return list({(one["candidate"], one.get("item")): one for one in entries}.values())


@st.composite
def briefs(draw: Any, several: list[Tree]) -> Tree:
    """A brief for all candidates of `several` catalogs; what no candidate has is asked for in few of them."""
    names = tuple(name for one in several for name in name_of(one))
    tree: Tree = draw(
        draw(st.sampled_from(["RUB", "RUB", "JPY", "USD"]).map(lambda currency: briefs_in(currency, names)))
    )
    has = {
        name: {item["id"] for item in edition["items"]}
        for one in several
        for name, edition in zip(name_of(one), one["editions"], strict=True)
    }
    for name in list(has):
        has.setdefault(name.partition("/")[0], set()).update(has[name])
    for quote in list(tree.get("quoted", ())):
        if quote["item"] not in has[quote["candidate"]]:
            tree["quoted"].remove(quote)
    for discount in tree.get("discounts", ()):
        if "items" in discount:
            kept = [one for one in discount["items"] if one in has[discount["candidate"]] or one not in IDS]
            discount["items"] = kept or ["licence"]
    editions = {name: edition for one in several for name, edition in zip(name_of(one), one["editions"], strict=True)}
    tree["options"] = _granted(tree.get("options", {}), editions)
    return tree


def _granted(wishes: Tree, editions: Mapping[str, Tree]) -> Tree:
    """The wishes that every candidate they are meant for can understand, if not fulfil."""
    found: Tree = {}
    for name, wish in wishes.items():
        meant = [editions[name]] if name in editions else list(editions.values())
        own = wish if name in editions else {name: wish}
        kept = {key: value for key, value in own.items() if _understood(key, value, meant)}
        if kept:
            found |= {name: kept} if name in editions else kept
    return found


def _understood(key: str, value: Any, editions: list[Tree]) -> bool:
    if key == "region" or key in SWITCHES:
        return True
    items = [item for edition in editions for item in edition["items"]]
    if key != "plan":
        return any(item["id"] == key for item in items) and not any(
            item["id"] == key and item.get("choice") for item in items
        )
    plans = [[item for item in edition["items"] if item.get("choice") == "plan"] for edition in editions]
    plans = [plan for plan in plans if plan]
    if value == "none":
        return bool(plans) and all(item.get("optional") for plan in plans for item in plan)
    return bool(plans) and all(value in [item["id"] for item in plan] for plan in plans)
