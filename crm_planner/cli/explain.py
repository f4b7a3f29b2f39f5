"""`crm-planner explain`: how one figure came about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.desk import Desk
from crm_planner.cli.options import (
    BriefFile,
    CandidateName,
    Catalogs,
    Format,
    Language,
    NoColour,
    Overlays,
    Playbook,
    Quiet,
    Scenario,
    Sets,
    Users,
    Years,
)
from crm_planner.cli.streams import write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.estimate.cost_model import CostModel
    from crm_planner.estimate.lines import Estimate, Line
    from crm_planner.formula.words import Explanation

CellName = Annotated[
    str,
    typer.Argument(
        metavar="[CELL]", help="An item, category or total of the candidate, or a cell's full name.", show_default=True
    ),
]

_FORMS = ("{0}", "{1}.{0}", "{1}/{0}", "{1}/category/{0}", "{1}/total/{0}", "{1}/total/{0}/likely", "{1}/quantity/{0}")
"""What a short name may stand for, the first that exists."""


def explain(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    candidate: CandidateName,
    cell: CellName = "total",
    *,
    users: Users = None,
    years: Years = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Tell how a figure came about: inputs, rule, tier, rounding, down to the file and line it was written on.

    \b
    Examples:
      crm-planner explain examples/box-comparison.yaml terrasoft/sales support
      crm-planner explain examples/firm-of-25.yaml terrasoft like-for-like
      crm-planner explain examples/order-desk.yaml regionsoft hours/solution-stabilisation/likely
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.cli.chosen import with_candidate
    from crm_planner.documents.explanation import explanation_page, explanation_tree, gap_page, gap_tree
    from crm_planner.files.briefs import load_brief
    from crm_planner.formula.words import explain as explained
    from crm_planner.project import price, with_hours

    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    wanted = load_brief(brief, sets=sets or (), users=users, years=years, scenario=scenario)
    project, name = with_candidate(desk, wanted._replace(scenarios=()), candidate)
    if _is_of_a_plan(cell, name):
        _, costs = with_hours(project, desk.read_breakdown(), name)
    else:
        costs = price(project)
    missing = _gap(costs, name, cell)
    if missing is None:
        found = explained(costs.model, costs.values, _full_name(costs, name, cell), desk.speech)
        total = _estimate(costs, name) if _is_published_total(found.name, name) else None
        page, tree = explanation_page(found, desk.speech, total), explanation_tree(found, total)
    else:
        filler = f"{name}/gap/{missing.category}/likely"
        filled: Explanation | None = None
        if filler in costs.model.cells:
            filled = explained(costs.model, costs.values, filler, desk.speech)
        page, tree = gap_page(name, missing, filled, desk.speech), gap_tree(name, missing, filled, desk.speech)
    if form is Format.JSON:
        from crm_planner.documents.table_json import written

        write(written(tree), utf8=True)
    elif form is Format.CSV:
        from crm_planner.documents.explanation_csv import explanation_csv

        write(explanation_csv(tree), utf8=True)
    else:
        desk.show(page, form)


def _is_of_a_plan(cell: str, candidate: str) -> bool:
    """Whether `cell` is a figure of hours, which only the cost model of a plan has all of."""
    return cell.removeprefix(f"{candidate}/").startswith(("hours/", "plan/"))


def _estimate(costs: "CostModel", candidate: str) -> "Estimate":
    return next(one for one in costs.estimates if one.id == candidate)


def _is_published_total(cell: str, candidate: str) -> bool:
    """Whether `cell` adds up a candidate's own prices, so that what is not priced is missing from it."""
    total = f"{candidate}/total"
    return cell == total or (cell.startswith(f"{total}/") and not cell.startswith(f"{total}/like-for-like"))


def _gap(costs: "CostModel", candidate: str, cell: str) -> "Line | None":
    """The line without a price that `cell` means: by its id, its full name or its category."""
    estimate = _estimate(costs, candidate)
    gaps = [line for line in estimate.lines if line.status.is_gap]
    named = (line for line in gaps if cell in (line.id, f"{candidate}.{line.id}"))
    unpriced = {line.category for line in gaps} - {line.category for line in estimate.lines if not line.status.is_gap}
    of_category = (line for line in gaps if cell == line.category and cell in unpriced)
    return next(named, None) or next(of_category, None)


def _full_name(costs: "CostModel", candidate: str, cell: str) -> str:
    """The cell that `cell` means. Raises UsageError with the nearest name if there is none."""
    known = {*costs.model.cells, *costs.model.inputs}
    for form in _FORMS:
        if (name := form.format(cell, candidate)) in known:
            return name
    raise UsageError(_unknown(cell, candidate, known, [line.id for line in _estimate(costs, candidate).lines]))


def _unknown(cell: str, candidate: str, known: Iterable[str], items: Iterable[str]) -> str:
    """What to say about a figure nobody knows: the nearest name, else the items there are."""
    from crm_planner.letters import nearest, one_of

    own = [name for name in known if name.startswith((f"{candidate}.", f"{candidate}/"))]
    short = [*items, "total", *sorted(name.removeprefix(candidate)[1:] for name in own)]
    near = nearest(cell, short) or nearest(cell, known)
    hint = f'did you mean "{near}"?' if near else f"there are {one_of(short)}"
    return f'{candidate} has no figure "{cell}"; {hint}'
