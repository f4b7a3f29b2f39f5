"""A change of price lists for a reader: what it costs whom, who is cheapest now, and what differs item by item."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from crm_planner.catalog.change import Change
from crm_planner.documents.change_words import change_in_words
from crm_planner.documents.footnotes import called, incomplete, signs
from crm_planner.documents.page import Outline, Page
from crm_planner.documents.review_money import brief_tables, candidate_tables, cheapest_table, figures_of, percent
from crm_planner.estimate.lines import Estimate
from crm_planner.repricing.effect import Effect, Review
from crm_planner.repricing.standing import TOTALS, Figure, Standing, Step
from crm_planner.text import Message, Text, mark

USUAL = 10
"""The size of firm that headlines and single items are said for, where they move there."""


def review_page(review: Review) -> Page:
    """The whole review; without tables where no total moves."""
    differences = Outline(tuple(_outline(review)), Message(mark("what differs")))
    if not review.moved:
        return Page(headline(review), (differences,), (_priced(review),))
    cheapest = cheapest_table(review)
    tables = (*candidate_tables(review), *((cheapest,) if cheapest else ()), *brief_tables(review))
    return Page(headline(review), (*tables, differences), tuple(review_notes(review)))


def headline(review: Review) -> Message:
    """The change in one line: the candidate whose total moves most, if it can in the usual firm's first year."""
    if not review.moved:
        return Message(mark("The price lists differ, and no total moves"))
    moved = dict.fromkeys(one.id for effect in review.moved for one in effect.standings if one.moved)
    steps = [found for name in moved if (found := _foremost(review, name))]
    if not steps:
        return _without_figures(review)
    effect, standing, figure, step = max(steps, key=lambda found: abs(found[3].percent or Fraction(0)))
    figures = figures_of(review, effect.currency)
    values = {
        "candidate": called(standing.present),
        "before": figures.amount(step.before),
        "after": figures.amount(step.after),
        "currency": effect.currency,
        "client": effect.client.called,
        "years": effect.years,
        "percent": percent(step) or Message(mark("new")),
        "count": len(moved) - 1,
    }
    first_year = mark("{candidate} {percent}: {before} -> {after} {currency} for {client} in the first year")
    horizon = mark("{candidate} {percent}: {before} -> {after} {currency} for {client} over {years} years")
    said = Message(first_year if figure == "first_year" else horizon, values)
    if len(moved) == 1:
        return said
    return Message(mark("{said}; other candidates that move: {count}"), values | {"said": said})


def _foremost(review: Review, name: str) -> tuple[Effect, Standing, Figure, Step] | None:
    """The total of a candidate that speaks for it: of the usual firm, else of the first client for whom it moves."""
    found = [
        (effect, one, figure, step)
        for effect in review.moved
        for one in effect.standings
        for figure in TOTALS
        if one.id == name and (step := one.step(figure)) and step.difference
    ]
    return min(found, key=lambda one: (one[0].client.users != USUAL, not one[0].client.users), default=None)


def _without_figures(review: Review) -> Message:
    """The headline where no total can be subtracted: candidates came, went, or became unknown."""
    moved = {one.id: one for effect in review.moved for one in effect.standings if one.moved}
    names = tuple(called(one.present) for one in moved.values())
    if not names:
        return Message(mark("A brief can be priced with one side only"))
    return Message(
        mark("Candidates that came, went, or whose totals cannot be compared: {candidates}"), {"candidates": names}
    )


def review_notes(review: Review) -> Iterator[object]:
    """What the signs mean, what totals leave out, whose totals stay, what a brief misses, and how both were priced."""
    moved = {one.id: one for effect in review.moved for one in effect.standings if one.moved}
    estimates = [one for standing in moved.values() for one in (standing.before, standing.after) if one]
    yield from signs(estimates)
    said: list[Message] = []
    for note in (note for one in estimates for note in incomplete(one)):
        if note not in said:
            said.append(note)
            yield note
    stay = {one.id: called(one.present) for effect in review.effects for one in effect.standings if one.id not in moved}
    if stay:
        yield Message(mark("Totals stay as they were: {candidates}"), {"candidates": tuple(stay.values())})
    briefs = tuple(one.client.called for one in review.effects if not one.moved and not one.client.users)
    if briefs:
        yield Message(mark("Totals stay as they were in these briefs: {briefs}"), {"briefs": briefs})
    yield from _lacking(review.effects)
    for effect in review.effects:
        yield from _unpriced(effect)
    yield _priced(review)


def _lacking(effects: Iterable[Effect]) -> Iterator[Message]:
    """What briefs name and the price lists lack, on both sides or on one; once for all briefs that lack the same."""
    briefs: dict[tuple[str, tuple[str, ...]], list[object]] = {}
    for effect in effects:
        before, after = effect.before.absent, effect.after.absent
        for wording, absent in (
            (mark("Not among the price lists: {candidates}. They are named in: {briefs}"), _common(before, after)),
            (mark("Not among the price lists before: {candidates}. They are named in: {briefs}"), _less(before, after)),
            (mark("Not among the price lists after: {candidates}. They are named in: {briefs}"), _less(after, before)),
        ):
            if absent:
                briefs.setdefault((wording, absent), []).append(effect.client.called)
    for (wording, absent), called_by in briefs.items():
        yield Message(wording, {"candidates": tuple(map(Text.plain, absent)), "briefs": tuple(called_by)})


def _common(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in others)


def _less(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)


def _unpriced(effect: Effect) -> Iterator[Message]:
    """Why one side cannot price a brief."""
    brief = effect.client.called
    for wording, problems in (
        (mark("{brief} cannot be priced with the price lists before: {problem}"), effect.before.problems),
        (mark("{brief} cannot be priced with the price lists after: {problem}"), effect.after.problems),
    ):
        for problem in problems:
            yield Message(wording, {"brief": brief, "problem": Text.plain(str(problem))})


def _priced(review: Review) -> Message:
    values = {"day": review.day, "old": Text.plain(review.old), "new": Text.plain(review.new)}
    return Message(mark("Priced on {day}. Before: {old}. After: {new}"), values)


def _outline(review: Review) -> Iterator[tuple[int, object]]:
    """Every difference under the candidate or price list it is about, each with both places."""
    about = None
    for change in review.changes:
        if about != (change.candidate or change.catalog):
            about = change.candidate or change.catalog
            yield 0, Text.plain(about)
        yield 1, difference(review, change)
        yield 2, written_at(change)


def difference(review: Review, change: Change) -> Message:
    """A difference in words; of a price also what the usual firm pays by it, before discounts."""
    said = change_in_words(change, review.day)
    step = _of_item(review, change)
    if step is None:
        return said
    effect, amounts = step
    figures = figures_of(review, effect.currency)
    values = {
        "said": said,
        "client": effect.client.called,
        "before": figures.amount(amounts.before),
        "after": figures.amount(amounts.after),
    }
    by = percent(amounts)
    if by is None:
        return Message(mark("{said}; for {client}: {before} -> {after}"), values)
    return Message(mark("{said}; for {client}: {before} -> {after}, {percent}"), values | {"percent": by})


def _of_item(review: Review, change: Change) -> tuple[Effect, Step] | None:
    """What a changed price makes of one charge period of the usual firm, where both amounts are known and differ."""
    if change.subject != "item" or change.key != "price":
        return None
    for effect in (one for one in review.effects if one.client.users == USUAL):
        for standing in (one for one in effect.standings if one.id == change.candidate):
            before, after = (_list_amount(side, change.id) for side in (standing.before, standing.after))
            if before is not None and after is not None and before != after:
                return effect, Step(before, after)
    return None


def _list_amount(estimate: Estimate | None, item: str) -> Decimal | None:
    return next((line.list_amount for line in estimate.lines if line.id == item), None) if estimate else None


def written_at(change: Change) -> Text:
    """Both places of a difference, as a person can go to them: `main:x.yaml:70 -> x.yaml:70`."""
    places = [f"{place.file}:{place.line}" if place.line else place.file for place in (change.old, change.new) if place]
    return Text.plain(" -> ".join(places))
