"""Small markets and clients from YAML, and the decision on them."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from crm_planner.decision.decide import Decision, decide
from crm_planner.documents.decision import decision_page
from crm_planner.documents.decision_words import dressed
from crm_planner.documents.figures import Figures
from crm_planner.documents.plain import plain_text
from crm_planner.files.briefs import load_brief
from crm_planner.judgement import Judgement
from crm_planner.project import Project
from tests.documents.made import speech
from tests.repricing.markets import DAY, PLAYBOOK, price_list
from tests.risk.made import checklist

HEAD = "schema: crm-planner/brief/1\nclient: {name: A firm, country: RU}\ndate: 2026-11-23\n"
GATES_PASSED = (
    "answers: {CL-01.1: yes, CL-01.2: yes, CL-01.3: no, CL-08.1: yes, CL-08.2: yes, CL-08.3: yes, "
    "CL-16.1: yes, CL-16.2: yes, CL-16.3: yes}\n"
)


def vendor(name: str, items: Mapping[str, str]) -> str:
    """A catalog with one edition whose items have these prices, as YAML flow mappings."""
    lines = "".join(
        f"      - {{id: {one}, category: {_category(one)}, price: {price}}}\n" for one, price in items.items()
    )
    return (
        f"schema: crm-planner/catalog/1\nid: {name}\nvendor: {name.title()}\nproduct: {name.title()} CRM\n"
        f"currency: RUB\neditions:\n  - id: one\n    name: One\n    licence_metric: named_user\n    items:\n{lines}"
    )


def _category(item: str) -> str:
    return "licence" if item == "licences" else item


def flat(amount: int) -> str:
    return f"{{kind: flat, amount: {amount}}}"


def project(*vendors: str, brief: str = "", users: str = "10", answers: str = GATES_PASSED) -> Project:
    """A client with these lines in the brief, and these catalogs."""
    with TemporaryDirectory() as place:
        file = Path(place) / "brief.yaml"
        file.write_text(f"{HEAD}users: {users}\n{answers}{brief}", encoding="utf-8")
        written = load_brief(str(file))
    catalogs = tuple(price_list(text, f"v{number}.yaml") for number, text in enumerate(vendors))
    return Project(written, catalogs, PLAYBOOK, DAY)


def decided(*vendors: str, brief: str = "", users: str = "10", answers: str = GATES_PASSED) -> Decision:
    """The decision on that project."""
    return decide(project(*vendors, brief=brief, users=users, answers=answers), checklist())


def page(decision: Decision, language: str = "en") -> str:
    """The decision as a reader sees it in a pipe."""
    return plain_text(decision_page(decision), speech(language))


def tried(decision: Decision, kind: str) -> list[str]:
    """What was said of the changes of one kind."""
    return [speech().show(dressed(one.text, Figures(0))) for one in decision.changes if one.kind == kind]


def out(judged: Judgement) -> dict[str, str]:
    """Who is out, and why."""
    return {one.id: speech().show(one.reason) for one in judged.out}
