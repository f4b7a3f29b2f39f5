"""Models as JavaScript, computed at many points by one script, in node or in a page, and compared with exact."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from crm_planner.errors import ModelError
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.javascript import JavaScriptModel, compile_javascript
from crm_planner.formula.model import Model
from tests.conftest import ROOT
from tests.formula.coverage import met

LIBRARY = (ROOT / "templates" / "report" / "model.js").read_text(encoding="utf-8")
"""What a page reads a compiled model with."""

ANSWERS = """
const answer = (model, point) => {
  try {
    const figures = model.evaluate(point);
    return Object.fromEntries(model.names.map((name) => [name, figures.fraction(name).join("/")]));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
};
const answers = () => compiled.map(([source, points]) => {
  const model = liveModel(source);
  return points.map((point) => answer(model, point));
});
"""


Point = Mapping[str, Decimal]


class Asked(NamedTuple):
    """A model, and what it is asked: at each point the exact values, or why there are none."""

    model: Model
    compiled: JavaScriptModel
    points: Sequence[Point]
    exact: Sequence[Values | str]


class Difference(NamedTuple):
    """A figure that is not the exact one."""

    name: str
    point: int
    cell: str
    found: object
    exact: object


class Script:
    """A script that is given models, run once, and compared."""

    def __init__(self) -> None:
        self.asked: dict[str, Asked] = {}
        self.found: dict[str, list[Any]] = {}

    def add(self, name: str, model: Model, points: Iterable[Point]) -> None:
        """One more model. Raises TargetRefused for what has no range."""
        several = list(points)
        self.asked[name] = Asked(model, compile_javascript(model), several, [_exact(model, one) for one in several])

    def again(self, name: str, other: str) -> None:
        """A model that is there, compiled anew and at every third point, under another name."""
        one = self.asked[name]
        self.asked[other] = Asked(one.model, compile_javascript(one.model), one.points[::3], one.exact[::3])

    @property
    def source(self) -> str:
        """The script, which defines `answers()`."""
        models = ",\n".join(
            f"[{one.compiled.source},{json.dumps([_written(point) for point in one.points])}]"
            for one in self.asked.values()
        )
        return f"{LIBRARY}\nconst compiled=[{models}];\n{ANSWERS}"

    def run(self, node: str) -> "Script":
        """The same with the figures node computes."""
        script = f"{self.source}console.log(JSON.stringify(answers()));"
        done = subprocess.run([node, "-"], input=script, capture_output=True, text=True, timeout=600, check=False)
        assert not done.returncode, done.stderr
        return self.answered(json.loads(done.stdout))

    def answered(self, answers: Sequence[list[Any]]) -> "Script":
        """The same with what `answers()` said."""
        self.found = dict(zip(self.asked, answers, strict=True))
        return self

    def differences(self, *names: str) -> list[Difference]:
        """Where the script differs from exact, in the models called `names`, all unless said."""
        return [
            difference
            for name in names or self.asked
            for at, (found, exact) in enumerate(zip(self.found[name], self.asked[name].exact, strict=True))
            for difference in _differences(name, at, found, exact)
        ]

    @property
    def compared(self) -> int:
        """At how many points there was something to compare."""
        return sum(not isinstance(values, str) for one in self.asked.values() for values in one.exact)

    def coverage(self) -> Counter[str]:
        """What those points have met."""
        counted: Counter[str] = Counter()
        for one in self.asked.values():
            for values in one.exact:
                if isinstance(values, str):
                    counted["a division by zero"] += 1
                else:
                    counted.update(met(one.model, values))
                    counted["a BigInt"] += bool(one.compiled.wide)
        return counted


def _exact(model: Model, point: Point) -> Values | str:
    try:
        return evaluate(model, point)
    except ModelError as error:
        return str(error)


def _written(point: Point) -> dict[str, str]:
    return {name: f"{figure:f}" for name, figure in point.items()}


def _differences(name: str, at: int, found: Any, exact: Values | str) -> Iterable[Difference]:
    if isinstance(found, str) or isinstance(exact, str):
        return [Difference(name, at, "", found, exact)] if found != exact else []
    return [
        Difference(name, at, cell, found.get(cell), value)
        for cell, value in exact.items()
        if cell not in found or Fraction(found[cell]) != value
    ]
