"""Yellow cells in which a reader chooses a word; the number of the word, which the model takes, stands in its row."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Live
from crm_planner.documents.workbook.inputs_sheet import listed_in
from crm_planner.documents.workbook.looks import COUNT, HEAD, HEAD_LEFT, WRAPPED, entry
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.words import head
from crm_planner.text import mark


class Choices(NamedTuple):
    """Words to choose from, and what formulas call the list of them."""

    listed: str
    words: tuple[str | int, ...]


class Choosing:
    """The choices of one sheet: in which columns its words and their numbers stand."""

    def __init__(self, book: Book, sheet: Sheet, columns: tuple[int, int]) -> None:
        self.book, self.sheet = book, sheet
        self.word, self.code = columns
        self.chosen: dict[str, Choices] = {}

    def choose(self, row: int, name: str, choices: Choices) -> None:
        """The yellow cell of one word, and in its row the word's number."""
        self.chosen[name] = choices
        number = int(self.book.values[name])
        cell = self.sheet.put(row, self.word, choices.words[number], entry(WRAPPED))
        code = Live(lambda at: f"MATCH({cell},{at(choices.listed)},0)-1", number)
        self.sheet.put(row, self.code, code, COUNT._replace(colour="7F7F7F"), name=name)

    def lists(self, rows: Iterator[int], label: int) -> None:
        """What there is to choose from, in the order of the numbers: the lists of the yellow cells above."""
        for listed, words in dict(self.chosen.values()).items():
            next(rows)
            row = next(rows)
            self.sheet.put(row, label, self._said(mark("answers to choose from")), HEAD_LEFT)
            self.sheet.put(row, self.word, self._said(mark("answer")), HEAD)
            self.sheet.put(row, self.code, self._said(mark("code")), HEAD)
            for number, word in enumerate(words):
                row = next(rows)
                self.sheet.put(row, self.word, word, WRAPPED)
                self.sheet.put(row, self.code, number, COUNT)
            self._rule(listed, row - len(words) + 1, row)

    def _said(self, wording: str) -> str:
        return head(self.book.speech, wording)

    def _rule(self, listed: str, first: int, last: int) -> None:
        """Let the cells that are chosen from a list take its words."""
        self.sheet.ranges[listed] = (first, self.word), (last, self.word)
        place = f"{address(first, self.word, fixed=True)}:{address(last, self.word, fixed=True)}"
        for name, one in self.chosen.items():
            if one.listed == listed:
                cell = address(self.sheet.names[name][0], self.word)
                self.sheet.finish.append(partial(listed_in, cell=cell, listed=place, speech=self.book.speech))
