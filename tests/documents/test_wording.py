"""Values in the reader's language."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner.catalog.offer import Basis, Status
from crm_planner.documents.wording import Speech, capital
from crm_planner.errors import OutputError, UsageError
from crm_planner.text import Message, Text
from tests.documents.made import speech


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1234.50"), "1\u00a0234,50"),
        (10, "10"),
        (date(2026, 11, 23), "23.11.2026"),
        (Text({"en": "Sales", "ru": "Продажи"}), "Продажи"),
        (Status.NOT_OFFERED, "не предлагается"),
        (Basis.EXTRAPOLATED, "экстраполировано"),
        ("concurrent_user", "конкурентная лицензия"),
        ("named_user", "именная лицензия"),
        (("training", "deployment"), "обучение, установка"),
        ("regionsoft/standard", "regionsoft/standard"),
        (None, ""),
        (True, "True"),
    ],
)
def test_values_are_shown_in_russian(value: object, shown: str) -> None:
    assert speech("ru").show(value) == shown


def test_a_message_is_translated_before_its_values_are_put_in() -> None:
    message = Message("{amount} for each started package of {size}", {"amount": Decimal(6000), "size": Decimal(10)})
    assert speech("ru").show(message) == "6\u00a0000 за каждый начатый пакет по 10"
    assert speech("ja").show(message) == "10ごとに6,000(端数は1パッケージ)"


def test_braces_in_data_are_only_braces() -> None:
    message = Message("{item}: {remark}", {"item": Text.plain("{remark}"), "remark": Text.plain("{0.__class__}")})
    assert speech().show(message) == "{remark}: {0.__class__}"


def test_japanese_lists_have_japanese_commas() -> None:
    assert speech("ja").show(("licence", "support")) == "ライセンス、サポート"


def test_a_text_in_another_language_is_remembered() -> None:
    reader = speech("ja")
    assert reader.show(Text({"en": "Sales", "ru": "Продажи"})) == "Sales"
    assert reader.show(Text.plain("CLICK.CRM")) == "CLICK.CRM"
    assert reader.fell_back == {"en"}


def test_a_region_does_not_matter_to_the_language() -> None:
    assert speech("ru-RU").language == speech("ru_RU").language == speech("RU").language == "ru"


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(UsageError, match='no language "de"; there are en, ru, ja'):
        speech("de")


def test_a_missing_translation_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"not compiled; .*make demo"):
        Speech("ru", tmp_path)


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert capital("data migration of CRM") == "Data migration of CRM"
    assert capital("ёлка") == "Ёлка"
    assert capital("") == ""
