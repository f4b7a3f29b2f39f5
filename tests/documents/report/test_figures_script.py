"""A page writes figures as documents do: grouped, with their own decimals, exactly, in the three languages."""

import json
import subprocess
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from crm_planner.documents.numbers import with_digits, written_number
from crm_planner.text import LANGUAGES
from tests.formula.scripts import LIBRARY

Tool = Callable[[str], str]
ENDED = ["0", "1", "-1", "12", "999", "1000", "-1000", "51700.5", "-0.05", "0.005", "1234567.89", "0.000001", "9" * 40]
ENDLESS = ["1/3", "-2/3", "1000000/7", "-1/6", "5/12", "999999999/1000000007"]


def computed(node: str, expression: str, given: object) -> list[list[str]]:
    """What `expression` says of each text `x` that is given, in each language."""
    asked = f"{json.dumps(given)}.map((text)=>{json.dumps(LANGUAGES)}.map((language)=>{expression}))"
    script = f"{LIBRARY}\nconsole.log(JSON.stringify({asked}))"
    done = subprocess.run([node, "-"], input=script, capture_output=True, text=True, check=True)
    found: list[list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("digits", [0, 2])
def test_a_figure_has_all_its_decimals_and_at_least_those_of_its_table(digits: int, tool: Tool) -> None:
    found = computed(tool("node"), f"exactly.written(exactly.read(text),language,{digits})", ENDED)
    assert found == [[written_number(with_digits(Decimal(text), digits), one) for one in LANGUAGES] for text in ENDED]


def test_a_figure_without_end_is_cut_and_marked(tool: Tool) -> None:
    found = computed(tool("node"), "exactly.written(exactly.read(text),language)", ENDLESS)
    assert found == [[written_number(Fraction(text), one) for one in LANGUAGES] for text in ENDLESS]


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_a_figure_is_rounded_half_up_where_it_is_asked_for(digits: int, tool: Tool) -> None:
    step = Decimal(1).scaleb(-digits)
    several = [text for text in ENDED if len(text) < 20]
    found = computed(tool("node"), f"exactly.cut(exactly.read(text),language,{digits})", several)
    rounded = [Decimal(text).quantize(step, ROUND_HALF_UP) for text in several]
    assert found == [[written_number(figure + 0, one) for one in LANGUAGES] for figure in rounded]


def test_a_figure_as_text_is_read_back(tool: Tool) -> None:
    found = computed(tool("node"), "exactly.plain(exactly.read(text))", [*ENDED, *ENDLESS])
    assert [Fraction(several[0]) for several in found] == [Fraction(text) for text in (*ENDED, *ENDLESS)]


def test_what_is_no_figure_is_not_read(tool: Tool) -> None:
    signs = ["", " 1", "1 ", "1e3", "0x10", "1_000", "1,5", "\u0661", "--1", "1.", ".5", "NaN", "9" * 401]
    given = [*signs, "1/", "1/-2", "1/0", "1/2/3"]
    assert computed(tool("node"), "String(exactly.read(text))", given) == [["null"] * 3] * len(given)
