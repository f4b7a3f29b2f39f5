"""One client's project as one value: what was read, priced, and put side by side."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.brief.model import NegotiatedDiscount, WrittenBrief
from crm_planner.brief.sizing import peak_users, with_total
from crm_planner.catalog.candidate import Candidate, WrittenCatalog, choose
from crm_planner.compare.ranking import rank
from crm_planner.compare.table import Comparison, Scenario
from crm_planner.estimate.cost_model import CostModel, build
from crm_planner.estimate.lines import Estimate, Note
from crm_planner.estimate.setting import Setting
from crm_planner.estimate.stretches import stretches
from crm_planner.playbook.model import WrittenPlaybook

if TYPE_CHECKING:
    from crm_planner.compare.sweep import Axis, Sweep


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
        """The candidates the brief names, or all there are. Raises UsageError for one no catalog has."""
        return choose(self.catalogs, self.brief.brief.candidates)


def price(project: Project) -> CostModel:
    """The cost model of all candidates. Raises UsageError and DataError as its parts do."""
    return build(project.candidates(), project.setting, choose(project.catalogs, ()))


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
    )


def sweep(project: Project, users: Sequence[int], years: Sequence[int] = (), axis: "Axis | None" = None) -> "Sweep":
    """The totals of all candidates at every number of users (ascending), horizon and value of one more figure.

    Everything else is as in the brief; `years` is its horizon unless said. The figures of `axis` are inputs of the
    cost model, or those that `with_discounts` names. Raises as `price` does for what is wrong at every point; a
    candidate that cannot be had at some numbers of users is `refused` there. MissingExtra without NumPy.
    """
    from crm_planner.compare.sweep import Axis, Page
    from crm_planner.compare.sweep import sweep as compute

    candidates, known, axis = project.candidates(), choose(project.catalogs, ()), axis or Axis()
    clients = _Clients(project, Decimal(users[-1]), frozenset(axis.figures))
    peaks = [clients.peak(people) for people in users]
    pages = {
        horizon: Page(tuple(stretches(candidates, partial(clients.setting, horizon), users, known)), peaks)
        for horizon in years or (project.brief.brief.horizon_years,)
    }
    return compute(pages, users, axis, project.setting.cent)


class _Clients:
    """The client of the brief with other numbers of users, for other numbers of years."""

    def __init__(self, project: Project, most: Decimal, varied: frozenset[str]) -> None:
        self.project, self.most, self.varied = project, most, varied

    def setting(self, years: int, people: int) -> Setting:
        written = self.project.brief
        changes = {"users": with_total(written.brief.users, people), "horizon_years": years}
        changed = written._replace(brief=written.brief.model_copy(update=changes))
        setting = Setting.of(changed, self.project.playbook, self.project.today)
        return setting._replace(most=self.most, varied=self.varied)

    def peak(self, people: int) -> int:
        sizing = self.project.playbook.playbook.sizing
        users = with_total(self.project.brief.brief.users, people)
        return peak_users(users, sizing.occasional_share, sizing.service_level).people


def with_discounts(project: Project, candidates: Sequence[str], category: str) -> tuple[Project, tuple[str, ...]]:
    """The project with one more discount agreed with each of `candidates`, of 0 %, and the figures that vary them."""
    brief = project.brief.brief
    more = tuple(
        NegotiatedDiscount(candidate=name, category=category, percent=Decimal(0), reason=category)
        for name in candidates
    )
    numbers = range(len(brief.discounts) + 1, len(brief.discounts) + len(more) + 1)
    discounted = brief.model_copy(update={"discounts": (*brief.discounts, *more)})
    written = project.brief._replace(brief=discounted)
    return project._replace(brief=written), tuple(f"discount/agreed.{number}" for number in numbers)


def _notes(model: CostModel) -> Iterable[Note]:
    """What stands under the table, each once: unknowns of the catalogs first, then assumptions."""
    every = [note for estimate in model.estimates for note in estimate.notes]
    return {note.id: note for note in (*every, *model.notes)}.values()


def _scenario(project: Project, name: str, brief: WrittenBrief) -> Scenario:
    under = project._replace(brief=brief)
    model, setting = price(under), under.setting
    changes = {key: _written(value) for key, value in project.brief.brief.scenarios[name].items()}
    estimates: tuple[Estimate, ...] = model.estimates
    return Scenario(
        name, changes, setting.users, setting.peak.people, setting.brief.horizon_years, estimates, rank(estimates)
    )


def _written(value: object) -> str:
    """A value of a scenario as a line of YAML: `{total: 40, peak: 22}`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    return "null" if value is None else str(value)
