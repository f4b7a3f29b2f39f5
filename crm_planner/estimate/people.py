"""How many people there are, and how many at the same time, as cells: given by the brief, or found by a rule."""

from decimal import Decimal

from crm_planner.brief.model import Users, WrittenBrief
from crm_planner.brief.sizing import Peak, total_users
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Ceiling, Expression, Number, Ref
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.place import Place
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.text import Message, mark

USERS, PEAK = "users/total", "users/peak"
"""The cells of every model: how many people use the system, and how many at the same time."""

_CORE, _OCCASIONAL, _SHARE = "users/core", "users/occasional", "users/occasional-share"


def people_cells(written: WrittenBrief, knowledge: WrittenPlaybook, peak: Peak) -> tuple[Input | Cell, ...]:
    """The figures all candidates share, each with the line of the brief or playbook it comes from."""
    users, where = written.brief.users, written.source.place(("users",))
    together = Message(mark("People inside at the same time"))
    everybody = Message(mark("People who use the system"))
    if peak.rule == "roles":
        return _by_role(written, knowledge, everybody, together)
    total = Input(USERS, Decimal(total_users(users)), COUNT, label=everybody, source=where)
    if peak.rule == "everybody":
        return (total, Cell(PEAK, Ref(USERS), COUNT, together, Message(mark("Everybody: the brief gives no peak"))))
    if peak.rule == "given":
        peak_place = written.source.place(("users", "peak"))
        return (total, Input(PEAK, Decimal(peak.people), COUNT, label=together, source=peak_place))
    found = Number(Decimal(peak.people), COUNT)
    rule = _probability(users, knowledge.playbook.sizing.service_level, total_users(users))
    return (total, Cell(PEAK, found, COUNT, together, rule, _level_places(written, knowledge, where)))


def _by_role(
    written: WrittenBrief, knowledge: WrittenPlaybook, everybody: Message, together: Message
) -> tuple[Input | Cell, ...]:
    """Core users all the time, and a share of the occasional ones, rounded up."""
    users, place = written.brief.users, written.source.place
    share = knowledge.playbook.sizing.occasional_share
    core = _group(_CORE, users.core, mark("Core users"), place(("users", "core")))
    occasional = _group(_OCCASIONAL, users.occasional, mark("Occasional users"), place(("users", "occasional")))
    said = Message(mark("Share of the occasional users inside at the same time"))
    source = knowledge.source.place(("sizing", "occasional_share"))
    inside: Expression = Ref(_CORE) + Ceiling(Ref(_OCCASIONAL) * Ref(_SHARE))
    return (
        core,
        occasional,
        Input(_SHARE, share, RATIO, label=said, source=source),
        Cell(USERS, Ref(_CORE) + Ref(_OCCASIONAL), COUNT, everybody),
        Cell(PEAK, inside, COUNT, together, Message(mark("All core users and a share of the occasional ones"))),
    )


def _group(name: str, people: int | None, wording: str, where: Place) -> Input:
    return Input(name, Decimal(people or 0), COUNT, label=Message(wording), source=where)


def _probability(users: Users, usual_level: Decimal, people: int) -> Message:
    level = usual_level if users.service_level is None else users.service_level
    wording = mark(
        "The smallest number that suffices in {level} of the busiest hours, "
        "if each of {people} people is inside with probability {simultaneity}"
    )
    return Message(wording, {"level": level, "people": people, "simultaneity": users.simultaneity})


def _level_places(written: WrittenBrief, knowledge: WrittenPlaybook, where: Place) -> tuple[Place, ...]:
    """The brief's line, and the playbook's where its service level is used."""
    if written.brief.users.service_level is not None:
        return (where,)
    return (where, knowledge.source.place(("sizing", "service_level")))
