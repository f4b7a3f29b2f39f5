"""The page that shows where the answer turns: who is cheapest by users, flips, concessions, edges of price lists."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from crm_planner.compare.break_even import Flip, Interval
from crm_planner.compare.concessions import Concession, Kind
from crm_planner.compare.measures import MEASURES, Figure, Measure
from crm_planner.documents.names import scenario_name
from crm_planner.documents.numbers import digits_for, with_digits
from crm_planner.documents.page import Cell, Column, Outline, Page, Row, Table
from crm_planner.documents.scorecard import turn_lines
from crm_planner.documents.turning_words import BASES, FIGURES, RANGES, Names
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, Text, mark
from crm_planner.what_if.break_even import BreakEven, Case, Stage

STRIP = 60
"""Letters in the strip that shows who is cheapest along the range."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CONCESSIONS: dict[Kind, str] = {
    "licence_discount": mark("Discount on its licences"),
    "free_training": mark("Free training"),
    "free_support_year": mark("First year's support free"),
}
_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right", "right")
LEVEL, NOBODY, MANY = "=", ".", "?"


def break_even_page(found: BreakEven) -> Page:
    """`found` for a reader."""
    values = {
        "client": found.client,
        "users": found.users,
        "years": found.horizon_years,
        "day": found.priced_on,
        "currency": found.currency,
    }
    wording = mark(
        "{client}: where the answer turns. Users: {users}. Years: {years}. Priced on {day}, amounts in {currency}"
    )
    page = _Page(found)
    parts: list[Table | Outline] = [
        *page.winners(found.by_users),
        *map(page.case, found.scenarios),
        page.statements(),
        *page.flips(),
    ]
    weights = () if found.judged is None else tuple(turn_lines(found.judged))
    return Page(Message(wording, values), (*parts, *page.concessions(), *weights), tuple(page.notes()))


class _Page:
    """The parts of the page; names and decimals are the same in all of them."""

    def __init__(self, found: BreakEven) -> None:
        self.found = found
        self.names = Names([*found.estimates, *(one for case in found.scenarios for one in case.others)])
        self.digits = digits_for(list(found.amounts()), MINOR_DIGITS[found.currency])

    def money(self, amount: Decimal | None) -> Cell:
        if amount is None:
            return Cell(None)
        return Cell(with_digits(amount, self.digits), "figure")

    def winners(self, stage: Stage) -> Iterator[Table]:
        """Who is cheapest at which numbers of users; once, where both measures say the same."""
        published, alike = (stage.intervals[measure] for measure in MEASURES)
        if published == alike:
            title = mark("Cheapest by number of users, as published and like for like")
            yield self._winners(Message(title), alike)
        else:
            yield self._winners(Message(mark("Cheapest by number of users, as published")), published)
            yield self._winners(Message(mark("Cheapest by number of users, like for like")), alike)

    def _winners(self, title: Message, intervals: Sequence[Interval]) -> Table:
        heads = (mark("Cheapest"), mark("Costs at the first"), mark("Costs at the last"))
        columns = (Column(Message(heads[0]), "left"), *(Column(Message(head)) for head in heads[1:]))
        rows = tuple(
            Row(_range(one), (self._cheapest(one), self.money(one.first), self.money(one.last))) for one in intervals
        )
        return Table(Message(mark("Users")), columns, rows, title, folded=True)

    def _cheapest(self, one: Interval) -> Cell:
        if not one.cheapest:
            return Cell(Message(mark("nobody is ranked")), "state")
        names = tuple(self.names[name] for name in one.cheapest)
        return Cell(names[0] if len(names) == 1 else Message(mark("level: {names}"), {"names": names}))

    def case(self, case: Case) -> Table:
        """The same under a scenario, like for like."""
        name = scenario_name(case.name, case.changes)
        title = Message(mark("Cheapest by number of users, like for like, scenario {name}"), {"name": name})
        return self._winners(title, case.users.intervals["like_for_like"])

    def statements(self) -> Outline:
        """What the intervals mean, with a strip of letters; then the edges of price lists."""
        lines = [*self._strip(), *self._dominance(), *self._scenarios(), *self._cliffs(), *self._budget()]
        return Outline(tuple((0, line) for line in lines))

    def _strip(self) -> Iterator[object]:
        stage, letters = self.found.by_users, {one.id: LETTERS[n % 26] for n, one in enumerate(self.found.estimates)}
        span = stage.high - stage.low + 1
        wide = min(STRIP, int(span))
        drawn = ""
        for place in range(wide):
            low, high = (stage.low + span * Decimal(edge) / wide for edge in (place, place + 1))
            inside = {one.cheapest for one in stage.intervals["like_for_like"] if one.low < high and one.high + 1 > low}
            drawn += _letter(inside, letters)
        values = {"low": stage.low, "strip": drawn, "high": stage.high}
        yield Message(mark("Users {low} [{strip}] {high}, like for like"), values)
        legend = tuple(
            Message(mark("{letter} {name}"), {"letter": letters[one.id], "name": self.names[one.id]})
            for one in self.found.estimates
        )
        yield Message(mark("{legend}; = level, ? several, . nobody"), {"legend": legend})

    def _dominance(self) -> Iterator[Message]:
        for one in self.found.estimates:
            said = {measure: self._rule(one.id, measure) for measure in MEASURES}
            if said["published"] == said["like_for_like"]:
                said = {"like_for_like": said["like_for_like"]}
            for measure, message in said.items():
                basis = Message(BASES[measure]) if len(said) > 1 else Message(mark("both"))
                yield Message(mark("{said} ({measure})"), {"said": message, "measure": basis})

    def _rule(self, name: str, measure: Measure) -> Message:
        """Where a candidate is cheapest, in one sentence."""
        stage = self.found.by_users
        values: dict[str, object] = {"low": stage.low, "high": stage.high, "name": self.names[name]}
        led = [each for each in stage.intervals[measure] if name in each.cheapest]
        if name not in stage.ranked[measure]:
            return Message(mark("{name} is ranked at no number of users from {low} to {high}"), values)
        if not led:
            return Message(mark("{name} is never cheapest between {low} and {high} users"), values)
        if sum(each.high - each.low + 1 for each in led) == stage.high - stage.low + 1:
            return Message(mark("{name} is cheapest at every number of users from {low} to {high}"), values)
        values["ranges"] = tuple(_between(each.low, each.high) for each in led)
        return Message(mark("{name} is cheapest only at these numbers of users from {low} to {high}: {ranges}"), values)

    def _scenarios(self) -> Iterator[Message]:
        """Who is cheapest at the users each scenario has itself."""
        for case in self.found.scenarios:
            now = case.users.figure.now or Decimal(0)
            for one in case.users.intervals["like_for_like"]:
                if one.low <= now <= one.high:
                    values = {"name": Text.plain(case.name), "users": now, "cheapest": self._cheapest(one).value}
                    yield Message(mark("Scenario {name}, {users} users: cheapest like for like {cheapest}"), values)

    def _cliffs(self) -> Iterator[Message]:
        for one in self.found.cliffs:
            values = {
                "name": self.names[one.candidate],
                "range": _between(one.low, one.high),
                "buy": one.buy,
                "amount": self.money(one.amount).value,
                "saved": self.money(one.saved).value,
            }
            wording = mark("{name}, {range} users: buy for {buy} and pay less: {amount}, up to {saved} saved")
            yield Message(wording, values)

    def _budget(self) -> Iterator[Message]:
        for one in self.found.within:
            values = {
                "name": self.names[one.candidate],
                "measure": Message(BASES[one.measure]),
                "budget": self.money(self.found.budget).value,
                "left": self.money(None if one.left is None else abs(one.left)).value,
                "ranges": tuple(_between(*run) for run in one.runs),
            }
            if one.left is not None:
                below, above = mark("{left} below the budget of {budget}"), mark("{left} above the budget of {budget}")
                now = Message(below if one.left >= 0 else above, values)
            else:
                now = Message(mark("not ranked now"))
            fits = mark("{name} ({measure}): {now}; fits at these numbers of users: {ranges}")
            never = mark("{name} ({measure}): {now}; fits at no number of users looked at")
            yield Message(fits if one.runs else never, values | {"now": now})

    def flips(self) -> Iterator[Table]:
        """Where of two candidates another becomes the cheaper one: a table for each figure."""
        by_figure: dict[tuple[Figure, tuple[Measure, ...]], list[Row]] = {}
        for one, measures in _together(self.found.flips):
            by_figure.setdefault((one.figure, tuple(measures)), []).extend(self._flip(one))
        heads = (mark("Cheaper there"), mark("costs"), mark("the other"))
        columns = tuple(Column(Message(head), side) for head, side in zip(heads, _SIDES, strict=True))
        for (figure, measures), rows in by_figure.items():
            basis = Message(BASES[measures[0]]) if len(measures) == 1 else Message(mark("both"))
            values = {"figure": self.figure(figure), "measure": basis}
            title = Message(mark("Who is cheaper by {figure} ({measure}; ! also the cheapest of all)"), values)
            yield Table(Message(mark("Value")), columns, tuple(rows), title, folded=True)

    def _flip(self, flip: Flip) -> Iterator[Row]:
        for name, side, label in (
            (flip.cheaper_before, flip.before, mark("up to {value}")),
            (flip.cheaper_after, flip.after, mark("from {value}")),
        ):
            other = next(one for one in side.amounts if one != name)
            turned = "! " if flip.leads and side is flip.after else ""
            cells = (
                Cell(self.names[name], before=turned),
                self.money(side.amounts[name]),
                self.money(side.amounts[other]),
            )
            yield Row(Message(label, {"value": side.value}), cells, strong=flip.leads)

    def figure(self, figure: Figure) -> Message:
        of = self.names.get(figure.of, figure.of)
        return Message(FIGURES[figure.driver], {"of": of})

    def concessions(self) -> Iterator[Table]:
        """What one thing would have to be given up for two candidates to be level: a table for each pair."""
        grouped: dict[tuple[Measure, str, str], dict[Kind, Concession]] = {}
        for one in self.found.concessions:
            grouped.setdefault((one.measure, one.candidate, one.rival), {})[one.kind] = one
        for (measure, name, rival), kinds in grouped.items():
            values = {
                "name": self.names[name],
                "rival": self.names[rival],
                "measure": Message(BASES[measure]),
                "gap": self.money(next(iter(kinds.values())).gap).value,
            }
            title = Message(mark("{name} costs {gap} more than {rival} ({measure})"), values)
            rows = tuple(Row(Message(head), (self._effect(kinds.get(kind)),)) for kind, head in _CONCESSIONS.items())
            columns = (Column(Message(mark("what it does")), "left"),)
            yield Table(Message(mark("one concession")), columns, rows, title, folded=True)

    def _effect(self, one: Concession | None) -> Cell:
        if one is None or one.worth is None or one.left is None:
            return Cell(Message(mark("nothing to give")), "state")
        values = {
            "percent": one.percent,
            "worth": self.money(one.worth).value,
            "left": self.money(abs(one.left)).value,
        }
        if one.percent is not None:
            enough, short = mark("{percent} %: {worth}"), mark("no discount suffices: {left} short")
            return Cell(Message(enough if one.suffices else short, values))
        if one.left == 0:
            return Cell(Message(mark("{worth}: level"), values))
        enough, short = mark("{worth}: cheaper by {left}"), mark("{worth}: {left} short")
        return Cell(Message(enough if one.suffices else short, values))

    def notes(self) -> Iterator[Message]:
        """What was looked at, and what the words mean."""
        flipped = {flip.figure for flip in self.found.flips}
        for stage in self.found.stages:
            values = {"what": self.figure(stage.figure), "low": stage.low, "high": stage.high, "now": stage.figure.now}
            yield Message(RANGES[stage.figure in flipped, stage.figure.now is not None], values)
        if self.found.peak != self.found.users:
            wording = mark(
                "Other numbers of users are the same kind of client: of {users} now, {peak} are inside at once"
            )
            yield Message(wording, {"users": self.found.users, "peak": self.found.peak})
        varied = {stage.figure.of for stage in self.found.stages if stage.figure.driver == "discount"}
        for one in self.found.estimates:
            if one.id not in varied:
                wording = mark(
                    "{name}: no further discount can be tried: nothing it is on, or nobody said how two meet"
                )
                yield Message(wording, {"name": self.names[one.id]})
        yield Message(mark("Every flip is computed exactly on both sides; percentages in steps of 0.01"))
        yield Message(
            mark(
                "As published only complete offers are ranked, like for like those whose gaps rivals fill; who is "
                "unsuitable is not ranked. A discount may move what fills the gaps of rivals"
            )
        )


def _together(found: Sequence[Flip]) -> Iterator[tuple[Flip, Sequence[Measure]]]:
    """Flips that both measures show alike stand once."""
    grouped: dict[object, list[Flip]] = {}
    for one in found:
        alike = (one.figure, one.cheaper_before, one.cheaper_after, one.before.value, one.after.value)
        grouped.setdefault((alike, tuple(one.before.amounts.values()), one.leads), []).append(one)
    for several in grouped.values():
        yield several[0], [one.measure for one in several]


def _letter(inside: set[tuple[str, ...]], letters: dict[str, str]) -> str:
    if len(inside) != 1:
        return MANY
    (cheapest,) = inside
    return NOBODY if not cheapest else LEVEL if len(cheapest) > 1 else letters[cheapest[0]]


def _range(one: Interval) -> object:
    return _between(one.low, one.high)


def _between(low: Decimal, high: Decimal) -> object:
    return low if low == high else Message(mark("{low} to {high}"), {"low": low, "high": high})
