"""Answers to the checklist of risks written into a client's brief, whose comments and layout stay as they are."""

from collections.abc import Mapping
from itertools import filterfalse
from pathlib import Path

from crm_planner.brief.model import Brief
from crm_planner.errors import DataError, OutputError
from crm_planner.files.canonical import comments
from crm_planner.files.reading import read_bytes
from crm_planner.files.splicing import Entry, with_entry
from crm_planner.files.typed import read_document
from crm_planner.files.writing import write_whole
from crm_planner.place import Place
from crm_planner.problem import Problem

SECTION = "answers"


def write_answers(path: Path, answers: Mapping[str, str], wordings: Mapping[str, str]) -> int:
    """Write `answers` by question id into the brief at `path`; `wordings` become comments behind new ones.

    The file is read anew, so what somebody else changed meanwhile stays; it is replaced at once by a finished one,
    and only after the new text was read and found to say the same and the answers. Nothing is written where it says
    so already. Gives the number of answers that are new. Raises InputError, DataError, OutputError.
    """
    data = read_bytes(path)
    before, _, _ = read_document(Brief, data, str(path))
    new = {name: answer for name, answer in answers.items() if before.answers.get(name) != answer}
    if not new:
        return 0
    text = data.decode("utf-8")
    anew = text
    for name, answer in new.items():
        anew = with_entry(anew, SECTION, Entry(name, answer, wordings.get(name, "")))
    wanted = before.model_copy(update={SECTION: {**before.answers, **new}})
    if not says(anew, wanted, text):
        listed = ", ".join(f"{name}: {answer}" for name, answer in new.items())
        said, hint = "nothing can be added to a file laid out like this", f"Write it yourself: answers: {{{listed}}}"
        raise OutputError(Problem(Place(str(path)), "OUT003", said, hint))
    write_whole(path.resolve(), anew.encode("utf-8"), replace=True)
    return len(new)


def says(anew: str, wanted: Brief, before: str) -> bool:
    """Whether a text is the brief that is wanted, with every comment that was there, in their order."""
    try:
        now, _, _ = read_document(Brief, anew.encode("utf-8"), "")
    except DataError:
        return False
    kept = iter(comments(_plain(anew)))
    return now == wanted and not list(filterfalse(lambda comment: comment in kept, comments(_plain(before))))


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
