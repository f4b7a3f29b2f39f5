"""Numbers of registers: the right form and the right check digits, or a message that says what a slip looks like."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from crm_planner.company.registers import Bik, Iban, Inn, Ogrn, TNumber, VatId


def read(kind: Any, written: str) -> str:
    found: str = TypeAdapter(kind).validate_python(written)
    return found


@pytest.mark.parametrize(
    ("kind", "written", "number"),
    [
        (Inn, "7707083893", "7707083893"),
        (Inn, "500100732259", "500100732259"),
        (Ogrn, "1027700132195", "1027700132195"),
        (TNumber, "T7000012050002", "T7000012050002"),
        (Iban, "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
        (Bik, "044525225", "044525225"),
        (VatId, "DE123456789", "DE123456789"),
    ],
)
def test_published_numbers_are_read(kind: object, written: str, number: str) -> None:
    assert read(kind, written) == number


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        (Inn, "7707083894", "CMP002"),
        (Inn, "500100732250", "CMP002"),
        (Ogrn, "1027700132196", "CMP002"),
        (TNumber, "T8000012050002", "CMP002"),
        (Iban, "GB83WEST12345698765432", "CMP002"),
        (Inn, "77070838", "CMP001"),
        (Inn, "77 0708 389 x", "CMP001"),
        (Inn, "\u0667\u0667\u0660\u0667\u0660\u0668\u0663\u0668\u0669\u0663", "CMP001"),
        (TNumber, "1234567890123", "CMP001"),
        (Bik, "0" * 5_000, "CMP001"),
    ],
)
def test_a_slip_is_refused(kind: object, written: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(kind, written)
    assert [one["type"] for one in refused.value.errors()] == [code]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_of_an_inn_is_always_noticed(at: int, more: int) -> None:
    number = "7707083893"
    wrong = number[:at] + str((int(number[at]) + more) % 10) + number[at + 1 :]
    weight = (2, 4, 10, 3, 5, 9, 4, 6, 8)[at]
    if (weight * (int(wrong[at]) - int(number[at]))) % 11:  # the rule itself cannot see what is a multiple of 11
        with pytest.raises(ValidationError):
            read(Inn, wrong)
