"""Proposals for tests, each made once: to price, plan, assess and simulate takes half a second even with few draws."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from crm_planner.documents.proposal.context import proposal_context
from crm_planner.documents.proposal.formal import FormalSpeech
from crm_planner.files.briefs import load_brief
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.companies import load_company
from crm_planner.files.playbooks import load_playbook, load_playbook_with_plan, load_playbook_with_risks
from crm_planner.project import Project
from crm_planner.proposal.proposal import Knowledge, Proposal, Seller, propose
from crm_planner.simulation.simulate import Wish

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "templates" / "proposal"
COMPANY = ROOT / "examples" / "company" / "company.yaml"
TODAY = date(2026, 11, 23)


@cache
def seller() -> Seller:
    found = load_company(COMPANY)
    return Seller(found.company, found.logo)


@cache
def proposed(
    brief: str, candidate: str, *sets: str, company: bool = True, catalogs: Path | None = None, today: date = TODAY
) -> Proposal:
    """The proposal of a candidate for a brief of the examples, with keys changed as by `--set`."""
    path = brief if "/" in brief else str(ROOT / "examples" / brief)
    project = Project(
        load_brief(path, sets=sets)._replace(scenarios=()),
        load_catalogs(catalogs or ROOT / "vendor_catalogs"),
        load_playbook(),
        today,
    )
    knowledge = Knowledge(load_playbook_with_risks(), load_playbook_with_plan())
    return propose(project, knowledge, candidate, seller() if company else None, wish=Wish(draws=1024))


def speech(language: str = "en") -> FormalSpeech:
    return FormalSpeech(language, ROOT / "templates" / "wording")


def context(proposal: Proposal, language: str = "en") -> dict[str, Any]:
    return proposal_context(proposal, speech(language))
