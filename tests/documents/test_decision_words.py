"""Figures of a decision as they are printed: rounded once, half up, and never a percentage that looks like nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from crm_planner.decision.figures import Percent, Points
from crm_planner.documents.decision_words import dressed, percent, rounded
from crm_planner.documents.figures import Figures
from crm_planner.text import Message


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(1, 3), "33"),
        (Fraction(29, 200), "15"),
        (Fraction(1, 16), "6.3"),
        (Fraction(1, 2000), "0.1"),
        (1, "100"),
    ],
)
def test_a_percentage_is_whole_from_ten_on_and_has_one_decimal_below(share: Fraction, shown: str) -> None:
    assert str(percent(Fraction(share))) == shown


def test_half_is_rounded_up_exactly() -> None:
    assert rounded(Fraction(5, 1000), 2) == Decimal("0.01")
    assert rounded(Fraction(4999999, 10**9), 2) == Decimal("0.00")


def test_every_figure_in_a_sentence_and_in_those_inside_it_is_dressed() -> None:
    inner = Message("{percent}", {"percent": Percent(Fraction(1, 3))})
    sentence = Message(
        "{amount} {inner} {points}", {"amount": Decimal(5), "inner": (inner,), "points": Points(Fraction(3))}
    )
    found = dressed(sentence, Figures(2))
    assert isinstance(found, Message)
    assert found.values["amount"] == Decimal("5.00")
    assert str(found.values["points"]) == "3.00"
    assert found.values["inner"] == (Message("{percent}", {"percent": Decimal(33)}),)
