"""Tables of rank stability: the weight of each criterion beyond which another candidate is ahead, if there is any."""

from collections.abc import Iterator, Mapping, Sequence

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import At, Figure, Live, Same, quoted
from crm_planner.documents.workbook.looks import HEAD, HEAD_LEFT, NOTE, NUMBER, SECTION, WRAPPED, Look
from crm_planner.documents.workbook.score_words import NO_TURN, STABLE, SURE, TURNS, UNSCORED
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.words import head, joined
from crm_planner.text import mark

_LABEL, _WEIGHT, _TURNS_AT, _FIRST = range(1, 5)
_TURN = Look('#,##0.00;"—"', align="right")
"""A weight beyond which another is ahead; below 0 where there is none."""


class Stability:
    """Both tables on their way into the sheet of scores; `candidates` are ids, `names` what they are called."""

    def __init__(
        self, book: Book, sheet: Sheet, rows: Iterator[int], candidates: Sequence[str], names: Sequence[str]
    ) -> None:
        self.book, self.sheet, self.rows, self.speech = book, sheet, rows, book.speech
        self.candidates, self.names = candidates, names
        self.last = _FIRST + len(candidates) - 1

    def write(self, beyond: str, criteria: Mapping[str, str], scores: str) -> None:
        """The weight of each criterion beyond which each candidate passes the first, the nearest of them, and whose.

        `criteria` are what they are called, by id; `scores` the cells in which nobody's score is 0.
        """
        next(self.rows)
        self.sheet.put(next(self.rows), _LABEL, head(self.speech, TURNS[beyond]), SECTION)
        why, row = next(self.rows), next(self.rows)
        self._heads(row)
        names, first = self._range(row, fixed=True), row + 1
        for criterion, called in criteria.items():
            row, nearest = next(self.rows), f"turn/{criterion}/{beyond}"
            self.sheet.put(row, _LABEL, called, WRAPPED)
            self.sheet.put(row, _WEIGHT, Same(f"weight/{criterion}"), NUMBER)
            self.sheet.put(row, _TURNS_AT, Figure(nearest), _TURN._replace(bold=True))
            for column, one in enumerate(self.candidates, start=_FIRST):
                self.sheet.put(row, column, Figure(f"{one}/turn/{criterion}/{beyond}"), _TURN)
            turn = address(row, _TURNS_AT)
            text = f'IF({turn}<0,"—",INDEX({names},MATCH({turn},{self._range(row)},0)))'
            winner = Live(lambda _, text=text: text, self._winner(nearest, criterion, beyond))  # type: ignore[misc]
            self.sheet.put(row, self.last + 1, winner, WRAPPED._replace(indent=1))
        turns = f"{address(first, _TURNS_AT)}:{address(row, _TURNS_AT)}"
        said = self._why(turns, scores, [f"turn/{one}/{beyond}" for one in criteria], criteria)
        self.sheet.across(why, (_LABEL, self.last + 1), said, NOTE)

    def _heads(self, row: int) -> None:
        for column, wording in (
            (_LABEL, mark("criterion")),
            (_WEIGHT, mark("weight now")),
            (_TURNS_AT, mark("turns at")),
            (self.last + 1, mark("then ahead")),
        ):
            self.sheet.put(row, column, head(self.speech, wording), HEAD_LEFT if column == _LABEL else HEAD)
        self.sheet.row(row, self.names, HEAD, first=_FIRST)

    def _range(self, row: int, *, fixed: bool = False) -> str:
        return f"{address(row, _FIRST, fixed=fixed)}:{address(row, self.last, fixed=fixed)}"

    def _winner(self, nearest: str, criterion: str, beyond: str) -> str:
        weight = self.book.values[nearest]
        turns = [self.book.values[f"{one}/turn/{criterion}/{beyond}"] for one in self.candidates]
        return "—" if weight < 0 else self.names[turns.index(weight)]

    def _why(self, turns: str, scores: str, nearest: Sequence[str], criteria: Mapping[str, str]) -> Live:
        """What a dash means; where nothing else stands in a table, why."""
        nobody, some, stable = (self.speech.translate(one) for one in (SURE[0], NO_TURN, STABLE))
        missing = f"COUNTIF({scores},0)"
        unscored = joined(self.speech, UNSCORED, {"number": missing})

        def text(at: At) -> str:
            none = f"IF({missing}>0,{unscored},{quoted(stable)})"
            ranked = f'IF(COUNTIF({turns},">=0")>0,{quoted(some)},{none})'
            return f"IF({at('score/sure')}=0,{quoted(nobody)},{ranked})"

        number = sum(not self._score(one, criterion) for one in self.candidates for criterion in criteria)
        if not self.book.values["score/sure"]:
            return Live(text, nobody)
        if any(self.book.values[name] >= 0 for name in nearest):
            return Live(text, some)
        told = self.speech.translate(UNSCORED).replace("{number}", str(number))
        return Live(text, told if number else stable)

    def _score(self, candidate: str, criterion: str) -> bool:
        """Whether there is a score, given or computed."""
        given = f"score/{candidate}/{criterion}"
        name = given if given in self.book.model.inputs else f"{candidate}/points/{criterion}/likely"
        return self.book.values[name] != 0
