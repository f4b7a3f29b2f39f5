"""What was agreed with a vendor is said under the table: offers with their letter, discounts with their reason."""

from typing import Any

import pytest

from crm_planner.text import Message
from tests.estimate.pricing import catalog, compared, item

Tree = dict[str, Any]
LICENCES = item("licences", "licence", 1000)
TRAINING = item("training", "training", {"kind": "not_offered"})


def said(brief: Tree, **more: Any) -> dict[str, str]:
    """What was agreed, by the id of its note."""
    notes = compared([catalog(LICENCES, TRAINING, **more)], {"users": 1, **brief}).notes
    agreements = [one for one in notes if "taken-off" in one.id or "quoted" in one.id]
    return {one.id: one.text.say(str, str) for one in agreements if isinstance(one.text, Message)}


def agreed(**more: Any) -> Tree:
    return {"candidate": "vendor", "reason": "agreed in October", "category": "licence", **more}


def test_an_offer_names_its_letter() -> None:
    quoted = [{"candidate": "vendor/standard", "item": "training", "amount": 9000, "source": "letter 12"}]
    assert "letter 12" in said({"quoted": quoted})["vendor/standard.training/quoted"]


@pytest.mark.parametrize(("value", "words"), [({"percent": 10}, "10 %"), ({"amount": 300}, "300")])
def test_a_discount_names_its_size_its_lines_and_its_reason(value: Tree, words: str) -> None:
    text = said({"discounts": [agreed(**value)]})["vendor/standard/taken-off/agreed.1"]
    assert words in text
    assert "licences" in text
    assert "agreed in October" in text


def test_a_discount_on_nothing_that_has_a_price_is_not_said() -> None:
    assert said({"discounts": [agreed(category="training", percent=10)]}) == {}


@pytest.mark.parametrize(("stacking", "said_so"), [("best", True), ("additive", False)])
def test_where_only_the_largest_of_several_discounts_counts_it_is_said(stacking: str, *, said_so: bool) -> None:
    found = said({"discounts": [agreed(percent=10), agreed(percent=20)]}, stacking=stacking)
    assert ("vendor/standard/taken-off" in found) is said_so
