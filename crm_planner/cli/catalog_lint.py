"""`crm-planner catalog lint`: price lists under every rule, in the format of whoever reads the findings."""

import os
from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.desk import chosen_day
from crm_planner.cli.options import Catalogs, NoColour, Playbook
from crm_planner.cli.progress import progress
from crm_planner.cli.streams import write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from crm_planner.lint.check import Reading, Report
    from crm_planner.lint.selection import Selection


class FindingsFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]",
        help="Catalogs or folders of them; - reads standard input. Without: all yours.",
        readable=False,  # the reader of files says it in our words, with its own exit status
    ),
]
Codes = list[str] | None
Select = Annotated[Codes, typer.Option(metavar="CODES", help="Run only these rules: CAT203, or CAT2 for all such.")]
Ignore = Annotated[Codes, typer.Option(metavar="CODES", help="Leave out these rules. Repeatable, or with commas.")]
Severities = Annotated[
    Codes, typer.Option(metavar="CODE=error", help="How bad a rule's findings are: error or warning.")
]
FailOn = Annotated[Codes, typer.Option(metavar="WHAT", help="What fails besides errors: warning, or codes.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings fail too.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Judge ages on this day instead of today.")]
MaxAge = Annotated[int | None, typer.Option(min=0, metavar="DAYS", help="Prices older than this are old; 180.")]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes that share the files; 0: one a processor.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
Form = Annotated[
    FindingsFormat | None, typer.Option("--format", help="How to write them; github by itself inside GitHub Actions.")
]


def lint(  # noqa: PLR0913 - every option is a parameter
    paths: Paths = None,
    *,
    select: Select = None,
    ignore: Ignore = None,
    severity: Severities = None,
    fail_on: FailOn = None,
    strict: Strict = False,
    as_of: AsOf = None,
    max_age: MaxAge = None,
    catalogs: Catalogs = None,
    playbook: Playbook = None,
    form: Form = None,
    jobs: Jobs = 1,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Check price lists: arithmetic, sources, coverage and terms. Errors end with status 1.

    \b
    Examples:
      crm-planner catalog lint
      crm-planner catalog lint vendor_catalogs --ignore CAT2 --fail-on CAT301
      crm-planner catalog lint --select CAT1,CAT4 --strict --as-of 2026-11-23
      crm-planner catalog lint --format sarif
      crm-planner catalog lint vendor_catalogs --jobs 0
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.lint_inputs import lint_selection

    asked = lint_selection(Path())
    asked = chosen_codes(asked, select or (), ignore or (), fail_on or (), strict=strict)
    asked = weighed(asked, severity or ())._replace(max_age=asked.max_age if max_age is None else max_age)
    wanted = paths or ([catalogs] if catalogs else None)
    report = _report(wanted, asked, chosen_day(as_of), playbook, jobs=jobs, quiet=quiet)
    write(written_findings(report, form or usual_form()), utf8=form not in {None, FindingsFormat.TEXT})
    raise typer.Exit(report.exit_status)


def chosen_codes(
    asked: "Selection", select: Iterable[str], ignore: Iterable[str], fail_on: Iterable[str], *, strict: bool
) -> "Selection":
    """The settings' selection, with what the command line says in place of it or added to it."""
    from crm_planner.lint.selection import SEVERITIES
    from crm_planner.lint.settings import codes_of

    more = codes_of("--fail-on", fail_on, SEVERITIES)
    return asked._replace(
        select=codes_of("--select", select) or asked.select,
        ignore=(*asked.ignore, *codes_of("--ignore", ignore)),
        fail_on=(*asked.fail_on, *more, *(("warning",) if strict else ())),
    )


def weighed(asked: "Selection", given: Iterable[str]) -> "Selection":
    """The selection, with severities of the command line. Raises UsageError for one there is not."""
    from crm_planner.lint.selection import SEVERITIES
    from crm_planner.lint.settings import codes_of

    weights = dict(asked.severity)
    for one in given:
        code, _, said = one.partition("=")
        severity = next((known for known in SEVERITIES if known == said), None)
        if severity is None:
            raise UsageError(f'--severity "{one}" is not CODE=error or CODE=warning')
        weights |= dict.fromkeys(codes_of("--severity", [code]), severity)
    return asked._replace(severity=weights)


def _report(
    paths: list[Path] | None, asked: "Selection", day: "date", playbook: Path | None, *, jobs: int, quiet: bool
) -> "Report":
    """Every file read, then judged beside all others."""
    from crm_planner.files.lint_inputs import with_books
    from crm_planner.files.lint_shares import Terms, lint
    from crm_planner.files.playbooks import load_playbook
    from crm_planner.files.settings import load_settings

    settings = load_settings(Path())
    terms = Terms(load_playbook(playbook or settings.playbook).at_vendors_prices(), day, asked)
    files = with_books(_files(paths, settings.catalogs), settings.catalogs)
    with progress(2 * len(files), quiet=quiet) as step:
        return lint(files, terms, jobs, step)


def _files(paths: list[Path] | None, catalogs: Path | None) -> "list[tuple[Path, str] | Reading]":
    from crm_planner.files.bundled import folder
    from crm_planner.files.lint_inputs import files_to_lint

    if paths or catalogs:
        return list(files_to_lint(paths or [catalogs or Path()]))
    return list(files_to_lint([folder("vendor_catalogs")], "vendor_catalogs"))


def usual_form() -> FindingsFormat:
    """How findings are written where nobody says: for GitHub inside its actions, else for a person."""
    return FindingsFormat.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else FindingsFormat.TEXT


def written_findings(report: "Report", form: FindingsFormat) -> str:
    """The findings in the format asked for; only its own module is loaded."""
    module = "findings" if form is FindingsFormat.TEXT else f"findings_{form}"
    render: Callable[[Report], str] = getattr(import_module(f"crm_planner.documents.{module}"), f"findings_{form}")
    return render(report)
