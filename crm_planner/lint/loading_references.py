"""References, keys and ids that are refused while a catalog is read: a page each, no check of their own.

The exception is an id used by two catalogs of one run, which no single file can show.
"""

from collections.abc import Iterator

from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.subject import Subject

RULES = Rulebook()


@RULES.rule("REF001")
def unknown_source(subject: Subject) -> None:
    """A figure names a source that the catalog does not have.

    ## Why
    The figure cannot be looked up.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: leter, price: {kind: per_unit, amount: 5000}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
    ```

    ## Fix
    Write the id of one of `sources`, or add the source.
    """


@RULES.rule("REF002")
def percentage_of_nothing(subject: Subject) -> None:
    """A percentage, or a discount, refers to an item or category that does not exist.

    ## Why
    A percentage of nothing is nothing: the item would silently cost 0.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [licenses]}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [licences]}}
    ```

    ## Fix
    Write the id of an item of the same edition, or a category.
    """


@RULES.rule("REF003")
def percentage_of_itself(subject: Subject) -> None:
    """A percentage refers to its own item.

    ## Why
    The amount would rest on itself.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [support]}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [licence]}}
    ```

    ## Fix
    Name the items it is a percentage of. A category never means the item that names it.
    """


@RULES.rule("REF004")
def percentages_in_a_circle(subject: Subject) -> None:
    """Percentages refer to each other in a circle.

    ## Why
    Each waits for the amount of the other. The message draws the circle with the line of each item.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [premium]}}
          - {id: premium, category: support, source: letter, price: {kind: percent, rate: 50, of: [support]}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [licences]}}
          - {id: premium, category: support, source: letter, price: {kind: percent, rate: 50, of: [support]}}
    ```

    ## Fix
    Let one of them have its own price, or name the items both are percentages of.
    """


@RULES.rule("KEY002")
def key_missing(subject: Subject) -> None:
    """A key that every catalog needs is missing, such as the licence metric of an edition.

    ## Why
    `licence_metric` says who needs a licence: everybody (`named_user`), those inside at the same time
    (`concurrent_user`), the server or the company. The number of licences, and so the price, follows from it.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: concurrent_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
    ```

    ## Fix
    Add the key that the message names.
    """


@RULES.rule("KEY008")
def two_defaults_in_a_choice(subject: Subject) -> None:
    """Two items of one choice are its default.

    ## Why
    One of them is taken where a brief does not choose; nobody can say which.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: basic, category: support, source: letter, choice: plan, default: true, price: {kind: included}}
          - {id: premium, category: support, source: letter, choice: plan, default: true,
             price: {kind: flat, amount: 9000}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: basic, category: support, source: letter, choice: plan, default: true, price: {kind: included}}
          - {id: premium, category: support, source: letter, choice: plan, price: {kind: flat, amount: 9000}}
    ```

    ## Fix
    Keep `default: true` at one of them. A choice without any: CAT402.
    """


@RULES.rule("REF006")
def requirement_of_an_unknown_value(subject: Subject) -> None:
    """A requirement names a value that its input or choice does not have.

    ## Why
    It could never be met, and the item would silently stay out of every estimate.

    ## Bad
    ```yaml
    inputs: {region: {values: [region, moscow], default: region}}
    discounts:
      - {id: capital, percent: 10, items: [licences], requires: {region: moskow}, source: letter}
    ```

    ## Good
    ```yaml
    inputs: {region: {values: [region, moscow], default: region}}
    discounts:
      - {id: capital, percent: 10, items: [licences], requires: {region: moscow}, source: letter}
    ```

    ## Fix
    Write one of the values listed in the message.
    """


@RULES.rule("ID005")
def id_used_twice(subject: Subject) -> Iterator[Finding]:
    """Two things of one kind, or two catalogs of one run, have the same id.

    ## Why
    A name that means two things means nothing: `regionsoft/standard.licences` must be one figure.

    ## Bad
    ```yaml
    vendor: Example
    ```
    ```yaml
    vendor: Another
    ```

    ## Good
    ```yaml
    vendor: Example
    ```
    ```yaml
    id: another
    vendor: Another
    ```

    ## Fix
    Choose another id. A newer edition of the same price list replaces the old file; dated prices keep its figures.
    """
    first = subject.run.first_of[subject.catalog.id]
    if first.id_place != subject.place(("id",)):
        said = f'the id "{subject.catalog.id}" is already used by {first.id_place}'
        yield Finding(("id",), said, "Choose another")
