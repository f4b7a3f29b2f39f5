"""The `[lint]` table of crm-planner.toml, or `[tool.crm-planner.lint]` of pyproject.toml, as a selection of rules."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crm_planner.codes import CODES
from crm_planner.errors import DataError, UsageError
from crm_planner.letters import nearest, one_of
from crm_planner.lint.check import BOOK, rule_of
from crm_planner.lint.checklist_check import CHECKLIST_BOOK
from crm_planner.lint.run import MAX_AGE
from crm_planner.lint.selection import SEVERITIES, Selection
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

KEYS = ("select", "ignore", "severity", "fail-on", "strict", "max-age")

_LONGEST_AGE = 100_000


def known_codes() -> list[str]:
    """Every code a finding may have: those of the rules, then those of reading."""
    return [*(rule.code for rule in (*BOOK, *CHECKLIST_BOOK)), *(code for code in CODES if rule_of(code) is None)]


def selection_of(table: Mapping[str, Any], file: str) -> Selection:
    """What the table asks for. Raises DataError with everything that is wrong in it; `file` is where it stands."""
    faults = [fault for key, value in table.items() for fault in _faults(key, value)]
    if faults:
        raise DataError([Problem(Place(file), code, f"lint: {said}", hint) for code, said, hint in faults])
    fail_on = _words(table.get("fail-on", ()))
    return Selection(
        _words(table.get("select", ())),
        _words(table.get("ignore", ())),
        dict(table.get("severity", {})),
        ("warning", *fail_on) if table.get("strict") else fail_on,
        table.get("max-age", MAX_AGE),
    )


Fault = tuple[str, str, str]
"""Code, message and hint."""


def _faults(key: str, value: Any) -> Iterable[Fault]:
    if key not in KEYS:
        near = nearest(key, KEYS)
        return [
            ("KEY001", f"unknown setting {quoted(key)}", f'Did you mean "{near}"?' if near else f"Write {one_of(KEYS)}")
        ]
    return _LOOKS[key](key, value)


def _words(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _codes(key: str, value: Any, besides: tuple[str, ...] = ()) -> Iterable[Fault]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(code, str) for code in listed):
        return [("TYP002", f"{key} is {quoted(value)}", 'Write a list of codes, such as ["CAT2", "CAT301"]')]
    return [
        ("ENU001", f"{key}: {unknown_code(code)}", "") for code in listed if code not in besides and not _known(code)
    ]


def _severities(key: str, value: Any) -> Iterable[Fault]:
    if not isinstance(value, Mapping):
        return [("TYP004", f"{key} is {quoted(value)}", 'Write a table, such as {CAT203 = "error"}')]
    wrong = [f"{key}: {unknown_code(code)}" for code in value if not _known(code)]
    wrong += [f"{key}: {quoted(said)} is no severity" for said in value.values() if said not in SEVERITIES]
    return [("ENU001", said, f"Write {one_of(SEVERITIES)} behind a code") for said in wrong]


def _truth(key: str, value: Any) -> Iterable[Fault]:
    return [] if isinstance(value, bool) else [("ENU002", f"{key} is {quoted(value)}", "Write true or false")]


def _days(key: str, value: Any) -> Iterable[Fault]:
    fits = type(value) is int and 0 <= value <= _LONGEST_AGE
    return [] if fits else [("NUM016", f"{key} is {quoted(value)}", "Write a number of days, such as 180")]


_LOOKS: dict[str, Callable[[str, Any], Iterable[Fault]]] = {
    "select": _codes,
    "ignore": _codes,
    "severity": _severities,
    "fail-on": lambda key, value: _codes(key, value, SEVERITIES),
    "strict": _truth,
    "max-age": _days,
}


def _known(code: str) -> bool:
    return bool(code) and any(one.startswith(code) for one in known_codes())


def unknown_code(code: str) -> str:
    """What to say about a code nobody knows: those that begin like it."""
    begins = (code.upper()[:length] for length in range(len(code), 2, -1))
    alike = next((found for begin in begins if (found := [one for one in known_codes() if one.startswith(begin)])), [])
    return f"no rule has the code {quoted(code)}" + (f"; there are {one_of(alike)}" if alike else "")


def codes_of(option: str, values: Iterable[str], besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The codes of an option of the command line, written with commas or repeated.

    Raises UsageError for one that no rule's code begins with.
    """
    codes = tuple(code.strip() for value in values for code in value.split(","))
    for code in codes:
        if code not in besides and not _known(code):
            raise UsageError(f"{option}: {unknown_code(code)}; `crm-planner catalog rules` lists them all")
    return codes
