"""Projects made on the spot, assessed with the shipped catalogs and checklist."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook, load_playbook_with_risks
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.playbook.with_risks import PlaybookWithRisks, WrittenPlaybookWithRisks
from crm_planner.project import Project, assess, price
from crm_planner.risk.assessment import Assessed, Assessment

HEAD = "schema: crm-planner/brief/1\nclient: {name: A firm, country: RU}\nusers: 10\n"
TODAY = date(2026, 11, 23)


@cache
def checklist() -> WrittenPlaybookWithRisks:
    return load_playbook_with_risks()


def shipped() -> PlaybookWithRisks:
    return checklist().playbook


@cache
def _rest() -> tuple[WrittenPlaybook, tuple[WrittenCatalog, ...]]:
    return load_playbook(), load_catalogs(folder("vendor_catalogs"))


def assessed(
    more: str = "",
    *,
    head: str = HEAD,
    catalogs: tuple[WrittenCatalog, ...] | None = None,
    only: str | None = None,
    knowledge: WrittenPlaybookWithRisks | None = None,
) -> Assessment:
    """The risks of a brief with these lines at its end."""
    playbook, usual = _rest()
    with TemporaryDirectory() as place:
        file = Path(place) / "brief.yaml"
        file.write_text(head + more, encoding="utf-8")
        brief = load_brief(str(file))
    project = Project(brief, catalogs or usual, playbook, TODAY)
    return assess(project, knowledge or checklist(), price(project).estimates, only)


def answers(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """The lines of a brief that give these answers."""
    return "answers:\n" + "".join(f"  {name}: {answer}\n" for name, answer in dict(given).items())


def risk(assessment: Assessment, name: str) -> Assessed:
    return next(one for one in assessment.risks if one.id == name)


def bad(name: str) -> str:
    """The answer to a question that speaks for its risk."""
    return shipped().questions[name].risk_if


def good(name: str) -> str:
    return "yes" if bad(name) == "no" else "no"
