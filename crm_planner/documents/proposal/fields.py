"""The fields of a proposal that templates may use: a mapping, a list of one example, or "" for a text.

It is what `template check` knows; a test compares it with the proposals the program makes.
"""

from typing import Any

from crm_planner.documents.proposal.docx import PICTURES
from crm_planner.documents.proposal.labels import LABELS

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
