"""What stands under every table: what is unknown, what is assumed, and what the figures leave out."""

from collections.abc import Iterable, Iterator, Sequence

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import price_on
from crm_planner.catalog.offer import Basis, Status
from crm_planner.catalog.price import PublishedPrice
from crm_planner.catalog.replaced import book_in_words, changes
from crm_planner.estimate.gaps import missing
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.lines import Note
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.wishes import unknown_options
from crm_planner.text import Message, mark


def catalog_notes(ledger: Ledger) -> tuple[Note, ...]:
    """What is unknown about one candidate's price list."""
    return (*_book_notes(ledger), *_catalog_notes(ledger.candidate, ledger.setting))


def _book_notes(ledger: Ledger) -> Iterator[Note]:
    """The price books over a candidate's catalog, and every figure of the estimate they replace or add."""
    candidate = ledger.candidate
    catalog = candidate.catalog
    for written in candidate.books:
        place = written.source.place(("extends",))
        yield Note(f"{catalog.id}/book/{written.book.id}", book_in_words(catalog, written), place=place)
    items = {draft.selected.number: draft for draft in ledger.drafts.values()}
    for change in changes(catalog, candidate.source):
        if change.edition not in (None, candidate.number) or (change.item is not None and change.item not in items):
            continue
        if change.is_price and items[change.item or 0].origin is not None:
            continue  # the vendor's actual offer stands in its place
        name = "/".join(map(str, change.path))
        yield Note(f"{catalog.id}/replaced/{name}", change.text, place=change.place)


_TREATMENTS = {
    "unknown": mark("{product}: whether the prices contain VAT is unknown; they are shown as published"),
    "included": mark("{product}: the prices contain VAT"),
    "excluded": mark("{product}: VAT comes on top of the prices shown"),
    "exempt": mark("{product}: the prices are exempt from VAT"),
}


def _catalog_notes(candidate: Candidate, setting: Setting) -> Iterator[Note]:
    catalog, product = candidate.catalog, {"product": candidate.catalog.product}
    if catalog.prices_as_of is None:
        text = Message(mark("{product}: the date of the prices is unknown"), product)
        yield Note(f"{catalog.id}/price-date", text, place=candidate.source.place(("prices_as_of",)))
    treatments = {(item.tax or catalog.tax).treatment for item in candidate.edition.items}
    for treatment, wording in _TREATMENTS.items():
        if treatment in treatments:
            name = f"{catalog.id}/tax" if treatment == "unknown" else f"{catalog.id}/tax/{treatment}"
            yield Note(name, Message(wording, product), place=candidate.source.place(("tax",)))
    if treatments & {"included", "excluded"} and setting.tax_rate(candidate) is None:
        wording = mark("{product}: the rate of VAT is unknown, so totals without and with it are not shown")
        yield Note(f"{catalog.id}/tax-rate", Message(wording, product), place=candidate.source.place(("tax",)))
    for name in candidate.edition.limits.keys() - setting.quantities(candidate).keys():
        unknown = Message(mark("the brief does not say how many {name}"), {"name": name})
        text = Message(mark("{item}: {remark}"), {"item": candidate.edition.name, "remark": unknown})
        yield Note(f"{candidate.id}/limits/{name}", text, place=candidate.place("limits", name))
    for discount in catalog.discounts:
        if discount.on != "price":
            said = {"reason": discount.name or discount.id}
            text = Message(mark("The discount {reason} is taken off the price before tax is computed"), said)
            yield Note(f"{catalog.id}/{discount.id}/on-price", text, discount.source)
    for number, item in enumerate(candidate.edition.items):
        price, path = price_on(item, setting.day)
        if isinstance(price, PublishedPrice) and len(price.totals) == 1:
            (quantity,) = price.totals
            values = {"item": item.called, "quantity": quantity, **product}
            text = Message(
                mark("{product}: {item} are priced at a quantity of {quantity} only; any other is in proportion"),
                values,
            )
            yield Note(f"{candidate.id}/{item.id}/single-point", text, item.source, candidate.item_place(number, path))


def assumption_notes(setting: Setting, ledgers: Iterable[Ledger]) -> tuple[Note, ...]:
    """The assumptions of the playbook that some figure rests on, and what the totals leave out."""
    used = dict.fromkeys(name for ledger in ledgers for name in _assumed(ledger)) | dict.fromkeys(
        _assumed_of_people(setting)
    )
    known = {one.id: one for one in setting.playbook.assumptions}
    notes = []
    for name in used:
        if name in known:
            number = setting.playbook.assumptions.index(known[name])
            notes.append(
                Note(
                    name, known[name].text, known[name].source, setting.knowledge.source.place(("assumptions", number))
                )
            )
    return (*notes, *_left_out(setting))


def _assumed(ledger: Ledger) -> Iterator[str]:
    drafts = ledger.drafts.values()
    for draft in drafts:
        yield from draft.item.assumes if draft.status is Status.PRICED else ()
    if any(draft.offer.basis is Basis.EXTRAPOLATED for draft in drafts):
        yield "proportional-prices"
    if missing(ledger):
        yield "gap-filling"
    if ledger.setting.owned(ledger.candidate):
        yield "owned-remainder"


def _assumed_of_people(setting: Setting) -> Iterator[str]:
    if setting.peak.rule == "roles" and setting.brief.users.occasional:
        yield "occasional-share"
    if setting.peak.rule == "probability":
        yield "service-level"


def _left_out(setting: Setting) -> Iterator[Note]:
    """Wishes of the brief that no total contains: saying nothing would make them look free, or considered."""
    brief = setting.brief
    work = {
        "customisations": mark("customisations"),
        "migration": mark("data migration"),
        "integrations": mark("integrations"),
    }
    if wished := [name for name in work if getattr(brief, name)]:
        text = mark("The totals do not contain work the catalogs do not price: {work}")
        values = {"work": tuple(Message(work[name]) for name in wished)}
        yield Note("left-out/work", Message(text, values), place=setting.place(wished[0]))
    if brief.existing:
        text = mark("Keeping {name} is not among the candidates")
        yield Note("left-out/existing", Message(text, {"name": brief.existing.name}), place=setting.place("existing"))
    if judged := [name for name in ("weights", "scores") if getattr(brief, name)]:
        text = mark("Costs only: the weights and scores of the brief are not used here")
        yield Note("left-out/judgement", Message(text), place=setting.place(judged[0]))
    yield from _as_published(setting)


def _as_published(setting: Setting) -> Iterator[Note]:
    """Where the brief asks for another view of tax than the figures give."""
    if setting.brief.tax.show != "published":
        text = mark("Lines and ranking are as published; totals without and with tax stand beside them where known")
        yield Note("tax-shown", Message(text), place=setting.place("tax", "show"))
    for number, discount in enumerate(setting.brief.discounts):
        if discount.on != "price":
            said = mark("The discount {reason} is taken off the price before tax is computed")
            place = setting.place("discounts", number, "on")
            yield Note(f"discount-on-price/{number + 1}", Message(said, {"reason": discount.reason}), place=place)


def option_notes(setting: Setting, known: Sequence[Candidate]) -> tuple[Note, ...]:
    """Options of the brief that fit no candidate of any catalog at hand."""
    text = mark("The option {name} of the brief fits no candidate and changes nothing")
    return tuple(
        Note(f"option/{one.name}", Message(text, {"name": one.name}), place=one.place)
        for one in unknown_options(known, setting)
    )
