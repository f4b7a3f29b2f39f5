"""`crm-planner workbook`: the cost model as a live Excel workbook."""

from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.desk import Desk, today
from crm_planner.cli.options import (
    BriefFile,
    Catalogs,
    Language,
    NoColour,
    Overlays,
    Playbook,
    Quiet,
    Scenario,
    Sets,
    Users,
    Years,
    readable,
)
from crm_planner.cli.progress import progress
from crm_planner.cli.simulate import Draws, Seed, wish_of
from crm_planner.cli.xlsx import Force, XlsxOutput, deliver_workbook, refuse_early

if TYPE_CHECKING:
    from crm_planner.documents.workbook.told import Told
    from crm_planner.project import Project
    from crm_planner.simulation.simulate import Wish

Planned = Annotated[
    str | None,
    typer.Option(
        "--plan", metavar="CANDIDATE", help="Plan this candidate, instead of the one ahead.", callback=readable
    ),
]


def workbook(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    *,
    output: XlsxOutput = None,
    force: Force = False,
    planned: Planned = None,
    draws: Draws = "65536",
    seed: Seed = "1",
    users: Users = None,
    years: Years = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Write a workbook that calculates: change users, years, discounts, rates, and every sheet follows.

    \b
    Examples:
      crm-planner workbook examples/firm-of-25.yaml -o firm.xlsx
      crm-planner workbook examples/order-desk.yaml -o desk.xlsx --lang ru --force
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.briefs import load_brief

    refuse_early(output, force=force)
    wish = wish_of(draws, seed)
    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    wanted = load_brief(brief, sets=sets or (), users=users, years=years, scenario=scenario)
    told = _told(desk, desk.project(wanted._replace(scenarios=())), wish, planned, quiet=quiet)
    from crm_planner.documents.workbook.workbook import workbook as written

    deliver_workbook(written(told, desk.speech), output, force=force, quiet=quiet)


def _told(desk: Desk, project: "Project", wish: "Wish", planned: str | None, *, quiet: bool) -> "Told":
    """All that the workbook tells. Raises as pricing, simulating and planning do; MissingExtra without NumPy."""
    from crm_planner.cli.chosen import with_candidate
    from crm_planner.decision.decide import decide
    from crm_planner.documents.workbook.told import Told
    from crm_planner.living.model import living
    from crm_planner.project import plan
    from crm_planner.simulation.simulate import simulate, steps
    from crm_planner.what_if.sensitivity import sensitivity
    from crm_planner.what_if.sensitivity import steps as tried

    knowledge = desk.read_checklist()
    model, decision = living(project, knowledge), decide(project, knowledge)
    ahead = decision.judged.lead.first or model.candidates[0].id
    name = ahead if planned is None else with_candidate(desk, project.brief, planned)[1]
    with progress(steps(wish.draws) + tried(project), quiet=quiet, doing="Drawing") as step:
        found, moved = simulate(project, knowledge, wish, step), sensitivity(project, knowledge, step)
    made = plan(project, desk.read_breakdown(), name)
    return Told(project, model, decision, today(), found, made, moved)
