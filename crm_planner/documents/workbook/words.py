"""Words that formulas choose among or put together with numbers, and the sentences under a figure."""

from collections.abc import Mapping

from crm_planner.documents.sources import cited
from crm_planner.documents.wording import Speech, capital
from crm_planner.documents.workbook.content import quoted
from crm_planner.formula.words import Explanation
from crm_planner.text import Message, mark

LONGEST_NOTE = 700
"""Signs of a comment, and of the words beside a figure: more is for `crm-planner explain`."""

_PLACES = 3


def joined(speech: Speech, wording: str, parts: Mapping[str, str]) -> str:
    """A formula for the text of `wording`, each {name} of it a part of the formula."""
    pieces, rest = [], speech.translate(wording)
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        pieces += ([quoted(before)] if before else []) + [parts[name]]
    return "&".join(pieces + ([quoted(rest)] if rest else []))


def head(speech: Speech, wording: str, **values: object) -> str:
    """A wording at the head of a row or column, with a capital."""
    return capital(speech.phrase(wording, **values))


def how(explained: Explanation) -> str:
    """How a figure is computed, and by which rule, in one paragraph of moderate length."""
    return _cut("; ".join(part for part in (explained.formula, explained.rule) if part))


def written_at(explained: Explanation) -> str:
    """The files and lines a figure rests on directly."""
    places = list(dict.fromkeys(map(cited, explained.places)))
    return ", ".join(places[:_PLACES]) + (", ..." if len(places) > _PLACES else "")


def comment(explained: Explanation, speech: Speech) -> str:
    """What a reader sees who points at a figure; with the brief's values, for a comment does not follow the inputs."""
    text = speech.say(Message(mark("With the brief's values: {words}"), {"words": how(explained)}))
    where = written_at(explained)
    return text + (f"\n{speech.phrase(mark('written at: {words}'), words=where)}" if where else "")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_NOTE else f"{text[:LONGEST_NOTE]}..."
