"""How many people there are each year, and how many at the same time, as cells: given, or found by a rule."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from crm_planner.brief.model import Users, WrittenBrief
from crm_planner.brief.sizing import Peak, Staff, total_users
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Ceiling, Expression, Maximum, Number, Ref, total
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.place import Place
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.text import Message, mark

USERS, PEAK, JOINED, MONTHS = "users/total", "users/peak", "users/joined", "users/months"
"""The cells of every model: how many people use the system, how many at the same time, how many are new, and for
how many months in all."""

_CORE, _OCCASIONAL, _SHARE = "users/core", "users/occasional", "users/occasional-share"
_JOINERS, _LEAVERS = "growth/joiners", "growth/leavers"


def in_year(name: str, year: int) -> str:
    """The name a cell of the first year has in `year`."""
    return name if year == 1 else f"{name}/year{year}"


def people_cells(written: WrittenBrief, knowledge: WrittenPlaybook, staff: Sequence[Staff]) -> tuple[Input | Cell, ...]:
    """The figures all candidates share, each with the line of the brief or playbook it comes from."""
    first = _first_year(written, knowledge, staff[0].peak)
    if written.brief.growth is None:
        months: Expression = Ref(USERS) * (12 * len(staff))
        return (*first, Cell(MONTHS, months, COUNT, Message(mark("Months of one user's work"))))
    later = _Later(written, knowledge, staff)
    years = range(2, len(staff) + 1)
    inside = [cell for year in years for cell in later.cells(year)]
    everybody = [Ref(in_year(USERS, year)) for year in range(1, len(staff) + 1)]
    months = total(everybody, COUNT) * 12
    moved = later.moved() if inside else ()
    return (*first, *moved, *inside, Cell(MONTHS, months, COUNT, Message(mark("Months of one user's work"))))


def _first_year(written: WrittenBrief, knowledge: WrittenPlaybook, peak: Peak) -> tuple[Input | Cell, ...]:
    users, where = written.brief.users, written.source.place(("users",))
    together = Message(mark("People inside at the same time"))
    everybody = Message(mark("People who use the system"))
    if peak.rule == "roles":
        return _by_role(written, knowledge, everybody, together)
    whole = Input(USERS, Decimal(total_users(users)), COUNT, label=everybody, source=where)
    if peak.rule == "everybody":
        return (whole, Cell(PEAK, Ref(USERS), COUNT, together, Message(mark("Everybody: the brief gives no peak"))))
    if peak.rule == "given":
        peak_place = written.source.place(("users", "peak"))
        return (whole, Input(PEAK, Decimal(peak.people), COUNT, label=together, source=peak_place))
    found = Number(Decimal(peak.people), COUNT)
    rule = _probability(users, knowledge.playbook.sizing.service_level, total_users(users))
    return (whole, Cell(PEAK, found, COUNT, together, rule, _level_places(written, knowledge, where)))


class _Later:
    """The people of the years after the first, each from the year before."""

    def __init__(self, written: WrittenBrief, knowledge: WrittenPlaybook, staff: Sequence[Staff]) -> None:
        self.written, self.knowledge, self.staff = written, knowledge, staff
        growth = written.brief.growth
        self.users = {} if growth is None else growth.users
        self.joiners = 0 if growth is None or growth.joiners is None else growth.joiners
        self.leavers = 0 if growth is None else growth.leavers
        self.given_in = 1

    def moved(self) -> tuple[Input, ...]:
        """How many come and go each year."""
        come = _group(_JOINERS, self.joiners, mark("People who join in each later year"), self._place("joiners"))
        gone = _group(_LEAVERS, self.leavers, mark("People who leave in each later year"), self._place("leavers"))
        return (gone,) if self.users else (come, gone)

    def cells(self, year: int) -> Iterator[Input | Cell]:
        before, now = Ref(in_year(USERS, year - 1)), Ref(in_year(USERS, year))
        everybody = Message(mark("People who use the system in year {year}"), {"year": year})
        joined = Message(mark("People who join in year {year}"), {"year": year})
        new: Expression = Ref(_JOINERS)
        if self.users:
            new = Maximum((now - before + Ref(_LEAVERS), Number(Decimal(0), COUNT)))
        if year in self.users:
            there = Decimal(self.users[year].total)
            yield Input(now.name, there, COUNT, label=everybody, source=self._place("users", str(year)))
        else:
            there_too: Expression = before if self.users else before + Ref(_JOINERS) - Ref(_LEAVERS)
            yield Cell(now.name, there_too, COUNT, everybody)
        yield Cell(in_year(JOINED, year), new, COUNT, joined)
        yield self._peak(year, now)

    def _peak(self, year: int, now: Ref) -> Input | Cell:
        name, peak = in_year(PEAK, year), self.staff[year - 1].peak
        label = Message(mark("People inside at the same time in year {year}"), {"year": year})
        if peak.rule == "given":
            self.given_in = year
            source = self._place("users", str(year), "peak")
            return Input(name, Decimal(peak.people), COUNT, label=label, source=source)
        if peak.rule == "everybody":
            return Cell(name, now, COUNT, label)
        if peak.rule == "probability":
            usual = self.knowledge.playbook.sizing.service_level
            rule = _probability(self.written.brief.users, usual, self.staff[year - 1].total)
            places = _level_places(self.written, self.knowledge, self.written.source.place(("users",)))
            return Cell(name, Number(Decimal(peak.people), COUNT), COUNT, label, rule, places)
        then_inside, then = Ref(in_year(PEAK, self.given_in)), Ref(in_year(USERS, self.given_in))
        rule = Message(mark("The same share of the people as in year {year}, rounded up"), {"year": self.given_in})
        return Cell(name, Ceiling(then_inside * now / then), COUNT, label, rule)

    def _place(self, *path: str) -> Place:
        return self.written.source.place(("growth", *path))


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
