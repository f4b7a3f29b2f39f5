"""Random own prices of a consultant for the candidates of random catalogs: what it buys and sells price lists at."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.estimate.strategies import CATEGORIES, Some, Tree, joined, name_of

PERCENTS = st.sampled_from([Decimal(0), Decimal("12.5"), Decimal("33.3333"), Decimal(50), Decimal("99.99")])
WAYS = st.one_of(
    st.fixed_dictionaries({"markup": st.sampled_from([Decimal(0), Decimal(10), Decimal("33.3333"), Decimal(250)])}),
    st.fixed_dictionaries({"margin": PERCENTS}),
)


@st.composite
def commercials(draw: Any, several: list[Tree]) -> Tree:
    """Partner discounts and own prices: of everything, of categories, of items some candidate has."""
    names = [name for one in several for name in name_of(one)]
    scopes = st.sampled_from([*names, *(name.partition("/")[0] for name in names)])
    items = st.sampled_from(sorted({item["id"] for one in several for item in one["editions"][0]["items"]}))
    whose: Some = st.fixed_dictionaries({}, optional={"candidate": scopes})
    what = st.one_of(
        st.fixed_dictionaries({"category": st.sampled_from(CATEGORIES)}),
        st.fixed_dictionaries({"items": st.lists(items, min_size=1, max_size=2, unique=True)}),
    )
    general = draw(st.one_of(WAYS.map(lambda way: [way]), st.just([])))
    particular = draw(st.lists(joined(WAYS, what, whose), min_size=not general, max_size=1))
    bought = dict.fromkeys((one["id"] for one in several), draw(PERCENTS))
    return {
        "prices": [*general, *particular],
        "partner_discount": bought | draw(st.dictionaries(scopes, PERCENTS, max_size=1)),
    }
