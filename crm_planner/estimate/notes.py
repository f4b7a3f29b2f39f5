"""What stands under every table: what is unknown, what is assumed, and what the figures leave out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import price_on
from crm_planner.catalog.offer import Basis, Status
from crm_planner.catalog.price import PublishedPrice
from crm_planner.catalog.replaced import book_in_words, changes
from crm_planner.estimate.discounts import granted
from crm_planner.estimate.existing import notes_on_use
from crm_planner.estimate.gaps import is_own, missing, rule_of
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.lines import Note
from crm_planner.estimate.metric import MetricChoice, not_compared
from crm_planner.estimate.offer_notes import offer_notes
from crm_planner.estimate.service_notes import assumed_of_work, own_work_notes, work_notes
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.tax import is_known, is_taxed_by_law, priced_lines, rate_of, view, way_of
from crm_planner.estimate.wishes import unknown_options
from crm_planner.estimate.year_notes import assumed_of_growth, notes_on_years
from crm_planner.text import Message, mark


def catalog_notes(ledger: Ledger) -> tuple[Note, ...]:
    """What is unknown about one candidate's price list."""
    return (
        *_book_notes(ledger),
        *_catalog_notes(ledger),
        *offer_notes(ledger),
        *_on_the_price(ledger),
        *_tax_period(ledger),
        *_tax_changes(ledger),
        *own_work_notes(ledger),
        *notes_on_use(ledger),
    )


def _book_notes(ledger: Ledger) -> Iterator[Note]:
    """The price books over a candidate's catalog, and every figure of the estimate they replace or add."""
    candidate = ledger.candidate
    catalog = candidate.catalog
    for written in candidate.books:
        place = written.source.place(("extends",))
        yield Note(f"{catalog.id}/book/{written.book.id}", book_in_words(catalog, written), place=place)
    items = {draft.selected.number: draft for draft in ledger.drafts.values() if not draft.selected.again}
    for change in changes(catalog, candidate.source):
        if change.edition not in (None, candidate.number) or (change.item is not None and change.item not in items):
            continue
        if change.is_price and ((line := items[change.item or 0]).origin is not None or line.bought is not None):
            continue  # the vendor's actual offer, or the seller's price, stands in its place
        name = "/".join(map(str, change.path))
        yield Note(f"{catalog.id}/replaced/{name}", change.text, place=change.place)


_TREATMENTS = {
    "unknown": mark("{product}: whether the prices contain {tax} is unknown; they are shown as published"),
    "included": mark("{product}: the published prices contain {tax}"),
    "excluded": mark("{product}: {tax} comes on top of the published prices"),
    "exempt": mark("{product}: the prices are exempt from {tax}"),
}


_TREATMENTS_OF = {
    "unknown": mark("{product}: whether these prices contain {tax} is unknown: {items}"),
    "included": mark("{product}: these published prices contain {tax}: {items}"),
    "excluded": mark("{product}: {tax} comes on top of these published prices: {items}"),
    "exempt": mark("{product}: these prices are exempt from {tax}: {items}"),
}
"""Where the lines of one edition differ."""


def _treatments(ledger: Ledger) -> dict[str, tuple[object, ...]]:
    """How the items of the edition are taxed, in the order above, and which lines of the estimate are so."""
    general, own = ledger.candidate.catalog.tax, [one for one in ledger.drafts.values() if one.work is None]
    priced = [draft for draft in own if draft.status is Status.PRICED]
    found = {(draft.item.tax or general).treatment for draft in priced}
    found = found or {(item.tax or general).treatment for item in ledger.candidate.edition.items}
    return {
        how: tuple(one.called for one in priced if (one.item.tax or general).treatment == how)
        for how in _TREATMENTS
        if how in found
    }


def _catalog_notes(ledger: Ledger) -> Iterator[Note]:
    candidate, setting = ledger.candidate, ledger.setting
    catalog, product = candidate.catalog, {"product": candidate.catalog.product}
    taxed = {**product, "tax": setting.tax_name}
    if catalog.prices_as_of is None:
        text = Message(mark("{product}: the date of the prices is unknown"), product)
        yield Note(f"{catalog.id}/price-date", text, place=candidate.source.place(("prices_as_of",)))
    treatments = _treatments(ledger)
    for how, lines in treatments.items():
        name = f"{catalog.id}/tax" if how == "unknown" else f"{catalog.id}/tax/{how}"
        text = Message(_TREATMENTS[how], taxed)
        if len(treatments) > 1:
            text = Message(_TREATMENTS_OF[how], {**taxed, "items": lines})
            name = name if len(catalog.editions) == 1 else f"{candidate.id}/tax/{how}"
        yield Note(name, text, place=candidate.source.place(("tax",)))
    if treatments.keys() & {"included", "excluded"} and rate_of(ledger, catalog.tax, 1) is None:
        wording = mark("{product}: the rate of {tax} is unknown, so totals without and with it are not shown")
        yield Note(f"{catalog.id}/tax-rate", Message(wording, taxed), place=candidate.source.place(("tax",)))
    for name in candidate.edition.limits.keys() - setting.quantities(candidate).keys():
        unknown = Message(mark("the brief does not say how many {name}"), {"name": name})
        text = Message(mark("{item}: {remark}"), {"item": candidate.edition.name, "remark": unknown})
        yield Note(f"{candidate.id}/limits/{name}", text, place=candidate.place("limits", name))
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


def _on_the_price(ledger: Ledger) -> Iterator[Note]:
    """Discounts that were to be on another amount than the price, on a line nobody knows the tax of."""
    untaxed = [draft for draft in priced_lines(ledger) if not is_known(ledger, draft)]
    for one in granted(ledger):
        if one.on != "price" and any(one.covers(draft) for draft in untaxed):
            text = mark("The discount {reason} is taken off the price, because it is not known how that is taxed")
            name = f"{ledger.candidate.id}/discount-on-price/{one.id}"
            yield Note(name, Message(text, {"reason": one.said}), place=one.place)


def _tax_period(ledger: Ledger) -> Iterator[Note]:
    """Prices of a day on which another rate of tax was in force than on the day of the estimate."""
    catalog, setting = ledger.candidate.catalog, ledger.setting
    country = setting.brief.client.country
    if catalog.prices_as_of is None or catalog.tax.rate is not None:
        return
    then, now = setting.playbook.tax_rate(country, catalog.prices_as_of), ledger.tax_by_law[0]
    if then is not None and then != now:
        text = mark("{product}: the prices are of {day}, when the rate of tax was {then} %; now it is {now} %")
        values = {"product": catalog.product, "day": catalog.prices_as_of, "then": then, "now": now}
        yield Note(
            f"{catalog.id}/tax-period", Message(text, values), place=ledger.candidate.source.place(("prices_as_of",))
        )


def _tax_changes(ledger: Ledger) -> Iterator[Note]:
    """That the rate of tax is another in a later year, where a line is taxed at the rate of the client's country."""
    rates, setting = ledger.tax_by_law, ledger.setting
    if len(set(rates)) > 1 and any(is_taxed_by_law(ledger, draft) for draft in priced_lines(ledger)):
        turns = [year for year, (before, now) in enumerate(pairwise(rates), start=2) if before != now]
        said = tuple(
            Message(mark("{rate} % from year {year}"), {"rate": rates[year - 1], "year": year})
            for year in (1, *turns)
            if rates[year - 1] is not None
        )
        text = Message(mark("The rate of tax changes within the horizon: {rates}"), {"rates": said})
        yield Note("tax-changes", text, place=setting.place("start" if setting.brief.start else "date"))


def assumption_notes(setting: Setting, ledgers: Sequence[Ledger], metric: MetricChoice | None) -> tuple[Note, ...]:
    """The assumptions of the playbook that some figure rests on, what is said of years, and what totals leave out."""
    used: dict[str, set[str]] = {}
    for ledger in ledgers:
        for name in _assumed(ledger):
            used.setdefault(name, set()).add(ledger.id)
    used |= {name: set() for name in (*_assumed_of_people(setting), *assumed_of_growth(setting, ledgers))}
    known = {one.id: (number, one) for number, one in enumerate(setting.playbook.assumptions)}
    notes = []
    for name, of in used.items():
        if name in known:
            number, one = known[name]
            place = setting.knowledge.source.place(("assumptions", number))
            notes.append(Note(name, one.text, one.source, place, frozenset(of)))
    said = (*work_notes(setting, ledgers), *_left_out(setting, ledgers))
    chosen = _licence_metric(ledgers, metric)
    return (*chosen, *notes_on_years(setting, ledgers), *notes, *said, *_tax_view(setting, ledgers))


def _licence_metric(ledgers: Sequence[Ledger], metric: MetricChoice | None) -> Iterator[Note]:
    """Which licence metric is cheaper, or why nobody can say; nothing to those who go on with what they have."""
    text = metric.sentence() if metric else not_compared(ledgers)
    if text is not None:
        yield Note("licence-metric", text, of=frozenset(one.id for one in ledgers if one.candidate.in_use is None))


def _assumed(ledger: Ledger) -> Iterator[str]:
    drafts = ledger.drafts.values()
    for draft in drafts:
        yield from draft.item.assumes if draft.status is Status.PRICED else ()
    if any(draft.offer.basis is Basis.EXTRAPOLATED for draft in drafts):
        yield "proportional-prices"
    unlike = all(is_own(ledger, category, drafts) for category, drafts in missing(ledger).items())
    if not unlike and _fills_from_rivals(ledger.setting):
        yield "gap-filling"
    if ledger.setting.owned(ledger.candidate):
        yield "owned-remainder"
    if len(ledger.setting.years) > 1 and _taxed_by_law(ledger):
        yield "tax-rates-stay"
    yield from assumed_of_work(ledger)


def _taxed_by_law(ledger: Ledger) -> bool:
    """Whether totals with tax and without it rest on the rates of the client's country."""
    priced = priced_lines(ledger)
    known = all(is_known(ledger, draft) for draft in priced)
    return known and any(is_taxed_by_law(ledger, draft) for draft in priced)


def _fills_from_rivals(setting: Setting) -> bool:
    return rule_of(setting) not in ("none", "rate_card")


def _assumed_of_people(setting: Setting) -> Iterator[str]:
    if setting.peak.rule == "roles" and setting.brief.users.occasional:
        yield "occasional-share"
    if setting.peak.rule == "probability":
        yield "service-level"


_WISHES = {"customisations": "customisation", "migration": "migration", "integrations": "integration"}
"""What a brief may ask for, and the category such work belongs to."""


def _left_out(setting: Setting, ledgers: Sequence[Ledger]) -> Iterator[Note]:
    """Wishes of the brief that no total contains: saying nothing would make them look free, or considered."""
    brief = setting.brief
    listed = {draft.item.category for ledger in ledgers for draft in ledger.drafts.values()}
    if wished := [name for name, category in _WISHES.items() if getattr(brief, name) and category not in listed]:
        text = mark("The totals do not contain work nobody has priced: {work}")
        values = {"work": tuple(_WISHES[name] for name in wished)}
        yield Note("left-out/work", Message(text, values), place=setting.place(wished[0]))
    if brief.existing and not any(ledger.candidate.in_use for ledger in ledgers):
        text = mark("Keeping {name} is not among the candidates")
        yield Note("left-out/existing", Message(text, {"name": brief.existing.name}), place=setting.place("existing"))
    if judged := [name for name in ("weights", "scores", "must") if getattr(brief, name)]:
        text = mark("Costs only: weights, scores and must-haves of the brief are for `crm-planner score` and `decide`")
        yield Note("left-out/judgement", Message(text), place=setting.place(judged[0]))


def _tax_view(setting: Setting, ledgers: Sequence[Ledger]) -> Iterator[Note]:
    """In which view of tax the amounts are, and whether those of all candidates are in the same."""
    asked = setting.brief.tax.show
    if asked != "published":
        wordings = {"net": mark("All amounts are without tax"), "gross": mark("All amounts are with tax")}
        if any(view(ledger) == "published" for ledger in ledgers):
            wordings = {
                "net": mark("Amounts are without tax, but as published where it is not known how prices are taxed"),
                "gross": mark("Amounts are with tax, but as published where it is not known how prices are taxed"),
            }
        yield Note("tax-shown", Message(wordings[asked]), place=setting.place("tax", "show"))
        if _fills_from_rivals(setting) and any(missing(ledger) for ledger in ledgers):
            text = mark("What fills a gap is taken from rivals without tax, or with it, as the amounts beside it are")
            yield Note("tax-of-fills", Message(text), place=setting.place("tax", "show"))
        return
    ways = {way_of(ledger, priced_lines(ledger)) for ledger in ledgers}
    if len(ways & {"included", "excluded", "mixed"}) > 1:
        text = mark("The prices of some candidates contain tax, those of others do not: tax: {key} shows all alike")
        yield Note("tax-mixed", Message(text, {"key": "{show: gross}"}), place=setting.place("tax", "show"))


def option_notes(setting: Setting, known: Sequence[Candidate]) -> tuple[Note, ...]:
    """Options of the brief that fit no candidate of any catalog at hand."""
    text = mark("The option {name} of the brief fits no candidate and changes nothing")
    return tuple(
        Note(f"option/{one.name}", Message(text, {"name": one.name}), place=one.place)
        for one in unknown_options(known, setting)
    )
