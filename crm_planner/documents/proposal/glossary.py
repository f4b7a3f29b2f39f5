"""The terms of a proposal that a director may not know: only those it uses."""

from crm_planner.documents.names import METRICS
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.proposal.proposal import Proposal
from crm_planner.text import mark

_METRICS = {
    "named_user": mark("a licence for one person, whether or not the person works in the system"),
    "concurrent_user": mark("a licence for each person who works in the system at the same time"),
    "server": mark("a licence for each server, whoever works on it"),
    "company": mark("one licence for the whole company"),
}

_ALWAYS = (
    (mark("P50, P80"), mark("the amount that 50 or 80 of 100 such projects do not exceed")),
    (mark("Gate"), mark("a decision that everything after it waits for")),
)

_GAPS = (mark("Like for like"), mark("a total in which missing prices are filled by those of the other vendors"))


def glossary(proposal: Proposal, speech: FormalSpeech) -> list[dict[str, str]]:
    """Terms and their meanings."""
    used = dict.fromkeys(one.licence_metric for one in proposal.comparison.estimates)
    found = [*((METRICS[metric], _METRICS[metric]) for metric in used), *_ALWAYS]
    if not all(one.complete for one in proposal.comparison.estimates):
        found.append(_GAPS)
    return [{"term": _capital(speech.translate(term)), "meaning": speech.translate(said)} for term, said in found]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
