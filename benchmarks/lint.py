"""Linting 1,000 price lists with every rule against PyYAML merely parsing them, beside linters that check far less.

All contenders run in the same interleaved rounds. Parsing and our linter are timed without their start; the others are
whole processes, and their start is lost among 1,000 files.

    python -m benchmarks.lint                 the report
    python -m benchmarks.lint lint FOLDER     one measurement: seconds
    python -m benchmarks.lint profile FOLDER  where the time goes
"""

import gc
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.made_catalogs import LINES, write
from benchmarks.ratios import interleaved, report
from crm_planner.cli.main import OBJECTS_BETWEEN_COLLECTIONS

ROUNDS, MANY = 3, 1000
FLOOR = "CSafeLoader, parsing only"
CONTENDERS = {
    "parse": FLOOR,
    "unpriced": "all but pricing the checks",
    "lint": "crm-planner, every rule",
    "lint-2": "the same in two processes",
}
AIMS = {CONTENDERS["lint"]: 1.5, CONTENDERS["lint-2"]: 0.9}
SCHEMA = Path(__file__).resolve().parents[1] / "schemas" / "catalog.json"
PRICING = ("CAT101", "CAT102", "CAT103", "CAT104")
RULES = "{extends: default, rules: {line-length: disable, document-start: disable}}"


def contender(name: str) -> Callable[[Path], object]:
    """What is done to a folder, its libraries already imported: parsing, or `catalog lint` but for writing it down."""
    if name == "parse":
        import yaml

        def parse(folder: Path) -> None:
            for path in sorted(folder.iterdir()):
                yaml.load(path.read_bytes(), yaml.CSafeLoader)

        return parse
    from datetime import date

    from crm_planner.files.lint_inputs import files_to_lint
    from crm_planner.files.lint_shares import Terms, lint
    from crm_planner.files.playbooks import load_playbook
    from crm_planner.lint.selection import Selection

    asked, jobs = Selection(ignore=PRICING if name == "unpriced" else ()), 2 if name == "lint-2" else 1
    terms = Terms(load_playbook(), date(2026, 11, 23), asked)
    return lambda folder: lint(list(files_to_lint([folder])), terms, jobs)


def seconds(name: str, folder: Path) -> float:
    """One measurement, with the collector of unused objects set as the program sets it."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    work = contender(name)
    began = perf_counter()
    work(folder)
    return perf_counter() - began


def measured(name: str, folder: Path) -> Callable[[], float]:
    """Seconds of one measurement in a fresh process, without its imports."""
    command = [sys.executable, "-m", "benchmarks.lint", name, str(folder)]
    return lambda: float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def whole(command: list[str]) -> Callable[[], float]:
    """Seconds of a whole process, whatever it finds."""

    def run() -> float:
        began = perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return perf_counter() - began

    return run


def others(folder: Path) -> dict[str, Callable[[], float]]:
    """The linters of others that are installed; a line for each that is not."""
    files = [str(path) for path in sorted(folder.iterdir())]
    commands = {
        "check_jsonschema": ["--schemafile", str(SCHEMA), *files],
        "yamllint": ["-d", RULES, str(folder)],
    }
    for name in commands:
        if find_spec(name) is None:
            print(f"{name} is not installed: left out")
    return {
        name.replace("_", "-"): whole([sys.executable, "-m", name, *arguments])
        for name, arguments in commands.items()
        if find_spec(name) is not None
    }


def main() -> None:
    """Print the ratios."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        write(folder, MANY)
        print(f"linting {MANY} price lists of {LINES} lines, {ROUNDS} interleaved rounds")
        ours = {said: measured(name, folder) for name, said in CONTENDERS.items()}
        report(interleaved(ours | others(folder), ROUNDS), FLOOR, AIMS)


def profile(folder: Path) -> None:
    """Print what the linter spends most time in."""
    from cProfile import Profile
    from pstats import Stats

    work = contender("lint")
    with Profile() as taken:
        work(folder)
    Stats(taken).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["profile", written]:
            profile(Path(written))
        case [kind, written]:
            print(seconds(kind, Path(written)))
        case _:
            main()
