"""Whether a client could ever meet the requirements of an item or a discount: ranges laid over each other."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.model import Edition, Item, Requirements
from crm_planner.lint.words import figure
from crm_planner.spans import Range


class Span(NamedTuple):
    """From `low` to `high`, both included; `because` names what set the ends."""

    low: Decimal
    high: Decimal | None
    because: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.high is not None and self.low > self.high

    def within(self, other: Range, because: str) -> "Span":
        """What is left inside `other`."""
        low = max(self.low, other.min or Decimal(0))
        highs = [high for high in (self.high, other.max) if high is not None]
        return Span(low, min(highs, default=None), (*self.because, because))


Spans = Mapping[str, Span]

EVERYTHING = Span(Decimal(0), None)


def contradiction(edition: Edition, item: Item) -> str | None:
    """Why no client can have `item` of `edition`; None if one could."""
    start: Spans = {}
    for name, limit in edition.limits.items():
        start = _narrowed(start, name, limit, f"limits of {edition.id}", edition)
    chosen = {} if item.choice is None else {item.choice: item.id}
    spans, said = _ranges_against(edition, item, start)
    return said or _choices_against(edition, item, spans, chosen)


def _ranges_against(edition: Edition, item: Item, spans: Spans) -> tuple[Spans, str | None]:
    """`spans` inside the ranges an item requires, and what is contradictory in them."""
    for name, one in item.requires.items():
        if one.range is not None:
            spans = _narrowed(spans, name, one.range, item.id, edition)
            if spans[name].is_empty:
                return spans, _said(name, spans[name])
    return spans, None


def _choices_against(edition: Edition, item: Item, spans: Spans, chosen: Mapping[str, str]) -> str | None:
    """What contradicts the choices an item requires: its own, or the ranges of every item that would do.

    What those items require of further choices is not followed: it would multiply.
    """
    for name, one in item.requires.items():
        if one.range is not None:
            continue
        if name in chosen and chosen[name] not in one.values:
            return f'it is "{chosen[name]}" of the choice "{name}" and requires {" or ".join(one.values)}'
        others = [other for other in edition.items if other.choice == name and other.id in one.values]
        reasons = [_ranges_against(edition, other, spans)[1] for other in others]
        if reasons and all(reasons):
            return reasons[0]
    return None


def _narrowed(spans: Spans, name: str, to: Range, because: str, edition: Edition) -> Spans:
    """`spans` with `name` inside `to`; every named user needs a licence, so there both are one quantity."""
    alike = ("licences", "users")
    names = alike if edition.licence_metric == "named_user" and name in alike else (name,)
    return {**spans, **{one: spans.get(one, EVERYTHING).within(to, because) for one in names}}


def _said(name: str, span: Span) -> str:
    said = f"{name} would have to be at least {figure(span.low)} and at most {figure(span.high or Decimal(0))}"
    return f"{said} ({' and '.join(dict.fromkeys(span.because))})"


def can_meet(first: Requirements, second: Requirements) -> bool:
    """Whether both requirements can hold for one client at once."""
    for name in first.keys() & second.keys():
        one, other = first[name], second[name]
        if one.range is not None and other.range is not None:
            if EVERYTHING.within(one.range, "").within(other.range, "").is_empty:
                return False
        elif one.range is None and other.range is None and not set(one.values) & set(other.values):
            return False
    return True
