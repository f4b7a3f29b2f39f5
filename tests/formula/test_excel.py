"""A spreadsheet computes what exact computes: all nodes, ties and bounds; what it cannot hold is refused by name."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from crm_planner.errors import TargetRefused
from crm_planner.formula import excel_nodes
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.excel import compile_excel
from crm_planner.formula.excel_nodes import ROWS_INLINE, Writer
from crm_planner.formula.excel_part import Shown
from crm_planner.formula.excel_text import WHOLE
from crm_planner.formula.expression import Choose, Expression, Maximum, Minimum, Number, Ref, Step, power, total
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.money import RoundingMode
from tests.formula.coverage import WANTED, table
from tests.formula.models import edges
from tests.formula.points import Point, every_point, random_models
from tests.formula.spreadsheet import Spreadsheet

Tool = Callable[[str], str]
USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))
AMOUNT = Input("amount", Decimal(1000), RATIO, Decimal(0), Decimal(1_000_000), step=Decimal("0.01"))
KOPECK = Decimal("0.01")
LARGE = 10**6
"""As large as the edges of a spreadsheet are tried with."""


def model(formula: Expression, *inputs: Input) -> Model:
    return Model.build([*(inputs or (AMOUNT,)), Cell("x", formula, RATIO)])


class Named:
    """A workbook in which every figure has a name."""

    def cell(self, name: str) -> str:
        return name

    def table(self, node: Step) -> tuple[str, str]:
        return "bounds", "rows"


def formula(of: Expression, *inputs: Input) -> str:
    return compile_excel(model(of, *inputs), Named()).formulas["x"]


def ties() -> tuple[Model, list[Point]]:
    """All half kopecks a percentage of a whole rouble can end in, and their neighbours, in every mode."""
    percent = Input("percent", Decimal(15), RATIO, Decimal(0), Decimal(100), step=Decimal("0.5"))
    of = Ref("amount") * Ref("percent") / 100
    cells = [Cell(str(mode), of.rounded(KOPECK, mode), RATIO) for mode in RoundingMode]
    several = [
        {"amount": Decimal(amount), "percent": Decimal(percent)}
        for amount in (
            "1",
            "1.01",
            "51700",
            "51700.5",
            "51700.51",
            "87768.1",
            "999999.99",
            "123.45",
            "0.05",
            "700001.01",
        )
        for percent in ("0.5", "1.5", "15", "17.5", "22", "33.5", "99.5")
    ]
    return Model.build([AMOUNT, percent, *cells]), several


def long_table() -> tuple[Model, list[Point]]:
    """A table too long for a formula, asked at its bounds and between them."""
    bounds = tuple(Decimal(number) + Decimal("0.3") * (number % 3) for number in range(1, 90, 2))
    rows = tuple(Fraction(number, 3) for number in range(len(bounds) + 1))
    asked = Input("asked", Decimal(1), RATIO, Decimal(0), Decimal(100), step=Decimal("0.1"))
    several = [{"asked": bound + Decimal(shift) / 10} for bound in bounds for shift in (-1, 0, 1)]
    return model(Step(Ref("asked"), bounds, rows, RATIO), asked), several


DEFECTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "two places before the rounding": lambda patch: patch.setattr(Writer, "closely", lambda *_: 2),
    "half even as half up": lambda patch: patch.setitem(WHOLE, RoundingMode.HALF_EVEN, WHOLE[RoundingMode.HALF_UP]),
    "down as floor": lambda patch: patch.setitem(WHOLE, RoundingMode.DOWN, lambda close, _: f"INT({close})"),
    "minimum as maximum": lambda patch: patch.setitem(excel_nodes._WRITTEN, Minimum, Writer.highest),
    "a bound in the row above it": lambda patch: patch.setattr(
        Writer, "_beyond", lambda _, of, bound: f"{of.text}>={bound}"
    ),
    "equal sides take the second branch": lambda patch: patch.setitem(
        excel_nodes._WRITTEN,
        Choose,
        lambda self, node: _turned(Writer.choice(self, node)),
    ),
}


def _turned(shown: Shown) -> Shown:
    return shown._replace(text=shown.text.replace("<=0,", "<0,", 1))


@pytest.fixture(scope="module")
def sheets(tool: Tool, tmp_path_factory: pytest.TempPathFactory) -> Spreadsheet:
    """One workbook with everything these tests look at: LibreOffice starts once."""
    book = Spreadsheet()
    book.add("edges", edges(LARGE), every_point(edges(LARGE)))
    book.add("ties", *ties())
    book.add("table", *long_table())
    for name, plant in DEFECTS.items():
        with pytest.MonkeyPatch.context() as patch:
            plant(patch)
            book.add(name[:31], edges(LARGE), every_point(edges(LARGE))[::17])
            book.add(f"{name[:25]} ties", *ties())
    return book.recalculated(tool("soffice"), tmp_path_factory.mktemp("sheets"))


@pytest.mark.parametrize("name", ["edges", "ties", "table"])
def test_a_spreadsheet_shows_the_exact_figures(name: str, sheets: Spreadsheet) -> None:
    assert sheets.sheets[name].values
    assert not sheets.differences(name)


def test_a_share_is_held_closely_however_near_to_zero_the_whole_may_come() -> None:
    """The differences are whole kopecks, so that only a share of them is lost, not a share of what they may be."""
    whole = Input("whole", Decimal(1000), RATIO, Decimal(0), Decimal(1_000_000), step=KOPECK)
    part = (Ref("amount") - Ref("whole")).rounded(KOPECK) / Ref("whole").rounded(KOPECK)
    share = Maximum((Minimum((part, Number(Decimal(1)))), Number(Decimal(0))))
    excel = compile_excel(model(share.rounded(Decimal("0.0001")), AMOUNT, whole), Named())
    assert excel.formulas["x"].endswith(",1),0),13),4)")
    assert not excel.unproven
    raw = compile_excel(model(((Ref("amount") - Ref("whole")) / Ref("whole")).rounded(KOPECK), AMOUNT, whole), Named())
    assert raw.unproven == ("x",)


def test_ties_of_whole_percentages_are_proven() -> None:
    assert not compile_excel(ties()[0], Named()).unproven


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_seen(name: str, sheets: Spreadsheet) -> None:
    assert sheets.differences(name[:31]) or sheets.differences(f"{name[:25]} ties")


@pytest.mark.parametrize(
    ("examples", "each"), [(30, 0), pytest.param(600, 50, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_random_models_show_the_exact_figures(
    examples: int, each: int, tool: Tool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Random models over all twelve nodes and four roundings; the coverage is a result."""
    book = Spreadsheet()
    for number, (drawn, several) in enumerate(random_models(examples)):
        try:
            book.add(f"model {number}", drawn, several)
        except TargetRefused:
            del book.book[f"model {number}"]
    book.recalculated(tool("soffice"), tmp_path)
    assert [fault for name in book.sheets for fault in book.differences(name)] == []
    counted = book.coverage()
    assert not [name for name in WANTED if counted[name] < each]
    if each:
        with capsys.disabled():
            print(table(f"exact == excel, {sum(len(one.values) for one in book.sheets.values()):,} points", counted))  # noqa: T201


def test_formulas_read_as_a_reader_would_write_them() -> None:
    assert formula((Ref("amount") * 15 / 100).rounded(KOPECK)) == "ROUND(ROUND(amount*15/100,6),2)"
    assert formula((Ref("amount") * Fraction(22, 122)).rounded(KOPECK)) == "ROUND(ROUND(amount*(11/61),6),2)"
    assert formula((Ref("amount") - (Ref("amount") - 5)) * 2) == "(amount-(amount-5))*2"
    assert formula(total([Ref("amount"), Number(Decimal(-5))], RATIO)) == "amount+(-5)"


def test_a_branch_no_input_reaches_is_left_out() -> None:
    never = Choose(Ref("amount"), Number(Decimal(-1)), then=Ref("amount") / Number(Decimal(0)), otherwise=Ref("amount"))
    assert formula(never) == "amount"


def test_what_cannot_be_proven_is_named_and_so_is_what_rests_on_it() -> None:
    fine = (Ref("amount") / Decimal("1.404928") / Decimal("1.2544")).rounded(KOPECK)
    entries: list[Input | Cell] = [
        AMOUNT,
        Cell("fine", fine, RATIO),
        Cell("sum", Ref("fine") + 1, RATIO),
        Cell("amount x 2", Ref("amount") * 2, RATIO),
    ]
    assert compile_excel(Model.build(entries), Named()).unproven == ("fine", "sum")


@pytest.mark.parametrize(
    "of",
    [(Ref("amount") * 10**9).rounded(KOPECK), Number(Decimal(1)) / (Ref("amount") + 10**13 - 10**13)],
    ids=["large", "divides by next to nothing"],
)
def test_what_only_the_furthest_inputs_make_too_large_is_written_and_not_proven(of: Expression) -> None:
    """A range can be wider than the truth, and growth, yen or a thousand users are no reason to refuse a workbook."""
    assert compile_excel(model(of, AMOUNT), Named()).unproven == ("x",)


def test_a_sum_of_what_is_not_below_zero_loses_a_share_of_itself() -> None:
    """So what divides by it is held closely, however near to zero it may come."""
    parts = Cell("parts", Ref("amount") + Ref("amount") * 2 + Decimal("0.01"), RATIO)
    share = Cell("share", (Ref("amount") * 10**6 / Ref("parts")).rounded(KOPECK), RATIO)
    excel = compile_excel(Model.build([AMOUNT, parts, share]), Named())
    assert excel.errors["parts"] > 1e-9
    assert excel.formulas["share"] == "ROUND(ROUND(amount*1000000/parts,6),2)"


def test_a_factor_that_is_repeated_stands_once() -> None:
    assert formula(power(Ref("amount") + 1, 3)) == "(amount+1)^3"
    assert formula(Ref("amount") / power(Ref("amount") + 1, 1)) == "amount/(amount+1)"


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (Number(Decimal(1)) / (Ref("amount") / Ref("amount") - 1), "'x' divides by a figure"),
        (total([Ref("amount")] * 2000, RATIO), "'x': its formula has 13,999 signs"),
    ],
    ids=["divides by nothing", "long"],
)
def test_what_a_spreadsheet_cannot_hold_is_refused_by_name(of: Expression, said: str) -> None:
    with pytest.raises(TargetRefused, match="excel cannot hold") as refused:
        formula(of)
    assert said in str(refused.value)


def test_a_table_stands_in_the_formula_while_it_is_short() -> None:
    bounds = tuple(map(Decimal, range(1, ROWS_INLINE)))
    short = Step(Ref("amount"), bounds, (*bounds, Decimal(0)), RATIO)
    assert formula(short).startswith("CHOOSE(1+(ROUND(amount-1,6)>0)+")
    long = Step(Ref("amount"), (*bounds, Decimal(50)), (*bounds, Decimal(50), Decimal(0)), RATIO)
    assert formula(long) == "INDEX(rows,1+SUMPRODUCT(--(ROUND(amount-bounds,6)>0)))"
