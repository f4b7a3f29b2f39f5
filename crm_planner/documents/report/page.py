"""The report as one HTML file: the page's own style and scripts, each admitted by its hash, and its data as JSON."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from crm_planner.documents.decision import decision_page
from crm_planner.documents.page import Outline
from crm_planner.documents.plain import said
from crm_planner.documents.report.charts import chart_names, charts
from crm_planner.documents.report.contents import contents
from crm_planner.documents.report.engine import engine, explained
from crm_planner.documents.report.runtime import runtime
from crm_planner.documents.report.source import Source
from crm_planner.documents.report.wordings import NO_SCRIPT, PAGE
from crm_planner.documents.wording import Speech
from crm_planner.text import LANGUAGES, Message

SCRIPTS = (
    "numbers", "words", "elements", "state", "judge", "controls", "story", "tables", "sweep", "charts", "explain",
    "brief", "parts", "risks", "main",
)  # fmt: skip
"""The files of templates/report, in the order in which they build on each other."""

STEPS = 4
"""How often `done` is called."""


class Admitted(NamedTuple):
    """A text of our own inside the page, and what the policy says to admit exactly it."""

    text: Markup
    allowed: str


def report_html(source: Source, language: str, templates: Path, done: Callable[[], None] = lambda: None) -> str:
    """The report on `source`, opening in `language`; a reader can switch to the others. `done` after each step.

    Raises MissingExtra where nothing is installed that draws charts.
    """
    tongues = [Speech(name, templates / "wording") for name in LANGUAGES]
    speech = next(one for one in tongues if one.language == language)
    data = contents(source, tongues, speech)
    done()
    data["explained"] = explained(source.model, tongues)
    model = engine(source.model, templates)
    done()
    data |= {"charts": charts(source, tongues), "chartNames": chart_names(source, tongues)}
    drawing = runtime()
    done()
    program = "\n".join(_program(templates, model))
    values = {
        "language": language,
        "title": said(Message(PAGE["title"], {"client": source.living.comparison.client}), speech),
        "answer": _answer(source, speech),
        "noscript": speech.translate(NO_SCRIPT),
        "style": _admitted((templates / "report" / "report.css").read_text(encoding="utf-8")),
        "scripts": [_admitted(drawing), _admitted(program)],
        "data": Markup(as_json(data)),  # noqa: S704 - JSON without any `<`
    }
    page = _environment(templates).get_template("report.html.j2").render(values)
    done()
    return page


def as_json(document: Any) -> str:
    """A document that can stand in a script element: no `<` in it, and so no end of the element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _program(templates: Path, model: str) -> Iterator[str]:
    """All of the page's own code as one script in a scope of its own."""
    yield '"use strict";(() => {'
    yield 'const DATA = JSON.parse(document.getElementById("data").textContent);'
    yield model
    for name in SCRIPTS:
        yield (templates / "report" / f"{name}.js").read_text(encoding="utf-8")
    yield "})();"


def _answer(source: Source, speech: Speech) -> list[dict[str, Any]]:
    """The decision in plain words, for a reader whose mail program runs no scripts."""
    parts = [one for one in decision_page(source.decision).parts if isinstance(one, Outline)]
    return [{"tone": one.tone, "lines": [(depth, said(line, speech)) for depth, line in one.lines]} for one in parts]


def _admitted(text: str) -> Admitted:
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Admitted(Markup(text), f"'sha256-{digest}'")  # noqa: S704 - the product's own files and what engine.py escapes


def _environment(templates: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(templates, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
