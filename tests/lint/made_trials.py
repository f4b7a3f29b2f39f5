"""Catalogs and cases made on the spot, tested and falsified."""

from datetime import date
from pathlib import Path

from crm_planner.files.trial_inputs import Named, files_to_test, read_to_test
from crm_planner.lint.guards import Verdict, judge, suspects
from crm_planner.lint.minimal import AS_OF, laid_over
from crm_planner.lint.tested import Tested
from crm_planner.lint.trials import Bench
from crm_planner.problem import Problem
from tests.lint.made import playbook


def bench(folder: Path, *examples: str, cases: str = "", as_of: date = AS_OF) -> Bench:
    """Examples laid over the minimal catalog as catalog-0.yaml ..., with `cases` beside them."""
    for number, example in enumerate(examples):
        (folder / f"catalog-{number}.yaml").write_text(laid_over(example), encoding="utf-8")
    if cases:
        (folder / "cases").mkdir(exist_ok=True)
        text = f"schema: crm-planner/cases/1\ncases:\n{cases}"
        (folder / "cases" / "cases.yaml").write_text(text, encoding="utf-8")
    return Bench(tuple(read_to_test(files_to_test([Named(folder, "made")]))), playbook(), as_of)


def outcome(on: Bench, *, mutate: bool = True) -> Tested:
    """Everything run and, unless it is not wanted, falsified."""
    outcomes = tuple(on.run())
    verdicts = tuple(judge(suspect, on) for suspect in suspects(on, outcomes)) if mutate else None
    return Tested(on.sheets, outcomes, verdicts)


def case(expect: str, brief: str = "{users: 10}", more: str = "candidate: example/standard") -> str:
    return f"  - {{name: A case, {more}, brief: {brief}, expect: {expect}}}\n"


def check(expect: str, brief: str = "{users: 10}", more: str = "") -> str:
    return f"  - {{name: A check, edition: standard, {more}brief: {brief}, expect: {expect}}}\n"


def findings(of: Tested) -> list[Problem]:
    """What the trials found."""
    return [finding for outcome in of.outcomes for finding in outcome.findings]


def changed(of: Tested, how: str) -> set[tuple[str, str, str]]:
    """The key, the written and the new value of every change that ended so."""
    return {(one.change.name, one.change.written, one.change.now) for one in verdicts(of) if one.how == how}


def verdicts(of: Tested) -> tuple[Verdict, ...]:
    assert of.verdicts is not None
    return of.verdicts
