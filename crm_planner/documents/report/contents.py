"""Everything the page knows, as one document for its scripts: controls, candidates, words, parts, and the brief."""

from fractions import Fraction
from typing import Any

from crm_planner.compare.scoring import tie_share
from crm_planner.documents.names import CATEGORIES
from crm_planner.documents.report.briefs import tree, users_by_rule
from crm_planner.documents.report.controls import controls, groups
from crm_planner.documents.report.gates import risks
from crm_planner.documents.report.parts import ask, notes, sources
from crm_planner.documents.report.source import Source
from crm_planner.documents.report.tongues import NAMES, Tongues, Words, conventions, everywhere, label_of, template
from crm_planner.documents.report.wordings import BRIEF_HEAD, MADE_WITH, PAGE
from crm_planner.documents.wording import Speech
from crm_planner.formula.exact import evaluate
from crm_planner.living.model import STATES, LiveCandidate
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import LANGUAGES, Message, mark

Entry = dict[str, Any]


def contents(source: Source, tongues: Tongues, speech: Speech) -> Entry:
    """The document of one report; `tongues` speak all languages, `speech` the one it opens in."""
    living, decision = source.living, source.decision
    comparison, brief = living.comparison, source.project.brief.brief
    inputs = source.model.inputs
    people = next((inputs[one.name] for one in source.controls if one.kind == "users"), None)
    return {
        "schema": "crm-planner/report/1",
        "language": speech.language,
        "languages": LANGUAGES,
        "languageNames": NAMES,
        "conventions": conventions(comparison.currency),
        "texts": {name: template(wording, tongues) for name, wording in PAGE.items()},
        "currency": comparison.currency,
        "minor": MINOR_DIGITS[comparison.currency],
        "client": everywhere(comparison.client, tongues),
        "day": everywhere(comparison.priced_on, tongues),
        "years": comparison.horizon_years,
        "tie": str(tie_share(decision.judged.scorecard.scoring)),
        "budget": None if brief.budget is None else f"{brief.budget:f}",
        "criteria": [name for name, one in source.knowledge.playbook.criteria.items() if one.from_ is None],
        "groups": groups(tongues),
        "controls": controls(source, tongues),
        "candidates": [_candidate(one, source, tongues) for one in living.candidates],
        "categories": _categories(source, tongues),
        "states": [_state(status, tongues) for status in STATES],
        "ask": ask(decision, tongues),
        "risks": risks(source, tongues),
        "notes": notes(source, tongues),
        "sources": sources(source, tongues),
        "checks": _checks(source),
        "brief": tree(source.project),
        "briefHead": [speech.translate(BRIEF_HEAD), MADE_WITH],
        "users": {} if people is None else users_by_rule(source.project, int(people.low), int(people.high)),
    }


def _candidate(live: LiveCandidate, source: Source, tongues: Tongues) -> Entry:
    one = live.estimate
    written = {line.id: line for line in one.lines}
    lines = [
        {
            "id": line.id,
            "category": line.category,
            "label": everywhere(label_of(line.label, line.id), tongues),
            "status": line.status,
            "amount": line.amount,
            "years": line.years,
            "source": everywhere(written[line.id].place, tongues) if line.id in written else "",
        }
        for line in live.lines
    ]
    return {
        "id": live.id,
        "called": everywhere(one.called, tongues),
        "product": everywhere(one.product, tongues),
        "edition": everywhere(one.edition, tongues),
        "barred": _barred(live.id, source, tongues),
        "unsuitable": everywhere(one.unsuitable_because, tongues) if one.unsuitable_because else "",
        "lines": lines,
    }


def _barred(candidate: str, source: Source, tongues: Tongues) -> Words:
    """What a candidate lacks that it must have, whatever it costs."""
    judged = source.decision.judged
    failed = tuple(
        one.must_have.name
        for one in judged.checked
        if one.candidate == candidate and one.state == "failed" and one.must_have.within is None
    )
    text = Message(mark("a must-have is not met: {must_haves}"), {"must_haves": failed})
    return everywhere(text, tongues) if failed else ""


def _categories(source: Source, tongues: Tongues) -> list[Entry]:
    present = {line.category for one in source.living.candidates for line in one.lines}
    return [{"id": name, "name": everywhere(name, tongues)} for name in CATEGORIES if name in present]


def _state(status: object, tongues: Tongues) -> Words:
    return "" if status is None else everywhere(status, tongues)


def _checks(source: Source) -> list[str]:
    """What the program makes of every cell at the start, in their order: the page computes them too, and compares."""
    model = source.model
    values = evaluate(model)
    return [str(Fraction(values[name])) for name in model.cells]
