"""The cost of every candidate drawn many times: how likely which total is, what drives it, what mitigations buy."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.compare.ranking import rank
from crm_planner.estimate.lines import Estimate
from crm_planner.formula.arrays import Array, np
from crm_planner.playbook.simulation import AccuracyClass, Distribution, SimulationRules
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project
from crm_planner.risk.assessment import State
from crm_planner.simulation.accuracy import accuracy
from crm_planner.simulation.delay import Delay, delay
from crm_planner.simulation.drivers import Driver, by_share, correlations, tried
from crm_planner.simulation.events import contradicted
from crm_planner.simulation.mitigations import Bought, open_ones
from crm_planner.simulation.stage import CHUNK, Changed, Stage, Totals
from crm_planner.simulation.summary import Spread, percentile, share_within, spread
from crm_planner.text import Text

DRAWS = 2**16
"""Draws unless said."""

SAMPLE = 2**14
"""Draws, the first ones, in which drivers and mitigations are compared: with the same draws they differ by little."""


class Wish(NamedTuple):
    """How to draw. None stands for what the playbook says."""

    draws: int = DRAWS
    seed: int = 1
    distribution: Distribution | None = None
    correlation: Decimal | None = None
    tail: bool | None = None

    def rules(self, usual: SimulationRules) -> SimulationRules:
        """The playbook's rules with these wishes."""
        tail = usual.tail if self.tail is None else usual.tail.model_copy(update={"drawn": self.tail})
        changes = {"distribution": self.distribution, "correlation": self.correlation, "tail": tail}
        return usual.model_copy(update={name: one for name, one in changes.items() if one is not None})


class Outcome(NamedTuple):
    """One candidate. `base` is the total with every figure at its most likely value and nothing going wrong.

    Amounts are over the horizon, gaps filled (unless `complete` is false: then what has no price is not in them).
    `detected` are the risks drawn; `contradicted` those that a fact shows and good answers deny, not drawn. `delay` is
    what risks do to time. `within_budget` and `cheapest` are shares of the draws, None where there is no budget or the
    candidate is unranked.
    """

    estimate: Estimate
    base: Decimal
    spread: Spread
    complete: bool
    within_budget: Fraction | None
    cheapest: Fraction | None
    drivers: tuple[Driver, ...]
    bought: tuple[Bought, ...]
    accuracy: AccuracyClass
    detected: tuple[str, ...]
    contradicted: tuple[str, ...]
    delay: Delay

    @property
    def contingency(self) -> Decimal:
        """What to set aside so that 80 of 100 such projects stay within it: P80 less the base."""
        return self.spread.percentiles.p80 - self.base

    @property
    def top(self) -> Driver | None:
        """The assumption that moves P80 most."""
        tried = [one for one in self.drivers if one.moves is not None]
        return max(tried, key=lambda one: one.moves or 0, default=None)


class Simulation(NamedTuple):
    """All candidates of a project under the same draws, and everything needed to repeat it."""

    client: Text
    currency: str
    users: int
    horizon_years: int
    priced_on: date
    draws: int
    seed: int
    numpy: str
    rules: SimulationRules
    budget: Decimal | None
    outcomes: tuple[Outcome, ...]
    open_risks: int
    controlled_risks: int


def steps(draws: int) -> int:
    """How often `simulate` says that it has come further."""
    return -(-draws // CHUNK)


def simulate(
    project: Project,
    checklist: WrittenPlaybookWithRisks,
    wish: Wish | None = None,
    step: Callable[[], None] = lambda: None,
) -> Simulation:
    """Draw the cost of every candidate. `step` is called after each chunk of draws.

    The draw that is P80 of each candidate is computed once more exactly. Raises UsageError and DataError as `price`
    does, MissingExtra without NumPy, ModelError where arrays and exact figures differ, which would be a fault of ours.
    """
    wish = wish or Wish()
    stage = Stage(project, checklist, wish.rules(checklist.playbook.simulation), wish.seed)
    totals = stage.totals(wish.draws, step)
    setting, everything = project.setting, stage.everything
    return Simulation(
        client=setting.brief.client.name,
        currency=setting.currency,
        users=setting.users,
        horizon_years=setting.brief.horizon_years,
        priced_on=setting.day,
        draws=wish.draws,
        seed=wish.seed,
        numpy=np.__version__,
        rules=stage.rules,
        budget=setting.brief.budget,
        outcomes=tuple(_outcomes(stage, totals, setting.brief.budget)),
        open_risks=len(everything.of_state(State.OPEN)) + len(everything.of_state(State.PARTLY)),
        controlled_risks=len(everything.of_state(State.CONTROLLED)),
    )


def _outcomes(stage: Stage, totals: Totals, budget: Decimal | None) -> Iterator[Outcome]:
    cheapest = _cheapest(totals, frozenset(rank(stage.estimates).like_for_like))
    draws = min(SAMPLE, len(next(iter(totals.values()), ())))
    replays = _Replays(stage, draws)
    for one in stage.estimates:
        like, amounts = one.totals.like_for_like, totals[one.id]
        likely = None if like is None else like.likely
        found = spread(amounts, stage.unit)
        _prove(stage, one.id, amounts, found)
        first = amounts[:draws]
        yield Outcome(
            estimate=one,
            base=one.totals.horizon if likely is None else likely,
            spread=found,
            complete=likely is not None,
            within_budget=share_within(amounts, int(budget / stage.unit))
            if budget is not None and likely is not None
            else None,
            cheapest=cheapest.get(one.id),
            drivers=tuple(_drivers(stage, one.id, first, replays)),
            bought=tuple(_bought(stage, one.id, first, replays)),
            accuracy=accuracy(stage.rules, stage.assessments[one.id], one),
            delay=_delay(stage, one.id, draws),
            detected=tuple(event.risk.id for event in stage.events[one.id] if event.risk is not None),
            contradicted=contradicted(stage.assessments[one.id].risks),
        )


def _delay(stage: Stage, candidate: str, draws: int) -> Delay:
    judged = stage.assessments[candidate]
    return delay(judged.risks, judged.scales, stage.rules, stage.positions, draws)


def _prove(stage: Stage, candidate: str, amounts: Array, found: Spread) -> None:
    p80 = found.percentiles.p80
    draw = int(np.argmax(amounts == int(p80 / stage.unit)))
    stage.prove(candidate, draw, p80)


class _Replays:
    """The first draws played once more with something changed, once for all candidates."""

    def __init__(self, stage: Stage, draws: int) -> None:
        self.stage, self.draws = stage, draws
        self.known: dict[str, Totals] = {}

    def p80(self, candidate: str, name: str, changed: Changed) -> Decimal:
        """P80 of a candidate then; `name` says what is changed."""
        if name not in self.known:
            self.known[name] = self.stage.totals(self.draws, changed=changed)
        return percentile(self.known[name][candidate], 80) * self.stage.unit


def _drivers(stage: Stage, candidate: str, totals: Array, replays: _Replays) -> Iterator[Driver]:
    """The figures that move a total, the largest share first; what those worth trying do to P80."""
    moving, before = stage.moving(candidate, len(totals)), percentile(totals, 80) * stage.unit
    found = correlations({name: one.drawn for name, one in moving.items()}, totals)
    held = tried(found, moving, totals)
    for name in by_share(found):
        moves = before - replays.p80(candidate, name, Changed(still=name)) if name in held else None
        yield Driver(name, moving[name].label, *found[name], moves)


def _bought(stage: Stage, candidate: str, totals: Array, replays: _Replays) -> Iterator[Bought]:
    moving = {one.name for one in stage.usual.moving(candidate)}
    events = [one for one in stage.events[candidate] if one.input in moving]
    before = percentile(totals, 80) * stage.unit
    for one in open_ones(events, stage.assessments[candidate].scales, stage.rules.distribution):
        changed = Changed({one.input: one.table})
        yield one.bought(before - replays.p80(candidate, f"{one.input} {one.measure.id}", changed))


def _cheapest(totals: Totals, ranked: frozenset[str]) -> Mapping[str, Fraction]:
    """The share of draws in which each ranked candidate is the cheapest; ties go to the id that comes first."""
    names = sorted(ranked)
    if not names:
        return {}
    draws = len(totals[names[0]])
    wins = dict.fromkeys(names, 0)
    for start in range(0, draws, CHUNK):
        first = np.argmin([totals[name][start : start + CHUNK] for name in names], axis=0)
        for number, count in enumerate(np.bincount(first, minlength=len(names))):
            wins[names[number]] += int(count)
    return {name: Fraction(count, draws) for name, count in wins.items()}
