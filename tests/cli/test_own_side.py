"""The consultant's own side: shown where it is asked for, and in nothing else any command writes.

Two playbooks that differ only in what the client must not know, and sell at the same prices, give the same bytes.
"""

import ast
import io
import json
import typing
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm_planner.cli.main import app
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
discounts: [{candidate: terrasoft, category: licence, percent: 10, reason: letter}]
answers: {CL-01.1: no}
weights: {tco: 2, fit: 1}
weights_agreed: 2026-10-05
scores: {regionsoft/standard: {fit: 4}, terrasoft/sales: {fit: 5}}
scenarios: {growth: {users: 25}}
"""
FORMS = ("table", "csv", "markdown", "html", "json")
COMMANDS = {
    ("compare", "{brief}"): FORMS,
    ("estimate", "{brief}", "regionsoft/standard"): FORMS,
    ("estimate", "{brief}", "terrasoft/sales"): FORMS,
    ("explain", "{brief}", "regionsoft/standard"): FORMS,
    ("explain", "{brief}", "terrasoft/sales", "support"): FORMS,
    ("explain", "{brief}", "terrasoft/sales", "like-for-like"): FORMS,
    ("risks", "{brief}"): (*FORMS, "svg"),
    ("score", "{brief}"): FORMS,
    ("decide", "{brief}"): ("table", "markdown", "html", "json"),
    ("breakeven", "{brief}", "--users", "10..14"): FORMS,
    ("sensitivity", "{brief}"): FORMS,
    ("simulate", "{brief}", "--draws", "1000"): (*FORMS, "vega"),
    ("plan", "{brief}", "regionsoft/standard"): (*FORMS, "mermaid", "svg", "ics", "mspdi"),
    ("propose", "{brief}", "terrasoft/sales"): ("markdown", "html", "json"),
    ("calibrate", "{actuals}"): ("table", "json", "markdown", "html"),
    ("catalog", "diff", "{before}", "{after}", "--briefs", "{brief}"): ("table", "markdown", "json"),
    ("catalog", "lint", "{after}"): ("text", "json", "github", "sarif", "junit", "markdown"),
    ("catalog", "test", "{after}"): ("table", "json", "junit"),
}
"""Every command that reads a playbook and prints, and the formats it has."""

FILES = {
    ("report", "{brief}"): "html",
    ("workbook", "{brief}", "--draws", "1000"): "xlsx",
    ("propose", "{brief}", "terrasoft/sales"): "docx",
    ("propose", "{brief}", "regionsoft/standard"): "pdf",
}
"""Those that write a file, and of which kind."""

EXAMPLES = PACKAGE.parent / "examples"

WAYS = {
    "markup: 0": 1000,
    "markup: 25": 800,
    "margin: 20": 800,
    "markup: 60": 625,
    "margin: 50": 500,
    "margin: 60": 400,
}
"""The ways to a price, and the cost in thousandths of the price with which each leads there."""


MARKER = "SECRETMARKER"
"""Stands in comments and keys of the user's own; nothing may repeat it."""


class Secret(typing.NamedTuple):
    """What a client must not know, in digits nothing else has.

    An hour is sold at `price`, training at `multiple` percent of the vendor's price whatever the partner discount;
    `unsold` is that on lines sold at the vendor's price, which the client never sees anything of.
    """

    way: str
    unsold: Decimal

    def discount(self, multiple: Decimal) -> Decimal:
        """What partners get off where the way to a price leads to `multiple` percent of the vendor's."""
        return 100 - multiple * WAYS[self.way] / 1000

    def playbook(self, price: int, multiple: Decimal) -> str:
        cost = Decimal(price * WAYS[self.way]) / 1000
        return (
            f"schema: crm-planner/playbook/1  # {MARKER}\ncommercial:\n"
            f"  partner_discount: {{terrasoft/sales: {self.discount(multiple)}, regionsoft: {self.unsold}}}\n"
            f"  hours:\n    consultant: {{cost: {cost}, {self.way}}}\n    developer: {{cost: {cost}, {self.way}}}\n"
            f"  prices: [{{candidate: terrasoft, {self.way}}}]\n"
        )

    def told(self, price: int, multiple: Decimal) -> set[str]:
        """The secret figures as any output might write them."""
        cost = Decimal(price * WAYS[self.way]) / 1000
        figures = {f"{one:f}" for one in (self.unsold, self.discount(multiple)) if one % 1}
        figures |= {f"{cost:.2f}"} if cost != price else set()
        return figures | {one.replace(".", ",") for one in figures} | {MARKER}


DIGITS = st.integers(3_100, 8_999).map(lambda one: Decimal(10 * one + 7) / 1_000)
secrets = st.builds(Secret, st.sampled_from(sorted(WAYS)), DIGITS)


def written(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return str(file)


@settings(
    max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    sold=st.tuples(st.integers(100_003, 999_983), DIGITS),
    both=st.tuples(secrets, secrets),
    shown=st.tuples(st.integers(0, 29), st.sampled_from(("en", "ru", "ja"))),
)
def test_what_a_client_sees_does_not_depend_on_what_it_must_not_know(
    sold: tuple[int, Decimal], both: tuple[Secret, Secret], shown: tuple[int, str],
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    places = {"brief": written(tmp_path, "brief.yaml", BRIEF)}
    places |= {side: str(EXAMPLES / "price-change" / side) for side in ("before", "after")}
    places["actuals"] = str(EXAMPLES / "actuals" / "ended.yaml")
    for number, (command, forms) in enumerate(COMMANDS.items(), start=shown[0]):
        words = [part.format(**places) for part in command]
        language = () if command[:2] in (("catalog", "lint"), ("catalog", "test")) else ("--lang", shown[1])
        options = ("--playbook", "own", "--format", forms[number % len(forms)], *language)
        seen = []
        for secret in both:
            written(tmp_path / "own", "commercial.yaml", secret.playbook(*sold))
            seen.append(ran(capsysbinary, *words, *options))
        assert seen[0] == seen[1]
        assert (seen[0].status, bool(seen[0].out)) == (command[0] in ("risks", "decide", "propose"), True), seen[0].err
        for figure in {*both[0].told(*sold), *both[1].told(*sold)}:
            assert figure not in (seen[0].out + seen[0].err).replace("\xa0", "").replace("\u202f", "")


def test_no_file_depends_on_what_a_client_must_not_know(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    brief, sold = written(tmp_path, "brief.yaml", BRIEF), (437_519, Decimal("52.317"))
    both = (Secret("markup: 25", Decimal("41.237")), Secret("margin: 60", Decimal("33.917")))
    for command, kind in FILES.items():
        words = [part.format(brief=brief) for part in command]
        files = []
        for secret in both:
            written(tmp_path / "own", "commercial.yaml", secret.playbook(*sold))
            made = ran(capsysbinary, *words, "--playbook", "own", "--quiet", "--force", "-o", f"{tmp_path}/made.{kind}")
            assert made.status in (0, 1), made.err
            files.append((tmp_path / f"made.{kind}").read_bytes())
        assert files[0] == files[1], command
        told = {*both[0].told(*sold), *both[1].told(*sold)}
        assert [figure for figure in told if figure.encode() in whole(files[0])] == []


def whole(content: bytes) -> bytes:
    """A file with all parts of its archive unpacked, where it is one."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def commands(group: typing.Any, above: tuple[str, ...] = ()) -> dict[tuple[str, ...], set[str]]:
    """Every command there is, with the names of its options."""
    if hasattr(group, "commands"):
        several = (commands(one, (*above, name)) for name, one in group.commands.items())
        return {name: options for found in several for name, options in found.items()}
    return {above: {name for one in group.params for name in one.opts}}


def test_every_command_that_reads_a_playbook_is_among_those_a_client_may_see() -> None:
    """A new one fails here until it is added above."""
    readers = {name for name, options in commands(typer.main.get_command(app)).items() if "--playbook" in options}
    tried = {command[:2] if command[0] == "catalog" else command[:1] for command in (*COMMANDS, *FILES)}
    assert readers == tried


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


def test_only_the_accounts_and_what_finds_prices_read_the_commercial_section() -> None:
    readers = set()
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.Attribute) and node.attr == "commercial" for node in ast.walk(tree)):
            readers.add(file.relative_to(PACKAGE).as_posix())
    assert readers == {"estimate/rates.py", "estimate/sale.py", "playbook/model.py", "project.py"}


def test_the_own_side_is_shown_where_it_is_asked_for(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    brief = written(tmp_path, "brief.yaml", BRIEF)
    text = "schema: crm-planner/playbook/1\ncommercial:\n  partner_discount: {regionsoft: 30}\n"
    text += "  hours: {consultant: {cost: 1600, markup: 25}}\n  prices: [{items: [deployment], margin: 50}]\n"
    written(tmp_path / "own", "commercial.yaml", text)
    command = ("estimate", brief, "regionsoft/standard", "--playbook", str(tmp_path / "own"), "--internal")
    known = json.loads(ran(capsysbinary, *command, "--format", "json").out)
    training = next(one for one in known["lines"] if one["id"] == "training")
    assert (training["price"], training["cost"], training["left"]) == ("12000.00", "8400.00", "3600.00")
    assert (training["markup"], training["margin"]) == ("42.9", "30.0")
    deployment = next(one for one in known["lines"] if one["id"] == "deployment")
    assert (deployment["price"], deployment["cost"], deployment["margin"]) == ("9800.00", "4900.00", "50.0")
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
