"""What every test may ask for: system tools, golden files to rewrite, and a repeatable hypothesis."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.browser import Browser

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=50, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("repeatable"), max_examples=1000)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files with what the program makes now")


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """`tool("node")` is the path of a program this machine has; without it the test is skipped, under CI it fails."""
    return find_tool


@pytest.fixture(scope="module")
def chromium(tool: Callable[[str], str]) -> Iterator["Browser"]:
    """A headless Chromium for one file of tests; while it runs, no other event loop can run in this thread."""
    program = tool("chromium")
    from tests.browser import chromium_at

    with chromium_at(program) as browser:
        yield browser


@pytest.fixture
def browser(chromium: "Browser") -> Iterator["Browser"]:
    """The same; pages that a test opens are closed when it ends."""
    yield chromium
    chromium.forget()


def find_tool(name: str) -> str:
    return shutil.which(name) or without(f"program {name}")


def without(what: str) -> NoReturn:
    """Say that this machine lacks `what`: a skip with one line, a failure under CI=true."""
    said = f"NOT TESTED: this machine has no {what}; `make system` installs it where it can"
    if os.environ.get("CI") == "true":
        pytest.fail(said)
    pytest.skip(said)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One loud line at the end for all that was not tested."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    unseen = sum("NOT TESTED" in reason for reason in skipped)
    if unseen:
        terminalreporter.write_line(f"{unseen} tests did NOT run for want of system tools: `make system`", red=True)
