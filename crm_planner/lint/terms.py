"""CAT4xx: terms that contradict each other, have run out, or leave something open."""

from collections.abc import Iterator, Mapping

from crm_planner.catalog.model import Discount
from crm_planner.lint.reach import can_meet, contradiction
from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.lint.subject import Subject
from crm_planner.place import Path

RULES = Rulebook()


@RULES.rule("CAT401")
def item_never_reachable(subject: Subject) -> Iterator[Finding]:
    """No client can ever have this item: its requirements contradict each other, or the limits of the edition.

    ## Why
    It stands in the price list, looks offered, and is left out of every estimate.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        limits: {users: {max: 50}}
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: cluster, category: deployment, source: letter, price: {kind: flat, amount: 90000},
             requires: {licences: {min: 60}}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        limits: {users: {max: 50}}
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: cluster, category: deployment, source: letter, price: {kind: flat, amount: 90000},
             requires: {licences: {min: 40}}}
    ```

    ## Fix
    Correct the requirement or the limit, or remove the item.
    """
    for listed in subject.items:
        said = contradiction(listed.edition, listed.item) if listed.item.requires else None
        if said:
            yield Finding(
                (*listed.path, "requires"), f'no client can have "{listed.item.id}": {said}', "Correct one of them"
            )


@RULES.rule("CAT402", severity="warning")
def choice_without_default(subject: Subject) -> Iterator[Finding]:
    """One item of a choice must be taken, and none is the default.

    ## Why
    Every estimate whose brief does not choose has a gap there: nobody has said which plan is meant.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
          - {id: basic, category: support, source: letter, choice: plan, price: {kind: included}}
          - {id: premium, category: support, source: letter, choice: plan, price: {kind: flat, amount: 9000}}
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
    Write `default: true` at the item that is sold unless another is asked for. If nothing needs to be chosen, all of
    them are `optional: true`.
    """
    choices: dict[tuple[Path, str], list[tuple[Path, bool, bool]]] = {}
    for listed in subject.items:
        if listed.item.choice is not None:
            entry = (listed.path, listed.item.default, listed.item.optional)
            choices.setdefault((listed.path[:2], listed.item.choice), []).append(entry)
    for (_, name), entries in choices.items():
        if not any(default for _, default, _ in entries) and not all(optional for _, _, optional in entries):
            said = f'the choice "{name}" has no default'
            yield Finding((*entries[0][0], "choice"), said, "Write default: true at one of its items")


@RULES.rule("CAT403", severity="warning")
def validity_ended(subject: Subject) -> Iterator[Finding]:
    """A discount has run out.

    ## Why
    It is granted to nobody any more, and shows that nobody has looked at the list since. Keep it if older briefs are
    still priced on their own date; then ignore this rule there.

    ## Bad
    ```yaml
    discounts:
      - {id: spring, percent: 10, items: [licences], from: 2026-03-01, until: 2026-05-31, source: letter}
    ```

    ## Good
    ```yaml
    discounts:
      - {id: winter, percent: 10, items: [licences], from: 2026-11-01, until: 2027-01-31, source: letter}
    ```

    ## Fix
    Ask whether it was prolonged; else remove it.
    """
    for number, discount in enumerate(subject.catalog.discounts):
        if discount.until is not None and discount.until < subject.run.as_of:
            said = f'the discount "{discount.id}" ended on {discount.until}'
            yield Finding(("discounts", number, "until"), said, "Was it prolonged? Else remove it")


@RULES.rule("CAT404", severity="warning")
def dated_prices_leave_a_hole(subject: Subject) -> Iterator[Finding]:
    """No price of an item holds yet: the first takes effect later.

    ## Why
    Before its first dated price an item is on request: estimates until then have a gap, although the item probably
    has an older price that was left out. A price holds until the next one begins, so there are no other holes.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - id: licences
            category: licence
            source: letter
            prices:
              - {from: 2027-01-01, price: {kind: per_unit, amount: 5500}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - id: licences
            category: licence
            source: letter
            prices:
              - {from: 2026-01-01, price: {kind: per_unit, amount: 5000}}
              - {from: 2027-01-01, price: {kind: per_unit, amount: 5500}}
    ```

    ## Fix
    Add the price that holds today, with the day it took effect.
    """
    for listed in subject.items:
        begun = [entry.from_ for entry in listed.item.prices or ()]
        day = min([subject.run.as_of, *([subject.catalog.prices_as_of] if subject.catalog.prices_as_of else [])])
        if begun and min(begun) > day:
            said = f'"{listed.item.id}" has no price on {day}; the first begins on {min(begun)}'
            yield Finding((*listed.path, "prices", 0, "from"), said, "Add the price that holds until then")


@RULES.rule("CAT405", severity="warning")
def dated_prices_out_of_order(subject: Subject) -> Iterator[Finding]:
    """A dated price begins before the one written above it, so their periods seem to overlap.

    ## Why
    The price with the latest day holds, wherever it is written. A reader takes the last one for the newest.

    ## Bad
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - id: licences
            category: licence
            source: letter
            prices:
              - {from: 2026-07-01, price: {kind: per_unit, amount: 5500}}
              - {from: 2026-01-01, price: {kind: per_unit, amount: 5000}}
    ```

    ## Good
    ```yaml
    editions:
      - id: standard
        name: Standard
        licence_metric: named_user
        items:
          - id: licences
            category: licence
            source: letter
            prices:
              - {from: 2026-01-01, price: {kind: per_unit, amount: 5000}}
              - {from: 2026-07-01, price: {kind: per_unit, amount: 5500}}
    ```

    ## Fix
    Write them in order of `from`; look whether a year is wrong.
    """
    for listed in subject.items:
        entries = listed.item.prices or ()
        for number in range(1, len(entries)):
            before, day = entries[number - 1].from_, entries[number].from_
            if day < before:
                said = f"this price begins on {day}, before the one above it ({before})"
                yield Finding((*listed.path, "prices", number, "from"), said, "Write them in order; is a year wrong?")


@RULES.rule("CAT406")
def discounts_meet_without_stacking(subject: Subject) -> Iterator[Finding]:
    """Two discounts can meet on one item, and the catalog does not say what they come to together.

    ## Why
    10 % and 5 % are 15, 14.5 or 10 %. Nobody guesses: an estimate in which they meet is refused.

    ## Bad
    ```yaml
    discounts:
      - {id: prepay, percent: 10, items: [licences], source: letter}
      - {id: winter, percent: 5, items: [licence], from: 2026-11-01, until: 2027-01-31, source: letter}
    ```

    ## Good
    ```yaml
    stacking: best
    discounts:
      - {id: prepay, percent: 10, items: [licences], source: letter}
      - {id: winter, percent: 5, items: [licence], from: 2026-11-01, until: 2027-01-31, source: letter}
    ```

    ## Fix
    Write `stacking: best`, `compound` or `additive`, as the vendor's terms say; or requirements that exclude each
    other.
    """
    if subject.catalog.stacking is not None:
        return
    category = {listed.item.id: listed.item.category for listed in subject.items}
    discounts = [(one, _scope(one, category)) for one in subject.catalog.discounts]
    for number, (one, scope) in enumerate(discounts):
        for other, wider in discounts[:number]:
            if not scope.isdisjoint(wider) and _overlap(one, other) and can_meet(one.requires, other.requires):
                said = f'the discounts "{other.id}" and "{one.id}" can meet, and nothing says what they come to'
                yield Finding(("discounts", number), said, "Write stacking: best, compound or additive")
                break


def _scope(discount: Discount, category: Mapping[str, str]) -> frozenset[str]:
    """The items a discount is on: those it names, and all of the categories it names."""
    named = set(discount.items)
    return frozenset(item for item, of in category.items() if item in named or of in named)


def _overlap(one: Discount, other: Discount) -> bool:
    """Whether there is a day on which both hold."""
    begins = [day for day in (one.from_, other.from_) if day is not None]
    ends = [day for day in (one.until, other.until) if day is not None]
    return not begins or not ends or max(begins) <= min(ends)
