"""Conditions that stop a change of price lists: `increase>5% or total>100000`.

A condition is tests joined by `and` and `or`; `and` binds more tightly. It is tried on each total of each candidate for
each client, so `increase>5% and total>100000` means one total that did both. Only totals that move are judged.

    increase>5%    decrease>5%     by more than so many percent
    increase>5000  decrease>5000   by more than so much, in the currency of the total
    total>100000                   a total that moved is above
    winner                         another candidate is cheapest, as published or like for like
    removed                        an item is no longer listed, or a candidate can no longer be bought

A price that became unknown meets every test of an amount: what nobody can know is not waved through. So does a change
of currency, and a brief that can no longer be priced.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.errors import UsageError
from crm_planner.estimate.lines import Estimate
from crm_planner.letters import nearest
from crm_planner.problem import quoted
from crm_planner.repricing.effect import KINDS, Effect, Review
from crm_planner.repricing.standing import TOTALS, Figure, Standing, Step, amount
from crm_planner.text import Message, Text

LONGEST = 500
"""Characters of a condition; an honest one is a line."""

_TEST = re.compile(r"(increase|decrease|total) ?(>=?) ?([0-9]{1,12}(?:\.[0-9]{1,6})?)( ?%)?", re.ASCII)
_WORDS = ("winner", "removed")
_ACCEPTED = "write increase>5%, decrease>5000, total>100000, winner or removed, joined by `and` and `or`"


class Test(NamedTuple):
    """One test of a total: what, and for an amount the limit, `percent` of it or not, `reached` enough or not."""

    written: str
    what: str
    limit: Decimal = Decimal(0)
    percent: bool = False
    reached: bool = False

    def exceeded(self, value: Decimal | Fraction) -> bool:
        by = Fraction(value) - Fraction(self.limit)
        return by > 0 or (by == 0 and self.reached)


class Condition(NamedTuple):
    """Alternatives, one of which is enough; all tests of it must hold at once."""

    written: str
    alternatives: tuple[tuple[Test, ...], ...]


class Case(NamedTuple):
    """What a condition is tried on: one total of a candidate for a client; only the client where it has no price."""

    effect: Effect
    standing: Standing | None = None
    figure: Figure | None = None

    @property
    def step(self) -> Step | None:
        return self.standing.step(self.figure) if self.standing and self.figure else None

    @property
    def unknown_now(self) -> bool:
        """Whether an amount there was can no longer be known."""
        if self.standing is None:
            return bool(self.effect.after.problems)
        changed_currency = self.standing.in_currencies is not None and self.standing.before is not None
        return bool(self.standing.became_unknown) or changed_currency

    @property
    def total(self) -> Decimal | None:
        """The total that holds now, where the candidate can be bought and the total is new or another than before."""
        if self.standing is None or self.figure is None or self.standing.after is None:
            return None
        moved = self.step is None or self.step.difference != 0
        return amount(self.standing.after, self.figure) if self.standing.after.suitable and moved else None

    @property
    def client(self) -> str:
        """The client in the English of messages."""
        return _english(self.effect.client.called)

    @property
    def said(self) -> str:
        """The case in a line: `regionsoft/standard for 10 users, first year: 64,700 -> 67,802 RUB`."""
        client = self.client
        if self.standing is None or self.figure is None:
            return f"{client} can no longer be priced"
        when = "first year" if self.figure == "first_year" else f"{self.effect.years} years"
        before, after = self.standing.before, self.standing.after
        last = after if after and after.suitable else before
        sides = (self._side(one, self.figure, with_currency=one is last) for one in (before, after))
        return f"{self.standing.id} for {client}, {when}: {' -> '.join(sides)}"

    def _side(self, estimate: Estimate | None, figure: Figure, *, with_currency: bool) -> str:
        if estimate is None:
            return "in another currency" if self.standing and self.standing.in_currencies else "not listed"
        if not estimate.suitable:
            return "unsuitable"
        currency = f" {self.effect.currency}" if with_currency else ""
        return f"{amount(estimate, figure):,f}{currency}{'' if estimate.complete else ' and unknown prices'}"


class Hit(NamedTuple):
    """A case that meets a condition: which tests, and where."""

    tests: str
    case: Case

    @property
    def said(self) -> str:
        """The tests and the case in a line; of `winner` alone who was cheapest and who is."""
        if self.tests != "winner":
            return f"{self.tests}: {self.case.said}"
        effect = self.case.effect
        kind = next((kind for kind in KINDS if effect.winner_changes(kind)), KINDS[0])
        sides = (" and ".join(side.cheapest(kind)) or "nobody" for side in (effect.before, effect.after))
        return f"winner: {' -> '.join(sides)} for {self.case.client}, {kind.replace('_', ' ')}"


def parse(written: str) -> Condition:
    """The condition `written` on a command line. Raises UsageError, which says what is accepted."""
    tidy = " ".join(written.split())
    if not tidy or len(tidy) > LONGEST:
        raise UsageError(f"--fail-on {quoted(written)} is {'too long' if tidy else 'empty'}; {_ACCEPTED}")
    alternatives = re.split(r" or ", tidy, flags=re.IGNORECASE)
    return Condition(
        tidy, tuple(tuple(map(_test, re.split(r" and ", one, flags=re.IGNORECASE))) for one in alternatives)
    )


def _test(written: str) -> Test:
    plain = written.strip().lower()
    if plain in _WORDS:
        return Test(plain, plain)
    found = _TEST.fullmatch(plain)
    if found is None or (found[1] == "total" and found[4]):
        near = nearest(re.split(r"[ <>=]", plain)[0], ("increase", "decrease", "total", *_WORDS))
        meant = f'did you mean "{near}"? ' if near and not plain.startswith(near) else ""
        raise UsageError(f"--fail-on: {quoted(written)} is no condition; {meant}{_ACCEPTED}")
    return Test(plain.replace(" ", ""), found[1], Decimal(found[3]), bool(found[4]), found[2] == ">=")


def hits(condition: Condition, review: Review) -> Iterator[Hit]:
    """Every case that meets the condition, with the first alternative it meets."""
    lost = {
        change.candidate
        for change in review.changes
        if change.subject == "item" and change.how == "removed" and not change.key
    }
    for case in _cases(review):
        for tests in condition.alternatives:
            if all(_holds(test, case, lost) for test in tests):
                yield Hit(" and ".join(test.written for test in tests), case)
                break


def unjudged(condition: Condition, review: Review) -> Iterator[Case]:
    """Cases a test of an amount says nothing about: the total before was not known, or the one now is not whole."""
    whats = {test.what for tests in condition.alternatives for test in tests}
    for case in _cases(review):
        standing = case.standing
        if standing is None or case.unknown_now or standing.before is None or case.total is None:
            continue
        grows = whats & {"increase", "decrease"} and case.step is None
        if grows or ("total" in whats and standing.after and not standing.after.complete):
            yield case


def _cases(review: Review) -> Iterator[Case]:
    for effect in review.effects:
        if effect.after.problems:
            yield Case(effect)
        for standing in effect.standings:
            for figure in TOTALS:
                yield Case(effect, standing, figure)


def _holds(test: Test, case: Case, lost: set[str | None]) -> bool:
    if test.what == "winner":
        return any(case.effect.winner_changes(kind) for kind in KINDS)
    if test.what == "removed":
        return case.standing is not None and (case.standing.gone or case.standing.id in lost)
    if case.unknown_now:
        return True
    if test.what == "total":
        return case.total is not None and test.exceeded(case.total)
    return _moved_by(test, case)


def _moved_by(test: Test, case: Case) -> bool:
    """Whether a total that can be bought on both sides rose, or fell, by more than the limit."""
    step, standing = case.step, case.standing
    if step is None or standing is None or case.total is None or not (standing.before and standing.before.suitable):
        return False
    by = step.difference if test.what == "increase" else -step.difference
    if by <= 0 or not test.percent:
        return by > 0 and test.exceeded(by)
    return step.percent is None or test.exceeded(abs(step.percent))


def _english(value: object) -> str:
    """A value in the English of messages."""
    match value:
        case Text():
            return value.in_language("en")
        case Message():
            return value.say(str, _english)
    return str(value)
