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
from crm_planner.letters import one_of
from crm_planner.place import WrittenList

if TYPE_CHECKING:
    from crm_planner.files.brief_changes import Change
    from crm_planner.project import Project
    from crm_planner.what_if.sensitivity import Axis, Grid, Trial

MOST_SQUARES = 400
"""The largest grid."""

DISCOUNT = "discount."
"""Before the name of a candidate: a further discount on its licences, in percent points."""

Pair = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--grid",
        metavar="KEY=VALUES KEY=VALUES",
        help="Who is cheapest at each pair of values of two keys, such as users=5,10,25 horizon_years=1..5; "
        "discount.CANDIDATE is percent off its licences.",
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
    from crm_planner.brief.ranges import FIXED
    from crm_planner.files.brief_variants import varied

    for axis in (rows, columns):
        if axis.key.partition(".")[0] in FIXED:
            raise UsageError(f'--grid: "{axis.key}" is no figure; write a key such as users or discount_rate')
    if rows.key == columns.key:
        raise UsageError(f'--grid has "{rows.key}" twice; name two keys')
    if len(rows.values) * len(columns.values) > MOST_SQUARES:
        raise UsageError(f"--grid has more than {MOST_SQUARES} squares; name fewer values")
    squares = [
        [_changes(project, ((rows.key, one), (columns.key, other))) for other in columns.values] for one in rows.values
    ]
    at = [[project._replace(brief=varied(project.brief, changes)) for changes in several] for several in squares]
    return rows, columns, at


def _changes(project: "Project", square: "tuple[tuple[str, str], ...]") -> "list[Change]":
    """What a square changes: keys of the brief, and further discounts on licences beside those that are agreed."""
    from crm_planner.files.brief_changes import change, cut, path_of
    from crm_planner.files.command_line import read_value

    keys = [f"{key}={value}" for key, value in square if not key.startswith(DISCOUNT)]
    given = [(key.removeprefix(DISCOUNT), value) for key, value in square if key.startswith(DISCOUNT)]
    known = [one.id for one in project.candidates()]
    for name, _ in given:
        if name not in known:
            raise UsageError(f'--grid: "{name}" is not among the candidates; there are {one_of(known)}')
    entries = (f"{{candidate: {name}, category: licence, percent: {value}, reason: grid}}" for name, value in given)
    shown = cut(f"--grid {' '.join(f'{DISCOUNT}{name}={value}' for name, value in given)}")
    more = [(path_of("discounts"), read_value(f"[{', '.join(entries)}]", shown), shown)] if given else []
    tree = project.brief.source.tree
    agreed = [] if tree is None else tree.get("discounts") or []
    for _, value, _ in more:
        if isinstance(value, WrittenList):
            value.extend(agreed)
            value.places.extend([(1, 1)] * len(agreed))
    return [*(change(one, "--grid") for one in keys), *more]


def _grid(trial: "Trial", rows: "Axis", columns: "Axis", at: "list[list[Project]]", step: Callable[[], None]) -> "Grid":
    from crm_planner.what_if.sensitivity import grid

    return grid(trial, rows, columns, at, step)
