"""`crm-planner sensitivity`: what moves the answer, the largest swing first, and a grid of two figures."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

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
    Users,
    Years,
    readable,
)
from crm_planner.cli.progress import progress
from crm_planner.cli.streams import write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.project import Project
    from crm_planner.what_if.sensitivity import Axis, Grid, Trial

MOST_SQUARES = 400
"""The largest grid."""

Pair = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--grid",
        metavar="KEY=VALUES KEY=VALUES",
        help="Who is cheapest at each pair of values of two keys, such as users=5,10,25 horizon_years=1..5.",
    ),
]


def sensitivity(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    *,
    grid: Pair = None,
    top: Annotated[int, typer.Option(metavar="N", min=1, help="How many figures to show; JSON and CSV hold all.")] = 10,
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
    """Show how far each figure nobody is sure of moves every total, and whether somebody else is ahead then.

    \b
    Examples:
      crm-planner sensitivity examples/firm-of-25.yaml
      crm-planner sensitivity examples/firm-of-25.yaml --grid users=5,10,25,50 horizon_years=1,3,5
      crm-planner sensitivity examples/order-desk.yaml --top 5 --lang ru
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.briefs import load_brief

    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    project = desk.project(load_brief(brief, sets=sets or (), users=users, years=years, scenario=scenario))
    from crm_planner.what_if.sensitivity import Trial, steps
    from crm_planner.what_if.sensitivity import sensitivity as moved

    knowledge = desk.read_checklist()
    squares = None if grid is None else _projects(project, *map(_axis, grid))
    with progress(steps(project) + (len(squares[2]) if squares else 0), quiet=quiet) as step:
        found = moved(project, knowledge, step)
        shown = None if squares is None else _grid(Trial(project, knowledge), *squares, step)
    if form is Format.JSON:
        from crm_planner.documents.sensitivity_json import sensitivity_json

        write(sensitivity_json(found, shown, desk.speech), utf8=True)
    elif form is Format.CSV:
        from crm_planner.documents.sensitivity_json import sensitivity_csv

        write(sensitivity_csv(found, shown, desk.speech), utf8=True)
    else:
        from crm_planner.documents.sensitivity import sensitivity_page

        desk.show(sensitivity_page(found, shown, top), form)


def _axis(written: str) -> "Axis":
    """The key and the values of one side of a grid. Raises UsageError for what is none."""
    from crm_planner.what_if.sensitivity import Axis

    readable(written)
    key, equals, values = written.partition("=")
    several = _counted(values) or tuple(one.strip() for one in values.split(","))
    if not (equals and key.strip() and all(several)):
        raise UsageError(f'--grid "{written}" is not KEY=VALUES; write for example users=5,10,25 horizon_years=1..5')
    return Axis(key.strip(), tuple(dict.fromkeys(several)))


def _counted(values: str) -> tuple[str, ...]:
    """The whole numbers that LOW..HIGH means; none where it is no such range, or larger than any grid."""
    low, dots, high = values.partition("..")
    if not (dots and all(end.isascii() and end.isdigit() and len(end) <= len("100000") for end in (low, high))):
        return ()
    return tuple(map(str, range(int(low), min(int(high), int(low) + MOST_SQUARES) + 1)))


def _projects(project: "Project", rows: "Axis", columns: "Axis") -> "tuple[Axis, Axis, list[list[Project]]]":
    """The project at every square. Raises UsageError for too many of them, DataError for values that do not fit."""
    from crm_planner.files.brief_changes import change
    from crm_planner.files.brief_variants import varied

    if rows.key == columns.key:
        raise UsageError(f'--grid has "{rows.key}" twice; name two keys')
    if len(rows.values) * len(columns.values) > MOST_SQUARES:
        raise UsageError(f"--grid has more than {MOST_SQUARES} squares; name fewer values")
    across, down = ([change(f"{axis.key}={value}", "--grid") for value in axis.values] for axis in (columns, rows))
    briefs = [[varied(project.brief, [one, other]) for other in across] for one in down]
    return rows, columns, [[project._replace(brief=brief) for brief in several] for several in briefs]


def _grid(trial: "Trial", rows: "Axis", columns: "Axis", at: "list[list[Project]]", step: Callable[[], None]) -> "Grid":
    from crm_planner.what_if.sensitivity import grid

    return grid(trial, rows, columns, at, step)
