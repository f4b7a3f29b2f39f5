"""Catalogs made on the spot, and what the linter finds in them."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crm_planner.files.lint_inputs import read_to_lint
from crm_planner.files.lint_shares import Terms, lint
from crm_planner.files.playbooks import load_playbook
from crm_planner.lint.check import Reading, Report
from crm_planner.lint.minimal import AS_OF, laid_over
from crm_planner.lint.selection import Selection
from crm_planner.playbook.model import WrittenPlaybook
from crm_planner.problem import Problem

EVERYTHING = Selection()


@cache
def playbook() -> WrittenPlaybook:
    return load_playbook()


def read(texts: Iterable[str]) -> list[Reading]:
    """Each text as the file catalog-0.yaml, catalog-1.yaml ..."""
    with TemporaryDirectory() as folder:
        readings = []
        for number, text in enumerate(texts):
            file = Path(folder) / f"catalog-{number}.yaml"
            file.write_text(text, encoding="utf-8")
            readings.append(read_to_lint(file, file.name))
        return readings


def report(texts: Iterable[str], asked: Selection = EVERYTHING, as_of: date = AS_OF) -> Report:
    """The findings in some catalogs, judged beside each other."""
    return lint(read(texts), Terms(playbook(), as_of, asked))


def found(*examples: str, asked: Selection = EVERYTHING, as_of: date = AS_OF) -> list[Problem]:
    """The findings in examples laid over the minimal catalog, of all of them."""
    return list(report(map(laid_over, examples), asked, as_of).findings)


def codes(*examples: str, asked: Selection = EVERYTHING, as_of: date = AS_OF) -> list[str]:
    """The codes of the findings, in the order of the lines."""
    return [finding.code for finding in found(*examples, asked=asked, as_of=as_of)]


def edition(*items: str, limits: str = "") -> str:
    """An edition of these items, each written as the inside of a mapping in one line."""
    head = "editions:\n  - id: standard\n    name: Standard\n    licence_metric: named_user\n"
    head += f"    limits: {limits}\n" if limits else ""
    return head + "    items:\n" + "".join(f"      - {{{item}}}\n" for item in items)


def licences(price: str, limits: str = "") -> str:
    """An edition whose only item is licences at this price."""
    return edition(f"id: licences, category: licence, source: letter, price: {price}", limits=limits)
