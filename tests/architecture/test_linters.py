"""The linters as tests: whoever runs the tests has run ruff, mypy and the import contracts too."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def complaints(name: str, *arguments: str) -> str:
    """What the linter beside this Python says; nothing if it is content."""
    program = Path(sys.executable).with_name(name)
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    assert not complaints("ruff", "check", "--output-format=concise")


def test_mypy_finds_nothing() -> None:
    assert not complaints("mypy")


def test_every_import_points_down() -> None:
    assert not complaints("lint-imports", "--no-logo")
