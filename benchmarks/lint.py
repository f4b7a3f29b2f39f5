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
FLOOR, OURS, UNPRICED = "CSafeLoader, parsing only", "crm-planner, every rule", "all but pricing the checks"
AIMS = {OURS: 1.5}
SCHEMA = Path(__file__).resolve().parents[1] / "schemas" / "catalog.json"
PRICING = ("CAT101", "CAT102", "CAT103", "CAT104")
RULES = "{extends: default, rules: {line-length: disable, document-start: disable}}"


def parse(folder: Path) -> None:
    """Every file of `folder`, parsed and forgotten."""
    for path in sorted(folder.iterdir()):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)


def lint(folder: Path, ignore: tuple[str, ...] = ()) -> int:
    """What `catalog lint FOLDER` does, all but writing it down; the number of findings."""
    from datetime import date

    from crm_planner.files.lint_inputs import files_to_lint, read_to_lint
    from crm_planner.files.playbooks import load_playbook
    from crm_planner.lint.check import Reading, check, run_of
    from crm_planner.lint.selection import Selection

    files = files_to_lint([folder])
    readings = [one if isinstance(one, Reading) else read_to_lint(*one) for one in files]
    run, asked = run_of(readings, load_playbook(), date(2026, 11, 23), 180), Selection(ignore=ignore)
    return sum(len(check(reading, run, asked).findings) for reading in readings)


def lint_unpriced(folder: Path) -> int:
    """The same without the rules that price the checks of a catalog, as whole estimates."""
    return lint(folder, PRICING)


WORK: dict[str, Callable[[Path], object]] = {"parse": parse, "lint": lint, "unpriced": lint_unpriced}


def measured(name: str, folder: Path) -> Callable[[], float]:
    """Seconds of one measurement in a fresh process, without its imports."""
    command = [sys.executable, "-m", "benchmarks.lint", name, str(folder)]
    return lambda: float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def whole(command: list[str]) -> Callable[[], float]:
    """Seconds of a whole process, whatever it finds."""

    def seconds() -> float:
        began = perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return perf_counter() - began

    return seconds


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
        print(f"linting {MANY} price lists of {LINES} lines, {ROUNDS} interleaved rounds, one process each")
        names = {FLOOR: "parse", UNPRICED: "unpriced", OURS: "lint"}
        ours = {said: measured(name, folder) for said, name in names.items()}
        report(interleaved(ours | others(folder), ROUNDS), FLOOR, AIMS)


def profile(folder: Path) -> None:
    """Print what the linter spends most time in."""
    from cProfile import Profile
    from pstats import Stats

    with Profile() as taken:
        lint(folder)
    Stats(taken).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["profile", written]:
            profile(Path(written))
        case [kind, written]:
            gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)  # as the program does, for the parser alone too
            began = perf_counter()
            WORK[kind](Path(written))
            print(perf_counter() - began)
        case _:
            main()
