"""`crm-planner decide`: the decision on one page; `crm-planner score`: the scores behind it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.catalog_import import Force, Output, deliver, refuse_unwritable
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
    Ranges,
    Scenario,
    Sets,
    Users,
    Years,
)
from crm_planner.cli.streams import write
from crm_planner.errors import DataError

if TYPE_CHECKING:
    from crm_planner.decision.decide import Decision
    from crm_planner.documents.page import Page
    from crm_planner.simulation.simulate import Simulation


class DecisionFormat(StrEnum):
    """How the decision is written."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


_BINARY = (DecisionFormat.PDF, DecisionFormat.DOCX)


def decide(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    *,
    users: Users = None,
    years: Years = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    ranges: Ranges = False,
    form: Annotated[
        DecisionFormat, typer.Option("--format", help="How to write it; pdf needs -o FILE.")
    ] = DecisionFormat.TABLE,
    output: Output = None,
    force: Force = False,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Say on one page which candidate, why, what stops it, what is not known and what would change the answer.

    A failed hard gate ends with status 1.

    \b
    Examples:
      crm-planner decide examples/firm-of-25.yaml
      crm-planner decide examples/firm-of-25.yaml --scenario long --lang ru
      crm-planner decide examples/firm-of-25.yaml --set budget=100000 --format json
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.decision.decide import Outcome
    from crm_planner.decision.decide import decide as decided
    from crm_planner.files.briefs import load_brief

    refuse_unwritable(output, force=force, binary=form in _BINARY)
    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    wanted = load_brief(brief, sets=sets or (), users=users, years=years, scenario=scenario)
    project = desk.project(wanted)
    decision = decided(project, desk.read_checklist())
    found = desk.simulate(project, form, wanted=ranges)
    if output is None and form not in (DecisionFormat.JSON, *_BINARY):
        desk.show(_page(decision, found, form), Format(form.value))
    else:
        deliver(_document(desk, decision, found, form), output, None, force=force, quiet=quiet)
    raise typer.Exit(DataError.exit_status if decision.outcome is Outcome.STOP else 0)


def _page(decision: "Decision", found: "Simulation | None", form: DecisionFormat) -> "Page":
    from crm_planner.documents.decision import decision_page
    from crm_planner.documents.simulation_section import with_ranges

    return with_ranges(decision_page(decision, typed=form is DecisionFormat.TABLE), found)


def _document(desk: Desk, decision: "Decision", found: "Simulation | None", form: DecisionFormat) -> str | bytes:
    """The decision as a file. Raises MissingExtra and OutputError where it is to be a PDF and cannot."""
    if form is DecisionFormat.JSON:
        from crm_planner.documents.decision_json import decision_json

        return decision_json(decision, desk.speech, found)
    page, day = _page(decision, found, form), decision.judged.comparison.priced_on
    if form is DecisionFormat.DOCX:
        from crm_planner.documents.page_docx import page_docx
        from crm_planner.files.bundled import folder

        return page_docx(page, desk.speech, day, folder("templates"))
    if form is DecisionFormat.PDF:
        from crm_planner.documents.page_pdf import page_pdf
        from crm_planner.files.bundled import folder

        return page_pdf(page, desk.speech, day, folder("templates"))
    return desk.text(page, form.value)


def score(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    *,
    users: Users = None,
    years: Years = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the scores.")] = Format.TABLE,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Score candidates by weighted criteria, and say at which weight another one is ahead.

    \b
    Examples:
      crm-planner score examples/firm-of-25.yaml
      crm-planner score examples/firm-of-25.yaml --set 'scores.regionsoft.fit=[3, 4]' --set scores.terrasoft.fit=5
      crm-planner score examples/firm-of-25.yaml --format csv
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.briefs import load_brief
    from crm_planner.judgement import judge, judged_scenarios

    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    wanted = load_brief(brief, sets=sets or (), users=users, years=years, scenario=scenario)
    project, knowledge = desk.project(wanted), desk.read_checklist()
    judged, scenarios = judge(project, knowledge), judged_scenarios(project, knowledge)
    if form is Format.JSON:
        from crm_planner.documents.scorecard_json import scorecard_json

        write(scorecard_json(judged, desk.speech, scenarios), utf8=True)
    elif form is Format.CSV:
        from crm_planner.documents.scorecard_json import scorecard_csv

        write(scorecard_csv(judged, desk.speech), utf8=True)
    else:
        from crm_planner.documents.scorecard import scorecard_page

        desk.show(scorecard_page(judged, scenarios), form)
