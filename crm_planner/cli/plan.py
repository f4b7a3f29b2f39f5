"""`crm-planner plan`: who does what when, as tables, data, charts, a calendar and a file for MS Project."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.catalog_import import Force, Output, deliver
from crm_planner.cli.desk import Desk, today
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
    place_to_read,
)
from crm_planner.cli.xlsx import deliver_workbook, refuse_early
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.documents.page import Page
    from crm_planner.documents.plan.page import Section
    from crm_planner.plan.implementation import Implementation
    from crm_planner.project import Project
    from crm_planner.risk.assessment import Assessment
    from crm_planner.simulation.joint import Joint

    Known = tuple[Implementation, Assessment | None, Joint | None]


class PlanFormat(StrEnum):
    """How the plan is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    MERMAID = "mermaid"
    SVG = "svg"
    ICS = "ics"
    MSPDI = "mspdi"
    XLSX = "xlsx"


class Part(StrEnum):
    """A part of the plan that can be shown alone."""

    MOVED = "moved"
    TASKS = "tasks"
    TODO = "todo"
    RESPONSIBILITY = "responsibility"
    LOAD = "load"
    PAYMENTS = "payments"


Show = Annotated[
    list[Part] | None,
    typer.Option("--show", help="Only this part; todo is what the client must do, by when. Repeatable."),
]

Earlier = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="An earlier plan, written with --format json: shows what moved since.",
        parser=place_to_read,
    ),
]

Surely = Annotated[
    bool,
    typer.Option("--range", help="Say how sure the dates are: P50, P80, how often each task is critical."),
]

_PAGES = (PlanFormat.TABLE, PlanFormat.MARKDOWN, PlanFormat.HTML, PlanFormat.XLSX)
_WITH_RISKS = (*_PAGES, PlanFormat.JSON)
_EVENTS = (Part.TASKS, Part.TODO)


def plan(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    candidate: CandidateName,
    *,
    show: Show = None,
    baseline: Earlier = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    ranges: Surely = False,
    form: Annotated[
        PlanFormat, typer.Option("--format", help="How to write it; mspdi is XML for MS Project, xlsx needs -o.")
    ] = PlanFormat.TABLE,
    output: Output = None,
    force: Force = False,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Plan the implementation of one candidate: tasks with dates and people, gates, the client's to-do list, load.

    \b
    Examples:
      crm-planner plan examples/firm-of-25.yaml regionsoft
      crm-planner plan examples/firm-of-25.yaml regionsoft --show todo --lang ru
      crm-planner plan examples/firm-of-25.yaml regionsoft --range
      crm-planner plan examples/firm-of-25.yaml regionsoft --format mspdi
      crm-planner plan examples/firm-of-25.yaml regionsoft --format svg --set start=2027-03-01
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.cli.chosen import with_candidate
    from crm_planner.files.baselines import load_baseline
    from crm_planner.files.briefs import load_brief
    from crm_planner.project import plan as planned
    from crm_planner.project import price

    parts = tuple(show or ())
    _refuse_what_has_no_parts(parts, form)
    if ranges and form not in _WITH_RISKS:
        raise UsageError(f"--format {form.value} has no room for --range; leave it out, or write table or json")
    if Part.MOVED in parts and baseline is None:
        raise UsageError("--show moved needs an earlier plan: --baseline FILE.json")
    if form is PlanFormat.XLSX or output is not None:
        refuse_early(output, force=force)
    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    wanted = load_brief(brief, sets=sets or (), scenario=scenario)
    project, name = with_candidate(desk, wanted._replace(scenarios=()), candidate)
    kept = None if baseline is None else load_baseline(baseline)
    made = planned(project, desk.read_breakdown(), name)
    if kept is not None:
        made = made.compared_with(kept.baseline, kept.total if kept.currency == made.currency else None)
    risks = desk.assess(project, price(project).estimates, name) if form in _WITH_RISKS else None
    sure = _how_sure(desk, project, made) if ranges else None
    if form is PlanFormat.XLSX:
        deliver_workbook(_sheet(desk, (made, risks, sure), parts), output, force=force, quiet=quiet)
    elif output is None and form in _PAGES:
        desk.show(_page((made, risks, sure), parts), Format(form.value))
    else:
        deliver(_text(desk, (made, risks, sure), parts, form), output, None, force=force, quiet=quiet)


def _how_sure(desk: Desk, project: "Project", made: "Implementation") -> "Joint":
    """The dates of the plan in the draws of its cost. Raises MissingExtra without NumPy."""
    from crm_planner.simulation.joint import joint

    return joint(project, desk.read_checklist(), desk.read_breakdown(), made)


def _refuse_what_has_no_parts(parts: tuple[Part, ...], form: PlanFormat) -> None:
    """Raises UsageError where a format cannot show the parts asked for."""
    if not parts or form in _PAGES:
        return
    if form is PlanFormat.CSV and len(parts) > 1:
        raise UsageError(f"--format csv holds one list; ask for one of {', '.join(parts)}")
    if form is PlanFormat.ICS and not set(parts) <= set(_EVENTS):
        raise UsageError(f"--format ics can show {' and '.join(_EVENTS)} only")
    if form not in (PlanFormat.CSV, PlanFormat.ICS):
        raise UsageError(f"--format {form.value} always holds the whole plan; leave out --show")


def _page(known: "Known", parts: tuple[Part, ...]) -> "Page":
    from crm_planner.documents.plan.joint import with_joint
    from crm_planner.documents.plan.page import plan_page

    made, risks, sure = known
    return with_joint(plan_page(made, _sections(parts or tuple(Part)), risks), sure, made)


def _sheet(desk: Desk, known: "Known", parts: tuple[Part, ...]) -> bytes:
    """The plan as a workbook of one sheet."""
    from crm_planner.documents.workbook.page_sheet import page_workbook
    from crm_planner.documents.workbook.words import head
    from crm_planner.text import mark

    return page_workbook(_page(known, parts), desk.speech, head(desk.speech, mark("plan")), today())


def _sections(parts: tuple[Part, ...]) -> "tuple[Section, ...]":
    from crm_planner.documents.plan.page import Section

    return tuple(Section(part.value) for part in parts)


def _text(desk: Desk, known: "Known", parts: tuple[Part, ...], form: PlanFormat) -> str:
    """The plan in a format, with its risks and how sure it is where the format has room for them."""
    made, risks, sure = known
    match form:
        case PlanFormat.JSON:
            from crm_planner.documents.plan.plan_json import plan_json

            return plan_json(made, desk.speech, risks, sure)
        case PlanFormat.CSV:
            from crm_planner.documents.plan.plan_csv import plan_csv

            return plan_csv(made, desk.speech, *_sections(parts))
        case PlanFormat.MERMAID:
            from crm_planner.documents.plan.mermaid import mermaid

            return mermaid(made, desk.speech)
        case PlanFormat.SVG:
            from crm_planner.documents.plan.gantt import gantt_svg

            return gantt_svg(made, desk.speech)
        case PlanFormat.ICS:
            from crm_planner.documents.plan.events import ics
            from crm_planner.documents.plan.todo import todo

            tasks = made.schedule.tasks
            return ics(made, desk.speech, todo(tasks) if parts == (Part.TODO,) else tasks)
        case PlanFormat.MSPDI:
            from crm_planner.documents.plan.mspdi import mspdi

            return mspdi(made, desk.speech)
        case _:
            return desk.text(_page(known, parts), form.value)
