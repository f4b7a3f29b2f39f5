"""Numbers printed as text in a CSV, in the signs its mapping declares; never read as any other value."""

import re
from functools import lru_cache

from crm_planner.catalog.price_list import Csv
from crm_planner.limits import NUMBER_CHARACTERS

_SPACES = " \u00a0\u2009\u202f"
"""What stands between groups of digits where `group` is a space: spreadsheets write any of these."""


def plain_number(text: str, form: Csv) -> str | None:
    """The plain digits of a number printed in `form`: 51700 for "51 700,00"; None if it is none."""
    found = _pattern(form.decimal, form.group).fullmatch(text.strip()) if len(text) <= NUMBER_CHARACTERS else None
    if found is None:
        return None
    whole = re.sub(r"[^0-9-]", "", found["whole"]).lstrip("0") or "0"
    part = (found["part"] or "").rstrip("0")
    return f"{whole}.{part}" if part else whole


@lru_cache
def _pattern(decimal: str, group: str) -> re.Pattern[str]:
    signs = f"[{_SPACES}]" if group == " " else re.escape(group)
    grouped = rf"|[0-9]{{1,3}}(?:{signs}[0-9]{{3}})+" if group else ""
    return re.compile(rf"(?P<whole>-?(?:[0-9]+{grouped}))(?:{re.escape(decimal)}(?P<part>[0-9]+))?", re.ASCII)


_RANGE = re.compile(r"([0-9]{1,9})\s*(?:-|\u2013|\u2014|\.\.\.?|\u2026)\s*([0-9]{1,9})")
_OPEN = re.compile(r"([0-9]{1,9})\s*\+")


def from_to(text: str) -> tuple[int, int | None] | None:
    """The ends of a printed range: "11-50", "11\u201350" and, without an end, "51+"; None for anything else."""
    if found := _RANGE.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := _OPEN.fullmatch(text):
        return int(found[1]), None
    return None
