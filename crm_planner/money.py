"""Currencies and rounding: the minor digits of ISO 4217, and the ways an amount may be rounded."""

from decimal import Decimal
from enum import StrEnum
from functools import cache

_MINOR_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR "
    "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN "
    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}

MINOR_DIGITS: dict[str, int] = {code: digits for digits, codes in _MINOR_DIGITS.items() for code in codes.split()}
"""ISO 4217 currency codes in use for payment, with the number of digits of the minor unit."""


class RoundingMode(StrEnum):
    """How an amount between two steps is rounded; `half_up` is away from zero, `down` towards it."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"


@cache
def minor_unit(currency: str) -> Decimal:
    """The smallest amount of `currency` that can be paid: 0.01 for RUB, 1 for JPY."""
    return Decimal(1).scaleb(-MINOR_DIGITS[currency])
