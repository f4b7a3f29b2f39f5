"""What the effect of a risk is a percentage of: the planned cost of a category, of the services, or of the whole.

Planned is what the figures come to at their most likely values: a register states effects against the plan, and hours
that turn out longer do not make a risk worse as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from crm_planner.catalog.candidate import Candidate
from crm_planner.estimate.gaps import LIKELY
from crm_planner.estimate.lines import Estimate
from crm_planner.estimate.totals import TOTAL
from crm_planner.estimate.values import amount
from crm_planner.formula.expression import Exact, Number, Ref
from crm_planner.formula.units import Unit


@dataclass(frozen=True, slots=True)
class Bases:
    """The planned amounts of one candidate over the horizon, gaps filled; `values` are those of its model's cells."""

    candidate: Candidate
    estimate: Estimate
    values: Mapping[str, Exact]
    unit: Unit

    @property
    def total(self) -> Ref:
        """The total like for like; as published where a gap stays open, whose price is then in no figure."""
        likely = f"{self.estimate.id}/{LIKELY}"
        return Ref(likely if likely in self.values else f"{self.estimate.id}/{TOTAL}")

    @property
    def whole(self) -> Number:
        """The total without the tax on licences, which no risk makes larger."""
        planned = amount(self.values, self.total.name)
        return Number(planned - sum(self._tax_on_licences(), Decimal(0)), self.unit)

    def of(self, *categories: str) -> Number | None:
        """The amounts of some categories together; None where the candidate has no cost of them."""
        names = [
            f"{self.estimate.id}/{part}" for one in categories for part in (f"category/{one}", f"gap/{one}/likely")
        ]
        planned = sum((amount(self.values, name) for name in names if name in self.values), Decimal(0))
        return Number(planned, self.unit) if planned else None

    def _tax_on_licences(self) -> Iterator[Decimal]:
        """The tax that the licences' amounts contain, to be taken off."""
        items = {item.id: item for item in self.candidate.edition.items}
        for line in self.estimate.lines:
            tax = f"{self.estimate.id}.{line.id}.tax"
            if line.category != "licence" or tax not in self.values or line.id not in items:
                continue
            treatment = (items[line.id].tax or self.candidate.catalog.tax).treatment
            shown = self.estimate.shown
            if shown == "gross" or (shown == "published" and treatment == "included"):
                yield amount(self.values, tax)
