"""The model as the page's scripts call it: every cell from the controls' values, and how each came about."""

from pathlib import Path
from typing import Any

from crm_planner.documents.report.tongues import Tongues, everywhere, label_of
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.javascript import compile_javascript
from crm_planner.formula.model import Model


def engine(model: Model, templates: Path) -> str:
    """The program that computes every figure: `LIVE` in the scripts of the page."""
    reader = (templates / "report" / "model.js").read_text(encoding="utf-8")
    return f"{reader}\nconst LIVE = liveModel({compile_javascript(model).source});"


def explained(model: Model, tongues: Tongues) -> list[list[Any]]:
    """What is said of every figure: its name, what it is called, the rule behind it, and where it was written."""
    return [[name, _entry(one, tongues)] for name, one in (*model.inputs.items(), *model.cells.items())]


def _entry(one: Input | Cell, tongues: Tongues) -> dict[str, Any]:
    rule = one.rule if isinstance(one, Cell) else None
    return {
        "label": everywhere(label_of(one.label, one.name), tongues),
        "rule": "" if rule is None else everywhere(rule, tongues),
        "source": everywhere(one.places, tongues),
    }
