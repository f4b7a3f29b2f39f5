"""A brief whose keys somebody moved, as its text: what changed is written in, every comment stays."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from pydantic import BaseModel

from crm_planner.brief.model import Brief
from crm_planner.brief.risks import MitigationPlan
from crm_planner.errors import DataError, OutputError
from crm_planner.files.answers import says
from crm_planner.files.splicing import Entry, with_entry, with_item, with_value
from crm_planner.files.typed import read_document
from crm_planner.place import Place
from crm_planner.problem import Problem

_SECTIONS = ("rates", "weights", "answers", "scores", "mitigations")
"""Mappings whose entries are written one by one."""


def moved_text(text: str, changes: Mapping[str, Any], file: str) -> str:
    """The brief `text` with `changes` of its keys, read again and found to say just that.

    Raises DataError for a brief that cannot be read, OutputError for one laid out so that it cannot be changed.
    """
    before, _, _ = read_document(Brief, text.encode("utf-8"), file)
    anew = text
    for key, value in changes.items():
        for step in _steps(before, key, value):
            anew = step(anew)
    try:
        fine = says(anew, before.model_copy(update=dict(changes)), text)
    except DataError:
        fine = False
    if not fine:
        listed = ", ".join(f"{key}: {_flow(value)}" for key, value in changes.items())
        said, hint = "nothing can be changed in a file laid out like this", f"Write it yourself: {listed}"
        raise OutputError(Problem(Place(file), "OUT003", said, hint))
    return anew


def _steps(before: Brief, key: str, value: Any) -> Iterator[Callable[[str], str]]:
    """What to do to the text for one key."""
    old = getattr(before, key)
    if key in _SECTIONS:
        for name, one in value.items():
            if old.get(name) != one:
                yield partial(with_entry, section=key, entry=Entry(name, _flow(one)))
    elif key == "exchange":
        yield partial(with_entry, section=key, entry=Entry("rates", _flow(value.rates)))
    elif key == "tax":
        yield partial(with_entry, section=key, entry=Entry("show", value.show))
    elif key == "discounts":
        for one in value[len(old) :]:
            yield partial(with_item, section=key, item=_flow(one))
    else:
        yield partial(with_value, key=key, value=_flow(value))


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    match value:
        case MitigationPlan(hours=None):
            return value.state
        case BaseModel():
            known = value.model_dump(exclude_defaults=True)
            return f"{known['total']}" if set(known) == {"total"} else _flow(known)
        case Mapping():
            return "{" + ", ".join(f"{name}: {_flow(one)}" for name, one in value.items()) + "}"
        case (Decimal() as point,):  # a score, not a range
            return _flow(point)
        case list() | tuple():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case Decimal():
            return f"{value:f}"
        case bool() | int():
            return str(value).lower()
    return str(value) if str(value).replace("_", "").replace("/", "").replace("-", "").isalnum() else json.dumps(value)
