"""`catalog lint` and `catalog rules` as they are run: statuses, formats, settings, one bad file beside good ones."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
import yaml

from crm_planner.cli import progress as bars
from crm_planner.lint.minimal import MINIMAL
from tests.cli.run import Ended, ran

Capture = pytest.CaptureFixture[bytes]
DAY = ("--as-of", "2026-11-23")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a good catalog and one with a true warning."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "good.yaml").write_text(MINIMAL, encoding="utf-8")
    undated = MINIMAL.replace("id: example", "id: undated").replace("prices_as_of: 2026-11-01", "prices_as_of: null")
    (tmp_path / "undated.yaml").write_text(undated, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("schema: [\n", encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(MINIMAL.replace("RUB", "RBL").replace("example", "wrong"), encoding="utf-8")
    return tmp_path


def lint(capture: Capture, *arguments: str) -> Ended:
    return ran(capture, "catalog", "lint", *DAY, *arguments)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("good.yaml",), 0),
        (("good.yaml", "undated.yaml"), 0),
        (("undated.yaml", "--strict"), 1),
        (("undated.yaml", "--fail-on", "warning"), 1),
        (("undated.yaml", "--fail-on", "CAT203"), 1),
        (("undated.yaml", "--fail-on", "CAT204"), 0),
        (("undated.yaml", "--severity", "CAT203=error"), 1),
        (("undated.yaml", "--strict", "--ignore", "CAT203"), 0),
        (("wrong.yaml",), 1),
        (("broken.yaml", "good.yaml"), 1),
        (("wrong.yaml", "--ignore", "CUR001"), 1),
        (("missing.yaml", "good.yaml"), 3),
        (("missing.yaml", "wrong.yaml"), 3),
        (("good.yaml", "--select", "CAT7"), 2),
        (("good.yaml", "--severity", "CAT203"), 2),
        (("good.yaml", "--as-of", "yesterday"), 2),
        (("good.yaml", "--max-age", "-1"), 2),
        (("good.yaml", "--format", "xml"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
@pytest.mark.usefixtures("desk")
def test_a_run_ends_with_the_status_of_what_it_found(
    arguments: tuple[str, ...], status: int, capsysbinary: Capture
) -> None:
    assert lint(capsysbinary, *arguments).status == status


@pytest.mark.usefixtures("desk")
def test_one_unreadable_file_leaves_the_others_to_be_checked(capsysbinary: Capture) -> None:
    ended = lint(capsysbinary, "missing.yaml", "broken.yaml", "undated.yaml")
    assert ended.err == ""
    for words in ("missing.yaml: error[IO001]", "broken.yaml:2:1: error[YML001]", "undated.yaml:7:15: warning[CAT203]"):
        assert words in ended.out
    assert ended.out.endswith("3 files: 2 errors, 1 warning\n")


def test_a_folder_is_read_whole_and_a_file_named_twice_once(desk: Path, capsysbinary: Capture) -> None:
    assert lint(capsysbinary, str(desk), "good.yaml", "./good.yaml").out.splitlines()[-1].startswith("4 files:")


def test_a_folder_without_catalogs_cannot_be_read(desk: Path, capsysbinary: Capture) -> None:
    (desk / "empty").mkdir()
    ended = lint(capsysbinary, "empty")
    assert ended.status == 3
    assert ended.out.startswith("empty: error[IO006]: the folder holds no .yaml files")


def test_a_file_over_the_limit_is_refused_by_its_size(desk: Path, capsysbinary: Capture) -> None:
    (desk / "large.yaml").write_bytes(b"#" * (2 * 1024 * 1024 + 1))
    ended = lint(capsysbinary, "large.yaml")
    assert ended.status == 3
    assert "large.yaml: error[IO002]: 2.1 MB, the limit is 2 MB" in ended.out


@pytest.mark.usefixtures("desk")
def test_standard_input_is_checked(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(Path("undated.yaml").read_bytes()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", given)
    assert "standard input:7:15: warning[CAT203]" in lint(capsysbinary, "-").out


@pytest.mark.usefixtures("desk")
def test_without_a_path_the_shipped_catalogs_are_checked(capsysbinary: Capture) -> None:
    ended = lint(capsysbinary)
    assert ended.status == 0
    assert ended.out.startswith("vendor_catalogs/client-communicator.yaml:")
    assert ended.out.endswith("3 files: 0 errors, 14 warnings\n")


@pytest.mark.parametrize(
    "option", [("catalog", "lint", "--catalogs", "mine"), ("--catalogs", "mine", "catalog", "lint")]
)
def test_the_catalogs_of_the_command_line_come_before_those_shipped(
    option: tuple[str, ...], desk: Path, capsysbinary: Capture
) -> None:
    (desk / "mine").mkdir()
    (desk / "good.yaml").rename(desk / "mine" / "good.yaml")
    assert ran(capsysbinary, *option, *DAY).out == "1 file: 0 errors, 0 warnings\n"


def test_the_catalogs_and_rules_of_the_settings_hold(desk: Path, capsysbinary: Capture) -> None:
    (desk / "mine").mkdir()
    (desk / "undated.yaml").rename(desk / "mine" / "undated.yaml")
    (desk / "crm-planner.toml").write_text(
        'catalogs = "mine"\n[lint]\nseverity = {CAT203 = "error"}\n', encoding="utf-8"
    )
    ended = lint(capsysbinary)
    assert (ended.status, "error[CAT203]" in ended.out) == (1, True)
    assert lint(capsysbinary, "--ignore", "CAT203").status == 0


def test_pyproject_toml_holds_the_settings_where_nothing_else_does(desk: Path, capsysbinary: Capture) -> None:
    (desk / "pyproject.toml").write_text("[tool.crm-planner.lint]\nstrict = true\n", encoding="utf-8")
    assert lint(capsysbinary, "undated.yaml").status == 1
    (desk / "crm-planner.toml").write_text('[lint]\nignore = ["CAT3"]\n', encoding="utf-8")
    assert lint(capsysbinary, "undated.yaml").status == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tool.crm-planner]\nlint = 3\n", "pyproject.toml: error[TYP004]"),
        ("[tool", "pyproject.toml: error[TOM001]"),
        ("[tool.crm-planner.lint]\nselct = []\n", 'pyproject.toml: error[KEY001]: lint: unknown setting "selct"'),
    ],
)
def test_wrong_settings_end_with_1_and_their_place(text: str, words: str, desk: Path, capsysbinary: Capture) -> None:
    (desk / "pyproject.toml").write_text(text, encoding="utf-8")
    ended = lint(capsysbinary, "good.yaml")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(words)


@pytest.mark.usefixtures("desk")
def test_inside_github_actions_findings_are_annotations(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert lint(capsysbinary, "undated.yaml").out.startswith("::warning file=undated.yaml,line=7,col=15,title=CAT203")
    assert lint(capsysbinary, "undated.yaml", "--format", "text").out.startswith("undated.yaml:7:15:")
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert lint(capsysbinary, "undated.yaml").out.startswith("undated.yaml:7:15:")


@pytest.mark.parametrize("form", ["json", "sarif"])
@pytest.mark.usefixtures("desk")
def test_a_document_is_valid_json_even_when_the_run_fails(form: str, capsysbinary: Capture) -> None:
    ended = lint(capsysbinary, "broken.yaml", "missing.yaml", "--format", form)
    assert ended.status == 3
    assert json.loads(ended.out)


def test_a_hostile_file_name_is_data_in_every_format(desk: Path, capsysbinary: Capture) -> None:
    name = "a\n::error::forged [b]|\udcff.yaml"
    (desk / name).write_text("schema: [\n", encoding="utf-8")
    for form in ("text", "json", "github", "sarif", "junit", "markdown"):
        ended = lint(capsysbinary, name, "--format", form)
        assert (ended.status, ended.err) == (1, ""), form
        assert "\n::error::forged" not in ended.out


def test_ages_are_judged_on_the_day_asked_for(desk: Path, capsysbinary: Capture) -> None:
    assert "CAT204" not in lint(capsysbinary, "good.yaml").out
    assert "CAT204" in lint(capsysbinary, "good.yaml", "--max-age", "21").out
    assert "CAT204" in ran(capsysbinary, "catalog", "lint", "good.yaml", "--as-of", "2027-06-01").out


def test_rules_are_listed_and_explained(capsysbinary: Capture) -> None:
    listed = ran(capsysbinary, "catalog", "rules")
    assert listed.status == 0
    assert listed.out.startswith("CAT101  error    stated-percent-disagrees-with-stated-amount")
    page = ran(capsysbinary, "catalog", "rules", "cat110").out
    assert page.startswith("CAT110 volume-cliff (warning)\n\nMore units cost less")
    assert "## Good" in page
    family = json.loads(ran(capsysbinary, "catalog", "rules", "CAT9", "--format", "json").out)
    assert [rule["code"] for rule in family["rules"]] == ["CAT901", "CAT902"]


def test_a_rule_as_markdown_is_its_page_alone(capsysbinary: Capture) -> None:
    assert ran(capsysbinary, "catalog", "rules", "CAT110", "--format", "md").out.startswith("## CAT110 volume-cliff\n")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("CAT11O", "there are CAT110, CAT111, CAT112 or CAT113"),
        ("YML005", "YML005 means: anchor"),
        ("x", "no rule has"),
    ],
)
def test_a_code_without_a_page_is_wrong_usage(code: str, words: str, capsysbinary: Capture) -> None:
    ended = ran(capsysbinary, "catalog", "rules", code)
    assert (ended.status, ended.out) == (2, "")
    assert words in ended.err


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("patience", "terminal", "quiet", "drawn"),
    [(0.0, True, False, True), (1000.0, True, False, False), (0.0, False, False, False), (0.0, True, True, False)],
)
def test_a_bar_is_drawn_on_a_terminal_once_patience_is_over(
    patience: float, monkeypatch: pytest.MonkeyPatch, *, terminal: bool, quiet: bool, drawn: bool
) -> None:
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(bars, "PATIENCE", patience)
    with bars.progress(2, quiet=quiet) as step:
        step()
        step()
    assert ("Checking" in stream.getvalue()) is drawn


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_several_processes_print_what_one_prints(capsysbinary: Capture, form: str) -> None:
    alone = lint(capsysbinary, "--format", form, ".")
    assert lint(capsysbinary, "--format", form, "--jobs", "3", ".") == alone
    assert lint(capsysbinary, "--format", form, "-j", "0", ".") == alone
    assert alone.status == 1


@pytest.mark.usefixtures("desk")
def test_fewer_than_no_processes_are_wrong_usage(capsysbinary: Capture) -> None:
    assert lint(capsysbinary, "--jobs", "-1").status == 2


def test_standard_input_among_several_files_is_read_whatever_the_number_of_processes(
    desk: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO((desk / "undated.yaml").read_bytes()))
    monkeypatch.setattr(sys, "stdin", given)
    assert "standard input:7:15: warning[CAT203]" in lint(capsysbinary, "--jobs", "2", "-", "good.yaml").out


@pytest.mark.parametrize("number", [0, 1, 2], ids=["lint", "fmt", "test"])
def test_a_pre_commit_hook_runs_a_command_that_exists(
    number: int, root: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = hooks[number]["entry"].split()
    files = ["vendor_catalogs/regionsoft.yaml"] if hooks[number].get("pass_filenames", True) else []
    assert program == "crm-planner"
    writes_nothing = ["--check"] if "fmt" in arguments else []
    assert ran(capsysbinary, *arguments, *writes_nothing, *files).status == 0
    assert len(hooks) == 3


def test_the_linters_hook_passes_over_golden_cases(root: Path) -> None:
    """They are no price lists: `catalog test` reads them."""
    lint, *_ = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert re.search(lint["files"], "vendor_catalogs/regionsoft.yaml")
    assert not re.search(lint["files"], "vendor_catalogs/cases/seed.yaml")
