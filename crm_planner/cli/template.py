"""`crm-planner template`: the templates of proposals: a copy to edit, a check of it, the fields there are."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.catalog_import import Force
from crm_planner.cli.options import Quiet, place_to_read, readable
from crm_planner.cli.streams import complain, write
from crm_planner.errors import DataError, UsageError

if TYPE_CHECKING:
    from crm_planner.files.template_sets import TemplateSet
    from crm_planner.problem import Problem

app = typer.Typer(rich_markup_mode=None)

SetToRead = Annotated[Path, typer.Argument(metavar="DIR", help="A folder of templates.", parser=place_to_read)]
SetToWrite = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write them to; made if need be.")]


Field = Annotated[str | None, typer.Argument(metavar="[FIELD]", help="Only those that begin so.", callback=readable)]


@app.callback(invoke_without_command=True)
def template(context: typer.Context) -> None:
    """Your own look of proposals: export the shipped templates, edit them, check them, use them.

    Then: crm-planner propose BRIEF CANDIDATE -o offer.docx --templates DIR

    \b
    Example:
      crm-planner template fields
    """  # noqa: D301 - \b keeps the parser from filling the lines
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


@app.command(short_help="Copy the shipped templates, to edit them.")
def export(folder: SetToWrite, *, force: Force = False, quiet: Quiet = False) -> None:
    """Copy the shipped templates of a proposal into a folder. Keep those you change, delete the others.

    \b
    Example:
      crm-planner template export my-templates
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.bundled import folder as shipped
    from crm_planner.files.template_sets import export_set

    names = export_set(shipped("templates") / "proposal", folder, replace=force)
    if not quiet:
        complain(f"crm-planner: {', '.join(names)} written to {folder}; next: crm-planner template check {folder}")


@app.command(short_help="Find what a template asks for that is not there.")
def check(folder: SetToRead, *, quiet: Quiet = False) -> None:
    """Check templates: unknown fields and unreadable tags by paragraph or line, whatever reaches outside, macros.

    Each is then filled in on trial, within the limits a proposal gives it. Ends with status 1 if one fails.

    \b
    Example:
      crm-planner template check my-templates
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.template_sets import load_template_set

    found = load_template_set(folder)
    problems = [problem for form in found.forms() for problem in _problems(found, form)]
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in () if quiet else problems:
        if problem not in errors:
            complain(str(problem))
    if errors:
        raise DataError(errors)
    if not quiet:
        complain(f"crm-planner: {folder}: {', '.join(found.forms())} can be made")


@app.command(short_help="The fields a template may use.")
def fields(field: Field = None) -> None:
    """List every field of a proposal, as a template writes it; [] after a name is a list.

    \b
    Examples:
      crm-planner template fields
      crm-planner template fields prices.once
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.documents.proposal.fields import names
    from crm_planner.letters import nearest

    found = [name for name in names() if field is None or name.startswith(field)]
    if not found:
        near = nearest(str(field), names())
        raise UsageError(f'there is no field "{field}"{f"; did you mean {near}?" if near else ""}')
    write("".join(f"{name}\n" for name in found), utf8=True)


def _problems(found: "TemplateSet", form: str) -> Iterator["Problem"]:
    """What is wrong with the template of one form; filled in with every field there, and with none."""
    from crm_planner.documents.proposal.fields import example
    from crm_planner.documents.proposal.rendering import Wanted
    from crm_planner.documents.proposal.sandbox import filled_apart
    from crm_planner.files.bundled import folder

    try:
        sources = found.sources(form)
        yield from found.warnings(form)
        for full in (True, False):
            wanted = Wanted(form, example(full=full), (), folder("templates") / "fonts")
            filled_apart(wanted, found.whole(form), sources, found.called(form))
    except DataError as error:
        yield from error.problems  # type: ignore[misc]
