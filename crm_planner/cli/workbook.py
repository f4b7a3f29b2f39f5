"""`crm-planner workbook`: the cost model as a live Excel workbook."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crm_planner.cli.desk import Desk, today
from crm_planner.cli.options import (
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
from crm_planner.cli.simulate import Draws, Seed, wish_of
from crm_planner.cli.xlsx import Force, XlsxOutput, deliver_workbook, refuse_early
from crm_planner.errors import UsageError


class CheckFormat(StrEnum):
    """How the check of a workbook is written."""

    TABLE = "table"
    JSON = "json"


Planned = Annotated[
    str | None,
    typer.Option(
        "--plan", metavar="CANDIDATE", help="Plan this candidate, instead of the one ahead.", callback=readable
    ),
]


MaybeBrief = Annotated[
    str | None,
    typer.Argument(metavar="[BRIEF]", help="A brief in YAML; - reads standard input. Not needed to check a workbook."),
]
Returned = Annotated[
    str | None,
    typer.Option(
        "--check",
        metavar="FILE",
        help="Say what was changed in a workbook that came back; - reads standard input.",
        callback=readable,
    ),
]
WrittenBrief = Annotated[
    Path | None,
    typer.Option("--write-brief", metavar="FILE", help="With --check: the brief with the inputs as they are now."),
]
CheckedForm = Annotated[CheckFormat, typer.Option("--format", help="With --check: how to say it.")]


def workbook(  # noqa: PLR0913 - every option is a parameter
    brief: MaybeBrief = None,
    *,
    output: XlsxOutput = None,
    force: Force = False,
    planned: Planned = None,
    check: Returned = None,
    write_brief: WrittenBrief = None,
    form: CheckedForm = CheckFormat.TABLE,
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
      crm-planner workbook --check firm.xlsx --write-brief changed.yaml --force
    """  # noqa: D301 - \b keeps the parser from filling the lines
    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    if check is not None:
        from crm_planner.cli.workbook_check import check_workbook

        check_workbook(desk, check, brief, form, write_brief, force=force)
        return
    if brief is None:
        raise UsageError("a workbook is made from a brief: crm-planner workbook BRIEF -o FILE.xlsx")
    if write_brief is not None or form is not CheckFormat.TABLE:
        raise UsageError("--write-brief and --format go with --check FILE.xlsx")
    refuse_early(output, force=force)
    from crm_planner.cli.workbook_made import carried, told_of
    from crm_planner.documents.workbook.origin import Origin
    from crm_planner.documents.workbook.workbook import workbook as written

    wish_of(draws, seed)
    wanted, text = carried(brief, sets=sets or (), users=users, years=years, scenario=scenario)
    origin = Origin(wanted.source.file, text, desk.speech.language, today(), draws, seed, planned or "")
    told = told_of(desk, desk.project(wanted), origin)
    deliver_workbook(written(told, desk.speech), output, force=force, quiet=quiet)
