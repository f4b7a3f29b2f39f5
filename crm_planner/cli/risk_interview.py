"""Asking a client the questions of the risk checklist, one by one; every answer is in the brief before the next."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from crm_planner.cli.interview import Interview
from crm_planner.documents.page import other_languages
from crm_planner.documents.risk_banner import contradiction_in_words
from crm_planner.documents.risk_names import ANSWERS, answer_in_words
from crm_planner.playbook.checklist import Question
from crm_planner.risk.contradictions import Contradicted
from crm_planner.risk.profile import Asked
from crm_planner.text import Message, mark

Write = Callable[[str, str], None]
"""Puts the answer to a question, by its id, where it is kept."""

Contradictions = Callable[[Mapping[str, str]], Sequence[Contradicted]]
"""What in these answers cannot all be true."""


class Step(StrEnum):
    """What somebody may say instead of an answer."""

    SKIP = "skip"
    BACK = "back"
    QUIT = "quit"
    WHY = "why"


STEPS: dict[str, str] = {
    Step.SKIP: mark("skip"),
    Step.BACK: mark("back"),
    Step.QUIT: mark("quit"),
    Step.WHY: mark("why"),
}
_KEYS: dict[str, str] = {
    "yes": "y",
    "no": "n",
    "unknown": "u",
    "not_applicable": "x",
    Step.SKIP: "s",
    Step.BACK: "b",
    Step.QUIT: "q",
    Step.WHY: "?",
}
"""One key for each, on any keyboard; the whole word counts too, in English and in the reader's language."""


class Client(NamedTuple):
    """Who is asked: the country decides how a question is worded, the answers which are left to ask."""

    country: str | None
    answers: dict[str, str]


class RiskInterview:
    """The questions of a profile and where in it we are; left alone, it has lost nothing."""

    def __init__(
        self, interview: Interview, questions: Sequence[Asked], write: Write, contradictions: Contradictions
    ) -> None:
        self.interview = interview
        self.questions = questions
        self.write = write
        self.contradictions = contradictions
        self.skipped: set[str] = set()
        self.admitted: set[str] = set()
        self.words = _words(interview)

    def ask(self, client: Client) -> bool:
        """Ask what has no answer yet; whether the end was reached. `client.answers` and the file hold the answers."""
        at = self._following(-1, client)
        if at is not None:
            self._explain_keys()
        while at is not None:
            said = self._one(at, client)
            if said is Step.QUIT:
                return False
            if said is Step.BACK:
                at = self._before(at)
                continue
            if said is Step.SKIP:
                self.skipped.add(self.questions[at].id)
            else:
                self._take(self.questions[at].id, said, client)
            at = self._following(at, client)
        return True

    def _following(self, at: int, client: Client) -> int | None:
        """The next question behind `at` that is neither answered nor skipped."""
        done = {*client.answers, *self.skipped}
        return next((n for n in range(at + 1, len(self.questions)) if self.questions[n].id not in done), None)

    def _before(self, at: int) -> int:
        if at == 0:
            self.interview.note(mark("This is the first question"))
        return max(at - 1, 0)

    def _one(self, at: int, client: Client) -> str:
        """The answer to a question, or a step."""
        asked = self.questions[at]
        self._head(at, asked, client)
        choices = "y/n/u/x, 1-5" if asked.question.graded else "y/n/u/x"
        present = client.answers.get(asked.id)
        shown = f" [{self._word(present)}]" if present else ""
        while True:
            typed = self.interview.line(f"  {choices}{shown}: ")
            said = self._meant(typed, asked.question) if typed else present or Step.SKIP
            if said is Step.WHY:
                self._why(asked)
            elif said is not None:
                return said
            else:
                self.interview.note(mark("That is no answer to this question"))
                self._explain_keys()

    def _head(self, at: int, asked: Asked, client: Client) -> None:
        speech = self.interview.speech
        values = {"number": at + 1, "all": len(self.questions), "id": asked.id, "risk": asked.risk.name}
        self.interview.paragraph("")
        self.interview.paragraph(speech.phrase(mark("{number} of {all}  {id}  {risk}"), **values))
        self.interview.paragraph(speech.show(asked.question.wording(client.country)), indent=2)
        self._admit()

    def _why(self, asked: Asked) -> None:
        speech = self.interview.speech
        for wording, text in ((mark("Cause: {text}"), asked.risk.cause), (_CONSEQUENCE, asked.risk.consequence)):
            self.interview.paragraph(speech.phrase(wording, text=text), indent=2)
        self._admit()

    def _admit(self) -> None:
        """Say once of each language that it had to stand in for the reader's."""
        speech = self.interview.speech
        if new := speech.fell_back - self.admitted:
            self.interview.tell(speech.say(other_languages(new)))
            self.admitted |= new

    def _meant(self, typed: str, question: Question) -> str | None:
        """The answer or step a word stands for; None for what is neither. Wide digits and letters count."""
        plain = unicodedata.normalize("NFKC", typed).casefold()
        if plain in self.words:
            return self.words[plain]
        return plain if question.graded and plain in {"1", "2", "3", "4", "5"} else None

    def _take(self, name: str, answer: str, client: Client) -> None:
        """Keep an answer, and say at once what it contradicts."""
        if client.answers.get(name) == answer:
            return
        before = {one.id for one in self.contradictions(client.answers)}
        self.write(name, answer)
        client.answers[name] = answer
        for one in self.contradictions(client.answers):
            if one.id not in before:
                self.interview.paragraph(self.interview.speech.say(contradiction_in_words(one)), indent=2)
                self.interview.note(mark("Keep both, or go back (b) and correct one"))

    def _word(self, answer: str) -> str:
        return self.interview.speech.show(answer_in_words(answer))

    def _explain_keys(self) -> None:
        speech = self.interview.speech
        keys = [f"{_KEYS[answer]} {self._word(answer)}" for answer in ANSWERS]
        steps = [f"{_KEYS[step]} {speech.translate(wording)}" for step, wording in STEPS.items()]
        degrees = mark("where 1-5 is offered: 1 not at all, 5 fully. Enter skips")
        self.interview.paragraph(" | ".join([*keys, *steps]), indent=2)
        self.interview.paragraph(speech.phrase(degrees), indent=2)


_CONSEQUENCE = mark("Consequence: {text}")


def _words(interview: Interview) -> dict[str, str]:
    """Every word that is understood, in small letters, and what it means; a key is never another's word."""
    speech = interview.speech
    named: dict[str, str] = {**ANSWERS, **STEPS}
    words: dict[str, str] = {}
    for meant, wording in named.items():
        for word in (meant, wording, speech.say(Message(wording))):
            words.setdefault(unicodedata.normalize("NFKC", word).casefold(), meant)
    return words | {key: meant for meant, key in _KEYS.items()}
