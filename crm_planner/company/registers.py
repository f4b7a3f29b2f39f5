"""Numbers of public registers and banks, as each country writes them, with the check digits they carry.

The rules are those the registers publish: ИНН, КПП, ОГРН and БИК of Russia, the T number of Japan's qualified
invoices, and IBAN (ISO 13616). A number that does not check was mistyped; whether it exists nobody is asked.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any

from crm_planner.fields import Written
from crm_planner.problem import quoted, shape
from crm_planner.refusal import refuse

_SPACES = re.compile(r"[ \u00a0]+")


def _check_inn(number: str) -> bool:
    """A company's number has one check digit, a person's two."""
    digits = [int(digit) for digit in number]
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    ends = (9,) if len(digits) == 10 else (10, 11)  # noqa: PLR2004 - the two lengths there are
    return all(
        sum(weight * digit for weight, digit in zip(weights[-end:], digits, strict=False)) % 11 % 10 == digits[end]
        for end in ends
    )


def _check_ogrn(number: str) -> bool:
    """What is left of all but the last digit, divided by 11 (a person's number: by 13)."""
    divisor = 11 if len(number) == 13 else 13  # noqa: PLR2004 - the two lengths there are
    return int(number[:-1]) % divisor % 10 == int(number[-1])


def _check_t_number(number: str) -> bool:
    """The first digit after the T is 9 less the weighted sum of the others, counted from the right, modulo 9."""
    check, *rest = (int(digit) for digit in number[1:])
    return 9 - sum(digit * (1 + at % 2) for at, digit in enumerate(reversed(rest))) % 9 == check


def _check_iban(number: str) -> bool:
    """The number with its first four characters at the end, letters as 10 to 35, leaves 1 modulo 97."""
    turned = number[4:] + number[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _always(number: str) -> bool:
    return True


def _register(pattern: str, said: str, example: str, check: Callable[[str], bool] = _always) -> Written:
    """A reader of numbers of one register; spaces between their groups are not part of them."""
    matches = re.compile(pattern, re.ASCII).fullmatch

    def read(value: Any) -> str:
        if not isinstance(value, str):
            refuse("TYP003", f"expected {said}, got {shape(value)}", f"Write it as {example}")
        number = _SPACES.sub("", value)
        if len(value) > 60 or not matches(number):  # noqa: PLR2004 - no register has longer numbers
            refuse("CMP001", f"{quoted(value)} is not {said}", f"Write it as {example}")
        if not check(number):
            refuse("CMP002", f"the check digit of {quoted(value)} is not right, as {said}", "Look for a slip")
        return number

    about = {"type": ["string", "integer"], "description": f"{said[:1].upper()}{said[1:]}.", "examples": [example]}
    return Written(read, about)


Inn = Annotated[str, _register("[0-9]{10}|[0-9]{12}", "an ИНН of 10 or 12 digits", "0000000000", _check_inn)]
Kpp = Annotated[str, _register("[0-9]{4}[0-9A-Z]{2}[0-9]{3}", "a КПП of 9 characters", "000000000")]
Ogrn = Annotated[str, _register("[0-9]{13}|[0-9]{15}", "an ОГРН of 13 or 15 digits", "0000000000000", _check_ogrn)]
Bik = Annotated[str, _register("[0-9]{9}", "a БИК of 9 digits", "000000000")]
RussianAccount = Annotated[str, _register("[0-9]{20}", "an account of 20 digits", "00000000000000000000")]
TNumber = Annotated[str, _register("T[0-9]{13}", "a T and 13 digits", "T9000000000000", _check_t_number)]
VatId = Annotated[str, _register("[A-Z]{2}[0-9A-Z+*]{2,12}", "a VAT id with its country in front", "XX000000000")]
Iban = Annotated[str, _register("[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}", "an IBAN", "XX77EXAMPLE00000000", _check_iban)]
Bic = Annotated[str, _register("[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?", "a BIC of 8 or 11 characters", "EXAMXX00")]
