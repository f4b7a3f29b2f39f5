"""The scores as cells of a formula graph: whoever moves a weight, a score or a total sees who is ahead then.

Names, for a candidate `ID` and a criterion `CRITERION`; a bound is `low`, `likely` or `high`:

* inputs `weight/CRITERION`; `score/ID/CRITERION`, 0 where nobody has scored it; `score/ID/CRITERION/high` where the
  brief gives a range;
* `ID/in-race`, `ID/points/CRITERION/BOUND`, `ID/weighted/BOUND` (points times weights), `ID/score/BOUND` (1 to 5; 0 out
  of the race), `ID/rank/score` (1 the best; 0 not ranked), `ID/score/state` and, over all, `score/sure` (see
  lead_cells.py), `score/margin` (by what share of the first one's score the second is behind) and `score/weights`;
* how firm that is: see turn_cells.py.

The figures are those of scoring.py and lead.py, whatever the inputs are.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from crm_planner.brief.model import WrittenBrief
from crm_planner.compare.lead_cells import lead_cells, rank_cells
from crm_planner.compare.price_cells import price_points
from crm_planner.compare.runners import NO, Runner, ratio
from crm_planner.compare.scoring import HIGHEST, LOWEST, PRICE_STEP, tie_share, weight_of, weight_place
from crm_planner.compare.turn_cells import turn_cells
from crm_planner.estimate.gaps import BOUNDS
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Choose, Expression, Maximum, Number, Ref, total
from crm_planner.formula.units import RATIO, money
from crm_planner.limits import WEIGHT
from crm_planner.playbook.criteria import Criterion
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.text import Message, mark

UNKNOWN = Decimal(0)
"""The score that nobody has given."""

WEIGHTS = "score/weights"

_LEAST, _MOST = Decimal(int(LOWEST)), Decimal(int(HIGHEST))


def score_cells(
    written: WrittenBrief, knowledge: WrittenPlaybookWithRisks, runners: Sequence[Runner], currency: str
) -> tuple[Input | Cell, ...]:
    """Inputs and cells that score the `runners`, whose totals are in `currency`.

    A candidate leaves the race, and moves the price score of no other, while its `stands` is 0.
    """
    return tuple(_Scores(written, knowledge, runners, currency).cells())


class _Scores:
    def __init__(
        self, written: WrittenBrief, knowledge: WrittenPlaybookWithRisks, runners: Sequence[Runner], currency: str
    ) -> None:
        self.written, self.knowledge, self.runners, self.currency = written, knowledge, runners, currency
        self.criteria = knowledge.playbook.criteria
        self.weights = [self._weight(name) for name in self.criteria]
        self.given = {one.name: one for runner in runners for one in self._given(runner)}
        points = _fineness([PRICE_STEP, *(one.step for one in self.given.values())])
        self.fineness = _fineness(one.step for one in self.weights) * points / 10
        """What points times weights are multiples of; a tenth, for the middle of a range is half a step."""

    def cells(self) -> Iterator[Input | Cell]:
        scoring = self.knowledge.playbook.scoring
        yield from self.weights
        yield from self.given.values()
        weights = total((Ref(one.name) for one in self.weights), RATIO)
        yield Cell(WEIGHTS, weights, RATIO, Message(mark("All weights")))
        for runner in self.runners:
            label = Message(mark("In the race: 1, or out of it: 0"))
            yield Cell(runner.in_race.name, self._in_race(runner), RATIO, label)
        for runner in self.runners:
            yield from self._points(runner)
            yield from self._sums(runner)
        yield from rank_cells(self.runners)
        yield from lead_cells(self.runners, tie_share(scoring), self.fineness)
        yield from turn_cells(self.runners, self.criteria, self.fineness)

    def _weight(self, name: str) -> Input:
        value = weight_of(self.written.brief, self.criteria, name)
        label = Message(mark("Weight of {criterion}"), {"criterion": self.criteria[name].name})
        place = weight_place(self.written, self.knowledge, name)
        return Input(f"weight/{name}", value, RATIO, Decimal(0), WEIGHT, label, place, _step(Decimal(1), value))

    def _given(self, runner: Runner) -> Iterator[Input]:
        """What people have given, or may still give."""
        brief = self.written.brief
        paths = brief.judged("scores", runner.id)
        for name, criterion in self.criteria.items():
            if criterion.from_ is not None:
                continue
            path = paths.get(name)
            points = (UNKNOWN,) if path is None else brief.scores[path[1]][name]
            place = None if path is None else self.written.source.place(path)
            for suffix, value in zip(("", "/high"), dict.fromkeys((points[0], points[-1])), strict=False):
                label = Message(_GIVEN[suffix], {"candidate": runner.name, "criterion": criterion.name})
                named, step = f"score/{runner.id}/{name}{suffix}", _step(Decimal("0.5"), value)
                yield Input(named, value, RATIO, UNKNOWN, _MOST, label, place, step)

    def _in_race(self, runner: Runner) -> Expression:
        """Whether it may win at all."""
        if runner.failed:
            return NO
        stands, budget = Ref(runner.stands), runner.budget
        if budget is None:
            return stands
        return Choose(runner.total("low"), Number(budget, money(self.currency)), stands, NO)

    def _points(self, runner: Runner) -> Iterator[Cell]:
        rule = self.knowledge.playbook.scoring.price_score
        for name, criterion in self.criteria.items():
            called = f"{runner.id}/points/{name}"
            if criterion.from_ is not None:
                yield from price_points(called, runner, self.runners, rule, self.currency, criterion.name)
            else:
                yield from self._given_points(called, Ref(f"score/{runner.id}/{name}"), criterion)

    def _given_points(self, called: str, given: Ref, criterion: Criterion) -> Iterator[Cell]:
        """Lowest and highest points, and their middle: what was given, or anything while nobody has."""
        least = Maximum((given, Number(_LEAST)))
        most = Maximum((least, Ref(f"{given.name}/high"))) if f"{given.name}/high" in self.given else least
        formulas: dict[str, Expression] = {
            "low": Choose(given, Number(UNKNOWN), Number(_LEAST), least),
            "high": Choose(given, Number(UNKNOWN), Number(_MOST), most),
            "likely": (Ref(f"{called}/low") + Ref(f"{called}/high")) / 2,
        }
        for bound, formula in formulas.items():
            yield Cell(f"{called}/{bound}", formula, RATIO, Message(_POINTS[bound], {"criterion": criterion.name}))

    def _sums(self, runner: Runner) -> Iterator[Cell]:
        for bound in BOUNDS:
            parts = [Ref(f"weight/{name}") * runner.own("points", name, bound) for name in self.criteria]
            weighted = Choose(runner.in_race, NO, NO, total(parts, RATIO))
            yield Cell(runner.own("weighted", bound).name, weighted, RATIO, Message(_WEIGHTED[bound]))
        for bound in BOUNDS:
            mean = ratio(runner.own("weighted", bound), Ref(WEIGHTS), self.fineness, _MOST)
            named = runner.own("score", bound).name
            yield Cell(named, Choose(Ref(WEIGHTS), NO, NO, mean), RATIO, Message(_SCORE[bound]))


_GIVEN = {
    "": mark("{candidate}: score for {criterion}, 1 to 5; 0: nobody has scored it"),
    "/high": mark("{candidate}: score for {criterion} at best"),
}
_POINTS = {"low": mark("{criterion}: lowest"), "likely": mark("{criterion}"), "high": mark("{criterion}: highest")}
_WEIGHTED = {
    "low": mark("Points times weights, lowest"),
    "likely": mark("Points times weights"),
    "high": mark("Points times weights, highest"),
}
_SCORE = {"low": mark("Score, lowest"), "likely": mark("Score"), "high": mark("Score, highest")}


def _step(usual: Decimal, value: Decimal) -> Decimal:
    """As readers usually move it, or as fine as the figure that is there."""
    return usual if not value % usual else _fineness([value])


def _fineness(several: Iterable[Decimal]) -> Decimal:
    """The power of ten, at most 1, that all are multiples of."""
    exponents = (one.normalize().as_tuple().exponent for one in several)
    return Decimal(1).scaleb(min(0, *(exponent for exponent in exponents if isinstance(exponent, int)), 0))
