"""How each fact of the checklist is found in a brief and its offers.

A fact is true, false, or None where brief and catalog do not say enough. Bounds come from the playbook.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.offer import Basis
from crm_planner.estimate.lines import Estimate
from crm_planner.estimate.setting import Setting
from crm_planner.playbook.risk_scales import FactLimits

_SERVICES = (
    *("deployment", "analysis", "configuration", "customisation", "integration"),
    *("migration", "training", "management", "testing", "change"),
)
"""Categories of work done for the client."""

_ENOUGH_RIVALS = 3
"""Offers a median needs to mean something."""


class Evidence(NamedTuple):
    """One candidate of a project, with its rivals (itself among them) and the bounds facts are judged by."""

    setting: Setting
    candidate: Candidate
    estimate: Estimate
    rivals: tuple[Estimate, ...]
    limits: FactLimits

    def buys(self, category: str) -> bool:
        """Whether the offer contains something of a category, at a price or included."""
        return any(line.category == category and not line.status.is_gap for line in self.estimate.lines)

    def spent(self, *categories: str) -> Decimal:
        """What the offer costs in some categories over the horizon."""
        lines = self.estimate.lines
        return sum((line.amount for line in lines if line.category in categories and line.amount), Decimal(0))


Fact = Callable[[Evidence], bool | None]


def training_not_bought(seen: Evidence) -> bool:
    """Nobody is trained, or the offer has no training."""
    return seen.setting.brief.trainees == 0 or not seen.buys("training")


def support_not_bought(seen: Evidence) -> bool:
    """The horizon is longer than a year, and the offer has no support."""
    return seen.setting.brief.horizon_years > 1 and not seen.buys("support")


def hardly_any_services(seen: Evidence) -> bool | None:
    """Services cost less than a share of the licences."""
    licences = seen.spent("licence")
    return seen.spent(*_SERVICES) < licences * seen.limits.services_to_licences if licences else None


def named_licences_for_shifts(seen: Evidence) -> bool:
    """Every named user needs a licence, although fewer work at the same time."""
    return seen.estimate.licence_metric == "named_user" and seen.setting.peak.people < seen.setting.users


def price_outweighs_the_rest(seen: Evidence) -> bool | None:
    """The weight of the criterion price is more than a share of all weights."""
    weights = seen.setting.brief.weights
    price = weights.get(seen.limits.price_criterion, Decimal(0))
    return price > sum(weights.values()) * seen.limits.price_weight_share if weights else None


def one_go_live_for_many(seen: Evidence) -> bool | None:
    """The brief plans a single start for more people than should start at once."""
    phases = seen.setting.brief.phases
    return None if phases is None else phases == 1 and seen.setting.users > seen.limits.phased_above_users


def budget_below_total(seen: Evidence) -> bool | None:
    """The budget does not cover the candidate like for like."""
    budget, total = seen.setting.brief.budget, _likely(seen.estimate)
    return None if budget is None or total is None else total > budget


def price_date_unknown(seen: Evidence) -> bool:
    """The catalog does not say on which day its prices held."""
    return seen.candidate.catalog.prices_as_of is None


def prices_are_old(seen: Evidence) -> bool | None:
    """The prices held longer ago than the playbook allows."""
    day = seen.candidate.catalog.prices_as_of
    return None if day is None else (seen.setting.day - day).days > seen.limits.price_age_days


def tax_treatment_unknown(seen: Evidence) -> bool:
    """The catalog does not say of some item whether its price contains tax."""
    catalog = seen.candidate.catalog
    return any((item.tax or catalog.tax).treatment == "unknown" for item in seen.candidate.edition.items)


def price_in_another_currency(seen: Evidence) -> bool:
    """The catalog's currency is not the brief's."""
    return seen.candidate.catalog.currency != seen.setting.currency


def prices_extrapolated(seen: Evidence) -> bool:
    """Some line goes beyond the quantities the vendor printed."""
    return any(line.basis is Basis.EXTRAPOLATED for line in seen.estimate.lines)


def bid_far_below_rivals(seen: Evidence) -> bool | None:
    """The candidate costs, like for like, much less than the median of at least three."""
    totals = [total for one in seen.rivals if one.suitable and (total := _likely(one)) is not None]
    own = _likely(seen.estimate)
    if own is None or len(totals) < _ENOUGH_RIVALS:
        return None
    return own < median(totals) * (1 - seen.limits.bid_below_median_share)


def horizon_beyond_vendor_support(seen: Evidence) -> bool | None:
    """The vendor stops supporting the version before the horizon ends."""
    until = seen.candidate.edition.supported_until
    begins = seen.setting.brief.begins(seen.setting.today)
    return None if until is None else until < _years_later(begins, seen.setting.brief.horizon_years)


def many_duplicates(seen: Evidence) -> bool | None:
    """The brief expects more duplicates than search and reports bear."""
    migration = seen.setting.brief.migration
    return None if migration is None else migration.duplicate_share > seen.limits.duplicate_share


def many_data_sources(seen: Evidence) -> bool | None:
    """The data come from more systems or files than can be brought together easily."""
    migration = seen.setting.brief.migration
    return None if migration is None else migration.sources > seen.limits.data_sources


def upgrade_not_priced(seen: Evidence) -> bool | None:
    """There is a present system, and the brief does not say what bringing it up to date would cost."""
    existing = seen.setting.brief.existing
    return None if existing is None else existing.upgrade is None


def _likely(estimate: Estimate) -> Decimal | None:
    return estimate.totals.like_for_like.likely if estimate.totals.like_for_like else None


def _years_later(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


_FOUND: tuple[Fact, ...] = (
    training_not_bought,
    support_not_bought,
    hardly_any_services,
    named_licences_for_shifts,
    price_outweighs_the_rest,
    one_go_live_for_many,
    budget_below_total,
    price_date_unknown,
    prices_are_old,
    tax_treatment_unknown,
    price_in_another_currency,
    prices_extrapolated,
    bid_far_below_rivals,
    horizon_beyond_vendor_support,
    many_duplicates,
    many_data_sources,
    upgrade_not_priced,
)
FINDERS: Mapping[str, Fact] = MappingProxyType({fact.__name__.replace("_", "-"): fact for fact in _FOUND})
"""By the name a checklist uses; the names and their wordings are in `crm_planner/playbook/facts.py`."""


class Found(NamedTuple):
    """A fact that holds: for these candidates, or for everybody (`everywhere`)."""

    name: str
    candidates: tuple[str, ...]
    everywhere: bool


def find(evidence: tuple[Evidence, ...]) -> Mapping[str, Found]:
    """The facts that hold for at least one candidate, by name."""
    found = {}
    for name, holds in FINDERS.items():
        of = tuple(one.estimate.id for one in evidence if holds(one))
        if of:
            found[name] = Found(name, of, len(of) == len(evidence))
    return found
