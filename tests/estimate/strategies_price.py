"""Random prices of every kind, with bounds, free units and figures at the edges of tiers."""

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

Tree = dict[str, Any]

IDS = ["one", "two", "three", "four", "support", "training"]
"""Ids of items; two of them are names of categories as well, which a percentage may confuse."""

NAMES = [*IDS, "licence", "deployment"]
"""What a percentage or discount may be of: items, and categories."""


@cache
def amounts(digits: int) -> st.SearchStrategy[Decimal]:
    """Amounts a price list could print, free ones among them."""
    shown = st.sampled_from([0, 1, 100, 5170, 87768, 1_000_000]).map(Decimal)
    return st.one_of(shown, st.decimals(0, 10_000, places=digits))


@cache
def unit_amounts() -> st.SearchStrategy[Decimal]:
    return st.one_of(
        st.sampled_from([0, 1, 3]).map(Decimal), st.decimals(0, 5_000, places=2), st.decimals(0, 9, places=6)
    )


@cache
def percents() -> st.SearchStrategy[Decimal]:
    return st.sampled_from([Decimal(number) for number in ("0", "5", "7.5", "15", "33.333333", "100")])


@cache
def counts() -> st.SearchStrategy[Any]:
    return st.one_of(st.integers(0, 12), st.just(Decimal("2.5")))


BOUNDS = st.lists(st.integers(0, 30), max_size=3, unique=True).map(sorted)


@cache
def tiers(digits: int) -> st.SearchStrategy[list[Tree]]:
    priced = st.fixed_dictionaries({}, optional={"unit": unit_amounts(), "flat": amounts(digits)})
    one = st.one_of(priced, priced, priced, priced, st.just({"on_request": True}))
    return st.tuples(BOUNDS, st.lists(one, min_size=4, max_size=4)).map(_bounded)


def _bounded(drawn: tuple[list[int], list[Tree]]) -> list[Tree]:
    bounds, tiers = drawn
    closed = [{"up_to": bound, **tier} for bound, tier in zip(bounds, tiers[1:], strict=False)]
    return [*closed, tiers[0]]


@cache
def prices(digits: int) -> st.SearchStrategy[Tree]:
    """A price of any kind; what a percentage is of is put right when the other items are known."""
    amount, unit = amounts(digits), unit_amounts()
    kinds: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "flat": {"amount": amount},
        "per_unit": {"amount": unit, "free_units": counts(), "minimum_quantity": counts()},
        "volume": {"tiers": tiers(digits)},
        "graduated": {"tiers": tiers(digits)},
        "package": {"size": st.sampled_from([1, 5, 10, Decimal("2.5")]), "amount": unit, "free_units": counts()},
        "packs": {
            "packs": st.dictionaries(st.integers(1, 12), amount, min_size=1, max_size=3),
            "combine": st.sampled_from(["cover", "exact", "single"]),
        },
        "published": {
            "totals": st.dictionaries(st.integers(1, 30).map(Decimal), amount, min_size=1, max_size=3),
            "between": st.sampled_from(["linear", "step"]),
        },
        "percent": {
            "rate": percents(),
            "of": st.lists(st.sampled_from(NAMES), min_size=1, max_size=3),
            "base": st.sampled_from(["list", "net", "all"]),
            "per": st.sampled_from(["total", "line"]),
        },
        "effort": {
            "hours": st.integers(1, 40).map(lambda n: {"low": 0, "likely": n, "high": n + 1}),
            "role": st.sampled_from(["consultant", "developer", "trainer", "nobody"]),
        },
    }
    bounds = {"minimum": st.sampled_from([0, 50]).map(Decimal), "maximum": st.sampled_from([60, 90_000]).map(Decimal)}
    priced = [
        st.fixed_dictionaries({"kind": st.just(kind), **fields}, optional=bounds if kind != "flat" else {})
        for kind, fields in kinds.items()
    ]
    states = [st.just({"kind": kind}) for kind in ("included", "not_offered", "on_request")]
    return st.one_of(*priced, *states)
