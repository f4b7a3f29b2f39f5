"""How a figure came about, as an indented outline and as a tree for JSON: every step down to file and line."""

from collections.abc import Iterable, Iterator
from typing import Any

from crm_planner.catalog.price_book import replacement
from crm_planner.documents.footnotes import incomplete
from crm_planner.documents.page import Outline, Page
from crm_planner.documents.sources import cited
from crm_planner.documents.table_json import whereabouts
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Estimate, Line
from crm_planner.formula.units import RATIO
from crm_planner.formula.words import Explanation
from crm_planner.place import Place
from crm_planner.text import Message, Text, mark

EXPLANATION = "crm-planner/explanation/1"

Tree = dict[str, Any]


def explanation_page(explained: Explanation, speech: Speech, estimate: Estimate | None = None) -> Page:
    """`explained` as indented lines: what it is, how it was computed, by which rule, from where; then its parts.

    Of a total of `estimate`, a note says what it leaves out.
    """
    notes = () if estimate is None else tuple(incomplete(estimate))
    return Page(Text.plain(explained.name), (Outline(tuple(_lines(explained, 0, speech))),), notes)


def gap_page(candidate: str, line: Line, filled: Explanation | None, speech: Speech) -> Page:
    """A line without a price: its state and the reason, where that is written, and what fills the gap like for like."""
    name = line.name or Text.plain(line.id)
    lines: list[tuple[int, object]] = [(0, Message(mark("{item}: {remark}"), {"item": name, "remark": line.status}))]
    lines += [(1, remark) for remark in (line.reason, line.note) if remark is not None]
    lines.append((1, Message(mark("written at: {words}"), {"words": line.place})))
    lines += _replaced([line.place], 1)
    if filled is not None:
        lines += _lines(filled, 0, speech)
    return Page(Text.plain(f"{candidate}.{line.id}"), (Outline(tuple(lines)),))


def gap_tree(candidate: str, line: Line, filled: Explanation | None, speech: Speech) -> Tree:
    """The same as a document of the schema crm-planner/explanation/1, its value null."""
    return {
        "schema": EXPLANATION,
        "name": f"{candidate}.{line.id}",
        "label": speech.show(line.name) or line.id,
        "value": None,
        "status": line.status.value,
        "reason": speech.show(line.reason),
        "sources": [whereabouts(line.place, line.source)],
        "parts": [] if filled is None else [_entry(filled)],
    }


def _lines(explained: Explanation, depth: int, speech: Speech) -> Iterator[tuple[int, object]]:
    yield depth, _head(explained, speech)
    said = (
        (mark("computed: {words}") if explained.parts else mark("{words}"), explained.formula),
        (mark("rule: {words}"), explained.rule),
        (mark("written at: {words}"), ", ".join(map(cited, explained.places))),
    )
    for wording, words in said:
        if words:
            yield depth + 1, Message(wording, {"words": Text.plain(words)})
    yield from _replaced(explained.places, depth + 1)
    for part in explained.parts:
        yield from _lines(part, depth + 1, speech)


def _replaced(places: Iterable[Place], depth: int) -> Iterator[tuple[int, object]]:
    """What figures of a price book stand in place of."""
    return ((depth, said) for place in places if (said := replacement(place)) is not None)


def _head(explained: Explanation, speech: Speech) -> Message:
    unit = "" if explained.unit == RATIO else explained.unit.written(speech.translate)
    values = {"label": Text.plain(explained.label), "value": explained.value, "unit": Text.plain(unit)}
    if explained.repeated:
        return Message(mark("{label}: {value} {unit} (explained above)"), values)
    return Message(mark("{label}: {value} {unit}") if unit else mark("{label}: {value}"), values)


def explanation_tree(explained: Explanation, estimate: Estimate | None = None) -> Tree:
    """`explained` as a document of the schema crm-planner/explanation/1; values are decimal strings, or fractions.

    Of a total of `estimate`, `complete` and `missing` say whether, and which, categories it leaves out.
    """
    document: Tree = {"schema": EXPLANATION, **_entry(explained)}
    if estimate is not None:
        document |= {"complete": estimate.complete, "missing": [gap.category for gap in estimate.gaps]}
    return document


def _entry(explained: Explanation) -> Tree:
    entry: Tree = {
        "name": explained.name,
        "label": explained.label,
        "value": str(explained.value),
        "unit": str(explained.unit),
    }
    if explained.repeated:
        return entry | {"repeated": True}
    known = {"formula": explained.formula, "rule": explained.rule}
    return (
        entry
        | {key: words for key, words in known.items() if words}
        | {"sources": [whereabouts(place) for place in explained.places]}
        | {"parts": [_entry(part) for part in explained.parts]}
    )
