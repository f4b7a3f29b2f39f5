"""The register of risks: answers to change, and what becomes of each risk, of its gate, and of all gates together."""

import re
from collections.abc import Sequence
from itertools import count

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.risk_names import ANSWERS, GATES, RESPONSES, SIDES, STATES, VERDICTS
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.choosing import Choices, Choosing
from crm_planner.documents.workbook.content import Figure, Live, quoted
from crm_planner.documents.workbook.heat_map_sheet import BANDS, Register, heat_map_sheet
from crm_planner.documents.workbook.looks import (
    BAD,
    COUNT,
    GOOD,
    HEAD,
    HEAD_LEFT,
    MIND,
    NOTE,
    STRONG,
    TITLE,
    WRAPPED,
    Look,
)
from crm_planner.documents.workbook.mitigations_sheet import mitigations_sheet
from crm_planner.documents.workbook.painting import painted
from crm_planner.documents.workbook.paper import only
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.titles import sheet_prefix
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.risk.answers import Reply
from crm_planner.risk.assessment import Assessed, State
from crm_planner.risk.gates import Verdict
from crm_planner.risk.risk_cells import GATES as GATE_CODES
from crm_planner.risk.risk_cells import STATES as STATE_CODES
from crm_planner.risk.risk_cells import VERDICT, choices_of
from crm_planner.text import Message, mark

_OWNED = re.compile(r"(answer|fact|done|risks)/|[A-Z]{2}-[^/]+/")
_RISK, _SIDE, _QUESTION, _ANSWER, _STATE, _LIKELY, _IMPACT, _SCORE, _LEFT, _GATE, _OWNER, _RESPONSE = range(1, 13)
_CODE = _RESPONSE + 2
_HOW = _CODE + 1
"""The first of the columns that show how a risk is calculated, not printed; before it the answer's number."""

_UPRIGHT = (_LIKELY, _IMPACT, _SCORE, _LEFT)
"""Columns of a single number, as narrow as that: their heads stand upright."""
_UPRIGHT_HEIGHT = 96.0

_STEPS = (
    ("shift", mark("levels by which answers and facts move the likelihood; -5: they say nothing")),
    ("open", mark("open questions")),
    ("state", mark("state: its number")),
    ("gate", mark("gate: its number")),
    ("residual/likelihood", mark("likelihood after mitigations")),
    ("residual/impact", mark("impact after mitigations")),
)
"""The figures of a risk that stand in these columns."""

_LEVEL = Look("0", align="right", indent=1)


def owns(name: str) -> bool:
    """Whether the sheet of risks is where this figure of the model stands."""
    return _OWNED.match(name) is not None


def risks_sheet(book: Book, told: Told) -> None:
    """Add the register, the heat map and the mitigations, if the model has risks; each has pages of its own."""
    if VERDICT not in book.model.cells:
        return
    assessment, register = told.decision.assessment, _Sheet(book, told)
    register.write()
    heat_map_sheet(book, assessment, Register(*map(register.column, (_LIKELY, _IMPACT, _STATE))))
    mitigations_sheet(book, assessment)


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.speech = book, book.speech
        self.assessment = told.decision.assessment
        self.sheet: Sheet = book.sheet(head(book.speech, mark("risks")))
        self.rows = count(1)
        self.choosing = Choosing(book, self.sheet, (_ANSWER, _CODE))

    def write(self) -> None:
        sheet = self.sheet
        widths = (30.0, 12.0, 46.0, 14.0, 16.0, 5.5, 5.5, 5.5, 5.5, 15.0, 16.0, 12.0)
        sheet.widths |= dict(enumerate(widths, start=_RISK))
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
        only(sheet, ((1, _RISK), (self.last, _RESPONSE)))
        self.choosing.lists(self.rows, _RISK)

    def _register(self) -> None:
        """A row for each question; what becomes of the risk stands beside its first."""
        titles = (
            (_RISK, mark("risk")),
            (_SIDE, mark("side")),
            (_QUESTION, mark("question")),
            (_ANSWER, mark("answer")),
            (_STATE, mark("state")),
            (_LIKELY, mark("likelihood")),
            (_IMPACT, mark("impact")),
            (_SCORE, mark("score")),
            (_LEFT, mark("residual")),
            (_GATE, mark("gate")),
            (_OWNER, mark("owner")),
            (_RESPONSE, mark("response")),
        )
        row = next(self.rows)
        for column, wording in titles:
            look = HEAD_LEFT if column in (_RISK, _QUESTION) else HEAD._replace(upright=column in _UPRIGHT)
            self.sheet.put(row, column, head(self.speech, wording), look)
        self.sheet.heights[row] = _UPRIGHT_HEIGHT
        self.sheet.put(row, _CODE, head(self.speech, mark("code")), HEAD)
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
            sheet.put(row, column, Figure(f"{one.id}/{own}"), _LEVEL)
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
        self.choosing.choose(row, name, Choices(f"answers/{len(words)}", words))

    def _verdict(self, row: int) -> None:
        """What all gates together say."""
        self.sheet.put(row, _RISK, head(self.speech, mark("what the gates say")), STRONG)
        word = self._word(VERDICT, [VERDICTS[one] for one in Verdict])
        self.sheet.across(row, (_SIDE, _STATE), word, STRONG._replace(wrap=True))
        self.sheet.put(row, _HOW, Figure(VERDICT), COUNT)
        self.verdict = row

    def column(self, column: int) -> str:
        """The cells of a column of the register, for a formula of any sheet."""
        first, last = (address(row, column, fixed=True) for row in (self.first, self.last))
        return f"{sheet_prefix(self.sheet.title)}{first}:{last}"

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
