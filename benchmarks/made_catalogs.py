"""Price lists made for measuring: 165 lines each, every kind of price, no two alike, the same in every run."""

from pathlib import Path
from random import Random
from string import Template

LINES = 165

PAGE = Template("""\
schema: crm-planner/catalog/1
id: maker-$number
vendor: "Maker $number"
product: {en: "CRM $number", ru: "СРМ $number"}
currency: RUB
rounding: {step: 1, mode: half_up}
prices_as_of: 2026-0$month-15
tax:
  treatment: included
  rate: 20
stacking: best
discounts:
  - id: prepay
    name: {en: Prepayment, ru: Предоплата}
    percent: $percent
    items: [licences]
    requires: {licences: {min: $many}}
    source: list
inputs:
  region:
    values: [north, south]
    default: north
sources:
  - id: list
    title: "Price list $number of the maker"
    kind: price_list
    retrieved: 2026-0$month-20
    grade: B
    url: https://maker-$number.example/prices
    note: Printed page, read in full; amounts contain VAT.
  - id: letter
    title: "Letter $number to a client"
    kind: letter
    published: 2026-0$month-18
    grade: C
editions:
  - id: standard
    name: {en: Standard, ru: Стандарт}
    licence_metric: concurrent_user
    limits: {users: {max: $limit}}
    items:
      - id: licences
        category: licence
        quantity: licences
        charge: once
        price:
          kind: published
          totals: {5: $five, 10: $ten, 25: $twenty}
          between: linear
        source: list
      - id: seats
        name: Portal seats
        category: licence
        quantity: users
        charge: yearly
        indexation: $percent
        optional: true
        price:
          kind: volume
          tiers:
            - {up_to: 10, unit: $unit}
            - {up_to: $many, unit: $less, flat: $flat}
            - {on_request: true}
        source: list
      - id: support
        category: support
        charge: yearly
        choice: support_plan
        default: true
        price: {kind: percent, rate: $percent, of: [licences], per: total}
        source: list
      - id: premium
        category: support
        charge: yearly
        choice: support_plan
        price: {kind: percent, rate: 25, of: [licence], base: net, per: line}
        source: list
      - id: training
        category: training
        quantity: trainees
        price: {kind: package, size: 10, amount: $flat}
        source: letter
      - id: installation
        category: deployment
        charge: once
        prices:
          - from: 2025-01-01
            price: {kind: flat, amount: $flat}
          - from: 2026-01-01
            price: {kind: flat, amount: $five}
        source: list
      - id: server
        category: infrastructure
        quantity: servers
        price:
          kind: per_unit
          amount: $unit.25
          free_units: 1
          minimum_quantity: 1
        source: list
      - id: storage
        category: operation
        quantity: contacts
        charge: monthly
        price:
          kind: graduated
          minimum: 100
          tiers:
            - {up_to: 1000, unit: 0}
            - {up_to: 5000, unit: 0.125}
            - {unit: 0.0625, flat: $flat}
        source: list
      - id: setup
        category: configuration
        price:
          kind: effort
          hours: {low: 4, likely: 8, high: 20}
          role: consultant
        source: letter
      - id: migration
        category: migration
        price: {kind: on_request}
        source: letter
      - id: testing
        category: testing
        price: {kind: included}
        source: list
  - id: team
    name: {en: Team, ru: Команда}
    licence_metric: named_user
    items:
      - id: licences
        category: licence
        charge: yearly
        price:
          kind: packs
          packs: {5: $five, 10: $ten, 25: $twenty}
          combine: cover
        source: list
      - id: support
        category: support
        price: {kind: not_offered}
        source: list
        note: The maker sells support with the edition Standard only.
      - id: training
        category: training
        quantity: trainees
        requires: {region: north}
        price:
          kind: per_unit
          amount: $unit
        source: letter
""")

CHECK = Template("""\
  - name: Printed total for $quantity users
    edition: standard
    brief: {users: $quantity}
    expect:
      licence: $amount
      testing: included
""")


def made(number: int) -> str:
    """The text of price list `number`."""
    figures = Random(number)  # noqa: S311 - variety, no secret
    unit = figures.randrange(400, 2000)
    amounts = {"five": unit * 24, "ten": unit * 45, "twenty": unit * 100}
    page = PAGE.substitute(
        amounts,
        number=number,
        month=figures.randrange(1, 10),
        percent=figures.randrange(10, 25),
        many=figures.randrange(20, 90),
        limit=figures.randrange(100, 900),
        flat=figures.randrange(3000, 9000),
        unit=unit,
        less=unit - 99,
    )
    checks = "".join(CHECK.substitute(quantity=q, amount=amounts[name]) for q, name in ((5, "five"), (10, "ten")))
    return f"{page}checks:\n{checks}"


def write(folder: Path, count: int) -> list[Path]:
    """The first `count` price lists, each in a file of its own."""
    paths = [folder / f"maker-{number:04}.yaml" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(made(number), encoding="utf-8")
    return paths
