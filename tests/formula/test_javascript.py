"""JavaScript computes what exact computes, in node and in a page: all nodes, ties and bounds, and every refusal."""

import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner.errors import ModelError, TargetRefused
from crm_planner.formula import javascript, javascript_nodes, javascript_part
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Choose, Divide, Expression, Minimum, Number, Ref, Subtract
from crm_planner.formula.javascript import compile_javascript
from crm_planner.formula.javascript_nodes import Writer
from crm_planner.formula.javascript_text import ARITHMETIC, ROUNDED, literal
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, RATIO
from crm_planner.money import RoundingMode
from tests.browser import Browser
from tests.formula.coverage import WANTED, table
from tests.formula.delicate import DELICATE
from tests.formula.points import random_models
from tests.formula.scripts import Script

Tool = Callable[[str], str]
Patch = pytest.MonkeyPatch
USERS = Input("users", Decimal(10), COUNT, Decimal(1), Decimal(100))
SHARE = Input("share", Decimal("0.5"), RATIO, Decimal(-1), Decimal(1), step=Decimal("0.25"))
HOSTILE = (
    "</script><script>alert(1)</script>",
    "'];alert(1)//",
    "__proto__",
    "constructor",
    "\u2028${alert(1)}`",
    'a\\"',
)
STRICT = "default-src 'none'; script-src 'nonce-only'"


def model(formula: Expression, *inputs: Input) -> Model:
    return Model.build([*(inputs or (USERS,)), Cell("x", formula, RATIO)])


def instead(old: str, new: str) -> Callable[[Patch], None]:
    """The arithmetic with `new` where it says `old`."""
    assert old in ARITHMETIC
    return lambda patch: patch.setattr(javascript, "ARITHMETIC", ARITHMETIC.replace(old, new))


def other_side(code: str) -> str:
    """A comparison whose equal sides count as the left one above the right."""
    return code.replace(">", ">=")


def bounds_in_the_row_above(patch: Patch) -> None:
    listed = Writer.listed
    patch.setattr(Writer, "listed", lambda self, *of, big: other_side(listed(self, *of, big=big)))


def equal_sides_take_the_second_branch(self: Writer, node: Choose) -> javascript_part.Part:
    made = Writer.choice(self, node)
    return made._replace(code=other_side(made.code), before=tuple(map(other_side, made.before)))


def numbers_stay_plain(patch: Patch) -> None:
    for module in (javascript, javascript_nodes, javascript_part):
        patch.setattr(module, "SAFE", 2**400)


DEFECTS: dict[str, Callable[[Patch], None]] = {
    "half up as half even": lambda patch: patch.setitem(ROUNDED, RoundingMode.HALF_UP, "halfEven"),
    "half even as half up": lambda patch: patch.setitem(ROUNDED, RoundingMode.HALF_EVEN, "halfUp"),
    "up as down": lambda patch: patch.setitem(ROUNDED, RoundingMode.UP, "toward"),
    "half up towards zero below it": instead("halfUp=(n,d)=>0>n?-halfUp(-n,d):", "halfUp=(n,d)=>"),
    "large half up towards zero below it": instead("bigHalfUp=(n,d)=>0n>n?-bigHalfUp(-n,d):", "bigHalfUp=(n,d)=>"),
    "half up of a rounded quotient": instead("Math.floor((n+Math.floor(d/2))/d)", "Math.floor(n/d+.5)"),
    "large half even forgets ties": instead("&&q%2n!==0n", ""),
    "large up as up of the size": instead("-((d-1n-n)/d)", "n/d"),
    "down as floor": instead("Math.trunc", "Math.floor"),
    "ceiling as floor": instead("Math.ceil(n/d);\nconst big", "Math.floor(n/d);\nconst big"),
    "large ceiling as floor": instead("-bigFloor(-n,d)", "bigFloor(n,d)"),
    "a bound in the row above it": bounds_in_the_row_above,
    "a bound in the row above it, long": instead("n>marks[i]", "n>=marks[i]"),
    "a bound in the row above it, of a quotient": instead("n*factors[i]>d", "n*factors[i]>=d"),
    "stairs without the first": instead("first+i*step", "first+(i+1)*step"),
    "the least is the most": lambda patch: patch.setitem(
        javascript_nodes._JAVASCRIPT, Minimum, lambda writer, node: writer.joined(node, node.of, javascript_nodes._most)
    ),
    "large least is the most": instead("one>other?other:one", "one>other?one:other"),
    "equal sides take the second branch": lambda patch: patch.setitem(
        javascript_nodes._JAVASCRIPT, Choose, equal_sides_take_the_second_branch
    ),
    "branches share one divisor": lambda patch: patch.setattr(Writer, "chosen_range", lambda *given: given[-1]),
    "a negative divisor keeps its sign": lambda patch: patch.setattr(
        javascript_nodes, "literal", lambda number, *, big: literal(abs(number), big=big)
    ),
    "large numbers stay plain": numbers_stay_plain,
}


@pytest.fixture(scope="module")
def computed(tool: Tool) -> Script:
    """All that is looked at in node, computed by one script."""
    script = Script()
    for name, made in DELICATE.items():
        script.add(name, *made())
    for defect, plant in DEFECTS.items():
        with pytest.MonkeyPatch.context() as patch:
            plant(patch)
            for name in looked_at(defect):
                script.again(name, f"{defect}: {name}")
    return script.run(tool("node"))


@pytest.mark.parametrize("name", DELICATE)
def test_node_computes_the_exact_figures(name: str, computed: Script) -> None:
    assert computed.asked[name].points
    assert not computed.differences(name)


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_in_the_javascript_target_is_found(defect: str, computed: Script) -> None:
    """Were one of these planted, the comparison would fail."""
    assert computed.differences(*(f"{defect}: {name}" for name in looked_at(defect)))


def looked_at(defect: str) -> list[str]:
    """The models a defect is looked for in: that of large numbers in the one that has them."""
    return [name for name in DELICATE if ("beyond 2**53" in name) == defect.startswith("large")]


@pytest.mark.parametrize(
    ("examples", "at_least", "each"),
    [(60, 600, 0), pytest.param(900, 10_000, 50, marks=pytest.mark.slow)],
    ids=["some", "many"],
)
def test_random_models_come_to_the_exact_figures(
    examples: int, at_least: int, each: int, tool: Tool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Random models over all twelve nodes and four roundings, ties and bounds included; the coverage is a result."""
    script = of_random_models(examples).run(tool("node"))
    assert script.differences() == []
    assert script.compared >= at_least
    counted = script.coverage()
    assert not [name for name in (*WANTED, "a BigInt") if counted[name] < each]
    if examples > 100:
        with capsys.disabled():
            print(table(f"exact == javascript, {script.compared:,} points", counted))  # noqa: T201


@pytest.mark.parametrize(
    ("examples", "at_least"), [(10, 400), pytest.param(300, 4_000, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_a_page_under_a_strict_policy_computes_the_exact_figures(
    examples: int, at_least: int, browser: Browser, tmp_path: Path
) -> None:
    """Nothing is evaluated from text, nothing is asked for, and the browser's own arithmetic is the exact one."""
    script = of_random_models(examples)
    for name in ("edges beyond 2**53", "long tables"):
        built, several = DELICATE[name]()
        script.add(name, built, several[::3])
    page = tmp_path / "page.html"
    policy = f"<meta http-equiv='Content-Security-Policy' content=\"{STRICT}\">"
    body = f"<script nonce='only'>{script.source}</script>"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>Models</title>{policy}{body}", encoding="utf-8")
    opened = browser.open(page)
    script.answered(opened.page.evaluate("answers()"))
    assert script.differences() == []
    assert script.compared >= at_least
    assert (opened.faults, opened.requests) == ([], [])


def of_random_models(examples: int) -> Script:
    """So many random models, each at some points; those without a range are left out."""
    script = Script()
    for number, (drawn, several) in enumerate(random_models(examples)):
        try:
            script.add(f"model {number}", drawn, several)
        except TargetRefused:
            continue
    return script


def test_hostile_names_are_only_names(tool: Tool) -> None:
    """As names of inputs and of cells, of one that divides by zero too; nothing in the text can end its element."""
    inputs = [Input(f"in {name}", Decimal(0), RATIO, Decimal(-1), Decimal(1)) for name in HOSTILE]
    cells = [Cell(name, Ref(one.name) + 1, RATIO) for name, one in zip(HOSTILE, inputs, strict=True)]
    nothing = Cell(f"share {HOSTILE[0]}", Divide(Number(Decimal(1)), Ref(HOSTILE[0])), RATIO)
    built = Model.build([*inputs, *cells, nothing])
    script = Script()
    script.add("hostile", built, [{inputs[0].name: Decimal(1)}, {inputs[0].name: Decimal(-1)}])
    assert script.run(tool("node")).differences() == []
    assert script.found["hostile"][1] == f"cell '{nothing.name}' divides by zero"
    source = script.asked["hostile"].compiled.source
    assert "<" not in source
    assert source.isascii()


@pytest.mark.parametrize("name", DELICATE)
def test_the_text_holds_nothing_that_ends_a_script_or_evaluates_text(name: str) -> None:
    source = compile_javascript(DELICATE[name]()[0]).source
    assert source.startswith('(()=>{"use strict";')
    assert not [word for word in ("<", "-->", "eval", "Function", "import", "require") if word in source]


def test_only_what_is_asked_for_and_what_it_rests_on_is_computed() -> None:
    cells = [Cell(name, Ref(of) * 3, COUNT) for name, of in (("a", "users"), ("b", "a"), ("c", "a"))]
    compiled = compile_javascript(Model.build([USERS, *cells]), ["b"])
    assert list(compiled.slots) == ["users", "b"]
    assert len(compile_javascript(Model.build([USERS, *cells])).slots) == 4
    assert "v[3]" not in compiled.source


def test_a_figure_that_says_another_again_is_computed_once() -> None:
    formula = (Ref("users") * 7 / 3).rounded(1)
    several = [Cell(f"year {number}", formula, COUNT) for number in range(1, 6)]
    compiled = compile_javascript(Model.build([USERS, *several, Cell("copy", Ref("year 3"), COUNT)]))
    assert len({slot for name, slot in compiled.slots.items() if name != "users"}) == 1


def test_only_the_formula_that_needs_it_leaves_plain_numbers() -> None:
    large = Number(Decimal(10**8), RATIO)
    cells = {
        "small": Ref("share") * 4,
        "wide": ((Ref("share") + large) * (Ref("share") + large)).rounded(10**8),
        "after": Ref("wide") / Number(Decimal(10**30)),
    }
    built = Model.build([SHARE, *(Cell(name, formula, RATIO) for name, formula in cells.items())])
    assert compile_javascript(built).wide == ("wide",)


def test_a_cell_without_a_range_is_refused_by_name() -> None:
    hair = Subtract(Divide(Number(Decimal(1)), Ref("share")), Number(Decimal(3)))
    with pytest.raises(TargetRefused, match="javascript cannot hold the model: cell 'x' divides by a figure that may"):
        compile_javascript(model(Divide(Number(Decimal(1)), hair), SHARE))


def test_a_cell_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(ModelError, match="no cell is named 'y'"):
        compile_javascript(model(Ref("share") * 2, SHARE), ["y"])


@pytest.mark.parametrize(
    ("given_figures", "said"),
    [
        ('{users: "101"}', "input 'users' is 101, outside the range 1..100 of this model"),
        ("{users: 101n}", "input 'users' is 101, outside the range 1..100 of this model"),
        ('{users: "2.5"}', "input 'users' is 2.5, which is no multiple of its step 1"),
        ('{user: "5"}', "no input is named 'user'"),
        ('{users: "a lot"}', "input 'users' is no number"),
        ('{users: ""}', "input 'users' is no number"),
        ('{users: "1e1"}', "input 'users' is no number"),
        ('{users: "10/2"}', "input 'users' is no number"),
        ('{users: "1/0"}', "input 'users' is no number"),
        ("{users: 5}", "5 is not exact"),
        ('{share: "-0.3"}', "input 'share' is -0.3, which is no multiple of its step 0.25"),
    ],
)
def test_values_the_model_was_not_built_for_are_refused(given_figures: str, said: str, tool: Tool) -> None:
    script = Script()
    built = Model.build([USERS, SHARE, Cell("x", Ref("share") * 2, RATIO)])
    script.add("x", built, [])
    tried = f"try{{liveModel(compiled[0][0]).evaluate({given_figures})}}catch(error){{console.log(error.message)}}"
    done = subprocess.run([tool("node"), "-"], input=script.source + tried, capture_output=True, text=True, check=True)
    assert done.stdout == f"{said}\n"
