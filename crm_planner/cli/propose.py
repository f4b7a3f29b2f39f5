"""`crm-planner propose`: the proposal to a client, for one candidate, as a document or as data."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.catalog_import import Force, Output
from crm_planner.cli.desk import Desk
from crm_planner.cli.options import (
    BriefFile,
    CandidateName,
    Catalogs,
    Language,
    NoColour,
    Overlays,
    Playbook,
    Quiet,
    Scenario,
    Sets,
    place_to_read,
)
from crm_planner.cli.risks import status_of
from crm_planner.cli.streams import complain, write
from crm_planner.errors import DataError, UsageError
from crm_planner.letters import one_of

if TYPE_CHECKING:
    from crm_planner.documents.proposal.formal import FormalSpeech
    from crm_planner.files.settings import Settings
    from crm_planner.files.template_sets import TemplateSet
    from crm_planner.problem import Problem, Severity
    from crm_planner.proposal.completeness import Missing
    from crm_planner.proposal.proposal import Proposal, Seller


class ProposalFormat(StrEnum):
    """How the proposal is written."""

    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"


SUFFIXES = {
    ".docx": ProposalFormat.DOCX,
    ".pdf": ProposalFormat.PDF,
    ".html": ProposalFormat.HTML,
    ".md": ProposalFormat.MARKDOWN,
    ".json": ProposalFormat.JSON,
}
"""The format a file is in, by the end of its name."""

CompanyFile = Annotated[
    Path | None,
    typer.Option(
        "--company", metavar="FILE", help="Your company: names, bank, who signs, terms.", parser=place_to_read
    ),
]
Form = Annotated[
    ProposalFormat | None, typer.Option("--format", help="How to write it. Without: by the end of the output's name.")
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Refuse what is not complete or rests on doubtful prices; unanswered gates fail."),
]


TemplatesOfOnesOwn = Annotated[
    Path | None,
    typer.Option(
        "--templates", metavar="DIR", help="Templates of your own; see template export.", parser=place_to_read
    ),
]


def propose(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    candidate: CandidateName,
    *,
    output: Output = None,
    form: Form = None,
    company: CompanyFile = None,
    templates: TemplatesOfOnesOwn = None,
    strict: Strict = False,
    force: Force = False,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Write the proposal for one candidate: needs, scope, plan, prices with tax, range, risks, terms, signatures.

    What nobody has written is left out, and named on standard error. A failed hard gate ends with status 1.

    \b
    Examples:
      crm-planner propose examples/firm-of-25.yaml regionsoft --quiet
      crm-planner propose examples/firm-of-25.yaml regionsoft --lang ru --format html --quiet
      crm-planner propose examples/order-desk.yaml terrasoft --company examples/company/company.yaml --format json -q
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.settings import load_settings

    wanted = _format(form, output)
    own = _own_templates(templates, wanted)
    _refuse_early(output, force=force)
    settings = load_settings(Path())
    company = company or settings.company
    seller = _seller(company, quiet=quiet)
    spoken = lang or settings.language or (seller.company.language if seller else None)
    desk = Desk.open(
        catalogs=catalogs, playbook=playbook, overlays=overlay, lang=spoken, no_color=no_color, quiet=quiet
    )
    made = _proposal(desk, settings, seller, (brief, candidate), sets=sets, scenario=scenario)
    _say_what_is_missing(made, (brief, company), strict=strict, quiet=quiet)
    _deliver(_document(made, _speech(desk), wanted, own), output, force=force, quiet=quiet)
    raise typer.Exit(status_of(made.assessment.verdict, strict=strict))


def _format(form: ProposalFormat | None, output: Path | None) -> ProposalFormat:
    """The format asked for, else that of the output's name, else Markdown. Raises UsageError for another name."""
    if form is not None or output is None or str(output) == "-":
        if form in _BINARY and (output is None or str(output) == "-"):
            raise UsageError(f"{form} is no text for standard output; name a file with --output")
        return form or ProposalFormat.MARKDOWN
    if output.suffix.lower() not in SUFFIXES:
        raise UsageError(f'"{output.name}" does not end in {one_of(list(SUFFIXES))}; rename it, or add --format')
    return SUFFIXES[output.suffix.lower()]


def _refuse_early(output: Path | None, *, force: bool) -> None:
    if output is not None and str(output) != "-":
        from crm_planner.files.writing import refuse_early

        refuse_early(output, replace=force)


def _seller(path: Path | None, *, quiet: bool) -> "Seller | None":
    """Who makes the proposal, if a file says so. Raises InputError and DataError."""
    if path is None:
        return None
    from crm_planner.files.companies import load_company
    from crm_planner.proposal.proposal import Seller

    found = load_company(path)
    for warning in () if quiet else found.warnings:
        complain(str(warning))
    return Seller(found.company, found.logo)


def _proposal(
    desk: Desk,
    settings: "Settings",
    seller: "Seller | None",
    meant: tuple[str, str],
    *,
    sets: list[str] | None,
    scenario: str | None,
) -> "Proposal":
    from crm_planner.cli.chosen import with_candidate
    from crm_planner.files.briefs import load_brief
    from crm_planner.lint.settings import selection_of
    from crm_planner.proposal.proposal import Knowledge
    from crm_planner.proposal.proposal import propose as proposed

    written = load_brief(meant[0], sets=sets or (), scenario=scenario)
    project, name = with_candidate(desk, written._replace(scenarios=()), meant[1])
    knowledge = Knowledge(desk.read_checklist(), desk.read_breakdown())
    return proposed(project, knowledge, name, seller, selection_of(settings.lint, "crm-planner.toml").max_age)


def _say_what_is_missing(made: "Proposal", files: tuple[str, Path | None], *, strict: bool, quiet: bool) -> None:
    """Name what is to be completed, and why prices are doubtful. Raises DataError where it is to be strict."""
    problems = [
        *(_missing(one, files, "error" if strict else "warning") for one in made.missing),
        *(_doubt(_english(one), files[0], "error" if strict else "warning") for one in made.doubts),
    ]
    if strict and problems:
        raise DataError(problems)
    for problem in () if quiet else problems:
        complain(str(problem))


def _missing(one: "Missing", files: tuple[str, Path | None], severity: "Severity") -> "Problem":
    from crm_planner.files.reading import called
    from crm_planner.place import Place
    from crm_planner.problem import Problem

    brief, company = files
    if one.file == "company" and company is None:
        hint = "Name a file with --company, or company in crm-planner.toml"
        if one.key:
            hint = f"Write proposal.{one.key.removeprefix('terms.')}, or name a company file with --company"
        return Problem(Place(called(brief)), "PRO001", one.what, hint, severity)
    file = brief if company is None or one.file == "brief" else company
    return Problem(Place(called(file)), "PRO001", one.what, f"Write {one.key}", severity)


def _doubt(said: str, brief: str, severity: "Severity") -> "Problem":
    from crm_planner.files.reading import called
    from crm_planner.place import Place
    from crm_planner.problem import Problem

    return Problem(Place(called(brief)), "PRO002", said, "The proposal says so on its first page", severity)


def _english(said: object) -> str:
    """A sentence for whoever makes the proposal, who reads messages in English."""
    from crm_planner.documents.proposal.formal import FormalSpeech
    from crm_planner.files.bundled import folder

    return FormalSpeech("en", folder("templates") / "wording").text(said)


def _speech(desk: Desk) -> "FormalSpeech":
    from crm_planner.documents.proposal.formal import FormalSpeech
    from crm_planner.files.bundled import folder

    return FormalSpeech(desk.speech.language, folder("templates") / "wording")


def _document(made: "Proposal", speech: "FormalSpeech", form: ProposalFormat, own: "TemplateSet | None") -> bytes:
    if form is ProposalFormat.JSON:
        from crm_planner.documents.proposal.context import proposal_context

        return (json.dumps(proposal_context(made, speech), ensure_ascii=False, indent=2) + "\n").encode()
    from crm_planner.cli.proposal_document import document

    return document(made, speech, form.value, own)


def _own_templates(folder: Path | None, form: ProposalFormat) -> "TemplateSet | None":
    """The user's templates, if `form` is to be made by one. Raises InputError and DataError."""
    if folder is None:
        return None
    from crm_planner.files.template_sets import load_template_set

    found = load_template_set(folder)
    return found if form.value in found.forms() else None


_BINARY = (ProposalFormat.DOCX, ProposalFormat.PDF)


def _deliver(data: bytes, output: Path | None, *, force: bool, quiet: bool) -> None:
    """Write the document whole to `output`, or a text to standard output. Raises OutputError."""
    if output is None or str(output) == "-":
        write(data.decode(), utf8=True)
        return
    from crm_planner.files.writing import write_whole

    write_whole(output, data, replace=force)
    if not quiet:
        complain(f"crm-planner: written to {output}")
