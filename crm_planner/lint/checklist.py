"""RSK1xx: what a checklist of risks leaves out, so that a risk is never shown, never helped, or not understood."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.lint.rulebook import Finding, Rulebook
from crm_planner.place import Path, Place
from crm_planner.text import LANGUAGES, PLAIN, Text

if TYPE_CHECKING:
    from crm_planner.playbook.checklist import Mitigation, Risk
    from crm_planner.playbook.whole import WrittenWholePlaybook

RULES = Rulebook()

_IN_FULL = ("en", "ru")
"""Languages of every text; names, questions and what stops a project are in all the product speaks."""


class PlaybookSubject(NamedTuple):
    """One playbook under examination, laid over the shipped one."""

    written: "WrittenWholePlaybook"

    @property
    def risks(self) -> "dict[str, Risk]":
        return self.written.playbook.asked

    def place(self, path: Path) -> Place:
        """Where something of the playbook is written."""
        return self.written.source.place(path)


@RULES.rule("RSK101")
def gate_without_mitigation(subject: PlaybookSubject) -> Iterator[Finding]:
    """A risk has a gate and no mitigation.

    ## Why
    A gate that stops or warns must say what would open it; otherwise the owner is told no and nothing else.

    ## Bad
    ```yaml
    risks:
      ZZ-01:
        side: client
        phase: selection
        name: No lawyer
        cause: Nobody reads the contract.
        consequence: Its terms are a surprise.
        likelihood: 3
        impact: 3
        effects:
          cost: {category: ALL, percent: {low: 1, likely: 5, high: 20}}
          schedule: {days: {low: 0, likely: 1, high: 5}}
        gate: soft
        questions: {ZZ-01.1: {ask: Has a lawyer read the contract?, risk_if: no}}
    ```

    ## Good
    ```yaml
    risks:
      ZZ-01:
        side: client
        phase: selection
        name: No lawyer
        cause: Nobody reads the contract.
        consequence: Its terms are a surprise.
        likelihood: 3
        impact: 3
        effects:
          cost: {category: ALL, percent: {low: 1, likely: 5, high: 20}}
          schedule: {days: {low: 0, likely: 1, high: 5}}
        gate: soft
        questions: {ZZ-01.1: {ask: Has a lawyer read the contract?, risk_if: no}}
        mitigations:
          ZZ-01.m1:
            action: Have a lawyer read it
            owner: sponsor
            hours: {low: 2, likely: 4, high: 8}
            reduces: {likelihood: 2}
    ```

    ## Fix
    Add a mitigation: an action, the role that does it, its hours, and what it reduces.
    """
    for name, risk in subject.risks.items():
        if risk.gate != "none" and not risk.mitigations:
            yield Finding(("risks", name), f"{name} has a {risk.gate} gate and no mitigation", "Add `mitigations: ...`")


@RULES.rule("RSK102", severity="warning")
def text_without_a_language(subject: PlaybookSubject) -> Iterator[Finding]:
    """A text of the checklist is missing in a language its readers may ask for.

    ## Why
    The reader then gets another language, and is told so. Every text is in English and Russian; names, questions, what
    stops a project and contradictions are in Japanese too. A text written without a language fits every reader.

    ## Bad
    ```yaml
    risks:
      CL-05: {name: {en: No training}}
    ```

    ## Good
    ```yaml
    risks:
      CL-05: {name: {en: No training, ru: Нет обучения, ja: 研修なし}}
    ```

    ## Fix
    Write the text in the missing languages, or plainly if all your readers share one.
    """
    for path, text, wanted in _texts(subject):
        yield from languages_missing(path, text, wanted)


def languages_missing(path: Path, text: Text, wanted: tuple[str, ...]) -> Iterator[Finding]:
    """A finding where `text` lacks some of the languages `wanted`; a plain text fits every reader."""
    there = text.by_language
    missing = [language for language in wanted if language not in there and PLAIN not in there]
    if missing:
        yield Finding(path, f"the text is not written in {', '.join(missing)}", "Write it, or one plain text")


def _texts(subject: PlaybookSubject) -> Iterator[tuple[Path, Text, tuple[str, ...]]]:
    for name, risk in subject.risks.items():
        at = ("risks", name)
        yield from _each(at, LANGUAGES, {"name": risk.name, "stop": risk.stop})
        yield from _each(at, _IN_FULL, {"cause": risk.cause, "consequence": risk.consequence, "basis": risk.basis})
        yield from (((*at, "signs", number), sign, _IN_FULL) for number, sign in enumerate(risk.signs))
        for key, question in risk.questions.items():
            asked = {"ask": question.ask, **question.in_country}
            for part, text in asked.items():
                inside = ("ask",) if part == "ask" else ("in_country", part)
                yield (*at, "questions", key, *inside), text, LANGUAGES
        for key, mitigation in risk.mitigations.items():
            yield (*at, "mitigations", key, "action"), mitigation.action, _IN_FULL
    for name, contradiction in subject.written.playbook.contradictions.items():
        yield ("contradictions", name, "why"), contradiction.why, LANGUAGES


def _each(
    at: Path, wanted: tuple[str, ...], texts: dict[str, Text | None]
) -> Iterable[tuple[Path, Text, tuple[str, ...]]]:
    return [((*at, key), text, wanted) for key, text in texts.items() if text is not None]


@RULES.rule("RSK103")
def risk_that_nothing_shows(subject: PlaybookSubject) -> Iterator[Finding]:
    """A risk has neither a question nor a fact that could show it.

    ## Why
    It stays "not assessed" for ever, and a hard gate on it could never be passed.

    ## Bad
    ```yaml
    risks:
      ZZ-01:
        side: client
        phase: selection
        name: No lawyer
        cause: Nobody reads the contract.
        consequence: Its terms are a surprise.
        likelihood: 3
        impact: 3
        effects:
          cost: {category: ALL, percent: {low: 1, likely: 5, high: 20}}
          schedule: {days: {low: 0, likely: 1, high: 5}}
    ```

    ## Good
    ```yaml
    risks:
      ZZ-01:
        side: client
        phase: selection
        name: No lawyer
        cause: Nobody reads the contract.
        consequence: Its terms are a surprise.
        likelihood: 3
        impact: 3
        effects:
          cost: {category: ALL, percent: {low: 1, likely: 5, high: 20}}
          schedule: {days: {low: 0, likely: 1, high: 5}}
        questions: {ZZ-01.1: {ask: Has a lawyer read the contract?, risk_if: no}}
    ```

    ## Fix
    Add a question with `risk_if`, or a fact under `when`; a hard gate needs a question.
    """
    for name, risk in subject.risks.items():
        if not risk.questions and (risk.gate == "hard" or not risk.when):
            yield Finding(("risks", name), f"nothing can show {name}, or that it is settled", "Add `questions: ...`")


@RULES.rule("RSK104", severity="warning")
def mitigation_without_hours(subject: PlaybookSubject) -> Iterator[Finding]:
    """A mitigation does not say how many hours it takes.

    ## Why
    What costs nothing is not believed: a mitigation without hours is not credited when it is done, nor priced.

    ## Bad
    ```yaml
    risks:
      CL-05:
        mitigations:
          CL-05.m9: {action: Buy the group course, owner: sponsor, reduces: {likelihood: 1}}
    ```

    ## Good
    ```yaml
    risks:
      CL-05:
        mitigations:
          CL-05.m9:
            action: Buy the group course
            owner: sponsor
            hours: {low: 1, likely: 2, high: 4}
            reduces: {likelihood: 1}
    ```

    ## Fix
    Write low, likely and high; a judgement is good enough, and can be replaced.
    """
    for path, name, mitigation in _mitigations(subject):
        if mitigation.hours is None:
            hint = "Add hours: {low: ..., likely: ..., high: ...}"
            yield Finding(path, f"{name} has no hours, so it is not credited", hint)


@RULES.rule("RSK105", severity="warning")
def mitigation_that_reduces_nothing(subject: PlaybookSubject) -> Iterator[Finding]:
    """A mitigation lowers neither likelihood nor impact.

    ## Why
    Doing it would leave the residual score where it was, and the register would advise work without effect.

    ## Bad
    ```yaml
    risks:
      CL-05:
        mitigations:
          CL-05.m9: {action: Buy the group course, owner: sponsor, hours: {low: 1, likely: 2, high: 4}}
    ```

    ## Good
    ```yaml
    risks:
      CL-05:
        mitigations:
          CL-05.m9:
            action: Buy the group course
            owner: sponsor
            hours: {low: 1, likely: 2, high: 4}
            reduces: {likelihood: 1}
    ```

    ## Fix
    Say by how many levels it lowers likelihood or impact, or remove it.
    """
    for path, name, mitigation in _mitigations(subject):
        if not mitigation.reduces.likelihood and not mitigation.reduces.impact:
            yield Finding(path, f"{name} reduces nothing", "Add reduces: {likelihood: 1}, or impact")


def _mitigations(subject: PlaybookSubject) -> "Iterator[tuple[Path, str, Mitigation]]":
    for name, risk in subject.risks.items():
        for key, mitigation in risk.mitigations.items():
            yield ("risks", name, "mitigations", key), key, mitigation
