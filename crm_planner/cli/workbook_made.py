"""What a workbook is made from, and all that it tells: once when it is written, once more when it is checked."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from crm_planner.cli.desk import Desk
from crm_planner.cli.progress import progress
from crm_planner.cli.simulate import wish_of
from crm_planner.errors import MissingExtra

if TYPE_CHECKING:
    from crm_planner.brief.model import WrittenBrief
    from crm_planner.documents.workbook.origin import Origin
    from crm_planner.documents.workbook.told import Told
    from crm_planner.project import Project


def carried(
    path: str, *, sets: Sequence[str] = (), users: str | None = None, years: str | None = None, scenario: str | None
) -> tuple["WrittenBrief", str]:
    """A brief as the command line changes it, and its text, which the workbook carries and its sheets cite.

    It is the file's own, unless the command line changes it: then it is written anew, without its comments.
    """
    from crm_planner.documents.yaml_text import yaml_text
    from crm_planner.files.briefs import load_brief
    from crm_planner.files.reading import read_bytes

    data = read_bytes(path)
    brief = load_brief(path, sets=sets, users=users, years=years, scenario=scenario, data=data)
    if sets or users is not None or years is not None or scenario is not None:
        data = yaml_text(brief.source.tree or {}).encode()
    text = plain_text(data)
    return load_brief(path, data=text.encode())._replace(scenarios=()), text


def plain_text(data: bytes) -> str:
    """The text of a brief that was read before, with plain line ends."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def told_of(desk: Desk, project: "Project", origin: "Origin") -> "Told":
    """All that the workbook tells. Raises as pricing, simulating and planning do; MissingExtra without its extras."""
    _refuse_without_extras()
    from crm_planner.cli.chosen import with_candidate
    from crm_planner.decision.decide import decide
    from crm_planner.documents.workbook.told import Told
    from crm_planner.living.model import living
    from crm_planner.project import plan
    from crm_planner.simulation.simulate import simulate, steps
    from crm_planner.what_if.sensitivity import sensitivity
    from crm_planner.what_if.sensitivity import steps as tried

    wish = wish_of(origin.draws, origin.seed)
    knowledge = desk.read_checklist()
    model, decision = living(project, knowledge), decide(project, knowledge)
    ahead = decision.judged.lead.first or model.candidates[0].id
    name = with_candidate(desk, project.brief, origin.planned)[1] if origin.planned else ahead
    with progress(steps(wish.draws) + tried(project), quiet=desk.quiet, doing="Drawing") as step:
        found, moved = simulate(project, knowledge, wish, step), sensitivity(project, knowledge, step)
    made = plan(project, desk.read_breakdown(), name)
    return Told(project, model, decision, origin.day, found, made, moved, origin)


def _refuse_without_extras() -> None:
    """Both at once, and before the work. Raises MissingExtra."""
    if not all(map(find_spec, ("numpy", "holidays"))):
        said = "a workbook has simulated costs and a plan, whose parts are not installed"
        raise MissingExtra(f"{said}: pip install 'crm-planner[analysis,plan]'")
