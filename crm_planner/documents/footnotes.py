"""What stands under a comparison: signs, what totals leave out, like for like, ranks with reasons, what is unknown."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from crm_planner.compare.ranking import Ranking, Unranked
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.figures import Figures, extrapolated, likely
from crm_planner.documents.names import scenario_name
from crm_planner.documents.page import EXTRAPOLATED, INCOMPLETE
from crm_planner.documents.rows import figures_of, scenario_estimates
from crm_planner.estimate.lines import Estimate, Gap, Note
from crm_planner.text import Message, Text, mark

AS_PUBLISHED = Message(mark("As published"))
LIKE_FOR_LIKE = Message(mark("Like for like"))


def footnotes(comparison: Comparison) -> tuple[object, ...]:
    """Every note under the table, each once, in the order a reader needs them."""
    figures = figures_of(comparison)
    notes: list[object] = [*signs([*comparison.estimates, *scenario_estimates(comparison)])]
    for estimate in comparison.estimates:
        notes += incomplete(estimate)
    for estimate in comparison.estimates:
        notes += assumed(estimate, figures)
    for estimate in comparison.estimates:
        notes += filled(estimate, comparison.estimates, figures)
    notes += _ranked(comparison.ranking, comparison.estimates, figures)
    known = list(notes)
    for scenario in comparison.scenarios:
        notes += _changed(scenario)
        for sentence in _ranked(scenario.ranking, scenario.estimates, figures):
            if sentence not in known:  # the same candidate left out for the same reason
                values = {"name": scenario_name(scenario.name, scenario.changes), "sentence": sentence}
                notes.append(Message(mark("Scenario {name}. {sentence}"), values))
    if comparison.budget is not None:
        notes += _budget(comparison, comparison.budget, figures)
    return (*notes, *gathered(comparison.notes), _names(comparison))


def _changed(scenario: Scenario) -> Iterator[Message]:
    """What a scenario sets otherwise than the brief."""
    changes = tuple(f"{key}={_cut(value)}" for key, value in scenario.changes.items())
    if changes:
        values = {"name": Text.plain(scenario.name), "changes": changes}
        yield Message(mark("Scenario {name} is the brief with {changes}"), values)


_LONGEST_CHANGE = 80
"""A note is no place for a list of wishes."""


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST_CHANGE else f"{value[:_LONGEST_CHANGE]}..."


def _names(comparison: Comparison) -> Message:
    names = tuple(Text.plain(one.id) for one in comparison.estimates)
    return Message(mark("Names in commands: {names}"), {"names": names})


def own_notes(comparison: Comparison, estimate: Estimate) -> list[Note]:
    """The notes of one candidate and those of the whole comparison, without what concerns only its rivals.

    What fills its gaps comes from rivals, and rests on what theirs rest on.
    """
    own = {note.id for note in estimate.notes}
    rivals = {note.id for one in comparison.estimates if one.id != estimate.id for note in one.notes} - own
    every = {note.id: note for note in (*estimate.notes, *comparison.notes)}
    concerned = {estimate.id, *(rival for gap in estimate.gaps for rival in gap.filled_from)}
    known = (note for note in every.values() if note.id not in rivals)
    return [note for note in known if not note.of or note.of & concerned]


def gathered(notes: Iterable[Note]) -> list[object]:
    """The texts of `notes`, each once; what is true of several products is said of them together."""
    texts: list[Message | Text] = []
    products: list[list[object]] = []
    for note in notes:
        product, rest = _about(note.text)
        known = next((number for number, text in enumerate(texts) if _about(text)[1] == rest), None)
        if known is None:
            texts.append(note.text)
            products.append([product])
        elif product not in products[known]:
            products[known].append(product)
    return [
        Message(text.wording, {**text.values, "product": tuple(named)}) if isinstance(text, Message) else text
        for text, named in zip(texts, products, strict=True)
    ]


def _about(text: Message | Text) -> tuple[object, object]:
    """The product a note is about, and the note without it."""
    if isinstance(text, Text):
        return None, text
    others = {key: value for key, value in text.values.items() if key != "product"}
    return text.values.get("product"), (text.wording, others)


def called(estimate: Estimate) -> Message:
    """A candidate's name: product and edition."""
    return estimate.called


def signs(estimates: Iterable[Estimate]) -> Iterator[Message]:
    """What the sign before a figure means, where one is used."""
    if any(extrapolated(one.lines) for one in estimates):
        wording = mark("{sign} extrapolated: the vendor prints no price for this quantity")
        yield Message(wording, {"sign": EXTRAPOLATED})


def incomplete(estimate: Estimate) -> Iterator[Message]:
    """What a total leaves out, and why."""
    if not estimate.complete:
        values = {"sign": INCOMPLETE, "candidate": called(estimate), "missing": tuple(map(_missing, estimate.gaps))}
        yield Message(mark("{sign} {candidate}: the total is without {missing}"), values)


def assumed(estimate: Estimate, figures: Figures) -> Iterator[Message]:
    """How much of a total rests on assumed hours, how far they may differ, and how much on rates without a source."""
    part, total = estimate.totals.assumed, estimate.totals.horizon
    if part is None or not total:
        return
    values = {
        "candidate": called(estimate),
        "amount": figures.amount(part.likely),
        "percent": round(100 * part.likely / total),
        "low": figures.amount(part.low),
        "high": figures.amount(part.high),
        "rates": figures.amount(part.rates),
    }
    yield Message(_ASSUMED["all" if part.rates == part.likely else "some" if part.rates else "none"], values)


_ASSUMED = {
    "none": mark("{candidate}: {amount} of the total ({percent} %) rests on assumed hours ({low} to {high})"),
    "some": mark(
        "{candidate}: {amount} of the total ({percent} %) rests on assumed hours ({low} to {high}), {rates} of it at "
        "rates without a source"
    ),
    "all": mark(
        "{candidate}: {amount} of the total ({percent} %) rests on assumed hours ({low} to {high}) at rates without a "
        "source"
    ),
}
"""By how much of the assumed amount has no source for the price of an hour either."""


def _missing(gap: Gap) -> Message:
    why = gap.reason if gap.status.value == "on_request" and gap.reason else gap.status
    return Message(mark("{category} ({why})"), {"category": gap.category, "why": why})


_FILLED = {
    "single": mark("{candidate} like for like: {likely}; {categories} filled from {rivals}"),
    "single ratio": mark(
        "{candidate} like for like, by the share of the licences: {likely}; {categories} filled from {rivals}"
    ),
    "mean": mark(
        "{candidate} like for like: lowest {low}, mean {likely}, highest {high}; {categories} filled from {rivals}"
    ),
    "lowest": mark(
        "{candidate} like for like: {likely}, the lowest (highest {high}); {categories} filled from {rivals}"
    ),
    "highest": mark(
        "{candidate} like for like: {likely}, the highest (lowest {low}); {categories} filled from {rivals}"
    ),
    "ratio": mark(
        "{candidate} like for like, by the share of the licences: lowest {low}, mean {likely}, highest {high}; "
        "{categories} filled from {rivals}"
    ),
    "rate_card": mark(
        "{candidate} like for like: lowest {low}, likely {likely}, highest {high}; {filled} of it is {categories}, "
        "filled with hours of the playbook at the rate card"
    ),
}
"""By the rule that picks the likely amount of a gap; `single` where only one amount could fill it."""


def filled(estimate: Estimate, candidates: Iterable[Estimate], figures: Figures) -> Iterator[Message]:
    """What a candidate with gaps costs like for like, and whose prices fill them."""
    between = estimate.totals.like_for_like
    if estimate.complete or between is None or between.low is None or between.high is None or between.likely is None:
        return
    names = {one.id: called(one) for one in candidates}
    sources: dict[tuple[str, ...], list[str]] = {}
    for gap in estimate.gaps:
        sources.setdefault(gap.filled_from, []).append(gap.category)
    values = {"candidate": called(estimate)} | {
        name: figures.amount(amount)
        for name, amount in (("low", between.low), ("likely", between.likely), ("high", between.high))
    }
    rule = estimate.gaps[0].rule
    if rule != "rate_card" and between.low == between.high:
        rule = "single ratio" if rule == "ratio" else "single"
    wording = _FILLED[rule]
    values["filled"] = figures.amount(between.likely - estimate.totals.horizon)
    for rivals, categories in sources.items():
        named = tuple(names.get(rival, rival) for rival in rivals)
        yield Message(wording, values | {"categories": tuple(categories), "rivals": named})


def _ranked(ranking: Ranking, estimates: Iterable[Estimate], figures: Figures) -> Iterator[Message]:
    """Both rankings in words; like for like is said only where it differs from what is published."""
    by_id = {one.id: one for one in estimates}
    published = {name: by_id[name].totals.horizon for name in ranking.published}
    yield from _order(AS_PUBLISHED, published, by_id, figures)
    yield from _ties(AS_PUBLISHED, ranking.ties_published, by_id)
    yield from _not_ranked(AS_PUBLISHED, ranking.unranked_published, by_id)
    if all(one.complete for one in by_id.values()):
        return
    filled_up = {name: _likely(by_id[name]) for name in ranking.like_for_like}
    yield from _order(LIKE_FOR_LIKE, filled_up, by_id, figures)
    yield from _ties(LIKE_FOR_LIKE, ranking.ties_like_for_like, by_id)
    yield from _not_ranked(LIKE_FOR_LIKE, ranking.unranked_like_for_like, by_id)


def _likely(estimate: Estimate) -> Decimal:
    """What a candidate that is ranked like for like is likely to cost."""
    amount = likely(estimate)
    return estimate.totals.horizon if amount is None else amount


def _order(
    kind: Message, amounts: dict[str, Decimal], by_id: dict[str, Estimate], figures: Figures
) -> Iterator[Message]:
    if len(by_id) == 1:
        return
    if not amounts:
        yield Message(mark("{kind}: no candidate can be ranked"), {"kind": kind})
        return
    order = tuple(
        Message(mark("{candidate} {amount}"), {"candidate": called(by_id[name]), "amount": figures.amount(amount)})
        for name, amount in amounts.items()
    )
    if len(order) == 1:
        yield Message(mark("{kind}, the only one ranked: {candidate}"), {"kind": kind, "candidate": order[0]})
    else:
        values = {"kind": kind, "first": order[0], "others": order[1:]}
        yield Message(mark("{kind}, cheapest: {first}; then {others}"), values)


def _ties(kind: Message, ties: Iterable[tuple[str, ...]], by_id: dict[str, Estimate]) -> Iterator[Message]:
    for tie in ties:
        values = {"kind": kind, "candidates": tuple(called(by_id[name]) for name in tie)}
        yield Message(mark("{kind}, these cost the same: {candidates}"), values)


def _not_ranked(kind: Message, unranked: Iterable[Unranked], by_id: dict[str, Estimate]) -> Iterator[Message]:
    for one in unranked:
        values = {"kind": kind, "candidate": called(by_id[one.id]), "reason": one.reason}
        yield Message(mark("{kind}, not ranked: {candidate}, because {reason}"), values)


def _budget(comparison: Comparison, budget: Decimal, figures: Figures) -> Iterator[Message]:
    """Which candidates stay within the budget like for like, gaps filled."""
    ranked = [one for one in comparison.estimates if one.id in comparison.ranking.like_for_like]
    inside = tuple(called(one) for one in ranked if _likely(one) <= budget)
    above = tuple(called(one) for one in ranked if _likely(one) > budget)
    for wording, candidates in (
        (mark("Within the budget of {budget}, like for like: {candidates}"), inside),
        (mark("Above the budget of {budget}, like for like: {candidates}"), above),
    ):
        if candidates:
            yield Message(wording, {"budget": figures.amount(budget), "candidates": candidates})
