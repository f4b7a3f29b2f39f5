"""One candidate of a project, as named on the command line, priced beside its rivals."""

from crm_planner.brief.model import WrittenBrief
from crm_planner.catalog.candidate import choose
from crm_planner.cli.desk import Desk
from crm_planner.errors import UsageError
from crm_planner.letters import one_of
from crm_planner.project import Project


def with_candidate(desk: Desk, brief: WrittenBrief, name: str) -> tuple[Project, str]:
    """The project of `brief`, and the full id of the candidate `name`, which joins those the brief names.

    Raises UsageError if no catalog has it, or if it means several editions.
    """
    project = desk.project(brief)
    meant = [candidate.id for candidate in choose(project.offered, [name])]
    if len(meant) > 1:
        raise UsageError(f'"{name}" has several editions; write {one_of(meant)}')
    if meant[0] not in [candidate.id for candidate in project.candidates()]:
        named = (*brief.brief.candidates, meant[0])
        brief = brief._replace(brief=brief.brief.model_copy(update={"candidates": named}))
        project = project._replace(brief=brief)
    return project, meant[0]
