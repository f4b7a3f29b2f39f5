"""The sheet of risks: answers to change, what becomes of each risk and its gate, and the heat map they give."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import count
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.risk_names import ANSWERS, GATES, RESPONSES, SIDES, STATES, VERDICTS
from crm_planner.documents.wording import capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Figure, Live, quoted
from crm_planner.documents.workbook.input_words import choice_word
from crm_planner.documents.workbook.inputs_sheet import listed_in
from crm_planner.documents.workbook.looks import (
    BAD,
    COUNT,
    GOOD,
    HEAD,
    HEAD_LEFT,
    MIND,
    NOTE,
    STRONG,
    TEXT,
    TITLE,
    WRAPPED,
    Look,
    entry,
)
from crm_planner.documents.workbook.painting import painted
from crm_planner.documents.workbook.risk_heat_map import BANDS, Register, heat_maps
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.living.judged import DONE
from crm_planner.playbook.facts import FACTS
from crm_planner.risk.answers import Reply
from crm_planner.risk.assessment import Assessed, State
from crm_planner.risk.gates import Verdict
from crm_planner.risk.risk_cells import GATES as GATE_CODES
from crm_planner.risk.risk_cells import STATES as STATE_CODES
from crm_planner.risk.risk_cells import VERDICT, choices_of
from crm_planner.text import Message, mark

_OWNED = re.compile(r"(answer|fact|done|risks)/|[A-Z]{2}-[^/]+/")
_RISK, _SIDE, _QUESTION, _ANSWER, _CODE, _STATE, _LIKELY, _IMPACT, _SCORE, _LEFT, _GATE, _OWNER, _RESPONSE = range(
    1, 14
)
_HOW = _RESPONSE + 2
"""The first of the columns that show how a risk is calculated, beyond what is printed."""

_STEPS = (
    ("shift", mark("levels by which answers and facts move the likelihood; -5: they say nothing")),
    ("open", mark("open questions")),
    ("state", mark("state: its number")),
    ("gate", mark("gate: its number")),
    ("residual/likelihood", mark("likelihood after mitigations")),
    ("residual/impact", mark("impact after mitigations")),
)
"""The figures of a risk that stand in these columns."""

_LEVEL = Look("0", align="center")


class Choices(NamedTuple):
    """Words to choose from, and what formulas call the list of them."""

    listed: str
    words: tuple[str | int, ...]


def owns(name: str) -> bool:
    """Whether the sheet of risks is where this figure of the model stands."""
    return _OWNED.match(name) is not None


def risks_sheet(book: Book, told: Told) -> None:
    """Add the sheet, if the model has risks."""
    if VERDICT in book.model.cells:
        _Sheet(book, told).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.speech = book, book.speech
        self.assessment = told.decision.assessment
        self.sheet: Sheet = book.sheet(head(book.speech, mark("risks")))
        self.rows = count(1)
        self.chosen: dict[str, Choices] = {}

    def write(self) -> None:
        sheet = self.sheet
        widths = (36, 12, 50, 16, 6, 18, 11, 11, 9, 11, 20, 24, 14)
        sheet.widths |= {column: float(width) for column, width in enumerate(widths, start=_RISK)}
        sheet.put(next(self.rows), _RISK, head(self.speech, mark("risks")), TITLE)
        said = mark(
            "Answers are yellow: change them. A bad answer or a fact detects a risk, an open question leaves it open. "
            "Score: likelihood x impact, 1 to 25; residual: after mitigations that are done"
        )
        sheet.across(next(self.rows), (_RISK, _RESPONSE), Message(said), WRAPPED)
        verdict = next(self.rows)
        next(self.rows)
        self._register()
        self._verdict(verdict)
        columns = Register(*map(self._column, (_LIKELY, _IMPACT, _STATE)))
        heat_maps(self.book, sheet, self.rows, self.assessment, columns)
        self._facts()
        self._mitigations()
        self._choices()
        sheet.finish.append(self._printed)

    def _printed(self, made: Worksheet) -> None:
        """What is printed leaves out how it is calculated."""
        made.print_area = f"A1:{address(self.sheet.last_row, _RESPONSE)}"

    def _heads(self, titles: Sequence[tuple[int, str]], left: Sequence[int] = (_RISK, _QUESTION)) -> int:
        row = next(self.rows)
        for column, wording in titles:
            self.sheet.put(row, column, head(self.speech, wording), HEAD_LEFT if column in left else HEAD)
        return row

    def _register(self) -> None:
        """A row for each question; what becomes of the risk stands beside its first."""
        titles = (
            (_RISK, mark("risk")),
            (_SIDE, mark("side")),
            (_QUESTION, mark("question")),
            (_ANSWER, mark("answer")),
            (_CODE, mark("code")),
            (_STATE, mark("state")),
            (_LIKELY, mark("likelihood")),
            (_IMPACT, mark("impact")),
            (_SCORE, mark("score")),
            (_LEFT, mark("residual")),
            (_GATE, mark("gate")),
            (_OWNER, mark("owner")),
            (_RESPONSE, mark("response")),
        )
        row = self._heads(titles)
        self.sheet.put(row - 1, _HOW, head(self.speech, mark("how it is calculated")), NOTE._replace(wrap=False))
        for column, (_, wording) in enumerate(_STEPS, start=_HOW):
            self.sheet.put(row, column, head(self.speech, wording), HEAD)
            self.sheet.widths[column] = 22
        self.sheet.frozen, self.sheet.repeated = f"B{row + 1}", (row, row)
        self.first = row + 1
        for one in self.assessment.risks:
            row = next(self.rows)
            self._risk(row, one)
            for number, reply in enumerate(one.replies):
                at = row if not number else next(self.rows)
                self.sheet.put(at, _QUESTION, reply.ask, WRAPPED)
                self._answer(at, reply)
                row = at
        self.last = row
        self.sheet.finish.append(self._colours)

    def _risk(self, row: int, one: Assessed) -> None:
        sheet = self.sheet
        name = Message(mark("{id} {name}"), {"id": one.id, "name": one.risk.name})
        sheet.put(row, _RISK, name, WRAPPED._replace(bold=True))
        sheet.put(row, _SIDE, Message(SIDES[one.risk.side]), WRAPPED)
        states, gates = [STATES[state] for state in STATE_CODES], [GATES[gate] for gate in GATE_CODES]
        sheet.put(row, _STATE, self._word(f"{one.id}/state", states), WRAPPED._replace(indent=1))
        for column, own in ((_LIKELY, "likelihood"), (_IMPACT, "impact"), (_SCORE, "score"), (_LEFT, "residual/score")):
            sheet.put(row, column, Figure(f"{one.id}/{own}"), _LEVEL._replace(align="right", indent=1))
        for column, (own, _) in enumerate(_STEPS, start=_HOW):
            sheet.put(row, column, Figure(f"{one.id}/{own}"), COUNT)
        sheet.put(row, _GATE, self._word(f"{one.id}/gate", gates), WRAPPED._replace(indent=1))
        sheet.put(row, _OWNER, self.assessment.owner(one), WRAPPED)
        sheet.put(row, _RESPONSE, Message(RESPONSES[one.response]), WRAPPED)

    def _word(self, name: str, wordings: Sequence[str]) -> Live:
        """The word for the number that stands in a cell of the model."""
        words = [self.speech.translate(one) for one in wordings]
        options = ",".join(map(quoted, words))
        return Live(lambda at: f"CHOOSE({at(name)}+1,{options})", words[int(self.book.values[name])])

    def _answer(self, row: int, reply: Reply) -> None:
        """A word to choose, and beside it its number, which the model calculates with."""
        name, choices = f"answer/{reply.id}", choices_of(reply.question)
        words = tuple(self.speech.translate(ANSWERS[one]) if one in ANSWERS else int(one) for one in choices)
        self._choose(row, name, Choices(f"answers/{len(words)}", words))

    def _choose(self, row: int, name: str, choices: Choices) -> None:
        """The yellow cell of one word, and beside it the word's number."""
        self.chosen[name] = choices
        number = int(self.book.values[name])
        cell = self.sheet.put(row, _ANSWER, choices.words[number], entry(WRAPPED))
        code = Live(lambda at: f"MATCH({cell},{at(choices.listed)},0)-1", number)
        self.sheet.put(row, _CODE, code, COUNT._replace(colour="7F7F7F"), name=name)

    def _verdict(self, row: int) -> None:
        """What all gates together say."""
        self.sheet.put(row, _RISK, head(self.speech, mark("what the gates say")), STRONG)
        word = self._word(VERDICT, [VERDICTS[one] for one in Verdict])
        self.sheet.across(row, (_SIDE, _STATE), word, STRONG._replace(wrap=True))
        self.sheet.put(row, _HOW, Figure(VERDICT), COUNT)
        self.verdict = row

    def _column(self, column: int) -> str:
        return f"{address(self.first, column, fixed=True)}:{address(self.last, column, fixed=True)}"

    def _colours(self, made: Worksheet) -> None:
        """Scores by their bands, and the gates and the verdict by what they mean."""
        lowest = self.assessment.scales.bands.model_dump()
        for column in (_SCORE, _LEFT):
            cells, at = f"{address(self.first, column)}:{address(self.last, column)}", address(self.first, column)
            for number, (band, fill) in enumerate(BANDS.items()):
                above = list(lowest.values())[number + 1 : number + 2]
                below = f",{at}<{above[0]}" if above else ""
                made.conditional_formatting.add(
                    cells, painted(f"AND(ISNUMBER({at}),{at}>={lowest[band]}{below})", fill)
                )
        states = f"{address(self.first, _STATE)}:{address(self.last, _STATE)}"
        for state, fill in ((State.DETECTED, BAD), (State.OPEN, MIND), (State.CONTROLLED, GOOD)):
            word = quoted(self.speech.translate(STATES[state]))
            made.conditional_formatting.add(states, painted(f"{address(self.first, _STATE)}={word}", fill))
        cell = address(self.verdict, _SIDE)
        for verdict, fill in ((Verdict.NO_GO, BAD), (Verdict.CONDITIONAL, MIND), (Verdict.CLEAR, GOOD)):
            word = quoted(self.speech.translate(VERDICTS[verdict]))
            made.conditional_formatting.add(cell, painted(f"{address(self.verdict, _SIDE, fixed=True)}={word}", fill))

    def _facts(self) -> None:
        """What brief and offers show by themselves, as they were sent."""
        names = [name for name in (*self.book.model.inputs, *self.book.model.cells) if name.startswith("fact/")]
        next(self.rows)
        self._heads(((_RISK, mark("fact")), (_SIDE, mark("it holds: 1")), (_QUESTION, mark("what it means"))))
        for name in names:
            row = next(self.rows)
            fact = name.partition("/")[2]
            self.sheet.put(row, _RISK, fact, TEXT)
            self.sheet.put(row, _SIDE, Figure(name), _LEVEL)
            self.sheet.put(row, _QUESTION, capital(self.speech.translate(FACTS[fact])), WRAPPED)
        said = mark("Facts are those of the brief and its offers as sent: another brief may show others")
        self.sheet.across(next(self.rows), (_RISK, _QUESTION), Message(said), NOTE)

    def _mitigations(self) -> None:
        """What can be done; what is done takes effect."""
        next(self.rows)
        titles = (
            (_RISK, mark("mitigation")),
            (_QUESTION, mark("what is done")),
            (_ANSWER, mark("done or not")),
            (_CODE, mark("code")),
            (_STATE, mark("owner")),
        )
        self._heads(titles)
        done = Choices("mitigations", tuple(choice_word("mitigation", one, self.speech) for one in DONE))
        for one in self.assessment.risks:
            for measure in one.measures:
                name = f"done/{measure.id}"
                if name not in self.book.model.inputs or name in self.chosen:
                    continue
                row = next(self.rows)
                self.sheet.put(
                    row, _RISK, Message(mark("{id}: {risk}"), {"id": measure.id, "risk": one.risk.name}), WRAPPED
                )
                self.sheet.put(row, _QUESTION, measure.mitigation.action, WRAPPED)
                self._choose(row, name, done)
                owner = self.assessment.roles.get(measure.mitigation.owner) or measure.mitigation.owner
                self.sheet.across(row, (_STATE, _IMPACT), owner, WRAPPED)

    def _choices(self) -> None:
        """What there is to choose from, in the order of the numbers: the lists of the yellow cells above."""
        for listed, words in dict(self.chosen.values()).items():
            next(self.rows)
            row = self._heads(
                ((_RISK, mark("answers to choose from")), (_ANSWER, mark("answer")), (_CODE, mark("code")))
            )
            for number, word in enumerate(words):
                row = next(self.rows)
                self.sheet.put(row, _ANSWER, word, WRAPPED)
                self.sheet.put(row, _CODE, number, COUNT)
            first = row - len(words) + 1
            self.sheet.ranges[listed] = (first, _ANSWER), (row, _ANSWER)
            place = f"{address(first, _ANSWER, fixed=True)}:{address(row, _ANSWER, fixed=True)}"
            for name, one in self.chosen.items():
                if one.listed == listed:
                    cell = address(self.sheet.names[name][0], _ANSWER)
                    self.sheet.finish.append(partial(listed_in, cell=cell, listed=place, speech=self.speech))
