"""Figures of a brief nobody is sure of: between which values a key of it may lie, and who says so."""

from collections.abc import Iterator, Mapping
from typing import Any

from crm_planner.document import Fault, Part
from crm_planner.fields import OneLine
from crm_planner.problem import quoted

FIXED = ("schema", "client", "currency", "candidates", "scenarios", "ranges", "note")
"""Keys that are no figure; totals in two currencies have no difference."""


class KeyRange(Part):
    """The two ends of a key of the brief, such as `users` or `exchange.rates.USD`, and why it may lie between them."""

    low: Any
    high: Any
    reason: OneLine


def ranges_are_of_figures(brief: Mapping[str, Any]) -> Iterator[Fault]:
    """A range of the client's name, or of a scenario, would vary nothing."""
    written = brief.get("ranges")
    for key in written if isinstance(written, Mapping) else ():
        if str(key).partition(".")[0] in FIXED:
            said = (
                f"{quoted(str(key))} is no figure that may lie in a range; write a key such as users or discount_rate"
            )
            yield Fault(("ranges", key), "REF014", said)
