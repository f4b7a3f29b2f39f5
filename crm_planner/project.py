"""One client's project as one value: what was read, priced, and put side by side."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.brief.model import WrittenBrief
from crm_planner.catalog.candidate import Candidate, WrittenCatalog, choose
from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.errors import UsageError
from crm_planner.estimate.cost_model import CostModel, build, computed, drafted
from crm_planner.estimate.existing import kept_apart, what_the_client_has
from crm_planner.estimate.lines import Estimate, Note
from crm_planner.estimate.setting import Setting
from crm_planner.place import in_one_line
from crm_planner.playbook.model import WrittenPlaybook

if TYPE_CHECKING:
    from crm_planner.compare.sweep import Axis, Sweep
    from crm_planner.estimate.accounts import Accounts
    from crm_planner.plan.breakdown import Breakdown
    from crm_planner.plan.implementation import Implementation
    from crm_planner.plan.planning import Planning
    from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
    from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
    from crm_planner.risk.assessment import Assessment
    from crm_planner.risk.facts import Evidence


class Project(NamedTuple):
    """A brief, the catalogs and playbook it is priced with, and the day it is priced on."""

    brief: WrittenBrief
    catalogs: tuple[WrittenCatalog, ...]
    playbook: WrittenPlaybook
    today: date

    @property
    def setting(self) -> Setting:
        return Setting.of(self.brief, self.playbook, self.today)

    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates the brief names, or all there are, and what the client has.

        Raises UsageError for one no catalog has.
        """
        chosen = choose(self.offered, self.brief.brief.candidates)
        return chosen if self.brief.only else tuple({one.id: one for one in (*chosen, *self._in_use())}.values())

    @property
    def offered(self) -> tuple[WrittenCatalog, ...]:
        """The catalogs, and last what the client has. Raises DataError where a catalog has its name."""
        own = what_the_client_has(self.brief, self.setting.day)
        return self.catalogs if own is None else (*self.catalogs, kept_apart(own, self.catalogs, self.brief))

    def _in_use(self) -> Iterator[Candidate]:
        """The ways to go on with what the client has: they stand beside the candidates the brief names."""
        return (one for written in self.offered if written.in_use for one in written.candidates())


def price(project: Project) -> CostModel:
    """The cost model of all candidates. Raises UsageError and DataError as its parts do."""
    return build(project.candidates(), project.setting, choose(project.offered, ()))


def compare(project: Project) -> Comparison:
    """All candidates side by side, ranked; and under each scenario that came with the brief."""
    model, setting = price(project), project.setting
    return Comparison(
        client=setting.brief.client.name,
        currency=setting.currency,
        users=setting.users,
        peak=setting.peak.people,
        horizon_years=setting.brief.horizon_years,
        priced_on=setting.day,
        estimates=model.estimates,
        ranking=rank(model.estimates),
        notes=tuple(_notes(model)),
        scenarios=tuple(_scenario(project, name, brief) for name, brief in project.brief.scenarios),
        budget=setting.brief.budget,
        discount_rate=setting.brief.discount_rate,
        metric=model.metric,
        tax_shown=setting.brief.tax.show,
    )


def accounts(project: Project, name: str) -> "Accounts":
    """What the candidate `name` costs the consultant, beside what the client pays: an internal view.

    Raises as `price` does, and UsageError where the playbook says nothing of it.
    """
    from crm_planner.estimate.accounts import accounts as kept

    commercial = project.playbook.playbook.commercial
    if commercial is None:
        said = "the playbook has no section commercial"
        raise UsageError(f"{said}; write it in a playbook of your own and name its folder with --playbook")
    candidates, known = project.candidates(), choose(project.offered, ())
    sold = drafted(candidates, project.setting, known)
    at_vendors = project._replace(playbook=project.playbook.at_vendors_prices())
    return kept(sold, drafted(candidates, at_vendors.setting, known), name, commercial)


def plan(project: Project, knowledge: "WrittenPlaybookWithPlan", name: str) -> "Implementation":
    """The plan of the candidate `name`, levelled over its people: one cost model has its hours and the price.

    Raises as `price` does; DataError for what the brief says of tasks, people and dates that cannot be.
    """
    from crm_planner.plan.levelling import level
    from crm_planner.plan.planning import implementation

    found, made = planning(project, knowledge, name)
    return implementation(found, made, level(made.undertaking))


def planning(project: Project, knowledge: "WrittenPlaybookWithPlan", name: str) -> "tuple[Breakdown, Planning]":
    """What the plan of a candidate is made from, before anything has a date. Raises as `plan` does."""
    from crm_planner.plan.planning import planning as planned

    found, model = with_hours(project, knowledge, name)
    return found, planned(found, model)


def with_hours(project: Project, knowledge: "WrittenPlaybookWithPlan", name: str) -> "tuple[Breakdown, CostModel]":
    """The cost model of all candidates with the hours of the plan for one of them, and which hours those are."""
    from crm_planner.plan.planning import drafted_plan

    own = project._replace(playbook=WrittenPlaybook(*knowledge))
    known, setting = choose(own.offered, ()), own.setting
    ledgers = drafted(own.candidates(), setting, known)
    found = drafted_plan(next(one for one in ledgers if one.candidate.id == name), knowledge)
    return found, computed(ledgers, setting, known)


def sweep(project: Project, users: Sequence[int], years: Sequence[int] = (), axis: "Axis | None" = None) -> "Sweep":
    """The totals of all candidates at every number of users (ascending), horizon and value of one more figure.

    Everything else is as in the brief; `years` is its horizon unless said. The figures of `axis` are inputs of the
    cost model, rates of percentages (`CANDIDATE.ITEM.rate`), or what `with_discounts` names. Raises as `price` does
    for what is wrong at every point; a candidate that cannot be had at some numbers of users is `refused` there.
    MissingExtra without NumPy.
    """
    from crm_planner.compare.sweep import Axis
    from crm_planner.compare.sweep import sweep as compute
    from crm_planner.estimate.stretches import Clients, stretches

    candidates, known, axis = project.candidates(), choose(project.offered, ()), axis or Axis()
    clients = Clients(project.setting, users, frozenset(axis.figures))
    horizons = years or (project.brief.brief.horizon_years,)
    pages = {years: tuple(stretches(candidates, clients, years, known)) for years in horizons}
    return compute(pages, clients, axis)


def with_discounts(project: Project, candidates: Sequence[str], category: str) -> tuple[Project, tuple[str, ...]]:
    """The project with one more discount agreed with each of `candidates`, of 0 %, and the figures that vary them."""
    from crm_planner.brief.model import NegotiatedDiscount

    brief = project.brief.brief
    more = tuple(
        NegotiatedDiscount(candidate=name, category=category, percent=0, reason=category) for name in candidates
    )
    numbers = range(len(brief.discounts) + 1, len(brief.discounts) + len(more) + 1)
    discounted = brief.model_copy(update={"discounts": (*brief.discounts, *more)})
    written = project.brief._replace(brief=discounted)
    return project._replace(brief=written), tuple(f"discount/agreed.{number}" for number in numbers)


def _notes(model: CostModel) -> Iterable[Note]:
    """What stands under the table, each once: unknowns of the catalogs first, then assumptions."""
    found: dict[str, Note] = {}
    for note in (*(one for estimate in model.estimates for one in estimate.notes), *model.notes):
        same = found.get(note.id, note)
        found[note.id] = note._replace(of=note.of | same.of if note.of and same.of else frozenset())
    return found.values()


def _scenario(project: Project, name: str, brief: WrittenBrief) -> Scenario:
    under = project._replace(brief=brief)
    model, setting = price(under), under.setting
    changes = {key: in_one_line(value) for key, value in project.brief.brief.scenarios[name].items()}
    estimates: tuple[Estimate, ...] = model.estimates
    return Scenario(
        name, changes, setting.users, setting.peak.people, setting.brief.horizon_years, estimates, rank(estimates)
    )


def assess(
    project: Project, checklist: "WrittenPlaybookWithRisks", estimates: Sequence[Estimate], only: str | None = None
) -> "Assessment":
    """The risks of a project whose candidates cost `estimates`; of one candidate among them with `only`.

    Raises DataError for what the brief says about risks that no checklist knows.
    """
    from crm_planner.risk.assessment import assess as judged

    return judged(project.setting, checklist, evidence(project, checklist, estimates, only))


def evidence(
    project: Project, checklist: "WrittenPlaybookWithRisks", estimates: Sequence[Estimate], only: str | None = None
) -> "tuple[Evidence, ...]":
    """What facts about risks are found in: each candidate with its estimate, or one of them with `only`."""
    from crm_planner.risk.facts import Evidence

    by_id = {one.id: one for one in project.candidates()}
    limits, rivals = checklist.playbook.fact_limits, tuple(estimates)
    meant = [one for one in rivals if only is None or one.id == only]
    return tuple(Evidence(project.setting, by_id[one.id], one, rivals, limits) for one in meant)
