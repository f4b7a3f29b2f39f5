"""How numbers are written in our files, and what somebody who wrote one otherwise probably meant.

A number is plain: ASCII digits, at most one point, no leading zero. Anything else is refused with the
spelling that was probably meant, never read as another value. Numbers made in code (int, Decimal) are taken
as they are; float and bool are refused.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple, NoReturn

from crm_planner import limits
from crm_planner.letters import foreign_letter
from crm_planner.place import Plain
from crm_planner.problem import quoted, shape
from crm_planner.refusal import refuse

_ANY_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""A number as our files write it; fields narrow it further."""

_GROUP = len("999.999")
"""A number with three digits after the point and no more than this in all may be meant as thousands."""

_NOT_FINITE = re.compile(r"[-+]?(?:\.?nan|\.?inf(?:inity)?|∞)", re.IGNORECASE)
_OTHER_BASE = re.compile(r"0[xob][0-9a-f_]+", re.IGNORECASE)
_CLOCK = re.compile(r"[0-9]+(?::[0-9]+)+(?:\.[0-9]+)?")
_EXPONENT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?e[-+]?[0-9]{1,6}", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s'_\u2019\u00a0\u2009\u202f](?=[0-9])")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:([.,])[0-9]{3}(?:\1[0-9]{3})*)(?:[.,][0-9]+)?")
_WITH_UNIT = re.compile(
    r"(?P<before>[$€£¥₽₴₸]|[A-Z]{3})?\s*(?P<number>[-+]?[0-9][0-9\s.,'_]*?)\s*(?P<after>%|[$€£¥₽₴₸円]|[A-Z]{3}|"
    r"руб\.?|р\.|percent|hours?|days?|h|ч\.?|шт\.?|users?|\.-)?"
)
_SAME_SIGN = str.maketrans({"\u2212": "-", "\u2013": "-", "\uff0d": "-", "\uff0e": ".", "\uff0c": ","})


def decimal(
    low: Decimal | int, high: Decimal | int, digits: int, example: str, *, below: bool = False, above: bool = False
) -> Callable[[Any], Decimal]:
    """A reader of decimals from low (`above`: more) to high (`below`: less), with at most `digits` after the point."""
    plain = re.compile(rf"(?:0|[1-9][0-9]{{0,15}})(?:\.[0-9]{{1,{digits}}})?").fullmatch
    bounds = f"{'more than' if above else 'from'} {low} {'up to, but not,' if below else 'to'} {high}"

    def read(value: Any) -> Decimal:
        if type(value) is Plain and plain(value) and (value[-4:-3] != "." or len(value) > _GROUP or value[0] == "0"):
            number = Decimal(value)
        else:
            number = _unusual(value, digits, high, example)
        if not low <= number <= high or (below and number == high) or (above and number == low):
            _out_of_range(value, number, high, bounds)
        return number

    return read


def _unusual(value: Any, digits: int, high: Decimal | int, example: str) -> Decimal:
    """A number the quick way did not take: made in code, negative, too many digits, ambiguous, or no number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal) and value.is_finite():
        number = value
    elif type(value) is Plain and len(value) <= limits.NUMBER_CHARACTERS and _ANY_NUMBER.fullmatch(value):
        number = Decimal(value)
        _refuse_ambiguous(value, number, high, is_amount=digits == limits.AMOUNT_DIGITS)
    else:
        _refuse_percent(value, high)
        refuse(*_why_no_number(value, example))
    if -int(number.as_tuple().exponent) > digits:
        refuse("NUM017", f"{quoted(value)} has more than {digits} digits after the point", "Write fewer digits")
    return number or Decimal(0)


def _refuse_ambiguous(value: str, number: Decimal, high: Decimal | int, *, is_amount: bool) -> None:
    """Three digits after the point may be thousands: always in an amount, elsewhere if the last is a needless zero."""
    if (
        re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", value)
        and number * 1000 <= high
        and (is_amount or value[-1] == "0")
    ):
        short = value.rstrip("0").rstrip(".")
        small = f"{short}0" if is_amount and short[-2] == "." else short
        hint = f"Did you mean {value.replace('.', '')} or {small}?"
        refuse("NUM004", f"{quoted(value)} can be read in two ways", hint)


def _refuse_percent(value: Any, high: Decimal | int) -> None:
    """A share written with a percent sign is a hundredth of what stands before it."""
    percent = re.fullmatch(r"\s*([0-9.,\s]{1,20})%\s*", value) if high == 1 and isinstance(value, str) else None
    number = meant(percent[1]) if percent else None
    if number:
        said = f"{quoted(value)} is not a plain number, and this is a share of one"
        refuse("NUM013", said, f"Write {_hundredth(Decimal(number))}")


def _out_of_range(value: Any, number: Decimal, high: Decimal | int, bounds: str) -> NoReturn:
    if high == 1 and number > 1:
        said = f"{quoted(value)} is more than 1, and this is a share of one"
        refuse("NUM018", said, f"Write {_hundredth(number)} for {number} percent")
    large = number >= high
    said = f"{quoted(value)} is {'too large' if large else 'negative' if number < 0 else 'too small'}"
    refuse("NUM015" if large else "NUM014", said, f"Write a number {bounds}")


def _hundredth(number: Decimal) -> str:
    return f"{number.scaleb(-2).normalize():f}"


def whole(low: int, high: int, example: str) -> Callable[[Any], int]:
    """A reader of whole numbers in low..high."""
    read_decimal = decimal(low, high, limits.NUMBER_DIGITS, example)
    plain = re.compile(r"0|[1-9][0-9]{0,8}").fullmatch

    def read(value: Any) -> int:
        if type(value) is Plain and plain(value) and low <= int(value) <= high:
            return int(value)
        exact = read_decimal(value)
        number = int(exact)
        if number != exact:
            refuse("NUM016", f"{quoted(value)} is not a whole number", f"Write one such as {number or 1}")
        return number

    return read


class Refusal(NamedTuple):
    """Why a value is refused: the code, what is wrong and what to do."""

    code: str
    said: str
    hint: str


def _why_no_number(value: object, example: str) -> Refusal:
    """Why `value` is not a number as our files write it, and what to write instead; `example` fits the field."""
    if value is None:
        return Refusal("NUM001", "a number is missing here", f"Write a number such as {example}, or remove the key")
    if not isinstance(value, str):
        return _not_written(value, example)
    text = value.strip()
    if not text:
        return Refusal("NUM001", "a number is missing here, the text is empty", f"Write a number such as {example}")
    if len(text) > limits.NUMBER_CHARACTERS:
        return Refusal("NUM001", f"{quoted(value)} is too long for a number", f"Write a number such as {example}")
    return _odd_form(text, value) or _odd_digits(text, value) or _no_plain_number(text, value, example)


def _not_written(value: object, example: str) -> Refusal:
    if isinstance(value, dict | list | tuple):
        return Refusal("TYP003", f"expected a number, got {shape(value)}", f"Write one number such as {example}")
    kind = type(value).__name__
    return Refusal("NUM022", f"{quoted(value)} is a {kind}, which is no exact number", "Use Decimal or int")


def _odd_form(text: str, value: str) -> Refusal | None:
    """Spellings other programs read as numbers."""
    said = f"{quoted(value)} is not a plain number"
    if _NOT_FINITE.fullmatch(text):
        return Refusal(
            "NUM009", f"{quoted(value)} is not a finite number", "Write a number, or say `price: {kind: on_request}`"
        )
    if _OTHER_BASE.fullmatch(text):
        return Refusal("NUM019", said, "Write it with decimal digits")
    if _CLOCK.fullmatch(text):
        return Refusal(
            "NUM010", f"{quoted(value)} reads as a time of day, not as a number", "Write one number, such as 1.5"
        )
    if _DATE.fullmatch(text):
        return Refusal("NUM001", f"{quoted(value)} is a date, not a number", "Write a number")
    if _EXPONENT.fullmatch(text):
        number = Decimal(text)
        short = abs(number) < limits.AMOUNT and -int(number.as_tuple().exponent) <= limits.RATE_DIGITS
        return Refusal("NUM006", f"{said}: it has an exponent", f"Write {number:f}" if short else "Write all digits")
    return None


def _odd_digits(text: str, value: str) -> Refusal | None:
    """Digits of other scripts, signs, points and zeros that a plain number does not have."""
    said = f"{quoted(value)} is not a plain number"
    if not text.isascii() and any(character.isdecimal() and not character.isascii() for character in text):
        latin = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text).translate(_SAME_SIGN)
        return Refusal("NUM012", f"{said}: its digits are not the ASCII 0 to 9", _write(meant(latin)))
    tidy = text.translate(_SAME_SIGN)
    if re.fullmatch(r"\+[0-9.]+|-?\.[0-9]+|-?[0-9]+\.", tidy) or (tidy != text and _ANY_NUMBER.fullmatch(tidy)):
        bare = tidy.lstrip("+").rstrip(".").replace("-.", "-0.")
        return Refusal("NUM023", said, _write(f"0{bare}" if bare.startswith(".") else bare))
    if re.fullmatch(r"-?0[0-9]+(?:\.[0-9]+)?", text):
        sign, digits = text[: text.startswith("-")], text.lstrip("-").lstrip("0")
        bare = f"{sign}0{digits}" if digits[:1] in {"", "."} else f"{sign}{digits}"
        return Refusal("NUM007", f"{said}: it begins with a zero, which some programs read as octal", _write(bare))
    return None


def _no_plain_number(text: str, value: str, example: str) -> Refusal:
    said = f"{quoted(value)} is not a plain number"
    if _ANY_NUMBER.fullmatch(text):
        written = "in quotes" if type(value) is not Plain else "with spaces around it"
        return Refusal(
            "NUM002", f"{quoted(value)} is {written}, so it is text and not a number", f"Write {text} without quotes"
        )
    without_unit = _WITH_UNIT.fullmatch(text)
    if without_unit and (without_unit["before"] or without_unit["after"]):
        spelled = meant(without_unit["number"])
        if spelled:
            return Refusal("NUM013", f"{said}: a number stands alone, without its unit", _write(spelled))
    spelled = meant(text)
    if spelled is None:
        return Refusal("NUM001", f"{quoted(value)} is not a number", f"Write digits, such as {example}")
    if "." in spelled and text.rfind(",") > text.rfind("."):
        return Refusal("NUM005", f"{said}: the decimal point is a point, not a comma", _write(spelled))
    space = foreign_letter(value)
    return Refusal("NUM003", f"{said}: {space}" if space else said, _write(spelled))


def _write(spelled: str | None) -> str:
    return f"Write {spelled}" if spelled else "Write it with plain digits"


def meant(text: str) -> str | None:
    """The plain number `text` probably means: 51700 for "51 700", "51,700" and "51'700"; None if that is unclear."""
    joined = _BETWEEN_DIGITS.sub("", text.strip()).lstrip("+")
    if _ANY_NUMBER.fullmatch(joined):
        return joined
    grouped = _GROUPED.fullmatch(joined)
    if grouped:
        whole, point, rest = joined, "", ""
        other = "," if grouped[1] == "." else "."
        if other in joined:
            whole, point, rest = joined.partition(other)
        joined = whole.replace(grouped[1], "") + point.replace(",", ".") + rest
    else:
        joined = joined.replace(",", ".", 1)
    return joined if _ANY_NUMBER.fullmatch(joined) else None
