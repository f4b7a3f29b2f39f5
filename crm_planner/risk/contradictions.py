"""Answers that cannot both be true, and answers that the offers contradict."""

from collections.abc import Mapping
from typing import NamedTuple

from crm_planner.playbook.checklist import Contradiction
from crm_planner.playbook.with_risks import PlaybookWithRisks
from crm_planner.risk.answers import as_yes_or_no
from crm_planner.risk.facts import Found


class Contradicted(NamedTuple):
    """A contradiction of the playbook that is there, and the facts in it with the candidates they hold for."""

    id: str
    contradiction: Contradiction
    facts: tuple[Found, ...]


def contradicted(
    playbook: PlaybookWithRisks, answers: Mapping[str, str], found: Mapping[str, Found]
) -> tuple[Contradicted, ...]:
    """The contradictions in these answers and facts, in the order of the playbook."""
    given = {question: as_yes_or_no(answer) for question, answer in answers.items()}
    return tuple(
        Contradicted(name, one, tuple(found[fact] for fact in one.facts))
        for name, one in playbook.contradictions.items()
        if all(given.get(question) == answer for question, answer in one.answers.items())
        and all(fact in found for fact in one.facts)
    )
