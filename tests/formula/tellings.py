"""Explanations a page gives of a model's figures, beside those of the words target."""

import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from crm_planner.formula.exact import evaluate
from crm_planner.formula.javascript import compile_javascript
from crm_planner.formula.javascript_words import told
from crm_planner.formula.model import Model
from crm_planner.formula.units import RATIO
from crm_planner.formula.words import Explanation, Speech, explain
from tests.conftest import ROOT
from tests.formula.points import Point
from tests.formula.scripts import LIBRARY

NARRATION = (ROOT / "templates" / "report" / "explanation.js").read_text(encoding="utf-8")

ANSWERS = """
const plainly = ({name, label, value, unit, formula = "", rule = "", places = [], parts = [], repeated = false}) =>
  ({name, label, value: value.join("/"), unit, formula, rule, places, parts: parts.map(plainly), repeated});
const answers = asked.map(([compiled, told, point, cells]) => {
  const figures = liveModel(compiled).evaluate(point), explain = explanations(told);
  return Object.keys(told.texts).map((language) => cells.map((cell) => plainly(explain(cell, figures, language))));
});
console.log(JSON.stringify(answers));
"""


class Telling(NamedTuple):
    """Cells of a model that are explained at a point, in the languages of the speeches."""

    model: Model
    point: Point
    cells: list[str]
    speeches: Mapping[str, Speech]


class Tellings:
    """What is explained, what the words target says of it, and a script that says it in a page."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        several = list(tellings)
        self.meant = [
            (language, _tree(explain(one.model, evaluate(one.model, one.point), cell, speech), speech))
            for one in several
            for language, speech in one.speeches.items()
            for cell in one.cells
        ]
        self.asked = ",\n".join(
            f"[{compile_javascript(one.model).source},{json.dumps(told(one.model, one.speeches, one.cells))},"
            f"{json.dumps({name: f'{figure:f}' for name, figure in one.point.items()})},{json.dumps(one.cells)}]"
            for one in several
        )

    def differences(self, node: str, narration: str = NARRATION) -> list[tuple[object, object]]:
        """What a page says and what is meant, where they differ in more than zeros at the end of a figure."""
        script = f"{LIBRARY}\n{narration}\nconst asked=[{self.asked}];\n{ANSWERS}"
        done = subprocess.run([node, "-"], input=script, capture_output=True, text=True, timeout=600, check=False)
        assert not done.returncode, done.stderr
        found = [tree for answer in json.loads(done.stdout) for trees in answer for tree in trees]
        return [
            (said, meant)
            for said, (language, meant) in zip(found, self.meant, strict=True)
            if _bare(said, language) != _bare(meant, language)
        ]


def _tree(told: Explanation, speech: Speech) -> dict[str, Any]:
    return {
        "name": told.name,
        "label": told.label,
        "value": "/".join(map(str, told.value.as_integer_ratio())),
        "unit": "" if told.unit == RATIO else told.unit.written(speech.translate),
        "formula": told.formula,
        "rule": told.rule,
        "places": [speech.show(place) for place in told.places],
        "parts": [_tree(part, speech) for part in told.parts],
        "repeated": told.repeated,
    }


def _bare(tree: object, language: str) -> str:
    """All of it as text, without the zeros that the decimals of a computed Decimal may end in."""
    point = "," if language == "ru" else "."
    zeros = rf"(?<=\d)\{point}(\d*?)0+(?!\d)"
    return re.sub(zeros, lambda found: found[1] and point + found[1], json.dumps(tree, ensure_ascii=False))
