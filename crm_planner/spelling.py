"""How dates, truths, ids, codes and addresses are written in our files, and what was probably meant instead."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from crm_planner import limits
from crm_planner.letters import foreign_letter, latin, nearest
from crm_planner.money import MINOR_DIGITS
from crm_planner.place import Plain
from crm_planner.problem import quoted, shape
from crm_planner.refusal import refuse

_LONGEST_DATE = 40
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def day(value: Any) -> date:
    """A reader of dates: year, month and day as 2026-11-23."""
    if isinstance(value, str) and _ISO_DATE(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            refuse("DAT002", f"{quoted(value)} is not a day of the calendar", "Check the month and the day")
    elif type(value) is date:
        found = value
    else:
        _no_date(value)
    if not limits.FIRST_YEAR <= found.year <= limits.LAST_YEAR:
        refuse(
            "DAT005",
            f"the year of {quoted(value)} is out of range",
            f"Years are {limits.FIRST_YEAR} to {limits.LAST_YEAR}",
        )
    return found


def _no_date(value: Any) -> NoReturn:
    if value is None:
        refuse("DAT001", "a date is missing here", "Write it as 2026-11-23, or remove the key")
    if not isinstance(value, str):
        refuse("TYP003", f"expected a date, got {shape(value)}", "Write it as 2026-11-23")
    text = str(value)
    backwards = (
        re.fullmatch(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})", text) if len(text) <= _LONGEST_DATE else None
    )
    forwards = (
        re.fullmatch(r"([0-9]{4})[-./年]?([0-9]{1,2})[-./月]?([0-9]{1,2})日?(?:[T ].*)?", text)
        if len(text) <= _LONGEST_DATE
        else None
    )
    hint = "Write it as 2026-11-23: year, month, day"
    if forwards:
        hint = f"Write {forwards[1]}-{int(forwards[2]):02}-{int(forwards[3]):02}"
    elif backwards and int(backwards[2]) in range(1, 13):
        hint = f"Write {backwards[3]}-{int(backwards[2]):02}-{int(backwards[1]):02} if the day comes first in it"
    refuse("DAT001", f"{quoted(value)} is not a date as our files write it", hint)


_TRUTHS = {
    "yes": "true",
    "on": "true",
    "y": "true",
    "1": "true",
    "no": "false",
    "off": "false",
    "n": "false",
    "0": "false",
}


def truth(value: Any) -> bool:
    """A reader of true and false; yes, no, on and off are refused."""
    if isinstance(value, bool):
        return value
    if type(value) is not Plain or value not in {"true", "false"}:
        word = str(value).strip().casefold()
        meant = _TRUTHS.get(word, word)
        hint = f"Write {meant}" if meant in {"true", "false"} else "Write true or false"
        refuse("ENU002", f"{quoted(value)} is neither true nor false", f"{hint}, in small letters and without quotes")
    return value == "true"


_ID = re.compile(r"(?=[0-9_-]*[a-z])[a-z0-9]+(?:[-_][a-z0-9]+)*").fullmatch


def identifier(value: Any) -> str:
    """A reader of ids: small ASCII letters, digits, single `-` and `_` between them, a letter in it, at most 64."""
    if not isinstance(value, str) or len(value) > limits.ID_CHARACTERS or not _ID(value):
        _no_id(value)
    return str(value)


def candidate(value: Any) -> str:
    """A reader of candidates: CATALOG, or CATALOG/EDITION."""
    if not isinstance(value, str):
        _no_id(value)
    parts = value.split("/")
    if len(parts) > 2 or not all(len(part) <= limits.ID_CHARACTERS and _ID(part) for part in parts):  # noqa: PLR2004
        tidy = [tidy_id(part) for part in parts[:2]]
        hint = f"Write {'/'.join(tidy)}" if all(tidy) else "Write it as regionsoft/standard"
        why = next((f": {why}" for why in map(_why_no_id, parts) if why), "")
        refuse("ID006", f"{quoted(value)} is not a candidate, which is CATALOG or CATALOG/EDITION{why}", hint)
    return str(value)


def _no_id(value: Any) -> NoReturn:
    if value is None:
        refuse("ID004", "a name is missing here", "Write it in small letters, such as standard; null needs quotes")
    if not isinstance(value, str):
        refuse("TYP003", f"expected a name, got {shape(value)}", "Write small letters, such as standard")
    if len(value) > limits.ID_CHARACTERS:
        said = f"{quoted(value)} has {len(value)} characters, an id has at most {limits.ID_CHARACTERS}"
        refuse("ID002", said, "Write a shorter one")
    if re.fullmatch(r"[0-9_-]+", value):
        refuse("ID003", f"{quoted(value)} has no letter in it, an id needs one", "Write a name such as plan-10")
    tidy = tidy_id(value)
    hint = f"Write {tidy}" if tidy else "Write small letters, digits, - and _"
    refuse("ID001", f"{quoted(value)} is not an id: {_why_no_id(value)}", hint)


def _why_no_id(value: str) -> str:
    """What is wrong with an id; nothing if it is one."""
    if not value:
        return "it is empty"
    odd = re.search(r"[^a-z0-9_-]", value)
    if odd is None:
        return "" if _ID(value) else "- and _ stand single, between letters or digits"
    if foreign := foreign_letter(value):
        return foreign
    return "it has capital letters" if odd[0].isalpha() else f"it has {quoted(odd[0])} in it"


def tidy_id(value: str) -> str:
    """The id that `value` was probably meant to be, or nothing."""
    plain = latin(value[:200])
    tidy = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") if plain.isascii() else ""
    return tidy if _ID(tidy) and len(tidy) <= limits.ID_CHARACTERS else ""


_FORMER = {
    "RUR": "RUB",
    "BYR": "BYN",
    "BYB": "BYN",
    "DEM": "EUR",
    "FRF": "EUR",
    "UAK": "UAH",
    "HRK": "EUR",
    "BGL": "BGN",
}
_SIGNS = {
    "₽": "RUB",
    "руб": "RUB",
    "руб.": "RUB",
    "р.": "RUB",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "円": "JPY",
    "₴": "UAH",
    "₸": "KZT",
    "rouble": "RUB",
    "rubles": "RUB",
    "euro": "EUR",
    "dollar": "USD",
    "yen": "JPY",
}


def currency(value: Any) -> str:
    """A reader of currencies: a code of ISO 4217 in capitals."""
    if not isinstance(value, str):
        said = "a currency is missing here" if value is None else f"expected a currency code, got {shape(value)}"
        refuse("CUR001", said, "Write three capital letters, such as RUB")
    if value not in MINOR_DIGITS:
        _no_currency(value)
    return str(value)


def _no_currency(value: str) -> NoReturn:
    word = value.strip()
    similar = latin(word).upper()
    if foreign_letter(word) and len(similar) == len("RUB"):
        hint = f"Write {similar} in Latin letters" if similar in MINOR_DIGITS else "Write Latin capitals, such as RUB"
        refuse("CUR002", f"{quoted(value)} is not a currency code: {foreign_letter(word)}", hint)
    if similar in _FORMER:
        refuse("CUR003", f"{quoted(value)} is a currency no longer in use", f"Write {_FORMER[similar]}")
    meant = _SIGNS.get(word.casefold()) or nearest(similar, MINOR_DIGITS)
    hint = f"Did you mean {meant}?" if meant else "Write a code of ISO 4217, such as RUB"
    refuse("CUR001", f"{quoted(value)} is not a currency code", hint)


_COUNTRY = re.compile(r"[A-Z]{2}").fullmatch


def country(value: Any) -> str:
    """A reader of countries: the two capital letters of ISO 3166."""
    if not isinstance(value, str) or not _COUNTRY(value):
        hint = "Write the two capital letters of ISO 3166, such as RU"
        refuse("TXT007", f"{quoted(value)} is not a country code", _capitals(value) or hint)
    return str(value)


def _capitals(value: Any) -> str:
    tidy = latin(str(value)).strip().upper()
    return f"Write {tidy}" if _COUNTRY(tidy) else ""


_ANSWERS = ("yes", "no", "unknown", "not_applicable", "1", "2", "3", "4", "5")


def answer(value: Any) -> str:
    """A reader of answers to a question of the checklist: yes, no, unknown, not_applicable, or 1 to 5."""
    if str(value) not in _ANSWERS or isinstance(value, bool):
        near = {"true": "yes", "false": "no"}.get(str(value).lower()) or nearest(str(value), _ANSWERS)
        hint = f"Write {near}" if near else "Write yes, no, unknown, not_applicable, or 1 to 5"
        refuse("ENU001", f"{quoted(value)} is no answer", hint)
    return str(value)


_QUESTION = re.compile(r"[A-Z]{2}-[0-9]{2}(?:\.[0-9]{1,2})?").fullmatch
_RISK = re.compile(r"[A-Z]{2}-[0-9]{2}").fullmatch
_TASK = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}").fullmatch
_MITIGATION = re.compile(r"[A-Z]{2}-[0-9]{2}\.m[0-9]{1,2}").fullmatch


def question(value: Any) -> str:
    """A reader of ids of questions: the risk's id, and the number of the question."""
    return _of_checklist(value, _QUESTION, "a question", "CL-01.1")


def risk(value: Any) -> str:
    """A reader of ids of risks: two capital letters for the side, and a number."""
    return _of_checklist(value, _RISK, "a risk", "CL-01")


def mitigation(value: Any) -> str:
    """A reader of ids of mitigations: the risk's id, and m with a number."""
    return _of_checklist(value, _MITIGATION, "a mitigation", "CL-01.m1")


def task(value: Any) -> str:
    """A reader of ids of tasks: the number of the phase, and of the task in it."""
    if not isinstance(value, str) or not _TASK(value):
        said = f"{quoted(value)} is not the id of a task"
        refuse("TXT007", said, "Write it as the work breakdown numbers it, such as 4.2, without quotes or spaces")
    return str(value)


def _of_checklist(value: Any, fits: Callable[[str], object], what: str, example: str) -> str:
    if not isinstance(value, str) or not fits(value):
        tidy = str(value).upper().replace(".M", ".m")
        hint = f"Write {tidy}" if fits(tidy) else f"Write it as the checklist prints it, such as {example}"
        refuse("TXT007", f"{quoted(value)} is not the id of {what}", hint)
    return str(value)


_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*(?::[0-9]{1,5})?(?:[/?#][!-~]*)?").fullmatch


def address(value: Any) -> str:
    """A reader of web addresses: http or https, no user name or password in it."""
    if not isinstance(value, str):
        said = "an address is missing here" if value is None else f"expected an address, got {shape(value)}"
        refuse("URL001", said, "Write it as https://example.org/page")
    if len(value) > limits.URL_CHARACTERS:
        refuse("URL004", f"{quoted(value)} has {len(value)} characters", f"At most {limits.URL_CHARACTERS} are allowed")
    if not _PLAIN_ADDRESS(value):
        _check_address(value)
    return str(value)


def _check_address(value: str) -> None:
    scheme, separator, rest = value.partition("://")
    if scheme.casefold() not in {"http", "https"} or not separator:
        refuse("URL002", f"{quoted(value)} is not a web address", "It begins with https:// or http://")
    if re.search(r"[\s\\<>\"{}|^`]", value):
        refuse(
            "URL001",
            f"{quoted(value)} has a space or a sign in it that no address has",
            "Write it as the browser's address line shows it",
        )
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in host:
        refuse("URL003", f"{quoted(value)} has a user name in it", "Remove everything up to the @")
    name = host.rpartition(":")[0] if re.search(r":[0-9]*$", host) else host
    if not re.fullmatch(r"[\w.-]+", name) or name[:1] in ".-":
        refuse("URL001", f"{quoted(value)} names no host", "Write it as https://example.org/page")
    for label in name.split("."):
        if re.search(r"[A-Za-z]", label) and not label.isascii():
            refuse(
                "URL005",
                f"{quoted(value)} mixes letters of two scripts in its host: {foreign_letter(label)}",
                "Write the host in one script",
            )
