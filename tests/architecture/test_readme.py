"""The commands a page shows are run, and what it shows of their output must be what they print."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.main import get_command

from crm_planner.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Shown(NamedTuple):
    """A command a page shows, and the lines it shows beneath."""

    page: str
    command: str
    output: tuple[str, ...]


def shown() -> list[Shown]:
    """Every line beginning `$ crm-planner` of every console block."""
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *output = part.splitlines()
                if command.startswith("crm-planner"):
                    found.append(Shown(page.name, command, tuple(output)))
    return found


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder as a reader has it: the examples at hand, nothing else."""
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def test_the_readme_shows_commands() -> None:
    assert any(example.page == "README.md" for example in shown())


def commands(command: object, name: str) -> list[str]:
    """The full names of all commands beneath a group; a command that is no group is its own only one."""
    parts: dict[str, object] = getattr(command, "commands", {})
    return [full for part, below in parts.items() for full in commands(below, f"{name} {part}")] or [name]


def test_the_commands_are_found() -> None:
    assert {"crm-planner compare", "crm-planner catalog show"} <= set(commands(get_command(app), "crm-planner"))


@pytest.mark.parametrize("command", commands(get_command(app), "crm-planner"))
def test_every_command_is_in_the_table_of_the_readme(command: str) -> None:
    assert f"\n| `{command} " in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", shown(), ids=lambda example: f"{example.page}: {example.command}")
def test_a_shown_command_prints_what_the_page_shows(example: Shown, desk: Path) -> None:
    """A line `...` stands for any lines; the rest must be printed as they stand."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", example.command],  # noqa: S607 - whichever bash the reader has
        cwd=desk,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PATH": path, "COLUMNS": "120"},
    )
    assert done.returncode == 0, done.stderr
    printed = {line.rstrip() for line in done.stdout.splitlines()}
    missing = [line for line in example.output if line.strip() not in {"", "..."} and line.rstrip() not in printed]
    assert not missing, f"{example.page} shows what `{example.command}` does not print:\n" + "\n".join(missing)
