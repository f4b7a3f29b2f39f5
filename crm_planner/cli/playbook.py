"""`crm-planner playbook`: commands about the consultant's knowledge."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.catalog_lint import (
    FailOn,
    Form,
    Ignore,
    Select,
    Severities,
    Strict,
    chosen_codes,
    usual_form,
    weighed,
    written_findings,
)
from crm_planner.cli.catalog_rules import RulesFormat
from crm_planner.cli.options import NoColour, place_to_read
from crm_planner.cli.streams import write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.lint.rulebook import Rule

app = typer.Typer(rich_markup_mode=None)

PlaybookPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PATH]", help="A playbook: a folder or a file. Without: yours, else the shipped.", parser=place_to_read
    ),
]
Code = Annotated[str | None, typer.Argument(metavar="[CODE]", help="One rule, or RSK1 for all whose codes begin so.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, as without it.")]


@app.callback(invoke_without_command=True)
def playbook(context: typer.Context) -> None:
    """Check what consultants know: rates, taxes, assumptions, the checklist of risks.

    \b
    Example:
      crm-planner playbook lint
    """  # noqa: D301 - \b keeps the parser from filling the lines
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


@app.command(short_help="Check a playbook and its checklist of risks.")
def lint(  # noqa: PLR0913 - every option is a parameter
    path: PlaybookPath = None,
    *,
    select: Select = None,
    ignore: Ignore = None,
    severity: Severities = None,
    fail_on: FailOn = None,
    strict: Strict = False,
    form: Form = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Check a playbook laid over the shipped one: ids, sources, gates, hours, languages. Errors end with status 1.

    \b
    Examples:
      crm-planner playbook lint
      crm-planner playbook lint --ignore RSK102 --format json
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.lint_inputs import lint_selection
    from crm_planner.files.lint_playbook import playbook_report
    from crm_planner.files.settings import load_settings

    asked = chosen_codes(lint_selection(Path()), select or (), ignore or (), fail_on or (), strict=strict)
    report = playbook_report(path or load_settings(Path()).playbook, weighed(asked, severity or ()))
    written_as = form or usual_form()
    write(written_findings(report, written_as), utf8=written_as.value != "text")
    raise typer.Exit(report.exit_status)


@app.command(short_help="What the checks look for.")
def rules(
    code: Code = None,
    *,
    form: Annotated[RulesFormat, typer.Option("--format", help="How to write them.")] = RulesFormat.TEXT,
) -> None:
    """List the rules of `playbook lint`, or explain one: why, a bad example, a good one, what to do.

    \b
    Examples:
      crm-planner playbook rules
      crm-planner playbook rules RSK101
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.documents.rule_pages import checklist_rules_markdown, rules_json, rules_text

    written_by = {
        RulesFormat.TEXT: rules_text,
        RulesFormat.MD: checklist_rules_markdown,
        RulesFormat.JSON: rules_json,
    }
    write(written_by[form](_chosen(code)), utf8=form is not RulesFormat.TEXT)


def _chosen(code: str | None) -> "list[Rule]":
    from crm_planner.letters import one_of
    from crm_planner.lint.checklist_check import CHECKLIST_BOOK

    found = [rule for rule in CHECKLIST_BOOK if code is None or rule.code.startswith(code.upper())]
    if not found:
        known = one_of([rule.code for rule in CHECKLIST_BOOK], 20)
        raise UsageError(f'no rule about playbooks has the code "{code}"; there are {known}')
    return found
