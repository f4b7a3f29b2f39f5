"""The page that shows what moves the answer: every uncertain figure with its swing, bars, the budget, scenarios."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from crm_planner.documents.bars import Bar, share
from crm_planner.documents.figures import Figures
from crm_planner.documents.names import scenario_name
from crm_planner.documents.numbers import NO_BREAK_SPACE, digits_for
from crm_planner.documents.page import Cell, Column, Outline, Page, Row, Table
from crm_planner.documents.uncertain_words import figure_words, plainly
from crm_planner.judgement import in_words
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, Text, mark
from crm_planner.what_if.sensitivity import Case, Effect, Grid, Point, Sensitivity, Tornado, Within
from crm_planner.what_if.uncertain import Uncertain

TURNED = "! "


def sensitivity_page(found: Sensitivity, grid: Grid | None = None, top: int = 10) -> Page:
    """`found` for a reader, the `top` figures with the largest swings; all of them are in JSON and CSV."""
    values = {
        "client": found.client,
        "users": found.users,
        "years": found.horizon_years,
        "day": found.priced_on,
        "currency": found.currency,
    }
    wording = mark(
        "{client}: what moves the answer. Users: {users}. Years: {years}. Priced on {day}, amounts in {currency}"
    )
    page = _Page(found, top)
    parts = [page.answer(), *page.grid(grid), *page.tornado(), *page.budget(), *page.present(), *page.scenarios()]
    return Page(Message(wording, values), tuple(parts), tuple(page.notes()))


class _Page:
    """The parts of the page; names and decimals are the same in all of them."""

    def __init__(self, found: Sensitivity, top: int) -> None:
        self.found, self.all = found, found.tornado
        self.shown = self.all.effects[:top]
        self.names = found.names
        totals = [amount for point in _points(self.all) for amount in point.totals["like_for_like"].values()]
        self.figures = Figures(digits_for([one for one in totals if one is not None], MINOR_DIGITS[found.currency]))

    def money(self, amount: Decimal | None) -> Decimal | None:
        return None if amount is None else self.figures.amount(amount)

    def called(self, one: Uncertain) -> Message:
        return figure_words(one, self.names)

    def answer(self) -> Outline:
        """Who is ahead now, and whether anybody else ever is."""
        turned = tuple(self.called(one.of) for one in self.all.effects if any(map(self.all.turned, one.ends)))
        said = mark("Somebody else is ahead at an end of: {figures}")
        never = mark("Nobody else is ahead at either end of any of these figures")
        last = Message(said, {"figures": turned}) if turned else Message(never)
        return Outline(((0, self.ahead(self.all.now)), (0, last)))

    def ahead(self, point: Point) -> Message:
        """Who is ahead at a point, and by how much the cheapest is cheaper than the next."""
        who = in_words(point.sure, tuple(self.names[name] for name in point.front))
        if point.ahead is None or len(point.cheapest) != 1:
            return Message(mark("Answer: {who}"), {"who": who})
        values = {"who": who, "cheapest": self.names[point.cheapest[0]], "less": self.money(point.ahead)}
        if self.found.judged.basis == "scores":
            return Message(mark("Answer by the scores: {who}; {cheapest} is {less} cheaper than the next"), values)
        if point.front == point.cheapest:
            return Message(mark("{cheapest} is ahead, {less} cheaper than the next"), values)
        return Message(mark("Answer: {who}; {cheapest} is {less} cheaper than the next"), values)

    def tornado(self) -> Iterator[Table]:
        """All figures with their ends and who is ahead there; then each candidate with its bars."""
        if not self.shown:
            return
        heads = (mark("low"), mark("now"), mark("high"), mark("swing"), mark("lead at low"), mark("lead at high"))
        columns = tuple(Column(Message(head)) for head in heads)
        rows = tuple(Row(self.called(one.of), self._ends(one), strong=self._turns(one)) for one in self.shown)
        title = Message(mark("What moves the answer, the largest swing first (! somebody else is ahead)"))
        yield Table(Message(mark("figure")), columns, rows, title, folded=True)
        for estimate in self.found.estimates:
            yield from self._bars(estimate.id)

    def _turns(self, one: Effect) -> bool:
        return any(map(self.all.turned, one.ends))

    def _ends(self, one: Effect) -> tuple[Cell, ...]:
        figures = tuple(Cell(plainly(value), "figure") for value in (one.of.low, one.of.now, one.of.high))
        return (*figures, Cell(self.money(one.swing), "figure"), self._lead(one.low), self._lead(one.high))

    def _lead(self, point: Point | None) -> Cell:
        if point is None:
            return Cell(Message(mark("cannot be had")), "state")
        if self.all.turned(point):
            who = Message(mark("nobody")) if point.first is None else self.names[point.first]
            return Cell(Message(mark("{who} {less}"), {"who": who, "less": self.money(point.ahead)}), before=TURNED)
        return Cell(self.money(point.ahead), "figure")

    def _bars(self, name: str) -> Iterator[Table]:
        """The tornado of one candidate: its total at both ends of what moves it most, drawn on one scale."""
        now = self.all.now.totals["like_for_like"].get(name)
        moved = sorted(
            (one for one in self.all.effects if one.swings.get(name)), key=lambda one: (-one.swings[name], one.of.id)
        )[: len(self.shown)]
        if now is None or not moved:
            return
        ends = [tuple(_total(end, name) for end in (one.low, one.high)) for one in moved]
        known = [now, *(at for several in ends for at in several if at is not None)]
        rows = []
        for one, (low, high) in zip(moved, ends, strict=True):
            inside = [now, *(at for at in (low, high) if at is not None)]
            first, last, here = (share(at, min(known), max(known)) for at in (min(inside), max(inside), now))
            cells = (Cell(self.money(low), "figure"), Cell(Bar(first, last, here)), Cell(self.money(high), "figure"))
            rows.append(Row(self.called(one.of), cells))
        columns = (Column(Message(mark("at low"))), Column("", "left"), Column(Message(mark("at high"))))
        values = {"candidate": self.names[name], "total": self.money(now)}
        title = Message(mark("{candidate}: {total} now, and at the ends"), values)
        yield Table(Message(mark("figure")), columns, tuple(rows), title, folded=True)

    def budget(self) -> Iterator[Table]:
        """Who stays within the budget at its lowest, now, and at its highest."""
        if self.found.budget is None or not self.all.within:
            return
        heads = (mark("at its lowest"), mark("now"), mark("at its highest"))
        columns = (*(Column(Message(head)) for head in heads), Column(Message(mark("what alone turns it")), "left"))
        rows = tuple(Row(self.names[one.candidate], self._within(one)) for one in self.all.within)
        title = Message(mark("The budget of {budget} (+ within, - over it)"), {"budget": self.money(self.found.budget)})
        yield Table(Message(mark("candidate")), columns, rows, title, folded=True)

    def _within(self, one: Within) -> tuple[Cell, ...]:
        budget = self.found.budget or Decimal(0)
        amounts = (one.lowest, one.now, one.highest)
        cells = (
            Cell(self.money(at), "figure", before=f"{'+' if at <= budget else '-'}{NO_BREAK_SPACE}") for at in amounts
        )
        by_id = {effect.of.id: effect.of for effect in self.all.effects}
        turned = tuple(self.called(by_id[name]) for name in one.broken_by)
        return (*cells, Cell(turned or Message(mark("nothing"))))

    def present(self) -> Iterator[Table]:
        """What another discount rate does, which moves nothing but present values."""
        for one in self.all.effects:
            if one.of.id == "discount_rate":
                ends = ((one.of.low, one.low), (one.of.now, self.all.now), (one.of.high, one.high))
                columns = tuple(Column(Message(mark("at {value}"), {"value": plainly(value)})) for value, _ in ends)
                rows = tuple(
                    Row(self.names[here.id], tuple(self._present(point, here.id) for _, point in ends))
                    for here in self.found.estimates
                )
                title = Message(mark("Present value by discount rate"))
                yield Table(Message(mark("candidate")), columns, rows, title, folded=True)

    def _present(self, point: Point | None, name: str) -> Cell:
        worth = None if point is None else point.present.get(name)
        return Cell(Message(mark("unknown")), "state") if worth is None else Cell(self.money(worth), "figure")

    def scenarios(self) -> Iterator[Table]:
        """Who is ahead under each scenario, and what would turn that."""
        if not self.found.scenarios:
            return
        heads = (mark("ahead"), mark("lead"), mark("largest swing"), mark("what alone turns it"))
        columns = tuple(Column(Message(head), "right" if head == "lead" else "left") for head in heads)
        rows = tuple(
            Row(scenario_name(one.name, one.changes), tuple(self._scenario(one))) for one in self.found.scenarios
        )
        yield Table(Message(mark("scenario")), columns, rows, Message(mark("Under each scenario")), folded=True)

    def _scenario(self, case: Case) -> Iterator[Cell]:
        tornado = case.tornado
        turned = TURNED if tornado.now.first != self.all.now.first else ""
        front = tuple(self.names[name] for name in tornado.now.front)
        yield Cell(in_words(tornado.now.sure, front), before=turned)
        yield Cell(self.money(tornado.now.ahead), "figure")
        largest = next(iter(tornado.effects), None)
        values = None if largest is None else {"figure": self.called(largest.of), "swing": self.money(largest.swing)}
        yield Cell(None if values is None else Message(mark("{figure}: {swing}"), values))
        others = tuple(self.called(one.of) for one in tornado.effects if any(map(tornado.turned, one.ends)))
        yield Cell(others or Message(mark("nothing")))

    def grid(self, grid: Grid | None) -> Iterator[Table | Outline]:
        """Who is cheapest like for like at each pair of values, by letter, and by how much."""
        if grid is None:
            return
        letters = {one.id: chr(ord("A") + number % 26) for number, one in enumerate(self.found.estimates)}
        columns = tuple(Column(Text.plain(value)) for value in grid.columns.values)
        rows = tuple(
            Row(Text.plain(value), tuple(self._square(point, letters) for point in points))
            for value, points in zip(grid.rows.values, grid.points, strict=True)
        )
        keys = {"rows": Text.plain(grid.rows.key), "columns": Text.plain(grid.columns.key)}
        title = Message(mark("Cheapest like for like, and by how much: {rows} down, {columns} across"), keys)
        yield Table(Message(mark("{rows} / {columns}"), keys), columns, rows, title, folded=True)
        legend = tuple(
            Message(mark("{letter} {name}"), {"letter": letters[one.id], "name": self.names[one.id]})
            for one in self.found.estimates
        )
        said = mark("{legend}; = level, . nobody, ! another than now")
        yield Outline(((0, Message(said, {"legend": legend})),))

    def _square(self, point: Point | None, letters: dict[str, str]) -> Cell:
        if point is None or not point.cheapest:
            return Cell(Text.plain("."), "state")
        letter = "=" if len(point.cheapest) > 1 else letters[point.cheapest[0]]
        values = {"letter": letter, "less": self.money(point.ahead)}
        turned = TURNED if point.cheapest != self.all.now.cheapest else ""
        return Cell(Message(mark("{letter} {less}"), values), before=turned)

    def notes(self) -> Iterator[object]:
        """What was moved, by whose word, and what the words mean."""
        more = self.all.effects[len(self.shown) :]
        if more:
            values = {"count": len(more), "swing": self.money(more[0].swing)}
            yield Message(mark("{count} more figures move it by {swing} or less: --top, --format json"), values)
        if self.all.idle:
            yield Message(mark("Without effect: {figures}"), {"figures": tuple(map(self.called, self.all.idle))})
        yield Message(
            mark("One figure is moved at a time, and everything is priced anew and exactly at each of its ends")
        )
        yield Message(
            mark("Swing: the most any candidate's total moves, like for like. Lead: of the cheapest over the next")
        )
        for one in (effect.of for effect in self.shown):
            if one.reason is not None:
                yield Message(
                    mark("{figure}: {reason}"), {"figure": self.called(one), "reason": Text.plain(one.reason)}
                )
        yield from _judgements([effect.of for effect in self.all.effects])


def _total(point: Point | None, name: str) -> Decimal | None:
    return None if point is None else point.totals["like_for_like"].get(name)


def _judgements(figures: Sequence[Uncertain]) -> Iterator[Message]:
    if any(one.origin == "playbook" and one.varies not in ("hours", "builders") for one in figures):
        yield Message(
            mark("Ends the brief does not give are judgements of the playbook (ranges), not statistics: write your own")
        )
    if any(one.varies == "hours" for one in figures):
        yield Message(
            mark("Hours lie between the low and the high of the playbook; what is a percentage of them follows")
        )
    if any(one.varies == "gap" for one in figures):
        yield Message(mark("A missing price lies between the lowest and the highest of the other vendors"))


def _points(tornado: Tornado) -> Iterator[Point]:
    yield tornado.now
    for one in tornado.effects:
        yield from one.ends
