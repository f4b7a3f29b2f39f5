"""Every figure can say how it came about, in any language, each figure once."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_planner.errors import ModelError
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Ceiling, Choose, Expression, Maximum, Minimum, Number, Ref, Step
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO, Unit
from crm_planner.formula.words import Explanation, explain
from crm_planner.money import RoundingMode
from crm_planner.place import Place
from crm_planner.text import Message, Text
from tests.formula.models import RUB, figures, models

PRICE_LIST = Place("regionsoft.yaml", 17, 5)
LICENCES = Input("q", Decimal(12), COUNT, Decimal(1), Decimal(100), label=Text({"en": "licences", "ru": "лицензии"}))


class English:
    """Groups thousands, speaks English."""

    def translate(self, wording: str) -> str:
        return wording

    def show(self, value: object) -> str:
        if isinstance(value, Text):
            return value.in_language("en")
        return f"{value:,}" if isinstance(value, Decimal) else str(value)


class Shouting(English):
    """Writes every fixed word in capitals and remembers it, so that a word that was not translated shows."""

    def __init__(self) -> None:
        self.heard: set[str] = set()

    def translate(self, wording: str) -> str:
        self.heard.add(wording)
        parts = wording.replace("{", "\0{").replace("}", "}\0").split("\0")
        return "".join(part if part.startswith("{") else part.upper() for part in parts)

    def show(self, value: object) -> str:
        return super().show(value).upper()


def told(formula: Expression, unit: Unit, *others: Input | Cell) -> str:
    """What is said of a cell with `formula`."""
    model = Model.build([LICENCES, *others, Cell("x", formula, unit)])
    return explain(model, evaluate(model), "x", English()).formula


def test_a_rounded_product_names_its_figures_and_its_rounding() -> None:
    formula = (Ref("q") * Number(Decimal("5170.25"), RUB / COUNT)).rounded(1)
    assert told(formula, RUB) == "licences 12 count x 5,170.25 RUB/count, rounded to 1 RUB, half up"


@pytest.mark.parametrize(
    ("formula", "unit", "said"),
    [
        (Ref("q") + Number(Decimal(1), COUNT), COUNT, "licences 12 count + 1 count"),
        (Ref("q") - Number(Decimal(1), COUNT), COUNT, "licences 12 count - 1 count"),
        ((Ref("q") - Ref("q")) / 3, COUNT, "(licences 12 count - licences 12 count) / 3"),
        (Ref("q") * Fraction(1, 3), COUNT, "licences 12 count x 1/3"),
        (
            Ceiling(Ref("q") / Number(Decimal(10), COUNT)),
            RATIO,
            "licences 12 count / 10 count, rounded up to the whole number 2",
        ),
        (
            Ref("q").rounded(Decimal("0.05"), RoundingMode.HALF_EVEN),
            COUNT,
            "licences 12 count, rounded to 0.05 count, half to even",
        ),
        (Minimum((Ref("q"), Number(Decimal(5), COUNT))), COUNT, "the smallest of: licences 12 count; 5 count"),
        (Maximum((Ref("q"), Ref("q") * 2)), COUNT, "the largest of: licences 12 count; (licences 12 count x 2)"),
    ],
)
def test_each_node_has_its_words(formula: Expression, unit: Unit, said: str) -> None:
    assert told(formula, unit) == said


@pytest.mark.parametrize(
    ("bounds", "row"),
    [
        ((20, 30), "the row up to 20 count of the table"),
        ((12, 30), "the row up to 12 count of the table"),
        ((10, 30), "the row above 10 count up to 30 count of the table"),
        ((5, 10), "the row above 10 count of the table"),
        ((), "the only row of the table"),
    ],
)
def test_a_table_names_the_row_that_was_taken(bounds: tuple[int, ...], row: str) -> None:
    table = Step(Ref("q"), tuple(map(Decimal, bounds)), (Decimal(100),) * (len(bounds) + 1), RUB / COUNT)
    assert told(table, RUB / COUNT) == f"100 RUB/count, {row} for licences 12 count"


def test_a_choice_says_which_branch_was_taken_and_why() -> None:
    free, paid = Number(Decimal(0), RUB), Number(Decimal(500), RUB)
    choice = Choose(Ref("q"), Number(Decimal(10), COUNT), free, paid)
    assert told(choice, RUB) == "500 RUB, because licences 12 count is above 10 count"
    choice = Choose(Ref("q") - Number(Decimal(2), COUNT), Number(Decimal(10), COUNT), free, paid)
    assert told(choice, RUB) == "0 RUB, because (licences 12 count - 2 count = 10 count) is at most 10 count"


def test_a_total_explains_each_figure_once() -> None:
    """Support refers to the licences, which were explained before it; rule and places stand where they belong."""
    rule = Message("{percent} % of {base}", {"percent": Decimal(15), "base": Text({"en": "licences"})})
    model = Model.build(
        [
            LICENCES,
            Cell("licences", Ref("q") * Number(Decimal(100), RUB / COUNT), RUB, "licence fee", source=PRICE_LIST),
            Cell("support", Ref("licences") * Decimal("0.15"), RUB, Message("support, year {year}", {"year": 1}), rule),
            Cell("total", Ref("licences") + Ref("support"), RUB),
        ]
    )
    total = explain(model, evaluate(model), "total", English())
    assert (total.label, total.value, total.unit) == ("total", Decimal(1380), RUB)
    assert total.formula == "licence fee 1,200 RUB + support, year 1 180.00 RUB"
    licences, support = total.parts
    assert (licences.places, licences.rule, licences.repeated) == ((PRICE_LIST,), "", False)
    assert support.rule == "15 % of licences"
    assert support.parts == (Explanation("licences", "licence fee", Decimal(1200), RUB, repeated=True),)
    assert licences.parts[0].formula == "given; may be 1 count to 100 count"


def test_a_cell_that_only_repeats_another_is_told_as_that_one() -> None:
    paid = Cell("paid", Number(Decimal(5), RUB) * Number(Decimal(2)), RUB, "Paid", source=PRICE_LIST)
    model = Model.build([paid, Cell("line", Ref("paid"), RUB, "Line")])
    story = explain(model, evaluate(model), "line", English())
    assert (story.label, story.formula, story.places, story.parts) == ("Line", "5 RUB x 2", (PRICE_LIST,), ())


def test_a_repetition_that_names_its_rule_is_told_itself() -> None:
    rule = Message("Taken over")
    model = Model.build([LICENCES, Cell("line", Ref("q"), COUNT, "Line", rule)])
    assert explain(model, evaluate(model), "line", English()).rule == "Taken over"


def test_a_figure_without_a_range_is_simply_given() -> None:
    model = Model.build([Input("rate", Decimal("0.15"), RATIO, source=PRICE_LIST)])
    said = explain(model, evaluate(model), "rate", English())
    assert (said.label, said.formula, said.places) == ("rate", "given", (PRICE_LIST,))


def test_an_unknown_figure_is_answered_with_the_nearest() -> None:
    model = Model.build([LICENCES, Cell("licences", Ref("q"), COUNT)])
    with pytest.raises(ModelError, match=r"no cell is named 'licence'; did you mean 'licences'\?"):
        explain(model, evaluate(model), "licence", English())


def test_names_with_braces_are_data() -> None:
    model = Model.build([Input("q", Decimal(1), RATIO, label="{left} {0} {"), Cell("x", Ref("q") * 2, RATIO)])
    assert explain(model, evaluate(model), "x", English()).formula == "{left} {0} { 1 x 2"


def everything(told: Explanation) -> Iterator[str]:
    yield from (told.label, told.formula, told.rule)
    for part in told.parts:
        yield from everything(part)


@given(st.data())
def test_every_fixed_word_is_marked_and_translated(data: st.DataObject) -> None:
    """For random models over all nodes: nothing but names of currencies and figures is left in small letters."""
    model = data.draw(models())
    try:
        values = evaluate(model, data.draw(figures(model)))
    except ModelError:
        assume(False)  # noqa: FBT003
    speech = Shouting()
    for name in model.cells:
        said = " ".join(everything(explain(model, values, name, speech)))
        assert said == said.upper()
    assert speech.heard <= marked() | {"RUB"}


def marked() -> set[str]:
    """The literals an extraction of texts finds in the package."""
    folder = Path(__file__).resolve().parents[2] / "crm_planner" / "formula"
    found: set[str] = set()
    for file in folder.glob("*.py"):
        for _, message, _, _ in extract_from_file("python", file, keywords={"mark": None}):
            found.update([message] if isinstance(message, str) else message)
    return found
