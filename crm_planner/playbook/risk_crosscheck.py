"""What must hold between the parts of a checklist: ids that belong together, and names that mean something."""

from collections.abc import Iterator, Mapping
from typing import Any

from crm_planner.document import Fault, entries
from crm_planner.letters import nearest, one_of
from crm_planner.problem import quoted

Tree = Mapping[str, Any]


def _under(node: Any, key: str) -> Mapping[str, Any]:
    """The mapping under `key`; an empty one where the document is not shaped so."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _listed(node: Any, key: str) -> list[tuple[int, str]]:
    found = node.get(key) if isinstance(node, Mapping) else None
    return [(at, str(one)) for at, one in enumerate(found)] if isinstance(found, list | tuple) else []


def parts_bear_the_id_of_their_risk(playbook: Tree) -> Iterator[Fault]:
    """Answers and plans name questions and mitigations without their risk, so the id must lead to it."""
    for name, risk in _under(playbook, "risks").items():
        for key in ("questions", "mitigations"):
            for part in _under(risk, key):
                if not str(part).startswith(f"{name}."):
                    said = f"{quoted(part)} stands under {name}; begin its id with {name}. or move it"
                    yield Fault(("risks", name, key, part), "RSK004", said)


def sources_are_graded(playbook: Tree) -> Iterator[Fault]:
    """A source nobody describes has no grade, so nobody knows how far to trust it."""
    known = {str(entry.get("id")) for _, entry in entries(playbook, "sources")}
    for name, risk in _under(playbook, "risks").items():
        for at, source in _listed(risk, "sources"):
            if source not in known:
                said = f"{quoted(source)} is not among the sources, so nobody knows its grade; {_meant(source, known)}"
                yield Fault(("risks", name, "sources", at), "RSK005", said)


def sources_of_the_simulation_are_graded(playbook: Tree) -> Iterator[Fault]:
    """The same for what a simulation takes for granted."""
    known = {str(entry.get("id")) for _, entry in entries(playbook, "sources")}
    rules = _under(playbook, "simulation")
    for path, node in ((("simulation",), rules), (("simulation", "tail"), _under(rules, "tail"))):
        for at, source in _listed(node, "sources"):
            if source not in known:
                said = f"{quoted(source)} is not among the sources, so nobody knows its grade; {_meant(source, known)}"
                yield Fault((*path, "sources", at), "RSK005", said)


def owners_are_roles(playbook: Tree) -> Iterator[Fault]:
    """The hours of a mitigation are priced with its owner's rate."""
    roles = _under(playbook, "rates")
    for name, risk in _under(playbook, "risks").items():
        for part, mitigation in _under(risk, "mitigations").items():
            owner = mitigation.get("owner") if isinstance(mitigation, Mapping) else None
            if owner is not None and owner not in roles:
                path = ("risks", name, "mitigations", part, "owner")
                yield Fault(path, "RSK008", f"{quoted(owner)} is no role of the rate card; {_meant(owner, roles)}")


def secondary_risks_exist(playbook: Tree) -> Iterator[Fault]:
    """A mitigation may raise another risk of the checklist."""
    risks = _under(playbook, "risks")
    for name, risk in risks.items():
        for part, mitigation in _under(risk, "mitigations").items():
            for at, other in _listed(mitigation, "secondary"):
                if other not in risks:
                    path = ("risks", name, "mitigations", part, "secondary", at)
                    yield Fault(path, "RSK009", f"there is no risk {quoted(other)}; {_meant(other, risks)}")


def contradictions_name_questions(playbook: Tree) -> Iterator[Fault]:
    """Only answers somebody can give can contradict each other."""
    risks = _under(playbook, "risks")
    asked = {str(question) for risk in risks.values() for question in _under(risk, "questions")}
    for name, contradiction in _under(playbook, "contradictions").items():
        for question in _under(contradiction, "answers"):
            if question not in asked:
                path = ("contradictions", name, "answers", question)
                yield Fault(path, "RSK007", f"nobody asks the question {quoted(question)}; {_meant(question, asked)}")


def _meant(word: object, known: Any) -> str:
    near = nearest(str(word), known)
    return f"did you mean {near}?" if near else f"there are {one_of(known)}"


CROSS_CHECKS = (
    parts_bear_the_id_of_their_risk,
    sources_are_graded,
    sources_of_the_simulation_are_graded,
    owners_are_roles,
    secondary_risks_exist,
    contradictions_name_questions,
)
"""Run in this order; a new check is one function and its name here."""
