"""CAT2xx: where figures come from, how old they are, and what nobody knows about them."""

from collections.abc import Iterator
from datetime import date, timedelta

from crm_planner.catalog.price import OnRequest, PublishedPrice
from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.subject import Subject
from crm_planner.lint.words import figure
from crm_planner.place import Path

RULES = Rulebook()


@RULES.rule("CAT201")
def price_without_source(subject: Subject) -> Iterator[Finding]:
    """A price names no source.

    ## Why
    A figure nobody can look up cannot be defended to a client, and nobody will notice when it has changed.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: training, category: training, price: {kind: package, size: 10, amount: 6000}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: training, category: training, source: letter, price: {kind: package, size: 10, amount: 6000}}
    ```

    ## Fix
    Add the source to `sources`, and its id to the item. A judgement is a source too: grade J.
    """
    hint = "Name one of the catalog's sources; a judgement is a source of grade J"
    for listed in subject.items:
        entries = listed.item.prices or ()
        for number, (path, price) in enumerate(listed.prices):
            source = listed.item.source or (entries[number].source if entries else None)
            if source is None and not isinstance(price, OnRequest):
                yield Finding(path, f'the price of "{listed.item.id}" has no source', hint)
    for number, discount in enumerate(subject.catalog.discounts):
        if discount.source is None:
            yield Finding(("discounts", number), f'the discount "{discount.id}" has no source', hint)


@RULES.rule("CAT202", severity="warning")
def source_without_date(subject: Subject) -> Iterator[Finding]:
    """A source has neither a day it was read nor a day it was published.

    ## Why
    Price lists change under the same address. Without a day nobody can say which version was copied.

    ## Bad
    ```yaml
    sources:
      - {id: letter, title: Price list by letter, kind: letter, retrieved: null, grade: B}
    ```

    ## Good
    ```yaml
    sources:
      - {id: letter, title: Price list by letter, kind: letter, published: 2026-11-02, grade: B}
    ```

    ## Fix
    Write `retrieved` (the day it was read) or `published`. If neither is known, leave it: the warning is true.
    """
    for number, source in enumerate(subject.catalog.sources):
        if source.retrieved is None and source.published is None:
            said = f'the source "{source.id}" has no date'
            yield Finding(_value(subject, ("sources", number), "retrieved"), said, "Write retrieved or published")


def _value(subject: Subject, path: Path, key: str) -> Path:
    """The path of `key`, if it is written, else of what it would stand in."""
    node: object = subject.written.source.tree
    for part in path:
        node = node[part] if isinstance(node, dict | list) else None  # type: ignore[index]
    return (*path, key) if isinstance(node, dict) and key in node else path


@RULES.rule("CAT203", severity="warning")
def price_date_unknown(subject: Subject) -> Iterator[Finding]:
    """Nobody knows on which day these prices held.

    ## Why
    A comparison of prices from different years compares inflation. Every table of this catalog says so until the day
    is known.

    ## Bad
    ```yaml
    prices_as_of: null
    ```

    ## Good
    ```yaml
    prices_as_of: 2026-11-01
    ```

    ## Fix
    Write the day of the price list. If it is not known, leave `null`: the warning is true.
    """
    if subject.catalog.prices_as_of is None:
        yield Finding(("prices_as_of",), "the day of the prices is not known", "Write prices_as_of, if it can be found")


@RULES.rule("CAT204", severity="warning")
def prices_too_old(subject: Subject) -> Iterator[Finding]:
    """The prices are older than 180 days.

    ## Why
    Prices rot. The number of days is set by `--max-age` or `max-age` of the settings, the day they are counted to by
    `--as-of`. A dated price that took effect later does not make the others younger.

    ## Bad
    ```yaml
    prices_as_of: 2026-05-01
    ```

    ## Good
    ```yaml
    prices_as_of: 2026-06-01
    ```

    ## Fix
    Ask the vendor, compare every figure, then write the new day. Do not write it before.
    """
    as_of, run = subject.catalog.prices_as_of, subject.run
    if as_of is not None and run.as_of - as_of > timedelta(days=run.max_age):
        age = (run.as_of - as_of).days
        said = f"the prices are of {as_of}, {age} days old on {run.as_of}; {run.max_age} are allowed"
        yield Finding(("prices_as_of",), said, "Compare them with the vendor's, then write the new day")


@RULES.rule("CAT205", severity="warning")
def date_in_the_future(subject: Subject) -> Iterator[Finding]:
    """Prices or a source are dated after the day they are judged on.

    ## Why
    Nobody has read a price list that does not exist yet: most likely a year or a month is wrong.

    ## Bad
    ```yaml
    prices_as_of: 2027-11-01
    ```

    ## Good
    ```yaml
    prices_as_of: 2026-11-01
    ```

    ## Fix
    Correct the date. A price that takes effect later is an entry of `prices` with its day in `from`.
    """
    dates: list[tuple[Path, date | None]] = [(("prices_as_of",), subject.catalog.prices_as_of)]
    for number, source in enumerate(subject.catalog.sources):
        dates += [(("sources", number, key), getattr(source, key)) for key in ("retrieved", "published")]
    for path, day in dates:
        if day is not None and day > subject.run.as_of:
            yield Finding(path, f"{path[-1]} {day} is after {subject.run.as_of}", "Is the year right?")


@RULES.rule("CAT206", severity="warning")
def tax_treatment_unknown(subject: Subject) -> Iterator[Finding]:
    """Nobody knows whether the prices contain tax.

    ## Why
    A fifth of the price may be tax or not, and some licences are exempt. Totals with and without tax cannot be given,
    and a ranking across vendors may be wrong by that fifth.

    ## Bad
    ```yaml
    tax: {treatment: unknown}
    ```

    ## Good
    ```yaml
    tax: {treatment: excluded, rate: 20}
    ```

    ## Fix
    Write `included`, `excluded` or `exempt`. If the source does not say, leave `unknown`: the warning is true.
    """
    hint = "Write included, excluded or exempt, if it can be found"
    if subject.catalog.tax.treatment == "unknown" and any(listed.item.tax is None for listed in subject.items):
        path = _value(subject, _value(subject, (), "tax"), "treatment")
        yield Finding(path, "whether the prices contain tax is not known", hint)
    for listed in subject.items:
        if listed.item.tax is not None and listed.item.tax.treatment == "unknown":
            said = f'whether the price of "{listed.item.id}" contains tax is not known'
            yield Finding((*listed.path, "tax", "treatment"), said, hint)


@RULES.rule("CAT207", severity="warning")
def source_never_used(subject: Subject) -> Iterator[Finding]:
    """No figure names this source.

    ## Why
    Either a figure names the wrong source, or the figures it stood for are gone and it lends the rest false authority.

    ## Bad
    ```yaml
    sources:
      - {id: letter, title: Price list by letter, kind: letter, retrieved: 2026-11-02, grade: B}
      - {id: website, title: The vendor's price page, kind: website, retrieved: 2026-11-02, grade: B}
    ```

    ## Good
    ```yaml
    sources:
      - {id: letter, title: Price list by letter, kind: letter, retrieved: 2026-11-02, grade: B}
    ```

    ## Fix
    Name it where it is used, or remove it.
    """
    used = {listed.item.source for listed in subject.items}
    used |= {entry.source for listed in subject.items for entry in listed.item.prices or ()}
    used |= {discount.source for discount in subject.catalog.discounts}
    for number, source in enumerate(subject.catalog.sources):
        if source.id not in used:
            said = f'nothing names the source "{source.id}"'
            yield Finding(("sources", number, "id"), said, "Name it where it is used, or remove it")


@RULES.rule("CAT208", severity="warning")
def single_published_price(subject: Subject) -> Iterator[Finding]:
    """A price is printed for one quantity only; every other is a guess in proportion.

    ## Why
    One printed total says nothing about discounts for volume, least quantities or packs. Figures for other quantities
    are marked as extrapolated in every table.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: published, totals: {10: 51700}}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: published, totals: {1: 6500, 10: 51700}}}
    ```

    ## Fix
    Ask for the price of another quantity. If no other is known, leave it: the warning is true.
    """
    for listed in subject.items:
        for path, price in listed.prices:
            if isinstance(price, PublishedPrice) and len(price.totals) == 1:
                said = f'"{listed.item.id}" has a price for {figure(*price.totals)} only; any other is in proportion'
                yield Finding((*path, "totals"), said, "Add a second printed total, if there is one")
