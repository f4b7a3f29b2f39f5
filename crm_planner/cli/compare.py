"""`crm-planner compare`: candidates side by side."""

from enum import StrEnum
from typing import Annotated

import typer

from crm_planner.cli.desk import Desk
from crm_planner.cli.options import (
    Catalogs,
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
    readable,
)
from crm_planner.cli.streams import write
from crm_planner.cli.xlsx import Force, XlsxOutput, deliver_workbook, refuse_early
from crm_planner.errors import UsageError

OptionalBrief = Annotated[
    str | None,
    typer.Argument(metavar="[BRIEF]", help="A brief in YAML; - reads standard input. Without: ten users, one year."),
]
Candidates = Annotated[
    list[str] | None,
    typer.Option(
        "--candidate",
        metavar="NAME",
        help="Compare only CATALOG or CATALOG/EDITION. Repeatable.",
        callback=readable,
    ),
]


class ComparisonFormat(StrEnum):
    """How a comparison is written; xlsx is a workbook of one sheet."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    XLSX = "xlsx"


def compare(  # noqa: PLR0913 - every option is a parameter
    brief: OptionalBrief = None,
    *,
    users: Users = None,
    years: Years = None,
    candidate: Candidates = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    ranges: Ranges = False,
    form: Annotated[
        ComparisonFormat, typer.Option("--format", help="How to write the table; xlsx needs -o.")
    ] = ComparisonFormat.TABLE,
    output: XlsxOutput = None,
    force: Force = False,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Put candidates side by side: licences, training, installation, support, totals, and what is not known.

    \b
    Examples:
      crm-planner compare
      crm-planner compare --users 25 --years 3
      crm-planner compare examples/firm-of-25.yaml --scenario long --lang ru
      crm-planner compare examples/print-shop.yaml --format json
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.briefs import load_brief
    from crm_planner.project import compare as side_by_side

    if form is ComparisonFormat.XLSX:
        refuse_early(output, force=force)
    elif output is not None:
        raise UsageError("-o is for --format xlsx; other formats go to standard output: > FILE")
    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    wanted = load_brief(brief, sets=sets or (), users=users, years=years, candidates=candidate or (), scenario=scenario)
    project = desk.project(wanted)
    comparison = side_by_side(project)
    risks = desk.assess(project, comparison.estimates)
    found = desk.simulate(project, form, wanted=ranges)
    if form is ComparisonFormat.JSON:
        from crm_planner.documents.table_json import comparison_json

        write(comparison_json(comparison, desk.speech, risks, found), utf8=True)
    elif form is ComparisonFormat.CSV:
        from crm_planner.documents.table_csv import comparison_csv

        write(comparison_csv(comparison, desk.speech), utf8=True)
    else:
        from crm_planner.documents.comparison import comparison_page
        from crm_planner.documents.simulation_section import with_ranges

        page = with_ranges(comparison_page(comparison, risks, drawn=desk.draws(form)), found)
        if form is ComparisonFormat.XLSX:
            from crm_planner.documents.workbook.page_sheet import page_workbook
            from crm_planner.documents.workbook.words import head
            from crm_planner.text import mark

            name = head(desk.speech, mark("comparison"))
            data = page_workbook(page, desk.speech, name, comparison.priced_on)
            deliver_workbook(data, output, force=force, quiet=quiet)
        else:
            desk.show(page, form)
