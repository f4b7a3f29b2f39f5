"""`crm-planner estimate`: one candidate line by line and year by year."""

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
    Ranges,
    Scenario,
    Sets,
    Users,
    Years,
)
from crm_planner.cli.streams import write

if TYPE_CHECKING:
    from crm_planner.compare.table import Comparison
    from crm_planner.estimate.lines import Estimate
    from crm_planner.project import Project


Internal = Annotated[
    bool,
    typer.Option("--internal", help="Your own side: cost, client price and margin of each line. Not for the client."),
]


def estimate(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    candidate: CandidateName,
    *,
    users: Users = None,
    years: Years = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    ranges: Ranges = False,
    form: Annotated[Format, typer.Option("--format", help="How to write the table.")] = Format.TABLE,
    lang: Language = None,
    internal: Internal = False,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Show one candidate line by line: quantity, list amount, discount, amount of each year, basis and source.

    \b
    Examples:
      crm-planner estimate examples/box-comparison.yaml regionsoft
      crm-planner estimate examples/firm-of-25.yaml terrasoft/sales --years 5
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.cli.chosen import with_candidate
    from crm_planner.files.briefs import load_brief
    from crm_planner.project import compare

    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    wanted = load_brief(brief, sets=sets or (), users=users, years=years, scenario=scenario)
    project, name = with_candidate(desk, wanted._replace(scenarios=()), candidate)
    comparison = compare(project)
    (chosen,) = (one for one in comparison.estimates if one.id == name)
    if internal:
        _own_side(desk, project, (comparison, chosen), form)
        return
    risks = desk.assess(project, comparison.estimates, name)
    found = desk.simulate(project, form, wanted=ranges)
    if form is Format.JSON:
        from crm_planner.documents.table_json import estimate_json

        write(estimate_json(comparison, chosen, desk.speech, risks, found), utf8=True)
    elif form is Format.CSV:
        from crm_planner.documents.table_csv import estimate_csv

        write(estimate_csv(comparison, chosen, desk.speech), utf8=True)
    else:
        from crm_planner.documents.estimate import estimate_page
        from crm_planner.documents.simulation_section import with_ranges

        desk.show(with_ranges(estimate_page(comparison, chosen, risks), found, name), form)


def _own_side(desk: Desk, project: "Project", priced: "tuple[Comparison, Estimate]", form: Format) -> None:
    """The consultant's accounts of the same estimate."""
    from crm_planner.documents.accounts import accounts_csv, accounts_json, accounts_page
    from crm_planner.project import accounts

    comparison, chosen = priced
    kept = accounts(project, chosen.id)
    if form is Format.JSON:
        write(accounts_json(comparison, kept, desk.speech), utf8=True)
    elif form is Format.CSV:
        write(accounts_csv(comparison, kept, desk.speech), utf8=True)
    else:
        desk.show(accounts_page(comparison, chosen, kept), form)
