"""CAT3xx: what a catalog leaves out, measured against itself and against its rivals."""

from collections.abc import Iterable, Iterator
from typing import Any

from crm_planner.catalog.model import Edition
from crm_planner.catalog.price import NotOffered
from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.subject import Subject
from crm_planner.lint.words import listed as in_a_row
from crm_planner.lint.words import spoken
from crm_planner.place import Path
from crm_planner.text import PLAIN, Text

RULES = Rulebook()

NAMED = 3
"""Rivals a message names before it only counts them."""


@RULES.rule("CAT301")
def edition_without_licences(subject: Subject) -> Iterator[Finding]:
    """An edition has no item of the category licence.

    ## Why
    Without licences its total lacks the main price, and gaps of rivals cannot be filled in proportion to them. Even a
    free edition has licences: `included`.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: support, category: support, charge: yearly, source: letter, price: {kind: per_unit, amount: 900}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: included}}
          - {id: support, category: support, charge: yearly, source: letter, price: {kind: per_unit, amount: 900}}
    ```

    ## Fix
    Add the item with `category: licence`; a subscription is one too, charged yearly or monthly. If its price is not
    known, `on_request`.
    """
    for number, edition in enumerate(subject.catalog.editions):
        if all(item.category != "licence" for item in edition.items):
            said = f'the edition "{edition.id}" has no item of the category licence'
            yield Finding(("editions", number, "items"), said, "Add it: a subscription is one too")


@RULES.rule("CAT302", severity="warning")
def category_rivals_sell_is_missing(subject: Subject) -> Iterator[Finding]:
    """An edition lacks a category that most other vendors of the run sell.

    ## Why
    Totals are compared as sums; what one vendor leaves out makes it look cheaper. If the vendor sells it at an unknown
    price, that is `on_request`; if the vendor says it does not sell it, the finding is true, and every table says so.
    What rivals sell as an option only does not count; an option of this edition does.

    ## Bad
    ```yaml
    id: rival
    vendor: Rival
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: training, category: training, source: letter, price: {kind: flat, amount: 6000}}
    ```
    ```yaml
    vendor: Example
    ```

    ## Good
    ```yaml
    id: rival
    vendor: Rival
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: training, category: training, source: letter, price: {kind: flat, amount: 6000}}
    ```
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: training, category: training, price: {kind: on_request}}
    ```

    ## Fix
    Find out what the vendor asks, or whether it is included; else write `on_request`.
    """
    own, run = subject.catalog.vendor, subject.run
    own_sold, rivals = run.sold[own], len(run.sold) - 1
    for category, sellers in run.sellers.items():
        of_rivals = len(sellers) - (category in own_sold)
        if 2 * of_rivals > rivals:
            for number, edition in enumerate(subject.catalog.editions):
                said = _missing(edition, category)
                if said:
                    sell = _names([one for one in sellers[: NAMED + 1] if one != own], of_rivals)
                    where, state = said
                    said_of = f'{category} {state} in the edition "{edition.id}"; {sell} it'
                    yield Finding(
                        ("editions", number, *where), said_of, "If its price is unknown, write {kind: on_request}"
                    )


def _missing(edition: Edition, category: str) -> tuple[Path, str] | None:
    """Where and how an edition lacks a category; None if it sells it, be it as an option or on request."""
    items = [(index, item) for index, item in enumerate(edition.items) if item.category == category]
    if any(not isinstance(price, NotOffered) for _, item in items for price in item.every_price):
        return None
    return (("items", items[0][0], "price"), "is not offered") if items else (("items",), "is not mentioned")


def _names(sellers: list[Text], count: int) -> str:
    """`RegionSoft and 2 others sell`."""
    shown = [spoken(vendor) for vendor in sellers[:NAMED]]
    others = count - len(shown)
    words = [*shown, *([f"{others} other{'' if others == 1 else 's'}"] if others else [])]
    return f"{in_a_row(words)} {'sells' if count == 1 else 'sell'}"


@RULES.rule("CAT303", severity="warning")
def text_missing_in_a_language(subject: Subject) -> Iterator[Finding]:
    """A text lacks a language that other texts of the catalog have.

    ## Why
    A proposal in that language would fall back to another one in the middle of a table. A text written plainly,
    without languages, fits every reader.

    ## Bad
    ```yaml
    vendor: {en: Example, ru: Пример}
    product: {en: Example CRM}
    ```

    ## Good
    ```yaml
    vendor: {en: Example, ru: Пример}
    product: Example CRM
    ```

    ## Fix
    Translate it, or write one plain text if it is a name that stays as it is.
    """
    texts = list(_texts(subject))
    languages = {language: None for _, text in texts for language in text.by_language if language != PLAIN}
    for path, text in texts:
        missing = [language for language in languages if language not in text.by_language]
        if missing and PLAIN not in text.by_language:
            said = f"the text is missing in {in_a_row(missing)}, a language of other texts of this catalog"
            yield Finding(path, said, "Translate it; a name that is the same everywhere is one plain text")


def _texts(subject: Subject) -> Iterator[tuple[Path, Text]]:
    """Every text of the catalog with its path."""
    catalog = subject.catalog
    yield from _of((), catalog, "vendor", "product", "note")
    yield from _of(("tax",), catalog.tax, "basis")
    for number, source in enumerate(catalog.sources):
        yield from _of(("sources", number), source, "title", "note")
    for number, discount in enumerate(catalog.discounts):
        yield from _of(("discounts", number), discount, "name")
    for number, edition in enumerate(catalog.editions):
        yield from _of(("editions", number), edition, "name", "note")
    for path, _, item, _ in subject.items:
        yield from _of(path, item, "name", "note")
        yield from _of((*path, "tax"), item.tax, "basis")


def _of(path: Path, part: Any, *keys: str) -> Iterable[tuple[Path, Text]]:
    return [((*path, key), text) for key in keys if isinstance(text := getattr(part, key, None), Text)]
