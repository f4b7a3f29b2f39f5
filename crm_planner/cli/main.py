"""The program `crm-planner`: its commands, and the one place where a failure becomes a line and an exit status."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from crm_planner import __version__
from crm_planner.cli import (
    breakeven,
    calibrate,
    catalog,
    compare,
    decide,
    estimate,
    explain,
    init,
    plan,
    playbook,
    propose,
    report,
    risks,
    schema,
    sensitivity,
    simulate,
    template,
    workbook,
)
from crm_planner.cli.failures import PROGRAM, WRONG_USAGE, exit_status
from crm_planner.cli.options import Catalogs, Language, NoColour, Playbook, Quiet
from crm_planner.cli.streams import prepare

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(short_help="Candidates side by side.")(compare.compare)
app.command(short_help="One candidate line by line and year by year.")(estimate.estimate)
app.command(short_help="How a figure came about.")(explain.explain)
app.command(short_help="Where the cheapest candidate changes.")(breakeven.breakeven)
app.command(short_help="What moves the answer, and how far.")(sensitivity.sensitivity)
app.command(short_help="What can go wrong, and what stops the project.")(risks.risks)
app.command(short_help="How sure the cost is, and what to set aside.")(simulate.simulate)
app.command(short_help="Whether forecasts held, and which spreads follow.")(calibrate.calibrate)
app.command(short_help="Who does what when: tasks, dates, people, charts.")(plan.plan)
app.command(short_help="Candidates scored by weighted criteria.")(decide.score)
app.command(short_help="One page: which candidate, why, and what would change it.")(decide.decide)
app.command(short_help="The comparison as a page whose reader moves the figures.")(report.report)
app.command(short_help="The proposal to a client: prices, plan, risks, terms.")(propose.propose)
app.command(short_help="The cost model as a live Excel workbook.")(workbook.workbook)
app.command(short_help="Ask for a brief, and write it.")(init.init)
app.add_typer(catalog.app, name="catalog", short_help="Look at price lists.")
app.add_typer(playbook.app, name="playbook", short_help="Check what consultants know.")
app.add_typer(template.app, name="template", short_help="Your own look of proposals.")
app.command(short_help="The JSON Schema of the files people write.")(schema.schema)


def _version(wanted: bool) -> None:  # noqa: FBT001 - the parser calls it with the option's value
    if wanted:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def crm_planner(  # noqa: PLR0913 - every option is a parameter
    context: typer.Context,
    *,
    catalogs: Catalogs = None,
    playbook: Playbook = None,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What a CRM will cost, for several vendors side by side, every figure traceable to its source.

    Options written here hold for the command that follows, where it has them.

    \b
    Examples:
      crm-planner compare
      crm-planner --lang ru compare --users 25
    """  # noqa: D301 - \b keeps the parser from filling the lines
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG_USAGE)
    given = {"catalogs": catalogs, "playbook": playbook, "lang": lang, "no_color": no_color, "quiet": quiet}
    defaults = {name: value for name, value in given.items() if value}
    below = dict.fromkeys(("show", "lint", "diff", "test", "fmt"), defaults)
    context.default_map = {context.invoked_subcommand: {**defaults, **below}}


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (that of the process by default) and give its exit status; never raises an error."""
    try:
        prepare()
        ended = typer.main.get_command(app)(arguments, prog_name=PROGRAM, standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where everything ends
        return exit_status(error)
    return ended if isinstance(ended, int) else 0


OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""Loaded libraries are objects that stay: looking through them every 700, as Python does, is a tenth of the start."""


def main() -> None:
    """Run the program, and end the process with its status."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it searches every installed package for some
    status = run()
    gc.freeze()  # else the interpreter looks through every object once more to end, a fifth of its time
    sys.exit(status)
