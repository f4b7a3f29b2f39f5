"""A page explains every figure in the words of the words target, with the values the page has."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from crm_planner.documents.numbers import written_number
from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Number, Ref
from crm_planner.formula.javascript import compile_javascript
from crm_planner.formula.javascript_words import told
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT
from crm_planner.place import Place
from crm_planner.text import Message, Text, mark
from tests.formula.models import RUB, edges
from tests.formula.points import every_point, random_models
from tests.formula.tellings import NARRATION, Telling, Tellings
from tests.formula.test_words import LICENCES, PRICE_LIST, English, Shouting

Tool = Callable[[str], str]


class Figures(English):
    """Writes a fraction as documents do."""

    def show(self, value: object) -> str:
        return written_number(value, "en") if isinstance(value, Fraction | Decimal) else super().show(value)


ENGLISH = {"en": Figures()}


def tellings(examples: int) -> list[Telling]:
    """All cells of so many random models, each at the first point that has values."""
    found = []
    for model, points in random_models(examples):
        for point in points:
            try:
                compile_javascript(model)
                evaluate(model, point)
            except (ModelError, TargetRefused):
                continue
            found.append(Telling(model, point, list(model.cells), ENGLISH))
            break
    return found


@pytest.mark.parametrize("examples", [30, pytest.param(600, marks=pytest.mark.slow)], ids=["some", "many"])
def test_random_models_are_explained_alike(examples: int, tool: Tool) -> None:
    several = tellings(examples)
    assert len(several) > examples / 2
    assert Tellings(several).differences(tool("node")) == []


@pytest.fixture(scope="module")
def delicate() -> Tellings:
    """Ties, bounds of tables, equal sides, quotients, and figures that are met again."""
    model = edges(10**6)
    cells = [name for name in model.cells if "large" not in name]
    several = [Telling(model, point, cells, ENGLISH) for point in every_point(model)[::50]]
    return Tellings([*several, Telling(repeating(), {}, list(repeating().cells), ENGLISH)])


def test_ties_bounds_and_repetitions_are_explained_alike(delicate: Tellings, tool: Tool) -> None:
    assert delicate.meant
    assert delicate.differences(tool("node")) == []


DEFECTS: dict[str, tuple[str, str]] = {
    "another mode of rounding": ("mode: this.say(mode)", 'mode: this.say("half_up")'),
    "the other branch": ("taken ? then : otherwise", "taken ? otherwise : then"),
    "a bound in the row above": ("exactly.above(of, exactly.read(bound))", "!exactly.above(exactly.read(bound), of)"),
    "the row below": ("bounds[row - 1]", "bounds[0]"),
    "brackets forgotten": ("`(${this.words(tree)})`", "this.words(tree)"),
    "told twice": ("this.explained.add(number);\n      let entry", "let entry"),
    "an end of the range twice": ("high: this.figure(high", "high: this.figure(low"),
    "the largest for the smallest": ('"least", max: "most"', '"most", max: "least"'),
    "a part without its value": ('if (!Array.isArray(tree) || tree[0] === "#")', "if (true)"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_in_the_words_of_a_page_is_found(defect: str, delicate: Tellings, tool: Tool) -> None:
    old, new = DEFECTS[defect]
    assert old in NARRATION
    assert delicate.differences(tool("node"), NARRATION.replace(old, new))


def hostile() -> Model:
    """Labels, names and places that would be code, or patterns, where somebody took them for that."""
    label = Text({"en": "</script>{value} $& $1", "ru": "</script>{value} $& $1 по-русски"})
    given = Input(
        "</script>", Decimal(12), COUNT, Decimal(1), Decimal(100), label=label, source=Place("{value}.yaml", 3)
    )
    rule = Message(mark("{left} + {right}"), {"left": "{right}", "right": label})
    return Model.build([given, Cell("__proto__", Ref("</script>") * 2, COUNT, label=label, rule=rule)])


def test_hostile_text_is_only_text(tool: Tool) -> None:
    told_of = Tellings([Telling(hostile(), {}, ["__proto__", "</script>"], ENGLISH)])
    assert told_of.differences(tool("node")) == []


def repeating() -> Model:
    """Cells that only name another, one that uses both, and a figure that is met again on another way."""
    price = Cell("price", Ref("q") * Number(Decimal("17.50"), RUB / COUNT), RUB, source=PRICE_LIST)
    copies = [Cell("copy", Ref("price"), RUB), Cell("copy of it", Ref("copy"), RUB)]
    summed = Cell("sum", Ref("copy of it") + Ref("price"), RUB)
    return Model.build([LICENCES, price, *copies, summed, Cell("each", Ref("price") / Ref("q"), RUB / COUNT)])


def test_the_table_names_only_what_the_cells_rest_on() -> None:
    model = Model.build([LICENCES, Cell("x", Ref("q") * 2, COUNT), Cell("y", Ref("q") * 3, COUNT)])
    assert told(model, ENGLISH, ["y"])["names"] == ["y", "q"]


def test_what_is_said_of_a_place_is_for_the_caller() -> None:
    model = Model.build([LICENCES, Cell("x", Ref("q") * 2, COUNT, source=PRICE_LIST)])
    table = told(model, ENGLISH, ["x"], cite=lambda place: (place.line, None, Text.plain("replaced")))
    assert [table["texts"]["en"][table["sentences"][said]] for said in table["entries"][0][3]] == ["17", "replaced"]


def test_every_text_stands_there_once() -> None:
    model = edges(10**6)
    table = told(model, {"en": English(), "loud": Shouting()})
    assert (
        len(table["texts"]["en"]) == len(table["texts"]["loud"]) == len(set(zip(*table["texts"].values(), strict=True)))
    )
    assert len(table["tables"]) == 1
    assert table["texts"]["loud"][table["words"]["sum"]] == "{left} + {right}"
    assert table["texts"]["loud"][table["words"]["half_up"]] == "HALF UP"


def test_a_cell_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(ModelError, match="no cell is named 'totl'"):
        told(hostile(), ENGLISH, ["totl"])
