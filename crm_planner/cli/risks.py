"""`crm-planner risks`: what can go wrong, which gate stops the project, and what to ask next."""

from enum import StrEnum
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
    readable,
)
from crm_planner.cli.streams import write
from crm_planner.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_planner.risk.assessment import Assessed, Assessment
    from crm_planner.risk.gates import Verdict


class RisksFormat(StrEnum):
    """How the risks are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"


class Side(StrEnum):
    """Whose risk it is."""

    CLIENT = "client"
    EMPLOYEES = "employees"
    VENDOR = "vendor"
    JOINT = "joint"


class Phase(StrEnum):
    """When it is decided whether a risk happens."""

    SELECTION = "selection"
    PREPARATION = "preparation"
    ANALYSIS = "analysis"
    BUILD = "build"
    DATA = "data"
    TESTING = "testing"
    TRAINING = "training"
    LAUNCH = "launch"
    OPERATION = "operation"


Candidate = Annotated[
    str | None,
    typer.Option("--candidate", metavar="NAME", help="Judge the offer of one candidate only.", callback=readable),
]
Owner = Annotated[
    str | None,
    typer.Option(metavar="OWNER", help="Only risks of this role, or of a person the brief names.", callback=readable),
]
Ids = Annotated[
    list[str] | None,
    typer.Option("--risk", metavar="ID", help="Only this risk, in full: CL-05. Repeatable.", callback=readable),
]
Ask = Annotated[bool, typer.Option("--ask", help="Ask what the brief does not answer, and write the answers into it.")]
Everything = Annotated[bool, typer.Option("--all", help="Ask every question, not only the quick profile.")]
Answers = Annotated[
    list[str] | None,
    typer.Option(
        "--answer", metavar="ID=ANSWER", help="Write an answer into the brief. Repeatable.", callback=readable
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Hard gates that are not answered fail too.")]


def risks(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    *,
    candidate: Candidate = None,
    side: Annotated[Side | None, typer.Option(help="Only risks of this side.")] = None,
    owner: Owner = None,
    phase: Annotated[Phase | None, typer.Option(help="Only risks of this phase.")] = None,
    risk: Ids = None,
    strict: Strict = False,
    ask: Ask = False,
    everything: Everything = False,
    answer: Answers = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    form: Annotated[RisksFormat, typer.Option("--format", help="How to write them; svg is the heat map.")] = (
        RisksFormat.TABLE
    ),
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """List what can go wrong: gates first, the risk register, the heat map. A failed hard gate ends with status 1.

    --ask puts the questions on a terminal. It can be left at any time and goes on where it was; every answer is
    in the brief at once (yes, no, unknown, not_applicable, or 1 to 5).

    \b
    Examples:
      crm-planner risks examples/firm-of-25.yaml
      crm-planner risks examples/firm-of-25.yaml --side vendor --lang ru
      crm-planner risks examples/firm-of-25.yaml --risk CL-05 --set answers.CL-05.1=no
      crm-planner risks examples/firm-of-25.yaml --format svg
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.cli.chosen import with_candidate
    from crm_planner.files.briefs import load_brief
    from crm_planner.project import assess, price

    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    if ask or everything or answer:
        _refuse_to_answer(brief, changed=bool(sets or scenario))
        if not _answered(brief, answer or (), desk, ask=ask, everything=everything):
            return
    wanted = load_brief(brief, sets=sets or (), scenario=scenario)
    project, only = desk.project(wanted._replace(scenarios=())), None
    if candidate is not None:
        project, only = with_candidate(desk, wanted._replace(scenarios=()), candidate)
    assessment = assess(project, desk.read_checklist(), price(project).estimates, only)
    shown = _chosen(assessment, side, owner, phase, risk or ())
    _print(desk, assessment, shown, form, in_full=bool(risk))
    raise typer.Exit(status_of(assessment.verdict, strict=strict))


def _refuse_to_answer(brief: str, *, changed: bool) -> None:
    """Raises UsageError where there is no file the answers could go into, or where it is not what is judged."""
    if brief == "-":
        raise UsageError("answers are written into a file; name one instead of -")
    if changed:
        raise UsageError("answers are written into the brief as it stands; leave out --set and --scenario")


def _answered(brief: str, given: "Sequence[str]", desk: Desk, *, ask: bool, everything: bool) -> bool:
    """Write the answers that are given, then ask for others if that is wanted; whether the questions were not left."""
    from crm_planner.cli.risk_answers import interview, record

    if given:
        record(brief, given, desk)
    return interview(brief, desk, everything=everything) if ask or everything else True


def _chosen(
    assessment: "Assessment", side: Side | None, owner: str | None, phase: Phase | None, ids: "Iterable[str]"
) -> "tuple[Assessed, ...]":
    """The risks that all filters let through. Raises UsageError for an owner or a risk nobody knows."""
    meant = {name.strip().upper() for given in ids for name in given.split(",")}
    _known("--risk", meant, [one.id for one in assessment.risks])
    owners = {one.owner for one in assessment.risks}
    _known("--owner", {owner} if owner else set(), {*owners, *assessment.roles})
    return tuple(
        one
        for one in assessment.risks
        if (side is None or one.risk.side == side)
        and (phase is None or one.risk.phase == phase)
        and (owner is None or one.owner == owner)
        and (not meant or one.id in meant)
    )


def _known(option: str, given: set[str], known: "Iterable[str]") -> None:
    from crm_planner.letters import nearest, one_of

    names = sorted(known)
    for name in sorted(given - set(names)):
        near = nearest(name, names)
        raise UsageError(f'{option} "{name}": {f"did you mean {near}?" if near else f"there are {one_of(names)}"}')


def _print(
    desk: Desk, assessment: "Assessment", shown: "tuple[Assessed, ...]", form: RisksFormat, *, in_full: bool
) -> None:
    if form is RisksFormat.JSON:
        from crm_planner.documents.risks_json import risks_json

        write(risks_json(assessment, shown, desk.speech), utf8=True)
    elif form is RisksFormat.CSV:
        from crm_planner.documents.risks_csv import risks_csv

        write(risks_csv(assessment, shown, desk.speech), utf8=True)
    elif form is RisksFormat.SVG:
        from crm_planner.documents.heat_map import heat_map_svg

        write(heat_map_svg(assessment, shown, desk.speech), utf8=True)
    else:
        from crm_planner.documents.risks import risks_page
        from crm_planner.risk.assessment import State

        page_in_full = form is not RisksFormat.TABLE
        details = [one for one in shown if in_full or (page_in_full and one.state is State.DETECTED)]
        desk.show(risks_page(assessment, shown, details=details), Format(form.value))


def status_of(verdict: "Verdict", *, strict: bool) -> int:
    """The exit status a verdict ends with: 1 for a failed gate, with `strict` for an unanswered one too."""
    failing = {"no_go", "conditional"} if strict else {"no_go"}
    return DataError.exit_status if verdict.value in failing else 0
