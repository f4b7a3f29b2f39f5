"""A stand-in for the living model, with its interface: one client point of the cost model, nothing of it may move."""

from decimal import Decimal
from typing import NamedTuple

from crm_planner.catalog.offer import Status
from crm_planner.compare.runners import runners, totals_of
from crm_planner.compare.score_cells import score_cells
from crm_planner.compare.table import Comparison
from crm_planner.estimate.lines import Estimate
from crm_planner.formula.cell import Cell, Input, Label
from crm_planner.formula.expression import Number
from crm_planner.formula.model import Model
from crm_planner.formula.units import RATIO, money
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, compare, evidence, price
from crm_planner.risk.facts import find
from crm_planner.risk.risk_cells import risk_cells
from crm_planner.text import Text

STATES: tuple[Status | None, ...] = (
    None,
    Status.PRICED,
    Status.INCLUDED,
    Status.NOT_OFFERED,
    Status.ON_REQUEST,
)


class Control(NamedTuple):
    """See the living model."""

    name: str
    kind: str
    label: Label
    choices: tuple[str, ...] = ()
    path: tuple[str | int, ...] = ()


class LiveLine(NamedTuple):
    """See the living model."""

    id: str
    category: str
    label: Label
    status: str
    amount: str
    years: tuple[str, ...]


class LiveCandidate(NamedTuple):
    """See the living model."""

    id: str
    estimate: Estimate
    lines: tuple[LiveLine, ...]


class Living(NamedTuple):
    """See the living model."""

    model: Model
    controls: tuple[Control, ...]
    candidates: tuple[LiveCandidate, ...]
    years: int
    most: int
    comparison: Comparison


RULES = ("none", "lowest", "mean", "highest", "ratio", "rate_card")


def living(project: Project, knowledge: WrittenPlaybookWithRisks | None = None) -> Living:
    """See the living model."""
    project = project._replace(brief=project.brief._replace(scenarios=()))
    comparison, model = compare(project), price(project).model
    currency, years = comparison.currency, comparison.horizon_years
    zero = Number(Decimal(0), money(currency))
    entries: dict[str, Input | Cell] = {**model.inputs, **model.cells}

    def add(name: str, number: int) -> None:
        entries.setdefault(name, Cell(name, Number(Decimal(number)), RATIO, name))

    entries["years"] = Input("years", Decimal(years), RATIO, Decimal(1), Decimal(max(5, years)), "Years")
    rule = comparison.estimates[0].gaps[0].rule if comparison.estimates[0].gaps else "mean"
    entries["gaps/rule"] = Input("gaps/rule", Decimal(RULES.index(rule)), RATIO, Decimal(0), Decimal(5), "Gaps")
    candidates = []
    for one in comparison.estimates:
        lines = []
        for line in one.lines:
            own = f"{one.id}.{line.id}"
            add(f"{own}.status", STATES.index(line.status))
            entries.setdefault(own, Cell(own, zero, money(currency), own))
            yearly = tuple(f"{own}.year{year}" for year in range(1, years + 1)) if years > 1 else (own,)
            for name in yearly:
                entries.setdefault(name, Cell(name, zero, money(currency), name))
            label = line.name or Text.plain(line.id)
            lines.append(LiveLine(line.id, line.category, label, f"{own}.status", own, yearly))
        candidates.append(LiveCandidate(one.id, one, tuple(lines)))
        add(f"{one.id}/gaps", sum(line.status.is_gap for line in one.lines))
        add(f"{one.id}/open-gaps", 0)
        add(f"{one.id}/suitable", int(one.suitable))
        add(f"{one.id}/refused", 0)
        for kind, order in (
            ("published", comparison.ranking.published),
            ("like-for-like", comparison.ranking.like_for_like),
        ):
            add(f"{one.id}/rank/{kind}", order.index(one.id) + 1 if one.id in order else 0)
    users = model.inputs["users/total"]
    entries["users/total"] = Input(
        users.name, users.value, users.unit, Decimal(1), Decimal(200), users.label, users.source
    )
    controls = (
        Control("users/total", "users", users.label, (), ("users", "total")),
        Control("years", "years", "Years", (), ("horizon_years",)),
        Control("gaps/rule", "gaps", "Gaps", RULES, ("gaps",)),
    )
    if knowledge is not None:
        for one in comparison.estimates:
            add(f"{one.id}/rank/like-for-like/stands", int(one.id in comparison.ranking.like_for_like))
            for name in totals_of(one.id):
                entries.setdefault(name, Cell(name, zero, money(currency), name))
        several = runners(project.brief, knowledge.playbook.must_haves, comparison.estimates)
        facts = find(evidence(project, knowledge, comparison.estimates))
        more = (
            *score_cells(project.brief, knowledge, several, currency),
            *risk_cells(project.setting, knowledge, facts),
        )
        entries |= {one.name: one for one in more}
    return Living(Model.build(entries.values()), controls, tuple(candidates), years, 200, comparison)
