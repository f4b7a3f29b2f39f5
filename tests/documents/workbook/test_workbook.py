"""The workbook is the model: every figure stands once, calculates as the engine does, and says so when it does not."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from crm_planner.documents.workbook.audit_sheet import VERDICT
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Figure, Same
from crm_planner.documents.workbook.inputs_sheet import CHANGED
from crm_planner.documents.workbook.sheet import address
from crm_planner.errors import ModelError
from crm_planner.formula.exact import evaluate
from tests.documents.workbook.made import (
    EXAMPLES,
    Made,
    Values,
    alike,
    formulas,
    made,
    recalculated,
    shown,
    speech,
)

Tool = Callable[[str], str]
BRIEFS = ("box-comparison", "firm-of-25")
TOTAL = "regionsoft/standard/total"


class Calculated(NamedTuple):
    """Workbooks as they are sent, and what LibreOffice makes of them, and of some that were changed."""

    sent: Mapping[str, Made]
    found: Mapping[str, Values]


def place(of: Made, name: str) -> tuple[str, str]:
    sheet, cell = of.homes[name]
    return sheet.title, cell


@pytest.fixture(scope="module")
def sent() -> Mapping[str, Made]:
    languages = dict(zip(BRIEFS, ("en", "ru"), strict=True))
    return {name: made(EXAMPLES / f"{name}.yaml", language, judged=False) for name, language in languages.items()}


@pytest.fixture(scope="module")
def calculated(sent: Mapping[str, Made], tool: Tool, tmp_path_factory: pytest.TempPathFactory) -> Calculated:
    """Everything these tests look at: LibreOffice starts once."""
    firm = sent["firm-of-25"]
    total = str(formulas(firm.data)[place(firm, TOTAL)]).removeprefix("=")
    books = {name: one.data for name, one in sent.items()} | {
        "other inputs": edited(firm, {name: f"<v>{value}</v>" for name, value in OTHER.items()}),
        "a wrong value": edited(firm, {TOTAL: f"<f>{total}</f><v>1</v>"}),
        "a formula overwritten": edited(firm, {TOTAL: "<v>1</v>"}),
        "a shown figure overwritten": overwritten_on_the_first_sheet(firm),
        "a formula edited": edited(firm, {TOTAL: f"<f>{total}+1</f><v>1</v>"}),
    }
    return Calculated(sent, recalculated(tool("soffice"), tmp_path_factory.mktemp("books"), books))


OTHER = {"users/total": Decimal(40), "years": Decimal(3)}
"""Inputs of the firm of 25 that somebody changed."""


def edited(of: Made, changes: Mapping[str, str]) -> bytes:
    """The file with other XML in some cells: a value, or a formula and a value."""
    parts = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(of.book.sheets) + 1)]
    out = BytesIO()
    with ZipFile(BytesIO(of.data)) as given, ZipFile(out, "w") as made_anew:
        texts = {name: given.read(name).decode() for name in given.namelist() if name.endswith(("xml", "rels", "vml"))}
        for name, xml in changes.items():
            sheet, cell = of.homes[name]
            part = parts[of.book.sheets.index(sheet)]
            texts[part], number = re.subn(rf'(<c r="{cell}"[^>]*>).*?(</c>)', rf"\g<1>{xml}\g<2>", texts[part], count=1)
            assert number == 1
        for name, text in texts.items():
            made_anew.writestr(name, text)
    return out.getvalue()


def overwritten_on_the_first_sheet(of: Made) -> bytes:
    """The file with a number where the summary showed the total of somebody."""
    sheet = of.book.sheets[0]
    shown_total = next(cell for cell, put in sheet.cells.items() if put.content == Same(TOTAL))
    homes = {**of.homes, "shown": (sheet, address(*shown_total))}
    return edited(of._replace(homes=homes), {"shown": "<v>1</v>"})


def test_a_wrong_value_that_is_sent_would_be_seen(calculated: Calculated) -> None:
    firm, found = calculated.sent["firm-of-25"], calculated.found["a wrong value"]
    assert shown(edited(firm, {TOTAL: "<f>1+1</f><v>1</v>"}))[place(firm, TOTAL)] == 1
    assert alike(found[place(firm, TOTAL)], float(firm.book.values[TOTAL]))


@pytest.mark.parametrize("name", BRIEFS)
def test_every_formula_is_sent_with_the_value_it_calculates_to(name: str, calculated: Calculated) -> None:
    sent, found = shown(calculated.sent[name].data), calculated.found[name]
    written = formulas(calculated.sent[name].data)
    assert len(written) > len(calculated.sent[name].book.model.cells)
    assert [one for one in written if not alike(sent.get(one), found.get(one))] == []


def test_other_inputs_give_what_the_engine_gives_for_them(calculated: Calculated) -> None:
    firm, found = calculated.sent["firm-of-25"], calculated.found["other inputs"]
    inputs = {name: one.value for name, one in firm.book.model.inputs.items()} | OTHER
    exact = evaluate(firm.book.model, inputs)
    wrong = [name for name in firm.book.model.cells if not alike(found[place(firm, name)], float(exact[name]))]
    assert wrong == []
    assert exact[TOTAL] != firm.book.values[TOTAL]


def test_the_audit_finds_nothing_in_a_workbook_as_it_is_sent(calculated: Calculated) -> None:
    for name, one in calculated.sent.items():
        fine = one.book.speech.translate("every figure equals the engine's")
        assert calculated.found[name][place(one, VERDICT)] == fine


@pytest.mark.parametrize("name", ["a formula overwritten", "a shown figure overwritten", "a formula edited"])
def test_the_audit_says_when_a_formula_is_no_more_what_it_was(name: str, calculated: Calculated) -> None:
    firm = calculated.sent["firm-of-25"]
    wrong = firm.book.speech.translate("DO NOT TRUST: a formula was edited or overwritten")
    assert calculated.found[name][place(firm, VERDICT)] == wrong


def test_the_audit_counts_inputs_that_changed_and_compares_nothing_then(calculated: Calculated) -> None:
    firm, found = calculated.sent["firm-of-25"], calculated.found["other inputs"]
    assert found[place(firm, CHANGED)] == len(OTHER)
    moved = firm.book.speech.translate("inputs have changed; no formula was overwritten")
    assert found[place(firm, VERDICT)] == moved


@pytest.mark.parametrize("name", BRIEFS)
def test_every_figure_of_the_model_stands_in_one_cell(name: str, sent: Mapping[str, Made]) -> None:
    one, written = sent[name], shown(sent[name].data)
    homes = {figure: place(one, figure) for figure in (*one.book.model.inputs, *one.book.model.cells)}
    assert len(set(homes.values())) == len(homes)
    values = {figure: written[cell] for figure, cell in homes.items()}
    assert all(alike(value, float(one.book.values[figure])) for figure, value in values.items())


def test_a_figure_without_a_place_or_with_two_is_refused(sent: Mapping[str, Made]) -> None:
    model = sent["box-comparison"].book.model
    book = Book(model, speech("en"), "x", sent["box-comparison"].told.day)
    sheet = book.sheet("x")
    with pytest.raises(ModelError, match=f"stand in no sheet: .*{TOTAL}"):
        book.written()
    sheet.put(1, 1, Figure(TOTAL))
    book.sheet("y").put(1, 1, Figure(TOTAL))
    with pytest.raises(ModelError, match=f"'{TOTAL}' stands in the sheets 'x' and 'y'"):
        book.written()


def test_only_inputs_are_open_and_each_has_a_rule_and_a_name() -> None:
    one = made(EXAMPLES / "firm-of-25.yaml")
    book = load_workbook(BytesIO(one.data))
    opened = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    ruled = {
        (sheet.title, str(cells))
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        for cells in rule.sqref.ranges
    }
    assert opened == ruled
    movable = [name for name, given in one.book.model.inputs.items() if given.low < given.high]
    assert len(opened) == len([name for name in movable if not name.startswith("fact/")])
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets)
    assert {"users_total", "years"} <= set(book.defined_names)


def test_nothing_is_hidden(sent: Mapping[str, Made]) -> None:
    for sheet in load_workbook(BytesIO(sent["firm-of-25"].data)).worksheets:
        assert sheet.sheet_state == "visible"
        assert not any(one.hidden for one in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))


def test_a_spreadsheet_that_opens_it_calculates_everything_anew(sent: Mapping[str, Made]) -> None:
    assert load_workbook(BytesIO(sent["box-comparison"].data)).calculation.fullCalcOnLoad


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_every_formula_of_a_whole_workbook_is_sent_with_its_value(name: str, tool: Tool, tmp_path: Path) -> None:
    one = made(EXAMPLES / f"{name}.yaml", "ru")
    found, sent = recalculated(tool("soffice"), tmp_path, {name: one.data})[name], shown(one.data)
    assert [cell for cell in formulas(one.data) if not alike(sent.get(cell), found.get(cell))] == []


PROBE = """
import hashlib, sys
from pathlib import Path
from tests.documents.workbook.made import made
print(hashlib.sha256(made(Path(sys.argv[1]), "ru", judged=False).data).hexdigest())
"""


def test_the_same_brief_gives_the_same_bytes_in_every_process() -> None:
    brief = str(EXAMPLES / "firm-of-25.yaml")
    found = [
        subprocess.run(
            [sys.executable, "-c", PROBE, brief],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[3])},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert found[0] == found[1]


HOSTILE = """\
schema: crm-planner/brief/1
client: {name: '=1+1&"A"[x]:*?/\\ History'}
users: 10
quoted: [{candidate: terrasoft/sales, item: training, amount: 9000, source: '@SUM(A1) _x0041_ <b>'}]
customisations: [{name: '+cmd|calc', kind: report, size: small, count: 1, builder: vendor}]
"""


def test_hostile_words_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_text(HOSTILE, encoding="utf-8")
    one = made(path)
    data = load_workbook(BytesIO(one.data))
    client = '=1+1&"A"[x]:*?/\\ History'
    cells = [cell for sheet in data.worksheets for row in sheet.iter_rows() for cell in row]
    texts = [(str(cell.value), cell) for cell in cells if client in str(cell.value)]
    assert texts
    assert {cell.data_type for _, cell in texts} == {"s"}
    assert all(cell.quotePrefix for text, cell in texts if text.startswith("="))
    written = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert not [text for text in written if "cmd|" in text or client in text]
