"""What the client needs, what is proposed for it, and what the price contains and does not contain."""

from collections.abc import Iterator
from typing import Any

from crm_planner.catalog.offer import Status
from crm_planner.documents.names import METRICS
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.documents.proposal.parties import lines
from crm_planner.proposal.proposal import Proposal
from crm_planner.text import Counted, Message, mark

Context = dict[str, Any]


def needs(proposal: Proposal, speech: FormalSpeech) -> Context:
    """The consultant's words, then what the brief says the client needs."""
    items = [speech.text(one) for one in _needs(proposal)]
    return {"text": speech.paragraphs(*proposal.wishes.needs), "items": items}


def _needs(proposal: Proposal) -> Iterator[object]:
    brief, comparison = proposal.brief, proposal.comparison
    users = Counted(comparison.users, mark("{n} user"), "{n} users")
    if comparison.peak != comparison.users:
        values = {"users": users, "peak": comparison.peak}
        yield Message(mark("{users}, of whom at most {peak} work at the same time"), values)
    else:
        yield users
    yield Message(
        mark("Costs are looked at over {years}"),
        {"years": Counted(comparison.horizon_years, mark("{n} year"), "{n} years")},
    )
    for one in brief.customisations:
        said = Message(mark("{name} (x {count})"), {"name": one.name, "count": one.count})
        yield said if one.count > 1 else one.name
    for integration in brief.integrations:
        yield Message(mark("Link to: {name}"), {"name": integration.name})
    if brief.migration is not None:
        values = {
            "sources": Counted(brief.migration.sources, mark("{n} source"), "{n} sources"),
            "entities": Counted(brief.migration.entities, mark("{n} kind of records"), "{n} kinds of records"),
        }
        yield Message(mark("Data to bring over: {sources}, {entities}"), values)
    if brief.existing is not None:
        yield Message(mark("In use today: {name}"), {"name": brief.existing.name})
    if brief.start is not None:
        yield Message(mark("Start wanted on {day}"), {"day": brief.start})


def solution(proposal: Proposal, speech: FormalSpeech) -> Context:
    """The product, its edition and licences."""
    estimate = proposal.estimate
    licences = Counted(estimate.licences, mark("{n} licence"), "{n} licences")
    metric = Message(METRICS[estimate.licence_metric])
    rows = (
        (mark("Product"), estimate.product),
        (mark("Edition"), estimate.edition),
        (mark("Vendor"), estimate.vendor),
        (mark("Licences"), Message(mark("{licences} ({metric})"), {"licences": licences, "metric": metric})),
    )
    return {"text": speech.paragraphs(*proposal.wishes.solution), "rows": lines(iter(rows), speech)}


def scope(proposal: Proposal, speech: FormalSpeech) -> Context:
    """What the total contains, and what it does not: nothing is left for the reader to guess."""
    included = (*proposal.wishes.included, *_included(proposal))
    excluded = (*proposal.wishes.excluded, *_excluded(proposal))
    return {
        "included": list(dict.fromkeys(_capital(speech.text(one)) for one in included)),
        "excluded": list(dict.fromkeys(_capital(speech.text(one)) for one in excluded)),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _included(proposal: Proposal) -> Iterator[object]:
    for one in proposal.prices.positions:
        yield one.name


def _excluded(proposal: Proposal) -> Iterator[Message]:
    for one in proposal.prices.open:
        wording = {
            Status.NOT_OFFERED: mark("{name}: the vendor does not sell it"),
            Status.ON_REQUEST: mark("{name}: its price is not known, it is in no sum"),
        }
        yield Message(wording[one.status], {"name": one.name})
    for option in proposal.prices.options:
        yield Message(mark("{name}: an option"), {"name": option.name})
    for own in proposal.prices.own:
        yield Message(mark("{name}: your own people's work"), {"name": own.name})
    listed = {line.category for line in proposal.estimate.lines}
    for name, category in (("customisations", "customisation"), ("integrations", "integration")):
        if category not in listed:
            for wish in getattr(proposal.brief, name):
                yield Message(mark("{name}: nobody has priced it"), {"name": wish.name})
    if proposal.brief.migration is not None and "migration" not in listed:
        yield Message(mark("Bringing data over: nobody has priced it"))
