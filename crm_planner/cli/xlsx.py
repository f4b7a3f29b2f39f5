"""Writing a workbook: into a file that is named, or to standard output where something reads it."""

from pathlib import Path
from typing import Annotated

import typer

from crm_planner.cli.catalog_import import Force
from crm_planner.cli.streams import complain, write_bytes
from crm_planner.errors import UsageError

__all__ = ["Force", "XlsxOutput", "deliver_workbook", "refuse_early"]

XlsxOutput = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write the workbook; - standard output.")
]


def refuse_early(output: Path | None, *, force: bool) -> None:
    """Refuse what cannot be written before anything is computed. Raises UsageError and OutputError."""
    if output is None:
        raise UsageError("a workbook needs a file: -o FILE.xlsx (- writes it to standard output)")
    if str(output) != "-":
        from crm_planner.files.writing import refuse_early as refused

        refused(output, replace=force)


def deliver_workbook(data: bytes, output: Path | None, *, force: bool, quiet: bool) -> None:
    """Write the finished file. Raises OutputError."""
    if output is None or str(output) == "-":
        write_bytes(data)
        return
    from crm_planner.files.writing import write_whole

    write_whole(output, data, replace=force)
    if not quiet:
        complain(f"crm-planner: written to {output}")
