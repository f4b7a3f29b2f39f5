"""Figures that are allowed and seldom meant: 0.15 percent, 150 percent, 50 000 users. Each is a warning."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from crm_planner.limits import COUNT_WARNED
from crm_planner.place import Path, Plain, Source
from crm_planner.problem import Problem, quoted

_PERCENTS = {"percent", "rate", "indexation"}
_COUNTS = {"users", "trainees"}
_COUNTS_OF_USERS = {"total", "peak", "core", "occasional"}
_WHOLE = Decimal(100)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,8})?")


def percent_warnings(source: Source) -> list[Problem]:
    """Warnings for percent points between 0 and 1, which look like a share, and over 100."""
    return _warnings(source, _unlikely_percent)


def count_warnings(source: Source) -> list[Problem]:
    """Warnings for more than 10 000 users or trainees."""
    return _warnings(source, _unlikely_count)


Words = tuple[str, str, str]
"""Code, message and hint."""


def _unlikely_percent(path: Path, written: str) -> Words | None:
    key, number = path[-1], Decimal(written)
    if key in _PERCENTS and 0 < number < 1:
        said = f"{key} {quoted(written)} is less than one percent"
        return "NUM024", said, f"Did you mean {(number * 100).normalize():f}? 15 means 15 %"
    if key in _PERCENTS and number > _WHOLE:
        return "NUM025", f"{key} {quoted(written)} is more than 100 percent", "Is that meant?"
    return None


def _unlikely_count(path: Path, written: str) -> Words | None:
    key = path[-1]
    counted = key in _COUNTS or (path[-2:-1] == ("users",) and key in _COUNTS_OF_USERS)
    if counted and Decimal(written) > COUNT_WARNED:
        return "NUM026", f"{key} {quoted(written)} is more than {COUNT_WARNED}", "Is that meant?"
    return None


def _warnings(source: Source, look: Callable[[Path, str], Words | None]) -> list[Problem]:
    found = ((path, look(path, written)) for path, written in _numbers(source.tree))
    return [Problem(source.place(path), *said, "warning") for path, said in found if said]


def _numbers(tree: Any) -> Iterator[tuple[Path, str]]:
    """Every plain number that stands under a key, with its path."""
    waiting: list[tuple[Path, Any]] = [((), tree)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, dict):
            waiting.extend(((*path, key), value) for key, value in node.items())
        elif isinstance(node, list):
            waiting.extend(((*path, index), entry) for index, entry in enumerate(node))
        elif isinstance(node, Plain) and isinstance(path[-1], str) and _NUMBER.fullmatch(node):
            yield path, str(node)
