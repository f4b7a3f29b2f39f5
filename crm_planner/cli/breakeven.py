"""`crm-planner breakeven`: where the answer turns, and what one concession would do."""

from typing import Annotated

import typer

from crm_planner.cli.desk import Desk
from crm_planner.cli.options import (
    BriefFile,
    Catalogs,
    Format,
    Language,
    NoColour,
    Overlays,
    Playbook,
    Quiet,
    Scenario,
    Sets,
    Years,
    readable,
)
from crm_planner.cli.progress import progress
from crm_planner.cli.streams import write
from crm_planner.errors import UsageError
from crm_planner.limits import SWEPT_USERS

UserRange = Annotated[
    str | None,
    typer.Option(
        "--users",
        metavar="LOW..HIGH",
        help="The numbers of users to look at. Without: from 1 to 50, or to five times the brief's.",
        callback=readable,
    ),
]


def breakeven(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    *,
    users: UserRange = None,
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
    """Show where the cheapest candidate changes: by users, years, discounts, rates of support and of exchange.

    \b
    Examples:
      crm-planner breakeven examples/firm-of-25.yaml
      crm-planner breakeven examples/firm-of-25.yaml --users 1..1000 --format json
      crm-planner breakeven examples/firm-of-25.yaml --scenario long --lang ru
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.briefs import load_brief

    there = None if users is None else user_range(users)
    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    project = desk.project(load_brief(brief, sets=sets or (), years=years, scenario=scenario))
    from crm_planner.what_if.break_even import break_even

    with progress(2 * (2 + 2 * len(project.candidates())), quiet=quiet, doing="Searching") as step:
        knowledge = desk.read_checklist() if project.brief.brief.scores else None
        found = break_even(project, there, step, knowledge)
    if form is Format.JSON:
        from crm_planner.documents.break_even_json import break_even_json

        write(break_even_json(found, desk.speech), utf8=True)
    elif form is Format.CSV:
        from crm_planner.documents.break_even_json import break_even_csv

        write(break_even_csv(found), utf8=True)
    else:
        from crm_planner.documents.break_even import break_even_page

        desk.show(break_even_page(found), form)


def user_range(written: str) -> range:
    """The numbers `LOW..HIGH` means. Raises UsageError for what is no range."""
    low, dots, high = written.partition("..")
    if not (dots and all(end.isascii() and end.isdigit() and len(end) <= len(str(SWEPT_USERS)) for end in (low, high))):
        raise UsageError(f'--users "{written}" is not a range; write it as 1..1000')
    first, last = int(low), int(high)
    if not 1 <= first < last <= SWEPT_USERS:
        raise UsageError(f'--users "{written}": write a low number from 1 and a higher one up to {SWEPT_USERS}')
    return range(first, last + 1)
