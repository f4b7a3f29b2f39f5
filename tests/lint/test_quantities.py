"""Prices and quantities: cliffs found at the bounds are all there are, packs that fit nothing, tiers nobody reaches."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from crm_planner.catalog.model import AnyPrice
from crm_planner.lint import quantities
from crm_planner.lint.amounts import cliff_edges, exact_costs, list_amount
from crm_planner.lint.minimal import MINIMAL
from crm_planner.lint.quantities import MOST_BEGINNINGS
from crm_planner.lint.subject import listed_items
from tests.lint.made import codes, edition, found, licences, read

MOST = 60
"""Quantities the slow search looks at."""

(READING,) = read([MINIMAL])


def falls(price: dict[str, Any]) -> tuple[set[int], set[int]]:
    """Whole quantities after which the amount falls: as the rule finds them, and by trying every quantity."""
    assert READING.written is not None
    catalog = READING.written.catalog
    (listed,) = listed_items(catalog)
    made = TypeAdapter(AnyPrice).validate_python(price)

    def amount(quantity: int | Decimal) -> Decimal | None:
        return list_amount(made, Decimal(quantity), catalog)

    known = [(quantity, at) for quantity in range(1, MOST) if (at := amount(quantity)) is not None]
    slow = {fewer for (fewer, dear), (_, cheap) in pairwise(known) if dear > cheap}
    edges = [(fewer, amount(fewer), amount(more)) for fewer, more in cliff_edges(made, listed)]
    return {int(fewer) for fewer, dear, cheap in edges if dear is not None and cheap is not None and dear > cheap}, slow


bounds = st.lists(st.integers(1, 40), min_size=1, max_size=4, unique=True).map(sorted)
units = st.integers(0, 40)


@given(bounds, st.data())
def test_the_cliffs_of_volume_tiers_are_those_a_slow_search_finds(ends: list[int], data: st.DataObject) -> None:
    tiers: list[dict[str, Any]] = [{"up_to": end, "unit": data.draw(units), "flat": data.draw(units)} for end in ends]
    tiers.append({"unit": data.draw(units), "flat": data.draw(units)})
    more = data.draw(st.sampled_from([{}, {"minimum": 200}, {"maximum": 300}]))
    found_fast, slow = falls({"kind": "volume", "tiers": tiers, **more})
    assert found_fast == slow


@given(st.dictionaries(st.integers(2, 25), st.integers(1, 60), min_size=1, max_size=4))
def test_the_cliffs_of_exact_packs_are_those_a_slow_search_finds(packs: dict[int, int]) -> None:
    end = 2 * max(packs)
    found_fast, slow = falls({"kind": "packs", "combine": "exact", "packs": packs})
    assert {quantity for quantity in found_fast if quantity < MOST} >= {one for one in slow if one < end - max(packs)}


@given(st.dictionaries(st.integers(1, 25), st.integers(1, 60), min_size=1, max_size=4))
def test_exact_costs_are_those_an_estimate_computes(packs: dict[int, int]) -> None:
    assert READING.written is not None
    made: Any = TypeAdapter(AnyPrice).validate_python({"kind": "packs", "combine": "exact", "packs": packs})
    costs = exact_costs(made)
    assert costs == [list_amount(made, Decimal(n), READING.written.catalog) for n in range(len(costs))]


def test_a_cliff_names_the_quantities_the_saving_and_what_to_buy() -> None:
    (finding,) = found(licences("{kind: volume, tiers: [{up_to: 20, unit: 1000}, {unit: 900}]}"))
    assert finding.message == "20 cost 20000, and 21 cost 18900: 1100 less in all"
    assert finding.hint.startswith("Buy 21 instead of 19 to 20")


def test_a_cliff_that_starts_before_its_tier_is_told_from_the_tier_on() -> None:
    tiers = "[{up_to: 10, unit: 1}, {up_to: 12, unit: 1000}, {unit: 100}]"
    (finding,) = [one for one in found(licences(f"{{kind: volume, tiers: {tiers}}}")) if one.code == "CAT110"]
    assert "instead of 11 to 12" in finding.hint


def test_a_cliff_beyond_the_limit_of_the_edition_is_none() -> None:
    price = "{kind: volume, tiers: [{up_to: 20, unit: 1000}, {unit: 900}]}"
    assert "CAT110" not in codes(licences(price, limits="{licences: {max: 20}}"))


@pytest.mark.parametrize("between", ["linear", "step"])
def test_printed_totals_that_fall_are_a_cliff(between: str) -> None:
    price = f"{{kind: published, between: {between}, totals: {{10: 9000, 20: 8000}}}}"
    assert "CAT110" in codes(licences(price, limits="{licences: {max: 20}}"))


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ("{kind: packs, packs: {5: 100, 10: 190}, combine: exact}", "hold exactly no 1, 2, 3, 4, 6 and others"),
        ("{kind: packs, packs: {1: 30, 3: 80, 5: 100}, combine: single}", "nothing above 5 has a price"),
        ("{kind: published, between: step, totals: {10: 900, 20: 1600}}", "nothing above 20 has a price"),
    ],
)
def test_quantities_without_a_price_are_named(price: str, words: str) -> None:
    (finding,) = found(licences(price))
    assert finding.code == "CAT111"
    assert words in finding.message


@pytest.mark.parametrize(
    "price",
    [
        "{kind: packs, packs: {1: 30, 3: 80, 5: 100}, combine: exact}",
        "{kind: packs, packs: {1: 30, 3: 80, 5: 100}, combine: cover}",
        "{kind: packs, packs: {1: 30, 3: 80, 5: 100}, combine: single}",
    ],
)
def test_packs_that_serve_every_quantity_the_edition_allows_are_fine(price: str) -> None:
    assert "CAT111" not in codes(licences(price, limits="{licences: {max: 5}}"))


@pytest.mark.parametrize(
    ("tiers", "limits", "numbers"),
    [
        ("[{up_to: 50, unit: 9}, {unit: 8}]", "{licences: {max: 50}}", ["tier 2"]),
        ("[{up_to: 50, unit: 9}, {unit: 8}]", "{licences: {max: 51}}", []),
        ("[{up_to: 4, unit: 9}, {unit: 8}]", "{licences: {min: 5}}", ["tier 1"]),
        ("[{up_to: 5, unit: 9}, {unit: 8}]", "{licences: {min: 5}}", []),
        ("[{up_to: 10, unit: 9}, {up_to: 10.5, unit: 8}, {unit: 7}]", "{}", ["tier 2"]),
        ("[{up_to: 10, unit: 9}, {up_to: 11, unit: 8}, {unit: 7}]", "{}", []),
    ],
)
def test_a_tier_without_a_quantity_is_named(tiers: str, limits: str, numbers: list[str]) -> None:
    findings = found(licences(f"{{kind: graduated, tiers: {tiers}}}", limits=limits))
    assert [one.message[:6] for one in findings if one.code == "CAT112"] == numbers


def test_a_unit_price_stands_out_from_ten_times_the_others_on() -> None:
    def unit(name: str, amount: int) -> str:
        return f"id: {name}, category: licence, source: letter, price: {{kind: per_unit, amount: {amount}}}"

    assert codes(edition(unit("a1", 500), unit("b1", 400), unit("c1", 4999))) == []
    assert codes(edition(unit("a1", 500), unit("b1", 400), unit("c1", 5000))) == ["CAT113"]
    assert codes(edition(unit("a1", 500), unit("b1", 400), unit("c1", 40))) == ["CAT113"]
    assert codes(edition(unit("a1", 500), unit("c1", 5000))) == []


@pytest.mark.parametrize(("percent", "cliff"), [(10, True), (4, False)])
def test_a_discount_that_begins_at_a_quantity_is_a_cliff_if_fewer_cost_more(percent: int, *, cliff: bool) -> None:
    terms = f"percent: {percent}, items: [licence], requires: {{licences: {{min: 20}}}}, source: letter"
    text = f"discounts:\n  - {{id: volume, {terms}}}\n" + licences("{kind: per_unit, amount: 1000}")
    findings = [finding.message for finding in found(text) if finding.code == "CAT110"]
    assert findings == (["19 cost 19000, and 20 with it 18000: 1000 less in all"] if cliff else [])


@pytest.mark.parametrize(
    ("amount", "charge", "said"),
    [
        (1001, "once", ["19 cost 19000, and 20 with it 18999: 1 less in all"]),
        (1000, "once", []),
        (11000, "monthly", []),
        (12001, "monthly", ["19 cost 228000, and 20 with it 227999: 1 less in all"]),
        (99000, "once", ["19 cost 19000, and 20 with it 0: 19000 less in all"]),
    ],
)
def test_an_amount_off_that_begins_at_a_quantity_is_a_cliff_if_a_year_of_fewer_costs_more(
    amount: int, charge: str, said: list[str]
) -> None:
    terms = f"amount: {amount}, items: [licence], requires: {{licences: {{min: 20}}}}, source: letter"
    item = f"id: licences, category: licence, charge: {charge}, source: letter"
    text = f"discounts:\n  - {{id: volume, {terms}}}\n" + edition(f"{item}, price: {{kind: per_unit, amount: 1000}}")
    assert [finding.message for finding in found(text) if finding.code == "CAT110"] == said


def test_an_amount_off_several_items_is_measured_at_their_sum_without_what_only_some_clients_have() -> None:
    terms = "amount: 1500, items: [licence], requires: {licences: {min: 20}}, source: letter"
    each = "category: licence, source: letter, price: {kind: per_unit, amount: 1000}"
    two = edition(f"id: seats, {each}", f"id: places, {each}")
    optional = edition(f"id: seats, {each}", f"id: places, optional: true, {each}")
    told = {"19 cost 19000, and 20 with it 18500: 500 less in all"}
    for text, said in ((two, set()), (optional, told)):
        findings = found(f"discounts:\n  - {{id: volume, {terms}}}\n{text}")
        assert {finding.message for finding in findings if finding.code == "CAT110"} == said


def test_however_many_discounts_begin_on_however_many_items_a_bounded_number_is_priced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Five hundred discounts on four hundred items took half a minute."""
    items = (f"id: i{n}, category: licence, source: letter, price: {{kind: per_unit, amount: 9}}" for n in range(60))
    terms = "percent: 0.001, items: [licence], source: letter, requires: {licences: {min:"
    discounts = "".join(f"  - {{id: d{number}, {terms} {number + 2}}}}}}}\n" for number in range(40))
    priced: list[object] = []

    def counted(*given: object) -> Decimal:
        priced.append(given)
        return Decimal(len(priced))

    monkeypatch.setattr(quantities, "list_amount", counted)
    assert "CAT110" not in codes("stacking: best\ndiscounts:\n" + discounts + edition(*items))
    assert len(priced) == 2 * MOST_BEGINNINGS
