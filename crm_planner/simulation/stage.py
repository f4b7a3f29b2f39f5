"""A project made ready to be drawn: a scene for each way to grow, its risks, and where the draws come from."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from crm_planner.errors import DataError, ModelError, UsageError
from crm_planner.formula.arrays import Array, np
from crm_planner.playbook.simulation import SimulationRules
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project, assess, price
from crm_planner.simulation import growth
from crm_planner.simulation.draws import Positions, Stream
from crm_planner.simulation.drivers import Moved
from crm_planner.simulation.events import Event, events_of, tail_of
from crm_planner.simulation.sampling import table
from crm_planner.simulation.scene import Drawn, Scene, scene
from crm_planner.text import Message, mark

CHUNK = 2**14
"""Draws computed at once: enough to make each step worth its call, few enough to stay near the processor."""

Totals = Mapping[str, Array]
"""The total of each candidate in each draw, in minor units."""


class Changed(NamedTuple):
    """What is otherwise than usual: other tables for some inputs, one figure held `still` at its usual value."""

    tables: Mapping[str, Array] = {}
    still: str = ""


_AS_USUAL = Changed()


class Stage:
    """Where the draws are played. `usual` is the scene in which people join as the brief expects."""

    def __init__(
        self, project: Project, checklist: WrittenPlaybookWithRisks, rules: SimulationRules, seed: int
    ) -> None:
        self.project, self.rules, self.unit = project, rules, project.setting.cent
        priced = price(project)
        self.estimates = priced.estimates
        self.everything = assess(project, checklist, priced.estimates)
        self.assessments = {one.id: assess(project, checklist, priced.estimates, one.id) for one in priced.estimates}
        tail = (tail_of(rules),) if rules.tail.drawn and rules.tail.probability else ()
        self.events: dict[str, tuple[Event, ...]] = {
            name: (*events_of(one.risks, one.scales), *tail) for name, one in self.assessments.items()
        }
        ways = growth.ways_to_grow(project)
        self.usual = scene(project, priced, rules, self.events)
        self.scenes = tuple(self._scenes(ways))
        self.grows = table(ways.shape, ways.step, rules.distribution) if len(self.scenes) > 1 else None
        self.expected = ways.usual
        self.positions = Positions(seed, float(rules.correlation))
        streams = dict.fromkeys(one.stream for each in self.scenes for one in each.drawn)
        self.streams: tuple[Stream, ...] = (*streams, *((growth.STREAM,) if self.grows is not None else ()))

    def _scenes(self, ways: growth.Ways) -> Iterator[Scene]:
        """A scene for each way to grow; a way nobody can price counts as the usual one."""
        known = {repr(self.project.brief.brief.growth): self.usual}
        for one in ways.several:
            name = repr(one.brief.brief.growth)
            if name not in known:
                try:
                    known[name] = scene(one, price(one), self.rules, self.events)
                except (DataError, UsageError):
                    known[name] = self.usual
            yield known[name]

    def totals(self, draws: int, step: Callable[[], None] = lambda: None, changed: Changed = _AS_USUAL) -> Totals:
        """The totals of so many draws, with something `changed`; `step` is called after each chunk."""
        totals = {one.id: np.empty(draws, dtype=np.int64) for one in self.estimates}
        player = _Player()
        for start in range(0, draws, CHUNK):
            stop = min(start + CHUNK, draws)
            for name, found in self._play(player, start, stop, changed).items():
                totals[name][start:stop] = found
            step()
        return totals

    def played(self, start: int, stop: int) -> Totals:
        """The totals of draws `start` to `stop`, without the last."""
        return self._play(_Player(), start, stop, _AS_USUAL)

    def _play(self, player: "_Player", start: int, stop: int, changed: Changed) -> Totals:
        positions, draws = self.positions.drawn(self.streams, start, stop), stop - start
        if self.grows is None or changed.still == growth.STREAM.name:
            return player.totals(self.usual, positions, draws, changed)
        way = self.grows[positions[growth.STREAM]]
        totals = {one.id: np.empty(draws, dtype=np.int64) for one in self.estimates}
        for number in np.unique(way):
            where = np.flatnonzero(way == number)
            some = {stream: all_of[where] for stream, all_of in positions.items()}
            for name, amounts in player.totals(self.scenes[number], some, len(where), changed).items():
                totals[name][where] = amounts
        return totals

    def moving(self, candidate: str, draws: int) -> dict[str, Moved]:
        """The figures the total of a candidate rests on, in the first `draws`."""
        positions = self.positions.drawn(self.streams, 0, draws)
        moved = {
            one.name: Moved(one.label, one.table[positions[one.stream]], one.usual)
            for one in self.usual.moving(candidate)
        }
        if self.grows is not None:
            label = Message(mark("How many people join"))
            moved[growth.STREAM.name] = Moved(label, self.grows[positions[growth.STREAM]], self.expected)
        return moved

    def prove(self, candidate: str, draw: int, total: Decimal) -> None:
        """Compute one draw once more exactly. Raises ModelError where the arrays said something else."""
        positions = self.positions.drawn(self.streams, draw, draw + 1)
        here = self.usual if self.grows is None else self.scenes[int(self.grows[positions[growth.STREAM]][0])]
        given = {one.name: int(one.table[positions[one.stream]][0]) for one in here.drawn}
        exact = here.exactly(given)[candidate]
        if exact != total:
            raise ModelError(f"{candidate} at draw {draw}: {total} in arrays, {exact} exactly")


class _Player:
    """Plays scenes; the values of inputs are written where those of the chunk before stood, which is half the time."""

    def __init__(self) -> None:
        self._room: dict[str, Array] = {}

    def totals(self, scene: Scene, positions: Mapping[Stream, Array], draws: int, changed: Changed) -> Totals:
        """The totals of one scene at some positions; they may stand in the room, so copy them before the next ones."""
        given = {one.name: self._counts(one, positions, draws, changed) for one in scene.drawn}
        return {name: np.broadcast_to(found, (draws,)) for name, found in scene.totals(given).items()}

    def _counts(self, one: Drawn, positions: Mapping[Stream, Array], draws: int, changed: Changed) -> Array:
        if one.name == changed.still:
            return np.array([one.usual])
        if len(self._room.get(one.name, ())) < draws:
            self._room[one.name] = np.empty(draws, dtype=np.int64)
        room = self._room[one.name][:draws]
        room[:] = changed.tables.get(one.name, one.table).take(positions[one.stream])
        return room
