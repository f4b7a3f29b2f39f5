"""`crm-planner catalog fmt`: files in canonical layout, no value changed and no comment lost."""

from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from crm_planner.cli.failures import BUG, exit_status
from crm_planner.cli.options import Catalogs
from crm_planner.cli.streams import complain, write
from crm_planner.errors import CrmPlannerError, DataError, InputError, OutputError, UsageError
from crm_planner.files.reading import STANDARD_INPUT

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]",
        help="Files, or folders of them; - reads standard input. Without: the project's catalogs.",
        readable=False,  # the reader of files says it in our words, with its own exit status
    ),
]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; name what is not in canonical layout: status 1.")]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change: status 1.")]

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")]


class Outcome(NamedTuple):
    """What became of the files: how many changed, how many were as they should be, and the status to end with."""

    changed: int = 0
    unchanged: int = 0
    status: int = 0

    def and_one(self, *, changed: bool) -> "Outcome":
        return self._replace(changed=self.changed + changed, unchanged=self.unchanged + (not changed))

    def failed(self, status: int) -> "Outcome":
        return self._replace(status=max(self.status, status))


def fmt(
    paths: Paths = None,
    *,
    check: Check = False,
    diff: Diff = False,
    catalogs: Catalogs = None,
    quiet: Quiet = False,
) -> None:
    """Lay out catalogs, price books, cases, briefs and playbooks in one way. Values and comments stay as they are.

    Names of files that were rewritten go to standard output. A file that cannot be read is left alone.

    \b
    Examples:
      crm-planner catalog fmt vendor_catalogs
      crm-planner catalog fmt --check .
      crm-planner catalog fmt --diff my-prices.yaml
      crm-planner catalog fmt - < draft.yaml
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.canonical import files_to_format

    wanted = _wanted(paths, catalogs)
    if [str(path) for path in wanted] == [STANDARD_INPUT]:
        raise typer.Exit(_standard_input(check=check, diff=diff))
    outcome = Outcome()
    for found in files_to_format(wanted):
        try:
            if found.error is not None:
                raise found.error
            outcome = outcome.and_one(changed=_file(found.path, check=check, diff=diff))
        except (DataError, InputError, OutputError) as error:
            outcome = outcome.failed(exit_status(error))
        except CrmPlannerError as error:
            complain(f"crm-planner: {error}. This is a fault of the program; please report it")
            outcome = outcome.failed(BUG)
    if not quiet:
        complain(_summary(outcome, changes_nothing=check or diff))
    raise typer.Exit(outcome.status or int(bool(outcome.changed) and (check or diff)))


def _wanted(paths: Iterable[Path] | None, catalogs: Path | None) -> list[Path]:
    """What was named, else the project's catalogs: what came with the program is not ours to rewrite."""
    from crm_planner.files.settings import load_settings

    named = list(paths or ([catalogs] if catalogs else []))
    usual = load_settings(Path()).catalogs if not named else None
    wanted = named or ([usual] if usual else [])
    if not wanted:
        raise UsageError("name files or folders, or set catalogs in crm-planner.toml; . is this folder")
    if len(wanted) > 1 and STANDARD_INPUT in map(str, wanted):
        raise UsageError("- is standard input, and stands alone")
    return wanted


def _file(path: Path, *, check: bool, diff: bool) -> bool:
    """Whether the file was not in canonical layout; it is now, unless nothing is to be written."""
    from crm_planner.files.canonical import canonical
    from crm_planner.files.reading import read_bytes
    from crm_planner.files.writing import write_whole

    data = read_bytes(path)
    anew = canonical(data, str(path))
    if anew == data:
        return False
    if diff:
        write(_difference(data, anew, str(path)))
        return True
    if not check:
        write_whole(path.resolve(), anew, replace=True)
    write(f"{path}\n")
    return True


def _standard_input(*, check: bool, diff: bool) -> int:
    """Standard input laid out on standard output; the status to end with."""
    from crm_planner.files.canonical import canonical
    from crm_planner.files.reading import read_bytes

    data = read_bytes(STANDARD_INPUT)
    anew = canonical(data, "standard input")
    if not check and not diff:
        write(anew.decode("utf-8"), utf8=True)
        return 0
    if anew == data:
        return 0
    write(_difference(data, anew, "standard input") if diff else "standard input\n")
    return 1


def _difference(before: bytes, after: bytes, name: str) -> str:
    """What would change, as `diff -u` writes it."""
    old, new = (data.decode("utf-8").splitlines(keepends=True) for data in (before, after))
    lines = unified_diff(old, new, name, f"{name}, laid out")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _summary(outcome: Outcome, *, changes_nothing: bool) -> str:
    done = "would be rewritten" if changes_nothing else "rewritten"
    return f"{_files(outcome.changed)} {done}, {outcome.unchanged} already in canonical layout"


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"
