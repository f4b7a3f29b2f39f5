"""What all candidates cost when the vendor of one of them gives something free: its training, a year of support."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from crm_planner.compare.concessions import Kind
from crm_planner.compare.measures import Measure, Totals
from crm_planner.errors import DataError
from crm_planner.estimate.lines import Estimate
from crm_planner.project import Project
from crm_planner.what_if import changed


def given_free(project: Project, estimate: Estimate) -> Iterator[tuple[Kind, Mapping[Measure, Totals]]]:
    """Totals of all candidates with something free; nothing where the candidate charges nothing for it."""
    priced = {line.category: line.amount for line in estimate.lines if line.amount}
    support = sum(
        (line.amount or Decimal(0) for line in estimate.lines if line.category == changed.SUPPORT), Decimal(0)
    )
    try:
        if "training" in priced:
            yield "free_training", changed.totals(changed.with_free_training(project, estimate.id))
        if support:
            yield "free_support_year", changed.totals(changed.with_free_support(project, estimate.id, support))
    except DataError:
        return  # the vendor's own discount is there, and nobody said how another may stand beside it
