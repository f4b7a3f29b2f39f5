"""`crm-planner report`: the decision in one HTML file, whose reader moves the figures."""

from pathlib import Path
from typing import Annotated

import typer

from crm_planner.cli.catalog_import import Force
from crm_planner.cli.desk import Desk
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
)

Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - writes it to standard output.")
]


def report(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    *,
    output: Output,
    force: Force = False,
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
    """Write one HTML file with the whole comparison, to be moved by whoever opens it: users, years, prices, weights.

    It needs no server and asks for nothing; it speaks English, Russian and Japanese, and opens in --lang.
    Write it to a file with -o report.html.

    \b
    Examples:
      crm-planner report examples/print-shop.yaml -o -
      crm-planner report examples/firm-of-25.yaml --lang ru --output -
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.cli.catalog_import import deliver
    from crm_planner.cli.progress import progress
    from crm_planner.documents.report.page import STEPS, report_html
    from crm_planner.documents.report.runtime import runtime
    from crm_planner.documents.report.source import source
    from crm_planner.files.briefs import load_brief
    from crm_planner.files.bundled import folder
    from crm_planner.files.writing import refuse_early

    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    if str(output) != "-":
        refuse_early(output, replace=force)
    project = desk.project(load_brief(brief, sets=sets or (), users=users, years=years, scenario=scenario))
    knowledge = desk.read_checklist()
    with progress(STEPS + 1, quiet=quiet, doing="Writing the report") as step:
        runtime()  # it is kept; where it is not installed, that is told before the work
        found = source(project, knowledge)
        step()
        page = report_html(found, desk.speech.language, folder("templates"), step)
    deliver(page, output, None, force=force, quiet=quiet)
