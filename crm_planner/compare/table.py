"""The comparison of all candidates of one brief, as one value that every output prints."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm_planner.compare.ranking import Ranking
from crm_planner.estimate.lines import Estimate, Note
from crm_planner.estimate.metric import MetricChoice
from crm_planner.text import Text


class Scenario(NamedTuple):
    """The totals of all candidates under one scenario of the brief; `changes` is what it sets, as written."""

    name: str
    changes: Mapping[str, str]
    users: int
    peak: int
    horizon_years: int
    estimates: tuple[Estimate, ...]
    ranking: Ranking


class Comparison(NamedTuple):
    """Candidates side by side. Amounts are in `currency`; `notes` stand under every table."""

    client: Text
    currency: str
    users: int
    peak: int
    horizon_years: int
    priced_on: date
    estimates: tuple[Estimate, ...]
    ranking: Ranking
    notes: tuple[Note, ...]
    scenarios: tuple[Scenario, ...] = ()
    budget: Decimal | None = None
    discount_rate: Decimal | None = None
    metric: MetricChoice | None = None
    tax_shown: str = "published"
