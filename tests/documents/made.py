"""Comparisons made by hand, so that what is printed can be tested without pricing anything."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from crm_planner.catalog.offer import Basis, Status
from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Estimate, Gap, Line, Note, Range, Totals
from crm_planner.place import Place
from crm_planner.text import Message, Text

WORDINGS = Path(__file__).resolve().parents[2] / "templates" / "wording"
TEMPLATES = WORDINGS.parent


def speech(language: str = "en") -> Speech:
    return Speech(language, WORDINGS)


def line(category: str, amount: str | Status, *, basis: Basis = Basis.PUBLISHED, name: Text | None = None) -> Line:
    """A line of one year: priced, or in the state given."""
    place = Place("/somewhere/vendor.yaml", 17, 5)
    if isinstance(amount, Status):
        known = Decimal(0) if amount is Status.INCLUDED else None
        return Line(category, name, category, amount, place, amount=known, by_year=() if known is None else (known,))
    price = Decimal(amount)
    return Line(
        category, name, category, Status.PRICED, place, basis=basis, amount=price, by_year=(price,), source="list"
    )


def estimate(name: str, *lines: Line, fill: Range | None = None, text: Text | None = None) -> Estimate:
    """A candidate called `name`, its totals added up; each missing category is filled by `fill`."""
    amounts = [one.amount for one in lines if one.amount is not None]
    total = sum(amounts, Decimal(0))
    missing = dict.fromkeys(one.category for one in lines if one.status.is_gap)
    gaps = tuple(
        Gap(category, (category,), next(one.status for one in lines if one.category == category and one.status.is_gap),
            None, fill, ("rival/one",))
        for category in missing
    )  # fmt: skip
    vendor, _, edition = name.title().partition("/")
    return Estimate(
        id=name,
        vendor=text or Text.plain(vendor),
        product=text or Text.plain(f"{vendor} CRM"),
        edition=text or Text.plain(edition),
        licence_metric="named_user",
        licences=10,
        complete=not gaps,
        suitable=True,
        unsuitable_because=(),
        lines=lines,
        gaps=gaps,
        totals=Totals(total, total, (total,), total, like_for_like(total, len(gaps), fill)),
        notes=(),
    )


def like_for_like(total: Decimal, gaps: int, fill: Range | None) -> Range | None:
    """The total and what fills each of its gaps."""
    if not gaps:
        return Range(total, total, total)
    if fill is None or fill.low is None or fill.likely is None or fill.high is None:
        return None
    return Range(total + gaps * fill.low, total + gaps * fill.likely, total + gaps * fill.high)


def comparison(
    *estimates: Estimate,
    notes: tuple[Note, ...] = (),
    scenarios: tuple[Scenario, ...] = (),
    client: Text | None = None,
    budget: Decimal | None = None,
    currency: str = "RUB",
) -> Comparison:
    return Comparison(
        client or Text.plain("A firm"),
        currency,
        10,
        10,
        1,
        date(2026, 11, 23),
        estimates,
        rank(estimates),
        notes,
        scenarios,
        budget,
    )


def two_vendors() -> Comparison:
    """One candidate with a gap, filled from the other; the licences of the other are extrapolated."""
    gapped = estimate(
        "north/basic",
        line("licence", "100000"),
        line("training", Status.NOT_OFFERED),
        line("support", Status.INCLUDED),
        fill=Range(Decimal(6000), Decimal(6000), Decimal(6000)),
    )
    whole = estimate("rival/one", line("licence", "90000", basis=Basis.EXTRAPOLATED), line("training", "6000"))
    note = Note(
        "north/price-date", Message("{product}: the date of the prices is unknown", {"product": gapped.product})
    )
    return comparison(gapped, whole, notes=(note,))
