"""The sheet of mitigations: what can be done about each risk, by whom; what is done takes effect in the register."""

from collections.abc import Mapping
from itertools import count

from crm_planner.documents.wording import Speech
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.choosing import Choices, Choosing
from crm_planner.documents.workbook.input_words import choice_word
from crm_planner.documents.workbook.looks import HEAD, HEAD_LEFT, TITLE, WRAPPED
from crm_planner.documents.workbook.paper import only
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.words import head
from crm_planner.living.judged import DONE
from crm_planner.risk.assessment import Assessed, Assessment
from crm_planner.risk.measures import Measure
from crm_planner.text import Message, mark

_RISK, _WHAT, _DONE, _OWNER, _GAP, _CODE = range(1, 7)


def mitigations_sheet(book: Book, assessment: Assessment) -> None:
    """Add the sheet, if the model has mitigations that do anything."""
    listed: dict[str, tuple[Assessed, Measure]] = {}
    for one in assessment.risks:
        for measure in one.measures:
            name = f"done/{measure.id}"
            if name in book.model.inputs:
                listed.setdefault(name, (one, measure))
    if listed:
        _write(book, assessment, listed)


def _write(book: Book, assessment: Assessment, listed: Mapping[str, tuple[Assessed, Measure]]) -> None:
    speech, rows = book.speech, count(1)
    sheet: Sheet = book.sheet(head(speech, mark("mitigations")))
    sheet.widths |= {_RISK: 42, _WHAT: 66, _DONE: 18, _OWNER: 26, _GAP: 4, _CODE: 7}
    sheet.put(next(rows), _RISK, head(speech, mark("mitigations")), TITLE)
    said = mark("What is done is yellow: change it. What is done takes effect in the residual scores of the risks")
    sheet.across(next(rows), (_RISK, _OWNER), Message(said), WRAPPED)
    next(rows)
    top = next(rows)
    _heads(sheet, top, speech)
    choosing = Choosing(book, sheet, (_DONE, _CODE))
    done = Choices("mitigations", tuple(choice_word("mitigation", one, speech) for one in DONE))
    for row, (name, (one, measure)) in zip(rows, listed.items(), strict=False):
        sheet.put(row, _RISK, Message(mark("{id}: {risk}"), {"id": measure.id, "risk": one.risk.name}), WRAPPED)
        sheet.put(row, _WHAT, measure.mitigation.action, WRAPPED)
        choosing.choose(row, name, done)
        owner = assessment.roles.get(measure.mitigation.owner) or measure.mitigation.owner
        sheet.put(row, _OWNER, owner, WRAPPED._replace(indent=1))
    only(sheet, ((1, _RISK), (top + len(listed), _OWNER)))
    choosing.lists(rows, _RISK)


def _heads(sheet: Sheet, row: int, speech: Speech) -> None:
    for column, wording in (
        (_RISK, mark("mitigation")),
        (_WHAT, mark("what is done")),
        (_DONE, mark("done or not")),
        (_OWNER, mark("owner")),
        (_CODE, mark("code")),
    ):
        sheet.put(row, column, head(speech, wording), HEAD_LEFT if column in (_RISK, _WHAT) else HEAD)
    sheet.frozen, sheet.repeated = f"B{row + 1}", (row, row)
