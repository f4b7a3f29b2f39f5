"""The types of numbers, dates, ids, codes and texts that the models of all documents share.

A reader of files leaves every scalar as text (`place.Plain` if it was written without quotes). The types here
turn it into a value, or refuse it with one of our codes; a written value is never silently another value.
Values made in code (int, Decimal, date, bool, Text) are taken as they are; float is refused.
How each is read stands in `numerals` and `spelling`; here is what each means and how editors see it.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from crm_planner import limits, prose, spelling
from crm_planner.numerals import decimal, whole
from crm_planner.place import Plain
from crm_planner.text import Text


class Written:
    """How a written scalar becomes a value, and how editors see it.

    It hands pydantic the finished schema: its own `PlainValidator` and `WithJsonSchema` say the same, but
    inspect every function again for every field, which a command line feels at each start.
    """

    def __init__(self, read: Callable[[Any], Any], json_schema: dict[str, Any]) -> None:
        for_editors = {"pydantic_js_functions": [lambda _schema, _handler: dict(json_schema)]}
        self._schema = core_schema.no_info_plain_validator_function(read, metadata=for_editors)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return self._schema


def as_written(key: object) -> object:
    """A key of a mapping as the plain scalar it was: keys are always written without quotes."""
    return Plain(key) if type(key) is str else key


def _number_schema(description: str, low: Any, high: Any, example: Any, kind: str = "number") -> dict[str, Any]:
    bounds = {"minimum": float(low), "maximum": float(high)} if kind == "number" else {"minimum": low, "maximum": high}
    return {"type": kind, "description": description, **bounds, "examples": [example]}


Amount = Annotated[
    Decimal,
    Written(
        decimal(0, limits.AMOUNT, limits.AMOUNT_DIGITS, "51700", below=True),
        _number_schema(
            "An amount of money in the document's currency, digits only: 51700 or 51700.50.", 0, limits.AMOUNT, 51700
        ),
    ),
]
UnitAmount = Annotated[
    Decimal,
    Written(
        decimal(0, limits.AMOUNT, limits.UNIT_AMOUNT_DIGITS, "1250.5", below=True),
        _number_schema("A price per unit, up to six digits after the point.", 0, limits.AMOUNT, 1250.5),
    ),
]
Percent = Annotated[
    Decimal,
    Written(
        decimal(0, limits.PERCENT, limits.NUMBER_DIGITS, "15"),
        _number_schema("Percent points: 15 means 15 %.", 0, limits.PERCENT, 15),
    ),
]
DiscountPercent = Annotated[
    Decimal,
    Written(
        decimal(0, limits.DISCOUNT_PERCENT, limits.NUMBER_DIGITS, "15"),
        _number_schema("Percent points taken off: 15 means 15 %.", 0, limits.DISCOUNT_PERCENT, 15),
    ),
]
Share = Annotated[
    Decimal,
    Written(
        decimal(0, 1, limits.NUMBER_DIGITS, "0.12"), _number_schema("A share of one: 0.12 means 12 %.", 0, 1, 0.12)
    ),
]
Hours = Annotated[
    Decimal,
    Written(
        decimal(0, limits.HOURS, limits.NUMBER_DIGITS, "16"), _number_schema("Hours of work.", 0, limits.HOURS, 16)
    ),
]
DailyHours = Annotated[
    Decimal,
    Written(
        decimal(0, 24, limits.NUMBER_DIGITS, "5", above=True),
        _number_schema("Productive hours of a working day: more than 0, at most 24.", 0, 24, 5),
    ),
]
Lag = Annotated[
    Decimal,
    Written(
        decimal(-limits.LAG_DAYS, limits.LAG_DAYS, limits.NUMBER_DIGITS, "2"),
        _number_schema("Working days; below 0 a lead.", -limits.LAG_DAYS, limits.LAG_DAYS, 2),
    ),
]
Quantity = Annotated[
    Decimal,
    Written(
        decimal(0, limits.QUANTITY, limits.NUMBER_DIGITS, "10"),
        _number_schema("A quantity; fractions are allowed.", 0, limits.QUANTITY, 10),
    ),
]
Count = Annotated[
    int,
    Written(
        whole(1, limits.COUNT, "10"), _number_schema("How many: a whole number from 1.", 1, limits.COUNT, 10, "integer")
    ),
]
WholeNumber = Annotated[
    int,
    Written(whole(0, limits.COUNT, "0"), _number_schema("A whole number, 0 allowed.", 0, limits.COUNT, 0, "integer")),
]
Years = Annotated[
    int, Written(whole(1, limits.YEARS, "3"), _number_schema("Years, 1 to 30.", 1, limits.YEARS, 3, "integer"))
]
LaterYear = Annotated[
    int,
    Written(
        whole(2, limits.YEARS, "2"), _number_schema("A year after the first, 2 to 30.", 2, limits.YEARS, 2, "integer")
    ),
]
Score = Annotated[
    Decimal,
    Written(
        decimal(1, 5, limits.NUMBER_DIGITS, "4"), _number_schema("A score from 1 (poor) to 5 (excellent).", 1, 5, 4)
    ),
]
Weight = Annotated[
    Decimal,
    Written(
        decimal(0, limits.WEIGHT, limits.NUMBER_DIGITS, "20"),
        _number_schema("How much a criterion counts against the others.", 0, limits.WEIGHT, 20),
    ),
]
ExchangeRate = Annotated[
    Decimal,
    Written(
        decimal(0, limits.AMOUNT, limits.RATE_DIGITS, "92.50", above=True),
        _number_schema("What one unit of the other currency costs in the document's currency.", 0, limits.AMOUNT, 92.5),
    ),
]


def _text_schema(description: str, example: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": description, **more, "examples": [example]}


_ID_PATTERN = "^(?=[0-9_-]*[a-z])[a-z0-9]+([-_][a-z0-9]+)*$"
_LINE = {"minLength": 1, "maxLength": limits.LINE_CHARACTERS}
_LONG = {"minLength": 1, "maxLength": limits.NOTE_CHARACTERS}


def _languages_schema(description: str, bounds: dict[str, int]) -> dict[str, Any]:
    text = {"type": "string", **bounds}
    by_language = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
        "additionalProperties": text,
    }
    examples = ["Standard", {"en": "Standard", "ru": "Стандарт"}]
    return {"anyOf": [text, by_language], "description": description, "examples": examples}


IsoDate = Annotated[date, Written(spelling.day, _text_schema("A day: year, month, day.", "2026-11-23", format="date"))]
Truth = Annotated[
    bool, Written(spelling.truth, ({"type": "boolean", "description": "true or false.", "examples": [True]}))
]
Identifier = Annotated[
    str,
    Written(
        spelling.identifier,
        _text_schema(
            "An id: small ASCII letters and digits, single - and _ between them, a letter in it.",
            "regionsoft",
            pattern=_ID_PATTERN,
            maxLength=limits.ID_CHARACTERS,
        ),
    ),
]
CandidateId = Annotated[
    str,
    Written(
        spelling.candidate,
        _text_schema(
            "CATALOG/EDITION, or CATALOG for all its editions.",
            "regionsoft/standard",
            pattern="^[a-z0-9]+([-_][a-z0-9]+)*(/[a-z0-9]+([-_][a-z0-9]+)*)?$",
        ),
    ),
]
CurrencyCode = Annotated[
    str, Written(spelling.currency, _text_schema("A currency of ISO 4217.", "RUB", pattern="^[A-Z]{3}$"))
]
CountryCode = Annotated[
    str, Written(spelling.country, _text_schema("A country of ISO 3166.", "RU", pattern="^[A-Z]{2}$"))
]
Answer = Annotated[
    str,
    Written(
        spelling.answer,
        _text_schema("An answer to a question.", "no", pattern="^(yes|no|unknown|not_applicable|[1-5])$"),
    ),
]
QuestionId = Annotated[
    str,
    Written(
        spelling.question,
        _text_schema("The id of a question.", "CL-01.1", pattern=r"^[A-Z]{2}-[0-9]{2}(\.[0-9]{1,2})?$"),
    ),
]
RiskId = Annotated[
    str, Written(spelling.risk, _text_schema("The id of a risk.", "CL-01", pattern="^[A-Z]{2}-[0-9]{2}$"))
]
MitigationId = Annotated[
    str,
    Written(
        spelling.mitigation,
        _text_schema("The id of a mitigation.", "CL-01.m1", pattern=r"^[A-Z]{2}-[0-9]{2}\.m[0-9]{1,2}$"),
    ),
]
TaskId = Annotated[
    str,
    Written(
        spelling.task,
        {
            "type": ["string", "number"],  # an editor takes 4.2 for a number
            "description": "The number of a task in the work breakdown.",
            "pattern": r"^[0-9]{1,2}(\.[0-9]{1,2}){0,2}$",
            "examples": ["4.2"],
        },
    ),
]
Url = Annotated[
    str,
    Written(
        spelling.address,
        _text_schema(
            "A web address.", "https://example.org/prices", pattern="^https?://", maxLength=limits.URL_CHARACTERS
        ),
    ),
]
OneLine = Annotated[str, Written(prose.one_line(), _text_schema("A text of one line.", "RegionSoft CRM", **_LINE))]
Note = Annotated[str, Written(prose.note, _text_schema("A text of any number of lines.", "Read by phone.", **_LONG))]
TextField = Annotated[
    Text,
    Written(
        prose.in_languages(prose.one_line()), _languages_schema("A text of one line, plain or by language.", _LINE)
    ),
]
LongTextField = Annotated[
    Text,
    Written(
        prose.in_languages(prose.note), _languages_schema("A text of any number of lines, plain or by language.", _LONG)
    ),
]


def _several(written: Any) -> Any:
    return (written,) if isinstance(written, str) else written


Names = Annotated[
    tuple[Identifier, ...],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One id, or several in a list."""
