"""The fixed wordings of a proposal by their ids: titles of sections, heads of tables, names of requisites."""

from crm_planner.documents.wording import Speech
from crm_planner.text import mark

ORDER = {
    "en": (
        *("summary", "needs", "solution", "scope", "plan", "assumptions", "prices", "payment", "range", "risks"),
        *("alternatives", "acceptance", "changes", "support", "legal", "signatures", "sources", "glossary"),
    ),
    "ru": (
        *("summary", "needs", "solution", "scope", "prices", "plan", "payment", "range", "support", "acceptance"),
        *("changes", "assumptions", "risks", "alternatives", "legal", "signatures", "sources", "glossary"),
    ),
    "ja": (
        *("summary", "prices", "payment", "needs", "solution", "scope", "plan", "assumptions", "range", "risks"),
        *("alternatives", "acceptance", "changes", "support", "legal", "signatures", "sources", "glossary"),
    ),
}
"""The sections in the order a reader of each language expects them (facts/documents.md 6.2)."""

TITLES = {
    "summary": mark("Summary"),
    "needs": mark("Our understanding of your needs"),
    "solution": mark("The solution"),
    "scope": mark("Scope of the work"),
    "plan": mark("Timeline and your part in it"),
    "prices": mark("Prices"),
    "payment": mark("Terms of payment"),
    "range": mark("Range and confidence"),
    "assumptions": mark("Assumptions"),
    "risks": mark("Risks and responses"),
    "alternatives": mark("Alternatives considered"),
    "support": mark("Support and warranty"),
    "acceptance": mark("Acceptance"),
    "changes": mark("Change control"),
    "legal": mark("Validity and legal nature"),
    "signatures": mark("Signatures"),
    "sources": mark("Sources"),
    "glossary": mark("Terms used"),
}

LABELS = {
    "acceptance_line": mark("Accepted"),
    "alternative": mark("Candidate"),
    "amount": mark("Amount"),
    "begin": mark("Begin"),
    "client": mark("Customer"),
    "client_hours": mark("Your hours"),
    "date": mark("Date"),
    "day": mark("Day"),
    "delivery": mark("Place of delivery"),
    "discount": mark("Discount"),
    "done_by": mark("Done by"),
    "driver": mark("What moves P80 most"),
    "due": mark("Due"),
    "duties": mark("What we need from you, by when"),
    "effect": mark("Effect if it happens"),
    "excluded": mark("Not included"),
    "finish": mark("End"),
    "first_year": mark("First year"),
    "gates": mark("To be settled first"),
    "grade": mark("Grade"),
    "hours": mark("Hours"),
    "included": mark("Included"),
    "latest": mark("At the latest"),
    "licences": mark("Licences"),
    "like_for_like": mark("Like for like"),
    "meaning": mark("Meaning"),
    "measures": mark("Measures"),
    "metric": mark("Licence metric"),
    "milestone": mark("Milestone"),
    "milestones": mark("Milestones and gates"),
    "name": mark("Name"),
    "net": mark("Without tax"),
    "not_paid": mark("Your own people's work: no payment"),
    "number": mark("No."),
    "of": mark("of"),
    "open_prices": mark("Price not known yet, in no sum"),
    "owner": mark("Owner"),
    "page": mark("Page"),
    "payment_for": mark("Payment"),
    "percent": mark("Share"),
    "phase": mark("Phase"),
    "phases": mark("Phases"),
    "price": mark("Price"),
    "quantity": mark("Quantity"),
    "remark": mark("Remark"),
    "response": mark("Response"),
    "result": mark("Result"),
    "risk": mark("Risk"),
    "role": mark("Role"),
    "score": mark("Score"),
    "seller": mark("Contractor"),
    "seller_hours": mark("Contractor's hours"),
    "side": mark("Side"),
    "signature": mark("Signature"),
    "source": mark("Source"),
    "start": mark("Start"),
    "state": mark("State"),
    "task": mark("Task"),
    "tax": mark("Tax amount"),
    "tax_rate": mark("Tax rate"),
    "taxes": mark("Tax by rate"),
    "team": mark("Team"),
    "total": mark("Total"),
    "total_words": mark("In words"),
    "unit": mark("Unit"),
    "valid_until": mark("Valid until"),
    "value": mark("Value"),
    "when": mark("When this is done"),
    "who": mark("Who"),
    "year": mark("Year"),
    "years": mark("By year"),
}
"""Every label by the id templates know it by."""


def labels(speech: Speech) -> dict[str, str]:
    """All labels in the reader's language."""
    return {name: speech.translate(wording) for name, wording in LABELS.items()}


def sections(context: dict[str, object], speech: Speech) -> list[dict[str, str]]:
    """The sections that hold something, in the order of the language, numbered."""
    there = [name for name in ORDER[speech.language] if _holds(context[name])]
    return [
        {"id": name, "number": str(number), "title": speech.translate(TITLES[name])}
        for number, name in enumerate(there, start=1)
    ]


def _holds(value: object) -> bool:
    """Whether a section says anything."""
    if isinstance(value, dict):
        return any(_holds(one) for one in value.values())
    return bool(value)
