"""The model as the page's scripts call it: every cell from the controls' values, and how each came about."""

from pathlib import Path
from typing import Any

from crm_planner.documents.report.tongues import Tongues
from crm_planner.formula.javascript import compile_javascript
from crm_planner.formula.javascript_words import told
from crm_planner.formula.model import Model


def engine(model: Model, templates: Path) -> str:
    """The program that computes and explains every figure: `LIVE` and `explanations` in the scripts of the page."""
    readers = ((templates / "report" / name).read_text(encoding="utf-8") for name in ("model.js", "explanation.js"))
    return "\n".join((*readers, f"const LIVE = liveModel({compile_javascript(model).source});"))


def explained(model: Model, tongues: Tongues) -> dict[str, Any]:
    """What is said of every figure: what it is called, its formula, the rule behind it, and where it was written."""
    return told(model, {speech.language: speech for speech in tongues})
