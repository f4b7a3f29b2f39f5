"""Loading and validating 1,000 price lists against PyYAML merely parsing them, and the memory either takes.

Each measurement is a process of its own, which times the loop over the files without its imports:

    python -m benchmarks.loading              the report
    python -m benchmarks.loading load FOLDER  one measurement: seconds and peak KiB
"""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.made_catalogs import LINES, write
from benchmarks.ratios import interleaved, report

ROUNDS = 5
MANY, FEW = 1000, 100
FLOOR = "parse"
CONTENDERS = {"parse": "CSafeLoader, parsing only", "load": "crm-planner, loading"}
AIMS = {CONTENDERS["load"]: 0.75}


def loader(name: str) -> Callable[[Path], object]:
    """What is done to one file, its libraries already imported."""
    if name == "parse":
        import yaml

        return lambda path: yaml.load(path.read_bytes(), yaml.CSafeLoader)
    from crm_planner.files.catalogs import load_catalog

    return load_catalog


def measure(name: str, folder: Path) -> tuple[float, int]:
    """Seconds for all files of `folder`, one at a time and then forgotten, and the peak memory in KiB."""
    load = loader(name)
    paths = sorted(folder.iterdir())
    began = perf_counter()
    for path in paths:
        load(path)
    return perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def in_a_process(name: str, folder: Path) -> tuple[float, int]:
    """`measure`, in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.loading", name, str(folder)]
    seconds, peak = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    return float(seconds), int(peak)


def main() -> None:
    """Print the ratio of times, and the peak memory at 100 and at 1,000 files."""
    with TemporaryDirectory() as made:
        folders = {count: Path(made) / str(count) for count in (FEW, MANY)}
        for count, folder in folders.items():
            folder.mkdir()
            write(folder, count)
        print(f"loading {MANY} price lists of {LINES} lines, {ROUNDS} interleaved rounds")
        contenders = {said: timed(name, folders[MANY]) for name, said in CONTENDERS.items()}
        report(interleaved(contenders, ROUNDS), CONTENDERS[FLOOR], AIMS)
        for name, said in CONTENDERS.items():
            few, many = (in_a_process(name, folder)[1] / 1024 for folder in folders.values())
            print(f"{said:32}{few:>6.1f} MiB at {FEW} files{many:>8.1f} MiB at {MANY}: {many / few:.2f} x")


def timed(name: str, folder: Path) -> Callable[[], float]:
    """The seconds of one measurement, as a contender."""
    return lambda: in_a_process(name, folder)[0]


if __name__ == "__main__":
    match sys.argv[1:]:
        case [name, folder]:
            print(*measure(name, Path(folder)))
        case _:
            main()
