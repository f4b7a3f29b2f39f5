"""A project with one thing changed: its people, horizon, an agreed discount, a rate of support or of exchange."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from crm_planner.brief.model import NegotiatedDiscount
from crm_planner.brief.sizing import with_total
from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.derived import PercentPrice
from crm_planner.catalog.model import Item, price_on
from crm_planner.catalog.offer import Basis, Status
from crm_planner.compare.measures import MEASURES, Figure, Measure
from crm_planner.compare.ranking import rank
from crm_planner.estimate.lines import Estimate
from crm_planner.project import Project, price

SUPPORT = "support"
LONGEST = 10
"""Years that are looked at, where the brief asks for fewer."""

_ALL = Decimal(100)


def with_users(project: Project, people: int) -> Project:
    """The same kind of client with so many users."""
    return with_keys(project, users=with_total(project.brief.brief.users, people))


def with_years(project: Project, years: int) -> Project:
    """Another horizon."""
    return with_keys(project, horizon_years=years)


def without_budget(project: Project) -> Project:
    """Without the budget, which is for these users and years."""
    return with_keys(project, budget=None)


def horizons(project: Project) -> range:
    """The numbers of years to look at: those after which everybody has left are not among them."""
    brief = project.brief.brief
    growth, longest = brief.growth, max(LONGEST, brief.horizon_years)
    fewer = 0 if growth is None or growth.users else growth.leavers - (growth.joiners or 0)
    return range(1, min(longest, (project.setting.users - 1) // fewer + 1 if fewer > 0 else longest) + 1)


def with_discount(project: Project, candidate: str, category: str, percent: Decimal) -> Project:
    """One more discount agreed with a candidate's vendor, in percent points."""
    return _discounted(project, candidate=candidate, category=category, percent=percent)


def with_free_training(project: Project, candidate: str) -> Project:
    """Training for nothing."""
    return with_discount(project, candidate, "training", _ALL)


def with_free_support(project: Project, candidate: str, amount: Decimal) -> Project:
    """The first year's support for nothing: so much off, which is at least what it costs."""
    return _discounted(project, candidate=candidate, category=SUPPORT, amount=amount)


def _discounted(project: Project, **terms: object) -> Project:
    more = NegotiatedDiscount.model_validate({"reason": terms["category"], **terms})
    return with_keys(project, discounts=(*project.brief.brief.discounts, more))


def with_exchange(project: Project, currency: str, rate: Decimal) -> Project:
    """Another rate of exchange. The brief has one for this currency already."""
    known = project.brief.brief.exchange
    if known is None:
        return project
    return with_keys(project, exchange=known.model_copy(update={"rates": {**known.rates, currency: rate}}))


def with_support_rate(project: Project, candidate: str, percent: Decimal) -> Project:
    """Another rate of all support that a candidate charges as a percentage."""

    def rated(one: object) -> object:
        return one.model_copy(update={"rate": percent}) if isinstance(one, PercentPrice) else one

    def changed(item: Item) -> Item:
        if item.category != SUPPORT:
            return item
        dated = item.prices
        prices = None if dated is None else tuple(one.model_copy(update={"price": rated(one.price)}) for one in dated)
        return item.model_copy(update={"price": rated(item.price), "prices": prices})

    return with_items(project, candidate, changed)


def with_items(project: Project, candidate: str, changed: Callable[[Item], Item]) -> Project:
    """The items of one candidate, each `changed`."""
    catalogs = []
    for written in project.catalogs:
        editions = tuple(
            edition.model_copy(update={"items": tuple(map(changed, edition.items))})
            if f"{written.catalog.id}/{edition.id}" == candidate
            else edition
            for edition in written.catalog.editions
        )
        catalogs.append(written._replace(catalog=written.catalog.model_copy(update={"editions": editions})))
    return project._replace(catalogs=tuple(catalogs))


def support_rates(project: Project, candidate: Candidate, estimate: Estimate) -> dict[str, Decimal]:
    """The rates of the support a candidate charges as a percentage, by the figure that varies them."""
    found, day = {}, project.setting.day
    lines = {line.id: line for line in estimate.lines}
    for item in candidate.edition.items:
        line, (now, _) = lines.get(item.id), price_on(item, day)
        charged = line is not None and line.status is Status.PRICED and line.basis is not Basis.QUOTED
        if charged and item.category == SUPPORT and isinstance(now, PercentPrice):
            found[f"{candidate.id}.{item.id}.rate"] = now.rate
    return found


def at(project: Project, figure: Figure, value: Decimal) -> Project:
    """The project in which a figure has another value."""
    if figure.driver == "users":
        return with_users(project, int(value))
    if figure.driver == "years":
        return with_years(project, int(value))
    if figure.driver == "discount":
        return with_discount(project, figure.of, "licence", value)
    if figure.driver == "support_rate":
        return with_support_rate(project, figure.of, value)
    return with_exchange(project, figure.of, value)


def ranked(estimates: Iterable[Estimate]) -> Mapping[Measure, dict[str, Decimal | None]]:
    """What each candidate costs by each measure; None where it stands in no ranking."""
    every = list(estimates)
    ranking = rank(every)
    orders = {"published": ranking.published, "like_for_like": ranking.like_for_like}
    return {
        name: {one.id: _amount(one, name) if one.id in orders[name] else None for one in every} for name in MEASURES
    }


def _amount(estimate: Estimate, measure: Measure) -> Decimal | None:
    likely = estimate.totals.like_for_like
    return estimate.totals.horizon if measure == "published" else likely.likely if likely else None


def totals(project: Project) -> Mapping[Measure, dict[str, Decimal | None]]:
    """The same for a project, computed exactly. Raises as `price` does."""
    return ranked(price(project).estimates)


def with_keys(project: Project, **changes: object) -> Project:
    """Other values of keys of the brief, and none of its scenarios."""
    brief = project.brief.brief.model_copy(update=changes)
    return project._replace(brief=project.brief._replace(brief=brief, scenarios=()))
