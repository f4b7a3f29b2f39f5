"""How many published scheduling cases are proved optimal within 1 and 5 seconds, and that no claim is wrong.

python -m benchmarks.scheduling FOLDER

FOLDER holds instances of PSPLIB in its own format (*.sm) and their optima in optimum.csv, whose first column is the
file's name and last the shortest makespan. One shipped plan is levelled beside them. Seconds are of the processor:
search runs on one, so on a quiet machine they are those of the clock, and on a busy one not what the neighbours did.
"""

import csv
import sys
from collections import Counter
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from crm_planner.plan.generation import end_of, rules, serial
from crm_planner.plan.instance import Instance, Job, Wait
from crm_planner.plan.levelling import level
from crm_planner.plan.solve import Levelled, solve
from crm_planner.plan.undertaking import Undertaking

LIMIT = 20.0
SHIPPED = Path(__file__).resolve().parents[1] / "examples" / "order-desk.yaml"
AIMS = {1: 47, 5: 48}
"""Of 48 cases of j30, how many are to be proved within so many seconds."""


class Timed(NamedTuple):
    """One case: seconds to the first plan, to the answer, the answer, and the published optimum."""

    name: str
    first: float
    seconds: float
    answer: Levelled
    optimum: int

    @property
    def end(self) -> int:
        """When the plan that was found ends."""
        return end_of(self.answer.spans or [])

    @property
    def is_wrong(self) -> bool:
        """Whether a bound lies above the optimum, or a plan below it."""
        return not self.answer.bound <= self.optimum <= self.end

    def is_proved(self, seconds: float) -> bool:
        """Whether the optimum was proved in that time."""
        return self.answer.bound == self.end and self.seconds <= seconds


def read(path: Path) -> Instance:
    """An instance of PSPLIB: jobs from 1, successors, durations, demands, capacities."""
    lines = path.read_text(encoding="ascii").splitlines()

    def table(heading: str, skipped: int) -> list[list[int]]:
        first = next(number for number, line in enumerate(lines) if line.startswith(heading)) + skipped
        last = next(number for number in range(first, len(lines)) if lines[number].startswith("*"))
        return [[int(figure) for figure in line.split()] for line in lines[first:last]]

    followers = table("PRECEDENCE RELATIONS", 2)
    requests = table("REQUESTS/DURATIONS", 3)
    return Instance(
        jobs=[Job(row[2], tuple((which, need) for which, need in enumerate(row[3:]) if need)) for row in requests],
        waits=[Wait(row[0] - 1, after - 1) for row in followers for after in row[3:]],
        capacities=table("RESOURCEAVAILABILITIES", 2)[0],
    )


def timed(path: Path, optimum: int) -> Timed:
    """Solve one case from scratch."""
    instance = read(path)
    began = process_time()
    serial(instance, next(rules(instance)))
    first = process_time() - began
    instance = read(path)
    began = process_time()
    answer = solve(instance, sum(job.work for job in instance.jobs), LIMIT)
    return Timed(path.name, first, process_time() - began, answer, optimum)


def of_a_client() -> Undertaking:
    """What the plan of the shipped industry solution is made from."""
    from crm_planner.cli.chosen import with_candidate
    from crm_planner.cli.desk import Desk
    from crm_planner.files.briefs import load_brief
    from crm_planner.project import planning

    desk = Desk.open(catalogs=None, playbook=None, overlays=None, lang=None, no_color=True, quiet=True)
    project, name = with_candidate(desk, load_brief(str(SHIPPED), sets=(), scenario=None), "regionsoft")
    return planning(project, desk.read_breakdown(), name)[1].undertaking


def main() -> None:
    """Print what was proved, and end with status 1 if a claim is wrong."""
    if len(sys.argv) != 2 or not (folder := Path(sys.argv[1])).is_dir():  # noqa: PLR2004 - the program and FOLDER
        sys.exit("benchmarks.scheduling needs the folder of PSPLIB instances and their optimum.csv; nothing measured")
    work = of_a_client()
    began = process_time()
    plan = level(work)
    print(
        f"the shipped industry solution, {len(plan.tasks)} tasks: {process_time() - began:.2f} s, found by {plan.found}"
    )
    import ortools.sat.python.cp_model  # noqa: F401 - its loading is not what is measured

    with (folder / "optimum.csv").open(encoding="ascii", newline="") as file:
        optima = {row[0]: int(row[-1]) for row in list(csv.reader(file))[1:]}
    cases = [timed(folder / name, optimum) for name, optimum in sorted(optima.items())]
    for seconds, aim in AIMS.items():
        proved = sum(case.is_proved(seconds) for case in cases)
        print(f"proved optimal within {seconds} s: {proved} of {len(cases)} (aim {aim} of 48)")
    for found, count in Counter(case.answer.found for case in cases).most_common():
        print(f"found by {found}: {count}")
    print(f"first plan: {median(case.first for case in cases) * 1000:.1f} ms in the middle")
    slowest = max(case.seconds for case in cases)
    print(f"all answers: {sum(case.seconds for case in cases):.1f} s, the slowest {slowest:.1f} s")
    wrong = [case for case in cases if case.is_wrong]
    for case in wrong:
        print(f"WRONG: {case.name} claims {case.answer.bound} to {case.end}, the optimum is {case.optimum}")
    print(f"wrong claims: {len(wrong)}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
