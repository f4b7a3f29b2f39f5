"""Answers about risks on their way into a brief: given with `--answer`, or asked for with `--ask`."""

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm_planner.cli.desk import Desk
from crm_planner.cli.interview import Interview, can_ask
from crm_planner.cli.risk_interview import Client, Contradictions, RiskInterview
from crm_planner.cli.streams import complain
from crm_planner.errors import DataError, UsageError
from crm_planner.files.answers import write_answers
from crm_planner.files.briefs import load_brief
from crm_planner.files.writing import refuse_early
from crm_planner.text import mark

if TYPE_CHECKING:
    from crm_planner.brief.model import WrittenBrief
    from crm_planner.playbook.with_risks import PlaybookWithRisks, WrittenPlaybookWithRisks


def record(path: str, given: Sequence[str], desk: Desk) -> None:
    """Write the answers of `--answer` into the brief at `path`: all of them, or none if one is wrong.

    Raises UsageError, InputError, DataError, OutputError.
    """
    written, checklist = _read(path, desk, given)
    brief = written.brief
    named = {one.partition("=")[0].strip() for one in given}
    answers = {name: answer for name, answer in brief.answers.items() if name in named}
    count = write_answers(Path(path), answers, _wordings(answers, checklist.playbook, desk, brief.client.country))
    if not desk.quiet:
        complain(f"crm-planner: {_count(count)} written to {path}")


def interview(path: str, desk: Desk, *, everything: bool) -> bool:
    """Ask what the brief at `path` does not answer, every answer going there at once; whether the end was reached.

    Raises UsageError where nobody can be asked, KeyboardInterrupt where the questions are left; else as `record`.
    """
    from crm_planner.risk.profile import profile, unanswered

    written, checklist = _read(path, desk)
    questions = profile(checklist.playbook, everything=everything)
    client = Client(written.brief.client.country, dict(written.brief.answers))
    left = unanswered(questions, client.answers)
    if not left:
        return True
    if not can_ask():
        said = f"give --answer {left[0]}=no for each question, or write answers: {{{left[0]}: no}}"
        raise UsageError(f"there is no terminal to ask on; {said} into {path}")
    refuse_early(Path(path).resolve(), replace=True)

    def write(name: str, answer: str) -> None:
        write_answers(Path(path), {name: answer}, _wordings([name], checklist.playbook, desk, client.country))

    asking = Interview(desk.speech)
    interviewed = RiskInterview(asking, questions, write, _contradictions(written, checklist, desk))
    ended = False
    try:
        ended = interviewed.ask(client)
    finally:
        if not ended:
            done = len(questions) - len(unanswered(questions, client.answers))
            again = f"crm-planner risks {shlex.quote(path)} --{'all' if everything else 'ask'}"
            _say_how_to_go_on(asking, done, len(questions), again)
    return ended


def _read(path: str, desk: Desk, given: Sequence[str] = ()) -> "tuple[WrittenBrief, WrittenPlaybookWithRisks]":
    """The brief with the answers that are `given`, and the checklist that knows all that is answered."""
    from crm_planner.risk.brief_check import faults

    written, checklist = load_brief(path, answers=given), desk.read_checklist()
    if wrong := faults(written, checklist.playbook):
        raise DataError(wrong)
    return written, checklist


def _contradictions(written: "WrittenBrief", checklist: "WrittenPlaybookWithRisks", desk: Desk) -> Contradictions:
    """A finder of contradictions; what the offers show does not change with the answers, and is found once."""
    from crm_planner.project import evidence, price
    from crm_planner.risk.contradictions import contradicted
    from crm_planner.risk.facts import find

    try:
        project = desk._replace(quiet=True).project(written._replace(scenarios=()))  # warnings come with the result
        found = find(evidence(project, checklist, price(project).estimates))
    except (DataError, UsageError):  # such as a rate of exchange nobody has given: the result says it
        found = {}
    return lambda answers: contradicted(checklist.playbook, answers, found)


def _wordings(names: Iterable[str], checklist: "PlaybookWithRisks", desk: Desk, country: str | None) -> dict[str, str]:
    """The questions in the reader's language, to stand behind new answers."""
    return {name: desk.speech.show(checklist.questions[name].wording(country)) for name in names}


def _say_how_to_go_on(asking: Interview, done: int, every: int, again: str) -> None:
    """What is done and how it goes on, in the reader's language."""
    wording = mark("{done} of {all} are answered, and all answers are in the file. To go on: {command}")
    asking.paragraph("")
    asking.note(wording, done=done, all=every, command=again)


def _count(written: int) -> str:
    return "1 answer" if written == 1 else f"{written} answers"
