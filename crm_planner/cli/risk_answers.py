"""Answers about risks on their way into a brief: given with `--answer`, or asked for with `--ask`."""

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
from crm_planner.text import mark

if TYPE_CHECKING:
    from crm_planner.playbook.with_risks import PlaybookWithRisks, WrittenPlaybookWithRisks


def record(path: str, given: Sequence[str], desk: Desk) -> None:
    """Write the answers of `--answer` into the brief at `path`: all of them, or none if one is wrong."""
    from crm_planner.risk.brief_check import faults

    checklist = desk.read_checklist().playbook
    wanted = load_brief(path, answers=given)
    if wrong := faults(wanted, checklist):
        raise DataError(wrong)
    named = {one.partition("=")[0].strip() for one in given}
    answers = {name: answer for name, answer in wanted.brief.answers.items() if name in named}
    written = write_answers(Path(path), answers, _wordings(answers, checklist, desk, wanted.brief.client.country))
    if not desk.quiet:
        complain(f"crm-planner: {_count(written)} written to {path}")


def interview(path: str, desk: Desk, *, everything: bool) -> bool:
    """Ask what the brief at `path` does not answer, every answer going there at once; whether nothing is left to ask.

    Raises UsageError where nobody can be asked, KeyboardInterrupt where the questions are left.
    """
    from crm_planner.risk.profile import profile

    checklist = desk.read_checklist()
    brief = load_brief(path).brief
    client = Client(brief.client.country, dict(brief.answers))

    def write(name: str, answer: str) -> None:
        write_answers(Path(path), {name: answer}, _wordings([name], checklist.playbook, desk, client.country))

    questions = profile(checklist.playbook, everything=everything)
    asking = Interview(desk.speech)
    interviewed = RiskInterview(asking, questions, write, _contradictions(path, desk, checklist))
    left = interviewed.left(client)
    if not left:
        return True
    if not can_ask():
        said = f"give --answer {left[0]}=no for each question, or write answers: {{{left[0]}: no}}"
        raise UsageError(f"there is no terminal to ask on; {said} into {path}")
    try:
        ended = interviewed.ask(client)
    except KeyboardInterrupt:
        _say_how_to_go_on(asking, interviewed, client)
        raise
    if not ended:
        _say_how_to_go_on(asking, interviewed, client)
    return ended


def _contradictions(path: str, desk: Desk, checklist: "WrittenPlaybookWithRisks") -> Contradictions:
    """A finder of contradictions; what the offers show does not change with the answers, and is found once."""
    from crm_planner.project import evidence, price
    from crm_planner.risk.contradictions import contradicted
    from crm_planner.risk.facts import find

    project = desk.project(load_brief(path)._replace(scenarios=()))
    found = find(evidence(project, checklist, price(project).estimates))
    return lambda answers: contradicted(checklist.playbook, answers, found)


def _wordings(names: Iterable[str], checklist: "PlaybookWithRisks", desk: Desk, country: str | None) -> dict[str, str]:
    """The questions in the reader's language, to stand behind new answers."""
    return {name: desk.speech.show(checklist.questions[name].wording(country)) for name in names}


def _say_how_to_go_on(asking: Interview, interviewed: RiskInterview, client: Client) -> None:
    """What is done and what is left, in the reader's language."""
    every = len(interviewed.questions)
    asking.paragraph("")
    asking.note(
        mark("{done} of {all} are answered, and all answers are in the file; the same command goes on from here"),
        done=every - len(interviewed.left(client)),
        all=every,
    )


def _count(written: int) -> str:
    return "1 answer" if written == 1 else f"{written} answers"
