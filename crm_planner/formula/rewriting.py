"""A formula with some of its nodes changed; what has not changed stays the same object."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from crm_planner.formula.expression import Expression


def rewritten(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """`expression` with `change` made of every node, the innermost first."""
    changes = {}
    for field in fields(expression):  # type: ignore[arg-type]
        before = getattr(expression, field.name)
        after = _rewritten(before, change)
        if after is not before:
            changes[field.name] = after
    return change(replace(expression, **changes) if changes else expression)  # type: ignore[type-var]


def _rewritten(part: Any, change: Callable[[Expression], Expression]) -> Any:
    """What a field of a node holds: a node, several, or none."""
    if isinstance(part, Expression):
        return rewritten(part, change)
    if isinstance(part, tuple) and part and isinstance(part[0], Expression):
        several = tuple(rewritten(one, change) for one in part)
        return several if any(one is not old for one, old in zip(several, part, strict=True)) else part
    return part
