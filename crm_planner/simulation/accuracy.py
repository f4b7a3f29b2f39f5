"""How rough an estimate is by what is known: AACE International's classes, mapped to what a brief says."""

from crm_planner.catalog.offer import Basis, Status
from crm_planner.estimate.lines import Estimate
from crm_planner.playbook.simulation import KNOWN, AccuracyClass, Known, SimulationRules
from crm_planner.risk.assessment import Assessment

_PRINTED = (Basis.PUBLISHED, Basis.COMPUTED, Basis.QUOTED, Basis.STATED)
_OFFERED = (Basis.QUOTED, Basis.STATED)


def accuracy(rules: SimulationRules, assessment: Assessment, estimate: Estimate) -> AccuracyClass:
    """The class of one candidate's estimate; every step needs the steps before it."""
    reached = _known(assessment, estimate)
    return next(one for one in rules.accuracy if one.known == reached)


def _known(assessment: Assessment, estimate: Estimate) -> Known:
    replies = [reply for one in assessment.risks for reply in one.replies]
    bases = [line.basis for line in estimate.lines if line.status is Status.PRICED]
    steps = (
        all(not reply.is_open for reply in replies if reply.question.quick),
        not any(reply.is_open for reply in replies),
        not estimate.gaps and all(basis in _PRINTED for basis in bases),
        all(basis in _OFFERED for basis in bases),
    )
    reached = next((number for number, step in enumerate(steps) if not step), len(steps))
    return KNOWN[reached]
