"""Amounts in words: the table of facts/documents.md 6.3, other currencies, and other languages."""

from decimal import Decimal

import pytest

from crm_planner.documents.proposal.amount_words import in_words
from tests.documents.proposal.made import speech


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("100933", "Сто тысяч девятьсот тридцать три рубля 00 копеек"),
        ("64700", "Шестьдесят четыре тысячи семьсот рублей 00 копеек"),
        ("93600", "Девяносто три тысячи шестьсот рублей 00 копеек"),
        ("13165.20", "Тринадцать тысяч сто шестьдесят пять рублей 20 копеек"),
        ("1001.01", "Одна тысяча один рубль 01 копейка"),
        ("2002.02", "Две тысячи два рубля 02 копейки"),
        ("21011.11", "Двадцать одна тысяча одиннадцать рублей 11 копеек"),
        ("1000000", "Один миллион рублей 00 копеек"),
        ("0", "Ноль рублей 00 копеек"),
        (
            "1999999999.99",
            (
                "Один миллиард девятьсот девяносто девять миллионов девятьсот девяносто девять тысяч "
                "девятьсот девяносто девять рублей 99 копеек"
            ),
        ),
    ],
)
def test_roubles_are_in_words_and_kopecks_in_figures(amount: str, words: str) -> None:
    assert in_words(Decimal(amount), "RUB", "ru") == words


@pytest.mark.parametrize(
    ("amount", "currency", "language", "words"),
    [
        ("1002.50", "USD", "ru", "Одна тысяча два доллара 50 центов"),
        ("1001", "JPY", "ru", "Одна тысяча одна японская иена"),
        ("21", "GBP", "ru", "Двадцать один британский фунт стерлингов 00/100"),
        ("2002.02", "RUB", "en", "Two thousand and two Russian roubles 02/100"),
        ("100933", "JPY", "ja", "十万九百三十三円"),
        ("64700.50", "RUB", "ja", "六万四千七百ロシアルーブル 50/100"),
        ("1.005", "KWD", "en", "One Kuwaiti dinar 005/1000"),
    ],
)
def test_other_currencies_and_languages(amount: str, currency: str, language: str, words: str) -> None:
    assert in_words(Decimal(amount), currency, language) == words


@pytest.mark.parametrize(
    ("language", "currency", "amount", "shown"),
    [
        ("ru", "RUB", "100933", "100\u00a0933,00\u00a0руб."),
        ("ru", "RUB", "64700.5", "64\u00a0700,50\u00a0руб."),
        ("ru", "USD", "1234.56", "1\u00a0234,56\u00a0USD"),
        ("en", "RUB", "100933.2", "RUB\u00a0100,933.20"),
        ("ja", "JPY", "100933", "100,933円"),
        ("ja", "RUB", "100933.2", "100,933.20ロシアルーブル"),
    ],
)
def test_an_amount_is_written_as_its_language_has_it(language: str, currency: str, amount: str, shown: str) -> None:
    assert speech(language).money(Decimal(amount), currency) == shown
