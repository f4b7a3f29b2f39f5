"""A client priced with the price lists before and after a change: whose totals move, and who is cheapest."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from crm_planner import project
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.change import Change
from crm_planner.compare.table import Comparison
from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.problem import Problem
from crm_planner.project import Project
from crm_planner.repricing.clients import Client
from crm_planner.repricing.standing import Standing

Kind = Literal["published", "like_for_like"]
KINDS: tuple[Kind, ...] = ("published", "like_for_like")


class Market(NamedTuple):
    """The price lists of both sides, and what both are priced with.

    `renamed` are candidates that are sold under another id after the change, with the new one.
    """

    old: tuple[WrittenCatalog, ...]
    new: tuple[WrittenCatalog, ...]
    playbook: WrittenPlaybook
    day: date
    renamed: Mapping[str, str] = {}


class Side(NamedTuple):
    """A client priced on one side.

    `absent` are the candidates the brief names and this side lacks; without a comparison either they are all, or
    `problems` say why the brief cannot be priced.
    """

    comparison: Comparison | None
    absent: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        return self.comparison.estimates if self.comparison else ()

    def cheapest(self, kind: Kind) -> tuple[str, ...]:
        """Who costs least over the horizon: nobody where no one is ranked, several where they cost the same."""
        if self.comparison is None:
            return ()
        ranking = self.comparison.ranking
        order: tuple[str, ...] = getattr(ranking, kind)
        ties: tuple[tuple[str, ...], ...] = getattr(ranking, f"ties_{kind}")
        return next((tie for tie in ties if order[0] in tie), order[:1])


class Effect(NamedTuple):
    """What a change does for one client; no candidate stands anywhere where one side cannot be priced."""

    client: Client
    before: Side
    after: Side
    standings: tuple[Standing, ...]
    renamed: Mapping[str, str] = {}

    @property
    def currency(self) -> str:
        return self.client.brief.brief.currency

    @property
    def years(self) -> int:
        return self.client.brief.brief.horizon_years

    @property
    def moved(self) -> bool:
        return bool(self.before.problems or self.after.problems) or any(one.moved for one in self.standings)

    def winner_changes(self, kind: Kind) -> bool:
        """Whether another candidate is cheapest now; a new id of the same one is no change."""
        before = {self.renamed.get(name, name) for name in self.before.cheapest(kind)}
        return before != set(self.after.cheapest(kind))


class Review(NamedTuple):
    """Two sets of price lists compared: what differs, and its effect for each client. `old` and `new` name them."""

    old: str
    new: str
    day: date
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]

    @property
    def moved(self) -> tuple[Effect, ...]:
        """The clients for whom money moves."""
        return tuple(effect for effect in self.effects if effect.moved)


def reprice(client: Client, market: Market) -> Effect:
    """One client under both sides.

    Raises DataError where a firm of standard size cannot be priced, or a brief with neither side. A brief that only
    one side refuses is an effect of the change: that side says why.
    """
    before, after = _side(client, market.old, market), _side(client, market.new, market)
    problems = (*before.problems, *after.problems)
    if problems and (client.users or (before.problems and after.problems)):
        raise DataError(tuple(dict.fromkeys(problems)))
    standings = () if problems else tuple(_standings(before, after, market))
    return Effect(client, before, after, standings, market.renamed)


def _side(client: Client, catalogs: Iterable[WrittenCatalog], market: Market) -> Side:
    """The client priced with `catalogs`; a firm of standard size with those in its own currency."""
    brief = client.brief.brief
    sold = tuple(one for one in catalogs if not client.users or one.catalog.currency == brief.currency)
    known = [candidate for written in sold for candidate in written.candidates()]
    there = tuple(name for name in brief.candidates if any(one.answers_to(name) for one in known))
    absent = tuple(name for name in brief.candidates if name not in there)
    if not known or (absent and not there):
        return Side(None, absent)
    narrowed = client.brief._replace(brief=brief.model_copy(update={"candidates": there}))
    try:
        return Side(project.compare(Project(narrowed, sold, market.playbook, market.day)), absent)
    except DataError as error:
        return Side(None, absent, tuple(one for one in error.problems if isinstance(one, Problem)))


def _standings(before: Side, after: Side, market: Market) -> Iterator[Standing]:
    """Each candidate of either side once, those of the old price lists first; one under a new id is one candidate."""
    old, new = ({one.id: one for one in side.estimates} for side in (before, after))
    was_called = {now: was for was, now in market.renamed.items()}
    names = {market.renamed.get(was, was): was for was in old}
    names |= {now: was_called.get(now, now) for now in new if now not in names}
    for now, was in names.items():
        currencies = _currency(market.old, was), _currency(market.new, now)
        differ = None if None in currencies or len({*currencies}) == 1 else currencies
        yield Standing(now if now in new else was, was, old.get(was), new.get(now), differ)


def _currency(catalogs: Iterable[WrittenCatalog], candidate: str) -> str | None:
    name = candidate.partition("/")[0]
    return next((one.catalog.currency for one in catalogs if one.catalog.id == name), None)
