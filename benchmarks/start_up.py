"""How many times a bare `python -c pass` the program takes: `--help`, and `compare` of the shipped catalogs."""

import compileall
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import crm_planner
from benchmarks.ratios import interleaved, report

ROUNDS = 15
FLOOR = "python -c pass"
PROGRAM = str(Path(sys.executable).with_name("crm-planner"))
COMMANDS = {
    FLOOR: [sys.executable, "-c", "pass"],
    "crm-planner --help": [PROGRAM, "--help"],
    "crm-planner compare": [PROGRAM, "compare"],
    "crm-planner compare, as JSON": [PROGRAM, "compare", "--format", "json"],
}
AIMS = {"crm-planner --help": 8, "crm-planner compare": 18}


def run(command: list[str]) -> Callable[[], float]:
    """Wall seconds of one whole process, its output going nowhere."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def seconds() -> float:
        began = perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=surroundings)
        return perf_counter() - began

    return seconds


def main() -> None:
    """Compile first: the users' program starts from byte code. The uncounted round compiles the libraries."""
    compileall.compile_dir(Path(crm_planner.__file__).parent, quiet=1)
    print(f"start-up, {ROUNDS} interleaved rounds of whole processes")
    report(interleaved({name: run(command) for name, command in COMMANDS.items()}, ROUNDS), FLOOR, AIMS)


if __name__ == "__main__":
    main()
