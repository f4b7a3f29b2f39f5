"""What the figures of a proposal rest on: sources with their dates and grades, and how sure each assumption is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Source
from crm_planner.catalog.offer import Basis
from crm_planner.estimate.lines import Estimate, Note
from crm_planner.playbook.model import Playbook
from crm_planner.terms import Grade
from crm_planner.text import Text


class Ground(NamedTuple):
    """A source: its title, grade, and the day it was read or published; None where that is not known."""

    id: str
    title: Text
    grade: Grade | None
    day: date | None


def grounds(candidate: Candidate, estimate: Estimate, notes: Iterable[Note], playbook: Playbook) -> tuple[Ground, ...]:
    """The sources of a candidate's lines and of what they take for granted, each once, in that order."""
    of_catalog = {one.id: _of_catalog(one) for one in candidate.catalog.sources}
    of_playbook = {one.id: Ground(one.id, one.title, one.grade, one.retrieved) for one in playbook.sources}
    found: dict[Text, Ground] = {}
    for line in estimate.lines:
        known = of_playbook if line.work is not None else of_catalog
        if line.basis is Basis.QUOTED and line.source:
            one = Ground(line.id, Text.plain(line.source), "B", None)
            found.setdefault(one.title, one)
        elif line.source in known:
            found.setdefault(known[line.source].title, known[line.source])
    for note in notes:
        named = of_catalog.get(note.source or "") or of_playbook.get(note.source or "")
        if named is not None:
            found.setdefault(named.title, named)
    return tuple(found.values())


def _of_catalog(one: Source) -> Ground:
    return Ground(one.id, one.title, one.grade, one.retrieved or one.published)


def grades(playbook: Playbook) -> Mapping[str, Grade]:
    """How far each assumption of the playbook is to be trusted, by its id."""
    return {one.id: one.grade for one in playbook.assumptions}
