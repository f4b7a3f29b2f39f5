"""Reports made for tests, and what a page says of its figures."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from crm_planner.brief.model import WrittenBrief
from crm_planner.documents.decision import decision_page
from crm_planner.documents.numbers import written_number
from crm_planner.documents.page import Outline
from crm_planner.documents.report.page import report_html
from crm_planner.documents.report.source import SCORES, Source, source
from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook, load_playbook_with_risks
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Exact
from crm_planner.project import Project
from tests.browser import Opened
from tests.documents.made import TEMPLATES, speech

TODAY = date(2026, 11, 23)

State = Mapping[str, Decimal]
"""What a reader has moved: by control."""


def project_of(brief: WrittenBrief) -> Project:
    catalogs = load_catalogs(folder("vendor_catalogs"), "vendor_catalogs", ())
    return Project(brief, catalogs, load_playbook(None), TODAY)


def source_of(brief: str | Path, *sets: str) -> Source:
    return source(project_of(load_brief(str(brief), sets=sets)), load_playbook_with_risks(None))


def written(found: Source, path: Path, language: str = "en") -> Path:
    path.write_text(report_html(found, language, TEMPLATES), encoding="utf-8")
    return path


def drawn(found: Source, chance: Random) -> dict[str, Decimal]:
    """A value for every control, each an end of its range, the start, or anything between."""
    state = {}
    for control in found.controls:
        given = found.model.inputs[control.name]
        if control.kind == "score":
            state[control.name] = chance.choice((Decimal(0), given.value, *SCORES))
            continue
        steps = int((given.high - given.low) / given.step)
        middle = given.low + given.step * chance.randint(0, steps)
        state[control.name] = chance.choice((given.low, given.high, given.value, middle, middle, middle))
    return state


def fragment(found: Source, state: State) -> str:
    """The address of a state: what differs from the start."""
    inputs = found.model.inputs
    return urlencode({name: f"{value:f}" for name, value in state.items() if value != inputs[name].value})


def exactly(found: Source, state: State) -> dict[str, Exact]:
    """Every cell by the exact target."""
    return dict(evaluate(found.model, dict(state)))


MOVE = """async (fragment) => {
  const arrived = new Promise((go) => addEventListener('hashchange', () => go(), {once: true}));
  if (location.hash.slice(1) !== fragment) { location.hash = fragment; await arrived; }
  await new Promise((go) => requestAnimationFrame(() => go()));
  return [...document.querySelectorAll('button.figure')].map((one) => [one.dataset.cell, one.textContent]);
}"""


def figures(opened: Opened, address: str) -> list[tuple[str, str]]:
    """Every figure the page shows at an address, with the cell it stands for."""
    shown: list[tuple[str, str]] = opened.page.evaluate(MOVE, address)
    return shown


def differences(shown: list[tuple[str, str]], values: Mapping[str, Exact]) -> list[str]:
    """Figures on the page that are not what the exact target has, to the last decimal."""
    return [
        f"{cell}: {text}, exactly {values[cell]}" for cell, text in shown if text.split()[0] not in ways(values[cell])
    ]


def ways(value: Exact) -> set[str]:
    """How an amount may be written: with its own decimals, or with two."""
    amount = Fraction(value)
    whole = Decimal(amount.numerator) / amount.denominator
    digits = [number for number in (0, 2) if amount * 10**number % 1 == 0]
    return {written_number(whole.quantize(Decimal(1).scaleb(-number)), "en") for number in digits}


def answer(found: Source) -> str:
    """What `decide` says first, apart from gates."""
    lines = [part for part in decision_page(found.decision).parts if isinstance(part, Outline) and part.tone == "plain"]
    return speech().show(lines[0].lines[0][1])
