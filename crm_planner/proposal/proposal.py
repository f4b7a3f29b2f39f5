"""A proposal as one value: who offers what to whom, at which prices, by when, how surely, and until when."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.brief.proposal import ProposalWishes
from crm_planner.catalog.candidate import Candidate, choose
from crm_planner.company.model import Company
from crm_planner.compare.table import Comparison
from crm_planner.errors import UsageError
from crm_planner.estimate.lines import Estimate
from crm_planner.lint.run import MAX_AGE
from crm_planner.plan.implementation import Implementation
from crm_planner.project import Project, assess, compare, plan
from crm_planner.proposal.completeness import Missing, missing
from crm_planner.proposal.freshness import Period, doubts
from crm_planner.proposal.grounds import Ground, grades, grounds
from crm_planner.proposal.options import options, view_of
from crm_planner.proposal.positions import Prices, View, prices
from crm_planner.risk.assessment import Assessment
from crm_planner.sale_terms import LegalNature, SaleTerms
from crm_planner.simulation.simulate import Outcome, Simulation, Wish, simulate
from crm_planner.terms import Grade
from crm_planner.text import Message, Text, mark

if TYPE_CHECKING:
    from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
    from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks

VALID_DAYS = 30
"""Days a proposal is valid where nobody said (facts/documents.md 6.1: usual in English; elsewhere an assumption)."""


class Seller(NamedTuple):
    """The company that makes the proposal, and its logo as a data address ("" without one)."""

    company: Company
    logo: str = ""


class Knowledge(NamedTuple):
    """What consultants know: the playbook with its checklist of risks, and with its work breakdown."""

    risks: "WrittenPlaybookWithRisks"
    plan: "WrittenPlaybookWithPlan"


class Proposal(NamedTuple):
    """Everything a proposal says, before it is in any language. Amounts are in the brief's currency, with tax.

    `sources` are what its figures rest on, `grades` how far each assumption is to be trusted, by its id.
    `doubts` are the reasons why it may not hold; `missing` is what nobody wrote, in English. `terms` are the
    brief's, and the company's where it is silent.
    """

    seller: Seller | None
    brief: Brief
    candidate: Candidate
    day: date
    valid_until: date
    terms: SaleTerms
    comparison: Comparison
    estimate: Estimate
    prices: Prices
    plan: Implementation
    assessment: Assessment
    simulation: Simulation
    tax_name: Text | Message
    sources: tuple[Ground, ...]
    grades: Mapping[str, Grade]
    doubts: tuple[Message, ...]
    missing: tuple[Missing, ...]

    @property
    def wishes(self) -> ProposalWishes:
        """What the brief says of the proposal itself."""
        return self.brief.proposal

    @property
    def company(self) -> Company | None:
        return self.seller.company if self.seller else None

    @property
    def legal_nature(self) -> LegalNature:
        """Whether it binds: information, where nobody made it an offer."""
        return self.terms.legal_nature or "information"

    @property
    def currency(self) -> str:
        return self.comparison.currency

    @property
    def outcome(self) -> Outcome:
        """How sure the cost of the candidate is."""
        return next(one for one in self.simulation.outcomes if one.estimate.id == self.estimate.id)

    @property
    def valid_days(self) -> int:
        return (self.valid_until - self.day).days


def propose(
    project: Project,
    knowledge: Knowledge,
    name: str,
    seller: Seller | None = None,
    max_age: int = MAX_AGE,
    wish: Wish | None = None,
) -> Proposal:
    """The proposal of the candidate `name`; price lists older than `max_age` days are doubtful, `wish` is how to draw.

    Raises DataError and UsageError as pricing, planning and assessing do, MissingExtra without NumPy.
    """
    project = _shown(project, "gross")
    wishes = project.brief.brief.proposal
    terms = wishes.over(seller.company.terms if seller else SaleTerms())
    view, priced = _priced(project, name)
    if view.ledger.candidate.in_use is not None:
        raise UsageError(f"{name} is what the client has already: nobody sells it, so there is nothing to propose")
    comparison = compare(project)
    estimate = next(one for one in comparison.estimates if one.id == name)
    day = wishes.date or project.setting.day
    until = wishes.valid_until or day + timedelta(terms.valid_days or VALID_DAYS)
    period = Period(day, until, project.today, max_age)
    brief, playbook = project.brief.brief, project.playbook.playbook
    return Proposal(
        seller=seller,
        brief=brief,
        candidate=view.ledger.candidate,
        day=day,
        valid_until=until,
        terms=terms,
        comparison=comparison,
        estimate=estimate,
        prices=priced,
        plan=plan(project, knowledge.plan, name),
        assessment=assess(project, knowledge.risks, comparison.estimates, name),
        simulation=simulate(project, knowledge.risks, wish),
        tax_name=project.setting.tax_name,
        sources=grounds(view.ledger.candidate, estimate, (*estimate.notes, *comparison.notes), playbook),
        grades=grades(playbook),
        doubts=(*_unsuitable(estimate), *doubts(view.ledger, period)),
        missing=missing(seller.company if seller else None, brief, terms, {one.id for one in comparison.notes}),
    )


def _unsuitable(estimate: Estimate) -> Iterator[Message]:
    """Why the candidate is not sold to this client at all."""
    for reason in estimate.unsuitable_because:
        yield Message(mark("Unsuitable: {reason}"), {"reason": reason})


def _priced(project: Project, name: str) -> tuple[View, Prices]:
    """The candidate in both views of tax, and its price table with options."""
    settings = (project.setting, _shown(project, "net").setting)
    known = choose(project.offered, ())
    candidate = next(one for one in project.candidates() if one.id == name)
    view = view_of(candidate, settings, known)
    return view, prices(view, options(view.ledger, settings, known))


def _shown(project: Project, view: str) -> Project:
    """The project with its amounts in a view of tax, and without scenarios, which are for comparisons."""
    written: WrittenBrief = project.brief
    brief = written.brief.model_copy(update={"tax": written.brief.tax.model_copy(update={"show": view})})
    return project._replace(brief=written._replace(brief=brief, scenarios=()))
