"""What the linter of playbooks reads: the files of one playbook, and what is found in them over the shipped one."""

from collections.abc import Iterable
from pathlib import Path

from crm_planner.errors import DataError, InputError
from crm_planner.files.bundled import folder
from crm_planner.files.comments import linter_comments
from crm_planner.files.playbooks import SHIPPED, load_whole_playbook, playbook_files
from crm_planner.files.reading import read_bytes
from crm_planner.lint.check import Checked, Reading, Report
from crm_planner.lint.checklist_check import CHECKLIST_BOOK, findings_in
from crm_planner.lint.selection import Selection
from crm_planner.lint.suppression import silenced
from crm_planner.place import Place
from crm_planner.problem import Problem


def playbook_report(path: Path | None, asked: Selection) -> Report:
    """Every file of the playbook at `path` (the shipped one without) with its findings. Never raises on bad input."""
    try:
        readings = _readings(path)
    except InputError as error:
        problem = error.args[0]
        found = problem if isinstance(problem, Problem) else Problem(Place(str(path)), "IO005", str(problem))
        return Report((Checked(found.place.file, (found,), unreadable=True),), asked)
    every = list(_findings(path, asked))
    return Report(tuple(_checked(reading, every, asked) for reading in readings), asked)


def _readings(path: Path | None) -> list[Reading]:
    root = path or folder("playbooks") / SHIPPED
    shown = str(path) if path else f"playbooks/{SHIPPED}"
    files = playbook_files(root)
    names = [shown if file == root else str(Path(shown) / file.relative_to(root)) for file in files]
    return [_reading(file, name) for file, name in zip(files, names, strict=True)]


def _reading(file: Path, name: str) -> Reading:
    text = read_bytes(file).decode("utf-8", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Reading(name, text=text)


def _findings(path: Path | None, asked: Selection) -> Iterable[Problem]:
    """What reading finds; if it finds no error, what the rules find."""
    try:
        written = load_whole_playbook(path)
    except DataError as error:
        return [problem for problem in error.problems if isinstance(problem, Problem)]
    codes = [rule.code for rule in CHECKLIST_BOOK if asked.wants(rule.code)]
    return [*(one for one in written.warnings if asked.wants(one.code)), *findings_in(written, codes)]


def _checked(reading: Reading, every: list[Problem], asked: Selection) -> Checked:
    """The findings in one file, less those a comment silences. A file that cannot be read has no comments."""
    own = [problem for problem in every if problem.place.file == reading.file]
    unread = any(problem.severity == "error" and not problem.code.startswith(("RSK1", "WBS1")) for problem in every)
    comments = () if unread else linter_comments(reading.text)
    active = {rule.code for rule in CHECKLIST_BOOK if asked.wants(rule.code)} | {"CAT901", "CAT902"}
    kept = [asked.weighed(one) for one in silenced(own, comments, reading.file, active)]
    in_order = sorted(kept, key=lambda one: (one.place, one.code, one.message))
    return Checked(reading.file, tuple(in_order), reading.text)
