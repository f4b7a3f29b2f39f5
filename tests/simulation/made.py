"""Projects to simulate, from a few lines of a brief, with the shipped catalogs and checklist or with made-up ones."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook
from crm_planner.formula.arrays import Array, np
from crm_planner.playbook.simulation import SimulationRules
from crm_planner.project import Project, price
from crm_planner.simulation.draws import Positions, Stream
from crm_planner.simulation.events import Event
from crm_planner.simulation.sampling import Shape
from crm_planner.simulation.scene import Scene, scene
from crm_planner.text import Text
from tests.estimate.pricing import catalog, item, project_of
from tests.risk.made import TODAY, answers, bad, good, shipped

BOX = "schema: crm-planner/brief/1\nclient: {name: A firm, country: RU}\ndate: 2026-11-23\nusers: 10\n"
CALM = "client-communicator/click-crm"
"""The shipped candidate in whose offer no fact speaks for a risk on cost but the unknown tax."""

ALL_GOOD = {name: good(name) for name in shipped().questions}
QUICK_BAD = {name: bad(name) for name, one in shipped().questions.items() if one.quick}


@cache
def _shipped() -> tuple[Any, Any]:
    return load_playbook(), load_catalogs(folder("vendor_catalogs"))


def project(more: str = "", given: Mapping[str, str] | None = None) -> Project:
    """Ten users of the box with these lines in the brief and these answers."""
    playbook, catalogs = _shipped()
    with TemporaryDirectory() as place:
        file = Path(place) / "brief.yaml"
        file.write_text(BOX + more + (answers(given) if given else ""), encoding="utf-8")
        return Project(load_brief(str(file)), catalogs, playbook, TODAY)


def rules(**changes: Any) -> SimulationRules:
    """The playbook's assumptions, changed."""
    return shipped().simulation.model_copy(update=changes)


def event(name: str, probability: str, percent: int | Sequence[int], category: str = "ALL", side: str = "") -> Event:
    """Something that adds so many percent points, or low, likely and high ones."""
    low, likely, high = [percent] * 3 if isinstance(percent, int) else percent
    shape = Shape(Decimal(low), Decimal(likely), Decimal(high), Decimal(probability))
    return Event(f"risk/{name}", Stream(name, side), category, shape, Text.plain(name))


def flat_scene(amount: int, events: Sequence[Event], **changes: Any) -> Scene:
    """One candidate with one certain line of training, and these events."""
    made = project_of([catalog(item("course", "training", amount))], {"users": 10, "currency": "RUB"})
    return scene(made, price(made), rules(**changes), {"vendor/standard": tuple(events)})


def drawn_totals(played: Scene, draws: int, *, seed: int = 1, correlation: float = 0) -> Array:
    """The totals of the first candidate, in whole currency units and parts of them."""
    positions = Positions(seed, correlation).drawn({one.stream: None for one in played.drawn}, 0, draws)
    given = {one.name: one.table[positions[one.stream]] for one in played.drawn}
    (totals,) = played.totals(given).values()
    return np.broadcast_to(totals, (draws,)) * float(played.unit)
