"""All that a workbook tells: the living model, and what was judged, simulated and planned from the same brief."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.decision.decide import Decision
from crm_planner.documents.workbook.origin import Origin
from crm_planner.living.model import Living
from crm_planner.project import Project

if TYPE_CHECKING:
    from crm_planner.plan.implementation import Implementation
    from crm_planner.simulation.simulate import Simulation
    from crm_planner.what_if.sensitivity import Sensitivity


class Told(NamedTuple):
    """What the sheets are made from.

    `decision` has the judgement, the assessment of risks and the gates. `simulation`, `plan` and `sensitivity` are
    results, not formulas: None where nobody asked for them. `day` is when they were computed.
    """

    project: Project
    living: Living
    decision: Decision
    day: date
    simulation: "Simulation | None" = None
    plan: "Implementation | None" = None
    sensitivity: "Sensitivity | None" = None
    origin: Origin | None = None
    """What the workbook carries of its brief; nothing where nobody is to read it back."""


def of(candidate: str, name: str) -> bool:
    """Whether a figure of the model is one candidate's own."""
    return name.startswith((f"{candidate}/", f"{candidate}."))
