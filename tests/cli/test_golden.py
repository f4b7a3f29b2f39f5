"""The seed comparison in every format and language, an estimate, an explanation and risks, as last approved.

`pytest tests/cli/test_golden.py --update` writes them anew; read the difference before you commit it.
"""

from pathlib import Path

import pytest

from crm_planner.text import LANGUAGES
from tests.cli.run import ran

GOLDEN = Path(__file__).with_name("golden")
ENDINGS = {"table": "txt", "json": "json", "csv": "csv", "markdown": "md", "html": "html"}
DAY = ("--set", "date=2026-11-23")
BOX = ("examples/box-comparison.yaml",)

CHANGE = "examples/price-change"
DIFF = (
    "catalog",
    "diff",
    f"{CHANGE}/before",
    f"{CHANGE}/after",
    "--briefs",
    f"{CHANGE}/briefs",
    "--as-of",
    "2026-11-23",
)

SQUARES = ("sensitivity", "examples/scored.yaml", "--grid", "users=5,10,40", "horizon_years=1..3")

COMPARISONS = {
    f"compare.{language}.{ending}": ("compare", *DAY, "--format", form, "--lang", language)
    for language in LANGUAGES
    for form, ending in ENDINGS.items()
}
OTHERS = {
    "scenarios.txt": ("compare", "examples/firm-of-25.yaml"),
    "scenario-long.txt": ("compare", "examples/firm-of-25.yaml", "--scenario", "long"),
    "estimate.txt": ("estimate", "examples/firm-of-25.yaml", "terrasoft/sales", "--years", "3"),
    "estimate.ru.txt": ("estimate", "examples/firm-of-25.yaml", "terrasoft/sales", "--years", "3", "--lang", "ru"),
    "estimate.json": ("estimate", "examples/firm-of-25.yaml", "terrasoft/sales", "--format", "json"),
    "estimate.csv": ("estimate", "examples/firm-of-25.yaml", "terrasoft/sales", "--format", "csv"),
    "explain.txt": ("explain", "examples/firm-of-25.yaml", "terrasoft", "like-for-like"),
    "explain.ja.txt": ("explain", "examples/firm-of-25.yaml", "terrasoft", "support", "--lang", "ja"),
    "explain.json": ("explain", "examples/firm-of-25.yaml", "terrasoft", "support", "--format", "json"),
    "explain.csv": ("explain", "examples/firm-of-25.yaml", "terrasoft", "--format", "csv"),
    "compare-stopped.txt": ("compare", "examples/print-shop.yaml"),
    "explain-gap.txt": ("explain", "examples/firm-of-25.yaml", "terrasoft", "training"),
    "work.txt": ("compare", "examples/order-desk.yaml"),
    "work-estimate.ru.txt": ("estimate", "examples/order-desk.yaml", "regionsoft", "--lang", "ru"),
    "work-estimate.json": ("estimate", "examples/order-desk.yaml", "regionsoft", "--format", "json"),
    "work-estimate.ja.md": (
        "estimate",
        "examples/order-desk.yaml",
        "terrasoft",
        "--lang",
        "ja",
        "--format",
        "markdown",
    ),
    "work-explain.txt": ("explain", "examples/order-desk.yaml", "regionsoft", "review-of-own-work"),
    "breakeven.txt": ("breakeven", "examples/firm-of-25.yaml"),
    "breakeven.ru.txt": ("breakeven", "examples/firm-of-25.yaml", "--scenario", "long", "--lang", "ru"),
    "breakeven.ja.md": ("breakeven", "examples/firm-of-25.yaml", "--lang", "ja", "--format", "markdown"),
    "breakeven.json": ("breakeven", "examples/firm-of-25.yaml", "--users", "1..60", "--format", "json"),
    "breakeven.csv": ("breakeven", "examples/firm-of-25.yaml", "--format", "csv"),
    "breakeven-scored.txt": ("breakeven", "examples/scored.yaml", "--users", "5..20"),
    "sensitivity.txt": ("sensitivity", "examples/firm-of-25.yaml"),
    "sensitivity-scored.ru.txt": ("sensitivity", "examples/scored.yaml", "--lang", "ru", "--top", "4"),
    "sensitivity.ja.txt": ("sensitivity", "examples/firm-of-25.yaml", "--scenario", "long", "--lang", "ja"),
    "sensitivity.md": ("sensitivity", "examples/scored.yaml", "--format", "markdown"),
    "sensitivity.json": (*SQUARES, "--format", "json"),
    "sensitivity.csv": (*SQUARES, "--format", "csv"),
    "sensitivity-grid.txt": (*SQUARES, "--top", "1"),
    "plan.txt": ("plan", "examples/order-desk.yaml", "regionsoft"),
    "plan.ru.txt": (
        "plan",
        "examples/order-desk.yaml",
        "regionsoft",
        "--lang",
        "ru",
        "--show",
        "todo",
        "--show",
        "load",
    ),
    "plan.ja.mmd": ("plan", "examples/order-desk.yaml", "regionsoft", "--lang", "ja", "--format", "mermaid"),
    "plan.csv": ("plan", "examples/order-desk.yaml", "regionsoft", "--format", "csv"),
    "diff.txt": (*DIFF, "--format", "table"),
    "diff.ru.txt": (*DIFF, "--lang", "ru"),
    "diff.ja.txt": (*DIFF, "--lang", "ja"),
    "diff.md": (*DIFF, "--format", "markdown"),
    "diff.json": (*DIFF, "--format", "json"),
    "catalogs.txt": ("catalog", "show"),
    "catalog.txt": ("catalog", "show", "terrasoft"),
    "catalog.json": ("catalog", "show", "terrasoft", "--format", "json"),
    "catalogs.ja.csv": ("catalog", "show", "--format", "csv", "--lang", "ja"),
    "catalog.ru.md": ("catalog", "show", "terrasoft", "--lang", "ru", "--format", "markdown"),
}
RISKS = {  # the print shop stops at its gate, so each of them ends with status 1
    f"risks.{name}": ("risks", "examples/print-shop.yaml", *arguments)
    for name, arguments in {
        "txt": (),
        "ru.txt": ("--lang", "ru", "--side", "client"),
        "ja.txt": ("--lang", "ja", "--risk", "CL-01"),
        "json": ("--format", "json", "--risk", "CL-01,CL-16"),
        "csv": ("--format", "csv", "--phase", "selection"),
        "md": ("--format", "markdown", "--owner", "sponsor"),
        "html": ("--format", "html", "--side", "joint"),
        "svg": ("--format", "svg"),
    }.items()
}
DECISIONS = {
    "decide.txt": ("decide", *BOX, *DAY),
    "decide.ru.md": ("decide", *BOX, *DAY, "--lang", "ru", "--format", "markdown"),
    "decide.ja.txt": ("decide", *BOX, *DAY, "--lang", "ja"),
    "decide.json": ("decide", *BOX, *DAY, "--format", "json"),
    "decide.html": ("decide", "examples/firm-of-25.yaml", "--format", "html"),
    "score.txt": ("score", "examples/scored.yaml"),
    "score.ru.txt": ("score", "examples/scored.yaml", "--lang", "ru"),
    "score.json": ("score", "examples/scored.yaml", "--format", "json"),
    "score.csv": ("score", "examples/scored.yaml", "--format", "csv"),
    "score.ja.md": ("score", "examples/scored.yaml", "--lang", "ja", "--format", "markdown"),
    "decide-scored.txt": ("decide", "examples/scored.yaml"),
}
STOPPED = RISKS | {"decide-stopped.txt": ("decide", "examples/print-shop.yaml")}
EVERY = COMPARISONS | OTHERS | DECISIONS | STOPPED


@pytest.mark.parametrize("name", EVERY)
def test_the_output_is_as_approved(
    name: str,
    request: pytest.FixtureRequest,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(request.getfixturevalue("root"))
    ended = ran(capsysbinary, *EVERY[name])
    assert (ended.status, ended.err) == (int(name in STOPPED), "")
    path = GOLDEN / name
    if request.getfixturevalue("update"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(ended.out.encode())
    assert path.read_bytes().decode() == ended.out, f"{name} differs; if that is meant, run pytest with --update"


def test_no_approved_output_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*EVERY}
