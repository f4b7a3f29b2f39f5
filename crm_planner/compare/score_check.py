"""What a brief says about weights, scores and must-haves that no playbook or catalog knows, each at its place."""

from collections.abc import Collection, Iterable, Iterator

from crm_planner.brief.model import WrittenBrief
from crm_planner.catalog.candidate import Candidate, unknown_candidate
from crm_planner.letters import nearest, one_of
from crm_planner.place import Path
from crm_planner.playbook.with_risks import PlaybookWithRisks
from crm_planner.problem import Problem


def faults(written: WrittenBrief, playbook: PlaybookWithRisks, known: Iterable[Candidate]) -> list[Problem]:
    """Every weight, score and must-have that would silently change nothing. `known` are the candidates there are."""
    brief, candidates = written.brief, list(known)
    found = [_unknown(written, ("weights", name), playbook.criteria) for name in brief.weights]
    sections: tuple[tuple[str, Collection[str]], ...] = (
        ("scores", playbook.criteria),
        ("must", playbook.must_haves),
    )
    for section, names in sections:
        for scope, said in getattr(brief, section).items():
            if not any(candidate.answers_to(scope) for candidate in candidates):
                nobody = unknown_candidate(scope, [candidate.id for candidate in candidates])
                found.append(Problem(written.source.place((section, scope), of_key=True), "REF012", nobody))
            found += [_unknown(written, (section, scope, name), names) for name in said]
    wrong = (*(one for one in found if one is not None), *_computed(written, playbook))
    return sorted(wrong, key=lambda one: one.place)


def _unknown(written: WrittenBrief, path: Path, known: Collection[str]) -> Problem | None:
    name = str(path[-1])
    if name in known:
        return None
    code, what = ("SCR004", "must-have") if path[0] == "must" else ("SCR002", "criterion")
    near = nearest(name, known)
    hint = f"Did you mean {near}?" if near else f"There are {one_of(sorted(known))}"
    said = f'the playbook has no {what} "{name}"'
    return Problem(written.source.place(path, of_key=True), code, said, hint)


def _computed(written: WrittenBrief, playbook: PlaybookWithRisks) -> Iterator[Problem]:
    for scope, said in written.brief.scores.items():
        for name in said:
            if name in playbook.criteria and playbook.criteria[name].from_ is not None:
                wrong = f'the score of "{name}" is computed from the total'
                yield Problem(written.source.place(("scores", scope, name)), "SCR003", wrong, "Remove it")
    for scope, answers in written.brief.must.items():
        for name in answers:
            if name in playbook.must_haves and playbook.must_haves[name].within is not None:
                wrong = f'"{name}" is checked against the budget of the brief'
                yield Problem(written.source.place(("must", scope, name)), "SCR005", wrong, "Write budget instead")
