"""What `crm-planner init` asks: each answer is tried in a brief before the next question, as the file will hold it."""

from collections.abc import Callable, Iterable
from typing import Any

from pydantic_core import PydanticCustomError

from crm_planner.cli.interview import Interview
from crm_planner.cli.new_brief import (
    AFTER_WISHES,
    BEFORE_WISHES,
    EACH_CONNECTION,
    EACH_WISH,
    KINDS,
    PEAK,
    RATE,
    RATE_DAY,
    SIZES,
    USERS,
    Answers,
    Question,
    checked,
    option_of,
    rate_of,
)
from crm_planner.errors import DataError
from crm_planner.place import Path, Place, Plain
from crm_planner.problem import Problem
from crm_planner.text import Message, mark


def missing(given: Answers) -> list[str]:
    """The options no brief can do without and that are not given."""
    return [one.option for one in BEFORE_WISHES if one.is_needed and one.path not in given]


def complete(given: Answers, currencies: Iterable[str], interview: Interview) -> Answers:
    """`given`, and the rest as it is answered; `currencies` are those of the price lists to be compared.

    Raises KeyboardInterrupt where the questions are left.
    """
    answers = dict(given)
    _ask_each(BEFORE_WISHES, answers, interview)
    for other in sorted({*currencies} - {answers["currency",]}):
        _ask_rate(other, answers, interview)
    for section, questions in (("customisations", EACH_WISH), ("integrations", EACH_CONNECTION)):
        if not any(path[0] == section for path in given):
            _ask_list(section, questions, answers, interview)
    _ask_each(AFTER_WISHES, answers, interview)
    return answers


def _ask_each(questions: tuple[Question, ...], answers: Answers, interview: Interview) -> None:
    for one in questions:
        if one.path not in answers and (one.after is None or one.after in answers):
            usual = str(answers[USERS]) if one.path == PEAK else one.usual
            _ask(one, one.path, answers, interview, usual)


def _ask_rate(other: str, answers: Answers, interview: Interview) -> None:
    """The rate of a currency, on the day of the prices."""
    path = rate_of(other)
    if path not in answers:
        wording = interview.speech.phrase(mark("One {other} in {currency}"), other=other, currency=answers["currency",])
        _ask(Question(path, "rate", wording, RATE), path, answers, interview, None)
    if path in answers:
        answers.setdefault(RATE_DAY, answers["date",])


def _ask_list(section: str, questions: tuple[Question, ...], answers: Answers, interview: Interview) -> None:
    """Entries of a list, until nothing is answered to the first question about one."""
    for number in range(10**6):
        for one in questions:
            found = _ask(one, (section, number, *one.path), answers, interview, one.usual)
            if not found and one is questions[0]:
                return


def _ask(question: Question, path: Path, answers: Answers, interview: Interview, usual: str | None) -> bool:
    """Put the answer to a question at `path`; whether there is one."""
    speech = interview.speech
    words = {"kind": KINDS, "size": SIZES}.get(str(path[-1]), ()) if path[0] == "customisations" else ()
    interview.paragraph("")
    needed = question.is_needed or bool(words)
    optional = "" if needed or usual else " " + speech.translate(mark("Enter leaves it out."))
    interview.paragraph(speech.translate(question.why) + optional)
    wording = speech.say(Message(question.wording, {"words": ", ".join(words)})) if words else question.wording
    typed = (interview.must if needed else interview.ask)(wording, _tried(path, answers), usual)
    if typed is not None:
        answers[path] = Plain(typed)
    return typed is not None


def _tried(path: Path, answers: Answers) -> Callable[[Any], object]:
    """A reader of the value at `path`: it is what a brief with the `answers` so far says of it."""

    def read(value: Any) -> object:
        try:
            return checked({**answers, path: value})
        except DataError as error:
            for problem in error.problems:
                if isinstance(problem, Problem) and problem.place == Place(option_of(path)):
                    said = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
                    raise PydanticCustomError("said", "{said}", {"said": said}) from None
            return value

    return read
