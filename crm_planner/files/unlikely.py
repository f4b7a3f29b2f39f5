"""Figures that are allowed and seldom meant: 0.15 percent, 150 percent, 50 000 users. Each is a warning."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from crm_planner.limits import COUNT_WARNED
from crm_planner.place import Path, Plain, Source, WrittenList, WrittenMapping
from crm_planner.problem import Problem, quoted

_PERCENTS = {"percent", "rate", "indexation"}
_COUNTS = {"users", "trainees"}
_COUNTS_OF_USERS = {"total", "peak", "core", "occasional"}
_WATCHED = _PERCENTS | _COUNTS | _COUNTS_OF_USERS
_WHOLE = Decimal(100)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,8})?")


def warnings_of(source: Source) -> tuple[Problem, ...]:
    """Warnings for percent points that look like a share or exceed 100, and for more than 10 000 users or trainees."""
    found = ((path, _unlikely(path, written)) for path, written in _watched(source.tree))
    return tuple(Problem(source.place(path), *said, "warning") for path, said in found if said)


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


def _unlikely(path: Path, written: str) -> Words | None:
    return _unlikely_percent(path, written) or _unlikely_count(path, written)


def _watched(tree: Any) -> Iterator[tuple[Path, str]]:
    """Every plain number under a key that is watched, with its path."""
    waiting: list[tuple[Path, Any]] = [((), tree)]
    while waiting:
        path, node = waiting.pop()
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            kind = type(value)
            if kind is WrittenMapping or kind is WrittenList:
                waiting.append(((*path, key), value))
            elif kind is Plain and key in _WATCHED and _NUMBER.fullmatch(value):
                yield (*path, key), str(value)
