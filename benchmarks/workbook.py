"""The whole live workbook of a brief over five years: against openpyxl writing as many plain cells, and as a process.

python -m benchmarks.workbook
"""

import gc
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from openpyxl import Workbook

from benchmarks.ratios import interleaved, report
from benchmarks.start_up import FLOOR, PROGRAM, run
from crm_planner.cli.desk import Desk
from crm_planner.cli.main import OBJECTS_BETWEEN_COLLECTIONS
from crm_planner.decision.decide import decide
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.workbook import book_of
from crm_planner.files.briefs import load_brief
from crm_planner.living.model import living

ROUNDS = 9
BRIEF = Path(__file__).parents[1] / "examples" / "firm-of-25.yaml"
PLAIN, OURS = "openpyxl, plain cells", "the live workbook"
WHOLE = "crm-planner workbook"
AIMS_IN_PROCESS = {OURS: 2}

LARGEST = 200_000
"""Bytes."""

DAY = date(2026, 11, 23)
OPENPYXL = "import openpyxl, io; b = openpyxl.Workbook(); b.active['A1'] = 1; b.save(io.BytesIO())"


def told() -> tuple[Desk, Told]:
    """Three candidates over five years, priced and judged."""
    desk = Desk.open(lang="en", no_color=True, quiet=True)
    project = desk.project(load_brief(str(BRIEF), years="5"))
    project = project._replace(brief=project.brief._replace(scenarios=()))
    knowledge = desk.read_checklist()
    return desk, Told(project, living(project, knowledge), decide(project, knowledge), DAY)


def ours(desk: Desk, known: Told) -> bytes:
    """Sheets laid out, formulas compiled, values computed, the file written."""
    return book_of(known, desk.speech).written()


def plain(rows: int, columns: int) -> bytes:
    """As many cells with a number, nothing else."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            sheet.cell(row, column, row * column)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """Seconds of one call."""

    def seconds() -> float:
        began = perf_counter()
        work()
        return perf_counter() - began

    return seconds


def main() -> None:
    """In process, with garbage collected as rarely as by the command, then as whole processes, then the size."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    desk, known = told()
    book = book_of(known, desk.speech)
    cells, columns = sum(len(sheet.cells) for sheet in book.sheets), 10
    print(f"workbook of {BRIEF.name} over 5 years: {len(book.sheets)} sheets, {cells:,} cells, {ROUNDS} rounds")
    contenders = {
        PLAIN: timed(lambda: plain(cells // columns, columns)),
        OURS: timed(lambda: ours(desk, known)),
    }
    report(interleaved(contenders, ROUNDS), PLAIN, AIMS_IN_PROCESS)
    with TemporaryDirectory() as folder:
        command = [PROGRAM, "workbook", str(BRIEF), "--years", "5", "--quiet", "--force"]
        processes = {
            FLOOR: run([sys.executable, "-c", "pass"]),
            "openpyxl, one cell": run([sys.executable, "-c", OPENPYXL]),
            WHOLE: run([*command, "-o", str(Path(folder) / "book.xlsx")]),
        }
        report(interleaved(processes, ROUNDS), FLOOR, {})
    print(f"size {len(ours(desk, known)):,} bytes, aim <= {LARGEST:,}")


if __name__ == "__main__":
    main()
