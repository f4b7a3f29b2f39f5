"""The GitHub Action: what its steps run, with a stand-in for GitHub that keeps comments in a file."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from crm_planner.documents.review_markdown import MARKER
from crm_planner.lint.minimal import MINIMAL
from tests.conftest import find_tool
from tests.files.repositories import SETTINGS, commit, git
from tests.repricing.markets import NORTH, SOUTH

ROOT = Path(__file__).resolve().parents[1]
ACTION: dict[str, Any] = yaml.load((ROOT / "action.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - ours
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
DEARER = NORTH.replace("amount: 1000}", "amount: 1060}")

GITHUB = """\
#!{python}
# Answers like gh: lists comments through the query's own jq expression, makes one, or changes one.
import json, os, subprocess, sys
from pathlib import Path
store, arguments = Path(os.environ["COMMENTS"]), sys.argv[1:]
comments = json.loads(store.read_text())
if os.environ.get("REFUSE"):
    sys.exit("gh: Resource not accessible by integration (HTTP 403)")
assert os.environ["GH_TOKEN"] == "secret" and arguments[0] == "api"
if arguments[1] == "graphql":
    assert {{"owner=firm", "name=prices", "number=7"}} <= set(arguments)
    nodes = {{"nodes": comments, "pageInfo": {{"hasNextPage": False, "endCursor": None}}}}
    page = {{"data": {{"repository": {{"pullRequest": {{"comments": nodes}}}}}}}}
    jq = [{jq!r}, "-r", arguments[arguments.index("--jq") + 1]]
    sys.exit(subprocess.run(jq, input=json.dumps(page).encode(), check=False).returncode)
method, path = arguments[arguments.index("--method") + 1 :][:2]
body = Path(arguments[arguments.index("-F") + 1].removeprefix("body=@")).read_text()
if method == "POST":
    assert path == "repos/firm/prices/issues/7/comments"
    comments.append({{"databaseId": 100 + len(comments), "viewerDidAuthor": True, "body": body}})
else:
    assert method == "PATCH" and path.startswith("repos/firm/prices/issues/comments/")
    (known,) = [one for one in comments if one["databaseId"] == int(path.rpartition("/")[2])]
    known["body"] = body
store.write_text(json.dumps(comments))
"""


class Desk(NamedTuple):
    """A repository with a pull request, and the comments on it."""

    folder: Path
    base: str
    store: Path

    @property
    def comments(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.store.read_text(encoding="utf-8"))
        return found

    def run(self, script: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One step of the action, as the runner starts it."""
        given = {
            "PROGRAM": str(Path(sys.executable).with_name("crm-planner")),
            "CATALOGS": "lists", "BRIEFS": "", "PLAYBOOK": "", "FAIL_ON": "", "LANGUAGE_OF_COMMENT": "en",
            "BASE": self.base, "NUMBER": "7", "GH_TOKEN": "secret", "GITHUB_REPOSITORY": "firm/prices",
            "RUNNER_TEMP": str(self.folder.parent), "GITHUB_STEP_SUMMARY": str(self.folder.parent / "summary.md"),
            "COMMENTS": str(self.store), "PATH": f"{self.folder.parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        return subprocess.run(
            [find_tool("bash"), str(ROOT / "action" / script)],
            cwd=self.folder, env=os.environ | SETTINGS | given | more, capture_output=True, text=True, check=False,
            encoding="utf-8",
        )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """North's new prices in the working folder, and a comment of somebody else who knows the marker."""
    stranger = {"databaseId": 1, "viewerDidAuthor": False, "body": f"{MARKER} mine"}
    own = {"databaseId": 2, "viewerDidAuthor": True, "body": "another comment of the same bot"}
    (tmp_path / "comments.json").write_text(json.dumps([stranger, own]), encoding="utf-8")
    fake = tmp_path / "gh"
    fake.write_text(GITHUB.format(python=sys.executable, jq=find_tool("jq")), encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IEXEC)
    folder = tmp_path / "work"
    folder.mkdir()
    base = commit(folder, {"lists/north.yaml": NORTH, "lists/south.yaml": SOUTH})
    commit(folder, {"lists/north.yaml": DEARER})
    return Desk(folder, base, tmp_path / "comments.json")


def test_a_change_makes_one_comment_and_every_push_updates_it(desk: Desk) -> None:
    done = desk.run("comment")
    assert (done.returncode, done.stderr) == (0, "")
    *others, first = desk.comments
    assert len(others) == 2
    assert first["body"].startswith(f"{MARKER}\n### North CRM Basic \\+4.17 %")
    (desk.folder / "lists" / "north.yaml").write_text(NORTH.replace("amount: 1000}", "amount: 1100}"), encoding="utf-8")
    assert desk.run("comment").returncode == 0
    assert [one["databaseId"] for one in desk.comments] == [1, 2, first["databaseId"]]
    assert desk.comments[-1]["body"].startswith(f"{MARKER}\n### North CRM Basic \\+6.94 %")
    assert desk.comments[:2] == others


def test_where_nothing_differs_no_comment_is_made_and_an_old_one_says_so(desk: Desk) -> None:
    north = desk.folder / "lists" / "north.yaml"
    north.write_text(NORTH, encoding="utf-8")
    assert desk.run("comment").returncode == 0
    assert len(desk.comments) == 2
    north.write_text(DEARER, encoding="utf-8")
    desk.run("comment")
    north.write_text(NORTH, encoding="utf-8")
    assert desk.run("comment").returncode == 0
    assert desk.comments[-1]["body"] == f"{MARKER}\n### The price lists no longer differ\n"


def test_a_condition_fails_the_step_after_the_comment_is_written(desk: Desk) -> None:
    done = desk.run("comment", FAIL_ON="increase>3%")
    assert done.returncode == 1
    assert "--fail-on increase>3%: north/basic for 5 users" in done.stderr
    assert len(desk.comments) == 3
    assert (desk.folder.parent / "summary.md").read_text(encoding="utf-8").startswith(MARKER)


def test_broken_price_lists_fail_the_step_and_leave_the_comment(desk: Desk) -> None:
    desk.run("comment")
    before = desk.comments
    (desk.folder / "lists" / "north.yaml").write_text("schema: [", encoding="utf-8")
    done = desk.run("comment")
    assert (done.returncode, desk.comments) == (1, before)
    assert "lists/north.yaml:2:1: error[YML001]" in done.stderr


def test_a_token_that_may_not_write_is_a_warning(desk: Desk) -> None:
    done = desk.run("comment", REFUSE="yes")
    assert done.returncode == 0
    assert done.stdout.endswith(
        "::warning::The comment could not be written; a pull request from a fork has no token that may.\n"
    )


def test_price_lists_the_base_does_not_have_are_not_compared(desk: Desk) -> None:
    done = desk.run("comment", CATALOGS="elsewhere")
    assert (done.returncode, done.stdout) == (0, "The base has no elsewhere: there is nothing to compare with.\n")


def test_a_base_that_is_not_here_is_an_error_not_a_silence(desk: Desk) -> None:
    done = desk.run("comment", BASE="0" * 40)
    assert done.returncode == 3
    assert done.stdout.startswith("::error::git has no revision 0000")


def test_what_changed_on_the_base_meanwhile_is_not_this_change(desk: Desk) -> None:
    """The branch is compared with where it left the base, not with what the base has become."""
    branch = git(desk.folder, "rev-parse", "HEAD")
    git(desk.folder, "checkout", "--quiet", "--detach", desk.base)
    moved = commit(desk.folder, {"lists/south.yaml": SOUTH.replace("1500", "1501")})
    git(desk.folder, "checkout", "--quiet", "--detach", branch)
    desk.run("comment", BASE=moved)
    assert "South CRM Team \\(" not in desk.comments[-1]["body"]
    assert "North CRM Basic \\+4.17 %" in desk.comments[-1]["body"]


@pytest.mark.parametrize("name", ["$(touch owned)", "; touch owned", "--help"])
def test_a_hostile_name_is_never_run(name: str, desk: Desk) -> None:
    for script in ("check", "comment"):
        done = desk.run(script, CATALOGS=name, BRIEFS=name, FAIL_ON=name)
        assert "Usage" not in done.stdout
    assert not list(desk.folder.rglob("owned"))


def test_findings_and_failed_cases_fail_the_check(desk: Desk) -> None:
    sound, wrong = desk.folder / "sound", desk.folder / "wrong"
    check = "checks:\n  - {name: Ten, edition: standard, brief: {users: 10}, expect: {total: 1}}\n"
    for folder, text in ((sound, MINIMAL), (wrong, MINIMAL + check)):
        folder.mkdir()
        (folder / "example.yaml").write_text(text, encoding="utf-8")
    assert desk.run("check", CATALOGS="sound").returncode == 0
    done = desk.run("check", CATALOGS="wrong")
    assert done.returncode == 1
    assert re.search(r"^::error file=wrong/example\.yaml,line=\d+,", done.stdout, re.MULTILINE)
    assert "0 passed, 1 failed" in done.stdout


def test_expressions_reach_a_shell_as_variables_only() -> None:
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert len(scripts) == 3
    assert not [script for script in scripts if "${{" in script]
    for script in sorted((ROOT / "action").iterdir()):
        assert "${{" not in script.read_text(encoding="utf-8")
        assert os.access(script, os.X_OK)


def test_every_step_gives_its_script_all_it_reads() -> None:
    of_the_runner = {"GITHUB_REPOSITORY", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "RUNNER_TEMP"}
    for step in (step for step in STEPS if "run" in step):
        script = re.sub(
            r"^ *#.*",
            "",
            (ROOT / "action" / step["run"].split("/")[-1].strip('"')).read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        )
        read = set(re.findall(r"\$\{?([A-Z][A-Z_]+)", script)) - of_the_runner
        assert read <= set(step["env"]), step["name"]
        assert "ACTION" in step["env"]


def test_every_input_is_used_described_and_in_the_guide() -> None:
    guide = (ROOT / "docs" / "guide" / "reviewing-a-price-change.md").read_text(encoding="utf-8")
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name, about in ACTION["inputs"].items():
        assert f"inputs.{name} }}" in text
        assert about["description"].endswith(".")
        assert f"| `{name}` |" in guide


def test_the_script_looks_for_the_marker_that_the_comment_begins_with() -> None:
    assert f"marker='{MARKER}'" in (ROOT / "action" / "comment").read_text(encoding="utf-8")


def test_the_lock_gives_a_version_of_every_package_as_constraint(tmp_path: Path) -> None:
    """The line of `action/install` that reads the lock, run alone."""
    line = next(
        one for one in (ROOT / "action" / "install").read_text(encoding="utf-8").splitlines() if one.startswith("sed ")
    )
    env = os.environ | {"ACTION": str(ROOT), "RUNNER_TEMP": str(tmp_path)}
    subprocess.run([find_tool("bash"), "-c", line], env=env, check=True)
    constraints = (tmp_path / "constraints.txt").read_text(encoding="utf-8").splitlines()
    locked = re.findall(r"^([a-z0-9.-]+==\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert [one.split()[0] for one in constraints] == locked
    assert not [one for one in constraints if "hash" in one or one.endswith("\\")]
