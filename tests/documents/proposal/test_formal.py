"""The language of letters: long dates, nouns in the form their number asks for, nothing hidden in a text."""

from datetime import date
from decimal import Decimal

import pytest

from crm_planner.text import Counted, Text, mark
from tests.documents.proposal.made import speech

LICENCES = {
    "en": {1: "1 licence", 2: "2 licences", 5: "5 licences", 11: "11 licences", 21: "21 licences"},
    "ru": {
        1: "1 лицензия",
        2: "2 лицензии",
        4: "4 лицензии",
        5: "5 лицензий",
        11: "11 лицензий",
        14: "14 лицензий",
        21: "21 лицензия",
        22: "22 лицензии",
        111: "111 лицензий",
        1001: "1\u00a0001 лицензия",
    },
    "ja": {1: "1ライセンス", 5: "5ライセンス", 1001: "1,001ライセンス"},
}


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [(language, number, said) for language, forms in LICENCES.items() for number, said in forms.items()],
)
def test_a_noun_follows_its_number(language: str, number: int, said: str) -> None:
    assert speech(language).text(Counted(number, mark("{n} licence"), "{n} licences")) == said


@pytest.mark.parametrize(
    ("language", "said"), [("en", "23 November 2026"), ("ru", "23 ноября 2026\u202fг."), ("ja", "2026年11月23日")]
)
def test_a_date_is_written_out(language: str, said: str) -> None:
    assert speech(language).text(date(2026, 11, 23)).replace("\u202f", "\u202f") in (said, said.replace("\u202f", " "))


def test_a_number_keeps_all_its_decimals() -> None:
    assert speech("ru").number(Decimal("1234.5678")) == "1\u00a0234,5678"
    assert speech().number(Decimal("1E+3")) == "1,000"
    assert speech().number(Decimal("12.50"), 0) == "12.5"


def test_long_texts_become_paragraphs_that_hide_nothing() -> None:
    assert speech().paragraphs(Text.plain("one\n\n two \u202e\nthree"), None, Text.plain("four")) == [
        *("one", " two \\u202e", "three", "four")
    ]
