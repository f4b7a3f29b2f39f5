"""The fields of a proposal that templates may use: a mapping, a list of one example, or "" for a text.

It is what `template check` knows; a test compares it with the proposals the program makes.
"""

from collections.abc import Iterator
from typing import Any

from crm_planner.documents.proposal.docx import PICTURES
from crm_planner.documents.proposal.labels import LABELS, TITLES

Fields = dict[str, Any]


def _texts(names: str) -> Fields:
    return dict.fromkeys(names.split(), "")


_LINES = [_texts("label value")]
_PERSON = _texts("name position basis")
_SUMS = _texts("net tax amount")
_ROW = _texts("number id name note unit quantity price discount tax_rate net tax amount")
_GROUP: Fields = {"title": "", "rows": [_ROW], **_SUMS}
_MILESTONE = _texts("name day kind result")

FIELDS: Fields = {
    "schema": "",
    "language": "",
    "label": dict.fromkeys(LABELS, ""),
    "sections": [_texts("id number title")],
    "document": _texts(
        "kind title subject number date date_iso valid_until valid_until_iso validity legal_nature candidate "
        "candidate_id vendor currency currency_name delivery"
    ),
    "warnings": [""],
    "seller": {**_texts("name full_name logo"), "lines": _LINES, "contact": _LINES, "signatory": _PERSON},
    "client": {**_texts("name addressed"), "lines": _LINES, "signatory": _PERSON},
    "summary": {"text": [""], "rows": _LINES},
    "needs": {"text": [""], "items": [""]},
    "solution": {"text": [""], "rows": _LINES},
    "scope": {"included": [""], "excluded": [""]},
    "plan": {
        "text": [""],
        **_texts("start finish"),
        "phases": [{**_texts("name start finish seller_hours client_hours"), "results": [""]}],
        "milestones": [_MILESTONE],
        "duties": [_texts("task begin done_by latest hours who")],
        "team": [_texts("role side hours")],
    },
    "prices": {
        "text": [""],
        "once": _GROUP,
        "yearly": _GROUP,
        "options": _GROUP,
        "open": [_texts("name reason")],
        "own": [_texts("name hours amount")],
        "years": [{"label": "", **_SUMS}],
        "taxes": [_texts("label base tax")],
        "total": {**_texts("label figure words sentence"), **_SUMS},
        "tax_text": "",
        "unknown_tax": [""],
    },
    "payment": {"text": [""], "rows": [_texts("due name percent when categories amount")], "note": ""},
    "range": {"text": [""], "rows": [_texts("label value meaning")], "drivers": [_texts("name moves")]},
    "assumptions": [_texts("text grade grade_text source")],
    "risks": {
        "text": [""],
        "gates": [{**_texts("id name state stop"), "questions": [""]}],
        "rows": [
            {
                **_texts("id name side likelihood impact score band band_id state response owner effect"),
                "measures": [""],
            }
        ],
    },
    "alternatives": {
        "text": [""],
        "rows": [_texts("name metric licences first_year total like_for_like remark chosen")],
    },
    "support": {"text": [""], "rows": [_texts("name note amount")]},
    "acceptance": {"text": [""], "rows": [_MILESTONE]},
    "changes": {"text": [""]},
    "legal": {"text": [""]},
    "signatures": {
        "seller": {"party": "", **_PERSON},
        "client": {"party": "", **_PERSON},
        "seal": "",
    },
    "sources": [_texts("title date grade about")],
    "glossary": [_texts("term meaning")],
    "charts": [_texts("id title alt")],
}
"""Every field of a proposal."""

WORD_FIELDS: Fields = {**FIELDS, "picture": dict.fromkeys(PICTURES, ""), "caption": dict.fromkeys(PICTURES, "")}
"""What a Word template may use: the same, and pictures by name with their captions."""

PAGE_FIELDS: Fields = {**FIELDS, "charts": [_texts("id title alt address")], **_texts("style style_hash")}
"""What an HTML template may use: the same, drawings as addresses, and its style with the hash that admits it."""


def example(*, full: bool = True) -> Fields:
    """A proposal in which every field says its own name, or, if it is not to be `full`, one that says nothing."""
    made = _said(FIELDS, "", full=full)
    document = {**made["document"], "date_iso": "2026-11-23", "valid_until_iso": "2026-12-23"}
    sections = [{"id": name, "number": str(number), "title": name} for number, name in enumerate(TITLES, 1)]
    return {
        **made,
        "document": document,
        "language": "en",
        "sections": sections,
        "charts": [],
        "seller": _no_logo(made),
    }


def _no_logo(made: Fields) -> Fields:
    return {**made["seller"], "logo": ""}


def _said(shape: Any, called: str, *, full: bool) -> Any:
    if isinstance(shape, dict):
        return {name: _said(one, f"{called}.{name}".lstrip("."), full=full) for name, one in shape.items()}
    if isinstance(shape, list):
        return [_said(shape[0], called, full=full)] * 2 if full else []
    return called if full else ""


def names(shape: Any = WORD_FIELDS, called: str = "") -> Iterator[str]:
    """Every field as a template would write it, a list with [] after its name."""
    if isinstance(shape, dict):
        for name, one in shape.items():
            yield from names(one, f"{called}.{name}".lstrip("."))
    elif isinstance(shape, list):
        yield from names(shape[0], f"{called}[]")
    else:
        yield called
