"""How numbers and dates are written in each language; Babel agrees, but costs its start-up time."""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

NO_BREAK_SPACE = "\u00a0"

_LONGEST_FRACTION = 6
"""Decimals shown of a number that has no end, such as one third."""


class Convention(NamedTuple):
    """The two separators of a language, and how it writes a date."""

    group: str
    point: str
    date: str


CONVENTIONS = {
    "en": Convention(",", ".", "%Y-%m-%d"),
    "ru": Convention(NO_BREAK_SPACE, ",", "%d.%m.%Y"),
    "ja": Convention(",", ".", "%Y/%m/%d"),
}


def written_number(value: Decimal | Fraction | int, language: str) -> str:
    """`value` with its own decimals and grouped thousands, exactly; a fraction without end is marked as rounded."""
    if isinstance(value, Fraction):
        ended = _as_decimal(value)
        return written_number(ended, language) if ended is not None else f"\u2248 {_cut(value, language)}"
    convention = CONVENTIONS[language]
    whole, _, decimals = (f"{value:,}" if isinstance(value, int) else f"{value:,f}").partition(".")
    return whole.replace(",", convention.group) + (convention.point + decimals if decimals else "")


def written_date(day: date, language: str) -> str:
    """`day` in figures: 2026-11-23, 23.11.2026 or 2026/11/23."""
    return day.strftime(CONVENTIONS[language].date)


def digits_for(amounts: list[Decimal], minor: int) -> int:
    """How many decimals a table of `amounts` needs: none if all are whole, else those of the currency's minor unit."""
    return 0 if all(amount == amount.to_integral_value() for amount in amounts) else minor


def with_digits(amount: Decimal, digits: int) -> Decimal:
    """`amount` with exactly `digits` decimals, or more where it has more: a figure is never cut for display."""
    exponent = amount.normalize().as_tuple().exponent
    needed = max(digits, -exponent if isinstance(exponent, int) else 0)
    with localcontext(prec=60):
        return amount.quantize(Decimal(1).scaleb(-needed))


def _as_decimal(value: Fraction) -> Decimal | None:
    """`value` as a decimal, or None where its decimals have no end."""
    twos_and_fives = value.denominator
    for prime in (2, 5):
        while twos_and_fives % prime == 0:
            twos_and_fives //= prime
    if twos_and_fives != 1:
        return None
    with localcontext(prec=100):
        return Decimal(value.numerator) / value.denominator


def _cut(value: Fraction, language: str) -> str:
    step = 10**_LONGEST_FRACTION
    return written_number(Decimal(round(value * step)).scaleb(-_LONGEST_FRACTION), language)
