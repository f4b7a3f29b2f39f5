"""The shipped example briefs as projects, with the shipped catalogs and playbook."""

from datetime import date

from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook, load_playbook_with_risks
from crm_planner.project import Project

CHECKLIST = load_playbook_with_risks(None)


def shipped(name: str) -> Project:
    """An example brief on the day of its figures."""
    catalogs = load_catalogs(folder("vendor_catalogs"), "vendor_catalogs")
    brief = load_brief(f"examples/{name}.yaml")
    return Project(brief, catalogs, load_playbook(None), date(2026, 11, 23))
