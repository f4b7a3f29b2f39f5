"""The sheet of scores: weights and scores to change, who is ahead then, and at which weight another one would be."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import count

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.compare.score_cells import WEIGHTS
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.calculation import Columns, calculation
from crm_planner.documents.workbook.charts import across, colour
from crm_planner.documents.workbook.content import At, Figure, Live, Value, quoted
from crm_planner.documents.workbook.inputs_sheet import bounded
from crm_planner.documents.workbook.looks import (
    COUNT,
    GOOD,
    HEAD,
    HEAD_LEFT,
    NUMBER,
    PERCENT,
    STATE,
    STRONG,
    TITLE,
    WRAPPED,
    Look,
    entry,
    total,
)
from crm_planner.documents.workbook.painting import painted
from crm_planner.documents.workbook.paper import down_to
from crm_planner.documents.workbook.pictures import add_chart, in_words
from crm_planner.documents.workbook.score_words import STANDINGS, SURE
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.stability import Stability
from crm_planner.documents.workbook.told import Told, of
from crm_planner.documents.workbook.words import head
from crm_planner.text import Message, mark

_OWNED = re.compile(r"(weight|score|turn)/|[^/]+/[^/]+/((points|weighted|score|turn)/|in-race$|rank/score$)")
_LABEL, _WEIGHT, _SHARE, _FIRST = range(1, 5)
_POINTS = Look("0.00", align="right")


def owns(name: str) -> bool:
    """Whether the sheet of scores is where this figure of the model stands."""
    return _OWNED.match(name) is not None


def score_sheet(book: Book, told: Told) -> None:
    """Add the sheet, if the model has scores."""
    if WEIGHTS in book.model.cells:
        _Sheet(book, told).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.speech = book, book.speech
        self.candidates = told.living.candidates
        self.names = [self.speech.show(one.estimate.called) for one in self.candidates]
        self.criteria = [name.partition("/")[2] for name in book.model.inputs if name.startswith("weight/")]
        self.sheet: Sheet = book.sheet(head(book.speech, mark("scores")))
        self.last = _FIRST + len(self.candidates) - 1
        self.edge = max(self.last, _FIRST + 3)
        self.rows = count(1)

    def write(self) -> None:
        sheet = self.sheet
        sheet.widths |= {_LABEL: 36, _WEIGHT: 11, _SHARE: 11} | dict.fromkeys(range(_FIRST, self.edge + 1), 18.0)
        sheet.put(next(self.rows), _LABEL, head(self.speech, mark("scores")), TITLE)
        said = mark("Weights and scores are yellow: change them. Scores go from 1 (poor) to 5; 0: nobody has scored it")
        sheet.across(next(self.rows), (_LABEL, self.edge), Message(said), WRAPPED)
        lead = next(self.rows)
        next(self.rows)
        self._scores()
        self._lead(lead)
        self._ranking()
        sheet.breaks.append(next(self.rows))
        called = {criterion: self._called(criterion) for criterion in self.criteria}
        first = self.first_criterion
        scores = f"{address(first, _FIRST, fixed=True)}:{address(self.last_criterion, self.last, fixed=True)}"
        self.sheet.widths[self.last + 1] = 26
        stability = Stability(self.book, sheet, self.rows, [one.id for one in self.candidates], self.names)
        for beyond in ("above", "below"):
            stability.write(beyond, called, scores)
        next(self.rows)
        self._rest(next(self.rows))

    def _rest(self, row: int) -> None:
        """All other figures of the scores, one under the other: those of each candidate, then what they share."""
        homes = {put.content.name for put in self.sheet.cells.values() if isinstance(put.content, Figure)}
        rest = [name for name in self.book.model.cells if owns(name) and name not in homes]
        columns = Columns(_LABEL, _WEIGHT, _SHARE, _FIRST, (_FIRST + 1, self.edge))
        down_to(self.sheet, row, (_LABEL, self.edge), last=max(self.edge, self.last + 1))
        row += 2
        for one, called in zip(self.candidates, self.names, strict=True):
            own = [name for name in rest if of(one.id, name)]
            self.sheet.put(row, _LABEL, called, STRONG)
            row = calculation(self.book, self.sheet, row + 1, columns, own) + 1
            rest = [name for name in rest if name not in own]
        calculation(self.book, self.sheet, row, columns, rest)

    def _heads(self, row: int, titles: tuple[tuple[int, str], ...]) -> None:
        for column, wording in titles:
            look = HEAD_LEFT if column == _LABEL else HEAD
            self.sheet.put(row, column, head(self.speech, wording), look)
        self.sheet.row(row, self.names, HEAD, first=_FIRST)

    def _called(self, criterion: str) -> str:
        """What a criterion is called: its weight says so."""
        label = self.book.model.inputs[f"weight/{criterion}"].label
        return self.speech.show(label.values["criterion"]) if isinstance(label, Message) else criterion

    def _scores(self) -> None:
        """A row for each criterion, its weight and share, and the score of each candidate; then the weighted means."""
        row = top = next(self.rows)
        self._heads(row, ((_LABEL, mark("criterion")), (_WEIGHT, mark("weight")), (_SHARE, mark("share"))))
        self.sheet.frozen = f"B{row + 1}"
        for criterion in self.criteria:
            row = next(self.rows)
            self._criterion(row, criterion)
        self.first_criterion, self.last_criterion = top + 1, row
        for criterion in self.criteria:
            self._at_best(criterion)
        self._means()

    def _criterion(self, row: int, criterion: str) -> None:
        sheet, weight = self.sheet, f"weight/{criterion}"
        sheet.put(row, _LABEL, self._called(criterion), WRAPPED)
        self._entry(row, _WEIGHT, weight, self._called(criterion))
        worth = address(row, _WEIGHT)
        share = Fraction(self.book.values[weight]) / (Fraction(self.book.values[WEIGHTS]) or 1)
        text = f"IF({{0}}=0,0,{worth}/{{0}})"
        sheet.put(row, _SHARE, Live(lambda at: text.format(at(WEIGHTS)), share), PERCENT)
        for column, one in enumerate(self.candidates, start=_FIRST):
            given = f"score/{one.id}/{criterion}"
            if given in self.book.model.inputs:
                self._entry(row, column, given, self._called(criterion))
            else:
                sheet.put(row, column, Figure(f"{one.id}/points/{criterion}/likely"), _POINTS)

    def _entry(self, row: int, column: int, name: str, label: str) -> None:
        """A yellow cell that takes what the model holds for."""
        cell = self.sheet.put(row, column, Figure(name), entry(NUMBER))
        self.book.entitle(name)
        rule = bounded(self.book.model.inputs[name], cell, label, self.speech)
        self.sheet.finish.append(lambda made: made.add_data_validation(rule))

    def _at_best(self, criterion: str) -> None:
        """What a score can be at best, where the brief gives a range."""
        given = {
            column: f"score/{one.id}/{criterion}/high"
            for column, one in enumerate(self.candidates, start=_FIRST)
            if f"score/{one.id}/{criterion}/high" in self.book.model.inputs
        }
        if not given:
            return
        row = next(self.rows)
        label = self.speech.phrase(mark("{criterion}: at best"), criterion=self._called(criterion))
        self.sheet.put(row, _LABEL, label, WRAPPED)
        for column, name in given.items():
            self._entry(row, column, name, label)

    def _means(self) -> None:
        """Score, its range, rank and standing of each candidate."""
        sheet, row = self.sheet, next(self.rows)
        sheet.put(row, _LABEL, head(self.speech, mark("weighted mean")), total(WRAPPED))
        sheet.put(row, _WEIGHT, Figure(WEIGHTS), total(NUMBER))
        sheet.put(row, _SHARE, None, total(NUMBER))
        rows = {"likely": row, "low": next(self.rows), "high": next(self.rows), "rank": next(self.rows)}
        states = next(self.rows)
        for wording, at in (
            (mark("at least, whatever is unknown"), rows["low"]),
            (mark("at most"), rows["high"]),
            (mark("rank"), rows["rank"]),
            (mark("standing"), states),
        ):
            sheet.put(at, _LABEL, head(self.speech, wording), WRAPPED)
        for column, one in enumerate(self.candidates, start=_FIRST):
            for bound in ("likely", "low", "high"):
                look = total(_POINTS) if bound == "likely" else _POINTS
                sheet.put(rows[bound], column, Figure(f"{one.id}/score/{bound}"), look)
            sheet.put(rows["rank"], column, Figure(f"{one.id}/rank/score"), COUNT._replace(form='0;;"—"', bold=True))
            sheet.put(states, column, self._standing(one.id), STATE._replace(wrap=True))
        self.score_row, self.rank_row = row, rows["rank"]
        spread = partial(self._range, rows["rank"])
        sheet.finish.append(
            lambda made: made.conditional_formatting.add(spread(), painted(f"{address(rows['rank'], _FIRST)}=1", GOOD))
        )

    def _range(self, row: int, *, fixed: bool = False) -> str:
        return f"{address(row, _FIRST, fixed=fixed)}:{address(row, self.last, fixed=fixed)}"

    def _standing(self, candidate: str) -> Live:
        """How near a candidate is to the first, in words."""
        words = [self.speech.translate(one) for one in STANDINGS]
        now = words[int(self.book.values[f"{candidate}/score/state"])]
        options = ",".join(map(quoted, words))
        return Live(lambda at: f"CHOOSE({at(f'{candidate}/score/state')}+1,{options})", now)

    def _lead(self, row: int) -> None:
        """Who is ahead, and how surely."""
        words = [self.speech.translate(one) for one in SURE]
        ranks, names = self._range(self.rank_row, fixed=True), self._range(self.first_criterion - 1, fixed=True)
        first = next(
            (at for at, one in enumerate(self.candidates) if self.book.values[f"{one.id}/rank/score"] == 1), None
        )
        name = "—" if first is None else self.names[first]
        now = f"{words[int(self.book.values['score/sure'])]}: {name}"
        options = ",".join(map(quoted, words))

        def text(at: At) -> str:
            return f'CHOOSE({at("score/sure")}+1,{options})&": "&IFERROR(INDEX({names},MATCH(1,{ranks},0)),"—")'

        self.sheet.across(row, (_LABEL, self.edge), Live(text, now), STRONG._replace(wrap=True))

    def _ranking(self) -> None:
        """The candidates in the order of their scores, by formula."""
        next(self.rows)
        row = next(self.rows)
        self.sheet.put(row, _LABEL, head(self.speech, mark("ranking by score")), HEAD_LEFT)
        self.sheet.put(row, _WEIGHT, head(self.speech, mark("rank")), HEAD)
        self.sheet.put(row, _SHARE, head(self.speech, mark("score")), HEAD)
        ranks, names, scores = (
            self._range(at, fixed=True) for at in (self.rank_row, self.first_criterion - 1, self.score_row)
        )
        by_rank = {self.book.values[f"{one.id}/rank/score"]: at for at, one in enumerate(self.candidates)}
        for place in range(1, len(self.candidates) + 1):
            row, at = next(self.rows), by_rank.get(Decimal(place))
            found = f"MATCH({address(row, _WEIGHT)},{ranks},0)"
            name = "" if at is None else self.names[at]
            score = "" if at is None else self.book.values[f"{self.candidates[at].id}/score/likely"]
            self.sheet.put(row, _LABEL, _fixed(f'IFERROR(INDEX({names},{found}),"")', name), WRAPPED)
            self.sheet.put(row, _WEIGHT, place, COUNT)
            self.sheet.put(row, _SHARE, _fixed(f'IFERROR(INDEX({scores},{found}),"")', score), _POINTS)
        self.ranked = row - len(self.candidates) + 1, row
        self.sheet.finish.append(self._chart)
        for _ in range(max(0, _CHART_ROWS - len(self.candidates))):
            row = next(self.rows)

    def _chart(self, made: Worksheet) -> None:
        """The scores as bars, the best first, beside the ranking."""
        chart = across(head(self.speech, mark("score")), "0.0", 0, 5)
        first, last = self.ranked
        chart.add_data(self.sheet.reference((first, _SHARE), (last, _SHARE)))
        chart.set_categories(self.sheet.reference((first, _LABEL), (last, _LABEL)))
        colour(chart)
        chart.width, chart.height = _CHART_SIZE
        shows = Message(mark("bars: the score of each candidate, the best first"))
        words = in_words(self.speech, shows, self.sheet.reference((first, _LABEL), (last, _SHARE)))
        add_chart(made, self.sheet, chart, address(first - 1, _FIRST), words)


_CHART_ROWS, _CHART_SIZE = 13, (17, 5.8)
"""How much room the chart takes, and its width and height in centimetres."""


def _fixed(text: str, value: Value) -> Live:
    return Live(lambda _: text, value)
