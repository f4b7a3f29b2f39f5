"""An amount in words: whole units spelled out, minor units in figures, as Russian contracts have it.

Russian numerals agree with their noun in gender and case (facts/documents.md 6.3); English adds the minor units as a
fraction. A Japanese estimate has its total in figures only (facts/documents.md 6.1).
"""

from collections.abc import Callable
from decimal import Decimal

from crm_planner.errors import MissingExtra
from crm_planner.money import MINOR_DIGITS


def in_words(amount: Decimal, currency: str, language: str) -> str:
    """`amount`, which has no more decimals than its currency, in words; "" in Japanese.

    Raises MissingExtra without num2words.
    """
    whole = int(amount)
    digits = MINOR_DIGITS[currency]
    minor = int((amount - whole).scaleb(digits))
    if language == "ru":
        return _capital(_russian(whole, minor, currency))
    if language == "ja":
        return ""
    return _capital(_english(whole, minor, currency))


def _russian(whole: int, minor: int, currency: str) -> str:
    if currency in _RUSSIAN_NOUNS:
        value = Decimal(whole) + Decimal(minor) / 100
        return str(_words()(value, lang="ru", to="currency", currency=currency, cents=False, separator=""))
    gender = "f" if _named(1, currency, "ru").partition(" ")[0].endswith("ая") else "m"  # японская иена, датская крона
    spelled = _words()(whole, lang="ru", gender=gender)
    return f"{spelled} {_named(whole, currency, 'ru')}{_fraction(minor, currency)}"


_RUSSIAN_NOUNS = ("RUB", "USD", "EUR", "BYN", "KZT", "UAH")
"""Currencies whose nouns num2words declines together with those of their hundredths."""


def _english(whole: int, minor: int, currency: str) -> str:
    return f"{_words()(whole, lang='en')} {_named(whole, currency, 'en_GB')}{_fraction(minor, currency)}"


def _named(whole: int, currency: str, locale: str) -> str:
    from babel.numbers import get_currency_name

    return get_currency_name(currency, whole, locale=locale)


def _fraction(minor: int, currency: str) -> str:
    """Minor units as a fraction of the whole; nothing where the currency has none."""
    digits = MINOR_DIGITS[currency]
    return f" {minor:0{digits}}/{10**digits}" if digits else ""


def _words() -> Callable[..., str]:
    try:
        from num2words import num2words  # type: ignore[import-untyped]
    except ImportError:
        needed = "a proposal needs num2words; install it: pip install crm-planner[docs]"
        raise MissingExtra(needed) from None
    spelled: Callable[..., str] = num2words
    return spelled


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
