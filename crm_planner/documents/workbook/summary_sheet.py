"""The first sheet, one page: who asks for what, who is cheapest, how sure that is, what stops it, three findings."""

from collections.abc import Iterator
from itertools import count, islice

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.decision import decision_page
from crm_planner.documents.page import Outline
from crm_planner.documents.simulation_figures import whole
from crm_planner.documents.wording import capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.charts import bars, colour
from crm_planner.documents.workbook.comparison_sheet import CHART_DATA, rank
from crm_planner.documents.workbook.content import At, Content, Live, Same, quoted
from crm_planner.documents.workbook.inputs_sheet import CHANGED
from crm_planner.documents.workbook.looks import (
    BAD,
    COUNT,
    HEAD,
    HEAD_LEFT,
    MIND,
    NAMED,
    NOTE,
    SECTION,
    STATE,
    STRONG,
    WRAPPED,
    Look,
    amount,
    money_form,
)
from crm_planner.documents.workbook.pictures import add_chart, in_words
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.totals import LIKELY, shown, unknown
from crm_planner.documents.workbook.words import head, joined
from crm_planner.estimate.totals import TOTAL
from crm_planner.formula.expression import Exact
from crm_planner.living.model import LiveCandidate
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark

_LABEL, _PUBLISHED, _LEFT_OUT, _RANK, _LIKELY, _LIKE_RANK, _P50, _P80 = range(1, 9)
_FINDINGS = 3
_CHART_ROWS = 20


def summary_sheet(book: Book, told: Told) -> None:
    """Add the summary."""
    _Sheet(book, told).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.told, self.speech = book, told, book.speech
        self.comparison, self.candidates = told.living.comparison, told.living.candidates
        self.sheet: Sheet = book.sheet(head(book.speech, mark("summary")))
        self.sheet.one_page, self.sheet.colour = True, "1F4E79"
        self.digits = MINOR_DIGITS[self.comparison.currency]
        self.rows = count(1)

    def write(self) -> None:
        sheet = self.sheet
        sheet.widths |= {_LABEL: 34, _PUBLISHED: 20, _LEFT_OUT: 15, _RANK: 12, _LIKELY: 20, _LIKE_RANK: 12}
        sheet.widths |= {_P50: 16, _P80: 16}
        self._across(self.comparison.client, NAMED)
        self._across(self._asked(), WRAPPED)
        self._across(self._unchanged(), NOTE)
        self._gates()
        next(self.rows)
        first = next(self.rows)
        self._table(first + len(_CHEAPEST) + 1)
        self._cheapest(first, first + len(_CHEAPEST) + 2)
        self._findings()
        next(self.rows)
        row = next(self.rows)
        sheet.put(row, _LABEL, head(self.speech, mark("costs by category")), SECTION)
        sheet.finish.append(lambda made: self._chart(made, row + 1))
        sheet.put(row + _CHART_ROWS, _P80, None)

    def _across(self, content: Content, look: Look) -> None:
        self.sheet.across(next(self.rows), (_LABEL, _P80), content, look)

    def _asked(self) -> Live:
        """Users and years as the inputs say now."""
        wording = mark("Users: {users}. Years: {years}. Amounts in {currency}, priced on {day}")
        fixed = {"currency": self.comparison.currency, "day": self.speech.show(self.comparison.priced_on)}
        values = {"users": str(self.comparison.users), "years": str(self.comparison.horizon_years)}
        words = {name: quoted(word) for name, word in fixed.items()}

        def text(at: At) -> str:
            return joined(self.speech, wording, {**words, "users": at("users/total"), "years": at("years")})

        return Live(text, self.speech.translate(wording).format_map({**fixed, **values}))

    def _unchanged(self) -> Live:
        same = self.speech.translate(mark("These are the figures of the brief"))
        other = mark("Inputs changed since this was sent: {number}. P50, P80, findings and gates are still the brief's")
        return Live(
            lambda at: f"IF({at(CHANGED)}=0,{quoted(same)},{joined(self.speech, other, {'number': at(CHANGED)})})", same
        )

    def _gates(self) -> None:
        """What stops the project, or may."""
        for part in decision_page(self.told.decision).parts:
            if isinstance(part, Outline) and part.tone != "plain":
                for depth, line in part.lines:
                    look = WRAPPED._replace(fill=BAD if part.tone == "stop" else MIND, bold=not depth, indent=depth)
                    self._across(capital(self.speech.show(line)), look)

    def _cheapest(self, row: int, table: int) -> None:
        """Who has the first rank, by formula, and what that one costs."""
        last = table + len(self.candidates) - 1
        form = money_form(self.comparison.currency, self.digits, self.speech.language)
        order = self.comparison.ranking.published, self.comparison.ranking.like_for_like
        nobody = self.speech.translate(mark("no candidate can be ranked"))
        for number, (wording, amounts, ranks, own) in enumerate(_CHEAPEST):
            at, ranked = row + number, order[number]
            names, costs, places = (
                f"{address(table, column, fixed=True)}:{address(last, column, fixed=True)}"
                for column in (_LABEL, amounts, ranks)
            )
            winner = next((one for one in self.candidates if ranked and one.id == ranked[0]), None)
            self.sheet.put(at, _LABEL, head(self.speech, wording), STRONG)
            named = f"IFERROR(INDEX({names},MATCH(1,{places},0)),{quoted(nobody)})"
            value = self.speech.show(winner.estimate.called) if winner else nobody
            self.sheet.across(at, (_PUBLISHED, _RANK), _fixed(named, value), _WINNER)
            cost = f'IFERROR(INDEX({costs},MATCH(1,{places},0)),"")'
            paid: Exact | str = self.book.values[f"{winner.id}/{own}"] if winner else ""
            look = Look(form, bold=True, size=12, align="right")
            self.sheet.put(at, _LIKELY, _fixed(cost, paid), look)

    def _table(self, row: int) -> None:
        """Every candidate with its totals and ranks, and how sure they are."""
        for _ in range(len(_CHEAPEST)):
            next(self.rows)
        titles = (
            (_LABEL, mark("candidate")),
            (_PUBLISHED, mark("as published")),
            (_LEFT_OUT, mark("left out")),
            (_RANK, mark("rank")),
            (_LIKELY, mark("like for like")),
            (_LIKE_RANK, mark("rank")),
            (_P50, mark("P50")),
            (_P80, mark("P80")),
        )
        next(self.rows)
        for column, wording in titles:
            self.sheet.put(row, column, head(self.speech, wording), HEAD_LEFT if column == _LABEL else HEAD)
        look = amount(self.digits)
        for one in self.candidates:
            at = next(self.rows)
            self.sheet.put(at, _LABEL, one.estimate.called, STRONG._replace(wrap=True))
            self.sheet.put(at, _PUBLISHED, Same(f"{one.id}/{TOTAL}"), look)
            self.sheet.put(at, _LEFT_OUT, unknown(self.book, one.id), STATE)
            self.sheet.put(at, _RANK, rank(self.book, one.id, "rank/published"), COUNT)
            like = self._like(one)
            self.sheet.put(at, _LIKELY, like, look)
            self.sheet.put(at, _LIKE_RANK, rank(self.book, one.id, "rank/like-for-like"), COUNT)
            for column, value in zip((_P50, _P80), self._sure(one), strict=True):
                self.sheet.put(at, column, value, amount(0)._replace(colour="404040"))
        self._across(self._simulated(), NOTE)

    def _like(self, one: LiveCandidate) -> Content:
        own = LIKELY if f"{one.id}/{LIKELY}" in self.book.model.cells else TOTAL
        return shown(self.book, one.id, own)

    def _sure(self, one: LiveCandidate) -> tuple[Content, Content]:
        """P50 and P80, as they were drawn."""
        if self.told.simulation is None:
            return None, None
        found = next((each for each in self.told.simulation.outcomes if each.estimate.id == one.id), None)
        if found is None:
            return None, None
        return whole(found.spread.percentiles.p50), whole(found.spread.percentiles.p80)

    def _simulated(self) -> Message:
        found = self.told.simulation
        if found is None:
            return Message(mark("P50 and P80 are empty: nothing was simulated"))
        wording = mark(
            "P50 and P80: values drawn on {day}, {draws} draws, seed {seed}, gaps filled. They do not follow the inputs"
        )
        return Message(wording, {"day": self.told.day, "draws": found.draws, "seed": found.seed})

    def _findings(self) -> None:
        next(self.rows)
        title = mark("findings of {day}, with the brief's values")
        row = next(self.rows)
        self.sheet.put(row, _LABEL, head(self.speech, title, day=self.told.day), SECTION)
        for line in islice(self._answer(), 1 + _FINDINGS):
            self._across(line, WRAPPED)

    def _answer(self) -> Iterator[str]:
        """The answer, then its reasons."""
        parts = [part for part in decision_page(self.told.decision).parts if isinstance(part, Outline)]
        plain = next(part for part in parts if part.tone == "plain")
        return (capital(self.speech.show(line)) for _, line in plain.lines)

    def _chart(self, made: Worksheet, row: int) -> None:
        """The categories of each candidate on top of each other."""
        sheet, _ = self.book.homes()[CHART_DATA]
        (top, left), (bottom, right) = sheet.ranges[CHART_DATA]
        chart = bars(head(self.speech, mark("costs by category")), self.comparison.currency, stacked=True)
        chart.width = 30
        chart.add_data(sheet.reference((top + 1, left), (bottom, right)), titles_from_data=True, from_rows=True)
        chart.set_categories(sheet.reference((top, left + 1), (top, right)))
        colour(chart)
        shows = Message(mark("stacked bars: what each candidate costs, by category"))
        cells = sheet.reference((top, left), (bottom, right))
        add_chart(made, self.sheet, chart, address(row, _LABEL), in_words(self.speech, shows, cells))


def _fixed(text: str, value: Exact | str) -> Live:
    """A formula over cells of this sheet alone."""
    return Live(lambda _: text, value)


_WINNER = Look(bold=True, size=12, align="left", wrap=True)
_CHEAPEST = (
    (mark("cheapest as published"), _PUBLISHED, _RANK, TOTAL),
    (mark("cheapest like for like"), _LIKELY, _LIKE_RANK, LIKELY),
)
"""What is said, the columns of its amounts and ranks, and the cell of the amount."""
