"""Which efforts of the playbook a client needs from one candidate, and their hours as cells: low, likely, high.

Hours are rounded to hundredths, once for each piece of work. They are written whether or not somebody charges
them: what a vendor sells at a fixed price still has to be scheduled.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from crm_planner.brief.wishes import Customisation
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.numbers import Counted, met, number, numbers, of_a_wish
from crm_planner.estimate.setting import Setting
from crm_planner.formula.cell import Input
from crm_planner.formula.expression import Expression, Number, Ref, Round, total
from crm_planner.formula.units import COUNT, HOURS, RATIO, Unit
from crm_planner.money import RoundingMode
from crm_planner.place import Path
from crm_planner.playbook.effort import Effort, Side, Term
from crm_planner.spans import ThreePoint
from crm_planner.text import Message, Text, mark

BOUNDS = ("low", "likely", "high")
_HUNDREDTH = Decimal("0.01")
_MINUTES_AN_HOUR = 60
_AS_IT_IS = ThreePoint(low=Decimal(1), likely=Decimal(1), high=Decimal(1))


class Piece(NamedTuple):
    """An effort applied to this client: once, or for one wish of the brief (`wish` is the way to it)."""

    id: str
    name: Text
    number: int
    effort: Effort
    side: Side
    role: str
    wish: Path = ()
    wanted: Customisation | None = None
    factor: ThreePoint = _AS_IT_IS


_WITHOUT_A_CHANGE = ("training", "operation")
"""The work there is where the client goes on with what it has: nothing is brought over, built or put in."""


class Work:
    """The pieces of work of one candidate; hours are written into its ledger when somebody asks for them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.switches = ledger.setting.brief.switches(ledger.candidate.id)
        self.given = ledger.setting.brief.plan.hours

    @cached_property
    def numbers(self) -> Mapping[str, Counted]:
        return numbers(self.ledger.setting)

    @cached_property
    def known(self) -> tuple[Piece, ...]:
        """Every piece whose time has come, whether or not it is switched on; wishes as the brief lists them."""
        needed = tuple(self._needed_pieces())
        first = {piece.effort.category: at for at, piece in reversed(list(enumerate(needed)))}
        return tuple(sorted(needed, key=lambda piece: (first[piece.effort.category], *piece.wish[1:])))

    @cached_property
    def wanted(self) -> tuple[Piece, ...]:
        """The pieces of work there are: switched on, and with something to do."""
        on = [piece for piece in self.known if self.is_on(piece)]
        return tuple(piece for piece in on if self._busy(piece, on))

    def of_category(self, category: str) -> tuple[Piece, ...]:
        """The pieces that could do the work of a category nobody sells, optional ones included."""
        on = [piece for piece in self.known if _could_be_charged(piece, category) or self.is_on(piece)]
        return tuple(piece for piece in on if piece.effort.category == category and self._busy(piece, on))

    def is_on(self, piece: Piece) -> bool:
        """What the brief's options say of the piece, else whether it is charged without being asked for."""
        said, effort = self.said_of(piece), piece.effort
        if said is not None:
            return said
        return piece.id in self.offered or not (effort.optional or effort.serves == "schedule")

    def said_of(self, piece: Piece) -> bool | None:
        """What the brief's options say of the piece, its effort or its category; None where they are silent.

        A category is switched off as a whole, and on but for what serves the schedule only.
        """
        for name in (piece.id, piece.effort.id, piece.effort.category):
            said = self.switches.get(name)
            by_category = name == piece.effort.category and piece.effort.serves == "schedule"
            if isinstance(said, bool) and not (said and by_category):
                return said
        return None

    @cached_property
    def offered(self) -> frozenset[str]:
        """The names of what the candidate's vendor has made an offer for."""
        candidate, offers = self.ledger.candidate, self.ledger.setting.brief.quoted
        return frozenset(one.item for one in offers if candidate.answers_to(one.candidate))

    def _needed_pieces(self) -> Iterator[Piece]:
        setting, changes = self.ledger.setting, self.ledger.candidate.in_use is None
        for at, effort in enumerate(setting.playbook.efforts):
            if (changes or effort.category in _WITHOUT_A_CHANGE) and self._needed(effort):
                yield from _pieces(setting, at, effort)

    def _needed(self, effort: Effort) -> bool:
        return met(effort.when, self.numbers)

    def _busy(self, piece: Piece, on: list[Piece]) -> bool:
        """Whether the formula comes to more than nothing: something to count, or others to be a percentage of."""
        if piece.id in self.given:
            return bool(self.given[piece.id][0].high)
        return any(self._counts(piece, term, on) for term in piece.effort.formula)

    def _counts(self, piece: Piece, term: Term, on: list[Piece]) -> bool:
        if not term.figure.high:
            return False
        if term.percent is not None:
            return any(self._busy(base, on) for base in _bases(piece, term, on))
        own = of_a_wish(piece.wanted)
        return all(own[name] if name in own and piece.wish else self.numbers[name].value for name in term.each)

    def hours(self, piece: Piece) -> tuple[Ref, Ref, Ref]:
        """The cells of the hours of a piece: low, likely, high."""
        low, likely, high = (self._hours(piece, bound) for bound in BOUNDS)
        return low, likely, high

    def _hours(self, piece: Piece, bound: str) -> Ref:
        name = self.ledger.own("hours", piece.id, bound)
        if name in self.ledger.names:
            return Ref(name)
        return self._write(name, piece, bound, self._rounded(piece, bound))

    def _write(self, name: str, piece: Piece, bound: str, formula: Expression) -> Ref:
        """A cell of hours, with the places of what says them."""
        ledger = self.ledger
        label = Message(_LABELS[bound], {"item": piece.name})
        places = ledger.setting.knowledge.source.place
        source = [places(("efforts", piece.number, "formula"))]
        if piece.wish:
            source.append(ledger.setting.place(*piece.wish))
        if piece.id in self.given:
            source = [ledger.setting.place(*self.given[piece.id][1])]
        return ledger.write(name, formula, HOURS, label, source=tuple(source))

    def _rounded(self, piece: Piece, bound: str) -> Expression:
        """The hours the brief gives, else those of the formula, to the hundredth."""
        if piece.id in self.given:
            formula: Expression = Number(getattr(self.given[piece.id][0], bound), HOURS)
        else:
            formula = self._formula(piece, bound)
        return Round(formula, _HUNDREDTH, RoundingMode.HALF_UP)

    def _formula(self, piece: Piece, bound: str) -> Expression:
        """The sum of the terms at this bound, or spread from the likely one, times what the builder makes of it."""
        spread = piece.effort.spread
        terms = [self._term(piece, term, bound) for term in piece.effort.formula]
        formula = total([term for term in terms if term is not None], HOURS)
        for factor in (getattr(spread, bound, Decimal(1)), getattr(piece.factor, bound)):
            formula = formula if factor == 1 else formula * factor
        return formula

    def _term(self, piece: Piece, term: Term, bound: str) -> Expression | None:
        """One summand; None where it counts nothing."""
        figure: Decimal = getattr(term.figure, bound)
        on = self._around(piece)
        if not self._counts(piece, term, on):
            return None
        if term.percent is not None:
            likely = [self._hours(base, "likely") for base in _bases(piece, term, on)]
            return Number(figure / 100, RATIO) * total(likely, HOURS)
        factors = [self._number(piece, name) for name in term.each]
        each = HOURS
        for name in term.each:
            each /= self._unit(name)
        value = figure if term.hours else Fraction(figure) / _MINUTES_AN_HOUR
        formula: Expression = Number(value, each)
        for factor in factors:
            formula = formula * factor
        return formula

    def _around(self, piece: Piece) -> list[Piece]:
        """The pieces that are done if this one is: those wanted, and what stands in for its category with it."""
        others = () if piece in self.wanted else self.of_category(piece.effort.category)
        return [*self.wanted, *(one for one in others if one not in self.wanted)]

    def _unit(self, name: str) -> Unit:
        return self.numbers[name].unit if name in self.numbers else COUNT

    def _number(self, piece: Piece, name: str) -> Expression:
        """A number of the wish, else of the client."""
        own = of_a_wish(piece.wanted)
        if not piece.wish or name not in own:
            return number(self.ledger, self.numbers, name)
        label = Message(mark("{item}: how many"), {"item": piece.name})
        source = self.ledger.setting.place(*piece.wish, "count")
        return self.ledger.once(Input(f"number/{piece.id}", own[name], COUNT, label=label, source=source))


_LABELS = {
    "low": mark("{item}: hours if all goes well"),
    "likely": mark("{item}: most likely hours"),
    "high": mark("{item}: hours if much goes wrong"),
}


def _could_be_charged(piece: Piece, category: str) -> bool:
    return piece.effort.category == category and piece.effort.serves == "price"


def _bases(piece: Piece, term: Term, on: list[Piece]) -> list[Piece]:
    """The pieces a percentage is of: by id or category of their effort, done by one of its sides, never itself."""
    named = [one for one in on if one.effort.id in term.of or one.effort.category in term.of]
    return [one for one in named if one.effort.id != piece.effort.id and (not term.sides or one.side in term.sides)]


def _pieces(setting: Setting, at: int, effort: Effort) -> Iterator[Piece]:
    """An effort once, or once for every wish of its kind."""
    brief, builders = setting.brief, setting.playbook.builders
    if effort.for_each == "integration":
        for index, one in enumerate(brief.integrations):
            yield Piece(f"integration-{index + 1}", one.name, at, effort, *_done_by(effort), ("integrations", index))
    elif effort.for_each is None:
        yield Piece(effort.id, effort.name, at, effort, *_done_by(effort))
    else:
        for index, wish in enumerate(brief.customisations):
            if wish.kind == effort.for_each and builders is not None:
                by = getattr(builders, wish.builder)
                way = ("customisations", index)
                name = f"customisation-{index + 1}"
                yield Piece(name, wish.name, at, effort, by.side, by.role, way, wish, by.factor)


def _done_by(effort: Effort) -> tuple[Side, str]:
    return effort.side or "vendor", effort.role or ""  # both are written: the model sees to it


def pieces(setting: Setting) -> tuple[Piece, ...]:
    """All pieces of work there could be for this brief, needed or not."""
    return tuple(piece for at, effort in enumerate(setting.playbook.efforts) for piece in _pieces(setting, at, effort))


def pieces_of_work(setting: Setting) -> tuple[str, ...]:
    """Their ids."""
    return tuple(piece.id for piece in pieces(setting))


def work_switches(setting: Setting) -> tuple[str, ...]:
    """The options that switch work on and off: by piece, by effort, by category."""
    efforts = setting.playbook.efforts
    names = (*(one.category for one in efforts), *(one.id for one in efforts), *pieces_of_work(setting))
    return tuple(dict.fromkeys(names))
