"""A million draws of three candidates with thirty correlated uncertain items each, against drawing 90e6 raw normals.

The cost model is evaluated in every draw: hours times rate, rounded, lines, categories, totals, and six risks. Beside
it stands mcerp where it is installed (it is not in the lock), on the same hours, rates and number of risks, but without
correlation, rounding and the rule of overlap, and in its usual ten thousand samples: an easier task.

    python -m benchmarks.simulation         the report
    python -m benchmarks.simulation DRAWS   one run of so many draws: processor seconds and peak KiB over numpy
"""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from benchmarks.ratios import interleaved, report

CANDIDATES, JOBS, RISKS = 3, 24, 6
ITEMS = JOBS + RISKS
DRAWS, ROUNDS = 1_000_000, 5
AIM = 1.0
ROOM = 100
DAY = date(2026, 11, 23)
PEER = "mcerp, from 10,000 draws"
FLOOR, WHOLE, DRAWN = "90e6 raw normals", "simulated, cost model included", "items drawn, nothing computed"


def _catalog(vendor: int) -> dict[str, Any]:
    """A price list of jobs by the hour: low, likely and high differ between vendors, so no table is shared."""
    jobs = [
        {
            "id": f"job-{number}",
            "category": ("analysis", "customisation", "migration", "testing")[number % 4],
            "price": {
                "kind": "effort",
                "role": "developer",
                "hours": {"low": 4 + number + vendor, "likely": 9 + 2 * number + vendor, "high": 30 + 5 * number},
            },
        }
        for number in range(JOBS)
    ]
    licences = {"id": "licences", "category": "licence", "price": {"kind": "per_unit", "amount": 4000 + 100 * vendor}}
    return {
        "schema": "crm-planner/catalog/1",
        "id": f"vendor-{vendor}",
        "vendor": f"Vendor {vendor}",
        "product": "CRM",
        "currency": "RUB",
        "editions": [{"id": "one", "name": "One", "licence_metric": "named_user", "items": [licences, *jobs]}],
    }


def _stage() -> Any:
    from crm_planner.brief.model import Brief, WrittenBrief
    from crm_planner.catalog.candidate import WrittenCatalog
    from crm_planner.catalog.model import Catalog
    from crm_planner.files.playbooks import load_playbook, load_playbook_with_risks
    from crm_planner.place import Source
    from crm_planner.project import Project
    from crm_planner.simulation.stage import Stage

    checklist = load_playbook_with_risks()
    questions = ("CL-02.1", "CL-04.1", "CL-10.1", "CL-12.1", "JT-01.1", "VN-01.1")
    answers = {name: checklist.playbook.questions[name].risk_if for name in questions}
    brief = Brief.model_validate(
        {"client": {"name": "Client"}, "users": 10, "rates": {"developer": 3000}, "answers": answers}
    )
    catalogs = tuple(
        WrittenCatalog(Catalog.model_validate(_catalog(number)), Source(f"v{number}.yaml"))
        for number in range(CANDIDATES)
    )
    project = Project(WrittenBrief(brief, Source("brief.yaml")), catalogs, load_playbook(), DAY)
    return Stage(project, checklist, checklist.playbook.simulation, 1)


def _raw() -> float:
    """The floor: as many normals of 64 bits as there are drawn items, a chunk at a time."""
    random, room = np.random.default_rng(1), np.empty(2**14)
    began = process_time()
    for _ in range(CANDIDATES * ITEMS * DRAWS // len(room)):
        random.standard_normal(out=room)
    return process_time() - began


def _whole(stage: Any) -> float:
    from crm_planner.simulation.summary import spread

    began = process_time()
    for amounts in stage.totals(DRAWS).values():
        spread(amounts, Decimal("0.01"))
    return process_time() - began


def _drawn(stage: Any) -> float:
    """Positions and tables alone: what a simulation beside the cost model would cost."""
    from crm_planner.simulation.stage import CHUNK

    began = process_time()
    for start in range(0, DRAWS, CHUNK):
        positions = stage.positions.drawn(stage.streams, start, min(start + CHUNK, DRAWS))
        for one in stage.usual.drawn:
            np.take(one.table, positions[one.stream])
    return process_time() - began


def _peer() -> float:
    """Processor seconds of a million draws by mcerp, from those of its usual number."""
    mcerp: Any = import_module("mcerp")
    began = process_time()
    for vendor in range(CANDIDATES):
        total = 4000 + 100 * vendor
        for number in range(JOBS):
            total += 3000 * mcerp.PERT(4 + number + vendor, 9 + 2 * number + vendor, 30 + 5 * number)
        risks = sum(mcerp.Bern(0.6) * mcerp.PERT(5, 15, 40) for _ in range(RISKS))
        (total * (1 + risks / 100)).percentile(0.8)
    return (process_time() - began) * DRAWS / int(mcerp.npts)


def _in_a_process(draws: int) -> tuple[float, float]:
    """Processor seconds of the draws, and the peak memory of a process over that of one that only imports numpy."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.simulation", str(draws)], capture_output=True, text=True, check=True
    )
    seconds, kibibytes = map(float, done.stdout.split())
    alone = subprocess.run([sys.executable, "-c", _ALONE], capture_output=True, text=True, check=True)
    return seconds, (kibibytes - float(alone.stdout)) / 1024


_PEAK = "/proc/self/status"
"""Where Linux says the peak of this program; what getrusage says contains the peak of whoever started it."""

_ALONE = f"import numpy; print(next(line.split()[1] for line in open('{_PEAK}') if line.startswith('VmHWM')))"


def _peak() -> int:
    """Peak KiB of this process."""
    with Path(_PEAK).open(encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def main() -> None:
    """Print the ratio to the floor and the peak memory, or run once where a number of draws is given."""
    from crm_planner.simulation.summary import spread

    stage = _stage()
    if len(sys.argv) > 1:
        began = process_time()
        for amounts in stage.totals(int(sys.argv[1])).values():
            spread(amounts, Decimal("0.01"))
        print(process_time() - began, _peak())
        return
    drawn = {one.id: len(stage.usual.moving(one.id)) for one in stage.estimates}
    print(f"{DRAWS:,} draws of {CANDIDATES} candidates; uncertain items of each: {drawn}; {ROUNDS} rounds, interleaved")
    contenders = {FLOOR: _raw, DRAWN: lambda: _drawn(stage), WHOLE: lambda: _whole(stage)}
    timing = interleaved(contenders, ROUNDS)
    if find_spec("mcerp") is None:
        print("mcerp is not installed: left out")
    else:
        timing[PEER] = [_peer()]
    report(timing, FLOOR, {WHOLE: AIM})
    for draws in (DRAWS // 10, DRAWS):
        seconds, peak = _in_a_process(draws)
        print(f"{draws:>9,} draws: {seconds:.2f} s, peak {peak:.0f} MiB over import numpy; aim <= {ROOM}")


if __name__ == "__main__":
    main()
