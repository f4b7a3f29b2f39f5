"""The pictures of a proposal: what the candidate costs, in parts and years, its risks, and its plan."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crm_planner.documents.charts.by_category import cost_by_category
from crm_planner.documents.charts.by_year import cost_by_year
from crm_planner.documents.charts.chart import Chart
from crm_planner.documents.charts.drawing import Picture, picture
from crm_planner.documents.charts.gantt import gantt
from crm_planner.documents.charts.risk_map import risk_heat_map
from crm_planner.documents.wording import Speech

if TYPE_CHECKING:
    from crm_planner.proposal.proposal import Proposal


def pictures(proposal: "Proposal", speech: Speech, fonts: Path, *, pixels: bool = True) -> tuple[Picture, ...]:
    """The charts of `proposal`, drawn; without `pixels` as SVG alone. Raises MissingExtra without vl-convert."""
    return tuple(picture(one, fonts, pixels=pixels) for one in charts(proposal, speech))


def charts(proposal: "Proposal", speech: Speech) -> Iterator[Chart]:
    """Candidates side by side; the years of the one that is proposed, where there are several."""
    comparison = proposal.comparison
    yield cost_by_category(comparison, speech)
    if comparison.horizon_years > 1:
        yield cost_by_year(comparison, speech, [proposal.estimate.id])
    yield risk_heat_map(proposal.assessment, speech)
    yield gantt(proposal.plan, speech)
