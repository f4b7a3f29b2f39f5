"""`crm-planner workbook --check`: what a client changed in a workbook, its totals now, the brief that says so."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from crm_planner.cli.desk import Desk
from crm_planner.cli.streams import complain, write
from crm_planner.cli.workbook_made import plain_text, told_of
from crm_planner.errors import DataError
from crm_planner.files.reading import called, read_bytes

if TYPE_CHECKING:
    from crm_planner.documents.workbook.book import Book
    from crm_planner.documents.workbook.checked import Checked
    from crm_planner.documents.workbook.origin import Origin
    from crm_planner.documents.workbook.told import Told
    from crm_planner.living.returned import Pages


def check_workbook(desk: Desk, path: str, brief: str | None, form: str, output: Path | None, *, force: bool) -> None:
    """Say what differs in the workbook at `path` from the one that was sent; end with 1 if more than inputs does.

    `brief` takes the place of the one the workbook carries. With `output` the moved brief is written there. Raises
    InputError, DataError, OutputError.
    """
    from crm_planner.documents.workbook.checked import check
    from crm_planner.documents.workbook.checked_text import checked_json, checked_text
    from crm_planner.documents.workbook.origin import origin_of
    from crm_planner.files.workbooks import load_pages

    if output is not None:
        from crm_planner.files.writing import refuse_early

        refuse_early(output, replace=force)
    file, back = called(path), load_pages(path)
    origin = origin_of(back, file, None if brief is None else _text(brief))
    told, book, sent = _made_again(desk, origin, file)
    checked = check(book, told, sent, back, file)
    currency = told.living.comparison.currency
    write((checked_json if form == "json" else checked_text)(checked, currency), utf8=form == "json")
    for problem in checked.problems:
        complain(str(problem))
    if output is not None and not checked.problems:
        _write_brief(told, checked, output, desk, force=force)
    if not checked.only_inputs:
        raise typer.Exit(1)


def _text(brief: str) -> str:
    """The text of a brief. Raises InputError, and DataError where it is none."""
    from crm_planner.files.briefs import load_brief

    data = read_bytes(brief)
    load_brief(brief, data=data)
    return plain_text(data)


def _made_again(desk: Desk, origin: "Origin", file: str) -> tuple["Told", "Book", "Pages"]:
    """The workbook as it was sent. Raises DataError where this program, with these price lists, makes another one."""
    from crm_planner.documents.wording import Speech
    from crm_planner.documents.workbook.origin import not_made_again, origin_of
    from crm_planner.documents.workbook.workbook import finished_book
    from crm_planner.files.briefs import load_brief
    from crm_planner.files.bundled import folder
    from crm_planner.files.workbooks import read_pages

    desk = desk._replace(speech=Speech(origin.language, folder("templates") / "wording"))
    project = desk.project(load_brief(origin.file, data=origin.text.encode())._replace(scenarios=()))
    told = told_of(desk, project._replace(today=origin.day), origin)
    book, data = finished_book(told, desk.speech)
    sent = read_pages(data, file)
    if origin_of(sent, file).stamp != origin.stamp:
        raise DataError([not_made_again(origin, file)])
    return told, book, sent


def _write_brief(told: "Told", checked: "Checked", output: Path, desk: Desk, *, force: bool) -> None:
    """The brief the workbook was made from with the inputs as they are now."""
    from crm_planner.files.moved_brief import moved_text
    from crm_planner.files.writing import write_whole
    from crm_planner.living.moved import brief_changes

    if told.origin is None:  # never: the workbook has just been made from it
        return
    changes = brief_changes(told.project.brief.brief, told.living, checked.values)
    write_whole(output, moved_text(told.origin.text, changes, told.origin.file).encode(), replace=force)
    if not desk.quiet:
        complain(f"crm-planner: written to {output}")
