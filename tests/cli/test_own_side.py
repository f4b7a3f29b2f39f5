"""The consultant's own side: shown where it is asked for, and in nothing else any command writes.

Two playbooks that differ only in what the client must not know, and sell at the same prices, give the same bytes.
"""

import ast
import json
import typing
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_planner.estimate.accounts import Account, Accounts
from crm_planner.estimate.cost_model import CostModel
from tests.cli.run import ran

PACKAGE = Path(__file__).resolve().parents[2] / "crm_planner"
BRIEF = """\
client: {name: Example Workshop, country: RU}
date: 2026-11-23
users: 12
horizon_years: 2
candidates: [regionsoft, terrasoft]
customisations: [{name: Print forms, kind: form, count: 4, builder: consultant}]
migration: {sources: 2, entities: 3, rows: 5000}
existing: {name: Example CRM 7, yearly: 40000, upgrade: 60000}
answers: {CL-01.1: no}
scenarios: {growth: {users: 25}}
"""
COMMANDS = (
    ("compare", "{brief}"),
    ("estimate", "{brief}", "regionsoft/standard"),
    ("explain", "{brief}", "regionsoft/standard"),
    ("risks", "{brief}"),
)
FORMS = ("table", "csv", "markdown", "html", "json")

WAYS = {
    "markup: 0": 1000,
    "markup: 25": 800,
    "margin: 20": 800,
    "markup: 60": 625,
    "margin: 50": 500,
    "margin: 60": 400,
}
"""The ways to a price, and the cost in thousandths of the price with which each leads there."""


class Secret(typing.NamedTuple):
    """What a client must not know, in digits nothing else has."""

    way: str
    discount: Decimal

    def playbook(self, price: int) -> str:
        cost = Decimal(price * WAYS[self.way]) / 1000
        return (
            "schema: crm-planner/playbook/1\ncommercial:\n"
            f"  partner_discount: {{regionsoft: {self.discount}, terrasoft/sales: {self.discount}}}\n"
            f"  hours:\n    consultant: {{cost: {cost}, {self.way}}}\n    developer: {{cost: {cost}, {self.way}}}\n"
        )


secrets = st.builds(
    Secret, st.sampled_from(sorted(WAYS)), st.integers(31_000, 89_999).map(lambda one: Decimal(10 * one + 7) / 10_000)
)


def written(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return str(file)


@settings(
    max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    price=st.integers(100_003, 999_983),
    both=st.tuples(secrets, secrets),
    shown=st.tuples(st.sampled_from(FORMS), st.sampled_from(("en", "ru", "ja"))),
)
def test_what_a_client_sees_does_not_depend_on_what_it_must_not_know(
    price: int, both: tuple[Secret, Secret], shown: tuple[str, str],
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    brief = written(tmp_path, "brief.yaml", BRIEF)
    for command in COMMANDS:
        seen = []
        for secret in both:
            written(tmp_path / "own", "commercial.yaml", secret.playbook(price))
            options = ("--playbook", "own", "--format", shown[0], "--lang", shown[1])
            seen.append(ran(capsysbinary, *(part.format(brief=brief) for part in command), *options))
        assert seen[0] == seen[1]
        for secret in both:
            assert str(secret.discount) not in seen[0].out + seen[0].err
            assert str(secret.discount).replace(".", ",") not in seen[0].out + seen[0].err


def reached(kind: object, seen: set[object]) -> set[object]:
    """Every type a value of `kind` can hold."""
    if kind in seen:
        return seen
    seen.add(kind)
    parts = [*typing.get_args(kind)]
    if isinstance(kind, type) and kind.__module__.startswith("crm_planner.estimate"):
        parts += typing.get_type_hints(kind).values()
    for part in parts:
        reached(part, seen)
    return seen


def test_the_clients_estimate_has_no_field_that_could_hold_the_consultants_side() -> None:
    assert reached(CostModel, set()).isdisjoint({Account, Accounts})


def test_only_the_accounts_and_the_price_of_an_hour_read_the_commercial_section() -> None:
    readers = set()
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.Attribute) and node.attr == "commercial" for node in ast.walk(tree)):
            readers.add(file.relative_to(PACKAGE).as_posix())
    assert readers == {"estimate/rates.py", "project.py"}


def test_the_own_side_is_shown_where_it_is_asked_for(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    brief = written(tmp_path, "brief.yaml", BRIEF)
    written(tmp_path / "own", "commercial.yaml", Secret("markup: 25", Decimal(30)).playbook(2000))
    command = ("estimate", brief, "regionsoft/standard", "--playbook", str(tmp_path / "own"), "--internal")
    known = json.loads(ran(capsysbinary, *command, "--format", "json").out)
    training = next(one for one in known["lines"] if one["id"] == "training")
    assert (training["price"], training["cost"], training["left"]) == ("12000.00", "8400.00", "3600.00")
    assert (training["markup"], training["margin"]) == ("42.9", "30.0")
    forms = next(one for one in known["lines"] if one["id"] == "customisation-1")
    assert (forms["markup"], forms["margin"]) == ("25.0", "20.0")
    for form in FORMS:
        assert "8400.00" in ran(capsysbinary, *command, "--format", form).out.replace(",", "")
    assert "INTERNAL" in ran(capsysbinary, *command).out


def test_without_a_commercial_section_the_question_is_refused(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    ended = ran(capsysbinary, "estimate", written(tmp_path, "b.yaml", BRIEF), "regionsoft/standard", "--internal")
    assert (ended.status, ended.out) == (2, "")
    assert "commercial" in ended.err


@pytest.mark.parametrize(
    ("hour", "code"),
    [
        ("{cost: 1800, markup: 25, margin: 20}", "KEY006"),
        ("{cost: 1800, margin: 100}", "NUM"),
        ("{markup: 25}", "KEY"),
    ],
)
def test_a_price_follows_from_one_thing_only(
    hour: str, code: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = f"schema: crm-planner/playbook/1\ncommercial:\n  hours:\n    developer: {hour}\n    typist: {{cost: 1}}\n"
    written(tmp_path / "own", "commercial.yaml", text)
    ended = ran(capsysbinary, "compare", "--playbook", str(tmp_path / "own"))
    assert (ended.status, ended.out) == (1, "")
    assert "commercial.yaml:4:" in ended.err
    assert f"error[{code}" in ended.err
    assert "commercial.yaml:5:" in ended.err
    assert "error[REF015]" in ended.err
