"""CAT4xx, second part: things that are called alike, in one catalog or in several."""

from collections.abc import Iterator

from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.run import seen
from crm_planner.lint.subject import Subject
from crm_planner.place import Path

RULES = Rulebook()


@RULES.rule("CAT407", severity="warning")
def item_priced_in_two_currencies(subject: Subject) -> Iterator[Finding]:
    """Another catalog prices the same item of the same product in another currency.

    ## Why
    Two price lists of one product compete in every comparison, and which is cheaper depends on the rate of exchange
    of the day. Usually only one of them is sold to the client.

    ## Bad
    ```yaml
    id: example-export
    currency: USD
    ```
    ```yaml
    currency: RUB
    ```

    ## Good
    ```yaml
    id: example-export
    product: Example CRM International
    currency: USD
    ```
    ```yaml
    currency: RUB
    ```

    ## Fix
    Keep one of them, keep them in different folders, or give the products the names by which they are sold.
    """
    for other in subject.run.lists_of[subject.catalog.vendor, subject.catalog.product]:
        if other.currency == subject.catalog.currency:
            continue
        own = {f"{listed.edition.id}.{listed.item.id}" for listed in subject.items}
        shared = next((name for name in other.items if name in own), None)
        if shared is not None:
            said = f'"{shared}" is priced in {subject.catalog.currency} here and in {other.currency} in'
            hint = "Keep one of them, or name the products apart"
            yield Finding(("currency",), f"{said} {other.currency_place}", hint)


@RULES.rule("CAT408", severity="warning")
def look_alike_ids(subject: Subject) -> Iterator[Finding]:
    """Two ids differ only in signs that look alike.

    ## Why
    `crm-10` and `crm-l0`, or `basic-plan` and `basic_plan`, are different things to the program and the same to a
    reader. Ids of items are compared within their edition, ids of catalogs within the run.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: plan-1, category: support, source: letter, price: {kind: flat, amount: 900}}
          - {id: plan-l, category: support, source: letter, price: {kind: flat, amount: 400}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: plan-1, category: support, source: letter, price: {kind: flat, amount: 900}}
          - {id: plan-large, category: support, source: letter, price: {kind: flat, amount: 400}}
    ```

    ## Fix
    Rename one of them.
    """
    catalog = subject.catalog
    names: list[list[tuple[str, Path]]] = [
        [(source.id, ("sources", number, "id")) for number, source in enumerate(catalog.sources)],
        [(discount.id, ("discounts", number, "id")) for number, discount in enumerate(catalog.discounts)],
        [(edition.id, ("editions", number, "id")) for number, edition in enumerate(catalog.editions)],
    ]
    for number, edition in enumerate(catalog.editions):
        names.append([(item.id, ("editions", number, "items", at, "id")) for at, item in enumerate(edition.items)])
    for group in names:
        yield from _twins(subject, group)
    for other in subject.run.alike[seen(catalog.id)]:
        if other.id < catalog.id:
            said = f'the id "{catalog.id}" looks like "{other.id}" ({other.id_place})'
            yield Finding(("id",), said, "Rename one of them")


def _twins(subject: Subject, group: list[tuple[str, Path]]) -> Iterator[Finding]:
    first: dict[str, tuple[str, Path]] = {}
    for name, path in group:
        known, where = first.setdefault(seen(name), (name, path))
        if known != name:
            line = subject.place(where).line
            yield Finding(path, f'the id "{name}" looks like "{known}" (line {line})', "Rename one of them")
