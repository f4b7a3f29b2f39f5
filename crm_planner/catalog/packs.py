"""Packs: only certain sizes are sold; the cheapest set that fits is looked up in a table over the model's range."""

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from crm_planner.catalog.offer import Basis, Offer, Status, Terms
from crm_planner.catalog.price import Price
from crm_planner.fields import Amount, Count, as_written
from crm_planner.formula.expression import Add, Expression, Multiply, Number, Step
from crm_planner.formula.units import RATIO, money
from crm_planner.limits import PACK_SIZES
from crm_planner.place import Path
from crm_planner.text import Message, mark

PackSize = Annotated[Count, BeforeValidator(as_written)]


class Choice(NamedTuple):
    """A set of packs: how many of each size, what they hold together and what they cost."""

    packs: tuple[tuple[int, int], ...]
    holds: int
    cost: Decimal


class PacksPrice(Price):
    """Only these packs are sold: the cheapest set that covers or hits the quantity, or the cheapest single pack."""

    kind: Literal["packs"]
    packs: Annotated[dict[PackSize, Amount], Field(min_length=1, max_length=PACK_SIZES)]
    combine: Literal["cover", "exact", "single"]

    def offer(self, terms: Terms) -> Offer:
        choice = self.cheapest(terms.at)
        if choice is None:
            reason = Message(mark("no packs on sale fit a quantity of {quantity}"), {"quantity": terms.at})
            return Offer(Status.ON_REQUEST, reason=reason, figures=(("packs",),))
        formula = self._bought(choice, terms) if terms.most is None else self._table(max(terms.most, terms.at), terms)
        said = " + ".join(f"{times} x {size}" for size, times in choice.packs) or "0"
        rule = Message(mark("Cheapest packs that fit {quantity}: {packs}"), {"quantity": terms.at, "packs": said})
        figures: tuple[Path, ...] = tuple(("packs", str(size)) for size, _ in choice.packs)
        return self._priced(formula, Basis.COMPUTED, rule, terms, figures or (("packs",),))

    def turns(self, most: Decimal) -> Iterable[int]:
        fit = [cost is not None for cost in self.costs(most)]
        return [whole for whole, (at, above) in enumerate(pairwise(fit)) if at != above]

    def costs(self, most: Decimal) -> list[Decimal | None]:
        """What the cheapest packs for every whole number up to `most` cost; None where nothing fits."""
        end = int(most.to_integral_value(ROUND_CEILING))
        if self.combine == "single":
            choices = [self.cheapest(Decimal(whole)) for whole in range(end + 1)]
            return [None if choice is None else choice.cost for choice in choices]
        return [entry and entry.cost for entry in _table(self.packs, end, exactly=self.combine == "exact")]

    def _bought(self, choice: Choice, terms: Terms) -> Expression:
        """The packs of one choice, each size with its number."""
        bought = [(Number(Decimal(times), RATIO), terms.amount(self.packs[size])) for size, times in choice.packs]
        return Add((*(Multiply(pair) for pair in bought), terms.amount(Decimal(0))))

    def _table(self, most: Decimal, terms: Terms) -> Expression:
        """A row for every quantity up to `most` that costs something else; one that nothing fits is never looked up."""
        costs = [cost or Decimal(0) for cost in self.costs(most)]
        ends = [whole for whole, (cost, above) in enumerate(pairwise(costs)) if cost != above]
        rows = tuple(costs[end] for end in (*ends, len(costs) - 1))
        return Step(terms.quantity, tuple(map(Decimal, ends)), rows, money(terms.currency))

    def cheapest(self, quantity: Decimal) -> Choice | None:
        """The cheapest set for `quantity`; of equally dear ones the one that holds more; None if nothing fits."""
        whole = int(quantity.to_integral_value(ROUND_CEILING))
        if whole == 0:
            return Choice((), 0, Decimal(0))
        if self.combine == "single":
            fitting = [Choice(((size, 1),), size, cost) for size, cost in self.packs.items() if size >= whole]
            return min(fitting, key=lambda choice: (choice.cost, -choice.holds), default=None)
        if self.combine == "exact" and whole != quantity:
            return None
        return _cheapest_set(self.packs, whole, exactly=self.combine == "exact")


def _cheapest_set(packs: dict[int, Decimal], quantity: int, *, exactly: bool) -> Choice | None:
    """Cheapest multiset of packs: mostly the best value, and a short table for the rest.

    Fewer other packs are needed than the best-value size counts: among that many some add up to a
    multiple of that size, and best-value packs hold as much for no more money. So the table stays
    short however large the quantity.
    """
    best = min(packs, key=lambda size: (Fraction(packs[size]) / size, -size))
    others = (best - 1) * max(packs)
    bulk = max(0, -(-(quantity - others) // best))
    table = _table(packs, quantity - bulk * best, exactly=exactly)
    if table[-1] is None:
        return None
    taken, left = Counter({best: bulk}), len(table) - 1
    while left > 0:
        entry = table[left]
        if entry is None:  # never: an entry is made only from entries that exist
            return None
        taken[entry.last] += 1
        left -= entry.last
    chosen = tuple((size, taken[size]) for size in sorted(taken, reverse=True) if taken[size])
    return Choice(chosen, sum(s * n for s, n in chosen), sum((packs[s] * n for s, n in chosen), Decimal(0)))


class _Entry(NamedTuple):
    """The cheapest way to one quantity: its cost, what it holds (negative: more is better), the pack added last."""

    cost: Decimal
    holds: int
    last: int


def _table(packs: dict[int, Decimal], end: int, *, exactly: bool) -> list[_Entry | None]:
    """The cheapest entry for each quantity from 0 to `end`; None where no set holds exactly that."""
    table: list[_Entry | None] = [_Entry(Decimal(0), 0, 0)]
    for quantity in range(1, end + 1):
        entries = []
        for size, cost in packs.items():
            before = table[max(0, quantity - size)] if size <= quantity or not exactly else None
            if before is not None:
                entries.append(_Entry(before.cost + cost, before.holds - size, size))
        table.append(min(entries, default=None))
    return table
