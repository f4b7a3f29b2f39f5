"""`crm-planner catalog test`: the checks of price lists and the cases beside them, and what none of them guards."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from crm_planner.cli.desk import chosen_day
from crm_planner.cli.options import Catalogs, NoColour, Playbook
from crm_planner.cli.progress import progress
from crm_planner.cli.streams import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from crm_planner.lint.guards import Verdict
    from crm_planner.lint.tested import Tested
    from crm_planner.lint.trials import Bench, Outcome


T = TypeVar("T")


class TestedFormat(StrEnum):
    """How the outcome is written."""

    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATHS]", help="Catalogs, cases, or folders of them. Without: all of yours."),
]
Mutate = Annotated[bool, typer.Option("--mutate", help="Falsify each figure in turn: some case must notice.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Price on this day what names none, instead of today.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
Form = Annotated[TestedFormat, typer.Option("--format", help="How to write it.")]


def run(  # noqa: PLR0913 - every option is a parameter
    paths: Paths = None,
    *,
    mutate: Mutate = False,
    as_of: AsOf = None,
    catalogs: Catalogs = None,
    playbook: Playbook = None,
    form: Form = TestedFormat.TABLE,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Run the checks of price lists and the cases in the folder `cases` beside them. A failure ends with status 1.

    \b
    Examples:
      crm-planner catalog test
      crm-planner catalog test vendor_catalogs --mutate
      crm-planner catalog test vendor_catalogs/cases/seed.yaml --format junit
    """  # noqa: D301 - \b keeps the parser from filling the lines
    bench = _bench(paths or ([catalogs] if catalogs else None), chosen_day(as_of), playbook)
    tested = _tested(bench, mutate=mutate, quiet=quiet)
    write(_written(tested, form), utf8=form is not TestedFormat.TABLE)
    raise typer.Exit(tested.exit_status)


def _bench(paths: list[Path] | None, day: "date", playbook: Path | None) -> "Bench":
    """Everything that is to be tested, read. Cases that lie far from any catalog are about the usual ones."""
    from crm_planner.catalog.candidate import WrittenCatalog
    from crm_planner.files.bundled import folder
    from crm_planner.files.playbooks import load_playbook
    from crm_planner.files.settings import load_settings
    from crm_planner.files.trial_inputs import Named, files_to_test, read_to_test
    from crm_planner.lint.trials import Bench

    settings = load_settings(Path())
    usual = Named(settings.catalogs or folder("vendor_catalogs"), str(settings.catalogs or "vendor_catalogs"))
    named = [Named(path, str(path)) for path in paths or ()] or [usual]
    sheets = tuple(read_to_test(files_to_test(named), settings.catalogs))
    if not any(isinstance(sheet.written, WrittenCatalog) or sheet.problems for sheet in sheets):
        sheets = tuple(read_to_test(files_to_test((*named, usual._replace(asked=False))), settings.catalogs))
    return Bench(sheets, load_playbook(playbook or settings.playbook).at_vendors_prices(), day)


def _tested(bench: "Bench", *, mutate: bool, quiet: bool) -> "Tested":
    """Every trial run and, if wanted, every falsification tried; a bar counts each of the two."""
    from crm_planner.lint.tested import Tested

    with progress(len(bench.waiting), quiet=quiet) as step:
        outcomes = _stepped(bench.run(), step)
    return Tested(bench.sheets, outcomes, _verdicts(bench, outcomes, quiet=quiet) if mutate else None)


def _verdicts(bench: "Bench", outcomes: "Iterable[Outcome]", *, quiet: bool) -> "tuple[Verdict, ...]":
    from crm_planner.lint.guards import judge, suspects

    waiting = tuple(suspects(bench, outcomes))
    with progress(len(waiting), quiet=quiet) as step:
        return _stepped((judge(suspect, bench) for suspect in waiting), step)


def _stepped(each: "Iterable[T]", step: Callable[[], None]) -> "tuple[T, ...]":
    """All of `each`, with a step after each."""
    done = []
    for one in each:
        done.append(one)
        step()
    return tuple(done)


def _written(tested: "Tested", form: TestedFormat) -> str:
    """The outcome in the format asked for; only its own module is loaded."""
    module = "tested" if form is TestedFormat.TABLE else f"tested_{form}"
    render: Callable[[Tested], str] = getattr(import_module(f"crm_planner.documents.{module}"), f"tested_{form}")
    return render(tested)
