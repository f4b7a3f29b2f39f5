"""What the client has already, as candidates like any other: kept as it is, and upgraded where the brief prices that.

The brief's own figures make a price list nobody sells: what it costs each year, an upgrade, more licences, a course so
that people learn what they have. Often that is all a firm needs. What nobody knows is a gap, never zero.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from crm_planner.brief.existing import Existing
from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.in_use import InUse, Way
from crm_planner.catalog.model import AnyPrice, Catalog, Edition, Item, Requirement, Tax
from crm_planner.catalog.price import FlatPrice, OnRequest, UnitPrice
from crm_planner.catalog.vocabulary import Charge
from crm_planner.errors import DataError
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.lines import Note
from crm_planner.place import Joined, Path, Source, WrittenMapping
from crm_planner.problem import Problem
from crm_planner.spans import Range
from crm_planner.terms import Category
from crm_planner.text import Message, mark

EXISTING, KEEP, UPGRADE = "existing", "keep", "upgrade"
"""The ids: `existing/keep` and `existing/upgrade`."""

_ITEMS = {
    "upgrade": mark("Upgrade"),
    "licences": mark("More licences"),
    "yearly": mark("Yearly cost"),
    "training": mark("Training in what is there"),
}
"""The lines, in this order; each is a key of `existing`."""

_FLAT: Mapping[str, tuple[Category, Charge]] = {
    "upgrade": ("licence", "once"),
    "yearly": ("support", "yearly"),
    "training": ("training", "once"),
}
"""Category and charge of the lines that are one amount."""


def what_the_client_has(written: WrittenBrief, day: date) -> WrittenCatalog | None:
    """The brief's `existing` as a price list of that day; None where the brief says nothing of it."""
    brief = written.brief
    if brief.existing is None:
        return None
    ways = {KEEP: Message(mark("kept as it is")), UPGRADE: Message(mark("upgraded"))}
    if "upgrade" not in brief.existing.model_fields_set:
        del ways[UPGRADE]
    catalog = Catalog.model_construct(
        schema_="crm-planner/catalog/1",
        id=EXISTING,
        vendor=brief.existing.name,
        product=brief.existing.name,
        currency=brief.currency,
        prices_as_of=day,
        tax=Tax(treatment=brief.existing.tax),
        editions=tuple(_edition(brief, brief.existing, way) for way in ways),
    )
    in_use = InUse(
        Message(mark("what the client has")),
        {way: _way(brief.existing, way, name) for way, name in ways.items()},
        {item: Message(name) for item, name in _ITEMS.items()},
        Message(mark("the brief does not say what it costs")),
    )
    return WrittenCatalog(catalog, _source(written, catalog), in_use=in_use)


def kept_apart(own: WrittenCatalog, catalogs: Sequence[WrittenCatalog], written: WrittenBrief) -> WrittenCatalog:
    """What the client has, unless a catalog has its id: then nobody could say which of them is meant."""
    for other in catalogs:
        if other.catalog.id == EXISTING:
            said = f'"{EXISTING}" is what the client has, and the id of the catalog {other.source.place(("id",))}'
            place = written.source.place((EXISTING,), of_key=True)
            raise DataError((Problem(place, "ID007", said, "Give the catalog another id"),))
    return own


def _way(existing: Existing, way: str, name: Message) -> Way:
    missing = [one for one in existing.lacks if way == KEEP or not one.in_upgrade]
    essential = tuple(one.name for one in missing if one.essential)
    return Way(name, tuple(one.name for one in missing), essential)


def _edition(brief: Brief, existing: Existing, way: str) -> Edition:
    """One way to go on. Without licences in the brief nobody needs another: it serves the whole company."""
    items = [item for item in (_item(brief, existing, key) for key in _ITEMS) if item and (item.id, way) != _NOT_KEPT]
    metric = existing.licences.metric if existing.licences else "company"
    return Edition.model_construct(
        id=way, name=existing.name, licence_metric=metric, items=tuple(items), note=existing.note
    )


_NOT_KEPT = ("upgrade", KEEP)


def _item(brief: Brief, existing: Existing, key: str) -> Item | None:
    """A line; a course only where the brief speaks of one, a yearly cost always: unknown it is a gap."""
    if key == "licences":
        return _licences(brief, existing)
    if key == "training" and key not in existing.model_fields_set:
        return None
    category, charge = _FLAT[key]
    price = _flat(getattr(existing, key))
    return Item.model_construct(id=key, category=category, charge=charge, price=price, owned="ignore")


def _flat(amount: Decimal | None) -> AnyPrice:
    return OnRequest(kind="on_request") if amount is None else FlatPrice.model_construct(kind="flat", amount=amount)


def _licences(brief: Brief, existing: Existing) -> Item | None:
    """Licences beyond those there are. With an unknown price they are a gap only if more are needed, or may be."""
    licences = existing.licences
    if licences is None:
        return None
    price: AnyPrice = OnRequest(kind="on_request")
    requires = {"licences": Requirement(range=Range(min=Decimal(licences.owned + 1)))}
    if licences.each is not None:
        price = UnitPrice.model_construct(kind="per_unit", amount=licences.each)
    known = licences.each is not None or brief.growth is not None
    return Item.model_construct(
        id="licences", category="licence", price=price, requires={} if known else requires, owned="remainder"
    )


def _source(written: WrittenBrief, catalog: Catalog) -> Source:
    """Where its figures are written: in the brief."""
    origins: dict[Path, tuple[Source, Path]] = {}
    for number, edition in enumerate(catalog.editions):
        for at, item in enumerate(edition.items):
            path: Path = (EXISTING, "licences", "each") if item.id == "licences" else (EXISTING, item.id)
            origins["editions", number, "items", at] = (written.source, path)
        origins["editions", number] = (written.source, (EXISTING,))
    origins["tax",] = (written.source, (EXISTING, "tax"))
    origins["prices_as_of",] = (written.source, ("date",))
    return Joined(written.source.file, WrittenMapping((1, 1)), origins)


def notes_on_use(ledger: Ledger) -> Iterator[Note]:
    """What a reader must know before preferring what is there: what it lacks, and what its figures leave out."""
    candidate, setting = ledger.candidate, ledger.setting
    if candidate.in_use is None:
        return
    values = {"product": candidate.catalog.product}
    if missing := candidate.in_use.editions[candidate.edition.id].lacks:
        text = mark("{product}, {way}, lacks: {functions}")
        said = Message(text, values | {"way": candidate.edition_called, "functions": missing})
        yield Note(f"{candidate.id}/lacks", said, place=setting.place(EXISTING, "lacks"))
    if not any(draft.item.category == "training" for draft in ledger.drafts.values()):
        text = mark("{product}: no training is counted, though often people do not know what they have can do")
        yield Note(f"{EXISTING}/training", Message(text, values), place=setting.place(EXISTING))
    if setting.brief.customisations or setting.brief.integrations:
        text = mark(
            "{product}: the changes and connections the brief asks for are not counted, as nothing is built into it"
        )
        yield Note(f"{EXISTING}/work", Message(text, values), place=setting.place(EXISTING))
