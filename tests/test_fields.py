"""A written scalar becomes exactly the value it says, or is refused with the words that help."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from crm_planner import fields
from crm_planner.codes import CODES
from crm_planner.place import Plain, WrittenMapping
from crm_planner.text import Text

NUMBERS = [
    fields.Amount,
    fields.UnitAmount,
    fields.Percent,
    fields.DiscountPercent,
    fields.Share,
    fields.Hours,
    fields.Quantity,
    fields.Count,
    fields.WholeNumber,
    fields.Years,
    fields.Score,
    fields.Weight,
    fields.ExchangeRate,
]
OTHERS = [
    fields.IsoDate,
    fields.Truth,
    fields.Identifier,
    fields.CandidateId,
    fields.CurrencyCode,
    fields.Url,
    fields.OneLine,
    fields.Note,
    fields.TextField,
    fields.LongTextField,
]
ADAPTERS: dict[str, TypeAdapter[Any]] = {str(field): TypeAdapter(field) for field in [*NUMBERS, *OTHERS]}


def value(field: Any, written: object) -> Any:
    """What the field makes of a scalar written without quotes, or of a value made in code."""
    return ADAPTERS[str(field)].validate_python(Plain(written) if type(written) is str else written)


def judged(field: Any, written: object) -> Any:
    """What the field makes of `written` as it is; None if it refuses with one of our codes, as it must."""
    try:
        return ADAPTERS[str(field)].validate_python(written)
    except ValidationError as error:
        codes = {found["type"] for found in error.errors()}
    assert codes <= set(CODES)
    return None


def refusal(field: Any, written: object) -> tuple[str, str]:
    """The code and message of the refusal."""
    with pytest.raises(ValidationError) as caught:
        value(field, written)
    (error,) = caught.value.errors()
    assert error["type"] in CODES
    return error["type"], error["msg"]


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        (fields.Amount, "51700", Decimal(51700)),
        (fields.Amount, "0", Decimal(0)),
        (fields.Amount, "0.50", Decimal("0.50")),
        (fields.Amount, "999999999999.9999", Decimal("999999999999.9999")),
        (fields.Amount, "1234.567", Decimal("1234.567")),
        (fields.Amount, "0.125", Decimal("0.125")),
        (fields.Amount, "-0", Decimal(0)),
        (fields.UnitAmount, "51.725", Decimal("51.725")),
        (fields.UnitAmount, "0.000001", Decimal("0.000001")),
        (fields.Percent, "15", Decimal(15)),
        (fields.Percent, "1000", Decimal(1000)),
        (fields.Percent, "12.500", Decimal("12.500")),
        (fields.DiscountPercent, "100", Decimal(100)),
        (fields.Share, "0.12", Decimal("0.12")),
        (fields.Share, "1", Decimal(1)),
        (fields.Quantity, "2.5", Decimal("2.5")),
        (fields.Quantity, "1000000000", Decimal(10**9)),
        (fields.Count, "1000000", 1_000_000),
        (fields.Count, "10.0", 10),
        (fields.WholeNumber, "0", 0),
        (fields.Years, "30", 30),
        (fields.Score, "4.5", Decimal("4.5")),
        (fields.Weight, "20", Decimal(20)),
        (fields.ExchangeRate, "92.50", Decimal("92.50")),
        (fields.ExchangeRate, "0.00000001", Decimal("1E-8")),
        (fields.IsoDate, "2028-02-29", date(2028, 2, 29)),
        (fields.Truth, "true", True),
        (fields.Truth, "false", False),
        (fields.Identifier, "no", "no"),
        (fields.Identifier, "1e3", "1e3"),
        (fields.Identifier, "0x1f", "0x1f"),
        (fields.Identifier, "call-centre_2", "call-centre_2"),
        (fields.CandidateId, "regionsoft", "regionsoft"),
        (fields.CandidateId, "regionsoft/standard", "regionsoft/standard"),
        (fields.CurrencyCode, "RUB", "RUB"),
        (fields.Url, "https://example.org:8080/a?b=c#d", "https://example.org:8080/a?b=c#d"),
        (fields.Url, "https://пример.рф/цены", "https://пример.рф/цены"),
        (fields.OneLine, "2026", "2026"),
        (fields.OneLine, "  1С:CRM ", "  1С:CRM "),
        (fields.Note, "one\ntwo\n", "one\ntwo"),
        (fields.TextField, "CRM 2026", Text.plain("CRM 2026")),
        (fields.TextField, {"en": "Standard", "ru-RU": "Стандарт"}, Text({"en": "Standard", "ru-RU": "Стандарт"})),
    ],
)
def test_a_value_is_read_exactly_as_written(field: Any, written: object, expected: object) -> None:
    read = value(field, written)
    assert read == expected
    assert str(read) == str(expected)
    assert type(read) is type(expected)


@pytest.mark.parametrize(
    ("field", "written", "code", "hint"),
    [
        (fields.Amount, "51 700", "NUM003", "Write 51700"),
        (fields.Amount, "51.700", "NUM004", "51700 or 51.70?"),
        (fields.Amount, "12.345", "NUM004", "12345 or 12.345?"),
        (fields.UnitAmount, "51.700", "NUM004", "51700 or 51.7?"),
        (fields.Amount, "1,051,700", "NUM003", "Write 1051700"),
        (fields.Amount, "1,5", "NUM005", "Write 1.5"),
        (fields.Amount, "1e3", "NUM006", "Write 1000"),
        (fields.Amount, "1.5e-3", "NUM006", "Write 0.0015"),
        (fields.Amount, "1e999999", "NUM006", "Write all digits"),
        (fields.Amount, "-010", "NUM007", "Write -10"),
        (fields.Amount, "00.50", "NUM007", "Write 0.50"),
        (fields.Amount, "Infinity", "NUM009", "Write a number"),
        (fields.Amount, "٥١٬٧٠٠", "NUM012", "plain digits"),
        (fields.Amount, "€1.234,56", "NUM013", "Write 1234.56"),
        (fields.Hours, "16h", "NUM013", "Write 16"),
        (fields.Hours, "1:30", "NUM010", "1.5"),
        (fields.Amount, "5\n", "NUM002", "without quotes"),
        (fields.Count, "0", "NUM014", "from 1 to 1000000"),
        (fields.Count, "2.5", "NUM016", "such as 2"),
        (fields.Count, "1000001", "NUM015", "to 1000000"),
        (fields.Years, "9" * 40, "NUM015", "to 30"),
        (fields.Share, "12", "NUM018", "Write 0.12"),
        (fields.Share, "1.5", "NUM018", "Write 0.015"),
        (fields.Share, "12,5%", "NUM013", "Write 0.125"),
        (fields.DiscountPercent, "101", "NUM015", "to 100"),
        (fields.ExchangeRate, "0", "NUM014", "more than 0"),
        (fields.Score, "0.5", "NUM014", "from 1 to 5"),
        (fields.IsoDate, "2026-1-5", "DAT001", "2026-01-05"),
        (fields.IsoDate, "2026-02-30", "DAT002", "calendar"),
        (fields.Truth, "yes", "ENU002", "Write true"),
        (fields.Identifier, "Sales Office", "ID001", "Write sales-office"),
        (fields.Identifier, "2026", "ID003", "letter"),
        (fields.CandidateId, "a/", "ID006", "regionsoft/standard"),
        (fields.CurrencyCode, "RUR", "CUR003", "Write RUB"),
        (fields.Url, "ftp://example.org/", "URL002", "https://"),
        (fields.Url, "https://", "URL001", "host"),
        (fields.Url, "https://a b.org", "URL001", "space"),
        (fields.OneLine, "a\nb", "TXT003", "Join"),
        (fields.OneLine, " ", "TXT001", "empty"),
        (fields.Note, "n" * 4001, "TXT002", "4000"),
        (fields.TextField, {"English": "x"}, "TXT005", "en"),
        (fields.TextField, {"en": "x" * 201}, "TXT002", "200"),
    ],
)
def test_a_refusal_names_the_value_and_says_what_to_write(field: Any, written: object, code: str, hint: str) -> None:
    found, message = refusal(field, written)
    assert found == code
    assert hint in message
    if isinstance(written, str) and written.strip() and len(written) <= 120:
        assert written.splitlines()[0] in message


def test_a_number_in_quotes_is_text() -> None:
    with pytest.raises(ValidationError, match="Write 51700 without quotes"):
        ADAPTERS[str(fields.Amount)].validate_python("51700")


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("made", [1.0, True, float("nan"), None, [], {}, b"1", Decimal("NaN"), Decimal("-Infinity")])
def test_inexact_and_other_values_made_in_code_are_refused(field: Any, made: object) -> None:
    refusal(field, made)


@pytest.mark.parametrize("field", NUMBERS)
def test_exact_values_made_in_code_are_taken_as_they_are(field: Any) -> None:
    assert value(field, 1) == value(field, Decimal(1)) == 1


def test_dates_truths_and_texts_made_in_code_are_taken_as_they_are() -> None:
    assert value(fields.IsoDate, date(2026, 11, 23)) == date(2026, 11, 23)
    assert value(fields.Truth, written=False) is False
    assert value(fields.TextField, Text.plain("x")) == Text.plain("x")


def test_numbers_made_in_code_have_the_same_bounds() -> None:
    assert refusal(fields.Amount, Decimal("1E+999999"))[0] == "NUM015"
    assert refusal(fields.Amount, Decimal("1E-999999"))[0] == "NUM017"
    assert refusal(fields.Years, 31)[0] == "NUM015"


SCALARS = (
    st.text(max_size=30)
    | st.text(st.sampled_from("0123456789.,-+eE_ '%:xo/٣５\u00a0−₽"), max_size=12)
    | st.from_regex(r"-?[0-9]{1,13}(\.[0-9]{1,7})?", fullmatch=True)
)


@given(written=SCALARS, plain=st.booleans())
def test_no_text_is_ever_read_as_another_number(written: str, plain: bool) -> None:  # noqa: FBT001
    for field in NUMBERS:
        read = judged(field, Plain(written) if plain else written)
        if read is not None:
            assert plain
            assert written.isascii()
            assert Decimal(written) == read
            assert re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", written)


@given(st.recursive(SCALARS | st.none() | st.floats() | st.booleans(), lambda below: st.lists(below, max_size=3)))
def test_no_value_makes_a_field_raise_anything_but_a_refusal(written: object) -> None:
    for field in [*NUMBERS, *OTHERS]:
        for form in (Plain(written), written) if isinstance(written, str) else (written,):
            judged(field, form)


@given(st.dictionaries(st.text(max_size=6), SCALARS | st.none(), max_size=3))
def test_no_mapping_makes_a_field_raise_anything_but_a_refusal(written: dict[str, str | None]) -> None:
    mapping = WrittenMapping((1, 1))
    mapping.update(written)
    for field in [*NUMBERS, *OTHERS]:
        judged(field, mapping)


def described(field: Any) -> str:
    text: str = ADAPTERS[str(field)].json_schema()["description"]
    return text[:40]


@pytest.mark.parametrize("field", [*NUMBERS, *OTHERS], ids=described)
def test_an_editor_learns_what_a_field_is_for_with_an_example_the_field_accepts(field: Any) -> None:
    schema = ADAPTERS[str(field)].json_schema()
    assert schema["description"].endswith(".")
    for example in schema["examples"]:
        form = Plain(str(example).lower()) if isinstance(example, bool | int | float) else example
        assert ADAPTERS[str(field)].validate_python(form) is not None
