"""What was judged of a candidate: scores as points or ranges, and answers to what it must be able to do."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from crm_planner.fields import Score
from crm_planner.refusal import refuse


def _score(written: Any) -> Any:
    return written if isinstance(written, list | tuple) else (written,)


def _ascending(points: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    if points[0] > points[-1]:
        refuse("NUM020", f"the score goes from {points[0]} down to {points[-1]}", "Write the lower score first")
    return points


MustAnswer = Literal["yes", "no", "unknown", "not_applicable"]

ScoreOrRange = Annotated[
    tuple[Score, ...],
    Field(min_length=1, max_length=2),
    BeforeValidator(_score),
    AfterValidator(_ascending),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}, "maxItems": 2}]}),
]
